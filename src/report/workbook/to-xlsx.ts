import type { CellStyle, ConditionalRule, DataValidation, Cell as HucreCell, SheetChart, WriteSheet } from 'hucre/xlsx'
import { displayWidth } from '../display-width.ts'
import type { Language } from '../language.ts'
import type { Cell, CellFormat, CellLook, Chart, Condition, Rule, Sheet, Workbook } from './workbook.ts'

/**
 * Formats as spreadsheets have them. Names of months and weekdays, and the marks of decimals and thousands, are the reader's own: nothing here fixes a locale.
 * Of the formats for durations, `[h]:mm:ss` is the one that every reader we tried takes for one.
 */
const FORMATS: { readonly [Format in CellFormat]: string | { readonly [Name in Language]: string } } = {
  date: { en: 'ddd d mmm yyyy', zh: 'yyyy"年"m"月"d"日"', de: 'ddd dd.mm.yyyy' },
  day: { en: 'd mmm', zh: 'm"月"d"日"', de: 'dd.mm.' },
  moment: { en: 'd mmm yyyy hh:mm', zh: 'yyyy"年"m"月"d"日" hh:mm', de: 'dd.mm.yyyy hh:mm' },
  time: 'hh:mm',
  duration: '[h]:mm:ss',
  wait: '[m]:ss.0',
  share: '0.0%',
  whole: '#,##0',
  tenth: '#,##0.0',
  money: '#,##0.00',
  change: '+0;-0;0',
}

/** A font is written whole: of one that only says bold, spreadsheets take another face. */
const FONT = { name: 'Calibri', size: 11 }

const fill = (rgb: string): CellStyle => ({ fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb } } })
const RULE_LINE = { style: 'thin', color: { rgb: '9AA5B1' } } as const

const LOOKS: { readonly [Look in CellLook]: CellStyle } = {
  title: { font: { ...FONT, bold: true, size: 14 } },
  heading: {
    ...fill('E4E9EF'),
    font: { ...FONT, bold: true },
    alignment: { wrapText: true, vertical: 'center', horizontal: 'center' },
    border: { bottom: RULE_LINE },
  },
  input: { ...fill('FFF6D6'), font: { ...FONT, color: { rgb: '1F4E9E' } } },
  sum: { font: { ...FONT, bold: true }, border: { top: RULE_LINE } },
  note: { alignment: { vertical: 'top' }, font: { ...FONT, color: { rgb: '52606D' } } },
}

const COLOURS = { few: 'FFFFFF', many: '8FB8E8', missed: 'F8C9C4', met: 'D8EFDC', unknown: 'FDE6B3', changed: 'FDE6B3' }

/** Texts that hucre writes as errors. */
const ERROR_TEXTS = new Set(['#NULL!', '#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#NUM!', '#N/A', '#GETTING_DATA'])

/** A workbook as the bytes of an .xlsx file: the only place that knows the library which writes it, loaded when it is needed. */
export async function toXlsx(workbook: Workbook): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx')
  const { title, language, generated, sheets, names } = workbook
  // Without a day of its own the file would hold the moment at which it was written, and two runs would differ.
  const made = new Date(generated === undefined ? 0 : `${generated}T00:00:00Z`)
  return writeXlsx({
    properties: { title, creator: 'krarup', created: made, modified: made },
    namedRanges: Object.entries(names).map(([name, range]) => ({ name, range })),
    sheets: sheets.map((sheet) => writtenSheet(sheet, language)),
  })
}

/** Rows on top of a sheet that may hold headings. */
const HEADING_ROWS = 4

/** The longest word of a column's headings, which break between words only, and a little room; Chinese breaks anywhere. */
function headingWidth(rows: Sheet['rows'], column: number): number {
  const words = rows.slice(0, HEADING_ROWS).flatMap((row) => {
    const cell = row[column]
    return cell?.look === 'heading' && typeof cell.value === 'string' ? cell.value.split(' ') : []
  })
  return Math.max(0, ...words.map((word) => (displayWidth(word) > word.length ? 0 : word.length + 1)))
}

function writtenSheet(sheet: Sheet, language: Language): WriteSheet {
  const { name, columns, rows, frozen, filter, conditions = [], rules = [], charts = [] } = sheet
  const style = styles(language)
  const cells = new Map<string, Partial<HucreCell>>()
  for (const [r, row] of rows.entries())
    for (const [c, cell] of row.entries()) if (cell) cells.set(`${r},${c}`, writtenCell(cell, style))
  return {
    name,
    columns: columns.map(({ width: least, folded }, column) => {
      const width = Math.max(least, headingWidth(rows, column))
      return folded ? { width, outlineLevel: 1, hidden: true, collapsed: true } : { width }
    }),
    rows: [],
    cells,
    freezePane: frozen,
    ...(filter === undefined ? {} : { autoFilter: { range: filter } }),
    conditionalRules: conditions.flatMap(writtenCondition).map((rule, i) => ({ ...rule, priority: i + 1 })),
    dataValidations: rules.map(writtenRule),
    charts: charts.map((chart) => writtenChart(chart, language)),
    pageSetup: {
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      ...(frozen.rows > 0 ? { printTitlesRow: `$1:$${frozen.rows}` } : {}),
    },
    outlineProperties: { summaryRight: false },
  }
}

/** The style of each kind of cell, made once. */
function styles(language: Language): (cell: Cell) => CellStyle | undefined {
  const known = new Map<string, CellStyle | undefined>()
  return ({ format, look, shown }) => {
    const key = `${format} ${look} ${shown}`
    if (!known.has(key)) {
      const numFmt = shown ?? (format === undefined ? undefined : formatOf(format, language))
      known.set(key, look || numFmt ? { ...(look ? LOOKS[look] : {}), ...(numFmt ? { numFmt } : {}) } : undefined)
    }
    return known.get(key)
  }
}

function formatOf(format: CellFormat, language: Language): string {
  const said = FORMATS[format]
  return typeof said === 'string' ? said : said[language]
}

function writtenCell(cell: Cell, styleOf: (cell: Cell) => CellStyle | undefined): Partial<HucreCell> {
  const { value, formula } = cell
  const style = styleOf(cell)
  const styled = style ? { style } : {}
  if (formula !== undefined) return { ...styled, type: 'formula', formula, formulaResult: value }
  if (value === null) return styled
  if (typeof value === 'number') return { ...styled, type: 'number', value }
  return ERROR_TEXTS.has(value)
    ? { ...styled, type: 'richText', richText: [{ text: value }] }
    : { ...styled, type: 'string', value }
}

function writtenCondition(condition: Condition): Omit<ConditionalRule, 'priority'>[] {
  const { kind, range } = condition
  const first = range.split(':')[0]
  if (kind === 'heat')
    return [
      {
        type: 'colorScale',
        range,
        colorScale: { cfvo: [{ type: 'min' }, { type: 'max' }], colors: [COLOURS.few, COLOURS.many] },
      },
    ]
  const when = (formula: string, colour: string) => ({
    type: 'expression' as const,
    range,
    formula,
    style: { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: colour }, bgColor: { rgb: colour } } } as const,
  })
  if (kind === 'changed') return [when(`AND(ISNUMBER(${first}),${first}<>0)`, COLOURS.changed)]
  // A share that is the limit but for binary's last digits meets it.
  const { limit } = condition
  return [
    when(`AND(ISTEXT(${first}),${first}<>"")`, COLOURS.unknown),
    when(`AND(ISNUMBER(${first}),ROUND(${first},9)<${limit})`, COLOURS.missed),
    when(`AND(ISNUMBER(${first}),ROUND(${first},9)>=${limit})`, COLOURS.met),
  ]
}

function writtenRule({ range, accepts, title, message }: Rule): DataValidation {
  const shown = { range, showErrorMessage: true, errorTitle: title, errorMessage: message, allowBlank: true } as const
  const hint = { showInputMessage: true, inputTitle: title, inputMessage: message } as const
  if (accepts === 'nothing') return { ...shown, type: 'custom', formula1: 'FALSE' }
  if (accepts === 'share')
    return { ...shown, ...hint, type: 'decimal', operator: 'between', formula1: '0', formula2: '0.99' }
  const least = { operator: 'greaterThanOrEqual', formula1: '0' } as const
  return { ...shown, ...hint, ...least, type: accepts === 'whole' ? 'whole' : 'decimal' }
}

function writtenChart(chart: Chart, language: Language): SheetChart {
  const { kind, title, series, categories, from, to, format, most } = chart
  const numberFormat = format === undefined ? {} : { numberFormat: { formatCode: formatOf(format, language) } }
  return {
    type: kind,
    title,
    series: series.map(({ name, values, colour }) => ({ name, values, categories, color: colour })),
    anchor: { from: { row: from.row, col: from.column }, to: { row: to.row, col: to.column } },
    legend: series.length > 1 ? 'bottom' : false,
    axes: { y: { ...numberFormat, ...(most === undefined ? {} : { scale: { max: most } }) } },
  }
}
