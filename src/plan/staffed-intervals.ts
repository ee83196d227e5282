/** Agents on duty, as a roster or a report tells them: a place a record, in the order of time. */
export interface StaffedIntervals {
  /** A group of the plan, or one of its queues; absent where the file does not tell. */
  name?: string
  start: Float64Array
  /** Mean agents on duty from then until the next record, for `interval` seconds. */
  agents: Float64Array
  interval: number
}
