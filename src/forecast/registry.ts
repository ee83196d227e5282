import { unknownName } from '../domain/index.ts'
import { automatic } from './automatic.ts'
import { combination } from './combination.ts'
import { countRegression } from './count-regression.ts'
import { dayTotal } from './day-total.ts'
import { doubleSeasonal } from './double-seasonal.ts'
import { forecasterOf } from './forecast-of-model.ts'
import type { Forecaster } from './forecaster.ts'
import { longRange } from './long-range.ts'
import { lowRank } from './low-rank.ts'
import { recentMedian } from './recent-median.ts'
import { seasonalNaive } from './seasonal-naive.ts'
import { weekdayProfile } from './weekday-profile.ts'

const models = [
  seasonalNaive,
  recentMedian,
  weekdayProfile,
  doubleSeasonal,
  dayTotal,
  countRegression,
  lowRank,
  longRange,
  combination,
  automatic,
]

/** All forecasters by name. */
export const forecasters: ReadonlyMap<string, Forecaster> = new Map(
  models.map((model) => [model.name, forecasterOf(model)]),
)

/**
 * The forecaster of that name.
 *
 * @throws {KrarupError} UNREADABLE for a name that is none
 */
export function findForecaster(name: string): Forecaster {
  const found = forecasters.get(name)
  if (found) return found
  const known = [...forecasters.keys()]
  throw unknownName({
    what: 'no forecaster has this name',
    name,
    known,
    where: { name: 'model' },
    always: `there are ${known.join(', ')}`,
  })
}

/** What is taken when nobody chooses. */
export const DEFAULT_FORECASTER = automatic.name
