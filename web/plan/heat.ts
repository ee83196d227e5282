import { chartWords } from '../shared/chart.ts'
import { h, scrolling, table } from '../shared/dom.ts'
import { number, percent, seconds } from '../shared/units.ts'
import { placesOf, shortDayName } from './times.ts'
import type { GroupDetail, Times } from './types.ts'
import { words } from './words.ts'

/**
 * Shades of a service level, from dark (callers wait) to light. They differ in lightness and in hue from blue to yellow, so that who cannot tell red from green, or prints in grey, still tells 80 from 100 %.
 */
const FROM = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99]

function shadeOf(share: number): number {
  return FROM.findLastIndex((from) => share >= from)
}

/** Days down, times across: where the plan serves how well. */
export function heat({ plan }: GroupDetail, times: Times, choose: (day: number) => void): HTMLElement {
  const say = words()
  const { dayCount, dayFrom, days: dayNumbers, clocks } = times
  const starts = placesOf(times)
  // Hours that are closed on every day are left out.
  const places = Array.from(plan.open, (isOpen, i) => (isOpen ? i - dayFrom[dayOf(dayFrom, i)] : -1))
  const used = places.filter((k) => k >= 0)
  const [first, last] = [Math.min(...used), Math.max(...used) + 1]
  const days = Array.from({ length: dayCount }, (_, day) => {
    const [from, to] = [dayFrom[day], dayFrom[day + 1]]
    const cells = Array.from({ length: Math.max(0, Math.min(last, to - from) - first) }, (__, column) => {
      const k = first + column
      const share = plan.serviceLevel[from + k]
      const cell = h('span', { class: plan.open[from + k] ? `heat-${shadeOf(share)}` : 'heat-none' })
      cell.title = plan.open[from + k]
        ? say.cell(starts[from + k], percent(share), number(plan.agents[from + k]))
        : say.cellClosed(starts[from + k])
      return cell
    })
    const shown = shortDayName(dayNumbers[day])
    const said = Number.isNaN(plan.days[day].serviceLevel)
      ? say.closed
      : say.serviceOf(percent(plan.days[day].serviceLevel))
    return h(
      'div',
      { class: 'heat-row' },
      h(
        'button',
        { type: 'button', class: 'link', onclick: () => choose(day), 'aria-label': say.showDay(shown, said) },
        shown,
      ),
      h('div', { class: 'heat-cells', 'aria-hidden': 'true' }, ...cells),
    )
  })
  // A day that has all its hours.
  const whole = Math.max(0, places.indexOf(first)) - first
  const end = clocks[whole + last] ?? '24:00'
  const hours = used.length > 0 ? say.hours(clocks[whole + first], end === '00:00' ? '24:00' : end) : say.closed
  const key = FROM.map((from, k) =>
    h(
      'span',
      {},
      h('span', { class: `swatch heat-${k}` }),
      k === 0 ? say.below(percent(FROM[1], 0)) : say.fromShare(percent(from, 0)),
    ),
  )
  return h(
    'figure',
    { class: 'chart' },
    h('figcaption', {}, say.heat(hours)),
    h('div', { class: 'legend' }, ...key),
    h('div', { class: 'heat' }, ...days),
    asTable(plan, starts),
  )
}

/** What the shades stand for, made when it is opened. */
function asTable(plan: GroupDetail['plan'], starts: readonly string[]): HTMLElement {
  const say = words()
  const summary = h('summary', {}, chartWords().asTable)
  const details = h('details', {}, summary)
  details.addEventListener('toggle', () => {
    if (!details.open || details.children.length > 1) return
    const rows = starts.flatMap((start, i) =>
      plan.open[i]
        ? [
            [
              start,
              number(plan.agents[i]),
              percent(plan.serviceLevel[i]),
              seconds(plan.asa[i]),
              percent(plan.occupancy[i]),
            ],
          ]
        : [],
    )
    const title = say.serviceByInterval
    const content = table(title, [say.from, say.agents, say.serviceLevel, say.meanWait, say.occupancy], rows)
    details.append(scrolling(content, chartWords().tableOf(title)))
  })
  return details
}

function dayOf(dayFrom: ArrayLike<number>, i: number): number {
  let day = 0
  while (dayFrom[day + 1] <= i) day++
  return day
}
