import { Chart } from '../shared/chart.ts'
import { field, fill, h, scrolling, section, select, table } from '../shared/dom.ts'
import { NewestOnly } from '../shared/newest-only.ts'
import { messageOf, number, percent, seconds } from '../shared/units.ts'
import { weekday } from './heat.ts'
import type { DayAnswer, DayRequest, GroupDetail, Times } from './types.ts'

export interface DaySection {
  element: HTMLElement
  show(detail: GroupDetail, times: Times): void
  choose(day: number): void
}

/** One day, whose agents can be changed: the queue that an interval leaves is the next one's. */
export function daySection(): DaySection {
  let detail: GroupDetail | undefined
  let times: Times | undefined
  let agents: number[] = []
  let planned: DayAnswer | undefined
  /** Answers may come late: only the last one asked for counts. */
  let asked = 0
  const days = field('Day', select([]))
  const day = days.input
  const place = h('div')
  const said = h('p', { 'aria-live': 'polite' })
  const [agentsChart, queueChart, serviceChart] = [new Chart(), new Chart(), new Chart()]
  const long = h(
    'p',
    { class: 'note', role: 'status', hidden: true },
    'Working out how the queue goes through the day: of many agents and long waits it takes a while. ',
    h('button', { type: 'button', class: 'small', onclick: cancel }, 'Cancel'),
  )
  const worker = new NewestOnly('day', (isLong) => {
    long.hidden = !isLong
    if (isLong) said.textContent = ''
  })
  const back = h('button', { type: 'button', onclick: () => void start() }, 'Back to the plan')
  day.addEventListener('change', () => void start())

  const range = () => [times!.dayFrom[Number(day.value)], times!.dayFrom[Number(day.value) + 1]]

  /** Undefined where something newer took its place, or it was stopped. */
  function ask(): Promise<DayAnswer | undefined> {
    const [from, to] = range()
    const { volume, aht, open, patience, targets } = detail!.plan
    const request: DayRequest = {
      volume: volume.slice(from, to),
      aht: aht.slice(from, to),
      open: open.slice(from, to),
      patience,
      within: targets[0].serviceLevel?.within,
      interval: times!.interval,
      agents,
    }
    return worker.ask<DayAnswer>('serveDay', request).catch((error) => {
      said.textContent = messageOf(error)
      return undefined
    })
  }

  function cancel(): void {
    asked++
    worker.cancel()
    said.textContent = 'Stopped. Choose the day again, or change its agents, to go on.'
  }

  async function start(): Promise<void> {
    if (!detail || !times) return
    const [from, to] = range()
    const { plan } = detail
    agents = Array.from(plan.agents.subarray(from, to))
    planned = undefined
    const isOpen = plan.open.subarray(from, to).some((one) => one === 1)
    // Callers who may wait through several changes of staff take minutes to work out, and the planner would wait with them.
    const isLong = (plan.targets[0].serviceLevel?.within ?? 0) >= times.interval
    for (const chart of [agentsChart, queueChart, serviceChart]) chart.element.hidden = !isOpen || isLong
    back.disabled = true
    // What is still being answered is of another day, or of other settings, also where nothing is asked now.
    const ours = ++asked
    if (!isOpen || plan.model === 'deferred') {
      fill(place)
      said.textContent = isOpen ? 'Work that can wait is not answered on the line.' : 'Closed on this day.'
      return
    }
    if (isLong) {
      fill(place)
      said.textContent = 'A day is shown for targets shorter than an interval.'
      return
    }
    const answer = await ask()
    if (ours !== asked || !answer) return
    planned = answer
    fillTable(answer)
    draw(answer)
  }

  async function changed(): Promise<void> {
    if (!detail) return
    back.disabled = false
    const ours = ++asked
    const answer = await ask()
    if (ours !== asked || !answer) return
    putAnswer(answer)
    draw(answer)
  }

  function fillTable(answer: DayAnswer): void {
    const { plan } = detail!
    const [from, to] = range()
    const open = Array.from({ length: to - from }, (_, k) => k).filter((k) => plan.open[from + k])
    const rows = open.map((k) => {
      const time = times!.starts[from + k].slice(11)
      return [time, number(plan.volume[from + k], 1), number(plan.agents[from + k]), stepper(k, time), '', '', '']
    })
    const content = table(
      'The day by interval. Change the agents: what is left waiting goes into the next interval.',
      ['From', 'Contacts', 'Planned', 'Agents', 'Service level', 'Mean wait', 'Left waiting'],
      rows,
    )
    for (const [row, k] of open.entries()) content.tBodies[0].rows[row].dataset.place = String(k)
    fill(place, scrolling(content, 'The day by interval'))
    putAnswer(answer)
  }

  /** − and + beside the number, for one interval. */
  function stepper(k: number, time: string): HTMLElement {
    const input = h('input', { type: 'number', min: 0, step: 1, value: agents[k], 'aria-label': `Agents at ${time}` })
    const put = (value: number) => {
      agents[k] = Math.max(0, Math.round(value) || 0)
      input.value = String(agents[k])
      void changed()
    }
    input.addEventListener('change', () => put(input.valueAsNumber))
    const step = (by: number, sign: string, label: string) =>
      h(
        'button',
        { type: 'button', class: 'small', 'aria-label': `${label} at ${time}`, onclick: () => put(agents[k] + by) },
        sign,
      )
    return h('span', { class: 'stepper' }, step(-1, '−', 'One agent less'), input, step(1, '+', 'One agent more'))
  }

  function putAnswer(answer: DayAnswer): void {
    for (const row of place.querySelectorAll('tr')) {
      if (row.dataset.place === undefined) continue
      const k = Number(row.dataset.place)
      const texts = [percent(answer.serviceLevel[k]), seconds(answer.asa[k]), number(answer.backlog[k], 2)]
      for (const [i, text] of texts.entries()) row.cells[i + 4].textContent = text
    }
    const { serviceLevel, asa, abandonment } = answer.day
    const plain = `${percent(serviceLevel)} answered in time over the day, mean wait ${seconds(asa)}, ${percent(abandonment)} hang up`
    const before =
      planned && planned !== answer
        ? ` (as planned ${percent(planned.day.serviceLevel)}, ${seconds(planned.day.asa)})`
        : ''
    said.textContent = `${plain}${before}. Queues carry over from interval to interval here; the plan above takes each interval by itself.`
  }

  function draw(answer: DayAnswer): void {
    const { plan } = detail!
    const [midnight, end] = range()
    // Nobody waits while nothing is open.
    const isOpen = plan.open.subarray(midnight, end)
    const [first, last] = [isOpen.indexOf(1), isOpen.lastIndexOf(1) + 1]
    const places = times!.starts.slice(midnight + first, midnight + last).map((text) => text.slice(11))
    const shown = (all: ArrayLike<number>) => Array.from(all).slice(first, last)
    const common = { places, isTick: (i: number) => places[i].endsWith(':00'), placesName: 'From' }
    const isOther = planned !== undefined && planned !== answer
    const both = (now: ArrayLike<number>, before: ArrayLike<number>, look: 'steps' | 'line') => [
      { name: isOther ? 'as changed' : 'as planned', values: shown(now), look },
      ...(isOther
        ? [
            {
              name: 'as planned',
              values: shown(before),
              look: look === 'steps' ? ('steps-dashed' as const) : ('dashed' as const),
            },
          ]
        : []),
    ]
    const onDuty = (all: ArrayLike<number>) => Array.from(all, (n, k) => (isOpen[k] ? n : Number.NaN))
    agentsChart.show({
      ...common,
      title: 'Agents on duty',
      format: (value) => number(value, value % 1 ? 1 : 0),
      series: both(onDuty(agents), onDuty(plan.agents.subarray(midnight, end)), 'steps'),
    })
    queueChart.show({
      ...common,
      title: 'Contacts that an interval leaves waiting for the next',
      format: (value) => number(value, 2),
      series: both(answer.backlog, planned?.backlog ?? answer.backlog, 'line'),
    })
    const { share } = plan.targets[0].serviceLevel ?? {}
    serviceChart.show({
      ...common,
      title: 'Service level',
      format: (value) => percent(value),
      formatLevel: (value) => percent(value, 0),
      most: 1,
      series: both(answer.serviceLevel, planned?.serviceLevel ?? answer.serviceLevel, 'line'),
      ...(share === undefined ? {} : { goal: { name: `target ${percent(share, 0)}`, value: share } }),
    })
  }

  return {
    element: section(
      'day',
      'A day, agent by agent',
      h('div', { class: 'buttons' }, days.element, back),
      said,
      long,
      agentsChart.element,
      queueChart.element,
      serviceChart.element,
      place,
    ),
    show(shown, at) {
      const before = day.value
      detail = shown
      times = at
      const options = Array.from({ length: at.dayCount }, (_, k) => {
        const name = at.starts[at.dayFrom[k]].slice(0, 10)
        const isOpen = !Number.isNaN(shown.plan.days[k].serviceLevel)
        return [String(k), `${weekday(name)} ${name}${isOpen ? '' : ' (closed)'}`] as const
      })
      day.replaceChildren(...options.map(([value, text]) => h('option', { value }, text)))
      const firstOpen = shown.plan.days.findIndex((one) => !Number.isNaN(one.serviceLevel))
      day.value = Number(before) < at.dayCount && before !== '' ? before : String(Math.max(0, firstOpen))
      void start()
    },
    choose(k) {
      day.value = String(k)
      void start()
      day.focus()
    },
  }
}
