import { checkKeys, checkNotNegative, checkShare, type Keys, KrarupError } from '../domain/index.ts'
import { decreasingRoot } from '../numeric/root.ts'
import type { RedialCounts, SteadyState } from './steady-state.ts'

/** A queue whose lost callers partly come back, in terms of loads: attempts that are turned away or hang up would have taken as long as any other. */
export interface RedialEquilibrium<State extends SteadyState> extends RedialCounts {
  /** The queue under all attempts; its shares are shares of attempts. Under endless attempts: under a billion of them a caller. */
  state: State
}

export interface RedialOptions {
  /** Share of the lost attempts (hung up, or turned away) that are made again. */
  redial: number
  /** What the load counts. Default `'first'`: callers, whose redials come on top. `'all'`: attempts as a switch counts them, redials among them. */
  attempts?: 'first' | 'all' | undefined
}

const REDIAL_KEYS = { redial: 1, attempts: 1 } as const satisfies Keys<RedialOptions>

/**
 * The equilibrium of a queue with redials: all attempts are the first ones and the share `redial` of those that are lost,
 * all = first + redial * lost(all) * all. Redials are taken to come as a Poisson stream of their own, well after the attempt (the usual approximation, exact when they come much later).
 * With Erlang A and finite lines it is what the field calls Erlang X; with Erlang B it is {@link extendedErlangB}.
 *
 * @param stateAt the model, as a function of the offered load
 * @param load Erlangs of what `attempts` says
 * @throws {KrarupError} OUT_OF_RANGE, UNREADABLE
 * @example
 * ```ts
 * import { erlangA, withRedials } from 'krarup/erlang'
 * const queue = withRedials((load) => erlangA({ load, aht: 240, agents: 44, patience: 120 }), 40, { redial: 0.5 })
 * Math.round(queue.allAttempts * 100) / 100 //=> 40.81
 * Math.round(queue.state.serviceLevel(10) * 1e3) / 1e3 //=> 0.812
 * ```
 */
export function withRedials<State extends SteadyState>(
  stateAt: (load: number) => State,
  load: number,
  options: RedialOptions,
): RedialEquilibrium<State> {
  checkKeys('withRedials', options, REDIAL_KEYS)
  const { redial, attempts = 'first' } = options
  checkNotNegative('load', load)
  checkShare('redial', redial)
  if (attempts !== 'first' && attempts !== 'all') {
    throw new KrarupError({
      code: 'UNREADABLE',
      what: 'not a kind of attempts',
      where: { name: 'attempts' },
      how: "take 'first' or 'all'",
      value: attempts,
    })
  }
  return redialEquilibrium(stateAt, load, redial, attempts)
}

/** {@link withRedials} of what has been checked. */
export function redialEquilibrium<State extends SteadyState>(
  stateAt: (load: number) => State,
  load: number,
  redial: number,
  attempts: 'first' | 'all',
): RedialEquilibrium<State> {
  const allAttempts = attempts === 'all' ? load : attemptsOf(stateAt, load, redial)
  if (allAttempts === Infinity) {
    const state = stateAt(MOST_ATTEMPTS * load)
    return { state, firstAttempts: load, allAttempts, lostCallers: 1 - (state.occupancy * state.agents) / load }
  }
  const state = stateAt(allAttempts)
  const lost = lostShare(state)
  const firstAttempts = attempts === 'all' ? load * (1 - redial * lost) : load
  const lostCallers = firstAttempts === 0 ? 0 : (lost * (1 - redial) * allAttempts) / firstAttempts
  return { state, firstAttempts, allAttempts, lostCallers }
}

function attemptsOf(stateAt: (load: number) => SteadyState, first: number, redial: number): number {
  if (first === 0 || redial === 0) return first
  const spare = (load: number) => first - load * (1 - redial * lostShare(stateAt(load)))
  let most = 2 * first
  while (spare(most) > 0) {
    most *= 2
    if (most > MOST_ATTEMPTS * first) return Infinity
  }
  return decreasingRoot(spare, first, most)
}

/** More attempts than this a caller are no equilibrium. */
const MOST_ATTEMPTS = 1e9

function lostShare({ blocking, abandonment }: SteadyState): number {
  return blocking + abandonment
}
