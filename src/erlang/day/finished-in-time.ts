import { checkKeys, checkNotNegative, checkShare, type Keys, KrarupError } from '../../domain/index.ts'
import { erlangC } from '../erlang-c.ts'
import { TRAFFIC_KEYS, type Traffic, trafficOf } from '../steady-state.ts'

/** Work that comes evenly, and how long it may take until it is done. */
export interface FinishParameters extends Traffic {
  /** Seconds from coming in until it must be done, its own handle time included. */
  within: number
}

const FINISH_KEYS = { ...TRAFFIC_KEYS, within: 1 } as const satisfies Keys<FinishParameters>

export interface FinishState {
  /** Share done within the time. */
  onTime: number
  /** Seconds from coming in until it is done, on average; Infinity where work piles up. */
  meanFinishTime: number
  /** Share of the time in which an agent has work, at most 1. */
  utilisation: number
}

/**
 * The share of work that is done in time where it comes evenly round the clock and is done in the order in which it comes: the time in an M/M/n queue, waiting and handle time together.
 * Arrivals are Poisson and handle times exponential; with less spread more is done in time.
 *
 * `P(T > t) = exp(-mu t) (1 + C (1 - exp(-r mu t)) / r)` with `r = agents - 1 - load` and `C` of Erlang's formula; L. Takács, "Introduction to the Theory of Queues" (1962).
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT
 * @example
 * ```ts
 * import { finishedWithin } from 'krarup/erlang/day'
 * const tickets = { volumePerInterval: 1296, interval: 86_400, aht: 600, within: 1800 }
 * Math.round(finishedWithin({ ...tickets, agents: 10 }).onTime * 1000) / 1000 //=> 0.85
 * ```
 */
export function finishedWithin({ agents, ...parameters }: FinishParameters & { agents: number }): FinishState {
  checkKeys('finishedWithin', parameters, FINISH_KEYS)
  checkNotNegative('agents', agents)
  const { load, aht } = trafficOf(parameters)
  const x = checkNotNegative('within', parameters.within) / aht
  if (agents <= load) return { onTime: 0, meanFinishTime: Number.POSITIVE_INFINITY, utilisation: 1 }
  const { waitProbability } = erlangC({ load, aht, agents })
  return {
    onTime: Math.max(0, 1 - Math.exp(-x) - waitProbability * lateByWaiting(agents - 1 - load, x)),
    meanFinishTime: aht * (1 + waitProbability / (agents - load)),
    utilisation: load / agents,
  }
}

/** `exp(-x) (1 - exp(-r x)) / r` for `r > -1`, without loss where `r x` is small and without overflow where it is large. */
function lateByWaiting(r: number, x: number): number {
  if (r * x < -1) return (Math.exp(-(1 + r) * x) - Math.exp(-x)) / -r
  return Math.exp(-x) * (r === 0 ? x : -Math.expm1(-r * x) / r)
}

/**
 * The least agents of whom a share of the work is done in time: see {@link finishedWithin}.
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT; UNREACHABLE where so much work takes longer than that by itself
 * @example
 * ```ts
 * import { agentsToFinish } from 'krarup/erlang/day'
 * agentsToFinish({ volumePerInterval: 480, interval: 86_400, aht: 300, within: 7200, share: 0.95 }).agents //=> 2
 * ```
 */
export function agentsToFinish({ share, ...parameters }: FinishParameters & { share: number }): FinishState & {
  agents: number
} {
  checkKeys('agentsToFinish', parameters, FINISH_KEYS)
  const { load, aht } = trafficOf(parameters)
  const best = -Math.expm1(-checkNotNegative('within', parameters.within) / aht)
  if (checkShare('share', share) > 0 && share >= best)
    throw new KrarupError({
      code: 'UNREACHABLE',
      what: 'no number of agents does so much of the work in this time',
      how: `begun at once, ${(best * 100).toFixed(1)} % of it is done in this time: allow more time, or ask for a smaller share`,
      value: share,
    })
  for (let agents = Math.floor(load) + 1; ; agents++) {
    const state = finishedWithin({ load, aht, within: parameters.within, agents })
    if (state.onTime >= share) return { agents, ...state }
  }
}
