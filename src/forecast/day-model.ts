import type { DayNumber } from '../domain/index.ts'
import type { DayKinds } from './day-kinds.ts'
import type { DayTable } from './day-table.ts'
import type { Effect } from './forecaster.ts'
import type { PastForecasts } from './past-forecasts.ts'

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
  /** For models that need their past forecasts to be fitted: both at once. */
  fitWithPast?(
    table: DayTable,
    kinds: DayKinds,
    leads: number,
    origins: readonly number[],
  ): { fit: FittedDayModel; past: PastForecasts; scores?: ModelScore[] }
}

/** How a model did on past forecasts: sum of absolute errors over sum of contacts. */
export interface ModelScore {
  model: string
  /** One day ahead. */
  day: number
  /** The first seven days. */
  week: number
  /** The first fourteen days. */
  fortnight: number
}

export interface FittedDayModel {
  /**
   * Expected values of `count` days from the day after the history, row after row. Every place has a number where the model has one, open or not:
   * closed places are blanked by the caller.
   */
  predict(count: number): Float64Array
  explain?(day: DayNumber): Effect[]
  /** What made a forecast of so many days, where that is not the model's own name. */
  nameOver?(days: number): string
  /**
   * The same model with those settings fixed that change little from day to day (how strong kinds of effects are, not the effects), for quick fits on this history's beginnings.
   */
  tuned?(): DayModel
}
