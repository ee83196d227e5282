import type { KrarupError } from '../../domain/index.ts'
import { forecastSays, type Message, saidError } from '../../domain/messages/index.ts'
import { type DayKinds, type DayTable, firstDays } from '../history/index.ts'
import type { DayModel, FittedDayModel, PastForecasts } from '../models/index.ts'

/** Number of past forecasts that a model is judged by. More would tell little more: neighbours share most of their days. */
export const MOST_ORIGINS = 24
/** Days between two of them at most, and never a multiple of a week: every weekday must have its turn. */
const WIDEST_STEP = 5
/** Least days of history behind a past forecast, where the history has so many. */
const USUAL_TRAINING = 28
/** Days that are left to judge by at least. */
export const JUDGED_DAYS = 7
/** Days ahead that past errors are collected for; beyond, the error of the last ones is taken. */
export const MOST_LEADS = 14

/** Days of history that a forecast with uncertainty needs, by a model that needs so many itself. */
export function leastDays(needs: number): number {
  return needs + JUDGED_DAYS
}

/**
 * The origins of past forecasts, latest last. The latest leaves one day to be judged.
 *
 * @throws {KrarupError} TOO_SHORT
 */
export function pastOrigins(days: number, needs: number, judgedFrom = 0): number[] {
  if (days < leastDays(needs)) throw tooShort(days, leastDays(needs))
  if (days - judgedFrom < JUDGED_DAYS) throw tooShort(days - judgedFrom, JUDGED_DAYS)
  // A model that has seen half of the history errs more than it does now; one that has seen less says nothing of now.
  const half = Math.min(Math.max(USUAL_TRAINING, Math.floor(days / 2)), days - 2 * JUDGED_DAYS)
  const first = Math.max(needs, half, judgedFrom)
  const step = Math.min(WIDEST_STEP, Math.max(1, Math.ceil((days - first) / MOST_ORIGINS)))
  const origins: number[] = []
  for (let row = days - 1; row >= first && origins.length < MOST_ORIGINS; row -= step) origins.push(row)
  return origins.reverse()
}

/** Number of past forecasts that look further ahead than {@link MOST_LEADS}. They share most of their days, so a few tell what there is to tell. */
const MOST_FAR_ORIGINS = 10
/** Days of history that they are given at least. */
const FAR_TRAINING = 42
/** Days ahead that they are held against at most: a year and a quarter. */
const MOST_FAR_LEADS = 448

/** Origins of past forecasts over months, evenly over the history, the latest leaving a week beyond {@link MOST_LEADS} to be judged; none where the history is too short. */
export function farOrigins(days: number, needs: number): number[] {
  const first = Math.max(needs, FAR_TRAINING, Math.floor(days / 3))
  const last = days - MOST_LEADS - JUDGED_DAYS
  const count = Math.min(MOST_FAR_ORIGINS, Math.floor((last - first) / JUDGED_DAYS) + 1)
  if (count < 1) return []
  const step = count > 1 ? (last - first) / (count - 1) : 0
  return Array.from({ length: count }, (_, i) => Math.round(last - (count - 1 - i) * step))
}

/** Days that forecasts from these origins can be held against. */
export function farLeads(days: number, origins: readonly number[]): number {
  return Math.min(MOST_FAR_LEADS, days - (origins[0] ?? days))
}

/** @param fit the model fitted to the whole table */
export function pastForecasts(
  table: DayTable,
  kinds: DayKinds,
  model: DayModel,
  fit: FittedDayModel,
  leads: number,
  origins: readonly number[],
): PastForecasts {
  const quick = fit.tuned?.() ?? model
  return {
    table: judgedOnly(table),
    kinds,
    origins,
    leads,
    means: origins.map((row) => quick.fit(firstDays(table, row), kinds).predict(leads)),
  }
}

/** The table without the days that another queue lent: forecasts are not compared with them. */
function judgedOnly(table: DayTable): DayTable {
  if (table.judgedFrom === 0) return table
  const values = table.values.slice().fill(Number.NaN, 0, table.judgedFrom * table.slots)
  return { ...table, values }
}

/** Days ahead at which a new group of leads begins: errors grow with the lead, fast at first. */
export const LEAD_GROUPS = [1, 2, 4, 8] as const

export function leadGroupOf(lead: number): number {
  let group = 0
  while (group + 1 < LEAD_GROUPS.length && lead >= LEAD_GROUPS[group + 1]) group++
  return group
}

/** Sums by days ahead, place 0 being one day ahead: of absolute errors, of what came, and of how much more was forecast than came. */
export function pastErrorsByLead({ table, kinds, origins, leads, means }: PastForecasts): {
  error: Float64Array
  actual: Float64Array
  excess: Float64Array
} {
  const { slots, values, firstDay, days } = table
  const error = new Float64Array(leads)
  const actual = new Float64Array(leads)
  const excess = new Float64Array(leads)
  origins.forEach((origin, o) => {
    for (let lead = 0; lead < leads && origin + lead < days; lead++) {
      const open = kinds.open(firstDay + origin + lead)
      addErrors(error, actual, excess, lead, values, (origin + lead) * slots, means[o], open)
    }
  })
  return { error, actual, excess }
}

/** Adds the errors of a day, `lead` days ahead, and what came on it. */
function addErrors(
  error: Float64Array,
  actual: Float64Array,
  excess: Float64Array,
  lead: number,
  values: Float64Array,
  from: number,
  means: Float64Array,
  open: Uint8Array,
): void {
  const first = lead * open.length
  for (let slot = 0; slot < open.length; slot++) {
    const value = values[from + slot]
    if (!open[slot] || Number.isNaN(value)) continue
    // A model that has nothing to say there has said 0.
    const mean = means[first + slot] >= 0 ? means[first + slot] : 0
    error[lead] += Math.abs(value - mean)
    excess[lead] += mean - value
    actual[lead] += value
  }
}

/** The median of a Poisson count is 0 where its mean is below this. */
const MEDIAN_OF_NONE = Math.LN2

/**
 * Whether most contacts came in intervals in which hardly any is expected, by the mean of these models: there the mean absolute error is least for a forecast of nobody at all,
 * and says nothing of which model is right.
 */
export function areMostlyNone(pasts: readonly PastForecasts[]): boolean {
  const [{ table, kinds, origins, leads }] = pasts
  const { slots, values, firstDay, days } = table
  let all = 0
  let few = 0
  origins.forEach((origin, o) => {
    for (let lead = 0; lead < leads && origin + lead < days; lead++) {
      const open = kinds.open(firstDay + origin + lead)
      for (let slot = 0; slot < slots; slot++) {
        const value = values[(origin + lead) * slots + slot]
        if (!open[slot] || !(value > 0)) continue
        all += value
        if (meanAt(pasts, o, lead * slots + slot) < MEDIAN_OF_NONE) few += value
      }
    }
  })
  return few > 0.5 * all
}

/** What the models expect there; one that has nothing to say has said 0. */
function meanAt(pasts: readonly PastForecasts[], origin: number, at: number): number {
  let sum = 0
  for (const { means } of pasts) sum += means[origin][at] || 0
  return sum / pasts.length
}

/** What came and what was expected in each whole week ahead, by origin and week; NaN where nothing was observed. */
export function pastWeeks({ table, kinds, origins, leads, means }: PastForecasts): {
  weeks: number
  came: Float64Array
  expected: Float64Array
} {
  const { slots, values, firstDay, days } = table
  const weeks = Math.floor(leads / 7)
  const came = new Float64Array(origins.length * weeks).fill(Number.NaN)
  const expected = new Float64Array(origins.length * weeks).fill(Number.NaN)
  origins.forEach((origin, o) => {
    for (let week = 0; week < weeks && origin + (week + 1) * 7 <= days; week++) {
      let actual = 0
      let forecast = 0
      for (let lead = week * 7; lead < (week + 1) * 7; lead++) {
        const open = kinds.open(firstDay + origin + lead)
        for (let slot = 0; slot < slots; slot++) {
          const value = values[(origin + lead) * slots + slot]
          const mean = means[o][lead * slots + slot]
          if (!open[slot] || Number.isNaN(value) || Number.isNaN(mean)) continue
          actual += value
          forecast += mean
        }
      }
      if (!(actual > 0 && forecast > 0)) continue
      came[o * weeks + week] = actual
      expected[o * weeks + week] = forecast
    }
  })
  return { weeks, came, expected }
}

/** {@link pastErrorsByLead} as shares, by group of leads; NaN where nothing came. */
export function pastErrorsByGroup(past: PastForecasts): number[] {
  const { error, actual } = pastErrorsByLead(past)
  const errors = LEAD_GROUPS.map(() => 0)
  const actuals = LEAD_GROUPS.map(() => 0)
  for (let lead = 0; lead < past.leads; lead++) {
    errors[leadGroupOf(lead + 1)] += error[lead]
    actuals[leadGroupOf(lead + 1)] += actual[lead]
  }
  return errors.map((sum, group) => sum / actuals[group])
}

/** @param how what would help */
export function tooShort(days: number, needed: number, how: string | Message = 'give a longer history'): KrarupError {
  return saidError({
    code: 'TOO_SHORT',
    what: forecastSays('historyTooShort', { days: { count: days }, needed: { count: needed } }),
    how,
    value: days,
  })
}
