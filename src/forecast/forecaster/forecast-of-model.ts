import {
  checkNumber,
  DAY_SECONDS,
  EMPTY_CALENDAR,
  formatDay,
  formatPlainDateTime,
  type IntervalSeries,
  KrarupError,
  STATE,
} from '../../domain/index.ts'
import { errorSays, type Message } from '../../domain/messages/index.ts'
import {
  type DayKinds,
  type DayTable,
  dayKinds,
  dayTable,
  fromFirstObserved,
  type LearntPart,
  MOST_DAYS,
} from '../history/index.ts'
import type { DayModel, Effect } from '../models/index.ts'
import {
  type ErrorDistribution,
  errorDistribution,
  farLeads,
  farOrigins,
  type IntradayRule,
  intradayRule,
  leastDays,
  levelWander,
  MOST_LEADS,
  pastForecasts,
  pastOrigins,
  tooShort,
  wandering,
} from '../past/index.ts'
import { type DoubtOfDay, doubtful } from './doubt-of-days.ts'
import type { Fitted, Forecast, Forecaster } from './forecaster.ts'

/**
 * Makes a forecaster of a model of days. It is as sure as the model was right in the past, at the same number of days ahead.
 *
 * @param others models that may be proposed where the history is too short for this one
 * @param withheld parts that it must do without
 */
export function forecasterOf(
  model: DayModel,
  others: readonly DayModel[] = [],
  withheld: readonly LearntPart[] = [],
): Forecaster {
  return {
    name: model.name,
    title: model.title,
    fit(history, calendar = EMPTY_CALENDAR, ownFrom) {
      const table = fromFirstObserved(dayTable(history, ownFrom))
      const needed = leastDays(model.needs)
      if (table.days < needed) throw tooShort(table.days, needed, modelsForLess(table.days, needed, others))
      return fitted(model, table, dayKinds(table, calendar, withheld))
    },
  }
}

/** Says which models need less history than is needed, those that this one is enough for before all; nothing where there is none. */
function modelsForLess(days: number, needed: number, others: readonly DayModel[]): Message | undefined {
  const less = others.filter(({ needs }) => leastDays(needs) < needed).sort((a, b) => b.needs - a.needs)
  if (less.length === 0) return undefined
  const least = leastDays(Math.min(...less.map(({ needs }) => needs)))
  const enough = less.filter(({ needs }) => leastDays(needs) <= Math.max(days, least)).map(({ name }) => name)
  return errorSays('modelForLess', {
    days: { count: Math.max(days, least) },
    models: { list: enough },
    forecast: `krarup forecast FILE --model ${enough[0]}`,
    plan: `krarup plan FILE --forecast-model ${enough[0]}`,
  })
}

function fitted(model: DayModel, table: DayTable, kinds: DayKinds): Fitted {
  const origins = pastOrigins(table.days, model.needs, table.judgedFrom)
  const both = model.fitWithPast?.(table, kinds, MOST_LEADS, origins)
  const fit = both?.fit ?? model.fit(table, kinds)
  let past = both?.past
  const firstDay = table.firstDay + table.days
  /** Past forecasts are made only when they are asked for. */
  const pastOfModel = () => {
    past ??= pastForecasts(table, kinds, model, fit, MOST_LEADS, origins)
    return past
  }
  let wander: number | undefined
  const wanderOfModel = (): number => {
    const far = farOrigins(table.days, model.needs)
    return levelWander(pastForecasts(table, kinds, model, fit, farLeads(table.days, far), far))
  }

  /** Days whose effect is borrowed, by how far off that may be: only by a model that knows the calendar. */
  const borrowedDays = (first: number, days: number): DoubtOfDay[] =>
    Array.from({ length: days }, (_, row) => row).flatMap((row) => {
      const borrowed = kinds.borrowed(first + row)
      const name = kinds.special(first + row)?.name
      const told = borrowed && fit.explain?.(first + row).some((it) => it.kind === 'special' && it.name === name)
      return told ? [{ row, doubt: borrowed.doubt }] : []
    })

  return fittedWith()

  function fittedWith(known?: { values: Float64Array; cut: number }): Fitted {
    let rule: IntradayRule | undefined
    let errors: ErrorDistribution | undefined
    return {
      learntFrom: { first: firstDay - Math.min(table.days, MOST_DAYS), last: firstDay - 1 },
      ...(both?.scores ? { scores: both.scores } : {}),
      forecast(horizon) {
        const days = Math.ceil(checkNumber('horizon', horizon, { least: 1, whole: true }) / table.slots)
        const expected = fit.predict(days)
        if (known) {
          rule ??= intradayRule(pastOfModel(), known.cut)
          const times = rule.factor(known.values, expected.subarray(0, table.slots))
          for (let slot = known.cut; slot < table.slots; slot++) expected[slot] *= times
        }
        errors ??= errorDistribution(rule?.updated ?? pastOfModel())
        if (days > MOST_LEADS) wander ??= wanderOfModel()
        const name = fit.nameOver?.(days) ?? model.name
        const widened = wander === undefined || days <= MOST_LEADS ? errors : wandering(errors, wander, table.slots)
        return forecastOf({
          model: name,
          table,
          kinds,
          expected,
          errors: doubtful(widened, borrowedDays(firstDay, days), table.slots),
          horizon,
          ...(known ? { known: known.values } : {}),
        })
      },
      update(actuals) {
        const values = knownOfToday(actuals, firstDay, table)
        let cut = table.slots
        while (cut > 0 && Number.isNaN(values[cut - 1])) cut--
        return cut === 0 ? fittedWith() : fittedWith({ values, cut })
      },
      explain(index) {
        const row = Math.floor(checkNumber('index', index, { least: 0, whole: true }) / table.slots)
        const open = kinds.open(firstDay + row)
        const expected = fit.predict(row + 1).subarray(row * table.slots)
        const total = sumOfOpen(expected, open)
        if (!(total > 0)) return []
        const effects = fit.explain?.(firstDay + row) ?? []
        const whole: Effect[] = effects.length > 0 ? effects : [{ kind: 'level', name: model.title, factor: total }]
        const product = whole.reduce((all, { factor }) => all * factor, 1)
        const rest: Effect = { kind: 'course', name: 'course of the day', factor: total / product }
        const course = Math.abs(rest.factor - 1) > ROUNDING ? [rest] : []
        if (!known || row > 0) return [...whole, ...course]
        rule ??= intradayRule(pastOfModel(), known.cut)
        const times = rule.factor(known.values, expected)
        const now = expected.map((value, slot) => (slot < known.cut ? known.values[slot] || 0 : value * times))
        return [
          ...whole,
          ...course,
          { kind: 'today', name: 'what has come so far', factor: sumOfOpen(now, open) / total },
        ]
      },
    }
  }
}

/** Relative difference below which nothing is left to be explained. */
const ROUNDING = 1e-9

function sumOfOpen(values: Float64Array, open: Uint8Array): number {
  let sum = 0
  for (let slot = 0; slot < values.length; slot++) if (open[slot] && values[slot] > 0) sum += values[slot]
  return sum
}

/** The first forecast day as far as it is known: NaN from the last observed interval on. */
function knownOfToday(
  { start, interval, values, state }: IntervalSeries,
  firstDay: number,
  table: DayTable,
): Float64Array {
  if (start !== firstDay * DAY_SECONDS || interval !== table.interval || values.length > table.slots) {
    throw new KrarupError({
      code: 'CONFLICT',
      what: 'the actuals must be intervals of the first forecast day, from its midnight on',
      how: `give ${table.interval} s intervals of ${formatDay(firstDay)}`,
      value: `${values.length} intervals of ${interval} s from ${formatPlainDateTime(start)}`,
    })
  }
  return Float64Array.from({ length: table.slots }, (_, slot) =>
    state[slot] === STATE.observed && values[slot] >= 0 ? values[slot] : Number.NaN,
  )
}

export interface ForecastParts {
  model: string
  /** The history; the forecast starts the day after. */
  table: DayTable
  kinds: DayKinds
  /** Expected values, whole days, open or not. */
  expected: Float64Array
  errors: ErrorDistribution
  /** Intervals. */
  horizon: number
  /** What has already come on the first day, NaN where it has not: certain. */
  known?: Float64Array
}

/** Closed places become NaN, open ones a finite number of at least 0. */
export function forecastOf({ model, table, kinds, expected, errors, horizon, known }: ForecastParts): Forecast {
  const { slots, interval } = table
  const firstDay = table.firstDay + table.days
  const days = expected.length / slots
  const state = new Uint8Array(expected.length)
  const mean = new Float64Array(expected.length)
  for (let row = 0; row < days; row++) {
    const open = kinds.open(firstDay + row)
    for (let slot = 0; slot < slots; slot++) {
      const i = row * slots + slot
      state[i] = open[slot] ? STATE.observed : STATE.closed
      mean[i] = open[slot] ? Math.max(0, expected[i]) : Number.NaN
    }
    fillUnknown(mean.subarray(row * slots, (row + 1) * slots), open)
  }
  const certain = (values: Float64Array): Float64Array => {
    known?.forEach((value, i) => {
      if (!Number.isNaN(value) && state[i] === STATE.observed) values[i] = value
    })
    return values.subarray(0, horizon)
  }
  return {
    model,
    start: firstDay * DAY_SECONDS,
    interval,
    mean: certain(mean),
    state: state.subarray(0, horizon),
    quantile(p) {
      checkNumber('p', p, { above: 0, most: 1 - Number.EPSILON })
      return certain(errors.quantile(mean, p))
    },
    paths(count, random) {
      checkNumber('count', count, { least: 0, whole: true })
      if (count === 0) return []
      const kindOfRow = Array.from({ length: days }, (_, row) => kinds.kind(firstDay + row))
      const draw = errors.courses(mean, (row) => kindOfRow[row])
      return Array.from({ length: count }, () => certain(draw(random)))
    },
  }
}

/** An open place that history has never seen takes the mean of its nearest neighbours of the day, 0 where the whole day is unknown. */
function fillUnknown(day: Float64Array, open: Uint8Array): void {
  const known = day.slice()
  for (let slot = 0; slot < day.length; slot++) {
    if (!open[slot] || !Number.isNaN(known[slot])) continue
    let before = slot - 1
    while (before >= 0 && Number.isNaN(known[before])) before--
    let after = slot + 1
    while (after < day.length && Number.isNaN(known[after])) after++
    const neighbours = [known[before], known[after]].filter((value) => value >= 0)
    day[slot] = neighbours.length === 0 ? 0 : neighbours.reduce((sum, value) => sum + value) / neighbours.length
  }
}
