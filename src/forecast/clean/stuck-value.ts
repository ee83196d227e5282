import type { CleanedCase } from './case.ts'
import { caseInDay, dayByDay } from './rule.ts'
import { spreadOf } from './usual.ts'

/** The same count in at least so many intervals in a row, where chance makes that less often than this. */
const STUCK_INTERVALS = 4
const STUCK_PROBABILITY = 1e-7
/** Probability of the likeliest value of a normal number, times its standard deviation: 1 / sqrt(2 pi). */
const NORMAL_PEAK = 0.4

/** The same count again and again. */
export const stuckValue = dayByDay(['stuck value'], (evidence, row) => {
  const { table, usual, days } = evidence
  const { slots, values } = table
  const level = days.level[row]
  const end = (row + 1) * slots
  const cases: CleanedCase[] = []
  for (let i = nextRun(values, row * slots, end); i < end; ) {
    const to = endOfRun(values, i, end)
    // The probability that a count comes again is at most that of the likeliest count.
    let probability = 1
    for (let again = i + 1; again < to; again++)
      probability *= Math.min(1, NORMAL_PEAK / spreadOf(Math.max(usual[again] * level || 0, values[i])))
    // Where the count is what is usual all along, the record is right.
    const isUsual = usual.subarray(i, to).every((each) => each === values[i])
    if (probability < STUCK_PROBABILITY && !isUsual) {
      const what = `the same count of ${values[i]} in ${to - i} intervals in a row`
      cases.push(caseInDay(evidence, 'stuck value', i, to, what))
    }
    i = nextRun(values, to, end)
  }
  return cases
})

/** The next interval from which on the same count above 0 comes again often enough; `end` where there is none. */
function nextRun(values: Float64Array, from: number, end: number): number {
  for (let i = from; i < end; ) {
    const to = endOfRun(values, i, end)
    if (values[i] > 0 && to - i >= STUCK_INTERVALS) return i
    i = to
  }
  return end
}

function endOfRun(values: Float64Array, from: number, end: number): number {
  let to = from + 1
  while (to < end && values[to] === values[from]) to++
  return to
}
