import { fillExponential } from '../../numeric/random/exponential.ts'
import { STREAM_SIZE, seedStream, uniform } from '../../numeric/random/stream.ts'

/** What contacts are like, interval by interval, and when they can come. Shared by all days drawn of it. */
export interface DayShape {
  /** Seconds. */
  interval: number
  /** Mean handle time of each interval, seconds. */
  aht: Float64Array
  /** Mean patience, seconds; Infinity: nobody hangs up. */
  patience: number
  /** Stretches in which the group is open without a break, as [from, to) of the intervals. */
  stretches: readonly (readonly [from: number, to: number])[]
}

/**
 * Contacts of one or more days as they came to pass: drawn once, served as often as one likes with other agents, so that staffings are compared with the same luck.
 * Arrivals are sorted; all times are seconds from the first interval's begin.
 */
export interface RealisedDay {
  contacts: number
  arrivals: Float64Array
  handleTimes: Float64Array
  /** Seconds until the contact hangs up if it is not answered. */
  patience: Float64Array
  /** The first contact of each interval, and the number of all at the end. */
  first: Int32Array
}

/**
 * Draws the contacts of a course of a forecast. Its values are counts, noise included: so as many contacts come (fractions by chance), spread evenly over the interval as a Poisson stream is
 * once its count is known. Handle times and patience are exponential, as in the plan's Erlang formulas.
 *
 * @param course contacts of each interval; what is not above 0 counts nothing
 * @param keys seed and keys of the day's own random stream
 */
export function realisedDay(course: Float64Array, shape: DayShape, keys: readonly number[]): RealisedDay {
  const { interval, aht } = shape
  const state = new Int32Array(STREAM_SIZE)
  const [seed, ...others] = keys
  seedStream(state, 0, seed, ...others)
  const first = countContacts(course, state)
  const contacts = first[course.length]
  // One place more for the last gap of an interval.
  const arrivals = new Float64Array(contacts + 1)
  const handleTimes = new Float64Array(contacts)
  const patience = new Float64Array(contacts)
  for (let i = 0; i < course.length; i++) {
    const [from, to] = [first[i], first[i + 1]]
    if (from < to) placeArrivals(arrivals, from, to, i * interval, interval, state)
  }
  fillExponential(state, 0, handleTimes, 0, contacts)
  for (let i = 0; i < course.length; i++) scale(handleTimes, first[i], first[i + 1], aht[i])
  if (shape.patience === Infinity) patience.fill(Infinity)
  else {
    fillExponential(state, 0, patience, 0, contacts)
    scale(patience, 0, contacts, shape.patience)
  }
  return { contacts, arrivals: arrivals.subarray(0, contacts), handleTimes, patience, first }
}

/** The first contact of each interval, and the number of all at the end. */
function countContacts(course: Float64Array, state: Int32Array): Int32Array {
  const first = new Int32Array(course.length + 1)
  for (let i = 0; i < course.length; i++) {
    const count = course[i] > 0 ? Math.floor(course[i] + uniform(state, 0)) : 0
    first[i + 1] = first[i] + count
  }
  return first
}

function scale(values: Float64Array, from: number, end: number, times: number): void {
  for (let k = from; k < end; k++) values[k] *= times
}

/** Uniform places in order: sums of exponential gaps over the sum of all (Devroye 1986, section V.2). */
function placeArrivals(
  arrivals: Float64Array,
  from: number,
  to: number,
  start: number,
  interval: number,
  state: Int32Array,
): void {
  fillExponential(state, 0, arrivals, from, to + 1)
  addUp(arrivals, from, to)
  spread(arrivals, from, to, start, interval / (arrivals[to - 1] + arrivals[to]))
}

function addUp(values: Float64Array, from: number, end: number): void {
  let sum = 0
  for (let k = from; k < end; k++) {
    sum += values[k]
    values[k] = sum
  }
}

function spread(values: Float64Array, from: number, end: number, start: number, unit: number): void {
  for (let k = from; k < end; k++) values[k] = start + values[k] * unit
}
