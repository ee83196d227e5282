/** How a visit of a queue ended, as {@link CallLog.end} holds it. */
export const VISIT_END = {
  /** The log does not say: it stops before the call does. */
  unknown: 0,
  answered: 1,
  /** The caller hung up. */
  abandoned: 2,
  /** Out of the queue without an answer: sent on, called back, timed out. */
  left: 3,
} as const
export type VisitEnd = (typeof VISIT_END)[keyof typeof VISIT_END]

/**
 * A log of single calls, a place for each visit of a queue, in the order of arrival. Columns hold indices into the tables of names, or seconds; -1 and NaN stand where the log does not say.
 * A call that was put through has a visit in each of its queues, joined by `next`.
 */
export interface CallLog {
  /** Names of queues, by the numbers of `queue`. */
  queues: readonly string[]
  /** Names of types of calls, by the numbers of `type`; empty where the log has none beside its queues. */
  types: readonly string[]
  /** Names of agents, by the numbers of `agent`; empty where the log does not say who answered. */
  agents: readonly string[]
  /** How many different callers are known by an id; the numbers of `customer` are below. */
  customers: number
  /** Visits. */
  count: number
  queue: Int32Array
  type: Int32Array
  customer: Int32Array
  /** Who answered, or rang last. */
  agent: Int32Array
  /** What the log says of the priority: some systems count it upwards, some downwards. NaN where it says nothing. */
  priority: Float32Array
  /** Entry into the queue, on the clock of the centre. */
  arrived: Float64Array
  /** Seconds from the entry to the answer, to hanging up or to leaving; they include `ringing`. */
  waited: Float64Array
  /** Seconds of the wait in which the agent who answered was rung. */
  ringing: Float32Array
  /** Seconds of talk, hold and after-call work, where the log tells them apart. */
  talk: Float32Array
  hold: Float32Array
  afterCall: Float32Array
  /** Seconds of talk, hold and after-call work together. */
  handled: Float64Array
  /** One of {@link VISIT_END}. */
  end: Uint8Array
  /** Place of the next visit of the same contact, to which it was put through; -1 for none. */
  next: Int32Array
  /** What agents did, where a file or the log itself says so. */
  states?: AgentStates
}

/** What an agent does in a stretch of time that is told, as {@link AgentStates.state} holds it. */
export const AGENT_STATE = {
  /** On duty: takes calls, or is taking one. */
  present: 0,
  /** On duty, and takes none: pause, meeting, other work. */
  paused: 1,
  /** Gone. */
  off: 2,
} as const
export type AgentState = (typeof AGENT_STATE)[keyof typeof AGENT_STATE]

/** Stretches of time of agents, in the order of their beginning; they may overlap no other of the same agent. */
export interface AgentStates {
  count: number
  /** Number in {@link CallLog.agents}. */
  agent: Int32Array
  from: Float64Array
  to: Float64Array
  /** One of {@link AGENT_STATE}. */
  state: Uint8Array
}
