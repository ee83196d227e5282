import { basename } from 'node:path'
import { KrarupError, type Place, parseShare } from '../../domain/index.ts'
import type { PersonToRoster, PersonWish } from '../../roster/index.ts'
import { columnsAmong, columnsOf, parseOpeningHours, readTable, unreadColumns } from '../dated/index.ts'
import { hoursOf } from './read-shifts.ts'

const HEADINGS = {
  name: ['name', 'person', 'employee', '姓名', '员工'],
  hours: ['hours', 'contracthours', 'contract', 'weeklyhours', '合同工时', '周工时'],
  queues: ['queues', 'skills', 'queue', 'skill', '队列', '技能'],
  available: ['available', 'availability', '可用时间', '可上班时间'],
  wishes: ['wishes', 'requests', '愿望', '申请'],
  holidays: ['holidays', 'leave', 'absent', 'absence', '休假', '请假'],
  fixed: ['fixed', '固定', '指定'],
} as const

const DATE = /^\d{4}-\d{2}-\d{2}$/

/**
 * Reads the people of a roster: `name,hours,queues,available,wishes,holidays,fixed`. Of all but the name a cell may be empty, and a column may be left out; several of a kind stand in one cell, with semicolons between.
 *
 * @param note is told which columns are not read
 * @throws {KrarupError} FILE, MISSING (a column), UNREADABLE (a cell, a heading that is misspelt), CONFLICT (a name twice), with line and column
 */
export async function readPeople(path: string, note?: (text: string) => void): Promise<PersonToRoster[]> {
  const table = await readTable(path, {
    what: 'people',
    isHandleTime: () => false,
    fits: (headings) => columnsAmong(headings, HEADINGS).name >= 0,
  })
  const columns = columnsOf(table, HEADINGS, ['name'], 'people')
  const unread = unreadColumns(table, HEADINGS)
  if (unread.length > 0) note?.(`${basename(path)}: not read: ${unread.join(', ')}`)
  const names = new Set<string>()
  const people = table.rows.map(({ cells, line }) => {
    const at = (column: keyof typeof HEADINGS) => table.at(line, columns[column])
    /** What stands in a cell, read piece by piece; undefined where it is empty. */
    const read = <T>(column: keyof typeof HEADINGS, reader: (text: string) => T): T | undefined => {
      const text = columns[column] < 0 ? '' : (cells[columns[column]] ?? '')
      return text === '' ? undefined : readAt(text, at(column), reader)
    }
    const name = read('name', (text) => text)
    if (name === undefined)
      throw new KrarupError({ code: 'MISSING', what: 'no name', where: at('name'), how: 'give each person a name' })
    if (names.has(name))
      throw new KrarupError({
        code: 'CONFLICT',
        what: `${name} is there twice`,
        where: at('name'),
        how: 'give each person a name of her own',
      })
    names.add(name)
    return given({
      name,
      hours: read('hours', readHours),
      queues: read('queues', readQueues),
      available: read('available', parseOpeningHours),
      wishes: read('wishes', (text) => piecesOf(text).map(readWish)),
      holidays: read('holidays', (text) => piecesOf(text).map(readDays)),
      fixed: read('fixed', (text) => piecesOf(text).map(readFixed)),
    }) as unknown as PersonToRoster
  })
  if (people.length === 0)
    throw new KrarupError({ code: 'TOO_SHORT', what: 'the table of people has no rows', where: table.at() })
  return people
}

function readAt<T>(text: string, where: Place, reader: (text: string) => T): T {
  try {
    return reader(text)
  } catch (error) {
    if (!(error instanceof KrarupError)) throw error
    const { code, what, how, value = text } = error
    throw new KrarupError({ code, what, where, value, ...(how === undefined ? {} : { how }) }, { cause: error })
  }
}

function given(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

function piecesOf(text: string): string[] {
  return text
    .split(/[;；]/)
    .map((each) => each.trim())
    .filter((each) => each !== '')
}

function unreadable(what: string, value: string, how: string): KrarupError {
  return new KrarupError({ code: 'UNREADABLE', what, how, value })
}

function readHours(text: string): number {
  const hours = hoursOf(text)
  if (hours >= 0 && hours <= 168) return hours
  throw unreadable('not contract hours of a week', text, 'write 38.5, or 38h30m')
}

/** `hotline; vip 80%`. */
function readQueues(text: string): ReadonlyMap<string, number> {
  return new Map(
    piecesOf(text).map((piece) => {
      const match = /^(.*\S)\s+([\d.]+\s*%)$/.exec(piece)
      return match ? [match[1], parseShare(match[2], 'the proficiency')] : [piece, 1]
    }),
  )
}

function dayNumberOf(text: string): number {
  const day = DATE.test(text) ? Date.parse(text) / 86_400_000 : Number.NaN
  if (Number.isInteger(day)) return day
  throw unreadable('not a date', text, 'write 2026-12-24')
}

/** `2026-12-24`, `2026-12-24..2026-12-31`. */
function readDays(text: string): readonly [number, number] {
  const [first, last = first] = text.split('..').map((each) => each.trim())
  const days = [dayNumberOf(first), dayNumberOf(last)] as const
  if (days[0] <= days[1]) return days
  throw unreadable('the last day is before the first', text, 'write the earlier day first')
}

/** `2026-12-24 off 5`, `sun off`, `not night 2`, `2026-12-31 not late`. */
function readWish(text: string): PersonWish {
  const words = text.split(/\s+/)
  const wish: { day?: number; weekdays?: number[] } = {}
  if (DATE.test(words[0])) wish.day = dayNumberOf(words.shift()!)
  else {
    const week = optional(() => parseOpeningHours(`${words[0]} 00:00-24:00`))
    if (week) {
      words.shift()
      wish.weekdays = week.flatMap((spans, weekday) => (spans.length > 0 ? [weekday] : []))
    }
  }
  const isFor = words[0]?.toLowerCase() !== 'not'
  if (!isFor) words.shift()
  const weight = words.length > 1 && /^\d+(\.\d+)?$/.test(words[words.length - 1]) ? Number(words.pop()) : 1
  if (words.length === 0)
    throw unreadable(
      'not a wish',
      text,
      'write a day, off, work or a shift, and a weight: 2026-12-24 off 5; sun off; not night 2',
    )
  return { ...wish, shift: words.join(' '), isFor, weight }
}

function optional<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

/** `2026-12-03 early`, `2026-12-05 off`. */
function readFixed(text: string): { day: number; shift: string } {
  const [date, ...shift] = text.split(/\s+/)
  if (shift.length === 0) throw unreadable('no shift', text, 'write a day and a shift, or off: 2026-12-03 early')
  return { day: dayNumberOf(date), shift: shift.join(' ') }
}
