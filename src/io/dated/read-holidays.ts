import {
  checkKeys,
  KrarupError,
  type SpecialDay,
  unknownName,
  WEEKDAYS,
  WEEKDAYS_DE,
  type Weekday,
} from '../../domain/index.ts'
import { type DateOrder, DateReader } from '../cells/index.ts'
import { columnsAmong, columnsOf, isHandleTime, kindOfTable } from './dated-table.ts'
import { readTable } from './read-table.ts'

const HEADINGS: Record<'date' | 'name' | 'like', readonly string[]> = {
  date: ['date', 'day', '日期', 'datum', 'tag'],
  name: ['name', 'holiday', 'event', '名称', '节日', '节假日', 'feiertag', 'bezeichnung', 'anlass'],
  like: [
    'like',
    'likeweekday',
    'weekday',
    'behaveslike',
    '如同',
    '参照',
    '类似',
    '参照星期',
    'wie',
    'wiewochentag',
    'wochentag',
  ],
}

const CHINESE_DAYS = ['一', '二', '三', '四', '五', '六', '日'] as const

/**
 * Reads special days from a CSV with the columns date, name and like: `2026-10-01,National Day,Sunday`. `like` is the
 * weekday that the day resembles, in English, German or Chinese, or empty where nothing is known.
 *
 * @throws {KrarupError} FILE, MISSING (a column), UNREADABLE (a cell) or CONFLICT (a date twice), with line and column.
 */
export async function readHolidays(path: string, options: { dateOrder?: DateOrder } = {}): Promise<SpecialDay[]> {
  checkKeys('readHolidays', options, { dateOrder: 1 })
  const { dateOrder } = options
  const table = await readTable(path, {
    what: 'holidays',
    isHandleTime,
    fits: (names) => {
      const { date, name } = columnsAmong(names, HEADINGS)
      return date >= 0 && name >= 0 && kindOfTable(names) === 'holidays'
    },
  })
  const { rows } = table
  const columns = columnsOf(table, HEADINGS, ['date', 'name'], 'holidays')
  const dates = new DateReader(dateOrder, () => {})
  // the first pass settles the order of day and month for all
  for (const { cells } of rows) dates.day(cells[columns.date] ?? '')
  if (dates.doubtful !== undefined && dates.orders.length > 1) {
    throw new KrarupError({
      code: 'MISSING',
      what: 'day and month cannot be told apart in these holidays',
      where: table.at(),
      how: 'write the dates as 2026-10-01, or say --date-order dmy or --date-order mdy',
      value: dates.doubtful,
    })
  }
  const days: SpecialDay[] = []
  const lines = new Map<number, number>()
  for (const { cells, line } of rows) {
    const at = (column: number) => table.at(line, column)
    const text = cells[columns.date] ?? ''
    const day = dates.day(text)
    if (day === undefined) {
      throw new KrarupError({
        code: 'UNREADABLE',
        what: 'not a date',
        where: at(columns.date),
        how: 'write 2026-10-01',
        value: text,
      })
    }
    const before = lines.get(day)
    if (before !== undefined) {
      throw new KrarupError({
        code: 'CONFLICT',
        what: `the same date stands on line ${before}`,
        where: at(columns.date),
        how: 'keep one of the two',
        value: text,
      })
    }
    lines.set(day, line)
    const likeText = columns.like < 0 ? '' : (cells[columns.like] ?? '')
    const like = likeText === '' ? undefined : readWeekday(likeText)
    if (likeText !== '' && like === undefined) {
      throw unknownName({
        what: 'not a weekday',
        name: likeText,
        known: WEEKDAYS,
        where: at(columns.like),
        always: `write ${WEEKDAYS.join(', ')}, 星期一 to 星期日, Montag to Sonntag, or nothing`,
      })
    }
    days.push({ day, name: cells[columns.name] ?? '', ...(like === undefined ? {} : { like }) })
  }
  return days.sort((a, b) => a.day - b.day)
}

/** `Monday`, `Mon`, `mo`, `Montag`, 星期一, 周一 or 礼拜一. */
function readWeekday(text: string): Weekday | undefined {
  const chinese = /^(?:星期|周|礼拜)(.)$/.exec(text)
  if (chinese) {
    const index = CHINESE_DAYS.indexOf((chinese[1] === '天' ? '日' : chinese[1]) as (typeof CHINESE_DAYS)[number])
    return index < 0 ? undefined : (index as Weekday)
  }
  const lower = text.toLowerCase().replace(/\.$/, '')
  if (lower === 'sonnabend') return WEEKDAYS.indexOf('Saturday') as Weekday
  // of the letters that begin a day in both languages, all begin the same day
  const index = [WEEKDAYS, WEEKDAYS_DE]
    .map((names) => (lower.length < 2 ? -1 : names.findIndex((name) => name.toLowerCase().startsWith(lower))))
    .find((place) => place >= 0)
  return index as Weekday | undefined
}
