import { KrarupError } from '../../domain/index.ts'
import type { Bytes, TextEncoding } from '../source/index.ts'
import {
  consistency,
  DEEPEST_HEADING,
  DELIMITERS,
  type Delimiter,
  type HeadRecord,
  headRecords,
  offsetOfLine,
  readsAsDate,
  wholeLines,
} from './head-records.ts'
import { headlessMapOf } from './headless.ts'
import { knownByHeadings, refuseKnownFormats } from './known-formats.ts'
import { type RecognisedColumn, type Recognition, recogniseColumns } from './recognise-columns.ts'
import { explainLayout, refuseMarkup, refuseTimesWithoutDates } from './refuse-layout.ts'
import { COUNT_ROLES, type ColumnMap, WHEN_ROLES } from './roles.ts'

/** Where the table stands in a file and what its columns are. */
export interface Layout {
  headings: string[]
  recognition: Recognition
  /** Lines above the heading, as they stand. */
  preamble: string[]
  /** Line of the first row of data, from 1. */
  dataLine: number
  /** Columns whose cells are merged over several rows: the value stands in the first of them only. */
  fillDown: ReadonlySet<number>
}

/** The layout of a text file. */
export interface TextLayout extends Layout {
  delimiter: Delimiter
  /** Offset of the first row of data from the beginning of the head, in bytes. */
  dataOffset: number
}

/** The head of a table, cut into cells: of a text file once for each delimiter that it may have. */
export interface HeadReading {
  records: readonly HeadRecord[]
  /** Lines before the first record. */
  skipped: number
}

/** IEX puts a mark before the first heading, for which rows have no cell. */
function namesOf(cells: readonly string[]): string[] {
  return (/^#fields$/i.test(cells[0].trim()) ? cells.slice(1) : cells).map((cell) => cell.trim())
}

/** Rows that show merged cells, and the share of empty cells in them. */
const FEWEST_MERGED_ROWS = 4
const MERGED_SHARE = 0.4

/** Columns of dates, times and queues that are filled in the first row and empty in many of the next, which have values. */
function mergedColumns({ columns }: Recognition, records: readonly HeadRecord[]): Set<number> {
  const isKey = ({ role }: RecognisedColumn) => WHEN_ROLES.has(role) || role === 'queue'
  const rows = records
    .map(({ cells }) => cells.map((cell) => cell.trim()))
    .filter((cells) => columns.some((column) => !isKey(column) && /\d/.test(cells[column.index] ?? '')))
  const merged = columns.filter(
    (column) =>
      isKey(column) &&
      rows.length >= FEWEST_MERGED_ROWS &&
      rows[0][column.index] &&
      rows.filter((cells) => !cells[column.index]).length >= MERGED_SHARE * rows.length,
  )
  return new Set(merged.map(({ index }) => index))
}

/**
 * Finds delimiter, heading row and columns from the head of a text file.
 *
 * @throws {KrarupError} as {@link chooseLayout}
 */
export function findLayout(
  head: Bytes,
  isWhole: boolean,
  map: ColumnMap,
  encoding: TextEncoding,
  file: string,
): TextLayout {
  const text = wholeLines(head, isWhole)
  const separator = /^sep=([,;\t])\r?\n/i.exec(text)
  const skipped = separator ? 1 : 0
  refuseKnownFormats(text, file)
  refuseMarkup(text, file)
  const readings = (separator ? [separator[1] as Delimiter] : DELIMITERS).map((delimiter) => ({
    delimiter,
    skipped,
    records: headRecords(text.slice(separator?.[0].length ?? 0), delimiter, encoding, skipped),
  }))
  const { layout, reading } = chooseLayout(readings, map, file)
  return { ...layout, delimiter: reading.delimiter, dataOffset: offsetOfLine(head, layout.dataLine - 1) }
}

/**
 * Finds heading row and columns in the head of a table, under that of its readings which makes most of it.
 *
 * @throws {KrarupError} UNSUPPORTED for a table that is something else (a shift table, calls one by one, a web page);
 *   MISSING where there is no heading, no time or no count of contacts.
 */
export function chooseLayout<Reading extends HeadReading>(
  readings: readonly Reading[],
  asked: ColumnMap,
  file: string,
): { layout: Layout; reading: Reading } {
  const hasMap = Object.keys(asked).length > 0
  const known = hasMap ? undefined : readings.map(({ records }) => headlessMapOf(records[0]?.cells ?? []))
  const map = known?.find((one) => one !== undefined) ?? asked
  const numbered =
    Object.values(map).length > 0 &&
    Object.values(map)
      .flat()
      .every((column) => /^\d+$/.test(column))
  let best: { layout: Layout; reading: Reading; score: number } | undefined
  let mapError: { error: KrarupError; width: number } | undefined
  // a row that has every heading of the map is the heading, whatever else it lacks
  let mapped: { records: readonly HeadRecord[]; heading: HeadRecord } | undefined
  for (const reading of readings) {
    const { records, skipped } = reading
    for (const [i, { cells, lines }] of records.slice(0, DEEPEST_HEADING).entries()) {
      if (cells.length < 2) continue
      try {
        const headless = numbered && readsAsDate(cells[Number(map.start ?? map.date ?? 1) - 1] ?? '')
        const headings = headless ? cells.map((_, column) => `column ${column + 1}`) : namesOf(cells)
        const recognition = recogniseColumns(headings, map, headless ? cells : (records[i + 1]?.cells ?? []), file)
        const roles = recognition.columns.map(({ role }) => role)
        if (!roles.some((role) => WHEN_ROLES.has(role)) || !roles.some((role) => COUNT_ROLES.has(role))) {
          if (hasMap && !headless) mapped ??= { records, heading: records[i] }
          continue
        }
        const above = headless ? (i === 0 ? skipped : records[i - 1].lines) : lines
        const layout: Layout = {
          headings,
          recognition,
          preamble: records.slice(0, i).map((record) =>
            record.cells
              .filter((cell) => cell.trim())
              .join(' ')
              .trim(),
          ),
          dataLine: above + 1,
          fillDown: mergedColumns(recognition, headless ? records.slice(i) : records.slice(i + 1)),
        }
        const score = roles.length * 1000 + cells.length
        if (!best || score > best.score) best = { layout, reading, score }
        break
      } catch (error) {
        if (!(error instanceof KrarupError)) throw error
        if (error.code !== 'MISSING') throw error
        if (!mapError || cells.length > mapError.width) mapError = { error, width: cells.length }
      }
    }
  }
  if (best) {
    // a list of calls may have a column that looks like a count
    const calls = knownByHeadings(best.layout.headings, file, best.layout.dataLine - 1)
    if (calls && !hasMap) throw calls
    refuseTimesWithoutDates(best.layout.recognition.columns, best.layout.dataLine, best.reading.records, file)
    return best
  }
  if (mapped) throw explainLayout(mapped.records, file, { map, heading: mapped.heading })
  if (mapError) throw mapError.error
  const widest = readings.reduce((a, b) => (consistency(b.records) > consistency(a.records) ? b : a))
  throw explainLayout(widest.records, file)
}
