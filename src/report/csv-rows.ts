/** A cell of a file: nothing (undefined, null, NaN, an infinity) is an empty cell. */
export type CsvCell = string | number | null | undefined

/** What a CSV file has: its first line, and its rows. */
export interface CsvRows {
  headings: string[]
  rows: Iterable<readonly CsvCell[]>
}

/** Digits that are shown of half of an interval. */
const HALF_DIGITS = 3
/** Digits of what is known without its interval, as of one replication alone. */
const UNSURE_DIGITS = 6
/** Digits of what is exact: what comes after them is binary's. */
const EXACT_DIGITS = 12

/**
 * A figure and half of its interval, with the digits that they deserve: three of the half-width, and the figure to the same place. Of 2189.350877 ± 28.31946 that is 2189.4 and 28.3.
 */
export function estimateCells(
  value: number | null | undefined,
  halfWidth: number | null | undefined,
): [value: CsvCell, halfWidth: CsvCell] {
  if (!isKnown(value)) return [undefined, undefined]
  if (!isKnown(halfWidth)) return [Number(value.toPrecision(UNSURE_DIGITS)), undefined]
  if (halfWidth === 0) return [exactCell(value), 0]
  const decimals = Math.min(100, Math.max(0, HALF_DIGITS - 1 - Math.floor(Math.log10(halfWidth))))
  return [Number(value.toFixed(decimals)), Number(halfWidth.toFixed(decimals))]
}

/** A number that is no estimate. */
export function exactCell(value: number): number {
  return Number(value.toPrecision(EXACT_DIGITS))
}

function isKnown(value: number | null | undefined): value is number {
  return Number.isFinite(value)
}

/** The rows without the columns in which no row has anything. */
export function withoutEmptyColumns({ headings, rows }: CsvRows): CsvRows {
  const all = [...rows]
  const isUsed = headings.map((_, column) =>
    all.some((row) => row[column] !== undefined && row[column] !== null && row[column] !== ''),
  )
  const used = <T>(cells: readonly T[]) => cells.filter((_, column) => isUsed[column])
  return { headings: used(headings), rows: all.map(used) }
}
