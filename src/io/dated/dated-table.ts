import {
  DAY_SECONDS,
  KrarupError,
  nearest,
  type Place,
  type PlainDateTime,
  parseDuration,
  unknownName,
} from '../../domain/index.ts'
import { type Cell, type DateOrder, DateReader } from '../cells/index.ts'
import type { Table } from './table.ts'

/** Headings of what days, or times of a day, a row is about. */
export const SPAN_HEADINGS = {
  from: ['date', 'from', 'start', 'day', '日期', '开始', '开始日期', '开始时间', 'datum', 'von', 'ab', 'beginn', 'tag'],
  to: ['to', 'until', 'end', '结束', '结束日期', '结束时间', '至', 'bis', 'ende'],
} as const

/** What a column of handle times may be called. */
export const AHT_HEADINGS = ['aht', 'averagehandletime', '平均处理时长', 'bearbeitungszeit'] as const

/** Where each wanted column stands among headings, -1 where it is lacking. */
export function columnsAmong<Name extends string>(
  headings: readonly string[],
  wanted: Readonly<Record<Name, readonly string[]>>,
): Record<Name, number> {
  const plain = headings.map(plainHeading)
  return Object.fromEntries(
    Object.entries<readonly string[]>(wanted).map(([name, names]) => [
      name,
      plain.findIndex((heading) => names.includes(heading)),
    ]),
  ) as Record<Name, number>
}

export function plainHeading(heading: string): string {
  return heading.toLowerCase().replaceAll(/[\s_-]/g, '')
}

/** Headings that tell the tables of events, of holidays and of own figures from each other: a workbook may have them all. */
const TELLING = {
  kind: ['kind', 'type', 'measure', '类型', '类别', '指标', 'ereignisart'],
  figure: [
    'contacts',
    'volume',
    'calls',
    'factor',
    '呼入量',
    '系数',
    '倍数',
    'kontakte',
    'anrufe',
    'faktor',
    ...AHT_HEADINGS,
  ],
} as const

/** Which of these tables a sheet is, by its headings. */
export function kindOfTable(headings: readonly string[]): 'events' | 'overrides' | 'holidays' {
  const { kind, figure } = columnsAmong(headings, TELLING)
  if (kind >= 0) return 'events'
  return figure >= 0 ? 'overrides' : 'holidays'
}

/** Whether a column holds handle times, by its heading. */
export function isHandleTime(heading: string): boolean {
  return AHT_HEADINGS.some((one) => one === plainHeading(heading))
}

/**
 * Headings that are none of the wanted.
 *
 * @throws {KrarupError} UNREADABLE where one is nearly that of a column that is lacking, which would be lost without a word
 */
export function unreadColumns<Name extends string>(
  { headings, headingLine, at }: Pick<Table, 'headings' | 'headingLine' | 'at'>,
  wanted: Readonly<Record<Name, readonly string[]>>,
): string[] {
  const found = columnsAmong(headings, wanted)
  const lacking = (Object.keys(wanted) as Name[]).filter((name) => found[name] < 0).flatMap((name) => wanted[name])
  const known = new Set(Object.values<readonly string[]>(wanted).flat())
  return headings.filter((heading, column) => {
    if (heading.trim() === '' || known.has(plainHeading(heading))) return false
    if (nearest(plainHeading(heading), lacking) !== undefined)
      throw unknownName({
        what: 'this column is not known',
        name: heading,
        known: lacking,
        where: at(headingLine, column),
      })
    return true
  })
}

/** Where each wanted column stands, -1 where it is lacking. Headings are compared without case, spaces and dashes. */
export function columnsOf<Name extends string>(
  { headings, headingLine, at }: Table,
  wanted: Readonly<Record<Name, readonly string[]>>,
  needed: readonly NoInfer<Name>[],
  what: string,
): Record<Name, number> {
  const columns = columnsAmong(headings, wanted)
  for (const name of needed) {
    if (columns[name] >= 0) continue
    throw new KrarupError({
      code: 'MISSING',
      what: `the ${what} have no column ${wanted[name][0]}`,
      where: at(headingLine),
      how: `the headings are ${Object.keys(wanted)
        .map((each) => wanted[each as Name][0])
        .join(', ')}; they are: ${headings.join(', ')}`,
    })
  }
  return columns
}

/** A reader of the dates in some columns, told by all of them together whether day or month comes first. */
export function datesOf({ rows, at }: Table, columns: readonly number[], dateOrder?: DateOrder): DateReader {
  const texts = rows.flatMap(({ cells }) => columns.flatMap((column) => cells[column] || []))
  // who writes points between writes the day first
  const isDayFirst = texts.every((text) => /^\d{1,2}\.\d{1,2}\.\d{4}(?!\S)/.test(text))
  const dates = new DateReader(dateOrder ?? (isDayFirst ? 'dmy' : undefined), () => {})
  for (const { cells } of rows) for (const column of columns) if (cells[column]) momentOf(dates, cells[column])
  if (dates.doubtful === undefined || dates.orders.length <= 1) return dates
  throw new KrarupError({
    code: 'MISSING',
    what: 'day and month cannot be told apart in these dates',
    where: at(),
    how: 'write them as 2026-10-01, or say --date-order dmy or --date-order mdy',
    value: dates.doubtful,
  })
}

interface Moment {
  time: PlainDateTime
  /** A date alone. */
  wholeDay: boolean
}

function momentOf(dates: DateReader, text: string): Moment | undefined {
  const day = dates.day(text)
  if (day !== undefined) return { time: day * DAY_SECONDS, wholeDay: true }
  const moment = dates.moment(text)
  return moment && moment.offset === undefined ? { time: moment.time, wholeDay: false } : undefined
}

/**
 * A stretch of time: from the first date or time to the second, which is included where it is a date and not where it is a time of day. Without the second: that day, or `length` from that time on.
 */
export function spanOf(
  dates: DateReader,
  from: string,
  to: string,
  { where, whereTo, length }: { where: Place; whereTo: Place; length: number },
): { from: PlainDateTime; to: PlainDateTime } {
  const first = readMoment(dates, from, where)
  const last = to === '' ? undefined : readMoment(dates, to, whereTo)
  const end = last
    ? last.time + (last.wholeDay ? DAY_SECONDS : 0)
    : first.time + (first.wholeDay ? DAY_SECONDS : length)
  if (end > first.time) return { from: first.time, to: end }
  throw new KrarupError({
    code: 'CONFLICT',
    what: 'the end does not come after the beginning',
    where: whereTo,
    how: 'write the later date second',
    value: `${from} to ${to}`,
  })
}

function readMoment(dates: DateReader, text: string, where: Place): Moment {
  const moment = momentOf(dates, text)
  if (moment) return moment
  throw new KrarupError({
    code: 'UNREADABLE',
    what: 'not a date',
    where,
    how: 'write 2026-10-01, or 2026-10-01 10:30 for a time of the day',
    value: text,
  })
}

/** A number of at least 0; commas between thousands are allowed. `typed`: the cell of a workbook, which tells a number itself. */
export function readNumber(text: string, where: Place, typed?: Cell): number {
  // one contact where a thousand were meant
  if (/^[1-9]\d{0,2}\.\d{3}$/.test(text) && (typed === undefined || typeof typed === 'string')) {
    throw new KrarupError({
      code: 'UNREADABLE',
      what: `it cannot be told whether ${text} means ${text.replace('.', '')} or a little over ${text.split('.')[0]}`,
      where,
      how: `write ${text.replace('.', '')}, or ${Number(text).toFixed(1)} if the point is the decimal mark`,
      value: text,
    })
  }
  const plain = text.replaceAll(/(?<=\d),(?=\d{3}(?:\D|$))/g, '')
  const number = /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN
  if (Number.isFinite(number)) return number
  throw new KrarupError({
    code: 'UNREADABLE',
    what: 'not a number of contacts',
    where,
    how: 'write 2300 or 2,300.5, without a unit',
    value: text,
  })
}

/** Seconds above 0, as durations are written. */
export function readHandleTime(text: string, where: Place): number {
  try {
    const seconds = parseDuration(text)
    if (seconds > 0) return seconds
  } catch (error) {
    if (!(error instanceof KrarupError)) throw error
  }
  throw new KrarupError({
    code: 'UNREADABLE',
    what: 'not a handle time',
    where,
    how: 'write 200, 3m20s or 0:03:20',
    value: text,
  })
}
