import type { DayNumber } from '../domain/index.ts'
import type { DayKinds } from './day-kinds.ts'
import type { DayTable } from './day-table.ts'
import type { Effect } from './forecaster.ts'

/**
 * The heart of a forecaster: what it expects, without uncertainty. It is fitted many times over on ever longer histories,
 * because what a model errs by is learnt from its own past forecasts.
 */
export interface DayModel {
  name: string
  title: string
  /** Days of history it needs. */
  needs: number
  fit(table: DayTable, kinds: DayKinds): FittedDayModel
}

export interface FittedDayModel {
  /**
   * Expected values of `count` days from the day after the history, row after row. Every place has a number where the model has one, open or not:
   * closed places are blanked by the caller.
   */
  predict(count: number): Float64Array
  explain?(day: DayNumber): Effect[]
}
