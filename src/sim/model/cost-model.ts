/** Prices by index. */
export interface CostModel {
  currency?: string
  /** By group: of a second on duty, and of one of overtime. */
  agentSecond: Float64Array
  overtimeSecond: Float64Array
  lineSecond: number
  /** By the scenario's queue. */
  lostCall: Float64Array
  /** The same of campaigns, whose own lost call is 0. */
  droppedCall: Float64Array
  dayPenalty: Float64Array
  intervalPenalty: Float64Array
  answered: Float64Array
  /** By client. */
  clientAnswered: Float64Array
  clientHandleSecond: Float64Array
  clientAgentSecond: Float64Array
  /** By group: whose contacts alone it serves, or -1. */
  clientOfGroup: Int32Array
}
