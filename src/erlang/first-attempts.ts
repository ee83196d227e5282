import { checkKeys, checkNotNegative, checkNumber, checkShare } from '../domain/index.ts'

/**
 * First attempts in a history that counted every attempt: offered less the share `redial` of the lost (abandoned and blocked). Sizing with redials needs them, or redials are counted twice.
 *
 * @throws {KrarupError} OUT_OF_RANGE
 * @example
 * ```ts
 * import { firstAttempts } from 'krarup/erlang'
 * firstAttempts({ offered: 320, lost: 40, redial: 0.5 }) //=> 300
 * ```
 */
export function firstAttempts(counts: { offered: number; lost: number; redial: number }): number {
  checkKeys('firstAttempts', counts, { offered: 1, lost: 1, redial: 1 })
  const { offered, lost, redial } = counts
  checkNotNegative('offered', offered)
  checkNumber('lost', lost, { least: 0, most: offered })
  return offered - checkShare('redial', redial) * lost
}
