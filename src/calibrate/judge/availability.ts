import type { Measured } from '../measure/types.ts'
import type { ReplayRuns } from './runs.ts'
import { COUNT, COUNTS, type GridSums } from './service-grid.ts'

/** Nobody is available for less, or the log means something else by present. */
const LEAST = 0.3
/** Halvings of the search: to within a hundredth, of which the rest is taken as straight. */
const STEPS = 6
/** Half the distance over which the slope is taken. */
const NEAR = 0.03
/** Standard deviations of a 95 % interval. */
const NORMAL_95 = 1.959963984540054

export interface MatchedAvailability {
  /** Share of the time present for which agents are not away, as it came out. */
  measured: Measured
  /** What the scenario says for it: who is due to go away finishes the contact first, so that more is asked for than comes out. */
  said: number
}

/**
 * Share of the time present for which agents take calls: the one with which the replay of these days answers as many in time as were answered. Found by bisection, all replays with the same random
 * numbers; the interval follows from how the days differ from their replay.
 *
 * @param replayAt the replay with an availability
 */
export async function matchAvailability(
  observed: GridSums,
  replayAt: (availability: number) => Promise<ReplayRuns>,
): Promise<MatchedAvailability> {
  const wanted = observed.all[COUNT.within]
  const withinAt = async (availability: number) => (await replayAt(availability)).mean.all[COUNT.within]
  const days = observed.byDay.length / COUNTS
  let value = 1
  let above = { at: 1, within: await withinAt(1) }
  if (above.within > wanted) {
    let below = { at: LEAST, within: await withinAt(LEAST) }
    for (let step = 0; step < STEPS && below.within < wanted; step++) {
      const at = (below.at + above.at) / 2
      const found = { at, within: await withinAt(at) }
      if (found.within > wanted) above = found
      else below = found
    }
    // What is left is short enough for a straight line.
    const rise = above.within - below.within
    const along = rise > 0 ? Math.min(1, Math.max(0, (wanted - below.within) / rise)) : 0.5
    value = below.at + along * (above.at - below.at)
  }
  const at = Math.min(1 - NEAR, value)
  const [before, middle, after] = [await replayAt(at - NEAR), await replayAt(value), await replayAt(at + NEAR)]
  const slope = (after.mean.all[COUNT.within] - before.mean.all[COUNT.within]) / (2 * NEAR)
  const error = errorOfSum(observed, middle.mean)
  const half = slope > 0 ? (NORMAL_95 * error) / slope : Number.NaN
  const comesOut = middle.available
  const perSaid = (after.available - before.available) / (2 * NEAR)
  const wide = half * perSaid
  return {
    measured: { value: comesOut, n: days, low: Math.max(0, comesOut - wide), high: Math.min(1, comesOut + wide) },
    said: value,
  }
}

/** Standard error of how many were answered in time: the days' differences from their replay, taken as independent of one another. */
function errorOfSum(observed: GridSums, replay: GridSums): number {
  const days = observed.byDay.length / COUNTS
  const differences = Array.from({ length: days }, (_, day) => {
    const at = day * COUNTS + COUNT.within
    return observed.byDay[at] - replay.byDay[at]
  })
  const mean = differences.reduce((sum, each) => sum + each, 0) / days
  const squares = differences.reduce((sum, each) => sum + (each - mean) ** 2, 0)
  return Math.sqrt((squares * days) / Math.max(1, days - 1))
}
