import {
  checkKeys,
  checkNotNegative,
  checkPositive,
  checkTarget,
  KrarupError,
  type Target,
} from '../../domain/index.ts'
import { erfcx } from '../../numeric/scaled-error-function.ts'

/**
 * Limit of the share of patient callers who wait, with n = load + beta sqrt(load) agents and a large load: 1 / (1 + beta Phi(beta) / phi(beta)).
 * S. Halfin and W. Whitt, "Heavy-traffic limits for queues with many exponential servers" (1981).
 */
function delayLimit(beta: number): number {
  const millsBelow =
    Math.sqrt(2 * Math.PI) * Math.exp((beta * beta) / 2) - Math.sqrt(Math.PI / 2) * erfcx(beta / Math.SQRT2)
  return 1 / (1 + beta * millsBelow)
}

/** Beyond it the limit is below the smallest double. */
const MOST_BETA = 37

/**
 * Agents by the square-root rule: load + beta sqrt(load), rounded up, with the smallest beta whose limiting share of callers that wait longer than the threshold is allowed.
 * A rule of thumb with a proof for large loads; it needs a service level as the target and patient callers. From 1 to 10 000 Erlangs and for targets from
 * 50 to 99 % it never says more than Erlang C, one agent less in three cases of ten, two less where 99 % must not wait at all (`npx vitest run src/erlang/day/square-root.test.ts`).
 *
 * @throws {KrarupError} OUT_OF_RANGE, UNSUPPORTED for a target without or with more than a service level, UNREACHABLE for a share of 1
 * @example
 * ```ts
 * import { squareRootAgents } from 'krarup/erlang/day'
 * squareRootAgents({ load: 100, aht: 300 }, { serviceLevel: { within: 20, share: 0.8 } }) //=> 108
 * ```
 */
export function squareRootAgents(parameters: { load: number; aht: number }, target: Target): number {
  checkKeys('squareRootAgents', parameters, { load: 1, aht: 1 })
  const { load, aht } = parameters
  checkNotNegative('load', load)
  checkPositive('aht', aht)
  const { serviceLevel, ...others } = checkTarget(target, 'squareRootAgents')
  if (!serviceLevel || Object.values(others).some((part) => part !== undefined)) {
    throw new KrarupError({
      code: 'UNSUPPORTED',
      what: 'the square-root rule needs a service level and nothing else as target',
      where: { name: 'target' },
      how: 'take requiredAgents for other targets',
    })
  }
  if (serviceLevel.share === 1) {
    throw new KrarupError({ code: 'UNREACHABLE', what: 'some callers always wait longer', where: { name: 'target' } })
  }
  if (load === 0) return 0
  const root = Math.sqrt(load)
  const late = (beta: number) => delayLimit(beta) * Math.exp((-beta * root * serviceLevel.within) / aht)
  let low = 0
  let high = MOST_BETA
  while (high - low > 1e-12 * high) {
    const middle = (low + high) / 2
    if (late(middle) > 1 - serviceLevel.share) low = middle
    else high = middle
  }
  return Math.max(1, Math.ceil(load + high * root))
}
