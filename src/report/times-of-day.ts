import { type Horizon, intervalsPerDay } from '../domain/index.ts'

/** A time of day of some days, as a row that has a column for each of them. */
export interface TimeOfDay {
  /** Place of its interval in a day of equal length, from 0. */
  slot: number
  /** 1 in the repetition of an hour that clocks repeat. */
  again: 0 | 1
  /** By day its interval among those of the horizon, or -1 where the day does not have it. */
  intervals: Int32Array
}

/** The times of day of a horizon, each once. An hour that clocks repeat on one of the days has its times twice, the second after the first. */
export function timesOfDay({ places, again, dayCount, interval }: Horizon): TimeOfDay[] {
  const perDay = intervalsPerDay(interval)
  const last = again ? Math.max(...places.filter((_, i) => again[i]).map((place) => place % perDay)) : 0
  const rows = new Map<number, TimeOfDay>()
  for (const [i, place] of places.entries()) {
    const slot = place % perDay
    const isAgain = again?.[i] ? 1 : 0
    const order = isAgain ? last + (slot + 1) / (perDay + 1) : slot
    const row = rows.get(order) ?? { slot, again: isAgain, intervals: new Int32Array(dayCount).fill(-1) }
    row.intervals[Math.floor(place / perDay)] = i
    rows.set(order, row)
  }
  return [...rows].sort(([a], [b]) => a - b).map(([, row]) => row)
}
