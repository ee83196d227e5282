import { formatDay, type IntervalSeries, STATE, weekdayOf } from '../../domain/index.ts'
import { type DayKinds, type DayTable, hasValues } from '../history/index.ts'
import type { CleanedCase } from './case.ts'
import type { ContactEvidence, Rule } from './rule.ts'
import { isKnown } from './usual.ts'

/** A day of zeros is odd where more contacts than this are usual: chance makes such a silence once in a thousand times. */
const SILENT_CONTACTS = 7
/** Weeks in a row up to the history's end in which a weekday has nothing but zeros: then it may be closed for good. Two may be days that have not come yet, in an export that is filled up with zeros. */
const CLOSED_WEEKS = 3

/** A whole open day without a single contact. */
export const zeroDay: Rule<ContactEvidence> = {
  finds: ['zero day'],
  find({ table, kinds, days }) {
    const { slots, firstDay } = table
    const cases: CleanedCase[] = []
    for (let row = 0; row < table.days; row++) {
      const day = firstDay + row
      const usual = days.usual[row]
      if (isKnown(kinds, day) || days.recorded[row] !== 0 || !(usual > SILENT_CONTACTS)) continue
      cases.push({
        rule: 'zero day',
        day,
        from: row * slots,
        count: slots,
        recorded: 0,
        usual,
        measure: 'contacts',
        done: 'replaced',
        reason: `${formatDay(day)}: no contacts at all, ${Math.round(usual)} are usual`,
      })
    }
    const closed = closedSince(table, cases)
    return cases.map((one) =>
      closed.has(one)
        ? { ...one, done: 'told', reason: `${one.reason}; so every week to the end of the history: closed since?` }
        : one,
    )
  },
}

/** Zero days of a weekday that has had no others since, for {@link CLOSED_WEEKS} and more up to the history's end. */
function closedSince(table: DayTable, cases: readonly CleanedCase[]): ReadonlySet<CleanedCase> {
  const byRow = new Map(cases.map((one) => [one.from / table.slots, one]))
  const closed = new Set<CleanedCase>()
  for (let weekday = 0; weekday < 7; weekday++) {
    const run: CleanedCase[] = []
    for (let row = table.days - 1; row >= 0; row--) {
      if (weekdayOf(table.firstDay + row) !== weekday || !hasValues(table, row)) continue
      const one = byRow.get(row)
      if (!one) break
      run.push(one)
    }
    if (run.length >= CLOSED_WEEKS) for (const one of run) closed.add(one)
  }
  return closed
}

/**
 * The series with those days open again that it has as closed although zeros are recorded on them: an export that writes zeros on days that are usually busy does not say why.
 * A day that the calendar names was closed. Of a day on which few contacts are usual nothing can be said.
 */
export function withZeroDaysOpen(
  raw: IntervalSeries,
  { firstDay, days, slots }: DayTable,
  kinds: DayKinds,
  usual: Float64Array,
): IntervalSeries {
  let state: Uint8Array | undefined
  for (let row = 0; row < days; row++) {
    if (!(usualOfSilent(raw, usual, row * slots, slots) > SILENT_CONTACTS) || isKnown(kinds, firstDay + row)) continue
    state ??= raw.state.slice()
    for (let i = row * slots; i < (row + 1) * slots; i++) if (isSilent(raw, i)) state[i] = STATE.observed
  }
  return state ? { ...raw, state } : raw
}

/** Closed, with a zero recorded. */
function isSilent({ state, values }: IntervalSeries, i: number): boolean {
  return state[i] === STATE.closed && values[i] === 0
}

/** Contacts that are usual where a day is silent. */
function usualOfSilent(raw: IntervalSeries, usual: Float64Array, from: number, count: number): number {
  let expected = 0
  for (let i = from; i < from + count; i++) if (isSilent(raw, i)) expected += usual[i] || 0
  return expected
}
