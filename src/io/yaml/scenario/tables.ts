import { join } from 'node:path'
import {
  DAY_SECONDS,
  dayOf,
  formatDay,
  KrarupError,
  parseDuration,
  parsePlainDateTime,
  secondOfDay,
  unknownName,
} from '../../../domain/index.ts'
import type { HourSpan, LoggedCall } from '../../../scenario/index.ts'
import { readTable } from '../../dated/read-table.ts'
import type { Table, TableOptions, TableRow } from '../../dated/table.ts'

/** A CSV file or a workbook beside the scenario: `{ file: forecast.csv, queue: hotline, date: 2026-05-01 }`. */
export interface TableReference {
  file: string
  queue?: string | undefined
  date?: string | undefined
}

/** The tables that a scenario names, by their names there. */
export type Tables = ReadonlyMap<string, Table>

/** Reads every table of a scenario once. @param folder in which the scenario stands */
export async function readTables(references: readonly TableReference[], folder: string): Promise<Tables> {
  const tables = new Map<string, Table>()
  for (const { file } of references) if (!tables.has(file)) tables.set(file, await readTable(join(folder, file), TABLE))
  return tables
}

const WHEN = ['at', 'start', 'arrived', 'interval', 'time']
const TIMES = ['handle', 'after-call', 'patience']

const TABLE: TableOptions = {
  what: 'contacts',
  fits: (headings) => headings.some((heading) => WHEN.includes(heading.toLowerCase())),
  isHandleTime: (heading) => TIMES.includes(heading.toLowerCase()),
}

/** When a day's intervals are. */
export interface DayGrid {
  hours?: HourSpan | undefined
  interval: number
}

/**
 * Contacts by interval of a day from a table with columns start, volume (or offered) and, where it has several, queue: what `krarup forecast --csv` and `krarup plan --csv` print.
 * Rows of shorter intervals are added up; an interval without a row has none.
 *
 * @throws {KrarupError} MISSING, CONFLICT, UNREADABLE
 */
export function volumesFrom(reference: TableReference, tables: Tables, grid: DayGrid, place: string): number[] {
  const table = tableOf(reference, tables, place)
  const start = columnOf(table, ['start', 'interval', 'time'], place)
  const volume = columnOf(table, ['volume', 'offered', 'contacts'], place)
  const rows = rowsOfQueue(table, reference, place)
  const opens = grid.hours?.from ?? 0
  const closes = grid.hours?.to ?? DAY_SECONDS
  const volumes = new Array<number>((closes - opens) / grid.interval).fill(0)
  const moments = rows.map((row) =>
    read(() => parsePlainDateTime(row.cells[start] ?? ''), table, row, 'not a date and time'),
  )
  const days = [...new Set(moments.map((moment) => formatDay(dayOf(moment))))]
  const day = reference.date ?? (days.length === 1 ? days[0] : undefined)
  if (day === undefined)
    throw new KrarupError({
      code: 'CONFLICT',
      what: `the table has ${days.length} days`,
      where: { name: place },
      how: `say which, for example date: ${days[0]}`,
    })
  let used = 0
  rows.forEach((row, k) => {
    if (formatDay(dayOf(moments[k])) !== day) return
    const number = Number(row.cells[volume])
    if (!(number >= 0))
      throw new KrarupError({
        code: 'UNREADABLE',
        what: 'not a number of contacts',
        where: table.at(row.line),
        value: row.cells[volume] ?? '',
      })
    const i = Math.floor((secondOfDay(moments[k]) - opens) / grid.interval)
    if (i >= 0 && i < volumes.length) volumes[i] += number
    used++
  })
  if (used === 0)
    throw new KrarupError({
      code: 'MISSING',
      what: 'the table has no row of this day',
      where: { name: place },
      how: `it has ${days.slice(0, 3).join(', ')}${days.length > 3 ? ', ...' : ''}`,
      value: day,
    })
  return volumes
}

/**
 * Logged calls from a table with columns at (a time of day, or a date and time), and where they are known handle, after-call, patience (times) and tier.
 *
 * @throws {KrarupError} MISSING, UNREADABLE
 */
export function callsFrom(reference: TableReference, tables: Tables, grid: DayGrid, place: string): LoggedCall[] {
  const table = tableOf(reference, tables, place)
  const at = columnOf(table, ['at', 'start', 'arrived'], place)
  const optional = (name: string) => table.headings.findIndex((heading) => heading.toLowerCase() === name)
  const columns = { handle: optional('handle'), afterCall: optional('after-call'), patience: optional('patience') }
  const tier = optional('tier')
  const opens = grid.hours?.from ?? 0
  const closes = grid.hours?.to ?? DAY_SECONDS
  const calls = rowsOfQueue(table, reference, place).map((row) => {
    const cell = row.cells[at] ?? ''
    const moment = read(() => clockOf(cell), table, row, 'not a time of day')
    const call: LoggedCall = { at: moment - opens + (moment < opens && closes > DAY_SECONDS ? DAY_SECONDS : 0) }
    if (call.at < 0 || call.at >= closes - opens)
      throw new KrarupError({
        code: 'OUT_OF_RANGE',
        what: 'this call came outside the hours',
        where: table.at(row.line),
        value: cell,
      })
    for (const [key, column] of Object.entries(columns)) {
      const text = row.cells[column] ?? ''
      if (column >= 0 && text !== '')
        call[key as keyof typeof columns] = read(() => parseDuration(text), table, row, 'not a time')
    }
    if (tier >= 0 && row.cells[tier]) call.tier = row.cells[tier]
    return call
  })
  return calls.sort((a, b) => a.at - b.at)
}

const CLOCK = /^(\d{1,2}):([0-5]\d)(?::([0-5]\d(?:\.\d+)?))?$/

/** Seconds of the day: `10:30`, `10:30:12.5`, or a date and time. */
function clockOf(text: string): number {
  const match = CLOCK.exec(text)
  if (!match) return secondOfDay(parsePlainDateTime(text))
  const [hour, minute, second = 0] = match.slice(1).map((part) => Number(part ?? 0))
  return hour * 3600 + minute * 60 + second
}

function tableOf({ file }: TableReference, tables: Tables, place: string): Table {
  const table = tables.get(file)
  if (table) return table
  throw new KrarupError({
    code: 'FILE',
    what: 'a table can be read beside a scenario file only',
    where: { name: place },
    how: 'give the scenario as a file, not on standard input',
    value: file,
  })
}

function columnOf(table: Table, names: readonly string[], place: string): number {
  const index = table.headings.findIndex((heading) => names.includes(heading.toLowerCase()))
  if (index >= 0) return index
  throw new KrarupError({
    code: 'MISSING',
    what: `${table.file} has no column ${names[0]}`,
    where: { name: place },
    how: `it has ${table.headings.join(', ')}`,
  })
}

function rowsOfQueue(table: Table, { queue }: TableReference, place: string): TableRow[] {
  const column = table.headings.findIndex((heading) => heading.toLowerCase() === 'queue')
  const names = column < 0 ? [] : [...new Set(table.rows.map(({ cells }) => cells[column]))]
  const wanted = queue ?? (names.length === 1 ? names[0] : undefined)
  if (column < 0 || names.length === 0) return table.rows
  if (wanted === undefined)
    throw new KrarupError({
      code: 'CONFLICT',
      what: `${table.file} has several queues`,
      where: { name: place },
      how: `say which, for example queue: ${names[0]}`,
    })
  if (!names.includes(wanted)) {
    throw unknownName({
      code: 'MISSING',
      what: `${table.file} has no queue of this name`,
      name: wanted,
      known: names,
      where: { name: `${place}/queue` },
      write: (guess) => JSON.stringify(guess),
      list: 'it has',
    })
  }
  return table.rows.filter(({ cells }) => cells[column] === wanted)
}

function read<T>(reader: () => T, { at }: Table, { line }: TableRow, what: string): T {
  try {
    return reader()
  } catch (cause) {
    if (!(cause instanceof KrarupError)) throw cause
    throw new KrarupError(
      { code: 'UNREADABLE', what, where: at(line), how: cause.how ?? '', value: cause.value },
      { cause },
    )
  }
}
