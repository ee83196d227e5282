import { h, scrolling, table } from '../shared/dom.ts'
import { percent, seconds } from '../shared/units.ts'
import type { GroupDetail, Times } from './types.ts'

/**
 * Shades of a service level, from dark (callers wait) to light. They differ in lightness and in hue from blue to yellow, so that who cannot tell red from green, or prints in grey, still tells 80 from 100 %.
 */
const FROM = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99]

function shadeOf(share: number): number {
  return FROM.findLastIndex((from) => share >= from)
}

/** Days down, times across: where the plan serves how well. */
export function heat(
  { plan }: GroupDetail,
  { dayCount, dayFrom, starts }: Times,
  choose: (day: number) => void,
): HTMLElement {
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
        ? `${starts[from + k]}: ${percent(share)}, ${plan.agents[from + k]} agents`
        : `${starts[from + k]}: closed`
      return cell
    })
    const name = starts[from].slice(0, 10)
    const shown = `${weekday(name)} ${name.slice(5)}`
    const said = Number.isNaN(plan.days[day].serviceLevel)
      ? 'closed'
      : `service level ${percent(plan.days[day].serviceLevel)}`
    return h(
      'div',
      { class: 'heat-row' },
      h(
        'button',
        { type: 'button', class: 'link', onclick: () => choose(day), 'aria-label': `${shown}, ${said}: show this day` },
        shown,
      ),
      h('div', { class: 'heat-cells', 'aria-hidden': 'true' }, ...cells),
    )
  })
  // A day that has all its hours.
  const whole = Math.max(0, places.indexOf(first)) - first
  const end = starts[whole + last]?.slice(11) ?? '24:00'
  const hours = used.length > 0 ? `${starts[whole + first].slice(11)} to ${end === '00:00' ? '24:00' : end}` : 'closed'
  const key = FROM.map((from, k) =>
    h(
      'span',
      {},
      h('span', { class: `swatch heat-${k}` }),
      k === 0 ? `below ${percent(FROM[1], 0)}` : `from ${percent(from, 0)}`,
    ),
  )
  return h(
    'figure',
    { class: 'chart' },
    h('figcaption', {}, `Service level by interval, day by day, ${hours}`),
    h('div', { class: 'legend' }, ...key),
    h('div', { class: 'heat' }, ...days),
    asTable(plan, starts),
  )
}

/** What the shades stand for, made when it is opened. */
function asTable(plan: GroupDetail['plan'], starts: readonly string[]): HTMLElement {
  const summary = h('summary', {}, 'As a table')
  const details = h('details', {}, summary)
  details.addEventListener('toggle', () => {
    if (!details.open || details.children.length > 1) return
    const rows = starts.flatMap((start, i) =>
      plan.open[i]
        ? [
            [
              start,
              String(plan.agents[i]),
              percent(plan.serviceLevel[i]),
              seconds(plan.asa[i]),
              percent(plan.occupancy[i]),
            ],
          ]
        : [],
    )
    const title = 'Service by interval'
    const content = table(title, ['From', 'Agents', 'Service level', 'Mean wait', 'Occupancy'], rows)
    details.append(scrolling(content, `${title}: table`))
  })
  return details
}

function dayOf(dayFrom: ArrayLike<number>, i: number): number {
  let day = 0
  while (dayFrom[day + 1] <= i) day++
  return day
}

export function weekday(day: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en', { weekday: 'short', timeZone: 'UTC' })
}
