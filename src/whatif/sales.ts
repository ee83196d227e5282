import { checkNumber } from '../domain/index.ts'

/** Hours that a full-time agent is on duty in a month: eight paid hours on five days of seven, 30 % of them away from contacts. */
export const AGENT_MONTH_HOURS = 8 * (5 / 7) * (365.25 / 12) * (1 - 0.3)

/**
 * Sales of an agent in a month, as such centres report them: sales by hour on duty, times the 121.8 hours that an agent is on duty in a month ({@link AGENT_MONTH_HOURS}).
 * Both are of the same stretch; a half-width of the sales may stand in their place.
 *
 * @param agentHours above 0; see {@link agentHours}
 * @throws {KrarupError} OUT_OF_RANGE
 * @example
 * ```ts
 * import { salesPerAgentMonth } from 'krarup/whatif'
 * salesPerAgentMonth(81, 274.5).toFixed(1) //=> '35.9'
 * ```
 */
export function salesPerAgentMonth(sales: number, agentHours: number): number {
  return (sales / checkNumber('agentHours', agentHours, { above: 0 })) * AGENT_MONTH_HOURS
}
