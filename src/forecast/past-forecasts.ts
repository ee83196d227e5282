import { KrarupError } from '../domain/index.ts'
import type { DayKinds } from './day-kinds.ts'
import type { DayModel } from './day-model.ts'
import { type DayTable, firstDays } from './day-table.ts'

/** What a model would have said on past days, knowing only the days before them. */
export interface PastForecasts {
  table: DayTable
  kinds: DayKinds
  /** Rows of the table: the first day of each past forecast. */
  origins: readonly number[]
  /** Days that each of them looks ahead, at most. */
  leads: number
  /** One array an origin: `leads` rows of expected values; rows after the history's end are there and have nothing to be held against. */
  means: readonly Float64Array[]
}

/** Past forecasts that a model is judged by. More say little more: neighbours share most of their days. */
const MOST_ORIGINS = 24
/** Days between two of them at most, and never a multiple of a week: every weekday must have its turn. */
const WIDEST_STEP = 5
/** Days of history that a past forecast is given at least, where there are so many. */
const USUAL_TRAINING = 28
/** Days that are left to judge by at least. */
export const JUDGED_DAYS = 7
/** Days ahead that past errors are collected for; beyond, the error of the last ones is taken. */
export const MOST_LEADS = 14

/**
 * The origins of past forecasts, latest last. The latest leaves one day to be judged.
 *
 * @throws {KrarupError} TOO_SHORT
 */
export function pastOrigins(days: number, needs: number): number[] {
  if (days < needs + JUDGED_DAYS) throw tooShort(days, needs + JUDGED_DAYS)
  const first = Math.max(needs, Math.min(USUAL_TRAINING, days - 2 * JUDGED_DAYS))
  const step = Math.min(WIDEST_STEP, Math.max(1, Math.floor((days - first) / MOST_ORIGINS)))
  const origins: number[] = []
  for (let row = days - 1; row >= first && origins.length < MOST_ORIGINS; row -= step) origins.push(row)
  return origins.reverse()
}

export function pastForecasts(
  table: DayTable,
  kinds: DayKinds,
  model: DayModel,
  leads: number,
  origins: readonly number[] = pastOrigins(table.days, model.needs),
): PastForecasts {
  return {
    table,
    kinds,
    origins,
    leads,
    means: origins.map((row) => model.fit(firstDays(table, row), kinds).predict(leads)),
  }
}

export function tooShort(days: number, needed: number): KrarupError {
  return new KrarupError({
    code: 'TOO_SHORT',
    what: `the history has ${days} ${days === 1 ? 'day' : 'days'} and ${needed} are needed`,
    how: 'give a longer history, or borrow one from a similar queue',
    value: days,
  })
}
