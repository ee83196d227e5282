import { formatClock, formatDay, formatDuration, type QueueHistory } from '../domain/index.ts'
import { believedHandleTimes } from './believed-handle-times.ts'
import type { CleanedCase } from './clean.ts'
import { dayTable } from './day-table.ts'

/** Handle times of a history that are not believed, as cases: neighbouring intervals of a day together. The forecast of handle times leaves them out, or cuts them to what can be believed. */
export function handleTimeCases({ start, interval, state, measures }: QueueHistory): CleanedCase[] {
  const { handleTotal, answered, offered } = measures
  if (!handleTotal) return []
  const table = dayTable({ start, interval, state, values: answered ?? offered })
  const { values: totals } = dayTable({ start, interval, state, values: handleTotal })
  const { values: calls, slots, firstDay } = table
  if (!totals.some((total, i) => total > 0 && calls[i] > 0)) return []
  const { impossible, total, usable, usual } = believedHandleTimes(calls, totals)
  const cases: CleanedCase[] = []
  for (let k = 0; k < impossible.length; ) {
    const from = impossible[k]
    let to = from + 1
    while (impossible[++k] === to && to % slots !== 0) to++
    const row = Math.floor(from / slots)
    let contacts = 0
    let handle = 0
    let believed = 0
    for (let i = from; i < to; i++) {
      contacts += calls[i]
      handle += totals[i]
      believed += usable[i] ? total[i] : calls[i] * usual
    }
    const clock = (i: number) => formatClock((i - row * slots) * interval)
    const [recorded, replaced] = [handle / contacts, believed / contacts]
    cases.push({
      rule: 'impossible handle time',
      measure: 'handle time',
      day: firstDay + row,
      from,
      count: to - from,
      recorded,
      usual: replaced,
      done: 'replaced',
      reason: `${formatDay(firstDay + row)} ${clock(from)} to ${clock(to)}: a mean handle time of ${formatDuration(Math.round(recorded))} over ${Math.round(contacts)} contacts, ${formatDuration(Math.round(usual))} are usual`,
    })
  }
  return cases
}
