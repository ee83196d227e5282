import { Chart, type ChartContent, chartWords } from '../shared/chart.ts'
import { figures, fill, h, scrolling, section, select, table } from '../shared/dom.ts'
import { language } from '../shared/language.ts'
import { number, percent } from '../shared/units.ts'
import type { Curve, GroupCurves, QueueCurves, Simulated, TableText } from './types.ts'
import { words } from './words.ts'

/** Ends of the shades, from dark to light, as those of the plan's page. */
const SERVICE_SHADES = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99]
const OCCUPANCY_SHADES = [0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95]

/** The figures and the day's pictures of a simulation. */
export function resultSections(): { elements: HTMLElement[]; show(simulated: Simulated): void } {
  const title = h('p', { class: 'note' })
  const place = h('div')
  const glancePlace = h('div')
  const queueChoice = select([])
  const groupChoice = select([])
  queueChoice.id = 'queue-to-draw'
  groupChoice.id = 'group-to-draw'
  const queueLabel = h('label', { for: queueChoice.id }, words().whichQueue)
  const groupLabel = h('label', { for: groupChoice.id }, words().whichGroup)
  const queueCharts = [new Chart(), new Chart(), new Chart()]
  const groupCharts = [new Chart(), new Chart()]
  let shown: Simulated | undefined
  const drawQueue = () => {
    const queue = shown?.queues.find(({ name }) => name === queueChoice.value)
    if (!shown || !queue) return
    for (const [k, content] of chartsOfQueue(queue, shown.starts).entries()) queueCharts[k].show(content)
  }
  const drawGroup = () => {
    const group = shown?.groups.find(({ name }) => name === groupChoice.value)
    if (!shown || !group) return
    for (const [k, content] of chartsOfGroup(group, shown.starts).entries()) groupCharts[k].show(content)
  }
  queueChoice.addEventListener('change', drawQueue)
  groupChoice.addEventListener('change', drawGroup)
  const choose = (choice: HTMLSelectElement, label: HTMLElement, names: readonly string[]) => {
    const before = choice.value
    fill(choice, ...names.map((name) => h('option', { value: name }, name)))
    choice.value = names.includes(before) ? before : names[0]
    choice.hidden = label.hidden = names.length < 2
  }
  return {
    elements: [
      section('figures', words().figures, title, place),
      section(
        'day',
        words().day,
        glancePlace,
        h('div', { class: 'choice' }, queueLabel, queueChoice),
        h('div', { class: 'chart-row' }, ...queueCharts.map(({ element }) => element)),
        h('div', { class: 'choice' }, groupLabel, groupChoice),
        h('div', { class: 'chart-row' }, ...groupCharts.map(({ element }) => element)),
      ),
    ],
    show(simulated) {
      shown = simulated
      const { title: run, large, tables, remarks } = simulated.said[language()]
      title.textContent = run
      fill(
        place,
        figures(large),
        h('p', { class: 'note' }, words().figuresNote),
        ...tables.map(figureTable),
        ...remarks.map((remark) => h('p', { class: 'note' }, remark)),
      )
      const { starts, queues, groups } = simulated
      fill(
        glancePlace,
        glance(
          words().glance,
          SERVICE_SHADES,
          starts,
          queues.map(({ name, serviceLevel }) => [name, serviceLevel]),
          'lowest',
        ),
        glance(
          words().glanceOfGroups,
          OCCUPANCY_SHADES,
          starts,
          groups.map(({ name, occupancy }) => [name, occupancy]),
          'highest',
        ),
      )
      choose(
        queueChoice,
        queueLabel,
        queues.map(({ name }) => name),
      )
      choose(
        groupChoice,
        groupLabel,
        groups.map(({ name }) => name),
      )
      drawQueue()
      drawGroup()
    },
  }
}

function figureTable({ headings, rows, foot }: TableText): HTMLElement {
  const title = headings[0].text
  const indented = ([name, ...cells]: string[]) => [
    name.replace(/^ +/, (blanks) => '\u00a0'.repeat(2 * blanks.length)),
    ...cells,
  ]
  const made = table(
    title,
    headings.map(({ text }) => text),
    [...rows, ...foot].map(indented),
  )
  for (const row of made.rows)
    headings.forEach(({ left }, k) => {
      if (left) row.cells[k].classList.add('left')
    })
  for (const row of [...made.tBodies[0].rows].slice(rows.length)) row.classList.add('total')
  return scrolling(made, title)
}

/** A row of shades for each queue or group, an interval each. */
function glance(
  title: string,
  shades: readonly number[],
  starts: readonly string[],
  rows: readonly (readonly [string, Curve])[],
  worst: 'lowest' | 'highest',
): HTMLElement {
  const shadeOf = (share: number) => shades.findLastIndex((from) => share >= from)
  const extreme = ({ value }: Curve) => {
    let at = -1
    value.forEach((share, i) => {
      if (!Number.isNaN(share) && (at < 0 || (worst === 'lowest' ? share < value[at] : share > value[at]))) at = i
    })
    return at < 0 ? '–' : `${percent(value[at], 0)} ${starts[at]}`
  }
  const lines = rows.map(([name, curve]) => {
    const cells = Array.from(curve.value, (share, i) => {
      const cell = h('span', { class: Number.isNaN(share) ? 'heat-none' : `heat-${shadeOf(share)}` })
      cell.title = `${starts[i]}: ${percent(share)}`
      return cell
    })
    return h(
      'div',
      { class: 'glance-row' },
      h('span', { class: 'glance-name' }, name),
      h('div', { class: 'heat-cells', 'aria-hidden': 'true' }, ...cells),
      h('span', { class: 'glance-worst' }, (worst === 'lowest' ? words().lowest : words().highest)(extreme(curve))),
    )
  })
  const key = shades.map((from, k) =>
    h(
      'span',
      {},
      h('span', { class: `swatch heat-${k}` }),
      k === 0 ? words().below(percent(shades[1], 0)) : words().fromShare(percent(from, 0)),
    ),
  )
  const details = h('details', {}, h('summary', {}, chartWords().asTable))
  details.addEventListener('toggle', () => {
    if (!details.open || details.children.length > 1) return
    const content = table(
      title,
      [words().from, ...rows.map(([name]) => name)],
      starts.map((start, i) => [start, ...rows.map(([, { value }]) => percent(value[i]))]),
    )
    details.append(scrolling(content, title))
  })
  return h(
    'figure',
    { class: 'chart' },
    h('figcaption', {}, title),
    h('div', { class: 'legend' }, ...key),
    h('div', { class: 'glance' }, ...lines),
    details,
  )
}

function around({ value, half }: Curve, most: number): NonNullable<ChartContent['band']> {
  return {
    name: words().interval95,
    low: value.map((each, i) => Math.max(0, each - half[i])),
    high: value.map((each, i) => Math.min(most, each + half[i])),
  }
}

function chartOf(
  title: string,
  starts: readonly string[],
  curve: Curve,
  name: string,
  more: Partial<ChartContent> & Pick<ChartContent, 'format'>,
): ChartContent {
  return {
    title,
    placesName: words().from,
    places: starts,
    isTick: (i) => starts[i].endsWith(':00'),
    series: [{ name, look: 'line', values: curve.value }],
    band: around(curve, more.most ?? Infinity),
    ...more,
  }
}

function chartsOfQueue(
  { name, goal, serviceLevel, waiting, offered }: QueueCurves,
  starts: readonly string[],
): ChartContent[] {
  const few = Math.max(0, ...Array.from(waiting.value).filter(Number.isFinite)) < 1
  return [
    chartOf(words().of(name, words().inTime), starts, serviceLevel, words().inTime, {
      format: (value) => percent(value),
      formatLevel: (value) => percent(value, 0),
      most: 1,
      ...(goal === undefined ? {} : { goal: { name: words().goal(percent(goal, 0)), value: goal } }),
    }),
    chartOf(words().of(name, words().waitingOnAverage), starts, waiting, words().waiting, {
      format: (value) => number(value, few ? 2 : 1),
    }),
    chartOf(words().of(name, words().offered), starts, offered, words().offered, {
      format: (value) => number(value, value < 10 ? 1 : 0),
    }),
  ]
}

function chartsOfGroup({ name, occupancy, busy, onDuty }: GroupCurves, starts: readonly string[]): ChartContent[] {
  return [
    chartOf(words().of(name, words().occupancy), starts, occupancy, words().occupancy, {
      format: (value) => percent(value),
      formatLevel: (value) => percent(value, 0),
      most: 1,
    }),
    chartOf(words().of(name, words().busyAndDuty), starts, busy, words().busy, {
      format: (value) => number(value, 1),
      series: [
        { name: words().busy, look: 'line', values: busy.value },
        { name: words().onDuty, look: 'steps', values: onDuty.value },
      ],
    }),
  ]
}
