import { checkPositive } from '../domain/index.ts'
import { decreasingRoot } from '../numeric/root.ts'
import { checkBlocking } from './check-blocking.ts'
import { busyOdds, shareOfOdds } from './erlang-b.ts'

/**
 * The load in Erlangs at which exactly a share `blocking` of it is turned away by so many servers (real values allowed): the classic traffic table.
 * Relative error under 1e-12 (`npx vitest run conformance`).
 *
 * @throws {KrarupError} OUT_OF_RANGE; UNREACHABLE for a blocking of 0 or 1
 * @example
 * ```ts
 * import { loadForBlocking } from 'krarup/erlang'
 * Math.round(loadForBlocking(100, 0.01) * 1e3) / 1e3 //=> 84.064
 * ```
 */
export function loadForBlocking(servers: number, blocking: number): number {
  checkPositive('servers', servers)
  checkBlocking(blocking, 1)
  // carried = load (1 - blocking) is less than the servers
  const highest = servers / (1 - blocking)
  return decreasingRoot(
    (load) => (load === 0 ? 1 : Math.log(blocking / shareOfOdds(busyOdds(load, servers)))),
    0,
    highest,
  )
}
