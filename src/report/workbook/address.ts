import type { Sheet } from './workbook.ts'

/** Column 0 is A, 26 is AA. */
export function columnName(column: number): string {
  const rest = Math.floor(column / 26)
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCharCode(65 + (column % 26))
}

/** A cell by its row and column, both from 0: `B5`; with `$` before what is fixed. */
export function cellAt(row: number, column: number, fixed: '' | 'row' | 'column' | 'both' = ''): string {
  const c = fixed === 'column' || fixed === 'both' ? '$' : ''
  const r = fixed === 'row' || fixed === 'both' ? '$' : ''
  return `${c}${columnName(column)}${r}${row + 1}`
}

/** `B2:D9`. */
export function rangeOf(
  from: { row: number; column: number },
  to: { row: number; column: number },
  fixed: '' | 'row' | 'column' | 'both' = '',
): string {
  return `${cellAt(from.row, from.column, fixed)}:${cellAt(to.row, to.column, fixed)}`
}

/** A range or cell of another sheet. */
export function on(sheet: Pick<Sheet, 'name'>, place: string): string {
  return `'${sheet.name.replaceAll("'", "''")}'!${place}`
}

/** A text in a formula. */
export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

/** Day 0 of spreadsheets is 1899-12-30. */
export const DAY_ZERO = 25_569
