import { intervalsPerDay, type QueueHistory, STATE } from '../../domain/index.ts'
import type { QueueForecast } from '../../plan/index.ts'

/** A day counts as incomplete when a larger share of its open intervals than this has no record. */
const INCOMPLETE_SHARE = 0.05

/** The sum of the queues that are open; NaN where none is. */
export function added(queues: readonly QueueForecast[], name: 'volume' | 'low' | 'high', length: number): Float64Array {
  const sum = new Float64Array(length).fill(Number.NaN)
  for (const queue of queues) {
    for (let i = 0; i < length; i++) {
      const value = queue[name][i]
      if (!Number.isNaN(value)) sum[i] = (Number.isNaN(sum[i]) ? 0 : sum[i]) + value
    }
  }
  return sum
}

function byDay(values: Float64Array, dayFrom: ArrayLike<number>): number[] {
  const days: number[] = []
  for (let day = 0; day + 1 < dayFrom.length; day++) {
    const known = values.subarray(dayFrom[day], dayFrom[day + 1]).filter((value) => !Number.isNaN(value))
    days.push(known.length > 0 ? known.reduce((sum, value) => sum + value, 0) : Number.NaN)
  }
  return days
}

/**
 * Day totals, and their outer limits: those of the intervals added up. Where contacts are so few that most intervals have none, the sum of the limits can miss
 * the mean: then it says nothing and is left out.
 */
export function dayForecast(
  queues: readonly QueueForecast[],
  volume: Float64Array,
  low: Float64Array,
  high: Float64Array,
  dayFrom: ArrayLike<number>,
) {
  const dayVolume = byDay(volume, dayFrom)
  if (queues.length === 1) {
    const [{ dayLow, dayHigh }] = queues
    return { dayVolume, dayLow: Array.from(dayLow), dayHigh: Array.from(dayHigh) }
  }
  const [lows, highs] = [byDay(low, dayFrom), byDay(high, dayFrom)]
  const around = dayVolume.map((value, i) => lows[i] <= value && value <= highs[i])
  const known = (values: number[]) => values.map((value, i) => (around[i] ? value : Number.NaN))
  return { dayVolume, dayLow: known(lows), dayHigh: known(highs) }
}

/** Day totals and the median week of the days before the plan, of queues taken together. */
export function pastOf(queues: readonly QueueHistory[], firstDay: number, dayCount: number, interval: number) {
  const perDay = intervalsPerDay(interval)
  const from = (firstDay - dayCount) * 86_400
  const sums = new Float64Array(dayCount * perDay).fill(Number.NaN)
  const missing = new Float64Array(dayCount)
  const open = new Float64Array(dayCount)
  for (const { start, state, measures, interval: own } of queues) {
    for (let i = Math.max(0, Math.ceil((from - start) / own)); i < state.length; i++) {
      const place = Math.floor((start + i * own - from) / interval)
      if (place >= sums.length) break
      const day = Math.floor(place / perDay)
      if (state[i] !== STATE.closed) open[day]++
      if (state[i] === STATE.missing) missing[day]++
      if (state[i] !== STATE.observed || Number.isNaN(measures.offered[i])) continue
      sums[place] = (Number.isNaN(sums[place]) ? 0 : sums[place]) + measures.offered[i]
    }
  }
  const typical: number[] = []
  for (let slot = 0; slot < 7 * perDay; slot++) {
    const values: number[] = []
    for (let week = 0; week * 7 * perDay + slot < sums.length; week++) {
      const value = sums[week * 7 * perDay + slot]
      if (!Number.isNaN(value)) values.push(value)
    }
    typical.push(median(values))
  }
  return {
    daily: byDay(
      sums,
      Array.from({ length: dayCount + 1 }, (_, day) => day * perDay),
    ),
    incomplete: Array.from(missing.keys()).filter((day) => missing[day] > INCOMPLETE_SHARE * open[day]),
    /** From the weekday of the plan's first day on. */
    typical,
  }
}

function median(values: number[]): number {
  if (values.length === 0) return Number.NaN
  values.sort((a, b) => a - b)
  const half = values.length >> 1
  return values.length % 2 ? values[half] : (values[half - 1] + values[half]) / 2
}
