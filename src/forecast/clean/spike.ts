import type { CleanedCase } from './case.ts'
import { caseInDay, dayByDay } from './rule.ts'
import { isKnown, spreadOf } from './usual.ts'

/** A spike is above this share of what is usual and of what its neighbours are against usual, and so many standard deviations above usual. */
const SPIKE_SHARE = 1.7
const SPIKE_SIGMA = 6

/** One interval far above its neighbours and its usual size: counted twice, or a burst. */
export const spike = dayByDay(['spike'], (evidence, row) => {
  const { table, kinds, usual, days, taken } = evidence
  const { slots, values, firstDay } = table
  // How a special day goes by the hour, its kind does not tell.
  if (isKnown(kinds, firstDay + row)) return []
  const level = days.level[row]
  const [first, end] = [row * slots, (row + 1) * slots]
  const cases: CleanedCase[] = []
  const share = (i: number) => (usual[i] > 0 && values[i] >= 0 ? values[i] / (usual[i] * level) : 1)
  for (let i = nextHigh(values, usual, level, first, end); i < end; i = nextHigh(values, usual, level, i + 1, end)) {
    if (taken[i]) continue
    // In a burst that swells and ebbs the neighbours are high too: that is no error of the record.
    const beside = Math.max(1, Math.min(i > first ? share(i - 1) : 1, i + 1 < end ? share(i + 1) : 1))
    if (share(i) < SPIKE_SHARE * beside) continue
    cases.push(caseInDay(evidence, 'spike', i, i + 1, 'far more contacts than usual and than before and after'))
  }
  return cases
})

/** The next interval that is far above what is usual; `end` where there is none. */
function nextHigh(values: Float64Array, usual: Float64Array, level: number, from: number, end: number): number {
  for (let i = from; i < end; i++) {
    const expected = usual[i] * level
    if (!(values[i] > SPIKE_SHARE * expected) || !(usual[i] >= 0)) continue
    if (values[i] - expected >= SPIKE_SIGMA * spreadOf(expected)) return i
  }
  return end
}
