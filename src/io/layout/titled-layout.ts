import { DAY_SECONDS, formatDay } from '../../domain/index.ts'
import { DateReader, isSumLabel } from '../cells/index.ts'
import type { Bytes, TextEncoding } from '../source/index.ts'
import type { TextLayout } from './find-layout.ts'
import { DEEPEST_HEADING, DELIMITERS, readsAsClock, readsAsDate, wholeLines } from './head-records.ts'
import { type MatrixLayout, recordsOf } from './matrix-layout.ts'
import { recogniseColumns } from './recognise-columns.ts'
import { COUNT_ROLES } from './roles.ts'

/** A title line that says which day a report is of: `Date: 6:05 pm TUE MAR 3, 2026`. */
const DATE_TITLE = /\b(?:report )?(?:date|datum|fecha|data)\s*:\s*(.+)$|日期\s*[:：]\s*(.+)$/i
const QUEUE_TITLE = /\b(?:split|skill|queue|vdn|split\/skill)(?: name)?\s*:\s*(.*?\p{L}.*?)(?:\s{2,}|,|;|\t|$)/iu
const LEVEL_TITLE = /acceptable service level\s*:\s*(\d+)/i

/**
 * The layout of a report whose date stands in the lines above its table, as Avaya BCMS prints it, once or again for each day; undefined for any other. Where the title tells when the report was
 * printed too, rows later than that are of the day before.
 */
export function titledLayout(
  bytes: Bytes,
  encoding: TextEncoding,
  file: string,
): (MatrixLayout & TextLayout) | undefined {
  // most files have no such line, and the first lines tell
  const head = encoding.show(wholeLines(bytes.subarray(0, 4096), false))
  if (!head.split(/\r\n|\n|\r/, DEEPEST_HEADING).some((line) => titleOf(line) !== undefined)) return undefined
  const text = encoding.show(bytes.toString('latin1'))
  for (const delimiter of DELIMITERS) {
    const records = recordsOf(text, delimiter)
    const at = records
      .slice(0, DEEPEST_HEADING)
      .findIndex(({ record }, i) => isTimedHeading(record, records[i + 1]?.record ?? [], file))
    if (at < 0) continue
    const found = rowsOf(records, at, delimiter)
    if (found.rows.length === 0) continue
    const headings = ['Date', ...(found.named ? ['Queue'] : []), ...records[at].record.map((cell) => cell.trim())]
    const recognition = recogniseColumns(headings, {}, found.rows[0].cells as string[], file)
    return {
      delimiter,
      dataOffset: 0,
      headings,
      recognition: found.threshold === undefined ? recognition : { ...recognition, threshold: found.threshold },
      preamble: records.slice(0, at).map(({ record }) => record.join(delimiter).trim()),
      dataLine: 1,
      fillDown: new Set(),
      rows: found.rows,
      sumRows: found.sumRows,
      sumColumns: 0,
    }
  }
  return undefined
}

/** Whether a row is a heading that has times of day and counts, and whose rows have no date. */
function isTimedHeading(cells: readonly string[], next: readonly string[], file: string): boolean {
  if (cells.length < 3) return false
  try {
    const { columns } = recogniseColumns(
      cells.map((cell) => cell.trim()),
      {},
      next,
      file,
    )
    const when = columns.find(({ role }) => role === 'start' || role === 'time')
    const cell = when ? (next[when.index] ?? '') : ''
    return (
      readsAsClock(cell) &&
      !readsAsDate(cell) &&
      columns.every(({ role }) => role !== 'date') &&
      columns.some(({ role }) => COUNT_ROLES.has(role))
    )
  } catch {
    return false
  }
}

function rowsOf(records: ReturnType<typeof recordsOf>, at: number, delimiter: string) {
  const heading = records[at].record.map((cell) => cell.trim())
  const reader = new DateReader(undefined, () => {})
  const rows: { line: number; cells: string[] }[] = []
  let title: { day: number; printed: number } | undefined
  let queue: string | undefined
  let threshold: number | undefined
  let named = false
  let sumRows = 0
  const look = (line: string) => {
    title = titleOf(line) ?? title
    queue = QUEUE_TITLE.exec(line)?.[1].trim() ?? queue
    const level = LEVEL_TITLE.exec(line)
    if (level) threshold = Number(level[1])
  }
  for (const { record, info } of records) {
    const cells = record.map((cell) => cell.trim())
    const clock = readsAsClock(cells[0] ?? '') ? reader.clock(cells[0]) : undefined
    if (!clock || cells.length !== heading.length) {
      if (isSumLabel(cells[0] ?? '')) sumRows++
      else look(record.join(delimiter))
      continue
    }
    if (!title) return { rows: [], named, threshold, sumRows }
    if (rows.length === 0) named = queue !== undefined
    const day = clock.time < title.printed ? title.day : title.day - 1
    rows.push({ line: info.lines, cells: [formatDay(day), ...(named ? [queue ?? ''] : []), ...cells] })
  }
  return { rows, named, threshold, sumRows }
}

/** The day of a title line, and the time of day at which the report was printed; midnight after it where none is told. */
function titleOf(line: string): { day: number; printed: number } | undefined {
  const [, latin, chinese] = DATE_TITLE.exec(line) ?? []
  const said = (latin ?? chinese)?.trim().replace(/[,;\t ]+$/, '')
  if (!said) return undefined
  const reader = new DateReader(undefined, () => {})
  const clock = /\b(\d{1,2}:\d{2}(?::\d{2})?)\s*([ap]\.?m\.?)?/i.exec(said)
  const text = said
    .replace(clock?.[0] ?? '', ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const weekday = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+/i
  const day = reader.day(text.replace(weekday, ''))
  if (day === undefined || reader.doubtful !== undefined) return undefined
  const printed = clock ? reader.clock(clock[0].trim())?.time : undefined
  return { day, printed: printed === undefined ? DAY_SECONDS : printed }
}
