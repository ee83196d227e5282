import { KrarupError } from './errors.ts'
import type { IntervalSeries, QueueHistory } from './series.ts'

/** @throws {KrarupError} MISSING for what is no series */
export function checkSeries(series: IntervalSeries): IntervalSeries {
  const { values, state } = series ?? {}
  if (!(values instanceof Float64Array && state instanceof Uint8Array))
    throw new KrarupError({
      code: 'MISSING',
      what: 'a series has values (Float64Array) and the state of each (Uint8Array)',
      how: 'measureSeries(history, measure) makes one of the history of a queue',
      ...(values === undefined ? { value: series } : {}),
    })
  return series
}

/**
 * The history of a queue has a place for each interval, from a midnight on, in each of its sequences: forecasts and plans take that for granted.
 *
 * @param where who was asked, for the message
 * @throws {KrarupError} MISSING, CONFLICT
 */
export function checkQueueHistory(history: QueueHistory, where: string): QueueHistory {
  const name = typeof history?.queue === 'string' ? history.queue : 'a queue'
  const refuse = (code: 'MISSING' | 'CONFLICT', what: string, value?: unknown) =>
    new KrarupError({
      code,
      what: `${where}: ${what}`,
      how: 'give a history as readHistory makes it: queue, start, interval, state, and measures with an array of contacts offered',
      ...(value === undefined ? {} : { value }),
    })
  if (typeof history !== 'object' || history === null) throw refuse('MISSING', 'no history of a queue', history)
  const { start, interval, state, measures } = history
  if (typeof start !== 'number' || !Number.isFinite(start)) throw refuse('MISSING', `${name} has no start`, start)
  if (!(interval > 0)) throw refuse('MISSING', `${name} has no interval`, interval)
  if (!(state instanceof Uint8Array)) throw refuse('MISSING', `${name} has no state of its intervals`, state)
  if (!(measures?.offered instanceof Float64Array)) throw refuse('MISSING', `${name} has no contacts offered`)
  for (const [measure, values] of Object.entries(measures))
    if (values !== undefined && values?.length !== state.length)
      throw refuse('CONFLICT', `${measure} of ${name} has not as many places as its state`)
  return history
}
