/** The two real centres that forecasting is judged on, and the origins that others were judged at; for tests and benches, which go without where they are missing. */
import { existsSync, readFileSync } from 'node:fs'
import {
  type Calendar,
  type DayNumber,
  dayOf,
  type IntervalSeries,
  intervalsPerDay,
  parsePlainDateTime,
  STATE,
  secondOfDay,
  WEEKDAYS,
  type Weekday,
} from '../src/domain/index.ts'

const shared = new URL('../../shared/', import.meta.url)

/** Whether the real data are there. */
export const realData = existsSync(new URL('data/bank_na_2003_30min.csv', shared))
export const NO_REAL_DATA = 'real data (../shared/data) not found: skipped'

function rows(path: string): string[][] {
  const text = readFileSync(new URL(path, shared), 'utf8').trim()
  return text
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','))
}

function series(file: string): IntervalSeries {
  const interval = 1800
  const slots = intervalsPerDay(interval)
  const read = rows(`data/${file}`).map(([start, value]) => ({ at: parsePlainDateTime(start), value: Number(value) }))
  const first = dayOf(read[0].at)
  const days = dayOf(read.at(-1)!.at) - first + 1
  const values = new Float64Array(days * slots).fill(Number.NaN)
  const state = new Uint8Array(days * slots).fill(STATE.closed)
  for (const { at, value } of read) {
    const i = (dayOf(at) - first) * slots + secondOfDay(at) / interval
    values[i] = value
    state[i] = STATE.observed
  }
  return { start: first * 86_400, interval, values, state }
}

/** First forecast days. */
function origins(file: string): DayNumber[] {
  return rows(`reference/${file}`).map(([, , first]) => dayOf(parsePlainDateTime(first)))
}

function holidays(): Calendar {
  return {
    specialDays: rows('data/anonbank_holidays.csv').map(([date, name, like]) => ({
      day: dayOf(parsePlainDateTime(date)),
      name,
      like: WEEKDAYS.indexOf(like as (typeof WEEKDAYS)[number]) as Weekday,
    })),
  }
}

export interface Centre {
  name: string
  history: IntervalSeries
  origins: DayNumber[]
  calendar: Calendar
  /** WAPE in per cent at 1 day, 1 week and 2 weeks. */
  meanOfFourWeeks: readonly [number, number, number]
  bestOfR: readonly [number, number, number]
  aim: readonly [number, number, number]
}

function baseline(centre: string, method: string): readonly [number, number, number] {
  const file = rowsQuoted('reference/forecast-baselines.csv')
  const row = file.find(([dataset, name]) => dataset === centre && name === method)!
  return [Number(row[3]), Number(row[4]), Number(row[5])]
}

/** The one file with quoted commas. */
function rowsQuoted(path: string): string[][] {
  return readFileSync(new URL(path, shared), 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) =>
      [...line.matchAll(/"([^"]*)"|([^,]+)|(?<=,)(?=,|$)/g)].map(([, quoted, plain]) => quoted ?? plain ?? ''),
    )
}

/** Reads both centres. */
export function realCentres(): { bank: Centre; anonbank: Centre } {
  const four = 'mean of last 4 same weekdays'
  const best = 'rank-4 SVD, ARMA scores (after Shen and Huang 2008)'
  const bank = 'bank_na_2003_30min'
  const anonbank = 'anonbank_il_1999_30min'
  return {
    bank: {
      name: bank,
      history: series(`${bank}.csv`),
      origins: origins('bank-origins.csv'),
      calendar: { specialDays: [] },
      meanOfFourWeeks: baseline(bank, four),
      bestOfR: baseline(bank, best),
      aim: [4.7, 5.5, 5.3],
    },
    anonbank: {
      name: anonbank,
      history: series(`${anonbank}.csv`),
      origins: origins('anonbank-origins.csv'),
      calendar: holidays(),
      meanOfFourWeeks: baseline(anonbank, four),
      bestOfR: baseline(anonbank, best),
      aim: [21.8, 22.8, 23.0],
    },
  }
}

/** Answered calls and their total handle time, two months of a small bank. */
export function realHandleTimes(): { contacts: IntervalSeries; handleTotal: IntervalSeries } {
  const read = rows('data/anonbank_il_1999_30min_kpis.csv')
  const start = dayOf(parsePlainDateTime(read[0][0])) * 86_400
  const state = new Uint8Array(read.length)
  const column = (at: number) => ({
    start,
    interval: 1800,
    values: Float64Array.from(read, (row) => Number(row[at])),
    state,
  })
  return { contacts: column(2), handleTotal: column(4) }
}

/** Calls of two months of a small bank that reached the queue, by their type: four queues of one centre. */
export function realQueues(): IntervalSeries[] {
  const calls = ['01', '02'].flatMap((month) => rows(`data/anonbank_il_1999_${month}_calls.csv`))
  const first = dayOf(parsePlainDateTime('1999-01-01T00:00:00'))
  const slots = intervalsPerDay(1800)
  const length = 59 * slots
  return ['PS', 'NW', 'NE', 'IN'].map((wanted) => {
    const values = new Float64Array(length)
    for (const [, type, , , , queued, , , outcome] of calls) {
      if (type !== wanted || outcome === 'PHANTOM') continue
      const i = Math.floor((parsePlainDateTime(queued) - first * 86_400) / 1800)
      if (i >= 0 && i < length) values[i]++
    }
    return { start: first * 86_400, interval: 1800, values, state: new Uint8Array(length) }
  })
}
