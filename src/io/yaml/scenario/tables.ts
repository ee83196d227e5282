import { join } from 'node:path'
import {
  DAY_SECONDS,
  dayOf,
  formatDay,
  formatDuration,
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
export async function readTables(references: readonly { file: string }[], folder: string): Promise<Tables> {
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
  const opens = grid.hours?.from ?? 0
  const closes = grid.hours?.to ?? DAY_SECONDS
  const volumes = new Array<number>((closes - opens) / grid.interval).fill(0)
  const rows = rowsOfNamed(table, { heading: 'queue', plural: 'queues', wanted: reference.queue }, place)
  for (const { row, second } of rowsOfDay(table, rows, start, reference.date, place)) {
    const number = Number(row.cells[volume])
    if (!(number >= 0))
      throw new KrarupError({
        code: 'UNREADABLE',
        what: 'not a number of contacts',
        where: table.at(row.line),
        value: row.cells[volume] ?? '',
      })
    const i = Math.floor((second - opens) / grid.interval)
    if (i >= 0 && i < volumes.length) volumes[i] += number
  }
  return volumes
}

/** A plan beside the scenario: `{ file: plan.csv, group: front, date: 2026-05-06 }`. */
export interface StaffingReference {
  file: string
  group?: string | undefined
  date?: string | undefined
  staffing?: 'on-duty' | 'scheduled' | undefined
}

/** Columns of a plan that count agents, with their Chinese headings. */
const STAFFING = { 'on-duty': ['agents', '坐席'], scheduled: ['scheduled', '排班坐席'] }

/**
 * Agents by interval of a day from a plan: `plan.csv`, or any table with columns start, agents and, where it has several, group. An interval of the plan that spans several of the scenario has its
 * agents in all of them; nobody is on duty where the plan has no row.
 *
 * @param group that is staffed: its name in the plan, unless the reference says another
 * @throws {KrarupError} MISSING, CONFLICT, UNREADABLE
 */
export function agentsFrom(
  reference: StaffingReference,
  tables: Tables,
  grid: DayGrid,
  group: string,
  place: string,
): number[] {
  const table = tableOf(reference, tables, place)
  const start = columnOf(table, ['start', 'interval', 'time', '时段开始'], place)
  const count = columnOf(table, STAFFING[reference.staffing ?? 'on-duty'], place)
  const known = new Set(table.rows.map(({ cells }) => cells[headingOf(table, ['group', '坐席组'])]))
  const wanted = reference.group ?? (known.has(group) ? group : undefined)
  const rows = rowsOfNamed(table, { heading: 'group', also: '坐席组', plural: 'groups', wanted }, place)
  const day = rowsOfDay(table, rows, start, reference.date, place)
  const opens = grid.hours?.from ?? 0
  const closes = grid.hours?.to ?? DAY_SECONDS
  const agents = new Array<number>((closes - opens) / grid.interval).fill(0)
  const seconds = day.map(({ second }) => second).sort((a, b) => a - b)
  const step = seconds.reduce(
    (least, second, k) => (k > 0 ? Math.min(least, second - seconds[k - 1]) : least),
    DAY_SECONDS,
  )
  if (step < grid.interval || step % grid.interval !== 0)
    throw new KrarupError({
      code: 'CONFLICT',
      what: `${table.file} has agents every ${formatDuration(step)}, the scenario has intervals of ${formatDuration(grid.interval)}`,
      where: { name: place },
      how: `write interval: ${formatDuration(step)} at the top of the file`,
    })
  for (const { row, second } of day) {
    const number = Number(row.cells[count])
    if (!(Number.isInteger(number) && number >= 0) || row.cells[count] === '')
      throw new KrarupError({
        code: 'UNREADABLE',
        what: 'not a whole number of agents',
        where: table.at(row.line, count),
        value: row.cells[count] ?? '',
      })
    const first = (second - opens) / grid.interval
    if (!Number.isInteger(first))
      throw new KrarupError({
        code: 'CONFLICT',
        what: 'this interval begins within one of the scenario',
        where: table.at(row.line, start),
        value: row.cells[start] ?? '',
      })
    for (let i = first; i < first + Math.min(step, DAY_SECONDS) / grid.interval; i++)
      if (i >= 0 && i < agents.length) agents[i] = number
  }
  if (agents.some((n) => n > 0) || day.length === 0) return agents
  throw new KrarupError({
    code: 'CONFLICT',
    what: `${table.file} has nobody on duty in the hours of the scenario`,
    where: { name: place },
    how: 'check the hours at the top of the file, and the date',
  })
}

/** The rows of a day with their second of it; where the table has several days, the reference says which. */
function rowsOfDay(
  table: Table,
  rows: readonly TableRow[],
  start: number,
  date: string | undefined,
  place: string,
): { row: TableRow; second: number }[] {
  const moments = rows.map((row) =>
    read(() => parsePlainDateTime(row.cells[start] ?? ''), table, row, 'not a date and time'),
  )
  const days = [...new Set(moments.map((moment) => formatDay(dayOf(moment))))]
  const day = date ?? (days.length === 1 ? days[0] : undefined)
  if (day === undefined)
    throw new KrarupError({
      code: 'CONFLICT',
      what: `the table has ${days.length} days`,
      where: { name: place },
      how: `say which, for example date: ${days[0]}`,
    })
  const found = rows.flatMap((row, k) =>
    formatDay(dayOf(moments[k])) === day ? [{ row, second: secondOfDay(moments[k]) }] : [],
  )
  if (found.length === 0)
    throw new KrarupError({
      code: 'MISSING',
      what: 'the table has no row of this day',
      where: { name: place },
      how: `it has ${days.slice(0, 3).join(', ')}${days.length > 3 ? ', ...' : ''}`,
      value: day,
    })
  return found
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
  const rows = rowsOfNamed(table, { heading: 'queue', plural: 'queues', wanted: reference.queue }, place)
  const calls = rows.map((row) => {
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

function tableOf({ file }: { file: string }, tables: Tables, place: string): Table {
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

function headingOf(table: Table, names: readonly string[]): number {
  return table.headings.findIndex((heading) => names.includes(heading.toLowerCase()))
}

function columnOf(table: Table, names: readonly string[], place: string): number {
  const index = headingOf(table, names)
  if (index >= 0) return index
  throw new KrarupError({
    code: 'MISSING',
    what: `${table.file} has no column ${names[0]}`,
    where: { name: place },
    how: `it has ${table.headings.join(', ')}`,
  })
}

interface Named {
  /** The column of names, and its heading in Chinese. */
  heading: string
  also?: string
  plural: string
  wanted: string | undefined
}

/** The rows of one queue, or group, of a table that has several. */
function rowsOfNamed(
  table: Table,
  { heading, also = heading, plural, wanted: said }: Named,
  place: string,
): TableRow[] {
  const column = headingOf(table, [heading, also])
  const names = column < 0 ? [] : [...new Set(table.rows.map(({ cells }) => cells[column]))]
  const wanted = said ?? (names.length === 1 ? names[0] : undefined)
  if (column < 0 || names.length === 0) return table.rows
  if (wanted === undefined)
    throw new KrarupError({
      code: 'CONFLICT',
      what: `${table.file} has several ${plural}`,
      where: { name: place },
      how: `say which, for example ${heading}: ${names[0]}`,
    })
  if (!names.includes(wanted)) {
    throw unknownName({
      code: 'MISSING',
      what: `${table.file} has no ${heading} of this name`,
      name: wanted,
      known: names,
      where: { name: `${place}/${heading}` },
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
