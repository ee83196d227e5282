import { dateParts, dayOf, formatCell, KrarupError } from '../../domain/index.ts'
import { type Message, readerSays } from '../../domain/messages/index.ts'
import { type Cell, showCell } from '../cells/index.ts'
import {
  type ColumnMap,
  chooseLayout,
  DEEPEST_HEADING,
  isMatrixOfCells,
  type Layout,
  type MatrixLayout,
  matrixOfCells,
} from '../layout/index.ts'
import { Bytes, TextEncoding } from '../source/index.ts'
import { headOf, isBlank, MergedCells, openWorkbook, type Sheet, sheetNamed, type Workbook } from '../workbook/index.ts'
import { KIND } from './column-kinds.ts'
import { feedMatrix, type OpenedTable } from './opened-table.ts'
import type { RowReader } from './row-reader.ts'

/** Rows of a sheet with dates across and times down, which is read whole. */
const MOST_MATRIX_ROWS = 20_000

/** Between cells of a row that is shown as text: no cell has one. */
const DELIMITER = '\t'

const NOTHING: Cell = { type: 'empty' }

/** A date of three numbers that may have the day first. */
const THREE_NUMBERS = /^\s*\d{1,2}([-/.])\d{1,2}\1(\d{4}|\d{2})(\D|$)/

interface Candidate {
  sheet: Sheet
  layout: Layout | MatrixLayout
}

/**
 * Finds the sheet of a workbook that has a history, and the table on it.
 *
 * @param wanted the sheet's name; found where it is not given
 * @throws {KrarupError} as `openWorkbook` and `chooseLayout`; CONFLICT where several sheets have a history, MISSING where none has
 */
export function openSheet(
  bytes: Uint8Array,
  { file, wanted, map }: { file: string; wanted?: string | undefined; map: ColumnMap },
): OpenedTable {
  const workbook = openWorkbook(bytes, file)
  const { chosen, notes } =
    wanted === undefined
      ? findSheet(workbook, map)
      : { chosen: layoutOf(sheetNamed(workbook, wanted), map, file), notes: [] }
  const { sheet, layout } = chosen
  const told = new Told(sheet, layout)
  return {
    layout,
    encoding: new TextEncoding('utf-8'),
    delimiter: DELIMITER,
    sheet: sheet.name,
    feed: async (reader) => {
      if ('rows' in layout) feedMatrix(layout, reader)
      else feedRows(sheet, layout, reader, { told, file })
    },
    withText: async (rows) => {
      const wantedLines = new Set(rows.map(({ line }) => line))
      const texts = new Map<number, string>()
      sheet.forEachRow(({ line, cells }) => {
        if (wantedLines.has(line)) texts.set(line, textOf(cells))
        return texts.size < wantedLines.size
      })
      return rows.map((row) => ({ ...row, text: texts.get(row.line) ?? '' }))
    },
    written: () => ({ sheet: sheet.name }),
    notes: () => [...nameNotes(file), ...notes, ...told.notes()],
  }
}

/** A workbook under the name of something else. */
function nameNotes(file: string): Message[] {
  const ending = /\.(csv|txt|tsv|xls)$/i.exec(file)?.[0]
  return ending === undefined ? [] : [readerSays('workbookNamedText', { ending })]
}

function textOf(cells: readonly Cell[]): string {
  return cells.map(showCell).join(DELIMITER)
}

/** The one sheet that has a history. What is hidden is looked at only where nothing else has one. */
function findSheet(workbook: Workbook, map: ColumnMap): { chosen: Candidate; notes: Message[] } {
  const { file } = workbook
  const tried = workbook.sheets.map((sheet) => {
    try {
      return { sheet, candidate: layoutOf(sheet, map, file) }
    } catch (error) {
      if (!(error instanceof KrarupError)) throw error
      return { sheet, error }
    }
  })
  // two columns for one thing: a history that has to be asked about
  const found = tried.filter(({ candidate, error }) => candidate !== undefined || error?.code === 'CONFLICT')
  const seen = found.filter(({ sheet }) => !sheet.isHidden)
  const [first, second] = seen.length > 0 ? seen : found
  if (first === undefined) throw noHistory(workbook, tried)
  if (second !== undefined) {
    const names = (seen.length > 0 ? seen : found).map(({ sheet }) => sheet.name)
    throw new KrarupError({
      code: 'CONFLICT',
      what: `several sheets of the workbook have a history: ${names.join(', ')}`,
      where: { file },
      how: `say which one is to be read: ${names
        .slice(0, 3)
        .map((name) => `--sheet ${JSON.stringify(name)}`)
        .join(' or ')}; to plan with all of them as one history, copy their rows into one sheet`,
    })
  }
  if (first.candidate === undefined) throw first.error
  const hidden = found.filter(({ sheet }) => sheet.isHidden && sheet !== first.sheet).map(({ sheet }) => sheet.name)
  return {
    chosen: first.candidate,
    notes: [
      ...(first.sheet.isHidden ? [readerSays('hiddenSheet', { sheet: first.sheet.name })] : []),
      ...(hidden.length > 0 ? [readerSays('sheetsNotRead', { sheets: { list: hidden } })] : []),
    ],
  }
}

function noHistory({ sheets, file }: Workbook, tried: readonly { sheet: Sheet; error?: KrarupError }[]): KrarupError {
  const filled = tried.filter(({ error }) => error?.code !== 'TOO_SHORT')
  const [only] = filled.length > 0 ? filled : tried
  if (filled.length <= 1 && only?.error) return only.error
  if (only === undefined)
    return new KrarupError({ code: 'TOO_SHORT', what: 'the workbook has no sheet of cells', where: { file } })
  return new KrarupError({
    code: 'MISSING',
    what: `no sheet of the workbook has a history:\n${filled.map(({ sheet, error }) => `  ${sheet.name}: ${error?.what ?? ''}`).join('\n')}`,
    where: { file },
    how: `name the sheet, and its columns if their headings are not known: --sheet ${JSON.stringify(sheets[0].name)} --map offered=Column`,
  })
}

/** The table on a sheet. */
function layoutOf(sheet: Sheet, map: ColumnMap, file: string): Candidate {
  return inSheet(sheet.name, file, () => {
    const head = headOf(sheet, DEEPEST_HEADING + 5)
    if (head.rows.length === 0)
      throw new KrarupError({ code: 'TOO_SHORT', what: 'the sheet is empty', where: { file } })
    if (isMatrixOfCells(head.rows)) {
      const whole = headOf(sheet, MOST_MATRIX_ROWS)
      const matrix = matrixOfCells(whole.rows, file)
      if (matrix) return { sheet, layout: matrix }
    }
    const records = head.rows.map(({ line, cells }) => ({ cells: cells.map(showCell), lines: line }))
    return { sheet, layout: chooseLayout([{ records, skipped: 0 }], map, file).layout }
  })
}

/** Errors of what is done with a sheet name it: their lines and columns are rows and letters there. */
export function inSheet<T>(sheet: string, file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw ofSheet(error, sheet, file)
  }
}

/** An error that names the sheet, where it names the file and no sheet yet. */
export function ofSheet(error: unknown, sheet: string, file: string): unknown {
  if (!(error instanceof KrarupError) || error.where?.file !== file || error.where.sheet !== undefined) return error
  const { code, what, how, value, where } = error
  return new KrarupError(
    { code, what, where: { ...where, sheet }, ...(how === undefined ? {} : { how }), value },
    { cause: error.cause ?? error },
  )
}

/** Hands the rows below the heading to the reader. */
function feedRows(sheet: Sheet, layout: Layout, reader: RowReader, { told, file }: { told: Told; file: string }): void {
  const { width, kinds } = reader
  const merged = new MergedCells(told.shape.merged)
  const isKey = (column: number) => {
    const kind = kinds[column]
    return (
      kind === KIND.start || kind === KIND.date || kind === KIND.time || kind === KIND.queue || kind === KIND.queuePart
    )
  }
  sheet.forEachRow((row) => {
    const { line, cells } = row
    const within = merged.fill(line, cells)
    if (line < layout.dataLine) return true
    for (const { top, left } of within) {
      if (isKey(left)) {
        if (line > top) reader.rows.filledRows++
      } else if (left < width) cells[left] = { type: 'merged' }
    }
    if (cells.every(isBlank)) return true
    told.row(row)
    reader.beginRow()
    for (let column = 0; column < width; column++) {
      const cell = cells[column] ?? NOTHING
      if (kinds[column] === KIND.skip) continue
      if (kinds[column] === KIND.start || kinds[column] === KIND.date) told.date(cell, line, column)
      else if (typeof cell === 'string' && cell.startsWith('#')) told.error(cell, line, column)
      reader.cell(column, cell)
    }
    if (!reader.finishRow(line, width, false)) reader.reject(line, Bytes.from(textOf(cells)).toString('latin1'))
    return !reader.stopped
  })
  told.checkDates(file)
}

/** Counts what is worth saying of a sheet while its rows are read. */
class Told {
  readonly shape
  private readonly layout: Layout
  private rows = 0
  private hidden = 0
  private errors = 0
  private firstError = ''
  private readonly dates: {
    typed: number
    texts: number
    beyond12: boolean
    first?: { text: string; line: number; column: number }
  } = { typed: 0, texts: 0, beyond12: false }

  constructor(sheet: Sheet, layout: Layout) {
    this.shape = sheet.shape()
    this.layout = layout
  }

  row({ isHidden }: { isHidden: boolean }): void {
    this.rows++
    if (isHidden) this.hidden++
  }

  date(cell: Cell, line: number, column: number): void {
    if (typeof cell !== 'string') {
      if (cell.type !== 'date') return
      this.dates.typed++
      if (dateParts(dayOf(cell.time)).day > 12) this.dates.beyond12 = true
    } else if (THREE_NUMBERS.test(cell)) {
      this.dates.texts++
      this.dates.first ??= { text: cell, line, column }
    }
  }

  /**
   * A spreadsheet that takes the month first makes dates of 1/7/2024 to 12/7/2024, all turned around, and leaves 13/7/2024 as text.
   *
   * @throws {KrarupError} CONFLICT
   */
  checkDates(file: string): void {
    const { typed, texts, beyond12, first } = this.dates
    if (typed === 0 || first === undefined || beyond12) return
    throw new KrarupError({
      code: 'CONFLICT',
      what: `${texts.toLocaleString('en')} dates of the column are text and ${typed.toLocaleString('en')} are dates of the days 1 to 12: a spreadsheet has taken the day for the month where that was possible`,
      where: {
        file,
        line: first.line,
        column: first.column + 1,
        heading: this.layout.recognition.columns.find(({ index }) => index === first.column)?.heading ?? '',
      },
      how: 'read the export itself (the CSV file), or import it into the spreadsheet anew and say the order of its dates (Data, From Text/CSV)',
      value: first.text,
    })
  }

  error(text: string, line: number, column: number): void {
    if (!/^#[A-Z]/.test(text)) return
    this.errors++
    this.firstError ||= `${formatCell(line, column + 1).replace('cell ', '')}, ${text}`
  }

  notes(): Message[] {
    const { hiddenColumns, hasFilter } = this.shape
    const used = this.layout.recognition.columns.filter(({ index }) => hiddenColumns.has(index))
    return [
      ...(this.hidden > 0
        ? [readerSays(hasFilter ? 'filteredRows' : 'hiddenRows', { hidden: this.hidden, rows: this.rows })]
        : []),
      ...(used.length > 0
        ? [readerSays('hiddenColumns', { columns: { list: used.map(({ heading }) => heading) } })]
        : []),
      ...(this.errors > 0
        ? [
            this.errors === 1
              ? readerSays('errorCell', { first: this.firstError })
              : readerSays('errorCells', { count: this.errors, first: this.firstError }),
          ]
        : []),
    ]
  }
}
