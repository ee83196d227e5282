import type { QueueHistory, Ruling } from '../../domain/index.ts'
import { dayTable } from '../history/index.ts'
import { believedHandleTimes } from './believed-handle-times.ts'
import { type CleanedCase, formatMoments } from './case.ts'
import { type HandleTimeEvidence, impossibleHandleTime, meanHandleTime } from './impossible-handle-time.ts'
import { findCases, type Rule } from './rule.ts'
import { covers, keeperOf, rulingName, stretchOf } from './rulings.ts'

export interface CleanedHandleTimes {
  /** Seconds by interval of the history: what is not believed is cut to what can be, or NaN. */
  total: Float64Array
  /** In order of time. */
  cases: readonly CleanedCase[]
  /** Rulings to keep what nothing was found in. */
  unused: readonly Ruling[]
}

const RULES: readonly Rule<HandleTimeEvidence>[] = [impossibleHandleTime]

/**
 * Finds the handle times of a history that chance cannot make, neighbouring intervals of a day together, and cuts them to what can be believed or takes them out, unless the planner keeps them.
 * Gives nothing where the history has no handle times.
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
  const believed = believedHandleTimes(calls, totals, slots)
  const found = findCases(RULES, {
    table,
    totals,
    believed,
    taken: new Uint8Array(totals.length),
    wholeDayTaken: new Uint8Array(table.days),
  })
  const stretches = rulings
    .filter((one) => one.measure !== 'contacts' && (one.says !== 'replace' || one.aht !== undefined))
    .map((ruling) => stretchOf(ruling, table))
  const decided = stretches.filter(({ ruling }) => ruling.says !== 'keep')
  const total = totals.slice()
  const cases: CleanedCase[] = []
  const used = new Set<Ruling>()

  for (const one of found) {
    const [from, to] = [one.from, one.from + one.count]
    if (covers(decided, from, to)) continue
    const kept = keeperOf(stretches, from, to)
    if (kept) used.add(kept)
    const done = kept ? 'kept' : replace ? 'replaced' : 'told'
    cases.push({ ...one, done, ...(kept ? { ruling: rulingName(kept) } : {}) })
    if (done !== 'replaced') continue
    for (let i = from; i < to; i++) total[i] = believed.usable[i] ? believed.total[i] : Number.NaN
  }
  for (const { ruling, from, to } of decided) {
    if (to <= from) continue
    for (let i = from; i < to; i++) total[i] = ruling.aht === undefined ? Number.NaN : ruling.aht * calls[i]
    // What is said of contacts and handle times together is listed with the contacts.
    if (ruling.says === 'ignore' && ruling.measure === undefined) continue
    const name = rulingName(ruling)
    cases.push({
      rule: 'ruling',
      measure: 'handle time',
      day: firstDay + Math.floor(from / slots),
      from,
      count: to - from,
      reason: `${formatMoments(table, from, to)}: ${name}`,
      recorded: meanHandleTime(calls, (i) => totals[i], from, to),
      usual: ruling.aht ?? believed.usual,
      done: 'replaced',
      ruling: name,
    })
  }
  cases.sort((a, b) => a.from - b.from)
  return {
    total,
    cases,
    unused: stretches.filter(({ ruling }) => ruling.says === 'keep' && !used.has(ruling)).map(({ ruling }) => ruling),
  }
}
