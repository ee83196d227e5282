import { basename, extname } from 'node:path'
import { type History, KrarupError } from '../../domain/index.ts'
import type { DateOrder } from '../cells/read-dates.ts'
import type { DecimalMark } from '../cells/read-numbers.ts'
import { findLayout, type Layout } from '../layout/find-layout.ts'
import type { ColumnMap, Role } from '../layout/headings.ts'
import { collectLines } from '../source/collect-lines.ts'
import { detectEncoding, TextEncoding, transcodeUtf16 } from '../source/encoding.ts'
import { type ByteSource, openSource, type Source, spool } from '../source/open-source.ts'
import { type Built, buildHistory, type Conflict, describeConflict } from './build-history.ts'
import type { HistoryFindings } from './findings.ts'
import { parseRows } from './parse-rows.ts'
import { type RejectedRow, RowReader } from './row-reader.ts'
import { type ScanPosition, scanRows } from './scan-rows.ts'
import { ZoneClock } from './zone-clock.ts'

export interface ReadProgress {
  /** Bytes read so far, and in all where that is known. */
  bytes: number
  totalBytes?: number
  rows: number
}

export interface ReadHistoryOptions {
  /** Heading (or number, from 1) of the column that holds a thing, over the reader's own judgement: `{ offered: 'Calls in' }`. Allowed are the {@link ROLES}. */
  map?: ColumnMap
  /** Order of day, month and year where the file itself does not tell. */
  dateOrder?: DateOrder
  /** Decimal mark where the file itself does not tell. */
  decimal?: DecimalMark
  /** IANA zone of the wall clock: instants of the file (with `Z` or an offset) are brought to it, and days of 23 and 25 hours are put right. */
  timezone?: string
  /** Seconds; found from the rows where it is not given. */
  interval?: number
  /** Seconds within which "answered within the threshold" counts; read from the heading where it is not given. */
  threshold?: number
  /** Absent rows within the usual hours: lost (the default), or nothing happened (exports that leave out zeros). */
  absent?: 'missing' | 'zero'
  /** Bad rows are put here, and the reading goes on; without it they stop it with an error that lists the first twenty. */
  rejects?: RejectedRow[]
  /** What messages call the file; the path's last part by default. */
  name?: string
  onProgress?: (progress: ReadProgress) => void
  signal?: AbortSignal
}

export interface HistoryReading {
  history: History
  findings: HistoryFindings
}

/**
 * Reads the history of a contact centre from an ACD's interval export: finds out encoding, delimiter, date form,
 * columns and interval, puts the rows on the wall clock's grid queue by queue, and tells closed hours, closed days and
 * lost rows apart. Nothing is dropped or filled in silence: the findings say what was done.
 *
 * @param source a path, `-` for standard input, the bytes, or a readable stream
 * @throws {KrarupError} FILE, UNREADABLE, MISSING, CONFLICT, UNSUPPORTED, OUT_OF_RANGE or TOO_SHORT with file, line, column, heading, value and a hint;
 *   `cause` holds the {@link RejectedRow}s where rows are to blame. ABORTED when the signal says so.
 */
export function readHistory(source: Source, options: ReadHistoryOptions = {}): Promise<HistoryReading> {
  return readHistoryThrough('scanner', source, options)
}

/** Bytes that are looked at to find out what the file is, and then read at a time. */
const BUFFER_BYTES = 1 << 20

/** As {@link readHistory}, with every row through the way that is named: tests hold the two to the same result. */
export async function readHistoryThrough(
  way: 'scanner' | 'csv-parse',
  source: Source,
  options: ReadHistoryOptions,
  onlyQueue = typeof source === 'string' && source !== '-' ? basename(source, extname(source)) : 'all',
): Promise<HistoryReading> {
  const stream =
    source === '-' ? process.stdin : typeof source === 'string' || source instanceof Uint8Array ? undefined : source
  if (stream && options.rejects) {
    // rows that turn out bad only when all are known have to be found again
    const spooled = await spool(stream)
    try {
      return await readHistoryThrough(
        way,
        spooled.path,
        { ...options, name: options.name ?? (source === '-' ? 'standard input' : 'input') },
        'all',
      )
    } finally {
      await spooled.remove()
    }
  }
  const opened = await openSource(source, options.name)
  try {
    return await readOpened(way, opened, source, options, onlyQueue)
  } finally {
    await opened.close()
  }
}

async function readOpened(
  way: 'scanner' | 'csv-parse',
  opened: ByteSource,
  source: Source,
  options: ReadHistoryOptions,
  onlyQueue: string,
): Promise<HistoryReading> {
  const { map = {}, rejects } = options
  const zone = options.timezone === undefined ? undefined : await ZoneClock.of(options.timezone)
  const file = opened.name
  const input = new Input(opened, options)
  await input.fill()
  const { encoding, markLength } = detectEncoding(input.head(), file)
  input.at = markLength
  if (encoding === 'utf-16le' || encoding === 'utf-16be') await input.transcode(encoding)
  const text = new TextEncoding(encoding)
  const layout = findLayout(input.head(), input.ended, map, text, file)
  const { recognition, headings, delimiter } = layout
  checkCounts(layout, file)
  const reader = new RowReader({
    columns: recognition.columns,
    width: headings.length,
    encoding: text,
    ...(options.dateOrder ? { dateOrder: options.dateOrder } : {}),
    ...(options.decimal ? { decimal: options.decimal } : {}),
    ...(zone ? { zone } : {}),
    goOn: rejects !== undefined,
  })
  input.at += layout.dataOffset
  await input.readRows(way, reader, delimiter, layout.dataLine)
  if (!rejects && reader.rejected.length) throw badRows(reader.rejected, file, reader.stopped)
  reader.settle(file)
  const hasQueue = recognition.columns.some(({ role }) => role === 'queue')
  const threshold = options.threshold ?? recognition.threshold
  const built = buildHistory(reader, {
    file,
    encoding: text,
    ...(hasQueue ? {} : { onlyQueue }),
    ...(options.interval === undefined ? {} : { interval: options.interval }),
    ...(threshold === undefined ? {} : { threshold }),
    ...(zone ? { zone } : {}),
    absentIsZero: options.absent === 'zero',
  })
  if (built.conflicts.length) {
    const conflicting = conflictRows(built.conflicts)
    if (!rejects) throw badRows(conflicting.slice(0, 20), file, conflicting.length > 20)
    reader.rejected.push(...(await withText(conflicting, source, text)))
  }
  rejects?.push(...reader.rejected)
  return { history: built.history, findings: findingsOf(reader, layout, built, text, file, options) }
}

/** The bytes at hand and how far they are read. */
class Input {
  private source: ByteSource
  private readonly options: ReadHistoryOptions
  // one byte more than is ever filled: the scanner may look one ahead
  private buffer = Buffer.alloc(BUFFER_BYTES + 1)
  private filled = 0
  private bytes = 0
  at = 0
  ended = false

  constructor(source: ByteSource, options: ReadHistoryOptions) {
    this.source = source
    this.options = options
  }

  head(): Buffer {
    return this.buffer.subarray(this.at, this.filled)
  }

  /** Fills the buffer to its end, or to the end of the source. */
  async fill(): Promise<void> {
    const { buffer } = this
    const room = buffer.subarray(0, buffer.length - 1)
    while (this.filled < room.length && !this.ended) {
      if (this.options.signal?.aborted) throw aborted(this.source.name)
      const count = await this.source.read(room, this.filled)
      this.filled += count
      this.bytes += count
      if (count === 0) this.ended = true
    }
  }

  async transcode(encoding: 'utf-16le' | 'utf-16be'): Promise<void> {
    this.source = transcodeUtf16(this.source, encoding, Buffer.from(this.head()))
    this.at = 0
    this.filled = 0
    this.ended = false
    await this.fill()
  }

  async readRows(way: 'scanner' | 'csv-parse', reader: RowReader, delimiter: string, line: number): Promise<void> {
    const position: ScanPosition = { at: this.at, line, quoted: way === 'csv-parse' }
    while (!position.quoted && !reader.stopped) {
      if (this.ended && this.filled > 0 && !isLineEnd(this.buffer[this.filled - 1])) this.buffer[this.filled++] = 10
      this.buffer[this.filled] = 0
      const end = this.ended ? this.filled : this.lastLineEnd()
      position.at = this.at
      scanRows(reader, this.buffer, position, end, delimiter.charCodeAt(0))
      this.at = position.at
      this.report(reader)
      if (position.quoted || (this.ended && this.at >= this.filled)) break
      await this.refill(reader, position.line)
    }
    if (position.quoted && !reader.stopped) await parseRows(reader, this.rest(reader), delimiter, position.line)
  }

  /** Moves what is left to the front and fills up behind it; a row longer than the buffer gets a larger one. */
  private async refill(reader: RowReader, line: number): Promise<void> {
    const left = this.filled - this.at
    if (left >= this.buffer.length - 2) {
      if (this.buffer.length > 8 * BUFFER_BYTES) {
        throw new KrarupError({
          code: 'UNREADABLE',
          what: 'a line is longer than 8 MB',
          where: { file: this.source.name, line },
          how: 'this is hardly a table of rows: export it as CSV again',
        })
      }
      const larger = Buffer.alloc((this.buffer.length - 1) * 2 + 1)
      this.buffer.copy(larger, 0, this.at, this.filled)
      this.buffer = larger
    } else this.buffer.copyWithin(0, this.at, this.filled)
    this.at = 0
    this.filled = left
    await this.fill()
    this.report(reader)
  }

  private async *rest(reader: RowReader): AsyncGenerator<Uint8Array> {
    yield Buffer.from(this.head())
    while (!this.ended) {
      this.filled = 0
      this.at = 0
      await this.fill()
      this.report(reader)
      yield Buffer.from(this.head())
    }
  }

  /** End of the last whole line; a CR at the very end may still be followed by its LF. */
  private lastLineEnd(): number {
    for (let i = this.filled - 1; i >= this.at; i--) {
      if (this.buffer[i] === 10 || (this.buffer[i] === 13 && i + 1 < this.filled)) return i + 1
    }
    return this.at
  }

  private report(reader: RowReader): void {
    const { size } = this.source
    this.options.onProgress?.({
      bytes: this.bytes,
      ...(size === undefined ? {} : { totalBytes: size }),
      rows: reader.rows.count,
    })
  }
}

function isLineEnd(byte: number): boolean {
  return byte === 10 || byte === 13
}

function aborted(file: string): KrarupError {
  return new KrarupError({ code: 'ABORTED', what: 'the reading was cancelled', where: { file } })
}

/** Answered calls alone would make the plan too small by everybody who hung up. */
function checkCounts({ recognition, headings }: Layout, file: string): void {
  const of = (role: Role) => recognition.columns.find((column) => column.role === role)
  const answered = of('answered')
  const abandoned = of('abandoned')
  if (of('offered') || (answered && abandoned)) return
  const only = answered ?? abandoned
  throw new KrarupError({
    code: 'MISSING',
    what: `the file has the ${answered ? 'answered' : 'abandoned'} contacts but neither those offered nor the ${answered ? 'abandoned' : 'answered'}`,
    where: { file, ...(only ? { column: only.index + 1, heading: only.heading } : {}) },
    how: `name the column of offered contacts: --map offered=Column (the headings are: ${headings.join(', ')})${answered ? `; --map offered=${answered.index + 1} plans for the answered alone` : ''}`,
  })
}

function conflictRows(conflicts: readonly Conflict[]): RejectedRow[] {
  return conflicts.flatMap((conflict) =>
    conflict.lines.map((line) => ({
      line,
      text: '',
      code: 'CONFLICT' as const,
      reason: describeConflict(conflict),
      hint: conflict.hint,
    })),
  )
}

/** Conflicting rows with their text, from a second pass over the source. */
async function withText(rows: readonly RejectedRow[], source: Source, encoding: TextEncoding): Promise<RejectedRow[]> {
  const opened = await openSource(source)
  try {
    const { name } = encoding
    const bytes = name === 'utf-16le' || name === 'utf-16be' ? transcodeUtf16(opened, name, new Uint8Array(0)) : opened
    const found = await collectLines(bytes, new Set(rows.map(({ line }) => line)))
    return rows.map((row) => ({ ...row, text: encoding.show(found.get(row.line) ?? '') }))
  } finally {
    await opened.close()
  }
}

/** One error for all bad rows found, with the first twenty by line. */
function badRows(rows: readonly RejectedRow[], file: string, more: boolean): KrarupError {
  const [first] = rows
  const place = ({ line, column, heading }: RejectedRow) =>
    `line ${line}${column === undefined ? '' : `, column ${column} (${heading})`}`
  const listed = rows.map(
    (row) =>
      `  ${place(row)}: ${row.reason}${row.value === undefined ? '' : ` (${JSON.stringify(row.value.slice(0, 60))})`}`,
  )
  const hints = [...new Set(rows.map(({ hint }) => hint))]
  const how = `${hints.slice(0, 3).join('\n  ')}\n  or go on without these rows and keep them apart: --rejects FILE`
  if (rows.length === 1) {
    return new KrarupError(
      {
        code: first.code,
        what: first.reason,
        where: {
          file,
          line: first.line,
          ...(first.column === undefined ? {} : { column: first.column, heading: first.heading ?? '' }),
        },
        how,
        value: first.value,
      },
      { cause: rows },
    )
  }
  return new KrarupError(
    {
      code: first.code,
      what: `${more ? `at least ${rows.length}` : rows.length} rows cannot be used:\n${listed.join('\n')}`,
      where: {
        file,
        line: first.line,
        ...(first.column === undefined ? {} : { column: first.column, heading: first.heading ?? '' }),
      },
      how,
    },
    { cause: rows },
  )
}

function findingsOf(
  reader: RowReader,
  { recognition, delimiter, preamble }: Layout,
  { findings }: Built,
  encoding: TextEncoding,
  file: string,
  options: ReadHistoryOptions,
): HistoryFindings {
  const { unused, columns, ...rest } = findings
  const isUnused = (heading: string) => unused.some((one) => one.heading === heading)
  const when = recognition.columns.flatMap(({ heading, role }) =>
    role === 'start' || role === 'date' || role === 'time' || role === 'queue' ? [{ heading, role }] : [],
  )
  const threshold = options.threshold ?? recognition.threshold
  const order = reader.dates.forms.has('three numbers') ? reader.dates.orders[0] : undefined
  const after = reader.blankStarts.filter((start) => start >= rest.to).length
  const warnings = [...rest.warnings]
  if (reader.utcRows && options.timezone === undefined) {
    warnings.push(
      `the times are UTC (they end in Z) and are taken as they stand: name the zone for local time, for example --timezone Europe/Berlin`,
    )
  }
  if (threshold === undefined && columns.some(({ role }) => role === 'answeredWithin' || role === 'serviceLevel')) {
    warnings.push('no heading tells the seconds of "answered within": give them with --threshold')
  }
  return {
    file,
    encoding: encoding.name,
    delimiter,
    ...(reader.numbers.mark ? { decimalMark: reader.numbers.mark } : {}),
    dateForms: [...reader.dates.forms],
    ...(order ? { dateOrder: order } : {}),
    columns: [...when, ...columns.filter(({ heading }) => !isUnused(heading))],
    aside: [...recognition.aside, ...unused],
    preamble,
    ...(options.timezone === undefined ? {} : { timezone: options.timezone }),
    ...(threshold === undefined ? {} : { threshold }),
    rejected: reader.rejected.length,
    blankAfterEnd: after,
    blankWithin: reader.blankStarts.length - after,
    emptyRows: reader.emptyRows,
    sumRows: reader.sumRows,
    ...rest,
    warnings,
  }
}
