import { damaged } from './damaged.ts'
import { type CellRange, columnOf, parseRange } from './parts.ts'
import { MOST_COLUMNS, RowBuilder, type SharedParts, type SheetPart, type SheetRow } from './row-builder.ts'
import { scanRows } from './scan-sheet.ts'
import { ENOUGH, isOn, parseXml } from './xml.ts'

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

/**
 * Reads the rows of a sheet in their order; those that have no cell are not in the file. The scanner of bytes takes the rows in their plainest form, as
 * nearly every writer has them; from the first that is otherwise the XML parser goes on.
 *
 * @param visit takes each row, and says `false` to stop
 * @param plain whether the scanner begins: tests hold the two to the same result
 * @throws {KrarupError} UNREADABLE where the sheet is damaged
 */
export function forEachRow(
  sheet: SheetPart,
  shared: SharedParts,
  visit: (row: SheetRow) => boolean,
  plain = true,
): void {
  const { bytes, part, file } = sheet
  const { from, to } = rowsOf(sheet)
  const builder = new RowBuilder(sheet, shared, visit)
  const at = plain ? scanRows(bytes, from, to, builder) : from
  if (builder.stopped || at === to) return
  const parser = new CellParser(builder)
  parseXml(
    [bytes.subarray(0, from), bytes.subarray(at)],
    {
      open: (name, attributes) => parser.open(name, attributes),
      text: (text) => parser.takeText(text),
      close: (name) => parser.close(name),
    },
    file,
    part,
  )
}

/** Puts cells together from the elements of a sheet. */
class CellParser {
  private readonly builder: RowBuilder
  private text = ''
  private hasValue = false
  private hasFormula = false
  private takes = false
  private phonetic = 0

  constructor(builder: RowBuilder) {
    this.builder = builder
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'c') {
      const { r, t = '', s } = attributes
      this.builder.beginCell(r === undefined ? -1 : columnOf(r), t, s === undefined ? 0 : Number(s))
      this.text = ''
      this.hasValue = false
      this.hasFormula = false
    } else if (name === 'v') {
      this.takes = true
      this.hasValue = true
    } else if (name === 'row') {
      const { r, hidden } = attributes
      this.builder.beginRow(r === undefined ? -1 : Number(r), isOn(hidden))
    } else if (name === 'f') this.hasFormula = true
    else if (name === 't') this.takes = this.phonetic === 0 && this.builder.type === 'inlineStr'
    else if (name === 'rPh') this.phonetic++
  }

  takeText(text: string): void {
    if (this.takes) this.text += text
  }

  close(name: string): void {
    if (name === 'c') this.builder.endCell(this.text, this.hasValue, this.hasFormula)
    else if (name === 'v' || name === 't') this.takes = false
    else if (name === 'rPh') this.phonetic--
    else if (name === 'row') {
      this.builder.endRow()
      if (this.builder.stopped) throw ENOUGH
    }
  }
}
