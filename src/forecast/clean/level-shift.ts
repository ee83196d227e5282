import { formatDay } from '../../domain/index.ts'
import type { DayKinds, DayTable } from '../history/index.ts'
import { medianOf } from '../statistics.ts'
import type { CleanedCase } from './case.ts'
import type { ContactEvidence, Rule } from './rule.ts'
import { isKnown } from './usual.ts'

/** Days on each side whose medians are compared, and how many of them must be known. */
const SHIFT_DAYS = 21
const LEAST_KNOWN_DAYS = SHIFT_DAYS / 3
/** Days on each side whose means find the very day of the shift. */
const STEP_DAYS = 7
/** The difference of the two medians, as a logarithm, is at least this and so many of its standard errors. */
const SHIFT_LEAST_LOG = 0.2
const SHIFT_SIGMA = 7
/** Variance of a median over that of a mean, of normal numbers. */
const MEDIAN_VARIANCE = Math.PI / 2

/** The level changed from one day to the next and stayed there. Told, not changed. */
export const levelShift: Rule<ContactEvidence> = {
  finds: ['level shift'],
  find({ table, kinds, days }) {
    const { firstDay, slots } = table
    const levels = dayLevels(table, kinds)
    const differences = shiftsOf(levels, days.cv)
    const cases: CleanedCase[] = []
    for (let row = 0; row < table.days; row++) {
      if (differences[row] === 0) continue
      // Medians of three weeks are flat about the day of the shift: of the days in a row that they find, means of a week find the one.
      let best = row
      let to = row
      while (to < table.days && differences[to] !== 0 && Math.sign(differences[to]) === Math.sign(differences[row])) {
        if (Math.abs(stepAt(levels, to)) > Math.abs(stepAt(levels, best))) best = to
        to++
      }
      const change = Math.exp(differences[best]) - 1
      cases.push({
        rule: 'level shift',
        day: firstDay + best,
        from: best * slots,
        count: slots,
        recorded: days.recorded[best],
        usual: days.usual[best],
        measure: 'contacts',
        done: 'told',
        reason: `from ${formatDay(firstDay + best)} on ${Math.abs(Math.round(100 * change))} % ${change > 0 ? 'more' : 'fewer'} contacts than in the three weeks before`,
      })
      row = to
    }
    return cases
  },
}

/** For each day by how much the level of the weeks from it on differs from that of the weeks before, as a logarithm; 0 where that is small or in doubt. */
function shiftsOf(levels: Float64Array, dayCv: number): Float64Array {
  const median = (from: number, to: number) => {
    const known = levels.subarray(Math.max(0, from), Math.min(levels.length, to)).filter((it) => !Number.isNaN(it))
    return known.length >= LEAST_KNOWN_DAYS ? { at: medianOf(known), days: known.length } : undefined
  }
  const differences = new Float64Array(levels.length)
  for (let row = STEP_DAYS; row < levels.length - STEP_DAYS; row++) {
    const before = median(row - SHIFT_DAYS, row)
    const after = median(row, row + SHIFT_DAYS)
    if (!before || !after) continue
    const doubt = dayCv * Math.sqrt(MEDIAN_VARIANCE * (1 / before.days + 1 / after.days))
    if (Math.abs(after.at - before.at) > Math.max(SHIFT_LEAST_LOG, SHIFT_SIGMA * doubt)) {
      differences[row] = after.at - before.at
    }
  }
  return differences
}

/** Mean level of the week from this day on less that of the week before; 0 where one of them is not known. */
function stepAt(levels: Float64Array, row: number): number {
  const mean = (from: number, to: number) => {
    const known = levels.subarray(Math.max(0, from), to).filter((it) => !Number.isNaN(it))
    return known.reduce((sum, it) => sum + it, 0) / known.length
  }
  return mean(row, row + STEP_DAYS) - mean(row - STEP_DAYS, row) || 0
}

/** Logarithms of the days' contacts, less the median of their weekday; NaN for days that the calendar names or that had none. */
function dayLevels({ firstDay, days, slots, values }: DayTable, kinds: DayKinds): Float64Array {
  const levels = new Float64Array(days).fill(Number.NaN)
  for (let row = 0; row < days; row++) {
    if (isKnown(kinds, firstDay + row)) continue
    const sum = contactsOf(values, row * slots, slots)
    if (sum > 0) levels[row] = Math.log(sum)
  }
  for (let day = 0; day < 7; day++) takeMedian(levels, day)
  return levels
}

function contactsOf(values: Float64Array, from: number, count: number): number {
  let sum = 0
  for (let i = from; i < from + count; i++) if (values[i] > 0) sum += values[i]
  return sum
}

/** Takes their median from the levels of every seventh day. */
function takeMedian(levels: Float64Array, first: number): void {
  const own = new Float64Array(Math.ceil(levels.length / 7))
  let known = 0
  for (let row = first; row < levels.length; row += 7) if (!Number.isNaN(levels[row])) own[known++] = levels[row]
  if (known === 0) return
  const usual = medianOf(own, known)
  for (let row = first; row < levels.length; row += 7) levels[row] -= usual
}
