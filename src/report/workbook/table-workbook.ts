import { checkKeys, dayOf, type Keys, KrarupError, parsePlainDateTime, secondOfDay } from '../../domain/index.ts'
import type { CsvCell, CsvRows } from '../csv-rows.ts'
import { displayWidth } from '../display-width.ts'
import { figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import { DAY_ZERO, rangeOf } from './address.ts'
import { sheetNames } from './sheet-names.ts'
import type { Cell, CellFormat, Workbook } from './workbook.ts'

export interface TableWorkbookOptions {
  /** Name of the sheet, and title of the workbook. */
  title: string
  /** Day on which it was made, `2026-04-06`. */
  generated?: string
  language?: Language
}

const KEYS = { title: 1, generated: 1, language: 1 } as const satisfies Keys<TableWorkbookOptions>

/** Rows beyond which making a workbook takes more memory than machines have to spare. */
const MOST_ROWS = 200_000
const WIDTHS = { least: 9, most: 40, gap: 2 }

/**
 * A table as a workbook of one sheet: numbers are numbers, columns of days and moments are dates, text is text.
 *
 * @throws {KrarupError} UNSUPPORTED for more rows than fit
 */
export function tableWorkbook({ headings, rows }: CsvRows, options: TableWorkbookOptions): Workbook {
  checkKeys('tableWorkbook', options, KEYS)
  const { title, generated, language = 'en' } = options
  const all = [...rows]
  if (all.length > MOST_ROWS)
    throw new KrarupError({
      code: 'UNSUPPORTED',
      what: `the answer has ${figuresIn(language).number(all.length)} rows, and a workbook is made of ${figuresIn(language).number(MOST_ROWS)} at most`,
      how: 'write CSV, or fewer queues or days at a time',
      value: all.length,
    })
  const readers = headings.map((_, column) => dateReader(all.map((row) => row[column])))
  const body = all.map((row) => headings.map((_, column) => cellOf(row[column], readers[column])))
  const widths = headings.map((heading, column) =>
    all
      .slice(0, 200)
      .reduce((most, row) => Math.max(most, displayWidth(String(row[column] ?? ''))), displayWidth(heading)),
  )
  const [last, bottom] = [Math.max(0, headings.length - 1), all.length]
  return {
    title,
    language,
    ...(generated === undefined ? {} : { generated }),
    names: {},
    sheets: [
      {
        name: sheetNames([title])[0],
        columns: widths.map((width) => ({ width: Math.min(WIDTHS.most, Math.max(WIDTHS.least, width + WIDTHS.gap)) })),
        rows: [headings.map((value): Cell => ({ value, look: 'heading' })), ...body],
        frozen: { rows: 1, columns: 0 },
        filter: rangeOf({ row: 0, column: 0 }, { row: bottom, column: last }),
      },
    ],
  }
}

type DateReader = { format: CellFormat; pattern: RegExp }
const DATES: readonly DateReader[] = [
  { format: 'date', pattern: /^\d{4}-\d\d-\d\d$/ },
  { format: 'moment', pattern: /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?$/ },
]

/** A column of which every text is a day, or a moment, holds dates. */
function dateReader(values: readonly CsvCell[]): DateReader | undefined {
  const texts = values.filter((value) => value !== undefined && value !== null && value !== '')
  if (texts.length === 0) return undefined
  return DATES.find(({ pattern }) => texts.every((text) => typeof text === 'string' && pattern.test(text)))
}

function cellOf(value: CsvCell, dates: DateReader | undefined): Cell | null {
  if (value === undefined || value === null || value === '') return null
  if (typeof value === 'number') return Number.isFinite(value) ? { value } : null
  if (dates === undefined) return { value }
  const time = parsePlainDateTime(value)
  return { value: dayOf(time) + DAY_ZERO + secondOfDay(time) / 86_400, format: dates.format }
}
