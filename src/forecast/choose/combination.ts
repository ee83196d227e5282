import type { DayNumber } from '../../domain/index.ts'
import type { DayTable } from '../history/index.ts'
import {
  countRegression,
  type DayModel,
  type Effect,
  type FittedDayModel,
  longRange,
  lowRank,
  type PastForecasts,
} from '../models/index.ts'
import { areMostlyNone, LEAD_GROUPS, leadGroupOf, pastErrorsByGroup, pastForecasts } from '../past/index.ts'

/** Models that know the calendar and err differently: one learns the form of each day, one takes the usual form of its weekday. */
const PARTS: readonly DayModel[] = [lowRank, countRegression]
/** Where a day is one interval it has no form to be learnt and the two are much alike; with a year behind them the model for months ahead, whose level wanders otherwise, is the one that errs differently. */
const PARTS_OF_DAILY: readonly DayModel[] = [...PARTS, longRange]
const DAILY_LEAST = 330
/**
 * The weight of a part is its past error to minus this power. A mean of forecasts wins by their differences, so parts that are nearly as good as the best stay in.
 * A part whose error is a fifth larger has a fortieth of the weight.
 */
const POWER = 20

/** A mean of forecasts, each weighted by how it did on this history's own past, for each number of days ahead apart (Bates and Granger 1969). */
export const combination: DayModel = {
  name: 'combination',
  title: 'mean of the models, weighted by their past errors',
  needs: Math.max(...PARTS.map(({ needs }) => needs)),
  fit: (table, kinds) =>
    combine(
      partsFor(table).map((part) => part.fit(table, kinds)),
      equalWeights(partsFor(table).length),
      table.firstDay + table.days - 1,
    ).fit,
  fitWithPast(table, kinds, leads, origins) {
    const parts = partsFor(table)
    const fits = parts.map((part) => part.fit(table, kinds))
    return combinedWithPast(
      fits,
      parts.map((part, i) => pastForecasts(table, kinds, part, fits[i], leads, origins)),
    )
  },
}

/** The combination where its parts have already been fitted. */
export function combinedWithPast(
  fits: readonly FittedDayModel[],
  pasts: readonly PastForecasts[],
): { fit: FittedDayModel; past: PastForecasts } {
  const weights = weightsOf(pasts)
  const { table } = pasts[0]
  const { fit, mean } = combine(fits, weights, table.firstDay + table.days - 1)
  return {
    fit,
    past: {
      ...pasts[0],
      means: pasts[0].means.map((_, o) =>
        mean(
          pasts.map((past) => past.means[o]),
          pasts[0].table.slots,
        ),
      ),
    },
  }
}

/** What is combined for this history. */
export function partsFor({ slots, days }: DayTable): readonly DayModel[] {
  return slots === 1 && days >= DAILY_LEAST ? PARTS_OF_DAILY : PARTS
}

function equalWeights(parts: number): number[][] {
  return LEAD_GROUPS.map(() => new Array<number>(parts).fill(1))
}

/** One weight for each group of leads and part; all the same where absolute errors say nothing. */
function weightsOf(pasts: readonly PastForecasts[]): number[][] {
  if (areMostlyNone(pasts)) return equalWeights(pasts.length)
  const errors = pasts.map(pastErrorsByGroup)
  return LEAD_GROUPS.map((_, group) => {
    const own = errors.map((byGroup) => byGroup[group])
    const best = Math.min(...own)
    // Without an error to go by, or with none at all, all weigh the same.
    return own.map((error) =>
      best > 0 && error < Infinity ? (best / error) ** POWER : error === best || !(best > 0) ? 1 : 0,
    )
  })
}

/** @param end last day of the history */
function combine(fits: readonly FittedDayModel[], weights: readonly (readonly number[])[], end: DayNumber) {
  const mean = (means: readonly Float64Array[], slots: number): Float64Array => {
    const result = new Float64Array(means[0].length)
    for (let row = 0; row * slots < means[0].length; row++) {
      const own = weights[leadGroupOf(row + 1)]
      for (let i = row * slots; i < (row + 1) * slots; i++) {
        let sum = 0
        let weight = 0
        for (let part = 0; part < means.length; part++) {
          if (Number.isNaN(means[part][i])) continue
          sum += own[part] * means[part][i]
          weight += own[part]
        }
        result[i] = sum / weight
      }
    }
    return result
  }
  const tuned = (): DayModel => {
    const parts = fits.map((part, i) => part.tuned?.() ?? PARTS_OF_DAILY[i])
    return {
      ...combination,
      fit: (table, kinds) =>
        combine(
          parts.map((part) => part.fit(table, kinds)),
          weights,
          table.firstDay + table.days - 1,
        ).fit,
    }
  }
  const fit: FittedDayModel = {
    predict: (count) => {
      const means = fits.map((part) => part.predict(count))
      return mean(means, means[0].length / count)
    },
    tuned,
    explain: (day) =>
      meanEffects(
        fits.map((part) => part.explain?.(day) ?? []),
        weights[leadGroupOf(Math.max(1, day - end))],
      ),
  }
  return { fit, mean }
}

/**
 * The effects of a mean of forecasts: after each effect the parts stand at some volume, and so does their mean; its factor is by how much that mean has moved.
 * So the factors multiply up to the mean of what the parts' factors multiply up to.
 */
export function meanEffects(parts: readonly (readonly Effect[])[], weights: readonly number[]): Effect[] {
  const told = parts.filter((effects) => effects.length > 0)
  const own = weights.filter((_, part) => parts[part].length > 0)
  const all = own.reduce((sum, weight) => sum + weight, 0)
  const volumes = told.map(() => 1)
  const names = [...new Map(told.flat().map((effect) => [effect.name, effect])).values()]
  let before = 1
  return names.map(({ kind, name }) => {
    told.forEach((effects, part) => {
      volumes[part] *= effects.find((effect) => effect.name === name)?.factor ?? 1
    })
    const now = volumes.reduce((sum, volume, part) => sum + own[part] * volume, 0) / all
    const factor = now / before
    before = now
    return { kind, name, factor }
  })
}
