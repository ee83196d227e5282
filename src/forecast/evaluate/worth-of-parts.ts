import {
  type Calendar,
  checkKeys,
  type DayNumber,
  EMPTY_CALENDAR,
  type IntervalSeries,
  type Keys,
  type Ruling,
} from '../../domain/index.ts'
import { studentTQuantile } from '../../numeric/student-t.ts'
import { type Cleaned, cleanSeries } from '../clean/index.ts'
import { DEFAULT_FORECASTER, forecasterWithout } from '../forecaster/index.ts'
import { type DayTable, hasValues, type LearntPart } from '../history/index.ts'
import { YEARLY_LEAST } from '../models/index.ts'
import { MOST_LEADS } from '../past/index.ts'
import { beginningOf, DEFAULT_HORIZONS, DEFAULT_ORIGINS, originsOf } from './origins.ts'
import { ratioOverOrigins } from './ratio.ts'

/** Parts of a forecast whose worth can be told: the calendar's special days, its events, cleaning of the past, the course of the year, the wandering level. */
export const FORECAST_PARTS = ['special days', 'events', 'cleaning', 'year', 'level'] as const
export type ForecastPart = (typeof FORECAST_PARTS)[number]

export interface WorthOptions {
  /** A name of {@link forecasters}; default {@link DEFAULT_FORECASTER}. */
  model?: string
  /** As of {@link backtest}: how many origins (default 12), or the first forecast day of each. */
  origins?: number | readonly DayNumber[]
  /** Days to look ahead; default 1, 7 and 14. */
  horizons?: readonly number[]
  calendar?: Calendar
  /** What the planner says of stretches of the history. */
  rulings?: readonly Ruling[]
  /** Whether the other parts are judged on cleaned pasts. Default true. */
  clean?: boolean
}

const WORTH_KEYS = {
  model: 1,
  origins: 1,
  horizons: 1,
  calendar: 1,
  rulings: 1,
  clean: 1,
} as const satisfies Keys<WorthOptions>

/** By how much each part of a forecast makes it better on one history. */
export interface WorthOfParts {
  model: string
  /** First forecast day of each origin. */
  origins: readonly DayNumber[]
  /** Errors with all that was asked for. */
  rows: readonly { horizon: number; wape: number }[]
  parts: readonly PartWorth[]
}

export interface PartWorth {
  part: ForecastPart
  /** Over the longest horizon. `unclear`: the difference may be chance. `untested`: this history cannot tell, see `reason`. */
  verdict: 'helps' | 'hurts' | 'unclear' | 'untested'
  /** Why this history cannot tell. */
  reason?: UntestedReason
  /** With `short history`: days that the last origin has, and days that are needed. */
  days?: number
  needed?: number
  /** Origins whose forecasts the part changes. */
  changed: number
  rows: readonly PartRow[]
}

export type UntestedReason =
  | 'no special day known'
  | 'no special day tested'
  | 'no event tested'
  | 'nothing odd'
  | 'short history'
  | 'single origin'

export interface PartRow {
  /** Days. */
  horizon: number
  /** Errors with and without the part: sums of absolute errors over sums of contacts. */
  with: number
  without: number
  /** Their difference: above 0 the part helps. */
  helps: number
  /** 95 % confidence interval of the difference, from its spread between origins; NaN of a single origin. */
  low: number
  high: number
}

/** How a forecast is made. */
interface Setting {
  calendar: Calendar
  clean: boolean
  withheld: readonly LearntPart[]
}

/**
 * Forecasts past days with and without each part of what a forecaster learns from, over the same origins and days, and says by how much the part helps. A forecaster that chooses among models
 * may choose another without the part: what is told is what would be lost.
 * An interval in which contacts were recorded and none were expected counts as a forecast of 0.
 *
 * @throws {KrarupError} TOO_SHORT, UNREADABLE, OUT_OF_RANGE; MISSING without a horizon
 */
export function worthOfParts(history: IntervalSeries, options: WorthOptions = {}): WorthOfParts {
  checkKeys('worthOfParts', options, WORTH_KEYS)
  const {
    model = DEFAULT_FORECASTER,
    origins = DEFAULT_ORIGINS,
    horizons = DEFAULT_HORIZONS,
    calendar = EMPTY_CALENDAR,
    rulings = [],
    clean = true,
  } = options
  const { table, longest, rows } = originsOf(history, origins, horizons)
  const asked: Setting = { calendar, clean, withheld: [] }
  const parts = FORECAST_PARTS.filter((part) => part !== 'events' || (calendar.events ?? []).length > 0)
  const whole = horizons.map(() => new Errors())
  const pairs = parts.map(() => horizons.map(() => ({ with: new Errors(), without: new Errors() })))
  const changed = parts.map(() => 0)

  for (const row of rows) {
    const forecast = forecastsFrom(history, table, row, { model, longest, rulings })
    const usual = forecast(asked)
    horizons.forEach((horizon, h) => {
      whole[h].add(table, row, horizon, usual)
    })
    parts.forEach((part, p) => {
      const { given, withheld } = settingsOf(part, asked)
      const [withIt, withoutIt] = [forecast(given), forecast(withheld)]
      if (withIt !== withoutIt && withIt.some((mean, i) => !Object.is(mean, withoutIt[i]))) changed[p]++
      horizons.forEach((horizon, h) => {
        pairs[p][h].with.add(table, row, horizon, withIt)
        pairs[p][h].without.add(table, row, horizon, withoutIt)
      })
    })
  }

  return {
    model,
    origins: rows.map((row) => table.firstDay + row),
    rows: horizons.map((horizon, h) => ({ horizon, wape: whole[h].wape() })),
    parts: parts.map((part, p) => {
      const compared = horizons.map((horizon, h) => compare(horizon, pairs[p][h]))
      const reason =
        untested(part, changed[p], { table, rows, longest, calendar }) ??
        (rows.length < 2 ? 'single origin' : undefined)
      return {
        part,
        verdict: reason ? 'untested' : verdictOf(compared.find(({ horizon }) => horizon === longest)!),
        ...(reason ? { reason } : {}),
        ...(reason === 'short history' ? { days: rows.at(-1)!, needed: YEARLY_LEAST } : {}),
        changed: changed[p],
        rows: compared,
      }
    }),
  }
}

/** How the two forecasts are made whose errors tell the worth of a part. */
function settingsOf(part: ForecastPart, asked: Setting): { given: Setting; withheld: Setting } {
  switch (part) {
    case 'special days':
      return { given: asked, withheld: { ...asked, calendar: { ...asked.calendar, specialDays: [] } } }
    case 'events':
      return { given: asked, withheld: { ...asked, calendar: { ...asked.calendar, events: [] } } }
    case 'cleaning':
      return { given: { ...asked, clean: true }, withheld: { ...asked, clean: false } }
    default:
      return { given: asked, withheld: { ...asked, withheld: [part] } }
  }
}

/** Forecasts from one origin, each made once: settings that come to the same there share theirs. */
function forecastsFrom(
  history: IntervalSeries,
  { slots, days, firstDay }: DayTable,
  row: number,
  { model, longest, rulings }: { model: string; longest: number; rulings: readonly Ruling[] },
): (setting: Setting) => Float64Array {
  const past = beginningOf(history, row * slots)
  const until = firstDay + row + longest
  const pasts = new Map<string, Cleaned>()
  const means = new Map<string, Float64Array>()
  return ({ calendar, clean, withheld }) => {
    const specialDays = calendar.specialDays.some(({ day }) => day >= firstDay && day < until)
    const events = (calendar.events ?? []).some(({ from, to }) => to >= firstDay && from < until)
    const known = `${specialDays} ${events}`
    const cleanedAs = `${known} ${clean}`
    const cleaned = pasts.get(cleanedAs) ?? cleanSeries(past, { calendar, rulings, replace: clean })
    pasts.set(cleanedAs, cleaned)
    const replaced = cleaned.cases.some(({ done, rule }) => done === 'replaced' && rule !== 'gap')
    // The near models learn the year from so many days on; the one for months ahead earlier.
    const left = withheld.filter((part) => part !== 'year' || row >= YEARLY_LEAST || longest > MOST_LEADS)
    const key = `${known} ${replaced && clean} ${left.join()}`
    const mean =
      means.get(key) ??
      forecasterWithout(model, left)
        .fit(cleaned.series, calendar)
        .forecast(Math.min(longest, days - row) * slots).mean
    means.set(key, mean)
    return mean
  }
}

/** Absolute errors and contacts, by origin. */
class Errors {
  readonly byOrigin: { error: number; actual: number }[] = []

  add({ slots, values, days }: DayTable, row: number, horizon: number, mean: Float64Array): void {
    let error = 0
    let actual = 0
    for (let i = 0; i < Math.min(horizon, days - row) * slots; i++) {
      const value = values[row * slots + i]
      if (Number.isNaN(value)) continue
      error += Math.abs(value - (mean[i] >= 0 ? mean[i] : 0))
      actual += value
    }
    this.byOrigin.push({ error, actual })
  }

  wape(): number {
    const sum = (of: 'error' | 'actual') => this.byOrigin.reduce((all, one) => all + one[of], 0)
    return sum('error') / sum('actual')
  }
}

function compare(horizon: number, pair: { with: Errors; without: Errors }): PartRow {
  const origins = pair.with.byOrigin
  const difference = origins.map(({ error, actual }, o) => ({
    part: pair.without.byOrigin[o].error - error,
    whole: actual,
  }))
  const quantile = origins.length > 1 ? studentTQuantile(TAIL, origins.length - 1) : Number.NaN
  const { ratio, low, high } = ratioOverOrigins(difference, quantile)
  return { horizon, with: pair.with.wape(), without: pair.without.wape(), helps: ratio, low, high }
}

/** On each side of a 95 % confidence interval. */
const TAIL = 0.025

/** Differences below a twentieth of a point are none, however sure. */
const LEAST_WORTH = 0.0005

function verdictOf({ helps, low, high }: PartRow): PartWorth['verdict'] {
  if (Math.abs(helps) < LEAST_WORTH) return 'unclear'
  return low > 0 ? 'helps' : high < 0 ? 'hurts' : 'unclear'
}

interface Tested {
  table: DayTable
  rows: readonly number[]
  longest: number
  calendar: Calendar
}

/** Why this history cannot tell what a part is worth; undefined where it can. */
function untested(part: ForecastPart, changed: number, tested: Tested): UntestedReason | undefined {
  const { table, calendar } = tested
  const end = table.firstDay + table.days
  switch (part) {
    case 'special days':
      if (!calendar.specialDays.some(({ day }) => day >= table.firstDay && day < end)) return 'no special day known'
      return calendar.specialDays.some(({ day }) => isTested(day, tested)) ? undefined : 'no special day tested'
    case 'events': {
      const some = (calendar.events ?? []).some(({ from, to }) => {
        for (let day = Math.max(from, table.firstDay); day <= Math.min(to, end - 1); day++) {
          if (isTested(day, tested)) return true
        }
        return false
      })
      return some ? undefined : 'no event tested'
    }
    case 'cleaning':
      return changed === 0 ? 'nothing odd' : undefined
    case 'year':
      return changed === 0 ? 'short history' : undefined
    case 'level':
      return undefined
  }
}

/** Whether some origin's forecasts of a day are held against what was recorded. */
function isTested(day: DayNumber, { table, rows, longest }: Tested): boolean {
  const row = day - table.firstDay
  return (
    row >= 0 &&
    row < table.days &&
    hasValues(table, row) &&
    rows.some((origin) => row >= origin && row < origin + longest)
  )
}
