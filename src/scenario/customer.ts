import type { ESTIMATORS } from './choices.ts'
import type { RandomTime } from './scenario.ts'

/** What customers of a queue do, and what they are told and offered. */
export interface CustomerScenario {
  /** Opening hours of the queue, seconds from the start of the day's first interval; who comes outside them is `closed` and not offered to agents. Default: always open. */
  open?: readonly { from: number; to: number }[]
  /** What becomes of those who wait at closing time: they are served (`'finish'`, default), or `'send-away'`. */
  atClosing?: 'finish' | 'send-away'
  /** Outside the hours this share leaves a message, which comes to another queue at once, holds no line and never hangs up. */
  voicemail?: { share: number; to: string }
  /** Who is put through to other queues at the end of the conversation: the line is held all the while, patience begins anew. The shares sum to 1 at most. */
  transfers?: readonly Transfer[]
  /** Who comes again because what was wanted is not solved, of those who are not transferred. Default nobody. */
  repeat?: Repeat
  /** What those hear who wait, by the wait at which they hear it. */
  announcements?: readonly Announcement[]
  /** Who has to wait is told how long it is expected to be: the row with the greatest `above` that is exceeded says which share hangs up at once. */
  announcedWait?: readonly { above: number; leave: number }[]
  /** How the expected wait is found, for `announcedWait`, `callback` and `deflection`. Default `'queue-length'`. */
  expectedWait?: ExpectedWait
  /** Who would have to wait longer than this is offered to be called back. */
  callback?: Callback
  /** Of those who would have to wait longer than this, a share leaves for another queue, such as chat, or the centre. */
  deflection?: { above: number; share: number; to?: string }
  /** Patience is so many times as long, by interval of arrival: of a day, or of all days. */
  patienceFactors?: readonly number[]
  /** Handle times without after-call work are so many times as long, by interval in which the conversation begins. */
  ahtFactors?: readonly number[]
  /** Seconds by which a conversation is longer for each second that the customer has waited on the line. Default 0. Where nobody hangs up, waits and handle times can run away. */
  ahtPerWait?: number
  /** Priority that a contact gains with each second of waiting. Default 0. */
  priorityPerSecond?: number
  /** Places by agent on duty in the queue's groups, rounded down; beside `places` the lesser counts. */
  placesPerAgent?: number
}

/** All of them; only the loop of persons can do what they say. */
export const CUSTOMER_WORDS = [
  'open',
  'atClosing',
  'voicemail',
  'transfers',
  'repeat',
  'announcements',
  'announcedWait',
  'expectedWait',
  'callback',
  'deflection',
  'patienceFactors',
  'ahtFactors',
  'ahtPerWait',
  'priorityPerSecond',
  'placesPerAgent',
] as const satisfies readonly (keyof CustomerScenario)[]

/**
 * How an expected wait is found. `'queue-length'`: those who wait in the queue and oneself, times the mean handle time of the queue, over the agents on duty in all its groups: exact for
 * the mean of one queue with one group whose callers do not hang up (Whitt 1999), too long where callers hang up, too short where other queues share the agents. `'last-wait'`: the wait
 * of whoever of the queue was given to an agent last (Ibrahim and Whitt 2009).
 */
export type ExpectedWait = (typeof ESTIMATORS)[number]

/** A share of the answered contacts of a queue that goes on to another, as a new contact there. */
export interface Transfer {
  share: number
  /** The queue. */
  to: string
  /** Added to its priority for them. Default 0. */
  priority?: number
  /** The share where it is another for contacts that one group answered: specialists pass on less. */
  byGroup?: Record<string, number>
}

/** Customers whose matter is not solved by an answered contact (one minus the first-contact resolution). */
export interface Repeat {
  share: number
  /** From the end of the conversation until they come again; what lies beyond the end of the run is not made. */
  delay: RandomTime
  /** The queue to which they come. Default: the same. */
  to?: string
}

export interface Announcement {
  /** Seconds waited. */
  at: number
  /** Share that hangs up at once. Default 0. */
  leave?: number
  /** What is left of the others' patience is so many times as long. Default 1. */
  patience?: number
}

/** A call back instead of waiting on the line (virtual hold). */
export interface Callback {
  /** Seconds of expected wait above which it is offered. */
  above: number
  /** Share of those to whom it is offered that accept. */
  accept: number
  /** `'in-turn'` (default): keeps the place in the queue; `'later'`: when nobody else waits, not before `notBefore`. */
  mode?: 'in-turn' | 'later'
  /** For `'later'`: a time of day, seconds from the start of its first interval; on the next day where it has passed. Default: at once. */
  notBefore?: number
  /** How long the agent dials and lets it ring. Default: no time. */
  dial?: RandomTime
  /** Share of calls that the customer answers. Default 1. */
  reached?: number
  /** Time until it is tried again. Default 10 minutes. */
  retry?: RandomTime
  /** Calls until it is given up. Default 3. */
  attempts?: number
}

/** Who calls again after hanging up, or after having been blocked. */
export interface RedialAfter {
  /** Of first attempts. */
  share: number
  /** Of later attempts. Default: as of the first. */
  later?: number
  /** Time until the next attempt. Default: the redial's. */
  delay?: RandomTime
  laterDelay?: RandomTime
  /** Shares of those who try again that do so in another queue, by name: a call becomes a mail. Default none. */
  to?: Record<string, number>
}
