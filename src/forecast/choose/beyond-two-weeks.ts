import type { DayKinds, DayTable } from '../history/index.ts'
import { type DayModel, type FittedDayModel, longRange, type PastForecasts } from '../models/index.ts'
import { farLeads, farOrigins, MOST_LEADS, pastForecasts, pastWeeks } from '../past/index.ts'
import { meanEffects } from './combination.ts'

/** First days ahead of each weight: what serves for a month may not serve for a season. */
const FROM = [MOST_LEADS + 1, 57]
/** The weight of a part is its past error over whole weeks to minus this power. */
const POWER = 4
/** Days over which the long range comes in, so that the forecast does not jump. */
const PHASE = 14

/**
 * Joins a model of the next weeks with the long-range model. From the fifteenth day on it takes a mean of both, weighted by the errors that each made so far ahead in this history's own past.
 * Where the past is too short to tell, the model of the next weeks goes on alone.
 *
 * @param model what `near` is a fit of
 */
export function beyondTwoWeeks(
  near: FittedDayModel,
  model: DayModel,
  table: DayTable,
  kinds: DayKinds,
): FittedDayModel {
  let far: { fit: FittedDayModel; shares: readonly number[] } | undefined
  const learnt = () => {
    far ??= learn()
    return far
  }
  return {
    predict(count) {
      const mean = near.predict(count)
      return count > MOST_LEADS ? blended(mean, learnt().fit.predict(count), count, learnt().shares) : mean
    },
    explain(day) {
      const effects = near.explain?.(day) ?? []
      const lead = day - (table.firstDay + table.days - 1)
      if (lead <= MOST_LEADS) return effects
      const share = shareAt(lead, learnt().shares)
      return meanEffects([effects, learnt().fit.explain?.(day) ?? []], [1 - share, share])
    },
    nameOver: (days) => (days > MOST_LEADS ? `${model.name} + ${longRange.name}` : model.name),
    tuned() {
      const quick = near.tuned?.() ?? model
      return {
        ...model,
        fit: (earlier, kindsThen) => {
          const fit = quick.fit(earlier, kindsThen)
          return {
            predict(count) {
              const mean = fit.predict(count)
              if (count <= MOST_LEADS) return mean
              const long = (learnt().fit.tuned?.() ?? longRange).fit(earlier, kindsThen)
              return blended(mean, long.predict(count), count, learnt().shares)
            },
          }
        },
      }
    },
  }

  function learn() {
    const fit = longRange.fit(table, kinds)
    const origins = farOrigins(table.days, Math.max(model.needs, longRange.needs))
    const leads = farLeads(table.days, origins)
    const errors = [
      { model, fit: near },
      { model: longRange, fit },
    ].map((it) => farErrors(pastForecasts(table, kinds, it.model, it.fit, leads, origins)))
    let share = 0
    const shares = FROM.map((_, group) => {
      const [ofNear, ofLong] = errors.map((byGroup) => byGroup[group])
      // Without an error to go by, what held a little nearer holds.
      if (ofNear > 0 && ofLong > 0) share = 1 / (1 + (ofLong / ofNear) ** POWER)
      return share
    })
    return { fit, shares }
  }
}

/** Sum of absolute errors of whole weeks over the sum of contacts, by group of days ahead: what makes single intervals err is not what is asked here. NaN where none was held against. */
function farErrors(past: PastForecasts): number[] {
  const { weeks, came, expected } = pastWeeks(past)
  return FROM.map((from, group) => {
    let error = 0
    let actual = 0
    for (let i = 0; i < came.length; i++) {
      const lead = (i % weeks) * 7 + 1
      if (Number.isNaN(came[i]) || lead < from || lead >= (FROM[group + 1] ?? Infinity)) continue
      error += Math.abs(expected[i] - came[i])
      actual += came[i]
    }
    return error / actual
  })
}

/** How much of the long range counts so many days ahead. */
function shareAt(lead: number, shares: readonly number[]): number {
  return Math.min(1, (lead - MOST_LEADS) / PHASE) * shares[lead >= FROM[1] ? 1 : 0]
}

/** `near`, changed in place: each day beyond two weeks takes its share of `long`. */
function blended(near: Float64Array, long: Float64Array, days: number, shares: readonly number[]): Float64Array {
  const slots = near.length / days
  for (let lead = FROM[0]; lead <= days; lead++) {
    const share = shareAt(lead, shares)
    for (let i = (lead - 1) * slots; i < lead * slots; i++) {
      // Either may have nothing to say of a place.
      if (Number.isNaN(near[i])) near[i] = long[i]
      else if (!Number.isNaN(long[i])) near[i] += share * (long[i] - near[i])
    }
  }
  return near
}
