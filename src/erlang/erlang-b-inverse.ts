import { checkNumber, KrarupError } from '../domain/index.ts'
import { decreasingRoot } from '../numeric/root.ts'
import { busyOdds, shareOfOdds } from './erlang-b.ts'
import { leastWhole } from './least-agents.ts'

const MOST_SERVERS = 1e12

/**
 * The smallest whole number of servers (lines, trunks) that turns away at most a share `blocking` of an offered load: {@link erlangB} turned round.
 *
 * @throws {KrarupError} OUT_OF_RANGE; UNREACHABLE for a blocking of 0
 * @example
 * ```ts
 * import { serversForBlocking } from 'krarup/erlang'
 * serversForBlocking(84.064, 0.01) //=> 100
 * ```
 */
export function serversForBlocking(load: number, blocking: number): number {
  checkNumber('load', load, { least: 0 })
  checkBlocking(blocking)
  if (load === 0 || blocking === 1) return 0
  const servers = leastWhole(
    (n) => {
      const share = shareOfOdds(busyOdds(load, n))
      return share <= blocking ? Math.min(0, Math.log(share / blocking)) : Math.log(share / blocking)
    },
    1,
    MOST_SERVERS,
    load * (1 - blocking),
  )
  return servers as number
}

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
  checkNumber('servers', servers, { above: 0 })
  checkBlocking(blocking)
  if (blocking === 1) throw unreachable(blocking)
  // carried = load (1 - blocking) is less than the servers
  const highest = servers / (1 - blocking)
  return decreasingRoot(
    (load) => (load === 0 ? 1 : Math.log(blocking / shareOfOdds(busyOdds(load, servers)))),
    0,
    highest,
  )
}

function checkBlocking(blocking: number): void {
  checkNumber('blocking', blocking, { least: 0, most: 1 })
  if (blocking === 0) throw unreachable(blocking)
}

function unreachable(blocking: number): KrarupError {
  return new KrarupError({
    code: 'UNREACHABLE',
    what: `no finite answer has a blocking of ${blocking}`,
    where: { name: 'blocking' },
    how: 'give a share between 0 and 1',
  })
}
