import { dateParts, dayOf, STATE } from '../../domain/index.ts'
import { errorSays, saidError } from '../../domain/messages/index.ts'
import type { PlacedRows } from './place-rows.ts'

/** So many months in a row with one day each are no history. */
const TELLING_MONTHS = 4

/**
 * Days 1 to 12 of a month whose day and month were swapped (by a spreadsheet that expects the month first) become one day in each month.
 *
 * @throws {KrarupError} CONFLICT where the rows stand on the same day of successive months and nowhere else
 */
export function refuseSwappedDates({ grids, interval }: PlacedRows, file: string): void {
  const months = new Set<number>()
  let only: number | undefined
  for (const { state, base } of grids) {
    let last = Number.NaN
    for (let place = 0; place < state.length; place++) {
      if (state[place] !== STATE.observed) continue
      const day = dayOf(base + place * interval)
      if (day === last) continue
      last = day
      const date = dateParts(day)
      only ??= date.day
      // nearly all files end here, on their second day
      if (date.day !== only) return
      months.add(date.year * 12 + date.month)
    }
  }
  if (months.size < TELLING_MONTHS || Math.max(...months) - Math.min(...months) !== months.size - 1) return
  throw saidError({
    code: 'CONFLICT',
    what: errorSays('swappedDates', { day: String(only), months: { count: months.size } }),
    where: { file },
    how: 'say which comes first: --date-order dmy or --date-order mdy; where a spreadsheet has swapped the dates, mend them in it, or export them as 2026-10-01; rows of whole months tell nothing of days and hours',
  })
}
