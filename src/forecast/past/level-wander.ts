import { studentTQuantile } from '../../numeric/student-t.ts'
import type { PastForecasts } from '../models/index.ts'
import { normalOf } from '../statistics.ts'
import type { ErrorDistribution } from './error-distribution.ts'
import { MOST_LEADS, pastWeeks } from './past-forecasts.ts'

/** How far a queue's level usually wanders off its forecast within a year, as the standard deviation of its logarithm; the past may say otherwise. */
const USUAL = 0.1
/** How many independent stretches of the past that is worth. */
const USUAL_WEIGHT = 2
/** No past is quiet enough to promise less than this part of the usual variance. */
const LEAST_SHARE = 0.1
const YEAR = 365.2425
const WEEK = 7
/** Days ahead that the errors within two weeks stand for. */
const NEAR_LEAD = 7
/** A week's error counts as at most this: an outage is no new level. */
const CLIP = 0.7
/** Degrees of freedom at which Student's t is the normal distribution to six digits. */
const NORMAL = 1e6

/**
 * The variance that the logarithm of a queue's level gains each day, beyond the error of its forecast within two weeks. It comes from the totals of whole weeks in past forecasts over months;
 * where there are few of them, it is near a usual value. Stretches that overlap count as one.
 */
export function levelWander(past: PastForecasts): number {
  const { origins } = past
  const { weeks, came, expected } = pastWeeks(past)
  const squares = new Float64Array(weeks)
  const counts = new Float64Array(weeks)
  for (let i = 0; i < came.length; i++) {
    if (Number.isNaN(came[i])) continue
    squares[i % weeks] += Math.min(Math.abs(Math.log(came[i] / expected[i])), CLIP) ** 2
    counts[i % weeks]++
  }
  const near = (squares[0] + squares[1]) / (counts[0] + counts[1])
  const span = (origins.at(-1) ?? 0) - (origins[0] ?? 0)
  let sum = USUAL_WEIGHT * (USUAL ** 2 / YEAR)
  let weight = USUAL_WEIGHT
  let far = 0
  let stretches = 0
  for (let week = 2; week < weeks; week++) {
    if (!(counts[week] > 0) || !(near >= 0)) continue
    const ahead = (week + 0.5) * WEEK - NEAR_LEAD
    const independent = Math.min(counts[week], 1 + span / ahead)
    far += independent * ((squares[week] / counts[week] - near) / ahead)
    stretches += independent
  }
  if (stretches > 0) {
    const usual = stretches / (weeks - 2)
    sum += usual * (far / stretches)
    weight += usual
  }
  return Math.max(sum / weight, (LEAST_SHARE * USUAL ** 2) / YEAR)
}

/**
 * Errors of the next two weeks as they are, and beyond them a level that wanders on by a random walk.
 *
 * @param wander variance of the level's logarithm a day
 */
export function wandering(errors: ErrorDistribution, wander: number, slots: number): ErrorDistribution {
  const variance = (i: number) => wander * Math.max(0, Math.floor(i / slots) + 1 - MOST_LEADS + WEEK)
  return {
    quantile(mean, p) {
      const normal = p === 0.5 ? 0 : studentTQuantile(Math.min(p, 1 - p), NORMAL) ** 2
      return errors.quantile(mean, p).map((value, i) => {
        if (i < MOST_LEADS * slots || Number.isNaN(value)) return value
        const off = Math.sqrt((value - mean[i]) ** 2 + normal * variance(i) * mean[i] ** 2)
        return Math.max(0, mean[i] + (p < 0.5 ? -off : off))
      })
    },
    courses(mean, kindOf) {
      const draw = errors.courses(mean, kindOf)
      // By how much the level goes on in the days beyond.
      const steps = Float64Array.from({ length: Math.max(0, mean.length / slots - MOST_LEADS) }, (_, k) => {
        const row = MOST_LEADS + k
        return Math.sqrt(variance(row * slots) - (k > 0 ? variance((row - 1) * slots) : 0))
      })
      return (random) => {
        const course = draw(random)
        let level = 0
        for (let k = 0; k < steps.length; k++) {
          level += steps[k] * normalOf(random)
          addLevel(course, level, mean, (MOST_LEADS + k) * slots, slots)
        }
        return course
      }
    },
  }
}

function addLevel(course: Float64Array, level: number, mean: Float64Array, from: number, count: number): void {
  for (let i = from; i < from + count; i++) course[i] = Math.max(0, course[i] + level * mean[i])
}
