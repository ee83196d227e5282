import { checkNumber } from '../domain/index.ts'
import { checkBlocking } from './check-blocking.ts'
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
  checkNumber('load', load, { least: 0, most: MOST_SERVERS })
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
