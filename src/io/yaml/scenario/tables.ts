import {
  DAY_SECONDS,
  dayOf,
  formatClock,
  formatDay,
  formatDuration,
  KrarupError,
  parseDuration,
  parsePlainDateTime,
  secondOfDay,
} from '../../../domain/index.ts'
import { type Message, scenarioFileSays } from '../../../domain/messages/index.ts'
import type { HourSpan, LoggedCall } from '../../../scenario/index.ts'
import type { Table, TableOptions, TableRow } from '../../dated/table.ts'
import { headingOf, rowsOfGroup, rowsOfQueue } from './named-rows.ts'

/** A CSV file or a workbook beside the scenario: `{ file: forecast.csv, queue: hotline, date: 2026-05-01 }`. */
export interface TableReference {
  file: string
  queue?: string | undefined
  date?: string | undefined
}

/** The tables that a scenario names, by their names there. */
export type Tables = ReadonlyMap<string, Table>

const WHEN = ['at', 'start', 'arrived', 'interval', 'time']
const TIMES = ['handle', 'after-call', 'patience']

/** What a table beside a scenario holds. */
export const TABLE: TableOptions = {
  what: 'contacts',
  fits: (headings) => headings.some((heading) => WHEN.includes(heading.toLowerCase())),
  isHandleTime: (heading) => TIMES.includes(heading.toLowerCase()),
}

/** When a day's intervals are. */
export interface DayGrid {
  hours?: HourSpan | undefined
  interval: number
}

/** What values are read by: the day of the scenario, the tables beside its file, and where is said what they lose. */
export interface Surroundings {
  day: DayGrid
  tables: Tables
  remarks: Message[]
}

/**
 * Contacts by interval of a day from a table with columns start, volume (or offered) and, where it has several, queue: what `krarup forecast --csv` and `krarup plan --csv` print.
 * Rows of shorter intervals are added up; an interval without a row has none. What lies outside the hours is left out, with a remark.
 *
 * @param queue whose volume it is: its name in the table, unless the reference says another
 * @throws {KrarupError} MISSING, CONFLICT, UNREADABLE
 */
export function volumesFrom(
  reference: TableReference,
  { tables, day: grid, remarks }: Surroundings,
  queue: string,
  place: string,
): number[] {
  const table = tableOf(reference, tables, place)
  const start = columnOf(table, ['start', 'interval', 'time', '时段开始'], place)
  const volume = columnOf(table, ['volume', 'offered', 'contacts', '呼入量'], place)
  const { opens, closes } = spanOf(grid)
  const volumes = new Array<number>((closes - opens) / grid.interval).fill(0)
  const rows = rowsOfQueue(table, { said: reference.queue, own: queue }, place)
  const day = rowsOfDay(table, rows, start, reference.date, place)
  refuseRepeated(table, day, start, 'queue')
  const outside: Outside[] = []
  for (const { row, second } of day) {
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
    else if (number > 0) outside.push({ second, number })
  }
  if (outside.length === 0) return volumes
  const left = {
    table: table.file,
    rows: rowsMessage(outside),
    contacts: { tenths: total(outside) },
    hours: hoursOf(grid),
  }
  if (volumes.every((contacts) => contacts === 0))
    throw new KrarupError({
      code: 'CONFLICT',
      what: `${table.file} has ${rowsMessage(outside).text} with ${Number(total(outside).toFixed(1))} contacts outside the hours ${hoursOf(grid)}, and none within`,
      where: { name: place },
      how: 'check the hours at the top of the file, and the date',
    })
  remarks.push(scenarioFileSays('volumesOutside', { ...left, place: place.slice(1).replaceAll('/', '.') }))
  return volumes
}

/** A row outside the hours, with its contacts or agents. */
interface Outside {
  second: number
  number: number
}

/** `3 rows (06:00 to 07:30)`. */
function rowsMessage(outside: readonly Outside[]): Message {
  const clocks = outside.map(({ second }) => second).sort((a, b) => a - b)
  const [first, last] = [clocks[0], clocks[clocks.length - 1]].map((second) => formatClock(second))
  return outside.length === 1
    ? scenarioFileSays('oneRow', { clock: first })
    : scenarioFileSays('rows', { count: { count: outside.length }, first, last })
}

function total(outside: readonly Outside[]): number {
  return outside.reduce((contacts, { number }) => contacts + number, 0)
}

function spanOf({ hours }: DayGrid): { opens: number; closes: number } {
  return { opens: hours?.from ?? 0, closes: hours?.to ?? DAY_SECONDS }
}

function hoursOf(grid: DayGrid): string {
  const { opens, closes } = spanOf(grid)
  return `${formatClock(opens)}-${formatClock(closes > DAY_SECONDS ? closes - DAY_SECONDS : closes)}`
}

/** A day of a scenario has each interval once: rows of an interval that stands twice are two queues, or the two hours of a clock that is set back. */
function refuseRepeated(
  table: Table,
  day: readonly { row: TableRow; second: number }[],
  start: number,
  heading: 'queue' | 'group',
): void {
  const seen = new Map<number, TableRow>()
  for (const { row, second } of day) {
    const first = seen.get(second)
    seen.set(second, row)
    if (!first) continue
    const offset = headingOf(table, ['utc_offset'])
    const isSetBack = offset >= 0 && first.cells[offset] !== row.cells[offset]
    throw new KrarupError({
      code: 'CONFLICT',
      what: `this interval stands twice, in line ${first.line} too`,
      where: table.at(row.line, start),
      how: isSetBack
        ? 'the clock is set back on this day, and the day of a scenario has each hour once: leave out the rows of one of the two'
        : `leave out one of them, or tell them apart by a column ${heading}`,
      value: row.cells[start] ?? '',
    })
  }
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
  { tables, day: grid, remarks }: Surroundings,
  group: string,
  place: string,
): number[] {
  const table = tableOf(reference, tables, place)
  const start = columnOf(table, ['start', 'interval', 'time', '时段开始'], place)
  const count = columnOf(table, STAFFING[reference.staffing ?? 'on-duty'], place)
  const rows = rowsOfGroup(table, { said: reference.group, own: group }, place)
  const day = rowsOfDay(table, rows, start, reference.date, place)
  refuseRepeated(table, day, start, 'group')
  const { opens, closes } = spanOf(grid)
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
  const outside: Outside[] = []
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
    const end = first + Math.min(step, DAY_SECONDS) / grid.interval
    for (let i = first; i < end; i++) if (i >= 0 && i < agents.length) agents[i] = number
    if (number > 0 && (end <= 0 || first >= agents.length)) outside.push({ second, number })
  }
  if (agents.some((n) => n > 0) || day.length === 0) {
    if (outside.length > 0)
      remarks.push(
        scenarioFileSays('agentsOutside', {
          table: table.file,
          rows: rowsMessage(outside),
          hours: hoursOf(grid),
          place: place.slice(1).replaceAll('/', '.'),
        }),
      )
    return agents
  }
  throw new KrarupError({
    code: 'CONFLICT',
    what: `${table.file} has nobody on duty in the hours of the scenario${outside.length > 0 ? `: ${rowsMessage(outside).text} with agents outside ${hoursOf(grid)}` : ''}`,
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
export function callsFrom(
  reference: TableReference,
  { tables, day: grid }: Surroundings,
  queue: string,
  place: string,
): LoggedCall[] {
  const table = tableOf(reference, tables, place)
  const at = columnOf(table, ['at', 'start', 'arrived'], place)
  const optional = (name: string) => table.headings.findIndex((heading) => heading.toLowerCase() === name)
  const columns = { handle: optional('handle'), afterCall: optional('after-call'), patience: optional('patience') }
  const tier = optional('tier')
  const { opens, closes } = spanOf(grid)
  const rows = rowsOfQueue(table, { said: reference.queue, own: queue }, place)
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
    how: 'give krarup simulate the scenario as a file; a text alone, as on standard input or in a page, has no files beside it',
    value: file,
  })
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
