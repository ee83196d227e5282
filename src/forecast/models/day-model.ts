import type { DayNumber } from '../../domain/index.ts'
import type { DayKinds, DayTable } from '../history/index.ts'
import type { Effect } from './effect.ts'

/**
 * The heart of a forecaster: what it expects, without uncertainty. It is fitted many times on longer and longer beginnings of a history,
 * because the size of its errors is learnt from its own past forecasts.
 */
export interface DayModel {
  name: string
  title: string
  /** Days of history it needs. */
  needs: number
  fit(table: DayTable, kinds: DayKinds): FittedDayModel
  /** For models that need their past forecasts in order to be fitted: gives both. */
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
   * Expected values of `count` days from the day after the history, row after row. A place has a number where the model has one, whether the queue is open or not:
   * the caller blanks closed places.
   */
  predict(count: number): Float64Array
  explain?(day: DayNumber): Effect[]
  /** What made a forecast of so many days, where that is not the model's own name. */
  nameOver?(days: number): string
  /**
   * The same model for quick fits on this history's beginnings. Settings that change little from day to day are kept (how strong the kinds of effects are), the effects are learnt again.
   */
  tuned?(): DayModel
}

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
