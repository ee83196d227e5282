import {
  checkSeries,
  DAY_SECONDS,
  type DayNumber,
  dayOf,
  type IntervalSeries,
  intervalsPerDay,
  KrarupError,
  STATE,
  secondOfDay,
} from '../../domain/index.ts'

/** Days that models look back on, from the end of the whole history: the same days for all its beginnings. */
export const MOST_DAYS = 2200

/** A history as a table: one row a day, one column a place of the day. The models' view of it. */
export interface DayTable {
  firstDay: DayNumber
  /** Length of an interval, seconds. */
  interval: number
  /** Columns: intervals a day. */
  slots: number
  /** Rows. */
  days: number
  /** Row after row; NaN where nothing was observed. */
  values: Float64Array
  /** One `State` a value. */
  state: Uint8Array
  /** Row of the first day that forecasts are judged by. The days before it were lent by another queue: models learn from them, and nothing is compared with them. */
  judgedFrom: number
}

/**
 * Lays a series out by day. Shares the memory of the series where it can.
 *
 * @param ownFrom the first day that forecasts are judged by; all unless given
 * @throws {KrarupError} OUT_OF_RANGE when the series is not made of whole days
 */
export function dayTable(series: IntervalSeries, ownFrom?: DayNumber): DayTable {
  const { start, interval, values, state } = checkSeries(series)
  const slots = intervalsPerDay(interval)
  if (!(slots >= 1) || Math.abs(slots * interval - DAY_SECONDS) > 1e-6) {
    throw new KrarupError({ code: 'OUT_OF_RANGE', what: 'the interval must divide a day', value: interval })
  }
  if (secondOfDay(start) !== 0 || values.length % slots !== 0 || state.length !== values.length) {
    throw new KrarupError({
      code: 'OUT_OF_RANGE',
      what: 'a history must be made of whole days, midnight to midnight',
      how: 'fill the first and the last day with NaN, state closed or missing',
      value: `start ${secondOfDay(start)} s after midnight, ${values.length} intervals`,
    })
  }
  return {
    firstDay: dayOf(start),
    interval,
    slots,
    days: values.length / slots,
    values: observedOnly(values, state),
    state,
    judgedFrom: Math.max(0, (ownFrom ?? dayOf(start)) - dayOf(start)),
  }
}

/** Values that are not observed, or are no counts, are NaN; the copy is made only where something must change. */
function observedOnly(values: Float64Array, state: Uint8Array): Float64Array {
  const unusable = (i: number) => !(values[i] >= 0 && values[i] < Infinity) || state[i] !== STATE.observed
  let copy: Float64Array | undefined
  for (let i = 0; i < values.length; i++) {
    if (unusable(i) && !Number.isNaN(values[i])) {
      copy ??= values.slice()
      copy[i] = Number.NaN
    }
  }
  return copy ?? values
}

/** The first `days` rows; shares memory. */
export function firstDays(table: DayTable, days: number): DayTable {
  const end = days * table.slots
  return { ...table, days, values: table.values.subarray(0, end), state: table.state.subarray(0, end) }
}

/** Rows `from` to `to` (exclusive); shares memory. */
export function daysBetween(table: DayTable, from: number, to: number): DayTable {
  const { slots } = table
  return {
    ...table,
    firstDay: table.firstDay + from,
    days: to - from,
    judgedFrom: Math.max(0, table.judgedFrom - from),
    values: table.values.subarray(from * slots, to * slots),
    state: table.state.subarray(from * slots, to * slots),
  }
}

/** Whether anything was observed on day `row`. */
export function hasValues({ values, slots }: DayTable, row: number): boolean {
  for (let i = row * slots; i < (row + 1) * slots; i++) if (!Number.isNaN(values[i])) return true
  return false
}

/** Drops leading days on which nothing was observed: a queue that opened later than its file. */
export function fromFirstObserved(table: DayTable): DayTable {
  let row = 0
  while (row < table.days && !hasValues(table, row)) row++
  return row === 0 ? table : daysBetween(table, row, table.days)
}
