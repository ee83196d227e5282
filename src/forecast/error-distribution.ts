import type { RandomStream } from '../numeric/random/stream.ts'
import { studentTQuantile } from '../numeric/student-t.ts'
import { leadGroupOf, MOST_ORIGINS, type PastForecasts } from './past-forecasts.ts'
import { normalOf, quantileOfSorted } from './statistics.ts'

/** How far the coming days may be from what is expected of them, learnt from past forecasts. */
export interface ErrorDistribution {
  /** Values that places stay under with probability `p`, for expected values `mean`, row after row, the first row one day ahead. */
  quantile(mean: Float64Array, p: number): Float64Array
  /** One course the days may take. `kindOf` is the kind of day of each row, 0 to 6. */
  path(mean: Float64Array, kindOf: (row: number) => number, random: RandomStream): Float64Array
}

/** A single error counts as at most this many standard deviations for the scale: an outage in the past is no sign of noise. */
const CLIP = 4
/** Errors that a place of the day or a group of leads needs to be believed as much as all of them together. */
const SLOT_PRIOR = 30
const LEAD_PRIOR = 100
/** Errors are ranked within thirds by expected size when each third has this many: few calls err otherwise than many. */
const THIRD_LEAST = 400
/** Below this expectation an interval counts as this, for the scale only: an expected 0 may still be followed by a call. */
const LEAST_MEAN = 0.05
/**
 * Two dozen past forecasts that share most of their days are few to draw a level from: each may go either way, and a part of its variance comes from all of them, each times a normal
 * number (a wild bootstrap; Mammen 1993), a little more than was taken, for what so few do not show.
 */
const KEPT = Math.sqrt(0.6)
const ADDED = Math.sqrt(0.5)
const NORMAL_SCORES = Float64Array.from({ length: 31 }, (_, i) => studentTQuantile(1 - (i + 0.5) / 31, 1e6))

/** Never less noise than this part of Poisson's: fewer errors than that are luck. */
const LEAST_DISPERSION = 0.5

/**
 * The spread of an interval with expectation m is that of a count with over-dispersion and an uncertain level: variance = dispersion x m + (cv x m)^2,
 * fitted to past errors, times a factor for the time of day and one for the days ahead; the shape is that of the past errors in these units.
 * So nothing is assumed of their distribution but that it keeps its form.
 */
export function errorDistribution(past: PastForecasts): ErrorDistribution {
  const { table, kinds, origins, leads, means } = past
  const { slots } = table
  const size = origins.length * leads * slots
  const error = new Float64Array(size).fill(Number.NaN)
  const expected = new Float64Array(size)
  origins.forEach((origin, o) => {
    for (let lead = 0; lead < leads && origin + lead < table.days; lead++) {
      const open = kinds.open(table.firstDay + origin + lead)
      for (let slot = 0; slot < slots; slot++) {
        const value = table.values[(origin + lead) * slots + slot]
        const mean = means[o][lead * slots + slot]
        const at = (o * leads + lead) * slots + slot
        if (open[slot] && !Number.isNaN(value) && !Number.isNaN(mean)) {
          error[at] = value - mean
          expected[at] = Math.max(mean, LEAST_MEAN)
        }
      }
    }
  })

  const { dispersion, cv } = fitVariance(error, expected)
  const baseScale = (mean: number) => {
    const m = Math.max(mean, LEAST_MEAN)
    return Math.sqrt(dispersion * m + (cv * m) ** 2)
  }
  const { ofSlot, ofLead } = fitFactors()
  const scale = (mean: number, slot: number, lead: number) =>
    baseScale(mean) * ofSlot[slot] * ofLead[Math.min(leadGroupOf(lead + 1), ofLead.length - 1)]

  const standard = new Float64Array(size).fill(Number.NaN)
  for (let at = 0; at < size; at++) {
    if (!Number.isNaN(error[at])) {
      standard[at] = error[at] / scale(expected[at], at % slots, Math.floor(at / slots) % leads)
    }
  }
  let ranked: Ranked | undefined
  let donors: Donors | undefined

  return {
    quantile(mean, p) {
      ranked ??= rank(standard, expected)
      const { thirds } = ranked
      const at = thirds.map((sorted) => quantileOfSorted(sorted, p))
      return mean.map((m, i) => {
        if (Number.isNaN(m)) return m
        return Math.max(0, m + at[thirdOf(ranked!, m)] * scale(m, i % slots, Math.floor(i / slots)))
      })
    },
    path(mean, kindOf, random) {
      ranked ??= rank(standard, expected)
      donors ??= splitErrors()
      const { trajectories, shapes, sums } = donors
      const course = new Float64Array(mean.length)
      // From the latest back: with the same random numbers, queues whose histories end together draw the same dates, and so what befell them together.
      const last = trajectories.length - 1
      const level = trajectories[last - Math.floor(random.uniform() * trajectories.length)]
      const sign = random.uniform() < 0.5 ? -KEPT : KEPT
      const normals = Float64Array.from({ length: MOST_ORIGINS }, () => normalOf(random))
      for (let row = 0; row * slots < mean.length; row++) {
        const own = shapes[kindOf(row)]
        const shape = drawShape(own.some((it) => it !== undefined) ? own : shapes[7], random.uniform())
        let away = 0
        for (let k = 0; k <= last; k++)
          away += normals[k] * trajectories[last - k][reflected(row, trajectories[last - k].length)]
        const a = sign * level[reflected(row, level.length)] + (ADDED / Math.sqrt(last + 1)) * away
        for (let slot = 0; slot < slots; slot++) {
          const i = row * slots + slot
          if (Number.isNaN(mean[i])) {
            course[i] = Number.NaN
            continue
          }
          // The rank among all such sums, so that the courses together have the quantiles' distribution.
          const z = quantileOfSorted(
            ranked.thirds[thirdOf(ranked, mean[i])],
            shareBelow(sums, a + (shape?.[slot] ?? 0)),
          )
          course[i] = Math.max(0, mean[i] + z * scale(mean[i], slot, row))
        }
      }
      return course
    },
  }

  /** How much more or less each time of day and each group of leads errs than their size says. */
  function fitFactors(): { ofSlot: Float64Array; ofLead: Float64Array } {
    const square = new Float64Array(size).fill(Number.NaN)
    for (let at = 0; at < size; at++) {
      if (!Number.isNaN(error[at])) square[at] = Math.min(CLIP ** 2, (error[at] / baseScale(expected[at])) ** 2)
    }
    const groups = leadGroupOf(leads) + 1
    const sums = new Float64Array(groups)
    const counts = new Float64Array(groups)
    for (let at = 0; at < size; at++) {
      if (Number.isNaN(square[at])) continue
      const group = leadGroupOf((Math.floor(at / slots) % leads) + 1)
      sums[group] += square[at]
      counts[group]++
    }
    const ofLead = new Float64Array(groups)
    for (let group = 0; group < groups; group++) {
      const own = Math.sqrt((sums[group] + LEAD_PRIOR) / (counts[group] + LEAD_PRIOR))
      // Nobody knows a later day better than an earlier one.
      ofLead[group] = Math.max(own, group > 0 ? ofLead[group - 1] : 0)
    }
    const slotSums = new Float64Array(slots)
    const slotCounts = new Float64Array(slots)
    for (let at = 0; at < size; at++) {
      if (Number.isNaN(square[at])) continue
      slotSums[at % slots] += square[at] / ofLead[leadGroupOf((Math.floor(at / slots) % leads) + 1)] ** 2
      slotCounts[at % slots]++
    }
    const ofSlot = slotSums.map((sum, slot) => Math.sqrt((sum + SLOT_PRIOR) / (slotCounts[slot] + SLOT_PRIOR)))
    return { ofSlot, ofLead }
  }

  /** Past errors as a course of the days' levels and, apart from it, what was left within each day. */
  function splitErrors(): Donors {
    const trajectories: Float64Array[] = []
    const shapes: (Float64Array | undefined)[][] = Array.from({ length: 8 }, () => [])
    origins.forEach((origin, o) => {
      const levels: number[] = []
      for (let lead = 0; lead < leads && origin + lead < table.days; lead++) {
        const from = (o * leads + lead) * slots
        let sum = 0
        let weight = 0
        for (let slot = 0; slot < slots; slot++) {
          if (Number.isNaN(standard[from + slot])) continue
          const s = scale(expected[from + slot], slot, lead)
          sum += s * standard[from + slot]
          weight += s
        }
        // A closed day keeps the level of the day before.
        const level = weight > 0 ? sum / weight : (levels.at(-1) ?? 0)
        levels.push(level)
        const lists = [shapes[kinds.kind(table.firstDay + origin + lead)], shapes[7]]
        if (weight === 0) {
          for (const list of lists) list.push(undefined)
          continue
        }
        const shape = new Float64Array(slots)
        for (let slot = 0; slot < slots; slot++) {
          const rest = standard[from + slot] - level
          shape[slot] = Number.isNaN(rest) ? 0 : rest
        }
        for (const list of lists) list.push(shape)
      }
      trajectories.push(Float64Array.from(levels))
    })
    const longest = Math.max(...trajectories.map((it) => it.length))
    const long = trajectories.filter((it) => it.length * 2 >= longest)
    const levels = Float64Array.from(long.flatMap((it) => [...it]))
    const spread = Math.sqrt(levels.reduce((sum, it) => sum + it * it, 0) / levels.length) || 0
    return { trajectories: long, shapes, sums: sumsOf(levels, spread, shapes[7]) }
  }
}

interface Donors {
  trajectories: Float64Array[]
  /** By kind of day; the last list has all. Days on which nothing was observed have a place too, so that the same place is the same day in other queues. */
  shapes: (Float64Array | undefined)[][]
  /** Sums of a level and a rest that may meet, sorted. */
  sums: Float64Array
}

/** Standardised errors, sorted, by thirds of expected size (or all in one). */
interface Ranked {
  upTo: number[]
  thirds: Float64Array[]
}

/** Sums of levels and rests that their distribution is read from. */
const SUMS = 20_000
const GOLDEN = 0.6180339887498949

function sumsOf(levels: Float64Array, spread: number, shapes: readonly (Float64Array | undefined)[]): Float64Array {
  const rests = shapes.flatMap((it) => [...(it ?? [])].filter((rest) => rest !== 0))
  if (levels.length === 0 || rests.length === 0) return Float64Array.of(0)
  const count = Math.min(SUMS, 2 * levels.length * rests.length)
  const sums = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    // Strides that meet every level, both ways, with noise and rests from everywhere: the golden section spreads evenly.
    const level = (i & 1 ? -KEPT : KEPT) * levels[(i >> 1) % levels.length]
    const away = ADDED * spread * NORMAL_SCORES[Math.floor(((i * GOLDEN * GOLDEN) % 1) * NORMAL_SCORES.length)]
    sums[i] = level + away + rests[Math.floor(((i * GOLDEN) % 1) * rests.length)]
  }
  return sums.sort()
}

/** Share of sorted numbers below x, ties by half. */
function shareBelow(sorted: Float64Array, x: number): number {
  const first = lowerBound(sorted, (it) => it < x)
  const last = lowerBound(sorted, (it) => it <= x)
  return (first + last + 1) / 2 / (sorted.length + 1)
}

function lowerBound(sorted: Float64Array, before: (value: number) => boolean): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (before(sorted[middle])) low = middle + 1
    else high = middle
  }
  return low
}

/** The shape at a share of the list, or the next one that is there; undefined where none is. */
function drawShape(shapes: readonly (Float64Array | undefined)[], share: number): Float64Array | undefined {
  const from = Math.floor(share * shapes.length)
  for (let i = 0; i < shapes.length; i++) {
    const shape = shapes[(from + i) % shapes.length]
    if (shape) return shape
  }
  return undefined
}

function thirdOf({ upTo }: Ranked, mean: number): number {
  let third = 0
  while (third < upTo.length - 1 && mean > upTo[third]) third++
  return third
}

/** Goes to and fro along a course that is shorter than the horizon, so that its level goes on without a jump. */
function reflected(row: number, length: number): number {
  if (length === 1) return 0
  const at = row % (2 * length - 2)
  return at < length ? at : 2 * length - 2 - at
}

/** Iteratively weighted least squares of squared errors on m and m^2, both coefficients at least their floor. */
function fitVariance(error: Float64Array, expected: Float64Array): { dispersion: number; cv: number } {
  let dispersion = 1
  let cv = 0.1
  for (let round = 0; round < 6; round++) {
    let aa = 0
    let ab = 0
    let bb = 0
    let ay = 0
    let by = 0
    for (let at = 0; at < error.length; at++) {
      if (Number.isNaN(error[at])) continue
      const m = expected[at]
      const variance = dispersion * m + (cv * m) ** 2
      const weight = 1 / (variance * variance)
      const square = Math.min(error[at] ** 2, CLIP ** 2 * variance)
      const mm = m * m
      aa += weight * mm
      ab += weight * mm * m
      bb += weight * mm * mm
      ay += weight * m * square
      by += weight * mm * square
    }
    const determinant = aa * bb - ab * ab
    let phi = determinant > 1e-12 * aa * bb ? (ay * bb - by * ab) / determinant : ay / aa
    let quadratic = determinant > 1e-12 * aa * bb ? (by * aa - ay * ab) / determinant : 0
    if (!(quadratic > 0)) {
      quadratic = 0
      phi = ay / aa
    }
    if (!(phi > LEAST_DISPERSION)) {
      phi = LEAST_DISPERSION
      quadratic = Math.max(0, (by - phi * ab) / bb) || 0
    }
    dispersion = phi
    cv = Math.sqrt(quadratic)
  }
  return { dispersion, cv }
}

function rank(standard: Float64Array, expected: Float64Array): Ranked {
  const known = standard.filter((it) => !Number.isNaN(it))
  if (known.length === 0) return { upTo: [Infinity], thirds: [Float64Array.of(-1, 0, 1)] }
  if (known.length < 3 * THIRD_LEAST) return { upTo: [Infinity], thirds: [known.sort()] }
  const sizes = expected.filter((_, at) => !Number.isNaN(standard[at])).sort()
  const upTo = [sizes[Math.floor(sizes.length / 3)], sizes[Math.floor((2 * sizes.length) / 3)], Infinity]
  const counts = [0, 0, 0]
  const thirds = upTo.map(() => new Float64Array(known.length))
  for (let at = 0; at < standard.length; at++) {
    if (Number.isNaN(standard[at])) continue
    const third = thirdOf({ upTo, thirds }, expected[at])
    thirds[third][counts[third]++] = standard[at]
  }
  // Many equal sizes may leave a third empty.
  return { upTo, thirds: thirds.map((third, i) => (counts[i] > 0 ? third.slice(0, counts[i]) : known).sort()) }
}
