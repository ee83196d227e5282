import type { RandomStream } from '../../numeric/random/stream.ts'
import { studentTQuantile } from '../../numeric/student-t.ts'
import type { PastForecasts } from '../models/index.ts'
import { normalOf, quantileOfSorted } from '../statistics.ts'
import type { ErrorScale } from './error-scale.ts'
import { MOST_ORIGINS } from './past-forecasts.ts'
import { type SortedNumbers, sortedNumbers } from './sorted-numbers.ts'

/**
 * Two dozen past forecasts that share most of their days are few to draw a level from. So each may go either way, and a part of its variance comes from all of them, each times a normal
 * number (a wild bootstrap; Mammen 1993). That part is a little more than was taken from the one, for what so few do not show.
 */
const KEPT = Math.sqrt(0.6)
const ADDED = Math.sqrt(0.5)
const NORMAL_SCORES = Float64Array.from({ length: 31 }, (_, i) => studentTQuantile(1 - (i + 0.5) / 31, 1e6))
/** Sums of levels and rests that their distribution is read from. */
const SUMS = 20_000
const GOLDEN = 0.6180339887498949
/** The list of shapes that has the days of all kinds. */
const ALL_KINDS = 7
/** Dates that a kind of day needs to have shapes of its own: the luck of fewer would come again and again in the same intervals, and courses would keep closer together than single errors do. */
const LEAST_DATES = 12

/** Past errors as a course of the days' levels and, apart from it, what was left within each day. In units of the errors' scale. */
export interface ErrorCourses {
  slots: number
  /** The level of each day of a past forecast, one array a forecast. */
  trajectories: Float64Array[]
  /** What was left within each day, by kind of day; the last list has all. NaN where nothing was observed. Days on which nothing was observed have a place too, so that the same place is the same day in other queues. */
  shapes: (Float64Array | undefined)[][]
  /** Kinds of day that had few dates: they take their shapes from all. */
  few: boolean[]
  /** Sums of a level and a rest that may meet. */
  sums: SortedNumbers
}

/**
 * Takes past errors apart.
 *
 * @param standard errors in units of `scale`, one place for each origin, lead and place of the day; NaN where there is none
 * @param widened factor on the levels, for days are few to learn their spread from
 */
export function errorCourses(
  { table, kinds, origins, leads }: PastForecasts,
  standard: Float64Array,
  expected: Float64Array,
  scale: ErrorScale,
  widened: number,
): ErrorCourses {
  const { slots } = table
  const trajectories: Float64Array[] = []
  const shapes: ErrorCourses['shapes'] = Array.from({ length: ALL_KINDS + 1 }, () => [])
  const dates = shapes.map(() => new Set<number>())
  origins.forEach((origin, o) => {
    const levels: number[] = []
    for (let lead = 0; lead < leads && origin + lead < table.days; lead++) {
      const from = (o * leads + lead) * slots
      const own = levelOf(standard, expected, from, slots, lead, scale)
      // A closed day keeps the level of the day before.
      const level = Number.isNaN(own) ? (levels.at(-1) ?? 0) : own
      levels.push(level)
      const shape = Number.isNaN(own) ? undefined : restsOf(standard.subarray(from, from + slots), level)
      const kind = kinds.kind(table.firstDay + origin + lead)
      shapes[kind].push(shape)
      dates[kind].add(origin + lead)
      shapes[ALL_KINDS].push(shape)
    }
    trajectories.push(Float64Array.from(levels, (level) => widened * level))
  })
  const longest = Math.max(...trajectories.map((it) => it.length))
  const long = trajectories.filter((it) => it.length * 2 >= longest)
  const levels = Float64Array.from(long.flatMap((it) => [...it]))
  const spread = Math.sqrt(levels.reduce((sum, it) => sum + it * it, 0) / levels.length) || 0
  const few = dates.map(({ size }) => size < LEAST_DATES)
  return { slots, trajectories: long, shapes, few, sums: sumsOf(levels, spread, shapes[ALL_KINDS]) }
}

/** What a day's errors have in common, in units of their scale; NaN where there are none. */
function levelOf(
  standard: Float64Array,
  expected: Float64Array,
  from: number,
  slots: number,
  lead: number,
  scale: ErrorScale,
): number {
  let sum = 0
  let weight = 0
  for (let slot = 0; slot < slots; slot++) {
    if (Number.isNaN(standard[from + slot])) continue
    const s = scale(expected[from + slot], slot, lead)
    sum += s * standard[from + slot]
    weight += s
  }
  return weight > 0 ? sum / weight : Number.NaN
}

/** What is left of a day's errors without its level; NaN where nothing was observed. */
function restsOf(standard: Float64Array, level: number): Float64Array {
  const rests = new Float64Array(standard.length)
  for (let slot = 0; slot < rests.length; slot++) rests[slot] = standard[slot] - level
  return rests
}

/** What is expected of each place, row after row, NaN where nothing is; its past errors, sorted, in units of their scale; and the scale. */
export interface ExpectedPlaces {
  mean: Float64Array
  errors: readonly Float64Array[]
  scales: Float64Array
}

/**
 * Draws one course: for each place the share of all errors that its error is above, and what comes then. Over many courses these shares are even between 0 and 1, so the courses together have the
 * distribution of single errors.
 *
 * @param kindOf the kind of day of each row, 0 to 6
 */
export function drawCourse(
  { slots, trajectories, shapes, few, sums }: ErrorCourses,
  places: ExpectedPlaces,
  kindOf: (row: number) => number,
  random: RandomStream,
): Float64Array {
  const course = new Float64Array(places.mean.length)
  // From the latest back: with the same random numbers, queues whose histories end together draw the same dates, and so what befell them together.
  const last = trajectories.length - 1
  const level = trajectories[last - Math.floor(random.uniform() * trajectories.length)]
  const sign = random.uniform() < 0.5 ? -KEPT : KEPT
  const normals = new Float64Array(MOST_ORIGINS)
  for (let k = 0; k < MOST_ORIGINS; k++) normals[k] = normalOf(random)
  for (let row = 0; row * slots < course.length; row++) {
    const kind = kindOf(row)
    const share = random.uniform()
    const own = drawShape(shapes[kind], share)
    const shape = few[kind] || !own ? drawShape(shapes[ALL_KINDS], share) : own
    const away = awayOf(trajectories, normals, row)
    const ofDay = sign * level[reflected(row, level.length)] + (ADDED / Math.sqrt(last + 1)) * away
    // Days of another kind may have had other hours.
    putDay(course, places, row * slots, slots, sums, ofDay, shape, own)
  }
  return course
}

/** The levels of all past forecasts on a day, the latest first, each times a number of its own. */
function awayOf(trajectories: readonly Float64Array[], times: Float64Array, row: number): number {
  const last = trajectories.length - 1
  let away = 0
  for (let k = 0; k <= last; k++) {
    const trajectory = trajectories[last - k]
    away += times[k] * trajectory[reflected(row, trajectory.length)]
  }
  return away
}

function putDay(
  course: Float64Array,
  { mean, errors, scales }: ExpectedPlaces,
  from: number,
  slots: number,
  sums: SortedNumbers,
  ofDay: number,
  shape: Float64Array | undefined,
  spare: Float64Array | undefined,
): void {
  for (let slot = 0; slot < slots; slot++) {
    const i = from + slot
    if (Number.isNaN(mean[i])) {
      course[i] = Number.NaN
      continue
    }
    const share = sums.shareBelow(ofDay + (restAt(shape, slot) || restAt(spare, slot)))
    course[i] = Math.max(0, mean[i] + quantileOfSorted(errors[i], share) * scales[i])
  }
}

/** 0 where nothing is known. */
function restAt(shape: Float64Array | undefined, slot: number): number {
  return shape?.[slot] || 0
}

function sumsOf(levels: Float64Array, spread: number, shapes: readonly (Float64Array | undefined)[]): SortedNumbers {
  if (levels.length === 0) return sortedNumbers(Float64Array.of(0))
  const known = new Float64Array(shapes.reduce((length, shape) => length + (shape?.length ?? 0), 0))
  let found = 0
  for (const shape of shapes) if (shape) found = takeOthersThan0(known, found, shape)
  // Where a day is one interval its level is all there is.
  const rests = found > 0 ? known.subarray(0, found) : Float64Array.of(0)
  const count = Math.min(SUMS, 2 * levels.length * Math.max(rests.length, NORMAL_SCORES.length))
  return sortedNumbers(sumsOfAny(levels, spread, rests, count))
}

function takeOthersThan0(into: Float64Array, at: number, values: Float64Array): number {
  let next = at
  for (let i = 0; i < values.length; i++) if (values[i] < 0 || values[i] > 0) into[next++] = values[i]
  return next
}

/** Strides that meet every level, both ways, with noise and rests from everywhere: the golden section spreads evenly. */
function sumsOfAny(levels: Float64Array, spread: number, rests: Float64Array, count: number): Float64Array {
  const sums = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    const level = (i & 1 ? -KEPT : KEPT) * levels[(i >> 1) % levels.length]
    const away = ADDED * spread * NORMAL_SCORES[Math.floor(((i * GOLDEN * GOLDEN) % 1) * NORMAL_SCORES.length)]
    sums[i] = level + away + rests[Math.floor(((i * GOLDEN) % 1) * rests.length)]
  }
  return sums
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

/** Goes to and fro along a course that is shorter than the horizon, so that its level goes on without a jump. */
function reflected(row: number, length: number): number {
  if (length === 1) return 0
  const at = row % (2 * length - 2)
  return at < length ? at : 2 * length - 2 - at
}
