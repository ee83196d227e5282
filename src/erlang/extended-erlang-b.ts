import { checkNotNegative, checkNumber, checkShare } from '../domain/index.ts'
import { FiniteLines } from './finite-lines.ts'
import { type RedialEquilibrium, redialEquilibrium } from './redials.ts'
import type { SteadyState } from './steady-state.ts'

/**
 * Extended Erlang B: Erlang B with a share `retry` of the blocked calls made again, until they get in or give up.
 * `state.blocking` is the share of attempts that are blocked, `allAttempts` the load with retries, `lostCallers` the share of callers who never get in.
 *
 * R. F. Rey (ed.), "Engineering and Operations in the Bell System" (1983).
 *
 * @throws {KrarupError} OUT_OF_RANGE
 * @example
 * ```ts
 * import { extendedErlangB } from 'krarup/erlang'
 * const { state, allAttempts } = extendedErlangB(10, 15, 0.5)
 * Math.round(state.blocking * 1e4) / 1e4 //=> 0.0407
 * Math.round(allAttempts * 1e4) / 1e4 //=> 10.2077
 * ```
 */
export function extendedErlangB(load: number, servers: number, retry: number): RedialEquilibrium<SteadyState> {
  checkNotNegative('load', load)
  checkNumber('servers', servers, { least: 0, whole: true })
  checkShare('retry', retry)
  return redialEquilibrium((attempts) => new FiniteLines(attempts, 1, servers, servers, Infinity), load, retry, 'first')
}
