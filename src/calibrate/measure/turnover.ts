import { randomStream } from '../../numeric/random/stream.ts'
import type { CallLog } from '../log.ts'
import { callsByAgent, type LogDays, leftAt } from './days.ts'
import { quantile, slices, UNKNOWN } from './measured.ts'
import type { AgentTimes } from './presence.ts'
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
/** Absences that must have ended before their mean is believed. */
const LEAST_BACK = 10

interface Gap {
  seconds: number
  isEnded: boolean
  /** Seconds of the call before it. */
  call: number
}

/** Agents who were away after a call: with what probability, and for how long; exponential, as the simulator's are. */
interface Away {
  share: number
  mean: number
}

/**
 * Seconds from the end of a call until the agent takes the next one, while somebody waits whom the agent could take. Where nobody waits any more, or the agent's presence ends, the observation ends, as nothing is asked of the agent: to leave
 * such gaps out would leave out the long ones. A gap is turnover, or time away: those longer than `LONGEST_TURNOVER` are away, and as absences end at random, they say how many of the shorter ones are so too.
 */
export function measureTurnover(
  log: CallLog,
  days: LogDays,
  routing: Routing,
  times: Pick<AgentTimes, 'present'>,
): TurnoverMeasurements {
  const byGroup = gapsOf(log, days, routing, times)
  return {
    all: measureGaps(byGroup.flat()),
    byGroup: byGroup.map(measureGaps),
    longest: LONGEST_TURNOVER,
  }
}

function gapsOf(log: CallLog, days: LogDays, routing: Routing, { present }: Pick<AgentTimes, 'present'>): Gap[][] {
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
      const there = stretchAt(present[agent], end)
      if (stretch < 0 || there < 0) continue
      const until = Math.min(waiting[group].to[stretch], present[agent].to[there])
      // rung is busy, and the log counts the ring as waiting
      const ring = log.ringing[visits[k + 1]] || 0
      const seconds = Math.max(0, answer - ring - end)
      const call = log.handled[visit]
      gaps[group].push(
        answer <= until ? { seconds, isEnded: true, call } : { seconds: until - end, isEnded: false, call },
      )
    }
  }
  return gaps
}

function measureGaps(gaps: readonly Gap[]): GapMeasurements {
  const time = Float64Array.from(gaps, ({ seconds }) => seconds)
  const event = Uint8Array.from(gaps, ({ isEnded }) => (isEnded ? 1 : 0))
  const ended = event.reduce((all, one) => all + one, 0)
  if (ended < 2) {
    return { median: UNKNOWN, mean: UNKNOWN, quantiles: [], calls: [], away: { share: UNKNOWN, mean: UNKNOWN } }
  }
  const order = orderOfTimes(time)
  const half = time.every(Number.isInteger) ? 0.5 : 0
  const ofWeights = (kept: Int32Array, weights?: Float64Array) => {
    const curve = curveInOrder({ time, event }, kept, weights)
    const turnover = turnoverOf(curve, meanAway(time, event, kept, weights))
    return { ...turnover, ...summaryOf(turnover, half) }
  }
  const value = ofWeights(order)
  // resampled as a whole, by Poisson weights: gaps are many
  const random = randomStream(16, gaps.length)
  const every = Math.max(1, Math.ceil(order.length / MOST))
  const kept = order.filter((_, k) => k % every === 0)
  const weights = new Float64Array(gaps.length)
  const part = every > 1 ? ofWeights(kept) : value
  const again = Array.from({ length: RESAMPLES }, () => {
    for (const i of kept) weights[i] = poissonOne(random.uniform())
    return ofWeights(kept, weights)
  })
  const narrower = Math.sqrt(kept.length / order.length)
  const measured = (pick: (one: typeof value) => number, n: number) =>
    resampled(
      pick(value),
      again.map((one) => pick(one) - pick(part)),
      n,
      narrower,
    )
  const back = gaps.filter(({ seconds, isEnded }) => isEnded && seconds > LONGEST_TURNOVER).length
  const { times } = value
  let least = 1
  const survival = value.survival.map((one) => {
    least = Math.max(0, Math.min(least, one))
    return least
  })
  return {
    median: measured(({ median }) => median, ended),
    mean: measured(({ mean }) => mean, ended),
    quantiles: Array.from({ length: VALUES }, (_, i) => {
      const at = timeAt(times, survival, 1 - (i + 0.5) / VALUES)
      return Number.isNaN(at) ? LONGEST_TURNOVER : at
    }),
    calls: slices(Float64Array.from(gaps, ({ call }) => call).sort(), VALUES),
    away: {
      share: measured(({ away }) => away.share, ended),
      mean: measured(({ away }) => away.mean, back),
    },
  }
}

/** From the gaps beyond the longest turnover, the mean of all absences: the time beyond it that all of them took, over those that ended. NaN where too few did. */
function meanAway(time: Float64Array, event: Uint8Array, kept: Int32Array, weights?: Float64Array): number {
  let seconds = 0
  let back = 0
  // the longest come last
  for (let k = kept.length - 1; k >= 0 && time[kept[k]] > LONGEST_TURNOVER; k--) {
    const weight = weights ? weights[kept[k]] : 1
    seconds += weight * (time[kept[k]] - LONGEST_TURNOVER)
    back += weight * event[kept[k]]
  }
  return back < LEAST_BACK ? Number.NaN : seconds / back
}

interface Turnover {
  times: number[]
  survival: number[]
  away: Away
}

/**
 * The curve of turnover alone, and the share of gaps that have an absence besides. A gap is a turnover T, or T and an absence W, which is exponential: P(gap > t) = P(T > t) + share * P(T <= t < T + W), solved from one time to the next. The
 * share is that with which no turnover is longer than the longest.
 */
function turnoverOf(curve: SurvivalCurve, mean: number): Turnover {
  const beyond = survivalAfter(curve, LONGEST_TURNOVER)
  // without a mean, absences are what is beyond the longest turnover, and that alone
  const length = Number.isNaN(mean) ? Number.POSITIVE_INFINITY : mean
  let share = Math.min(0.99, beyond)
  let found = withoutAbsences(curve, share, length)
  for (let round = 0; round < 4; round++) {
    share = Math.min(0.99, beyond / Math.max(found.away, 1e-9))
    found = withoutAbsences(curve, share, length)
  }
  return { times: found.times, survival: found.survival, away: { share, mean } }
}

/** @returns beside the curve the share of absences that last beyond the longest turnover */
function withoutAbsences(
  curve: SurvivalCurve,
  share: number,
  mean: number,
): { times: number[]; survival: number[]; away: number } {
  const times: number[] = []
  const survival: number[] = []
  let left = 1
  let away = 0
  let before = 0
  for (let i = 0; i < curve.times.length && curve.times[i] <= LONGEST_TURNOVER; i++) {
    const at = curve.times[i]
    away *= Math.exp(-(at - before) / mean)
    before = at
    // near its end the curve errs to both sides: to hold it at 0 would make the mean too small
    const next = (curve.survival[i] - share * (away + left)) / (1 - share)
    away += left - next
    left = next
    times.push(at)
    survival.push(left)
  }
  return { times, survival, away: away * Math.exp(-(LONGEST_TURNOVER - before) / mean) }
}

/** The mean, and the median: where gaps are whole seconds, each stands for those from half a second less to half a second more. */
function summaryOf({ times, survival }: Turnover, half: number): { median: number; mean: number } {
  let mean = 0
  let before = 0
  let share = 1
  let median = Number.NaN
  for (const [i, at] of times.entries()) {
    mean += share * (at - before)
    if (share > 0.5 && survival[i] <= 0.5) median = at - half + (2 * half * (share - 0.5)) / (share - survival[i])
    before = at
    share = survival[i]
  }
  return { median: Math.max(0, median), mean: times.length > 0 ? mean : Number.NaN }
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
