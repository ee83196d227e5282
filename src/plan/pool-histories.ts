import { intervalsPerDay, type Measure, type Measures, type QueueHistory, STATE } from '../domain/index.ts'

/**
 * The history of several queues as if they had been one: measures are summed over the days that all of them have.
 * A measure that one of them lacks is lacking; an interval counts as observed where any of them was.
 */
export function poolHistories(name: string, histories: readonly QueueHistory[]): QueueHistory {
  if (histories.length === 1) return histories[0]
  const { interval, timezone } = histories[0]
  const start = Math.max(...histories.map((history) => history.start))
  const end = Math.min(...histories.map((history) => history.start + history.state.length * interval))
  const length =
    Math.max(0, Math.floor((end - start) / (intervalsPerDay(interval) * interval))) * intervalsPerDay(interval)
  const offsets = histories.map((history) => Math.round((start - history.start) / interval))
  const state = new Uint8Array(length).fill(STATE.closed)
  for (let i = 0; i < length; i++) {
    for (const [h, history] of histories.entries()) {
      const here = history.state[i + offsets[h]]
      if (here === STATE.observed || (here === STATE.missing && state[i] === STATE.closed)) state[i] = here
    }
  }
  const measures: Measures = { offered: sum('offered') }
  for (const measure of Object.keys(histories[0].measures) as Measure[]) {
    if (histories.every((history) => history.measures[measure])) measures[measure] = sum(measure)
  }
  return { queue: name, start, interval, ...(timezone === undefined ? {} : { timezone }), state, measures }

  function sum(measure: Measure): Float64Array {
    return Float64Array.from({ length }, (_, i) => {
      if (state[i] !== STATE.observed) return Number.NaN
      let total = 0
      for (const [h, history] of histories.entries()) {
        const at = i + offsets[h]
        if (history.state[at] === STATE.observed) total += history.measures[measure]![at]
      }
      return total
    })
  }
}
