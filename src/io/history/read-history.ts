import { checkKeys, type History, type Keys, KrarupError } from '../../domain/index.ts'
import { englishOf, errorSays, readerSays, saidError } from '../../domain/messages/index.ts'
import type { DateOrder, DecimalMark } from '../cells/index.ts'
import { type ColumnMap, type Layout, ROLES, type Role, type UnitMap, withUnits } from '../layout/index.ts'
import {
  type ByteSource,
  ByteWindow,
  isStream,
  isWorkbook,
  openSource,
  type Source,
  spool,
  stemOf,
} from '../source/index.ts'
import { type Built, buildHistory } from './build-history.ts'
import { checkFigures } from './check-figures.ts'
import { checkTimes } from './check-times.ts'
import { type SumsRule, withoutSums } from './find-sums.ts'
import type { HistoryFindings } from './findings.ts'
import type { RejectedRow } from './judged-rows.ts'
import { measureRows } from './measure-rows.ts'
import { openText } from './open-text.ts'
import type { OpenedTable } from './opened-table.ts'
import { type PlacedRows, placeRows } from './place-rows.ts'
import type { RowCutter } from './read-rows.ts'
import { badRows, conflictingRows } from './rejected-rows.ts'
import { RowReader } from './row-reader.ts'
import { sameQueues } from './same-queues.ts'
import { settleRows } from './settle-rows.ts'
import { settleSums } from './settle-sums.ts'
import { refuseSwappedDates } from './swapped-dates.ts'
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
  /** Unit of the handle times (`aht`) or of the waits (`wait`), over what the headings say: `{ aht: 'ms' }`. Times that are given a unit are not doubted. */
  units?: UnitMap
  /** Seconds; found from the rows where it is not given. */
  interval?: number
  /** What the times of the rows are: the starts of their intervals, or their ends (told by the heading, and by a 24:00). */
  labels?: 'start' | 'end'
  /** Seconds within which "answered within the threshold" counts; read from the heading where it is not given. */
  threshold?: number
  /** Absent rows within the usual hours: lost (the default), or nothing happened (exports that leave out zeros). */
  absent?: 'missing' | 'zero'
  /** What to do with queues that look like sums of others ("All Queues"); asked where figures and name do not agree. */
  sums?: SumsRule
  /** New names of queues by their old ones: two of one name become one queue. */
  rename?: Readonly<Record<string, string>>
  /** Bad rows are put here, and the reading goes on; without it they stop it with an error that lists the first twenty. */
  rejects?: RejectedRow[]
  /** The sheet of a workbook; the one that has a history where it is not given. */
  sheet?: string
  /** What messages call the file; the path's last part by default. */
  name?: string
  onProgress?: (progress: ReadProgress) => void
  signal?: AbortSignal
}

const READ_HISTORY_KEYS = {
  map: 1,
  dateOrder: 1,
  decimal: 1,
  timezone: 1,
  units: 1,
  interval: 1,
  labels: 1,
  threshold: 1,
  absent: 1,
  sums: 1,
  rename: 1,
  rejects: 1,
  sheet: 1,
  name: 1,
  onProgress: 1,
  signal: 1,
} as const satisfies Keys<ReadHistoryOptions>
const MAP_KEYS = Object.fromEntries(ROLES.map((role) => [role, 1] as const))

export interface HistoryReading {
  history: History
  findings: HistoryFindings
}

/**
 * Reads the history of a contact centre from an ACD's interval export: finds out encoding, delimiter, date form,
 * columns and interval, puts the rows on the wall clock's grid queue by queue, and tells closed hours, closed days and
 * lost rows apart. Nothing is dropped or filled in silence: the findings say what was done. A workbook (.xlsx) is told by its bytes, whatever
 * its name, and the sheet that has a history is found.
 *
 * @param source a path, `-` for standard input, the bytes, or a readable stream
 * @throws {KrarupError} FILE, UNREADABLE, MISSING, CONFLICT, UNSUPPORTED, OUT_OF_RANGE or TOO_SHORT with file, line, column, heading, value and a hint;
 *   `cause` holds the {@link RejectedRow}s where rows are to blame. ABORTED when the signal says so.
 */
export function readHistory(source: Source, options: ReadHistoryOptions = {}): Promise<HistoryReading> {
  return readHistoryThrough('scanner', source, checkOptions(options))
}

/** Refuses words that a reader does not know. */
export function checkOptions(options: ReadHistoryOptions): ReadHistoryOptions {
  checkKeys('readHistory', options, READ_HISTORY_KEYS)
  checkKeys('map', options.map ?? {}, MAP_KEYS)
  checkKeys('units', options.units ?? {}, { aht: 1, wait: 1, talk: 1, hold: 1, wrap: 1 } satisfies Keys<UnitMap>)
  return options
}

/** As {@link readHistory}, with the rows cut by the one that is named: tests hold the two to the same result. */
export async function readHistoryThrough(
  cutter: RowCutter,
  source: Source,
  options: ReadHistoryOptions,
  onlyQueue = typeof source === 'string' && source !== '-' ? stemOf(source) : 'all',
): Promise<HistoryReading> {
  if (options.rejects && isStream(source)) {
    // rows that turn out bad only when all are known have to be found again
    const spooled = await spool(source)
    try {
      return await readHistoryThrough(
        cutter,
        spooled.source,
        { ...options, name: options.name ?? (source === '-' ? 'standard input' : 'input') },
        'all',
      )
    } finally {
      await spooled.remove()
    }
  }
  const opened = await openSource(source, options.name)
  try {
    return await readOpened(cutter, opened, source, options, onlyQueue)
  } finally {
    await opened.close()
  }
}

async function readOpened(
  cutter: RowCutter,
  opened: ByteSource,
  source: Source,
  options: ReadHistoryOptions,
  onlyQueue: string,
): Promise<HistoryReading> {
  const zone = options.timezone === undefined ? undefined : await ZoneClock.of(options.timezone)
  const { name: file } = opened
  const progress = { rows: () => 0 }
  const window = new ByteWindow(opened, {
    onBytes: (bytes, totalBytes) =>
      options.onProgress?.({ bytes, ...(totalBytes === undefined ? {} : { totalBytes }), rows: progress.rows() }),
    ...(options.signal ? { signal: options.signal } : {}),
  })
  await window.fill()
  const table = await openTable(window, { cutter, source, options, zone, file })
  const { sheet } = table
  if (sheet === undefined) return readTable(table, { file, options, zone, onlyQueue, progress })
  try {
    return await readTable(table, { file, options, zone, onlyQueue, progress })
  } catch (error) {
    const { ofSheet } = await import('./open-sheet.ts')
    throw ofSheet(error, sheet, file)
  }
}

/** The table in a file, which may be a workbook: its reader is loaded only then. */
async function openTable(
  window: ByteWindow,
  {
    cutter,
    source,
    options: { map = {}, sheet, interval, threshold },
    zone,
    file,
  }: {
    cutter: RowCutter
    source: Source
    options: ReadHistoryOptions
    zone: ZoneClock | undefined
    file: string
  },
): Promise<OpenedTable> {
  if (isWorkbook(window.unread())) {
    const { openSheet } = await import('./open-sheet.ts')
    return openSheet(await window.all(), { file, map, wanted: sheet })
  }
  if (sheet !== undefined) {
    throw new KrarupError({
      code: 'CONFLICT',
      what: 'a sheet is named, and the file is no workbook but text',
      where: { file, name: '--sheet' },
      how: 'leave --sheet away: the text is read as it is',
      value: sheet,
    })
  }
  return openText(window, { cutter, source, map, file, calls: { interval, threshold, zone } })
}

interface ReadTableOptions {
  file: string
  options: ReadHistoryOptions
  zone: ZoneClock | undefined
  onlyQueue: string
  /** Told while the rows are read. */
  progress: { rows: () => number }
}

async function readTable(
  table: OpenedTable,
  { file, options, zone, onlyQueue, progress }: ReadTableOptions,
): Promise<HistoryReading> {
  const { map = {}, rejects } = options
  const { layout, encoding: text, delimiter, counted } = table
  const units: UnitMap = { ...options.units, ...(counted ? { aht: 's', wait: 's' } : {}) }
  const interval = options.interval ?? counted?.interval
  const { recognition, headings } = layout
  const columns = withUnits(recognition.columns, units, file)
  checkCounts(layout, file)
  const reader = new RowReader({
    columns,
    width: headings.length,
    encoding: text,
    delimiter,
    fillDown: layout.fillDown,
    ...(options.dateOrder ? { dateOrder: options.dateOrder } : {}),
    ...(options.decimal ? { decimal: options.decimal } : {}),
    ...(zone ? { zone } : {}),
    goOn: rejects !== undefined,
  })
  const { rows } = reader
  progress.rows = () => rows.store.count
  await table.feed(reader)
  settleSums(rows, text)
  if (!rejects && rows.rejected.length) throw badRows(rows.rejected, { file, sheet: table.sheet }, reader.stopped)
  settleRows(rows, reader.dates, reader.numbers, file)
  const queueColumns = recognition.columns.filter(({ role }) => role === 'queue')
  const placed = placeRows(rows, {
    file,
    encoding: text,
    queueColumns,
    ...(queueColumns.length > 0 ? {} : { onlyQueue }),
    ...(interval === undefined ? {} : { interval }),
    ...(zone ? { zone } : {}),
    ...(options.rename ? { rename: options.rename } : {}),
    labelsAreEnds: areEnds(options, layout, reader),
  })
  refuseSwappedDates(placed, file)
  const threshold = options.threshold ?? recognition.threshold
  const all = measureRows(placed, rows.measures)
  const { queues, notes } = withoutSums(all.queues, {
    interval: placed.interval,
    file,
    ...(options.sums ? { sums: options.sums } : {}),
  })
  const measured = { ...all, queues }
  const doubts = checkTimes(measured, rows, { units, mapped: new Set(Object.keys(map)), file })
  doubts.push(...sameQueues(measured.queues), ...checkFigures(measured, rows))
  const built = buildHistory(measured, {
    ...(zone ? { timezone: zone.timezone } : {}),
    ...(threshold === undefined ? {} : { threshold }),
    absentIsZero: options.absent === 'zero' || (counted !== undefined && options.absent === undefined),
  })
  built.doubts.unshift(...table.notes(), ...notes, ...doubts)
  if (placed.conflicts.length) {
    const conflicting = conflictingRows(placed.conflicts)
    if (!rejects) throw badRows(conflicting.slice(0, 20), { file, sheet: table.sheet }, conflicting.length > 20)
    rows.rejected.push(...(await table.withText(conflicting)))
  }
  const { sheet } = table
  rejects?.push(...(sheet === undefined ? rows.rejected : rows.rejected.map((row) => ({ ...row, sheet }))))
  return { history: built.history, findings: findingsOf(reader, table, placed, built, file, options) }
}

function areEnds({ labels }: ReadHistoryOptions, { recognition }: Layout, { dates }: RowReader): boolean {
  return labels === undefined ? dates.sawEndOfDay || recognition.labelsAreEnds === true : labels === 'end'
}

/** Answered calls alone would make the plan too small by everybody who hung up. */
function checkCounts({ recognition, headings }: Layout, file: string): void {
  const of = (role: Role) => recognition.columns.find((column) => column.role === role)
  const answered = of('answered')
  const abandoned = of('abandoned')
  if (of('offered') || (answered && abandoned)) return
  const only = answered ?? abandoned
  throw saidError({
    code: 'MISSING',
    what: `the file has the ${answered ? 'answered' : 'abandoned'} contacts but neither those offered nor the ${answered ? 'abandoned' : 'answered'}`,
    where: { file, ...(only ? { column: only.index + 1, heading: only.heading } : {}) },
    how: answered
      ? errorSays('nameOfferedOrAnswered', { headings: { list: headings }, number: { count: answered.index + 1 } })
      : errorSays('nameOfferedColumn', { headings: { list: headings } }),
  })
}

function findingsOf(
  reader: RowReader,
  table: OpenedTable,
  placed: PlacedRows,
  { doubts, derived, findings: { unused, ...found } }: Built,
  file: string,
  options: ReadHistoryOptions,
): HistoryFindings {
  const { layout } = table
  const { recognition, preamble } = layout
  const { rows } = reader
  const columns = rows.measures.map(({ heading }, slot) => ({ heading, role: placed.roles[slot] }))
  const when = recognition.columns.flatMap(({ heading, role }) =>
    role === 'start' || role === 'date' || role === 'time' || role === 'queue' ? [{ heading, role }] : [],
  )
  const threshold = options.threshold ?? recognition.threshold
  const order = reader.dates.forms.has('three numbers') ? reader.dates.orders[0] : undefined
  const after = rows.blankStarts.filter((start) => start >= placed.to).length
  const warnings = [...doubts]
  if ('sumColumns' in layout) {
    warnings.unshift(readerSays('crossTable'))
  }
  if (rows.utcRows && options.timezone === undefined) {
    warnings.push(readerSays('utcTimes'))
  }
  if (threshold === undefined && columns.some(({ role }) => role === 'answeredWithin' || role === 'serviceLevel')) {
    warnings.push(readerSays('noThreshold'))
  }
  const aside = [
    ...recognition.aside,
    ...unused.map(({ slot, reason }) => ({ heading: columns[slot].heading, reason })),
  ]
  return {
    file,
    ...table.written(),
    ...(reader.numbers.mark ? { decimalMark: reader.numbers.mark } : {}),
    dateForms: [...reader.dates.forms],
    ...(order ? { dateOrder: order } : {}),
    columns: [...when, ...columns.filter((_, slot) => !unused.some((one) => one.slot === slot))],
    aside: aside.map(({ heading, reason }) => ({ heading, ...(reason ? { reason: reason.text } : {}) })),
    derived: englishOf(derived),
    preamble,
    ...(options.timezone === undefined ? {} : { timezone: options.timezone }),
    ...(threshold === undefined ? {} : { threshold }),
    rejected: rows.rejected.length,
    blankAfterEnd: after,
    blankWithin: rows.blankStarts.length - after,
    emptyRows: rows.emptyRows,
    sumRows: rows.sumRows,
    titleRows: rows.titleRows,
    filledRows: rows.filledRows,
    interval: placed.interval,
    from: placed.from,
    to: placed.to,
    rows: placed.rows,
    duplicates: placed.duplicates,
    outOfOrder: placed.outOfOrder,
    rowLength: placed.rowLength,
    labelsAreEnds: placed.labelsAreEnds,
    clockChanges: placed.clockChanges,
    ...found,
    warnings: englishOf(warnings),
    messages: [...derived, ...aside.flatMap(({ reason }) => reason ?? []), ...warnings],
  }
}
