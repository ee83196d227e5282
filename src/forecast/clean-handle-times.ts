import {
  DAY_SECONDS,
  dayOf,
  formatClock,
  formatDay,
  formatDuration,
  formatPlace,
  type QueueHistory,
  type Ruling,
} from '../domain/index.ts'
import { believedHandleTimes } from './believed-handle-times.ts'
import type { CleanedCase } from './clean.ts'
import { dayTable } from './day-table.ts'

export interface CleanedHandleTimes {
  /** Seconds by interval of the history: what is not believed is cut to what can be, or NaN. */
  total: Float64Array
  /** In order of time. */
  cases: readonly CleanedCase[]
  /** Rulings to keep what nothing was found in. */
  unused: readonly Ruling[]
}

/**
 * Finds the handle times of a history that chance cannot make, neighbouring intervals of a day together, and cuts them to what can be believed or takes them out, unless the planner keeps them.
 * Nothing where the history has no handle times.
 */
export function cleanHandleTimes(
  { start, interval, state, measures }: QueueHistory,
  { rulings = [], replace = true }: { rulings?: readonly Ruling[]; replace?: boolean } = {},
): CleanedHandleTimes | undefined {
  const { handleTotal, answered, offered } = measures
  if (!handleTotal) return undefined
  const table = dayTable({ start, interval, state, values: answered ?? offered })
  const { values: calls, slots, firstDay } = table
  const { values: totals } = dayTable({ start, interval, state, values: handleTotal })
  if (!totals.some((total, i) => total > 0 && calls[i] > 0)) return undefined
  const { impossible, total: believed, usable, usual } = believedHandleTimes(calls, totals)
  const ours = rulings
    .filter((one) => one.measure !== 'contacts' && (one.says !== 'replace' || one.aht !== undefined))
    .map((ruling) => ({ ruling, ...span(ruling) }))
  const decided = ours.filter(({ ruling }) => ruling.says !== 'keep')
  const total = totals.slice()
  const cases: CleanedCase[] = []
  const used = new Set<Ruling>()

  for (let k = 0; k < impossible.length; ) {
    const from = impossible[k]
    let to = from + 1
    while (impossible[++k] === to && to % slots !== 0) to++
    // A ruling that covers it stands in the list for it.
    if (decided.some((one) => one.from <= from && to <= one.to)) continue
    const standsFor = (i: number) => (usable[i] ? believed[i] : calls[i] * usual)
    const kept = ours.find((one) => one.ruling.says === 'keep' && one.from < to && from < one.to)?.ruling
    if (kept) used.add(kept)
    const done = kept ? 'kept' : replace ? 'replaced' : 'told'
    const [recorded, believable] = [meanOver(from, to, (i) => totals[i]), meanOver(from, to, standsFor)]
    const what = `a mean handle time of ${formatDuration(Math.round(recorded))} over ${Math.round(contactsOf(from, to))} contacts, ${formatDuration(Math.round(usual))} are usual`
    cases.push({
      ...caseAt('impossible handle time', from, to, what),
      recorded,
      usual: believable,
      done,
      ...(kept ? { ruling: told(kept) } : {}),
    })
    if (done !== 'replaced') continue
    for (let i = from; i < to; i++) total[i] = usable[i] ? believed[i] : Number.NaN
  }
  for (const { ruling, from, to } of decided) {
    if (to <= from) continue
    for (let i = from; i < to; i++) total[i] = ruling.aht === undefined ? Number.NaN : ruling.aht * calls[i]
    // What is said of contacts and handle times together is listed with the contacts.
    if (ruling.says === 'ignore' && ruling.measure === undefined) continue
    const recorded = meanOver(from, to, (i) => totals[i])
    const name = told(ruling)
    cases.push({
      ...caseAt('ruling', from, to, name),
      recorded,
      usual: ruling.aht ?? usual,
      done: 'replaced',
      ruling: name,
    })
  }
  cases.sort((a, b) => a.from - b.from)
  return {
    total,
    cases,
    unused: ours.filter(({ ruling }) => ruling.says === 'keep' && !used.has(ruling)).map(({ ruling }) => ruling),
  }

  function span({ from, to }: Ruling): { from: number; to: number } {
    const index = (time: number) => Math.round((time - firstDay * DAY_SECONDS) / interval)
    return { from: Math.max(0, index(from)), to: Math.min(totals.length, index(to)) }
  }

  function contactsOf(from: number, to: number): number {
    return calls.subarray(from, to).reduce((sum, it) => sum + (it || 0), 0)
  }

  /** Seconds a contact; NaN where nobody was answered. */
  function meanOver(from: number, to: number, totalOf: (i: number) => number): number {
    let seconds = 0
    for (let i = from; i < to; i++) seconds += totalOf(i) || 0
    const contacts = contactsOf(from, to)
    return contacts > 0 ? seconds / contacts : Number.NaN
  }

  function caseAt(rule: CleanedCase['rule'], from: number, to: number, what: string) {
    const [first, last] = [from, to - 1].map((i) => dayOf(start + i * interval))
    const clock = (i: number, day: number) => formatClock((i - (day - firstDay) * slots) * interval)
    const reason = `${formatDay(first)} ${clock(from, first)} to ${last === first ? '' : `${formatDay(last)} `}${clock(to, last)}: ${what}`
    return { rule, measure: 'handle time' as const, day: first, from, count: to - from, reason }
  }
}

function told({ name, place }: Ruling): string {
  return name || (place ? formatPlace(place) : 'ruling')
}
