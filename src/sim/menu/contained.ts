import { multinomial } from '../../numeric/random/multinomial.ts'
import { poisson } from '../../numeric/random/poisson.ts'
import type { MenuModel } from '../model/menu-model.ts'

/**
 * Calls of an interval that end in the menu, where calls arrive as a Poisson process: independent Poisson numbers, and independent of those that reach a queue, given the rate.
 * So nobody needs to play them one by one.
 *
 * @param calls expected calls into the menu, those that reach a queue included
 * @param counts gets, from `to` on, one number for each of CONTAINED_EXITS
 */
export function drawContained(
  menu: MenuModel,
  calls: number,
  streams: Int32Array,
  at: number,
  counts: Float64Array,
  to: number,
): void {
  for (let e = 0; e < menu.containedShare.length; e++)
    counts[to + e] = poisson(streams, at, calls * menu.containedShare[e])
}

/**
 * Shares a known number of calls that end in the menu out among CONTAINED_EXITS. For fixed arrivals: of n calls a day, binomial(n, `reachesQueue[0]`) reach a queue,
 * and both parts come at times of their own.
 */
export function splitContained(
  menu: MenuModel,
  calls: number,
  streams: Int32Array,
  at: number,
  counts: Float64Array,
  to: number,
): void {
  multinomial(streams, at, calls, menu.containedShare, counts, to)
}
