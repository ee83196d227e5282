import { fillExponential } from '../../numeric/random/exponential.ts'
import { STREAM_SIZE, seedStream, uniform } from '../../numeric/random/stream.ts'
import type { DayShape, RealisedDay } from '../sure/realised-day.ts'

/**
 * The same day with other counts of contacts: of an interval with too many, those who go are drawn; of one with too few, others come at any time of it. All the other contacts stay as they are,
 * so that the days differ in nothing but their counts.
 *
 * @param counts wanted, by interval of the day; fractions by chance
 * @param keys seed and keys of a random stream
 */
export function withCounts(
  day: RealisedDay,
  counts: ArrayLike<number>,
  shape: DayShape,
  keys: readonly number[],
): RealisedDay {
  const { interval, aht } = shape
  const length = day.first.length - 1
  const state = new Int32Array(STREAM_SIZE)
  const [seed, ...others] = keys
  seedStream(state, 0, seed, ...others)
  const first = new Int32Array(length + 1)
  for (let i = 0; i < length; i++)
    first[i + 1] = first[i] + (counts[i] > 0 ? Math.floor(counts[i] + uniform(state, 0)) : 0)
  const contacts = first[length]
  const [arrivals, handleTimes, patience] = [0, 1, 2].map(() => new Float64Array(contacts))
  const drawn = new Float64Array(2)
  let to = 0
  const put = (arrival: number, handleTime: number, waits: number) => {
    arrivals[to] = arrival
    handleTimes[to] = handleTime
    patience[to++] = waits
  }
  for (let i = 0; i < length; i++) {
    let wanted = first[i + 1] - first[i]
    const had = day.first[i + 1] - day.first[i]
    const added = Float64Array.from(
      { length: Math.max(0, wanted - had) },
      () => (i + uniform(state, 0)) * interval,
    ).sort()
    let next = 0
    const addUntil = (moment: number) => {
      for (; next < added.length && added[next] < moment; next++) {
        fillExponential(state, 0, drawn, 0, 2)
        put(added[next], drawn[0] * aht[i], shape.patience === Infinity ? Infinity : drawn[1] * shape.patience)
      }
    }
    wanted -= added.length
    for (let k = day.first[i]; k < day.first[i + 1]; k++) {
      addUntil(day.arrivals[k])
      // So many of those who are left stay: each choice is as likely as any other (Knuth 2, section 3.4.2, algorithm S).
      if ((day.first[i + 1] - k) * uniform(state, 0) >= wanted) continue
      wanted--
      put(day.arrivals[k], day.handleTimes[k], day.patience[k])
    }
    addUntil(Infinity)
  }
  return { contacts, arrivals, handleTimes, patience, first }
}

/** The same day with handle times so many times as long. */
export function withHandleTimes(day: RealisedDay, times: number): RealisedDay {
  return { ...day, handleTimes: day.handleTimes.map((seconds) => seconds * times) }
}
