import { checkKeys, type Keys } from '../../domain/index.ts'
import { guardedText } from '../source/index.ts'

/** A cell of an answer: numbers are written with a point and in full, nothing (undefined, null, NaN, an infinity) as an empty cell. */
export type CsvCell = string | number | boolean | null | undefined

/** Marks of a CSV file. Where the decimal mark is a comma, spreadsheets expect semicolons between the cells. */
export interface CsvForm {
  delimiter: ',' | ';' | '\t' | '|'
  decimal: 'point' | 'comma'
}

export interface CsvOptions extends Partial<CsvForm> {
  /** Text that spreadsheets would run as a formula stays as it is. Default: an apostrophe goes in front. */
  rawText?: boolean
}

const CSV_KEYS = { rawText: 1, delimiter: 1, decimal: 1 } as const satisfies Keys<CsvOptions>

const LINES_TOGETHER = 1000

/**
 * A table as RFC 4180 has it: commas (unless another delimiter is wanted), CRLF, quotes only where they are needed. A byte order mark goes in front where the
 * text is not plain ASCII, so that a spreadsheet shows Chinese as Chinese. Text that begins with `=`, `+`, `-`, `@`, a tab or a line end gets an apostrophe in front, for a spreadsheet would
 * run it as a formula; krarup's readers take it away again.
 *
 * @example
 * ```ts
 * import { toCsv } from 'krarup/io'
 * toCsv(['queue', 'agents'], [['VIP, day', 12]]) //=> 'queue,agents\r\n"VIP, day",12\r\n'
 * toCsv(['queue', 'aht'], [['VIP, day', 12.5]], { delimiter: ';', decimal: 'comma' }) //=> 'queue;aht\r\nVIP, day;12,5\r\n'
 * toCsv(['queue', 'change'], [['=cmd', -12]]) //=> "queue,change\r\n'=cmd,-12\r\n"
 * ```
 */
export function toCsv(
  headings: readonly string[],
  rows: Iterable<readonly CsvCell[]>,
  options: CsvOptions = {},
): string {
  checkKeys('toCsv', options, CSV_KEYS)
  const { rawText = false, delimiter = ',', decimal = 'point' } = options
  const line = lineWriter({ rawText, delimiter, decimal })
  // A row by itself takes several times the memory of its letters, so a long table is put together by stretches.
  const stretches: string[] = []
  let lines = [line(headings)]
  for (const row of rows) {
    if (lines.length === LINES_TOGETHER) {
      stretches.push(lines.join('\r\n'))
      lines = []
    }
    lines.push(line(row))
  }
  const text = `${[...stretches, lines.join('\r\n')].join('\r\n')}\r\n`
  return isAscii(text) ? text : `\ufeff${text}`
}

/** Texts that are kept as they are written: names come again in thousands of rows. */
const MOST_KEPT = 10_000

function lineWriter({ rawText, delimiter, decimal }: Required<CsvOptions>): (cells: readonly CsvCell[]) => string {
  const written = new Map<string, string>()
  const textOf = (text: string): string => {
    const known = written.get(text)
    if (known !== undefined) return known
    const cell = textCell(rawText ? text : guardedText(text), delimiter)
    if (written.size < MOST_KEPT) written.set(text, cell)
    return cell
  }
  return (cells) => {
    let line = ''
    for (let i = 0; i < cells.length; i++) {
      const value = cells[i]
      if (i > 0) line += delimiter
      if (typeof value === 'number') line += numberCell(value, delimiter, decimal)
      else if (typeof value === 'string') line += textOf(value)
      else if (typeof value === 'boolean') line += String(value)
    }
    return line
  }
}

function numberCell(value: number, delimiter: string, decimal: CsvForm['decimal']): string {
  const number = numberText(value, decimal)
  return decimal === 'comma' && number.includes(delimiter) ? `"${number}"` : number
}

function textCell(text: string, delimiter: string): string {
  return /["\r\n]|^\s|\s$/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text
}

function numberText(value: number, decimal: CsvForm['decimal']): string {
  if (!Number.isFinite(value)) return ''
  return decimal === 'comma' ? String(value).replace('.', ',') : String(value)
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false
  return true
}
