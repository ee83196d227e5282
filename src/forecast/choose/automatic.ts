import {
  type DayModel,
  longRange,
  type ModelScore,
  type PastForecasts,
  recentMedian,
  seasonalNaive,
  weekdayProfile,
} from '../models/index.ts'
import { pastErrorsByLead, pastForecasts } from '../past/index.ts'
import { beyondTwoWeeks } from './beyond-two-weeks.ts'
import { combination, combinedWithPast, partsFor } from './combination.ts'

/** Tried beside what is combined. */
const PLAIN: readonly DayModel[] = [seasonalNaive, recentMedian, weekdayProfile]
/** A single model is taken only if its error is smaller than the combination's by this share: the winner of a race of few days is half luck. */
const ADVANTAGE = 0.02
/**
 * And only if it was not off in the sum by more than the combination, with so much to spare. The mean absolute error of a few contacts an interval is least for a forecast of none at all: a median
 * of counts of 0 and 1 wins the race and forecasts nobody.
 */
const OFF_IN_SUM = 0.02

/** Tries every model on this history's own past and takes the one that erred least over two weeks; the combination where none is clearly better. Further ahead the long-range model joins it. */
export const automatic: DayModel = {
  name: 'auto',
  title: 'the model that did best on the past of this history',
  needs: combination.needs,
  fit: combination.fit,
  fitWithPast(table, kinds, leads, origins) {
    const combined = partsFor(table)
    // From the plainest to the one that knows most: so their scores are told.
    const tried = [...PLAIN, ...combined.toReversed()].map((model) => {
      const fit = model.fit(table, kinds)
      return { model, fit, past: pastForecasts(table, kinds, model, fit, leads, origins) }
    })
    const parts = combined.map((part) => tried.find(({ model }) => model === part)!)
    const together = combinedWithPast(
      parts.map(({ fit }) => fit),
      parts.map(({ past }) => past),
    )
    const scores = [
      ...tried.map(({ model, past }) => scoreOf(model.name, past)),
      scoreOf(combination.name, together.past),
    ]
    const most = Math.abs(sumOff(together.past)) + OFF_IN_SUM
    const fair = scores.filter((_, i) => i >= tried.length || Math.abs(sumOff(tried[i].past)) <= most)
    const best = fair.reduce((a, b) => (b.fortnight < a.fortnight ? b : a))
    const ofCombination = scores.at(-1)!
    const winner =
      best.fortnight < ofCombination.fortnight * (1 - ADVANTAGE)
        ? tried.find(({ model }) => model.name === best.model)
        : undefined
    const { fit, past } = winner ?? together
    if (winner?.model === longRange) return { fit, past, scores }
    return { fit: beyondTwoWeeks(fit, winner?.model ?? combination, table, kinds), past, scores }
  },
}

/** How much more was forecast in the past than came, as a share of what came. */
function sumOff(past: PastForecasts): number {
  const { excess, actual } = pastErrorsByLead(past)
  return sum(excess) / sum(actual)
}

function scoreOf(model: string, past: PastForecasts): ModelScore {
  const { error, actual } = pastErrorsByLead(past)
  const upTo = (days: number) => sum(error.subarray(0, days)) / sum(actual.subarray(0, days))
  return { model, day: upTo(1), week: upTo(7), fortnight: upTo(14) }
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0)
}
