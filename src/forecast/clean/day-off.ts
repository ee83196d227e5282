import { formatDay } from '../../domain/index.ts'
import { type DayTable, hasValues } from '../history/index.ts'
import type { CleanedCase, CleaningRule } from './case.ts'
import type { ContactEvidence, Rule } from './rule.ts'
import { DISPERSION, isKnown } from './usual.ts'

/** A day is off only where it is so many standard deviations of days of its kind away. */
const DAY_SIGMA = 3.5
/** Days in a row up to the history's end that are off the same way: they may be the new level, which must not be taken out. */
const NEW_LEVEL_DAYS = 2

/**
 * A rule for whole days that are off in one way.
 *
 * @param isOff whether a share of the usual contacts is off that way
 */
export function dayOffRule(rule: CleaningRule, isOff: (share: number) => boolean): Rule<ContactEvidence> {
  return {
    finds: [rule],
    find({ table, kinds, days, wholeDayTaken }) {
      const { slots, firstDay } = table
      const cases: CleanedCase[] = []
      for (let row = 0; row < table.days; row++) {
        const day = firstDay + row
        const usual = days.usual[row]
        if (!(usual > 0) || wholeDayTaken[row] || isKnown(kinds, day)) continue
        const recorded = days.recorded[row]
        const share = recorded / usual
        const cv = Math.hypot(days.cv, Math.sqrt(DISPERSION / usual))
        if (!isOff(share) || !isOff(days.level[row]) || !(Math.abs(share - 1) / cv > DAY_SIGMA)) continue
        cases.push({
          rule,
          day,
          from: row * slots,
          count: slots,
          recorded,
          usual,
          measure: 'contacts',
          done: 'replaced',
          reason: `${formatDay(day)}: ${Math.round(recorded)} contacts, ${Math.round(usual)} are usual (${Math.round(100 * share)} %)`,
        })
      }
      const level = newLevel(cases, table, (row) => wholeDayTaken[row] === 1 && days.recorded[row] === 0)
      return cases.map((one) =>
        level.has(one)
          ? { ...one, done: 'told', reason: `${one.reason}; so to the end of the history: a new level?` }
          : one,
      )
    },
  }
}

/** The cases on the last days of the history, where they are several in a row. Zero days do not end the row. */
function newLevel(
  cases: readonly CleanedCase[],
  table: DayTable,
  isZeroDay: (row: number) => boolean,
): ReadonlySet<CleanedCase> {
  const byRow = new Map(cases.map((one) => [one.from / table.slots, one]))
  const run: CleanedCase[] = []
  for (let row = table.days - 1; row >= 0; row--) {
    if (!hasValues(table, row) || isZeroDay(row)) continue
    const one = byRow.get(row)
    if (!one) break
    run.push(one)
  }
  return new Set(run.length >= NEW_LEVEL_DAYS ? run : [])
}
