import { checkNumber } from '../domain/index.ts'
import { ceilQuotient } from '../numeric/ceil-quotient.ts'

/**
 * Agents to schedule so that, when a share of them is away from contacts, `agents` are on duty: `agents / (1 - shrinkage)`, rounded up.
 *
 * @param shrinkage share of paid time, 0 to 0.99
 * @throws {KrarupError} OUT_OF_RANGE
 * @example
 * ```ts
 * import { scheduledAgents } from 'krarup/plan'
 * scheduledAgents(23, 0.3) //=> 33
 * scheduledAgents(21, 0.3) //=> 30
 * ```
 */
export function scheduledAgents(agents: number, shrinkage: number): number {
  checkNumber('agents', agents, { least: 0 })
  checkNumber('shrinkage', shrinkage, { least: 0, most: 0.99 })
  return ceilQuotient(agents, 1 - shrinkage)
}
