/** A cell of a file: nothing (undefined, null, NaN, an infinity) is an empty cell. */
export type CsvCell = string | number | null | undefined

/** What a CSV file has: its first line, and its rows. */
export interface CsvRows {
  headings: string[]
  rows: Iterable<readonly CsvCell[]>
}
