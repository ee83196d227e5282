import { KrarupError } from '../../domain/index.ts'
import { errorSays, type Message, saidError } from '../../domain/messages/index.ts'
import type { DateOrder, DateReader, DecimalMark, NumberReader } from '../cells/index.ts'
import type { DoubtfulNumber, JudgedRows } from './judged-rows.ts'
import { FIRST_MEASURE_COLUMN } from './row-store.ts'

/**
 * Puts right in the rows what only the whole file could tell: day or month first, the decimal mark, percentages.
 *
 * @throws {KrarupError} MISSING where the file tells nothing: then an option has to; CONFLICT where it tells two things.
 */
export function settleRows(rows: JudgedRows, dates: DateReader, numbers: NumberReader, file: string): void {
  if (dates.doubtful !== undefined && dates.orders.length > 1) {
    throw saidError({
      code: 'MISSING',
      what: 'day and month cannot be told apart: every date of the file can be read both ways',
      where: { file },
      how: sayOrders(dates.orders),
      value: dates.doubtful,
    })
  }
  for (const doubt of rows.doubtful) settleNumbers(rows, doubt, numbers.mark, file)
  for (const { slot, percent, plainMost } of rows.shares) {
    if (plainMost <= 1) continue
    if (percent) {
      const { index, heading } = rows.measures[slot]
      throw new KrarupError({
        code: 'CONFLICT',
        what: 'a share column has percentages (67%) and plain numbers above 1',
        where: { file, column: index + 1, heading },
        how: 'write all of them as 67% or all as 0.67',
        value: plainMost,
      })
    }
    rows.store.rewrite(FIRST_MEASURE_COLUMN + slot, (value) => value / 100)
  }
}

function sayOrders(orders: readonly DateOrder[]): string | Message {
  const [first, second, ...others] = orders.map((order) => `--date-order ${order}`)
  if (others.length > 0) return `say which comes first: ${[first, second, ...others].join(' or ')}`
  return errorSays('dateOrder', { first, second })
}

function settleNumbers(
  judged: JudgedRows,
  { slot, fractionIf, rows }: DoubtfulNumber & { rows: readonly number[] },
  mark: DecimalMark | undefined,
  file: string,
): void {
  const { store, measures } = judged
  const column = FIRST_MEASURE_COLUMN + slot
  if (mark === undefined) {
    let filled = 0
    store.forEachChunk([column], ([values], length) => {
      for (let i = 0; i < length; i++) if (!Number.isNaN(values[i])) filled++
    })
    // a column that writes 987 as it is writes 1.234 for a thousand more; where all cells have three places behind the mark, nothing tells
    if (filled > rows.length) return
    const { index, heading } = measures[slot]
    throw new KrarupError({
      code: 'MISSING',
      what: `it cannot be told whether ${fractionIf === 'point' ? '1.234' : '1,234'} means 1234 or a little over 1`,
      where: { file, line: judged.lineOf(rows[0]), column: index + 1, heading },
      how: 'say which mark separates decimals: --decimal point or --decimal comma',
    })
  }
  if (mark !== fractionIf) return
  let next = 0
  store.rewrite(column, (value, row) => {
    if (row !== rows[next]) return value
    next++
    return value / 1000
  })
}
