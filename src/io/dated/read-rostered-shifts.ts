import { DAY_SECONDS, dayOf, KrarupError, type Place, type PlainDateTime } from '../../domain/index.ts'
import type { RosteredShift } from '../../plan/index.ts'
import { columnsOf, datesOf, spanOf } from './dated-table.ts'
import { readTable } from './read-table.ts'

const HEADINGS = {
  date: ['date', 'day', '日期'],
  name: ['name', 'person', 'agent', '姓名', '坐席'],
  queue: ['queue', 'group', '队列', '坐席组'],
  start: ['start', 'from', 'begin', '开始', '上班'],
  end: ['end', 'to', 'until', '结束', '下班'],
  breaks: ['breaks', 'pauses', '休息'],
  meetings: ['meetings', 'meeting', '会议', '培训'],
} as const

/**
 * Reads who works when: `date,name,queue,shift,start,end,breaks`, a row a person and day, as `krarup roster` writes it. An end that is not after the start is on the next day; breaks are written `12:00-12:30 unpaid; 15:00-15:15 paid`, and what
 * follows a span is for people. Rows without a start (days off) are left out.
 *
 * @throws {KrarupError} FILE, MISSING (a column), UNREADABLE (a cell), CONFLICT (a person in two places), with line and column
 */
export async function readRosteredShifts(path: string): Promise<RosteredShift[]> {
  const table = await readTable(path, {
    what: 'rows of the roster',
    isHandleTime: () => false,
    fits: (headings) => headings.some((heading) => /name|姓名/i.test(heading)),
  })
  const columns = columnsOf(table, HEADINGS, ['date', 'name', 'queue', 'start', 'end'], 'rows of the roster')
  const dates = datesOf(table, [columns.date])
  const shifts = table.rows.flatMap(({ cells, line }) => {
    const text = (column: number) => (column < 0 ? '' : (cells[column] ?? ''))
    const at = (column: number) => table.at(line, column)
    if (text(columns.start) === '') return []
    const where = at(columns.date)
    const day = dayOf(spanOf(dates, text(columns.date), '', { where, whereTo: where, length: DAY_SECONDS }).from)
    const start = day * DAY_SECONDS + clockOf(text(columns.start), at(columns.start))
    const end = after(start, day * DAY_SECONDS + clockOf(text(columns.end), at(columns.end)))
    const breaks = [columns.breaks, columns.meetings].flatMap((column) =>
      text(column)
        .split(/[;；]/)
        .filter((each) => each.trim() !== '')
        .map((each) => breakOf(each, { start, end }, at(column))),
    )
    return [{ name: text(columns.name), queue: text(columns.queue), start, end, breaks, line }]
  })
  const sorted = [...shifts].sort((a, b) => a.name.localeCompare(b.name) || a.start - b.start)
  const double = sorted.find((each, k) => k > 0 && each.name === sorted[k - 1].name && each.start < sorted[k - 1].end)
  if (double)
    throw new KrarupError({
      code: 'CONFLICT',
      what: `${double.name} has two shifts at the same time`,
      where: table.at(double.line, columns.name),
      how: 'keep one of them',
    })
  return shifts.map(({ line: _, ...shift }) => shift)
}

function clockOf(text: string, where: Place): number {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text.trim())
  const seconds = match ? Number(match[1]) * 3600 + Number(match[2]) * 60 : Number.NaN
  if (seconds <= DAY_SECONDS && Number(match![2]) < 60) return seconds
  throw new KrarupError({ code: 'UNREADABLE', what: 'not a time of day', where, how: 'write 08:30', value: text })
}

/** A time of day that is not after another is on the next day. */
function after(time: PlainDateTime, clock: PlainDateTime): PlainDateTime {
  return clock > time ? clock : clock + DAY_SECONDS
}

/** `12:00-12:30 unpaid`, within a shift. */
function breakOf(
  text: string,
  shift: { start: PlainDateTime; end: PlainDateTime },
  where: Place,
): { start: PlainDateTime; end: PlainDateTime } {
  const match = /^\s*(\d{1,2}:\d{2})\s*-\s*(\d{1,2}:\d{2})(?:\s.*)?$/.exec(text)
  const midnight = Math.floor(shift.start / DAY_SECONDS) * DAY_SECONDS
  if (match) {
    const clock = midnight + clockOf(match[1], where)
    const start = clock >= shift.start ? clock : clock + DAY_SECONDS
    const end = after(start, Math.floor(start / DAY_SECONDS) * DAY_SECONDS + clockOf(match[2], where))
    if (end <= shift.end) return { start, end }
  }
  throw new KrarupError({
    code: 'UNREADABLE',
    what: match ? 'a break that is not within its shift' : 'not a break',
    where,
    how: 'write 12:00-12:30 unpaid, several with semicolons between them',
    value: text.trim(),
  })
}
