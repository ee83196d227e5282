/** How a contact ended. */
export const OUTCOME = {
  answered: 0,
  abandoned: 1,
  blocked: 2,
  left: 3,
  /** Came when the queue was closed; waited when it closed. */
  closed: 4,
  sentAway: 5,
  /** Left for another queue, or the centre, instead of waiting. */
  deflected: 6,
  /** Was called back and never reached. */
  missed: 7,
} as const
export type Outcome = (typeof OUTCOME)[keyof typeof OUTCOME]

/**
 * Is told of every contact once, when its end is known (not in the order of arrival). Times in seconds from the start of the run.
 *
 * @param attempt 1 for a first call, 2 for its first redial, ...
 * @param group that answered, or -1
 * @param left when it stopped waiting: answered, hung up, blocked, or the end of the last interval for those whom nobody serves any more
 * @param ended when the conversation ended (`left` for those who were not answered)
 * @param free when the agent was free again, after-call work done
 * @param agent number of the agent who answered, or -1; only in agent-level simulation
 * @param customer number of the customer's first contact in its queue; only in agent-level simulation
 * @param origin the queue of that first contact; likewise
 * @param visit which contact of this customer it is: 1 for the first, one more for each redial, transfer, repeat, deflection, message; likewise
 * @param followUp 0 for what customers do themselves, else the number of a piece of work that follows from one of the customer's contacts, whose visits are counted apart; likewise
 */
export type TraceSink = (
  queue: number,
  attempt: number,
  arrived: number,
  outcome: Outcome,
  group: number,
  left: number,
  ended: number,
  free: number,
  agent?: number,
  customer?: number,
  origin?: number,
  visit?: number,
  followUp?: number,
) => void
