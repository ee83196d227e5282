import { dayOf, intervalsPerDay, type QueueHistory, STATE, type Target } from '../domain/index.ts'
import { leastAgents, type Requirement } from '../erlang/index.ts'
import { expectationOfCount } from './expectation-of-count.ts'
import { guessFrom } from './guess-from.ts'
import type { Verdict } from './plan.ts'
import { type ServiceModel, steadyState } from './service-model.ts'

/** How far back the verdict looks: what is older says little about the centre as it is. */
const WEEKS = 8

/** The handle time of an interval is drawn towards the queue's mean as if so many contacts more had taken the mean. */
const PRIOR_CONTACTS = 10

/**
 * Holds the model against the last eight weeks: what it expects with the contacts, the handle time and the agents that there were, and what the centre did.
 * `undefined` where the history does not have agents on duty, handle time and at least one outcome.
 * Agents on duty may be fractions (a mean over the interval): the expectation is interpolated between the whole numbers beside.
 */
export function verdict(
  history: QueueHistory,
  model: ServiceModel,
  target: Target,
  historyThreshold: number | undefined,
): Verdict | undefined {
  const { offered, answered, abandoned, answeredWithin, waitTotal, handleTotal, agents } = history.measures
  if (!agents || !handleTotal || !(answeredWithin || abandoned)) return undefined
  const { interval, state } = history
  const contacts = answered ?? offered
  const threshold = historyThreshold ?? target.serviceLevel?.within ?? 10
  const first = Math.max(0, state.length - WEEKS * 7 * intervalsPerDay(interval))

  let handle = 0
  let handled = 0
  for (let i = first; i < state.length; i++) {
    if (contacts[i] > 0 && handleTotal[i] > 0) {
      handle += handleTotal[i]
      handled += contacts[i]
    }
  }
  const meanAht = handle / handled
  if (!(meanAht > 0)) return undefined

  const sum = {
    volume: 0,
    expectedWithin: 0,
    within: 0,
    expectedLost: 0,
    lost: 0,
    expectedWait: 0,
    wait: 0,
    error: 0,
    agents: 0,
    required: 0,
  }
  let last: Requirement | undefined
  let intervals = 0
  let from = Infinity
  let to = -Infinity
  for (let i = first; i < state.length; i++) {
    const volume = offered[i]
    if (state[i] !== STATE.observed || !(volume > 0) || !(agents[i] > 0)) continue
    const ownAht = contacts[i] >= 0 && handleTotal[i] >= 0
    const aht = ownAht ? (handleTotal[i] + PRIOR_CONTACTS * meanAht) / (contacts[i] + PRIOR_CONTACTS) : meanAht
    const rate = volume / interval
    const expected = expectationOfCount(volume, { model, interval, aht, agents: agents[i], threshold })
    const actual = answeredWithin ? answeredWithin[i] / volume : Number.NaN
    intervals++
    from = Math.min(from, i)
    to = Math.max(to, i)
    sum.volume += volume
    sum.expectedWithin += expected.within
    sum.within += volume * actual
    sum.expectedLost += expected.lost
    sum.lost += abandoned ? abandoned[i] : Number.NaN
    sum.expectedWait += expected.waited
    sum.wait += waitTotal ? waitTotal[i] : Number.NaN
    sum.error += volume * Math.abs(actual - Math.min(1, Math.max(0, expected.within / volume)))
    sum.agents += agents[i]
    const load = rate * aht
    last = leastAgents((n) => steadyState(model, rate, aht, n), load, target, { guess: guessFrom(last, load) })
    sum.required += last.agents
  }
  if (intervals === 0) return undefined
  const dayAt = (i: number) => dayOf(history.start + i * interval)
  return {
    from: dayAt(from),
    to: dayAt(to),
    intervals,
    threshold,
    expected: {
      serviceLevel: sum.expectedWithin / sum.volume,
      abandonment: sum.expectedLost / sum.volume,
      meanWait: sum.expectedWait / sum.volume,
    },
    actual: {
      serviceLevel: sum.within / sum.volume,
      abandonment: sum.lost / sum.volume,
      meanWait: sum.wait / sum.volume,
    },
    serviceLevelError: sum.error / sum.volume,
    agentsOnDuty: sum.agents / intervals,
    agentsRequired: sum.required / intervals,
  }
}
