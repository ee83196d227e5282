import { type ErrorCode, KrarupError } from '../../domain/index.ts'
import { type Cell, refuseUnknown, showCell } from '../cells/index.ts'
import { isBlank, MergedCells, openWorkbook, type Sheet } from '../workbook/index.ts'
import { placesIn, type Table, type TableOptions } from './table.ts'

/** The headings stand within so many rows that have something in them. */
const DEEPEST_HEADING = 20

/** A small table has no more rows. */
const MOST_ROWS = 100_000

/** A handle time that a spreadsheet shows as hours and minutes and that is longer than this was hardly meant so. */
const LONGEST_AS_HOURS = 1800

type Rows = { line: number; cells: Cell[] }[]

/**
 * The small table on the sheet of a workbook whose headings fit; where several do, that which is called like it.
 *
 * @throws {KrarupError} as `openWorkbook`; CONFLICT or MISSING where no sheet is the one; UNREADABLE for a cell without a value
 */
export function sheetTable(bytes: Uint8Array, file: string, options: TableOptions): Table {
  const { what, fits } = options
  const tables = openWorkbook(bytes, file)
    .sheets.map((sheet) => ({ sheet, rows: rowsOf(sheet, file) }))
    .filter(({ rows }) => rows.length > 0)
    .map(({ sheet, rows }) => ({
      sheet,
      rows,
      heading: rows
        .slice(0, DEEPEST_HEADING)
        .findIndex(({ cells }) => fits(cells.map((cell) => showCell(cell).trim()))),
    }))
  const seen = tables.filter(({ sheet }) => !sheet.isHidden)
  const among = seen.length > 0 ? seen : tables
  const fitting = among.filter(({ heading }) => heading >= 0)
  const named = (fitting.length > 0 ? fitting : among).filter(({ sheet }) => isCalled(sheet, what))
  const [only, ...others] = named.length === 1 ? named : fitting.length > 0 ? fitting : among
  const refuse = (code: ErrorCode, problem: string, how: string) =>
    new KrarupError({ code, what: problem, where: { file }, how })
  const names = among.map(({ sheet }) => sheet.name).join(', ')
  if (!only) throw refuse('TOO_SHORT', `the table of ${what} is empty`, 'fill it in')
  if (others.length > 0) {
    throw fitting.length > 0
      ? refuse(
          'CONFLICT',
          `several sheets could be the ${what}: ${fitting.map(({ sheet }) => sheet.name).join(', ')}`,
          `call one of them ${what}, or keep it in a workbook of its own`,
        )
      : refuse(
          'MISSING',
          `no sheet has the headings of ${what}; there are ${names}`,
          `call the sheet ${what}, or keep it in a workbook of its own`,
        )
  }
  return tableOf(only.sheet, only.rows.slice(Math.max(0, only.heading)), file, options)
}

function isCalled({ name }: Sheet, what: string): boolean {
  return name.trim().toLowerCase().includes(what.replace(/s$/, ''))
}

function rowsOf(sheet: Sheet, file: string): Rows {
  const rows: Rows = []
  const merged = new MergedCells(sheet.shape().merged)
  sheet.forEachRow(({ line, cells }) => {
    merged.fill(line, cells)
    if (!cells.every(isBlank)) rows.push({ line, cells: [...cells] })
    if (rows.length <= MOST_ROWS) return true
    throw new KrarupError({
      code: 'UNSUPPORTED',
      what: `the sheet ${sheet.name} has more than ${MOST_ROWS.toLocaleString('en')} rows`,
      where: { file },
      how: 'a table of this kind is small: give the right file',
    })
  })
  return rows
}

function tableOf(sheet: Sheet, [head, ...body]: Rows, file: string, { isHandleTime }: TableOptions): Table {
  const headings = head.cells.map((cell) => showCell(cell).trim())
  const at = placesIn({ file, sheet: sheet.name, headings })
  for (const { line, cells } of body) {
    for (const [column, cell] of cells.entries()) {
      if ((headings[column] ?? '') === '') continue
      const unknown = refuseUnknown(cell) ?? (isHandleTime(headings[column]) ? hoursForMinutes(cell) : undefined)
      if (!unknown) continue
      throw new KrarupError({
        code: 'UNREADABLE',
        what: unknown.reason,
        where: at(line, column),
        how: unknown.hint,
        value: showCell(cell),
      })
    }
  }
  return {
    file,
    headings,
    at,
    headingLine: head.line,
    rows: body.map(({ line, cells }) => ({ line, typed: cells, cells: cells.map((cell) => showCell(cell).trim()) })),
  }
}

/** Who types 3:20 for three minutes and twenty seconds gets three hours and twenty minutes. */
function hoursForMinutes(cell: Cell): { reason: string; hint: string } | undefined {
  if (typeof cell === 'string' || cell.type !== 'duration' || cell.shown === undefined) return undefined
  if (cell.seconds < LONGEST_AS_HOURS) return undefined
  return {
    reason: 'a handle time of hours, in a cell that shows hours and minutes: minutes and seconds may be meant',
    hint: 'write 0:03:20 for three minutes and twenty seconds, 3:20:00 with a format that shows seconds for hours',
  }
}
