import { KrarupError, type Place, parsePlainDateTime } from '../../domain/index.ts'
import { PLAN_COLUMNS, type PlannedFigures, type PlannedIntervals, type StaffedIntervals } from '../../plan/index.ts'
import type { Cell } from '../cells/index.ts'
import { columnsAmong, columnsOf, datesOf, plainHeading } from './dated-table.ts'
import { readTable } from './read-table.ts'
import type { Table, TableRow } from './table.ts'

const named = (column: keyof typeof PLAN_COLUMNS, ...others: string[]) => [
  plainHeading(column),
  ...Object.values(PLAN_COLUMNS[column]).map(plainHeading),
  ...others,
]
/** As `plan.csv` names them, and as a plan's workbook does. */
const PLAN_HEADINGS = {
  start: named('start'),
  date: ['date', '日期', 'datum'],
  time: ['time', '时段', 'zeit'],
  group: named('group'),
  queues: named('queues'),
  volume: named('volume', 'contacts'),
  aht: named('aht'),
  agents: named('agents'),
  scheduled: named('scheduled'),
  serviceLevel: named('service_level'),
  connectRate: named('connect_rate'),
  occupancy: named('occupancy'),
  abandonment: named('abandonment'),
}
const FIGURES = [
  'volume',
  'aht',
  'agents',
  'scheduled',
  'serviceLevel',
  'connectRate',
  'occupancy',
  'abandonment',
] as const
const SHORTEST = 300
const DAY = 86_400

/**
 * Reads a plan by interval back from the file that krarup wrote: `plan.csv` in either language and with any decimal mark, or the sheet of intervals of its workbook. Of the hour that comes twice in autumn the first is taken.
 *
 * @throws {KrarupError} FILE, MISSING (a column; a plan by days or with days across), UNREADABLE (a cell), TOO_SHORT (a single interval), with line and column
 */
export async function readPlan(path: string): Promise<PlannedFigures> {
  const table = await readTable(path, {
    what: 'intervals',
    isHandleTime: () => false,
    fits: (headings) => {
      const { start, date, time, group, volume, agents } = columnsAmong(headings, PLAN_HEADINGS)
      return (start >= 0 || (date >= 0 && time >= 0)) && group >= 0 && volume >= 0 && agents >= 0
    },
  })
  const columns = columnsAmong(table.headings, PLAN_HEADINGS)
  refuseOther(table, columns)
  const groups = new Map<string, { queues: string; rows: Map<number, TableRow> }>()
  for (const row of table.rows) {
    const start = startOf(row, table, columns)
    const name = row.cells[columns.group] ?? ''
    const group = groups.get(name) ?? { queues: row.cells[columns.queues] ?? '', rows: new Map() }
    groups.set(name, group)
    // the hour that comes twice
    if (!group.rows.has(start)) group.rows.set(start, row)
  }
  const planned = [...groups].map(([group, { queues, rows }]): PlannedIntervals => {
    const starts = [...rows.keys()].sort((a, b) => a - b)
    const column = (name: (typeof FIGURES)[number]) =>
      Float64Array.from(starts, (start) => {
        const row = rows.get(start)!
        return numberOf(row, columns[name], table.at(row.line, columns[name]))
      })
    return {
      group,
      queues: queues === '' ? [] : queues.split('; '),
      start: Float64Array.from(starts),
      ...(Object.fromEntries(FIGURES.map((name) => [name, column(name)])) as Pick<
        PlannedIntervals,
        (typeof FIGURES)[number]
      >),
    }
  })
  const interval = lengthOf(planned.map(({ start }) => start))
  if (interval === undefined) throw noLength(table)
  return { interval, groups: planned }
}

/** A plan that has something else than an interval in a row, or no plan at all. */
function refuseOther({ headings, headingLine, rows, at }: Table, columns: Record<keyof typeof PLAN_HEADINGS, number>) {
  const isPeriods = headings.map(plainHeading).some((heading) => ['period', '时期', 'zeitraum'].includes(heading))
  const hasTime = columns.start >= 0 || (columns.date >= 0 && columns.time >= 0)
  const isLacking = !hasTime || columns.group < 0 || columns.volume < 0 || columns.agents < 0
  if (!isPeriods && !isLacking && rows.length > 0) return
  throw new KrarupError({
    code: 'MISSING',
    what: isPeriods
      ? 'this is a plan by days, weeks or months'
      : isLacking
        ? 'this is no plan by interval: its columns start, group, volume and agents are not there'
        : 'this plan has no interval',
    where: at(headingLine),
    how: 'give the plan.csv that krarup plan writes without --by, --wide and --for, or its workbook (--out plan.xlsx)',
  })
}

function startOf(
  { cells, typed, line }: TableRow,
  { at }: Table,
  columns: { start: number; date: number; time: number },
) {
  const column = columns.start >= 0 ? columns.start : columns.date
  const cell = typed?.[column]
  if (isTyped(cell, 'date')) {
    const time = columns.start >= 0 ? undefined : typed?.[columns.time]
    return cell.time + (isTyped(time, 'duration') ? time.seconds : 0)
  }
  const text = columns.start >= 0 ? cells[column] : `${cells[column]} ${cells[columns.time]}`
  try {
    return parsePlainDateTime(text ?? '')
  } catch (cause) {
    throw new KrarupError(
      {
        code: 'UNREADABLE',
        what: 'not the start of an interval',
        where: at(line, column),
        how: 'write 2026-10-01 10:30, as krarup does',
        value: text,
      },
      { cause },
    )
  }
}

function isTyped<Type extends Exclude<Cell, string>['type']>(
  cell: Cell | undefined,
  type: Type,
): cell is Extract<Exclude<Cell, string>, { type: Type }> {
  return typeof cell === 'object' && cell.type === type
}

/** A figure that krarup wrote: without marks between thousands, with a point or a comma as decimal mark. NaN where there is none. */
function numberOf({ cells, typed }: TableRow, column: number, where: Place): number {
  if (column < 0) return Number.NaN
  const cell = typed?.[column]
  if (isTyped(cell, 'number')) return cell.value
  if (isTyped(cell, 'percentage')) return cell.share
  if (isTyped(cell, 'duration')) return cell.seconds
  const text = (cells[column] ?? '').trim()
  if (text === '' || text === '–' || text === '∞') return Number.NaN
  const value = Number(text.replace(',', '.'))
  // of a workbook a service that its table does not have
  if (Number.isFinite(value) || typed !== undefined) return value
  throw new KrarupError({
    code: 'UNREADABLE',
    what: 'not a figure of a plan',
    where,
    how: 'write 2300 or 2300.5, without a unit',
    value: text,
  })
}

function refuseHeads(agents: number, value: string | undefined, where: Place) {
  if (agents >= 0) return
  throw new KrarupError({
    code: agents < 0 ? 'OUT_OF_RANGE' : 'UNREADABLE',
    what: agents < 0 ? 'fewer than 0 agents on duty' : 'no number of agents on duty',
    where,
    how: 'write 0 where nobody was on duty, and leave out the rows of intervals that you do not know',
    value,
  })
}

/** The shortest time from one row to the next; undefined where no group has two. */
function lengthOf(columns: readonly Float64Array[]): number | undefined {
  let least = Number.POSITIVE_INFINITY
  for (const start of columns)
    for (let i = 1; i < start.length; i++) if (start[i] > start[i - 1]) least = Math.min(least, start[i] - start[i - 1])
  return least === Number.POSITIVE_INFINITY ? undefined : Math.min(DAY, Math.max(SHORTEST, least))
}

/** What intervals ask for: a plan, or agents by interval alone. */
export type Requirement =
  | { kind: 'plan'; plan: PlannedFigures }
  | { kind: 'agents'; groups: readonly StaffedIntervals[] }

/**
 * Reads how many agents each interval asks for: a plan as krarup writes it, with its contacts and handle times, or a plain table `start,group,agents`.
 *
 * @throws {KrarupError} as {@link readPlan} and {@link readStaffing}
 */
export async function readRequirement(path: string): Promise<Requirement> {
  const table = await readTable(path, {
    what: 'intervals',
    isHandleTime: () => false,
    fits: (headings) => columnsAmong(headings, STAFFING_HEADINGS).agents >= 0,
  })
  const { volume, aht, group } = columnsAmong(table.headings, PLAN_HEADINGS)
  const isPeriods = table.headings.map(plainHeading).some((heading) => ['period', '时期', 'zeitraum'].includes(heading))
  if (isPeriods || (volume >= 0 && aht >= 0 && group >= 0)) return { kind: 'plan', plan: await readPlan(path) }
  return { kind: 'agents', groups: await readStaffing(path) }
}

const STAFFING_HEADINGS = {
  start: [...PLAN_HEADINGS.start, 'interval', 'from', 'datetime', '开始', '开始时间', '时间'],
  date: [...PLAN_HEADINGS.date, 'day'],
  time: [...PLAN_HEADINGS.time, '时刻'],
  name: [...PLAN_HEADINGS.group, 'queue', 'skill', '队列', '技能组'],
  agents: [
    ...PLAN_HEADINGS.agents,
    ...['agentsonduty', 'onduty', 'staffed', 'staff', 'staffing', 'positions', '在岗坐席', '在岗人数', '坐席数'],
  ],
}

/**
 * Reads who was on duty: `start,group,agents`, a row an interval and group (or queue), of any length of interval. A `plan.csv` whose agents were overwritten is one.
 *
 * @throws {KrarupError} FILE, MISSING (a column), UNREADABLE (a cell, empty ones too), OUT_OF_RANGE (fewer than 0 agents), CONFLICT (two rows of one interval and group that differ), TOO_SHORT (no rows, or no two of a group), with line and column
 */
export async function readStaffing(path: string): Promise<StaffedIntervals[]> {
  const table = await readTable(path, {
    what: 'staffing',
    isHandleTime: () => false,
    fits: (headings) => columnsAmong(headings, STAFFING_HEADINGS).agents >= 0,
  })
  const found = columnsAmong(table.headings, STAFFING_HEADINGS)
  const hasDays = found.start < 0 && found.date >= 0 && found.time >= 0
  const columns = columnsOf(table, STAFFING_HEADINGS, hasDays ? ['agents'] : ['start', 'agents'], 'agents on duty')
  const dates = datesOf(table, [hasDays ? columns.date : columns.start])
  const hasOffsets = table.headings.map(plainHeading).includes('utcoffset')
  const groups = new Map<string, Map<number, number>>()
  for (const row of table.rows) {
    const { cells, typed, line } = row
    const column = hasDays ? columns.date : columns.start
    const text = hasDays ? `${cells[columns.date]} ${cells[columns.time]}` : (cells[columns.start] ?? '')
    const start = isTyped(typed?.[column], 'date') ? startOf(row, table, columns) : dates.moment(text)?.time
    if (start === undefined)
      throw new KrarupError({
        code: 'UNREADABLE',
        what: 'not a date with a time of day',
        where: table.at(line, column),
        how: 'write 2026-10-01 10:30',
        value: text,
      })
    const name = columns.name < 0 ? '' : (cells[columns.name] ?? '')
    const records = groups.get(name) ?? new Map<number, number>()
    groups.set(name, records)
    const where = table.at(line, columns.agents)
    const agents = numberOf(row, columns.agents, where)
    refuseHeads(agents, cells[columns.agents], where)
    const known = records.get(start)
    if (known === undefined) records.set(start, agents)
    // of the hour that comes twice the first is taken, as of a plan
    else if (!hasOffsets && known !== agents)
      throw new KrarupError({
        code: 'CONFLICT',
        what: `two rows say who was on duty from ${cells[hasDays ? columns.time : columns.start]}${name === '' ? '' : ` in ${name}`}: ${known} and ${agents} agents`,
        where: table.at(line),
        how:
          columns.name < 0
            ? 'name the group of each row in a column "group", or add the rows of an interval up'
            : 'leave one row an interval and group',
      })
  }
  if (groups.size === 0)
    throw new KrarupError({
      code: 'TOO_SHORT',
      what: 'the table has no rows',
      where: table.at(),
      how: 'write a row for each interval: start,group,agents',
    })
  const starts = [...groups.values()].map((records) => Float64Array.from([...records.keys()].sort((a, b) => a - b)))
  // a group that is there once has intervals as long as the others'
  const common = lengthOf(starts)
  return [...groups].map(([name, records], at) => {
    const start = starts[at]
    const interval = lengthOf([start]) ?? common
    if (interval === undefined) throw noLength(table)
    return {
      ...(name === '' ? {} : { name }),
      start,
      interval,
      agents: start.map((time) => records.get(time)!),
    }
  })
}

/** One interval alone could be five minutes or a day. */
function noLength(table: Table): KrarupError {
  return new KrarupError({
    code: 'TOO_SHORT',
    what: 'one interval alone does not tell how long it is',
    where: table.at(table.rows[0]?.line),
    how: 'add a row for the time at which it ends, with 0 agents',
  })
}
