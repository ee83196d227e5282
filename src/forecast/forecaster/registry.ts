import { unknownName } from '../../domain/index.ts'
import { automatic, combination } from '../choose/index.ts'
import type { LearntPart } from '../history/index.ts'
import {
  countRegression,
  dayTotal,
  doubleSeasonal,
  longRange,
  lowRank,
  recentMedian,
  seasonalNaive,
  weekdayProfile,
} from '../models/index.ts'
import { forecasterOf } from './forecast-of-model.ts'
import type { Forecaster } from './forecaster.ts'

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
  models.map((model) => [model.name, forecasterOf(model, models)]),
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

/**
 * The forecaster of that name that must do without parts of what it usually learns.
 *
 * @throws {KrarupError} UNREADABLE for a name that is none
 */
export function forecasterWithout(name: string, withheld: readonly LearntPart[]): Forecaster {
  if (withheld.length === 0) return findForecaster(name)
  const model = models.find((one) => one.name === findForecaster(name).name)!
  return forecasterOf(model, models, withheld)
}

/** What is taken when nobody chooses. */
export const DEFAULT_FORECASTER = automatic.name
