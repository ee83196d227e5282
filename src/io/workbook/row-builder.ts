import type { Cell } from '../cells/index.ts'
import { damaged } from './damaged.ts'
import type { NumberKind } from './number-format.ts'
import { unescapeText } from './parts.ts'
import { isoValue, typedValue } from './typed-value.ts'

/** Rows and columns of a sheet: what Excel allows. */
const MOST_ROWS = 1_048_576
export const MOST_COLUMNS = 16_384

/** What cells refer to outside of their sheet. */
export interface SharedParts {
  strings: readonly string[]
  styles: readonly NumberKind[]
  date1904: boolean
}

/** A sheet's part as it was unpacked. */
export interface SheetPart {
  bytes: Uint8Array
  /** Name of the part and of the file, for messages. */
  part: string
  file: string
}

/** A row of a sheet: its cells by their columns, `''` where there is none. The array is reused for the next row. */
export interface SheetRow {
  /** Its number, from 1. */
  line: number
  cells: Cell[]
  isHidden: boolean
}

/** Puts rows together from their cells, whoever found these, and hands them on. */
export class RowBuilder {
  /** Type of the cell at hand, as the file has it. */
  type = ''
  /** Whoever takes the rows has enough. */
  stopped = false
  private readonly sheet: SheetPart
  private readonly shared: SharedParts
  private readonly visit: (row: SheetRow) => boolean
  private readonly row: SheetRow = { line: 0, cells: [], isHidden: false }
  private column = -1
  private style = 0

  constructor(sheet: SheetPart, shared: SharedParts, visit: (row: SheetRow) => boolean) {
    this.sheet = sheet
    this.shared = shared
    this.visit = visit
  }

  /** @param line from 1; -1 for that after the row before */
  beginRow(line: number, isHidden: boolean): void {
    const { row } = this
    const at = line === -1 ? row.line + 1 : line
    if (!(at > row.line && at <= MOST_ROWS))
      throw damaged(this.sheet.file, `the part ${this.sheet.part} has a row ${line} after row ${row.line}`)
    row.line = at
    row.cells.length = 0
    row.isHidden = isHidden
    this.column = -1
  }

  /** Number of the row at hand; 0 before the first. */
  get line(): number {
    return this.row.line
  }

  /** Whether the format of the cell at hand shows a date or a time. */
  get isTime(): boolean {
    const kind = this.shared.styles[this.style]?.kind
    return kind === 'moment' || kind === 'date' || kind === 'clock' || kind === 'elapsed'
  }

  /** Goes back to after a row: the one at hand will be read again. */
  returnTo(line: number): void {
    this.row.line = line
  }

  endRow(): void {
    if (!this.visit(this.row)) this.stopped = true
  }

  /** @param column from 0; -1 for that after the cell before */
  beginCell(column: number, type: string, style: number): void {
    this.column = column === -1 ? this.column + 1 : column
    if (!(this.column >= 0 && this.column < MOST_COLUMNS))
      throw damaged(
        this.sheet.file,
        `the part ${this.sheet.part} has a cell beyond the last column in row ${this.row.line}`,
      )
    this.type = type
    this.style = style
  }

  endCell(text: string, hasValue: boolean, hasFormula: boolean): void {
    this.put(this.valueOf(text, hasValue, hasFormula))
  }

  /** Ends a cell whose value is a number, or the number of a text. */
  endNumber(value: number): void {
    const { shared } = this
    this.put(
      this.type === 's' ? this.stringOf(value) : typedValue(value, shared.styles[this.style] ?? PLAIN, shared.date1904),
    )
  }

  private put(cell: Cell): void {
    const { cells } = this.row
    while (cells.length < this.column) cells.push('')
    cells[this.column] = cell
  }

  private valueOf(text: string, hasValue: boolean, hasFormula: boolean): Cell {
    switch (this.type) {
      case 's':
        return this.stringOf(Number(text))
      case 'inlineStr':
        return unescapeText(text)
      case 'str':
        return !hasValue && hasFormula ? UNCALCULATED : unescapeText(text)
      case 'b':
        return { type: 'boolean', value: text.trim() === '1' || text.trim() === 'true' }
      case 'd':
        return isoValue(text) ?? text
      // an error is shown as its text: #DIV/0!
      case 'e':
        return text
      default: {
        if (text.trim() === '') return hasFormula ? UNCALCULATED : ''
        const value = Number(text)
        if (!Number.isFinite(value)) return text
        return typedValue(value, this.shared.styles[this.style] ?? PLAIN, this.shared.date1904)
      }
    }
  }

  private stringOf(index: number): string {
    const text = this.shared.strings[index]
    if (text !== undefined) return text
    throw damaged(this.sheet.file, `a cell in row ${this.row.line} names a text that is not there`)
  }
}

const UNCALCULATED: Cell = { type: 'uncalculated' }
const PLAIN: NumberKind = { kind: 'number' }
