import { dayOf, formatClock, formatDay, type Horizon, KrarupError } from '../domain/index.ts'
import type { CsvRows } from './csv-rows.ts'
import { timesOfDay } from './times-of-day.ts'

/** One of those that a wide table has, such as a queue, with its figure by interval of the horizon; NaN where it has none. */
export interface WideMember {
  name: string
  valueAt: (interval: number) => number
}

/**
 * One figure with days across and times down, a block of rows for each member: as planners look at it. The corner names the figure, so that a reader knows what the table holds; times at which a member is closed on every day are left out.
 *
 * @throws {KrarupError} UNSUPPORTED where an hour comes twice: two rows of one time could not be told apart, and who reads them would lose one
 */
export function wideCsvRows(
  horizon: Horizon,
  members: readonly WideMember[],
  { corner, member, decimals }: { corner: string; member: string; decimals: number },
): CsvRows {
  if (horizon.again?.some(Boolean)) {
    throw new KrarupError({
      code: 'UNSUPPORTED',
      what: 'the wide form has no place for an hour that comes twice, when the clocks go back',
      where: { name: '--wide' },
      how: 'leave out --wide (the long form has a column utc_offset), or choose days without that night (--start, --to)',
    })
  }
  const first = dayOf(horizon.start)
  const times = timesOfDay(horizon)
  return {
    headings: [corner, member, ...Array.from({ length: horizon.dayCount }, (_, day) => formatDay(first + day))],
    rows: members.flatMap(({ name, valueAt }) =>
      times.flatMap(({ slot, intervals }) => {
        const values = Array.from(intervals, (i) => (i < 0 ? Number.NaN : valueAt(i)))
        if (!values.some(Number.isFinite)) return []
        const shown = values.map((value) => (Number.isFinite(value) ? Number(value.toFixed(decimals)) : undefined))
        return [[formatClock(slot * horizon.interval), name, ...shown]]
      }),
    ),
  }
}
