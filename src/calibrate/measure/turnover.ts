import { randomStream } from '../../numeric/random/stream.ts'
import type { CallLog } from '../log.ts'
import { callsByAgent, type LogDays, leftAt } from './days.ts'
import { quantile, shareOf, UNKNOWN } from './measured.ts'
import { groupAtOf, type Routing } from './routing.ts'
import { curveInOrder, orderOfTimes, type SurvivalCurve, survivalAfter, timeAt } from './survival.ts'
import type { GapMeasurements, Measured, TurnoverMeasurements } from './types.ts'
import { stretchAt, waitingIn } from './waiting.ts'

/** Seconds: whoever takes no call for longer, while somebody waits, is away. */
export const LONGEST_TURNOVER = 60
/** Gaps of which a resampling takes a part at most. */
const MOST = 10_000
const RESAMPLES = 100
const VALUES = 100

interface Gap {
  seconds: number
  isEnded: boolean
}

/**
 * Seconds from the end of a call until the agent takes the next one, while somebody waits whom the agent could take. Where nobody waits any more the observation ends, as nothing is asked of the agent: to leave such gaps out would
 * leave out the long ones.
 */
export function measureTurnover(log: CallLog, days: LogDays, routing: Routing): TurnoverMeasurements {
  const byGroup = gapsOf(log, days, routing)
  return {
    all: measureGaps(byGroup.flat()),
    byGroup: byGroup.map(measureGaps),
    longest: LONGEST_TURNOVER,
  }
}

function gapsOf(log: CallLog, days: LogDays, routing: Routing): Gap[][] {
  const { groups } = routing
  const groupAt = groupAtOf(routing)
  const waiting = groups.map(({ queues }) => waitingIn(log, queues))
  const gaps: Gap[][] = groups.map(() => [])
  for (const [agent, visits] of callsByAgent(log).entries()) {
    for (let k = 0; k + 1 < visits.length; k++) {
      const visit = visits[k]
      const end = leftAt(log, visit) + log.handled[visit]
      const day = days.dayOfVisit[visit]
      const group = day < 0 ? -1 : groupAt(agent, days.days[day])
      if (group < 0 || Number.isNaN(end)) continue
      const answer = leftAt(log, visits[k + 1])
      // calls that overlap leave no gap
      if (answer < end) continue
      const stretch = stretchAt(waiting[group], end)
      if (stretch < 0) continue
      const until = waiting[group].to[stretch]
      // rung is busy, and the log counts the ring as waiting
      const ring = log.ringing[visits[k + 1]] || 0
      const seconds = Math.max(0, answer - ring - end)
      gaps[group].push(answer <= until ? { seconds, isEnded: true } : { seconds: until - end, isEnded: false })
    }
  }
  return gaps
}

function measureGaps(gaps: readonly Gap[]): GapMeasurements {
  const time = Float64Array.from(gaps, ({ seconds }) => seconds)
  const event = Uint8Array.from(gaps, ({ isEnded }) => (isEnded ? 1 : 0))
  const ended = event.reduce((all, one) => all + one, 0)
  if (ended < 2) {
    return { median: UNKNOWN, mean: UNKNOWN, quantiles: [], away: { share: UNKNOWN, mean: UNKNOWN } }
  }
  const order = orderOfTimes(time)
  const curve = curveInOrder({ time, event }, order)
  const { median, mean } = shortPart(curve)
  const away = survivalAfter(curve, LONGEST_TURNOVER)
  // resampled as a whole, by Poisson weights: gaps are many
  const random = randomStream(16, gaps.length)
  const every = Math.max(1, Math.ceil(order.length / MOST))
  const kept = order.filter((_, k) => k % every === 0)
  const weights = new Float64Array(gaps.length)
  const part = every > 1 ? shortPart(curveInOrder({ time, event }, kept)) : { median, mean }
  const medians: number[] = []
  const means: number[] = []
  for (let round = 0; round < RESAMPLES; round++) {
    for (const i of kept) weights[i] = poissonOne(random.uniform())
    const again = shortPart(curveInOrder({ time, event }, kept, weights))
    medians.push(again.median)
    means.push(again.mean)
  }
  const narrower = Math.sqrt(kept.length / order.length)
  const values = Array.from({ length: VALUES }, (_, i) => {
    const level = 1 - ((i + 0.5) / VALUES) * (1 - away)
    const at = timeAt(curve.times, curve.survival, level)
    return Number.isNaN(at) ? LONGEST_TURNOVER : at
  })
  return {
    median: resampled(
      median,
      medians.map((one) => one - part.median),
      ended,
      narrower,
    ),
    mean: resampled(
      mean,
      means.map((one) => one - part.mean),
      ended,
      narrower,
    ),
    quantiles: values,
    away: { share: shareOf(away * ended, ended), mean: awayMean(gaps) },
  }
}

/** Of the gaps that are not longer than the longest turnover: the median, and the mean from the area under the curve. */
function shortPart(curve: SurvivalCurve): { median: number; mean: number } {
  const { times, survival } = curve
  let before = 0
  let share = 1
  let area = 0
  let last = 0
  for (; last < times.length && times[last] <= LONGEST_TURNOVER; last++) {
    area += share * (times[last] - before)
    before = times[last]
    share = survival[last]
  }
  const short = 1 - share
  if (!(short > 0)) return { median: Number.NaN, mean: Number.NaN }
  return {
    median: timeAt(times, survival, 1 - short / 2),
    // the area up to the last short gap, less what those beyond it have of it
    mean: (area - share * before) / short,
  }
}

/** @param narrower how much less all gaps err than the part that was resampled */
function resampled(value: number, errors: readonly number[], n: number, narrower: number): Measured {
  const sorted = errors.filter((one) => !Number.isNaN(one)).sort((a, b) => a - b)
  const at = (share: number) => value + narrower * quantile(sorted, share)
  return { value, n, low: at(0.025), high: at(0.975) }
}

/** A Poisson number of mean 1, from a uniform one. */
function poissonOne(uniform: number): number {
  let k = 0
  while (uniform > POISSON_BELOW[k]) k++
  return k
}

/** P(N <= k) of a Poisson number of mean 1; the last stands for all that follow. */
const POISSON_BELOW = (() => {
  let chance = Math.exp(-1)
  let below = chance
  return [
    ...Array.from({ length: 12 }, (_, k) => {
      const now = below
      chance /= k + 1
      below += chance
      return now
    }),
    1,
  ]
})()

/** Mean of what is beyond the longest turnover, of those who were away: all the time over those who came back. */
function awayMean(gaps: readonly Gap[]): Measured {
  let seconds = 0
  let back = 0
  for (const gap of gaps) {
    if (gap.seconds <= LONGEST_TURNOVER) continue
    seconds += gap.seconds - LONGEST_TURNOVER
    if (gap.isEnded) back++
  }
  if (back === 0) return UNKNOWN
  const half = 1.96 / Math.sqrt(back)
  const value = seconds / back
  return { value, n: back, low: value * Math.exp(-half), high: value * Math.exp(half) }
}
