import { DAY_SECONDS, dayOf, KrarupError, nearest, type Place, parseDuration, unknownName } from '../../domain/index.ts'
import type { Assignment, NeededShift } from '../../roster/index.ts'
import { columnsAmong, columnsOf, datesOf, readTable, type Table, unreadColumns } from '../dated/index.ts'

const HEADINGS = {
  name: ['name', 'person', 'employee', '姓名', '员工'],
  date: ['date', 'day', '日期'],
  queue: ['queue', 'group', '队列', '组'],
  shift: ['shift', '班次'],
  start: ['start', 'from', '开始', '开始时间'],
  end: ['end', 'to', 'until', '结束', '结束时间'],
  breaks: ['breaks', '休息'],
  meetings: ['meetings', '会议'],
  paidHours: ['paidhours', 'hours', '计薪工时', '工时'],
  agents: ['agents', 'people', '人数'],
} as const
type Column = keyof typeof HEADINGS

/**
 * Reads the shifts that a roster has to fill: `date,queue,shift,start,end,breaks,paid_hours,agents`, as `krarup schedule --out` writes them; a row for each kind of shift, day and set of breaks.
 *
 * @throws {KrarupError} FILE, MISSING (a column), UNREADABLE (a cell), TOO_SHORT, with line and column
 */
export async function readShifts(path: string): Promise<NeededShift[]> {
  const rows = await readRows(path, 'shifts', ['date', 'shift', 'start', 'end', 'agents'])
  return rows.map(({ text, at, common }) => {
    const agents = Number(text('agents'))
    if (!Number.isInteger(agents) || agents < 0)
      throw unreadable('not a whole number of agents, 0 or more', text('agents'), at('agents'), 'write for example 4')
    return { ...common, agents }
  })
}

/**
 * Reads a roster as `krarup roster --out` writes it: `name,date,queue,shift,start,end,breaks,paid_hours`; a row for each person and day of work.
 *
 * @throws {KrarupError} FILE, MISSING (a column), UNREADABLE (a cell), CONFLICT (two shifts of a person on a day)
 */
export async function readRoster(path: string): Promise<Assignment[]> {
  const rows = await readRows(path, 'roster', ['name', 'date', 'shift', 'start', 'end'])
  const seen = new Set<string>()
  return rows.map(({ text, at, common }) => {
    const name = text('name')
    if (name === '') throw unreadable('no name', '', at('name'), 'say whose shift it is')
    const key = `${common.day} ${name}`
    if (seen.has(key))
      throw new KrarupError({
        code: 'CONFLICT',
        what: `${name} has a second shift on this day`,
        where: at('name'),
        how: 'a person has one shift a day: leave one of the two out',
      })
    seen.add(key)
    return { name, ...common }
  })
}

interface Row {
  text(column: Column): string
  at(column: Column): Place
  common: Omit<NeededShift, 'agents'>
}

async function readRows(path: string, what: string, needed: readonly Column[]): Promise<Row[]> {
  const table: Table = await readTable(path, {
    what,
    isHandleTime: () => false,
    fits: (headings) => {
      const columns = columnsAmong(headings, HEADINGS)
      return needed.every((each) => columns[each] >= 0)
    },
  })
  const columns = columnsOf(table, HEADINGS, needed, what)
  // a roster has people in place of their number: "agent" is no misspelling there
  const { agents, name, ...common } = HEADINGS
  unreadColumns<string>(table, { ...common, ...(needed.includes('agents') ? { agents } : { name }) })
  if (table.rows.length === 0)
    throw new KrarupError({ code: 'TOO_SHORT', what: `the table of ${what} has no rows`, where: table.at() })
  const dates = datesOf(table, [columns.date])
  return table.rows.map(({ cells, line }) => {
    const text = (column: Column) => (columns[column] < 0 ? '' : (cells[columns[column]] ?? ''))
    const at = (column: Column) => table.at(line, columns[column])
    const day = dates.day(text('date')) ?? dayOfMoment(dates.moment(text('date'))?.time)
    if (day === undefined) throw unreadable('not a date', text('date'), at('date'), 'write 2026-12-07')
    const start = clockOf(text('start'), at('start'))
    const written = clockOf(text('end'), at('end'))
    const end = written <= start ? written + DAY_SECONDS : written
    if (text('shift') === '') throw unreadable('no name of a shift', '', at('shift'), 'give the shift a name')
    const breaks = [text('breaks'), text('meetings')].filter((each) => each !== '').join('; ')
    const unpaid = unpaidOf(breaks, { start, end }, at('breaks'))
    const length = (end - start) / 3600
    const paidHours = text('paidHours') === '' ? length - unpaid / 3600 : Number(text('paidHours'))
    if (paidHours > length + 1e-6)
      throw new KrarupError({
        code: 'OUT_OF_RANGE',
        what: `more paid hours than the ${length} from the begin of the shift to its end`,
        where: at('paidHours'),
        how: 'mend them, or leave the cell empty: then they are those of the shift without unpaid breaks',
        value: text('paidHours'),
      })
    if (!(paidHours >= 0))
      throw unreadable('not a number of hours', text('paidHours'), at('paidHours'), 'write for example 7.5')
    return { text, at, common: { day, queue: text('queue'), shift: text('shift'), start, end, breaks, paidHours } }
  })
}

function dayOfMoment(time: number | undefined): number | undefined {
  return time === undefined ? undefined : dayOf(time)
}

/** `07:30`, `7:30`, `24:00`, `30:00` for 6:00 on the next day; a date before it is passed over. */
function clockOf(text: string, where: Place): number {
  const match = /(?:^|[ T])(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(text)
  const seconds = match ? Number(match[1]) * 3600 + Number(match[2]) * 60 : Number.NaN
  if (match && Number(match[2]) < 60 && seconds <= 2 * DAY_SECONDS) return seconds
  throw unreadable('not a time of day', text, where, 'write 07:30')
}

/** Seconds of the unpaid breaks of a shift: `12:00-12:30 unpaid; 15:00-15:15 paid`; other words are those of meetings. */
function unpaidOf(text: string, shift: { start: number; end: number }, where: Place): number {
  let sum = 0
  for (const part of text.split(';').map((each) => each.trim())) {
    if (part === '') continue
    const match = /^(\d{1,2}:\d{2})\s*[-–]\s*(\d{1,2}:\d{2})(?:\s+(.+))?$/.exec(part)
    if (!match) throw unreadable('not breaks', part, where, 'write 12:00-12:30 unpaid; 15:00-15:15 paid')
    const after = (time: number, least: number) => (time < least ? time + DAY_SECONDS : time)
    const from = after(clockOf(match[1], where), shift.start)
    const to = after(clockOf(match[2], where), from)
    if (to > shift.end) throw unreadable('a break that is not within its shift', part, where, 'mend its times')
    const word = match[3]?.toLowerCase()
    if (word !== undefined && word !== 'paid' && word !== 'unpaid' && nearest(word, ['unpaid']) !== undefined)
      throw unknownName({ what: 'neither paid nor unpaid', name: match[3], known: ['unpaid'], where, value: part })
    if (word === 'unpaid') sum += to - from
  }
  return sum
}

function unreadable(what: string, value: string, where: Place, how: string): KrarupError {
  return new KrarupError({ code: 'UNREADABLE', what, where, how, value })
}

/** Hours, written as a number or as a duration. */
export function hoursOf(text: string): number {
  const plain = Number(text)
  return text.trim() !== '' && Number.isFinite(plain) ? plain : parseDuration(text) / 3600
}
