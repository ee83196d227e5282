import {
  type DayModel,
  longRange,
  type ModelScore,
  type PastForecasts,
  recentMedian,
  seasonalNaive,
  weekdayProfile,
} from '../models/index.ts'
import { areMostlyNone, pastErrorsByLead, pastForecasts } from '../past/index.ts'
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
    const judged = [
      ...tried.map(({ model, past }) => judgementOf(model.name, past)),
      judgementOf(combination.name, together.past),
    ]
    const scores = judged.map(({ score }) => score)
    const most = Math.abs(judged.at(-1)!.off) + OFF_IN_SUM
    const fair = judged.filter(({ off }, i) => i === tried.length || Math.abs(off) <= most)
    const best = fair.map(({ score }) => score).reduce((a, b) => (b.fortnight < a.fortnight ? b : a))
    const ofCombination = scores.at(-1)!
    const winner =
      !areMostlyNone([together.past]) && best.fortnight < ofCombination.fortnight * (1 - ADVANTAGE)
        ? tried.find(({ model }) => model.name === best.model)
        : undefined
    const { fit, past } = winner ?? together
    if (winner?.model === longRange) return { fit, past, scores }
    return { fit: beyondTwoWeeks(fit, winner?.model ?? combination, table, kinds), past, scores }
  },
}

/** How a model did on the past, and how much more it forecast there than came, as a share of what came. */
function judgementOf(model: string, past: PastForecasts): { score: ModelScore; off: number } {
  const { error, actual, excess } = pastErrorsByLead(past)
  const upTo = (days: number) => sum(error.subarray(0, days)) / sum(actual.subarray(0, days))
  return { score: { model, day: upTo(1), week: upTo(7), fortnight: upTo(14) }, off: sum(excess) / sum(actual) }
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0)
}
