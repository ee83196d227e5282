import type { SteadyState } from '../../erlang/index.ts'
import type { Surplus } from './surplus.ts'

/** Points at which an interval's surplus is computed over the range of its drawn counts. */
const NODES = 16

/** A part of the target, and whose: the place of its tier among the states, and what share of the contacts is the tier's. */
export interface TierSurplus extends Surplus {
  of: number
  share: (interval: number) => number
}

/**
 * The surplus to be expected of one interval, for every course of the forecast: one array for each part of the target, with a place for each course.
 *
 * A course has counts; what the queueing model needs is the rate behind a count. Counting a busy half hour as if its rate had been so high would count the Poisson noise twice,
 * for the model contains it already. So what is taken for a count is not f, the surplus at that rate, but f - (x/2) f'': over the Poisson noise it has the expectation
 * f(rate), to the next order in x / (width of f)^2. f is computed at 16 volumes and interpolated.
 *
 * @param statesAt the states of the tiers at a volume of all of them
 */
export function expectedSurplus(
  i: number,
  surpluses: readonly TierSurplus[],
  courses: readonly Float64Array[],
  statesAt: (volume: number) => readonly SteadyState[],
): Float64Array[] {
  const found = surpluses.map(() => new Float64Array(courses.length))
  let low = Infinity
  let high = 0
  for (const course of courses) {
    if (!(course[i] > 0)) continue
    low = Math.min(low, course[i])
    high = Math.max(high, course[i])
  }
  if (high === 0) return found
  const step = (high - low) / (NODES - 1)
  const volumes = Array.from({ length: step > 0 ? NODES : 1 }, (_, k) => low + k * step)
  const states = volumes.map(statesAt)
  for (const [s, { expected, of, share }] of surpluses.entries()) {
    const at = volumes.map((volume, k) => expected(states[k][of], volume * share(i)))
    const fair = expectedOverPoisson(at, low, step)
    for (const [c, course] of courses.entries()) {
      if (course[i] > 0) found[s][c] = between(fair, step > 0 ? (course[i] - low) / step : 0)
    }
  }
  return found
}

/** f - (x/2) f'' at evenly spaced x; f itself where it is not finite. */
function expectedOverPoisson(f: readonly number[], low: number, step: number): number[] {
  if (f.length < 3) return [...f]
  return f.map((value, k) => {
    const middle = Math.min(Math.max(k, 1), f.length - 2)
    const curvature = (f[middle - 1] - 2 * f[middle] + f[middle + 1]) / step ** 2
    return Number.isFinite(curvature) ? value - ((low + k * step) / 2) * curvature : value
  })
}

function between(values: readonly number[], at: number): number {
  const left = Math.min(Math.floor(at), values.length - 1)
  const right = Math.min(left + 1, values.length - 1)
  const share = at - left
  return share === 0 || left === right ? values[left] : values[left] * (1 - share) + values[right] * share
}
