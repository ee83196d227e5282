import { checkNotNegative } from '../domain/index.ts'
import { deviance, gammaDensity, smallTailRatio } from '../numeric/gamma-tails.ts'

/**
 * The Erlang B formula: the share of calls that find every one of `servers` busy and are turned away, at an offered load in Erlangs. Real-valued `servers` are allowed:
 * then it is the continuation 1 / B = load * integral over u >= 0 of exp(-load u) (1 + u)^servers (A. A. Jagerman, "Some properties of the Erlang loss function", 1974).
 *
 * Assumes Poisson arrivals and no waiting; the handle times may have any distribution. Time is constant in the number of servers.
 * Relative error under 1e-12 up to 1 000 servers and 1e-10 up to 100 000, down to the smallest double (`npx vitest run conformance`).
 *
 * @param load offered load, Erlangs, at least 0
 * @param servers at least 0
 * @throws {KrarupError} OUT_OF_RANGE
 * @example
 * ```ts
 * import { erlangB } from 'krarup/erlang'
 * Math.round(erlangB(20, 30) * 1e6) / 1e6 //=> 0.008457
 * Math.round(erlangB(100, 110.1) * 1e6) / 1e6 //=> 0.027119
 * ```
 */
export function erlangB(load: number, servers: number): number {
  checkNotNegative('load', load)
  checkNotNegative('servers', servers)
  if (servers === 0) return 1
  return load === 0 ? 0 : shareOfOdds(busyOdds(load, servers))
}

/** Odds that all servers are busy against that one is free, in the system without waiting: B / (1 - B). Load and servers are greater than 0. */
export function busyOdds(load: number, servers: number): number {
  const point = { shape: servers, x: load, excess: (load - servers) / servers }
  if (load >= servers) return 1 / smallTailRatio(point)
  const exponent = deviance(point)
  const density = gammaDensity(point, exponent)
  return density / (1 - density * smallTailRatio(point, exponent))
}

export function shareOfOdds(odds: number): number {
  return odds / (1 + odds)
}
