import { checkNumber, type DayNumber, type IntervalSeries, KrarupError } from '../../domain/index.ts'
import { type DayTable, dayTable } from '../history/index.ts'
import { JUDGED_DAYS, tooShort } from '../past/index.ts'

export const DEFAULT_ORIGINS = 12
export const DEFAULT_HORIZONS: readonly number[] = [1, 7, 14]

/** Where a history is forecast from, and how far. */
interface Origins {
  table: DayTable
  /** Days to the longest horizon. */
  longest: number
  /** Rows of the table at which forecasts begin. */
  rows: number[]
}

/**
 * The origins of a backtest: so many, evenly over the later half of the history, or those of the days that are named.
 *
 * @throws {KrarupError} TOO_SHORT, OUT_OF_RANGE; MISSING without a horizon
 */
export function originsOf(
  history: IntervalSeries,
  origins: number | readonly DayNumber[],
  horizons: readonly number[],
): Origins {
  for (const horizon of horizons) checkNumber('horizons', horizon, { least: 1, whole: true })
  if (horizons.length === 0) throw new KrarupError({ code: 'MISSING', what: 'a backtest needs a horizon' })
  const table = dayTable(history)
  const longest = Math.max(...horizons)
  return { table, longest, rows: originRows(table, origins, longest) }
}

function originRows(table: DayTable, origins: number | readonly DayNumber[], longest: number): number[] {
  const rows =
    typeof origins === 'number' ? evenOrigins(table, origins, longest) : origins.map((day) => day - table.firstDay)
  for (const row of rows) checkNumber('origins', row, { least: 1, most: table.days - 1, whole: true })
  return rows
}

function evenOrigins({ days }: DayTable, count: number, longest: number): number[] {
  checkNumber('origins', count, { least: 1, whole: true })
  const first = Math.max(4 * JUDGED_DAYS, Math.floor(days / 2))
  const last = days - longest
  if (last < first) throw tooShort(days, Math.max(4 * JUDGED_DAYS + longest, 2 * longest))
  const rows = Array.from({ length: count }, (_, i) =>
    count === 1 ? last : Math.round(first + ((last - first) * i) / (count - 1)),
  )
  return [...new Set(rows)]
}

/** The first intervals of a history. */
export function beginningOf(history: IntervalSeries, intervals: number): IntervalSeries {
  return { ...history, values: history.values.subarray(0, intervals), state: history.state.subarray(0, intervals) }
}
