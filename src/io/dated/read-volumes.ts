import {
  DAY_SECONDS,
  type DayNumber,
  dayOf,
  KrarupError,
  nextMonth,
  type Place,
  type PlainDateTime,
  secondOfDay,
  weekdayOf,
} from '../../domain/index.ts'
import {
  AHT_HEADINGS,
  columnsOf,
  datesOf,
  isHandleTime,
  plainHeading,
  readHandleTime,
  readNumber,
  spanOf,
} from './dated-table.ts'
import { readTable } from './read-table.ts'

/** Contacts of some days in a row, with their range and their mean handle time. */
export interface VolumeRow {
  from: DayNumber
  /** Days that it covers. */
  days: number
  mean: number
  low: number
  high: number
  /** Seconds. */
  aht?: number
}

/** Contacts of a queue over a time that is planned. */
export interface Volumes {
  rows: VolumeRow[]
  /** Of rows by interval: how a week's contacts lie in its intervals, Monday first. */
  shape?: { interval: number; shares: number[] }
}

const HEADINGS = {
  start: [
    'start',
    'from',
    'date',
    'day',
    'week',
    'month',
    '时段开始',
    '开始',
    '日期',
    '周',
    '月份',
    'beginn',
    'datum',
    'tag',
    'woche',
    'monat',
  ],
  queue: ['queue', '队列', 'warteschlange'],
  volume: ['volume', 'contacts', 'calls', '呼入量', 'kontakte', 'anrufe'],
  low: ['volumep10', 'low', '呼入量10%分位', '低', 'kontaktep10'],
  high: ['volumep90', 'high', '呼入量90%分位', '高', 'kontaktep90'],
  aht: AHT_HEADINGS,
  covered: ['covereddays', '涵盖天数', 'enthaltenetage', 'geplantetage'],
} as const

interface Read extends Omit<VolumeRow, 'from' | 'days'> {
  start: PlainDateTime
  covered?: number
}

/**
 * Reads contacts to come by queue, as `krarup forecast` writes them with `--csv`: by interval, day, week (`--by week`) or month. What the rows are is told by the distance between them. Rows by interval have the shape of a week
 * too; their ranges are those of single intervals, which do not add up, so that only their means are taken.
 *
 * @param name the queue of rows without a column `queue`
 * @throws {KrarupError} FILE, MISSING (a column), UNREADABLE (a cell; decimal commas), CONFLICT (two rows for one time), with line and column
 */
export async function readVolumes(path: string, name = ''): Promise<Map<string, Volumes>> {
  const table = await readTable(path, {
    what: 'volumes',
    isHandleTime,
    fits: (headings) => headings.some((heading) => /volume|contacts|呼入量/i.test(heading)),
  })
  const columns = columnsOf(table, HEADINGS, ['start', 'volume'], 'volumes')
  const dates = datesOf(table, [columns.start], undefined)
  // 2.345 may be 2 or 2,345; beside 17.5, and in files of krarup, it is 2.
  const isOurs = plainHeading(table.headings[columns.low] ?? '') === HEADINGS.low[0]
  const hasDecimals =
    isOurs || table.rows.some(({ cells }) => /^\d*\.(\d{1,2}|\d{4,})$|^\d{4,}\.\d+$/.test(cells[columns.volume] ?? ''))
  const byQueue = new Map<string, (Read & { line: number })[]>()
  for (const { cells, typed, line } of table.rows) {
    const text = (column: number) => (column < 0 ? '' : (cells[column] ?? ''))
    const number = (column: number) => {
      if (isOurs && text(column).includes(',')) throw decimalComma(text(column), table.at(line, column))
      return hasDecimals && /^\d+\.\d+$/.test(text(column))
        ? Number(text(column))
        : readNumber(text(column), table.at(line, column), typed?.[column])
    }
    const where = table.at(line, columns.start)
    const mean = number(columns.volume)
    const queue = text(columns.queue) || name
    const rows = byQueue.get(queue) ?? []
    byQueue.set(queue, rows)
    rows.push({
      line,
      start: spanOf(dates, dayText(text(columns.start)), '', { where, whereTo: where, length: DAY_SECONDS }).from,
      mean,
      low: text(columns.low) === '' ? mean : Math.min(mean, number(columns.low)),
      high: text(columns.high) === '' ? mean : Math.max(mean, number(columns.high)),
      ...(text(columns.aht) === '' ? {} : { aht: readHandleTime(text(columns.aht), table.at(line, columns.aht)) }),
      ...(text(columns.covered) === '' ? {} : { covered: number(columns.covered) }),
    })
  }
  return new Map(
    [...byQueue].map(([queue, rows]) => {
      rows.sort((a, b) => a.start - b.start)
      const twice = rows.find((row, k) => k > 0 && row.start === rows[k - 1].start)
      if (twice)
        throw new KrarupError({
          code: 'CONFLICT',
          what: `two rows for the same time${queue === '' ? '' : ` of ${queue}`}`,
          where: table.at(twice.line, columns.start),
          how: 'keep one of them',
        })
      return [queue, volumesOf(rows)]
    }),
  )
}

/** Written for spreadsheets of another locale, 10,123 is ten. */
function decimalComma(value: string, where: Place): KrarupError {
  return new KrarupError({
    code: 'UNREADABLE',
    what: 'a forecast with decimal commas',
    where,
    how: 'write it without --csv-locale: krarup forecast history.csv --by week --csv',
    value,
  })
}

/** A month stands for its first day. */
function dayText(text: string): string {
  return /^\d{4}-\d\d$/.test(text) ? `${text}-01` : text
}

function volumesOf(rows: readonly Read[]): Volumes {
  const steps = rows.slice(1).map(({ start }, k) => start - rows[k].start)
  const step = steps.length > 0 ? Math.min(...steps) : DAY_SECONDS
  if (step < DAY_SECONDS) return fromIntervals(rows, step)
  const daysOf = (row: Read): number => {
    const day = dayOf(row.start)
    if (row.covered !== undefined) return row.covered
    if (step >= 28 * DAY_SECONDS) return nextMonth(day) - day
    return step >= 7 * DAY_SECONDS ? 7 : 1
  }
  return {
    rows: rows.map(({ start, mean, low, high, aht, ...row }) => ({
      from: dayOf(start),
      days: daysOf({ start, mean, low, high, ...row }),
      mean,
      low,
      high,
      ...(aht === undefined ? {} : { aht }),
    })),
  }
}

/** Days, and the week's shape: closed intervals have no rows. */
function fromIntervals(rows: readonly Read[], interval: number): Volumes {
  const days = new Map<DayNumber, { mean: number; work: number }>()
  const perDay = DAY_SECONDS / interval
  const week = new Array<number>(7 * perDay).fill(0)
  for (const { start, mean, aht } of rows) {
    const day = dayOf(start)
    const sum = days.get(day) ?? { mean: 0, work: 0 }
    days.set(day, { mean: sum.mean + mean, work: sum.work + mean * (aht ?? Number.NaN) })
    week[weekdayOf(day) * perDay + Math.floor(secondOfDay(start) / interval)] += mean
  }
  const all = week.reduce((sum, each) => sum + each, 0)
  const first = Math.min(...days.keys())
  const last = Math.max(...days.keys())
  return {
    rows: Array.from({ length: last - first + 1 }, (_, k) => {
      const { mean = 0, work = 0 } = days.get(first + k) ?? {}
      const aht = work / mean
      return { from: first + k, days: 1, mean, low: mean, high: mean, ...(aht > 0 ? { aht } : {}) }
    }),
    ...(all > 0 ? { shape: { interval, shares: week.map((each) => each / all) } } : {}),
  }
}
