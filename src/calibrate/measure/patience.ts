import type { Distribution } from '../../domain/index.ts'
import { type CallLog, VISIT_END } from '../log.ts'
import { hadToWait, type LogDays } from './days.ts'
import { DayRatio, rateOf, shareOf, UNKNOWN, Z95 } from './measured.ts'
import { kaplanMeier, type Observed, type SurvivalCurve, timeAt } from './survival.ts'
import { standardErrors } from './times.ts'
import type { HazardStep, Measured, PatienceMeasurements, SurvivalMeasurements } from './types.ts'

/** Seconds within which somebody who hangs up does so at once: before waiting says anything. */
export const AT_ONCE = 2
/** Seconds over which the hazard after that is taken. */
const SOON = 20
/** Hang-ups that a priority needs for a curve of its own. */
const LEAST = 30
/** A step stands out whose hazard is so many times that of its neighbours, and more than chance makes it (one in a thousand). */
const STANDS_OUT = 1.5
const BEYOND_CHANCE = 3.29
/** Logarithm of the ratio of likelihoods for which a further parameter is taken: chance makes it one in a thousand. */
const LIKELIER = 5.41
const VALUES = 200

/** How long callers are ready to wait, of those who had to: an answer ends the observation, hanging up is the event. */
export function measurePatience(log: CallLog, { days, dayOfVisit }: LogDays): PatienceMeasurements[] {
  return log.queues.map((_, queue) => {
    const all = waitsOf(log, dayOfVisit, queue)
    const priorities = [...new Set(all.priority)].filter((priority) => !Number.isNaN(priority)).sort((a, b) => a - b)
    const byPriority =
      priorities.length < 2
        ? []
        : priorities.flatMap((priority) => {
            const own = waitsOf(log, dayOfVisit, queue, priority)
            const hungUp = own.event.reduce((count, one) => count + one, 0)
            return hungUp < LEAST ? [] : [{ priority, ...measureSurvival(own, days.length) }]
          })
    return { all: measureSurvival(all, days.length), byPriority }
  })
}

/** The waits of those who had to wait, and whether hanging up ended them. */
function waitsOf(log: CallLog, dayOfVisit: Int32Array, queue: number, priority?: number) {
  const time: number[] = []
  const event: number[] = []
  const priorities: number[] = []
  const days: number[] = []
  for (let i = 0; i < log.count; i++) {
    if (log.queue[i] !== queue || dayOfVisit[i] < 0 || !hadToWait(log, i)) continue
    if (priority !== undefined && log.priority[i] !== priority) continue
    const isHangUp = log.end[i] === VISIT_END.abandoned
    time.push(Math.max(0, log.waited[i]))
    event.push(isHangUp ? 1 : 0)
    priorities.push(log.priority[i])
    days.push(dayOfVisit[i])
  }
  return { time: Float64Array.from(time), event: Uint8Array.from(event), priority: priorities, days }
}

function measureSurvival(observed: Observed & { days: readonly number[] }, many: number): SurvivalMeasurements {
  const { time, event, days } = observed
  const byDay = new DayRatio(many)
  const curve = kaplanMeier(observed)
  const n = time.length
  const from = AT_ONCE + halfSecondOf(time)
  let hungUp = 0
  let late = 0
  let exposure = 0
  let soonEvents = 0
  let soonExposure = 0
  let atOnce = 0
  for (let i = 0; i < n; i++) {
    hungUp += event[i]
    if (event[i] === 1 && time[i] <= AT_ONCE) atOnce++
    if (time[i] <= AT_ONCE) continue
    exposure += time[i] - from
    late += event[i]
    byDay.add(days[i], event[i], time[i] - from)
    soonExposure += Math.min(time[i], SOON + from) - from
    if (time[i] <= SOON + AT_ONCE) soonEvents += event[i]
  }
  const usual = soonExposure > 0 ? soonEvents / soonExposure : 0
  // those who would have hung up in these seconds anyway are patience, not hanging up at once
  const expected = n * -Math.expm1(-usual * from)
  const balking = n === 0 ? UNKNOWN : lessExpected(shareOf(atOnce, n), expected / n, soonEvents)
  const mean = meanOf(late, exposure, byDay)
  const hazard = hazardOf(observed)
  const peaks = peaksOf(hazard)
  return {
    times: curve.times,
    survival: curve.survival,
    low: curve.low,
    high: curve.high,
    waited: n,
    hungUp,
    mean,
    median: {
      value: timeAt(curve.times, curve.survival, 0.5),
      n,
      low: timeAt(curve.times, curve.low, 0.5),
      high: timeAt(curve.times, curve.high, 0.5),
    },
    balking,
    atOnce: AT_ONCE,
    hazard,
    peaks,
    distribution: distributionOf(observed, curve, { balking: balking.value, mean, hasPeaks: peaks.length > 0 }),
  }
}

/** A wait of whole seconds, 3 s, may have been of 2.5 s to 3.5 s: half a second, where all are whole. */
function halfSecondOf(time: Float64Array): number {
  return time.every(Number.isInteger) ? 0.5 : 0
}

/** A share less one that is expected, of which so many events tell; the interval has the uncertainty of both. */
function lessExpected({ value, n, low, high }: Measured, expected: number, events: number): Measured {
  const error = events > 0 ? (Z95 * expected) / Math.sqrt(events) : 0
  return {
    value: Math.max(0, value - expected),
    n,
    low: Math.max(0, value - expected - Math.hypot(value - low, error)),
    high: Math.max(0, value - expected + Math.hypot(high - value, error)),
  }
}

/** All the time waited over those who hung up: the exponential's maximum likelihood, with the interval of a Poisson count, or that of the spread between days where it is wider. */
function meanOf(events: number, exposure: number, byDay: DayRatio): Measured {
  if (events === 0)
    return { value: Number.POSITIVE_INFINITY, n: 0, low: exposure / 3.69, high: Number.POSITIVE_INFINITY }
  const rate = rateOf(events, exposure)
  const days = byDay.isOfManyDays ? byDay.measured(events) : rate
  const relative = Math.max(0, Math.min(0.9, (days.high - days.low) / (2 * days.value)))
  return {
    value: 1 / rate.value,
    n: events,
    low: Math.min(1 / rate.high, (1 / rate.value) * Math.exp(-relative)),
    high: Math.max(1 / rate.low, (1 / rate.value) * Math.exp(relative)),
  }
}

/** Steps of the hazard: 5 s at first, then wider, as fewer still wait. */
const STEPS = [
  ...Array.from({ length: 12 }, (_, i) => i * 5),
  ...Array.from({ length: 24 }, (_, i) => 60 + i * 10),
  ...Array.from({ length: 20 }, (_, i) => 300 + i * 30),
]

function hazardOf({ time, event }: Observed): HazardStep[] {
  const events = new Float64Array(STEPS.length)
  const exposure = new Float64Array(STEPS.length)
  for (let i = 0; i < time.length; i++) {
    let step = 0
    for (; step < STEPS.length; step++) {
      const to = STEPS[step + 1] ?? Number.POSITIVE_INFINITY
      exposure[step] += Math.min(time[i], to) - STEPS[step]
      if (time[i] < to) break
    }
    if (event[i] === 1 && step < STEPS.length) events[step]++
  }
  return STEPS.flatMap((from, step) =>
    step + 1 < STEPS.length && exposure[step] > 0
      ? [{ from, to: STEPS[step + 1], rate: rateOf(events[step], exposure[step]) }]
      : [],
  )
}

/** Steps with more hang-ups than those around them: what callers hear then makes them leave. */
function peaksOf(hazard: readonly HazardStep[]): { at: number; factor: number }[] {
  return hazard.flatMap(({ from, to, rate }, i) => {
    // what comes at once is counted apart
    if (from < 5) return []
    const around = hazard.filter((_, j) => j !== i && j > 0 && Math.abs(j - i) <= 3)
    const seconds = (step: HazardStep) => (step.rate.value > 0 ? step.rate.n / step.rate.value : 0)
    const events = around.reduce((all, step) => all + step.rate.n, 0)
    const exposure = around.reduce((all, step) => all + seconds(step), 0)
    if (around.length < 3 || !(exposure > 0) || rate.n < 10) return []
    const usual = events / exposure
    const expected = usual * seconds({ from, to, rate })
    const isBeyond = rate.n - expected > BEYOND_CHANCE * Math.sqrt(expected * (1 + expected / Math.max(1, events)))
    return isBeyond && rate.value > STANDS_OUT * usual ? [{ at: (from + to) / 2, factor: rate.value / usual }] : []
  })
}

/** What the simulator takes of those who do not hang up at once: exponential, Weibull where that is much likelier, or the curve itself where it leaves both. */
function distributionOf(
  { time, event }: Observed,
  curve: SurvivalCurve,
  { balking, mean, hasPeaks }: { balking: number; mean: Measured; hasPeaks: boolean },
): Distribution {
  if (!(mean.value < Number.POSITIVE_INFINITY)) return { type: 'exponential', mean: Math.max(1, mean.low) }
  if (mean.n < LEAST) return { type: 'exponential', mean: mean.value }
  const half = halfSecondOf(time)
  const from = AT_ONCE + half
  const late = new TimesAtRisk()
  for (let i = 0; i < time.length; i++) if (time[i] > AT_ONCE) late.add(time[i] - from, event[i])
  const weibull = weibullOf(late)
  const exponential = mean.n * Math.log(1 / mean.value) - mean.n
  const isWeibull = weibull.likelihood - exponential > LIKELIER
  const chosen: Distribution = isWeibull
    ? { type: 'weibull', shape: weibull.shape, scale: weibull.scale }
    : { type: 'exponential', mean: mean.value }
  const survivalOf = (moment: number) =>
    isWeibull ? Math.exp(-((moment / weibull.scale) ** weibull.shape)) : Math.exp(-moment / mean.value)
  const first = 1 - balking
  const strays = curve.times.some((at, i) => {
    if (curve.atRisk[i] < LEAST || at <= AT_ONCE) return false
    const fitted = first * survivalOf(at + half - from)
    const error = (curve.high[i] - curve.low[i]) / (2 * Z95)
    return Math.abs(fitted - curve.survival[i]) > BEYOND_CHANCE * error + 0.01
  })
  return hasPeaks || strays ? { type: 'empirical', values: valuesOf(curve, first, mean.value) } : chosen
}

/** Times to a tenth of a second, each with how many there are: logs have millions, most of whole seconds. */
export class TimesAtRisk {
  readonly many = new Map<number, number>()
  events = 0
  /** Of those with the event: sum of the logarithms of their times. */
  logs = 0

  add(time: number, event: number): void {
    const near = Math.max(0.1, Math.round(time * 10) / 10)
    this.many.set(near, (this.many.get(near) ?? 0) + 1)
    if (event !== 1) return
    this.events++
    this.logs += Math.log(near)
  }
}

/** The Weibull distribution of greatest likelihood with observations that ended before the event: the shape is the root of its score, which decreases. */
export function weibullOf({ many, events, logs }: TimesAtRisk): {
  shape: number
  scale: number
  likelihood: number
  errors: [number, number]
} {
  const sums = (shape: number) => {
    let power = 0
    let weighted = 0
    for (const [time, count] of many) {
      const raised = count * time ** shape
      power += raised
      weighted += raised * Math.log(time)
    }
    return { power, weighted }
  }
  const score = (shape: number) => {
    const { power, weighted } = sums(shape)
    return 1 / shape + logs / events - weighted / power
  }
  let [low, high] = [0.1, 10]
  for (let step = 0; step < 40; step++) {
    const middle = Math.sqrt(low * high)
    if (score(middle) > 0) low = middle
    else high = middle
  }
  const shape = Math.sqrt(low * high)
  const scale = (sums(shape).power / events) ** (1 / shape)
  const likelihood = (a: number, b: number) =>
    events * (Math.log(a) - a * Math.log(b)) + (a - 1) * logs - sums(a).power / b ** a
  return { shape, scale, likelihood: likelihood(shape, scale), errors: standardErrors(likelihood, shape, scale) }
}

/** Values of which all are equally likely that give the curve, from those who do not hang up at once; beyond its end, hang-ups go on at the mean rate. */
function valuesOf(curve: SurvivalCurve, first: number, mean: number): number[] {
  const { times, survival } = curve
  const last = times.length - 1
  return Array.from({ length: VALUES }, (_, i) => {
    const level = first * (1 - (i + 0.5) / VALUES)
    const at = timeAt(times, survival, level)
    const value = Number.isNaN(at) ? times[last] + mean * Math.log(survival[last] / level) : at
    return Math.round(value * 10) / 10
  })
}
