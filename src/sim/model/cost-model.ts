/** Prices by index. */
export interface CostModel {
  currency?: string
  /** By group: of an agent for a second on duty, and for a second of overtime. */
  agentPerSecond: Float64Array
  overtimePerSecond: Float64Array
  linePerSecond: number
  /** By the scenario's queue. */
  lostCall: Float64Array
  /** The same of campaigns, whose own lost call is 0. */
  droppedCall: Float64Array
  dayPenalty: Float64Array
  intervalPenalty: Float64Array
  answered: Float64Array
  /** By client. */
  clientAnswered: Float64Array
  clientPerHandleSecond: Float64Array
  clientPerAgentSecond: Float64Array
  /** By group: whose contacts alone it serves, or -1. */
  clientOfGroup: Int32Array
}
