/** A cell of an answer: numbers are written with a point and in full, nothing (undefined, null, NaN, an infinity) as an empty cell. */
export type CsvCell = string | number | boolean | null | undefined

/**
 * A table as RFC 4180 has it: commas, CRLF, quotes only where they are needed. A byte order mark goes in front where the
 * text is not plain ASCII, so that a spreadsheet shows Chinese as Chinese.
 *
 * @example
 * ```ts
 * import { toCsv } from 'krarup/io'
 * toCsv(['queue', 'agents'], [['VIP, day', 12]]) //=> 'queue,agents\r\n"VIP, day",12\r\n'
 * ```
 */
export function toCsv(headings: readonly string[], rows: Iterable<readonly CsvCell[]>): string {
  const lines = [headings.map(cell).join(',')]
  for (const row of rows) lines.push(row.map(cell).join(','))
  const text = `${lines.join('\r\n')}\r\n`
  return isAscii(text) ? text : `\ufeff${text}`
}

function cell(value: CsvCell): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  const text = String(value)
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false
  return true
}
