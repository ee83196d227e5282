import { dayOf, secondOfDay, type Weekday, weekdayOf } from '../../domain/index.ts'
import { studentTQuantile } from '../../numeric/student-t.ts'
import type { LaidOut } from './lay-out.ts'
import type { PlanModel } from './plan-model.ts'
import type {
  Advice,
  Cause,
  FoundCause,
  GroupReview,
  PlanAccuracy,
  ReviewedStretch,
  ReviewVerdict,
  StretchFigures,
} from './review.ts'

/** A cause that moves the share by less is of no interest, sure as it may be: two figures that people compare differ by a point. */
const LEAST_EFFECT = 0.01
/** The rest has in it what steady states leave out in every centre, such as queues that carry over. */
const LEAST_REST = 0.02
const CAUSES = ['level', 'shape', 'handleTime', 'staffing', 'rest'] as const satisfies readonly Cause[]
/** Probability above a 95 % interval. */
const TAIL = 0.025
/** The next plan is changed by no less than these shares. */
const LEAST_CHANGE = { volume: 0.02, weekday: 0.05, shape: 0.05, handleTime: 0.02, shrinkage: 0.01, patience: 0.25 }
/** Days of a weekday that say something of it. */
const LEAST_WEEKDAYS = 3

/** What stands out, and whether service came as planned. */
export function verdictOf(total: ReviewedStretch, days: readonly ReviewedStretch[]): ReviewVerdict {
  const halfWidth = halfWidthOf(days, ({ difference }) => difference)
  const standsOut = (effect: number, half: number, least: number) =>
    Math.abs(effect) >= least && !(Math.abs(effect) < half)
  const causes = CAUSES.map((cause): FoundCause => {
    return { cause, effect: total.effects[cause], halfWidth: halfWidthOf(days, ({ effects }) => effects[cause]) }
  }).filter(({ cause, effect, halfWidth: half }) =>
    standsOut(effect, half, cause === 'rest' ? LEAST_REST : LEAST_EFFECT),
  )
  const { difference } = total
  const missed = standsOut(difference, halfWidth, LEAST_EFFECT)
  const direction = Math.sign(difference)
  const inDirection = ({ effect }: FoundCause) => Math.sign(effect) === direction
  causes.sort(
    (a, b) =>
      Number(missed && inDirection(b)) - Number(missed && inDirection(a)) || Math.abs(b.effect) - Math.abs(a.effect),
  )
  const kind = missed ? (difference < 0 ? 'worse' : 'better') : causes.length > 1 ? 'offset' : 'as planned'
  return { kind, halfWidth, causes: kind === 'as planned' ? [] : causes }
}

/** Half of the 95 % interval of a mean over days, weighted by their contacts; NaN of fewer than two days. */
function halfWidthOf(days: readonly ReviewedStretch[], of: (day: ReviewedStretch) => number): number {
  return spreadOf(days.map((day) => ({ value: of(day), weight: day.came.volume }))).halfWidth
}

function spreadOf(all: readonly { value: number; weight: number }[]): { mean: number; halfWidth: number } {
  const known = all.filter(({ value, weight }) => Number.isFinite(value) && weight > 0)
  const weight = known.reduce((sum, one) => sum + one.weight, 0)
  const mean = known.reduce((sum, one) => sum + one.weight * one.value, 0) / weight
  const squares = known.reduce((sum, one) => sum + (one.weight * (one.value - mean)) ** 2, 0)
  const degrees = known.length - 1
  if (degrees < 1) return { mean, halfWidth: Number.NaN }
  const error = Math.sqrt((squares * known.length) / degrees) / weight
  return { mean, halfWidth: studentTQuantile(TAIL, degrees) * error }
}

/** What to change in the next plan. */
export function adviceOf(
  { total, days, verdict }: Pick<GroupReview, 'total' | 'days' | 'verdict'>,
  laid: LaidOut,
  { model }: PlanModel,
): Advice[] {
  return [
    ...volumeAdvice(days),
    ...shapeAdvice(laid),
    ...handleTimeAdvice(total, days),
    ...shrinkageAdvice(total, days, laid),
    ...patienceAdvice(laid, model.patience),
    ...verdict.causes.flatMap(({ cause, effect }): Advice[] => (cause === 'rest' ? [{ kind: 'model', effect }] : [])),
  ]
}

type Figure = keyof Pick<StretchFigures, 'volume' | 'aht' | 'agentHours'>

/** What came over what was planned, from how days differ; a day alone says it without limits. */
function ratioOf(days: readonly ReviewedStretch[], figure: Figure): { ratio: number; low: number; high: number } {
  const { mean, halfWidth } = spreadOf(
    days.map(({ planned, came }) => ({
      value: came[figure] / planned[figure],
      weight: figure === 'volume' ? planned.volume : came.volume,
    })),
  )
  return { ratio: mean, low: mean - halfWidth, high: mean + halfWidth }
}

function isSure({ ratio, low, high }: ReturnType<typeof ratioOf>, least: number): boolean {
  return Math.abs(ratio - 1) >= least && !(low <= 1 && high >= 1)
}

function volumeAdvice(days: readonly ReviewedStretch[]): Advice[] {
  const all = ratioOf(days, 'volume')
  const weekdays = Array.from({ length: 7 }, (_, k) => k as Weekday).flatMap((weekday): Advice[] => {
    const own = days.filter(({ start }) => weekdayOf(dayOf(start)) === weekday)
    const { ratio, low, high } = ratioOf(own, 'volume')
    const beside = { ratio: ratio / all.ratio, low: low / all.ratio, high: high / all.ratio }
    return own.length >= LEAST_WEEKDAYS && isSure(beside, LEAST_CHANGE.weekday)
      ? [{ kind: 'weekday', weekday, ratio, days: own.length }]
      : []
  })
  return [...(isSure(all, LEAST_CHANGE.volume) ? [{ kind: 'volume' as const, ...all }] : []), ...weekdays]
}

/** Times of the day at which more, or fewer, of the day's contacts came than planned; neighbours are one stretch. */
function shapeAdvice({ planned, places, came }: LaidOut): Advice[] {
  const byDay = new Map<number, { planned: number; came: number }>()
  const sums = (i: number) => {
    const day = dayOf(planned.start[i])
    const found = byDay.get(day) ?? { planned: 0, came: 0 }
    byDay.set(day, found)
    return found
  }
  places.forEach((i, k) => {
    const sum = sums(i)
    sum.planned += planned.volume[i] || 0
    sum.came += came.offered[k] || 0
  })
  const byTime = new Map<number, { value: number; weight: number }[]>()
  places.forEach((i, k) => {
    const sum = sums(i)
    const expected = (planned.volume[i] * sum.came) / sum.planned
    if (!(expected > 0)) return
    const time = secondOfDay(planned.start[i])
    byTime.set(time, [...(byTime.get(time) ?? []), { value: came.offered[k] / expected, weight: expected }])
  })
  const found: Extract<Advice, { kind: 'shape' }>[] = []
  const times = [...byTime.keys()].sort((a, b) => a - b)
  const step = times.reduce((least, time, t) => (t > 0 ? Math.min(least, time - times[t - 1]) : least), 86_400)
  let weights = 0
  for (const time of times) {
    const { mean: ratio, halfWidth } = spreadOf(byTime.get(time)!)
    // of many times of the day one is outside its interval by chance: outside twice the interval none is
    if (!isSure({ ratio, low: ratio - 2 * halfWidth, high: ratio + 2 * halfWidth }, LEAST_CHANGE.shape)) continue
    const weight = byTime.get(time)!.reduce((sum, one) => sum + one.weight, 0)
    const last = found.at(-1)
    if (last && last.to === time && Math.sign(last.ratio - 1) === Math.sign(ratio - 1)) {
      last.ratio = (last.ratio * weights + ratio * weight) / (weights + weight)
      last.to = time + step
      weights += weight
    } else {
      found.push({ kind: 'shape', from: time, to: time + step, ratio })
      weights = weight
    }
  }
  return found
}

function handleTimeAdvice({ planned, came }: ReviewedStretch, days: readonly ReviewedStretch[]): Advice[] {
  const found = ratioOf(days, 'aht')
  return isSure(found, LEAST_CHANGE.handleTime)
    ? [{ kind: 'handleTime', planned: planned.aht, came: came.aht, ratio: found.ratio }]
    : []
}

function shrinkageAdvice(
  { planned, came }: ReviewedStretch,
  days: readonly ReviewedStretch[],
  { planned: { scheduled, agents }, places }: LaidOut,
): Advice[] {
  const sum = (values: Float64Array) => places.reduce((all, i) => all + (values[i] || 0), 0)
  const share = 1 - sum(agents) / sum(scheduled)
  const real = 1 - ((1 - share) * came.agentHours) / planned.agentHours
  return isSure(ratioOf(days, 'agentHours'), LEAST_CHANGE.shrinkage) && Math.abs(real - share) >= LEAST_CHANGE.shrinkage
    ? [{ kind: 'shrinkage', planned: share, came: real }]
    : []
}

/** Total wait over those who hung up, as for a plan. */
function patienceAdvice({ came }: LaidOut, planned: number): Advice[] {
  let [waited, lost] = [0, 0]
  for (const [k, wait] of came.waited.entries()) {
    if (!(wait >= 0 && came.abandoned[k] >= 0)) continue
    waited += wait
    lost += came.abandoned[k]
  }
  const patience = waited / lost
  const isTold = lost >= 30 && Math.abs(Math.log(patience / planned)) > Math.log1p(LEAST_CHANGE.patience)
  return isTold ? [{ kind: 'patience', planned, came: patience }] : []
}

/** How good the plan's own contacts were. */
export function accuracyOf({ planned, places, came }: LaidOut, days: readonly ReviewedStretch[]): PlanAccuracy {
  let [error, chance, contacts, signed] = [0, 0, 0, 0]
  places.forEach((i, k) => {
    const expected = planned.volume[i] || 0
    error += Math.abs(expected - came.offered[k])
    // mean absolute deviation of a Poisson count, by the normal distribution
    chance += Math.sqrt((2 * came.offered[k]) / Math.PI)
    contacts += came.offered[k]
    signed += expected - came.offered[k]
  })
  const ofDays = days.reduce((sum, day) => sum + Math.abs(day.planned.volume - day.came.volume), 0)
  return { wape: error / contacts, dayWape: ofDays / contacts, chanceWape: chance / contacts, bias: signed / contacts }
}
