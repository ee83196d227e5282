import type { Cell } from '../cells/index.ts'
import { damaged } from './damaged.ts'
import type { NumberKind } from './number-format.ts'
import { type CellRange, columnOf, parseRange, unescapeText } from './parts.ts'
import { isoValue, typedValue } from './typed-value.ts'
import { ENOUGH, isOn, parseXml } from './xml.ts'

/** Rows and columns of a sheet: what Excel allows. */
const MOST_ROWS = 1_048_576
const MOST_COLUMNS = 16_384

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

/** What a sheet says besides its cells. */
export interface SheetShape {
  merged: readonly CellRange[]
  /** Columns that are hidden, from 0. */
  hiddenColumns: ReadonlySet<number>
  hasFilter: boolean
}

/** Where the rows of a sheet begin and end among its bytes: what else it says stands around them. */
interface Rows {
  /** After the tag that begins them. */
  from: number
  to: number
}

const BEGIN = /<(?:\w+:)?sheetData(?:\s[^>]*)?(\/?)>/

/** The rows of a sheet are most of it. The parts around them are found without parsing the rows: merged cells stand behind them, and must be known before. */
function rowsOf({ bytes, part, file }: SheetPart): Rows {
  const decoder = new TextDecoder('latin1')
  for (let size = 1 << 16; ; size *= 8) {
    const match = BEGIN.exec(decoder.decode(bytes.subarray(0, size)))
    if (match) {
      const from = match.index + match[0].length
      if (match[1] === '/') return { from, to: from }
      for (let back = 1 << 16; ; back *= 8) {
        const start = Math.max(from, bytes.length - back)
        const tail = decoder.decode(bytes.subarray(start))
        const end = /<\/(?:\w+:)?sheetData\s*>/.exec(tail)
        if (end) return { from, to: start + end.index }
        if (start === from) throw damaged(file, `the part ${part} is cut off`)
      }
    }
    if (size >= bytes.length) throw damaged(file, `the part ${part} has no rows: it is not a sheet of cells`)
  }
}

/** What a sheet says around its rows. */
export function readShape(sheet: SheetPart): SheetShape {
  const { from, to } = rowsOf(sheet)
  const merged: CellRange[] = []
  const hiddenColumns = new Set<number>()
  let hasFilter = false
  parseXml(
    [sheet.bytes.subarray(0, from), sheet.bytes.subarray(to)],
    {
      open: (name, attributes) => {
        if (name === 'mergeCell') {
          const range = parseRange(attributes.ref ?? '')
          if (range) merged.push(range)
        } else if (name === 'col' && isOn(attributes.hidden)) {
          const last = Math.min(Number(attributes.max), MOST_COLUMNS)
          for (let column = Number(attributes.min); column <= last; column++) hiddenColumns.add(column - 1)
        } else if (name === 'autoFilter') hasFilter = true
      },
    },
    sheet.file,
    sheet.part,
  )
  return { merged, hiddenColumns, hasFilter }
}

/** A row of a sheet: its cells by their columns, `''` where there is none. The array is reused for the next row. */
export interface SheetRow {
  /** Its number, from 1. */
  line: number
  cells: Cell[]
  isHidden: boolean
}

/**
 * Reads the rows of a sheet in their order; those that have no cell are not in the file.
 *
 * @param visit takes each row, and says `false` to stop
 * @throws {KrarupError} UNREADABLE where the sheet is damaged
 */
export function forEachRow(sheet: SheetPart, shared: SharedParts, visit: (row: SheetRow) => boolean): void {
  const reader = new RowsReader(sheet, shared, visit)
  parseXml(
    [sheet.bytes],
    {
      open: (name, attributes) => reader.open(name, attributes),
      text: (text) => reader.takeText(text),
      close: (name) => reader.close(name),
    },
    sheet.file,
    sheet.part,
  )
}

/** Puts cells together from the elements of a sheet. */
class RowsReader {
  private readonly sheet: SheetPart
  private readonly shared: SharedParts
  private readonly visit: (row: SheetRow) => boolean
  private readonly row: SheetRow = { line: 0, cells: [], isHidden: false }
  private column = -1
  private type = ''
  private style = 0
  private text = ''
  private hasValue = false
  private hasFormula = false
  private takes = false
  private phonetic = 0

  constructor(sheet: SheetPart, shared: SharedParts, visit: (row: SheetRow) => boolean) {
    this.sheet = sheet
    this.shared = shared
    this.visit = visit
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'c') this.openCell(attributes)
    else if (name === 'v') {
      this.takes = true
      this.hasValue = true
    } else if (name === 'row') this.openRow(attributes)
    else if (name === 'f') this.hasFormula = true
    else if (name === 't') this.takes = this.phonetic === 0 && this.type === 'inlineStr'
    else if (name === 'rPh') this.phonetic++
  }

  takeText(text: string): void {
    if (this.takes) this.text += text
  }

  close(name: string): void {
    if (name === 'c') this.closeCell()
    else if (name === 'v' || name === 't') this.takes = false
    else if (name === 'rPh') this.phonetic--
    else if (name === 'row' && !this.visit(this.row)) throw ENOUGH
  }

  private openRow({ r, hidden }: Readonly<Record<string, string>>): void {
    const { row } = this
    const line = r === undefined ? row.line + 1 : Number(r)
    if (!(line > row.line && line <= MOST_ROWS))
      throw damaged(this.sheet.file, `the part ${this.sheet.part} has a row ${r ?? line} after row ${row.line}`)
    row.line = line
    row.cells.length = 0
    row.isHidden = isOn(hidden)
    this.column = -1
  }

  private openCell({ r, t, s }: Readonly<Record<string, string>>): void {
    this.column = r === undefined ? this.column + 1 : columnOf(r)
    if (!(this.column >= 0 && this.column < MOST_COLUMNS))
      throw damaged(this.sheet.file, `the part ${this.sheet.part} has a cell ${r ?? 'beyond the last column'}`)
    this.type = t ?? ''
    this.style = s === undefined ? 0 : Number(s)
    this.text = ''
    this.hasValue = false
    this.hasFormula = false
  }

  private closeCell(): void {
    const { cells } = this.row
    while (cells.length < this.column) cells.push('')
    cells[this.column] = this.value()
  }

  private value(): Cell {
    const { text, shared } = this
    switch (this.type) {
      case 's':
        return shared.strings[Number(text)] ?? this.strayString(text)
      case 'inlineStr':
        return unescapeText(text)
      case 'str':
        return !this.hasValue && this.hasFormula ? UNCALCULATED : unescapeText(text)
      case 'b':
        return { type: 'boolean', value: isOn(text.trim()) }
      case 'd':
        return isoValue(text) ?? text
      // an error is shown as its text: #DIV/0!
      case 'e':
        return text
      default: {
        if (text.trim() === '') return this.hasFormula ? UNCALCULATED : ''
        const value = Number(text)
        if (!Number.isFinite(value)) return text
        return typedValue(value, shared.styles[this.style] ?? PLAIN, shared.date1904)
      }
    }
  }

  private strayString(text: string): never {
    throw damaged(this.sheet.file, `a cell in row ${this.row.line} names the text number ${text}, which is not there`)
  }
}

const UNCALCULATED: Cell = { type: 'uncalculated' }
const PLAIN: NumberKind = { kind: 'number' }
