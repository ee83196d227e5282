import { FOLLOW_UPS, type FollowUp, WORK_FROMS, WORK_PER_AGENT, type WorkFrom, type WorkPerAgent } from './case.ts'
import { ESTIMATORS } from './choices.ts'
import {
  byName,
  CLOCK,
  choice,
  either,
  list,
  NAME,
  number,
  ONE_EACH,
  OPEN_HOURS,
  RANDOM_TIME,
  record,
  SHARE,
  TIME,
  type WordsOf,
  whole,
  YES_NO,
} from './kinds.ts'
import type { RandomTime } from './times.ts'

/** What customers of a queue do, and what they are told and offered. */
export interface CustomerScenario {
  /** Opening hours of the queue, seconds from the start of the day's first interval; who comes outside them is `closed` and not offered to agents. Default: always open. */
  open?: readonly { from: number; to: number }[]
  /**
   * What becomes of those who wait at closing time: they are served (`'finish'`, default; over the night of a day of fewer than 24 hours they are carried over to the opening), sent away (`'send-away'`), or they hang
   * up (`'hang-up'`), which counts as abandoned, and call again as those do. Without `open` the queue closes with the day, where that has fewer than 24 hours.
   */
  atClosing?: 'finish' | 'send-away' | 'hang-up'
  /** Outside the hours this share leaves a message, which comes to another queue at once, holds no line and never hangs up. */
  voicemail?: { share: number; to: string }
  /** Who is put through to other queues at the end of the conversation: the line is held all the while, patience begins anew. The shares sum to 1 at most. */
  transfers?: readonly Transfer[]
  /** Who comes again because what was wanted is not solved, of those who are not transferred. Default nobody. */
  repeat?: Repeat
  /** Work that follows from its contacts, each piece by itself: it does not touch what the customer does. Default none. */
  followUps?: readonly FollowUp[]
  /** Contacts of other queues from which this queue's work follows: the other queue's `followUps`, said here. Default none. */
  from?: WorkFrom | readonly WorkFrom[]
  /** Of deferred work, in place of `volume`: so many pieces for each agent of a group. */
  perAgent?: WorkPerAgent
  /** What those hear who wait, by the wait at which they hear it. */
  announcements?: readonly Announcement[]
  /** Who has to wait is told how long it is expected to be: the row with the greatest `above` that is exceeded says which share hangs up at once. */
  announcedWait?: readonly { above: number; leave: number }[]
  /** Who has to wait is told the expected wait or the place in the queue, and compares it with the own patience. Beside `announcedWait`, after it. */
  informed?: Informed
  /** How the expected wait is found, for `announcedWait`, `callback` and `deflection`. Default `'queue-length'`. */
  expectedWait?: ExpectedWait
  /** Who would have to wait longer than this is offered to be called back. */
  callback?: Callback
  /** Standing shares of all who come that go to other queues instead, by name, such as chat; the rest is what comes. They take the busyness of the queue to which they go. Default none. */
  diverted?: Record<string, number>
  /** Of those who would have to wait longer than this, a share leaves for another queue, such as chat, or the centre. */
  deflection?: { above: number; share: number; to?: string }
  /** Patience is so many times as long, by interval of arrival: of a day, or of all days. */
  patienceFactors?: readonly number[]
  /** Handle times without after-call work are so many times as long, by interval in which the conversation begins, or the contact arrived: see `ahtFactorsBy`. */
  ahtFactors?: readonly number[]
  /** Which interval's factor a contact has: of the answer (`'answer'`, default: whoever talks at night talks longer), or of its arrival (`'arrival'`: whoever calls at night has more to say). */
  ahtFactorsBy?: 'answer' | 'arrival'
  /** Seconds by which a conversation is longer for each second that the customer has waited on the line. Default 0. Where nobody hangs up, waits and handle times can run away. */
  ahtPerWait?: number
  /** Priority that a contact gains with each second of waiting. Default 0. */
  priorityPerSecond?: number
  /** Places by agent on duty in the queue's groups, rounded down; beside `places` the lesser counts. */
  placesPerAgent?: number
}

/**
 * How an expected wait is found. `'queue-length'`: those who wait in the queue and oneself, times the mean handle time of the queue, with a group's own after-call work, over the agents on duty in all its groups: exact for
 * the mean of one queue with one group whose callers do not hang up (Whitt 1999), too long where callers hang up, too short where other queues share the agents. `'last-wait'`: the wait
 * of whoever of the queue was given to an agent last (Ibrahim and Whitt 2009).
 */
export type ExpectedWait = (typeof ESTIMATORS)[number]

/** A share of the answered contacts of a queue that goes on to another, or to a second agent in the same, as a new contact there. */
export interface Transfer {
  share: number
  /** The queue; the same one: a second agent of the same kind. */
  to: string
  /** Added to its priority for them. Default 0. */
  priority?: number
  /**
   * False, to the same queue: the second conversation is outside all counts of its contacts (offered, service level, abandoned ...), as where one call is one contact however many agents it takes. Agents' time, lines, the length of the
   * queue and handle time know it. Default true.
   */
  counts?: boolean
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

/**
 * Patience that hears: whoever is told a wait that is longer than the own patience hangs up at once; the others know what they wait for and stay.
 *
 * W. Whitt, "Improving service by informing customers about anticipated delays" (1999); P. Guo and P. Zipkin, "Analysis and comparison of queues with different levels of delay information" (2007).
 */
export interface Informed {
  /** `'wait'` (default): the expected wait, as `expectedWait` finds it; `'position'`: the place in the queue, of which the customer makes a wait by `perPlace`. */
  of?: 'wait' | 'position'
  /** Seconds that a customer reckons for each place; needed where the position is told. */
  perPlace?: number
  /** Who stays does not hang up any more (default); false: the patience goes on, as `patience` says. */
  stays?: boolean
  /** Where who stays may hang up: the patience is so many times as long. Default 1. */
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

export interface Redial {
  /** Share of those who hung up that call again, or more about them. Default 0. */
  abandoned?: number | RedialAfter
  /** Share of the blocked that call again, or more about them. Default 0. */
  blocked?: number | RedialAfter
  /** Time until the next attempt. */
  delay: RandomTime
  /** Attempts of one caller, the first included: so many, or as many as it takes. Default 10. */
  attempts?: number | 'unlimited'
  /**
   * What a caller has again at the next attempt in the same queue: the patience of the first (who hung up at once does so again), the handle time with its after-call work, or both. Default: each
   * attempt draws both anew.
   */
  keeps?: Kept | readonly Kept[]
}

export type Kept = 'patience' | 'aht'
const KEPT = choice(['patience', 'aht'], 'not what callers keep: take patience, aht, or [patience, aht]')

const factor = number('not a factor: write a number above 0', { above: 0 })
/** Multipliers by interval. */
export const FACTORS = list(factor, 'not a list of factors by interval', ONE_EACH)
const priority = number('not a priority: write a number', {})

const REDIAL_AFTER_WORDS = {
  share: { is: SHARE, needed: true, help: 'Of first attempts.' },
  later: { is: SHARE, otherwise: 'as of the first', help: 'Of later attempts.' },
  delay: { is: RANDOM_TIME, otherwise: "the redial's delay", help: 'Until the next attempt.' },
  laterDelay: { is: RANDOM_TIME, otherwise: 'as after the first', help: 'The same of later attempts.' },
  to: {
    is: byName('queue', SHARE, 'not shares by queue: write { mail: 20% }'),
    otherwise: 'none',
    help: 'Shares of those who try again that do so in another queue.',
  },
} as const satisfies WordsOf<RedialAfter>

const REDIAL_AFTER = either(
  [SHARE, record<RedialAfter>(REDIAL_AFTER_WORDS)],
  'not a share: write 50%, or { share: 50%, later: 30%, delay: 5m, to: { mail: 20% } }',
)

export const REDIAL_WORDS = {
  abandoned: { is: REDIAL_AFTER, default: 0, help: 'Share of those who hung up that call again, or more about them.' },
  blocked: { is: REDIAL_AFTER, default: 0, help: 'Share of the blocked that call again, or more about them.' },
  delay: { is: RANDOM_TIME, needed: true, help: 'Time until the next attempt.' },
  attempts: {
    is: either(
      [whole('not a number of attempts: write 1 or more', 1), choice(['unlimited'], 'not unlimited')],
      'not a number of attempts: write 1 or more, or unlimited',
    ),
    default: 10,
    help: 'Attempts of one caller, the first included.',
  },
  keeps: {
    is: either([KEPT, list(KEPT, 'not a list: write [patience, aht]')]),
    otherwise: 'nothing',
    help: 'What a caller has again at the next attempt in the same queue: the patience or the handle time of the first.',
  },
} as const satisfies WordsOf<Redial>

const TRANSFER_WORDS = {
  share: { is: SHARE, needed: true, help: 'Of the answered.' },
  to: { is: NAME, needed: true, help: 'The queue.' },
  priority: { is: priority, default: 0, help: 'Added to its priority for them.' },
  counts: {
    is: YES_NO,
    default: true,
    help: 'False: a second conversation in the same queue that is not offered once more, nor judged.',
  },
  byGroup: {
    is: byName('group', SHARE, 'not shares by group: write { experts: 2% }'),
    help: 'The share where it is another for contacts that one group answered.',
  },
} as const satisfies WordsOf<Transfer>

const REPEAT_WORDS = {
  share: { is: SHARE, needed: true, help: 'Of the answered that are not transferred.' },
  delay: { is: RANDOM_TIME, needed: true, help: 'From the end of the conversation until they come again.' },
  to: { is: NAME, otherwise: 'the same', help: 'The queue to which they come.' },
} as const satisfies WordsOf<Repeat>

export const ANNOUNCEMENT_WORDS = {
  at: { is: TIME, needed: true, help: 'The wait at which it is heard.' },
  leave: { is: SHARE, default: 0, help: 'Share that hangs up at once.' },
  patience: { is: factor, default: 1, help: "Multiplier on what is left of the others' patience." },
} as const satisfies WordsOf<Announcement>

export const CALLBACK_WORDS = {
  above: { is: TIME, needed: true, help: 'Offered above this expected wait.' },
  accept: { is: SHARE, needed: true, help: 'Share that accepts.' },
  mode: {
    is: choice(['in-turn', 'later'], 'not a mode: take in-turn or later'),
    default: 'in-turn',
    help: 'Keeps the place (in-turn), or called when nobody else waits (later).',
  },
  notBefore: { is: CLOCK, otherwise: 'at once', help: 'For later: not before this time of day.' },
  dial: { is: RANDOM_TIME, otherwise: 'no time', help: 'How long the agent dials.' },
  reached: { is: SHARE, default: 1, help: 'Share of calls that is answered.' },
  retry: { is: RANDOM_TIME, default: 600, help: 'Until it is tried again.' },
  attempts: { is: whole('not a number of calls: write 1 or more', 1), default: 3, help: 'Calls until it is given up.' },
} as const satisfies WordsOf<Callback>

const INFORMED_WORDS = {
  of: {
    is: choice(['wait', 'position'], 'not what is told: take wait or position'),
    default: 'wait',
    help: 'What is told: the expected wait, or the place in the queue.',
  },
  perPlace: { is: TIME, help: 'What a customer reckons for each place, where the position is told.' },
  stays: { is: YES_NO, default: true, help: 'Who stays does not hang up any more.' },
  patience: { is: factor, default: 1, help: 'With stays: false, multiplier on the patience of those who stay.' },
} as const satisfies WordsOf<Informed>

const ONLY_CALLERS = { of: ['call', 'chat'], tier: 'or none', agentLevel: true } as const

/** What a queue says about its customers. Only agent-level simulation can do what these words say. */
export const CUSTOMER_WORDS = {
  open: {
    is: OPEN_HOURS,
    of: ['call', 'chat', 'deferred'],
    tier: 'or none',
    agentLevel: true,
    otherwise: 'always open',
    help: 'Opening hours of the queue; who comes outside them is closed.',
  },
  atClosing: {
    is: choice(['finish', 'send-away', 'hang-up'], 'not a choice: take finish, send-away or hang-up'),
    of: ['call', 'chat', 'deferred'],
    tier: 'otherwise',
    agentLevel: true,
    default: 'finish',
    help: 'Those who wait at closing time are served (finish), sent away, or hang up and may call again.',
  },
  voicemail: {
    is: record<{ share: number; to: string }>(
      {
        share: { is: SHARE, needed: true, help: 'Of those who come outside the hours.' },
        to: { is: NAME, needed: true, help: 'The queue to which the message comes.' },
      },
      'not a voicemail: write { share: 30%, to: QUEUE }',
    ),
    of: ['call', 'chat', 'deferred'],
    tier: 'or none',
    agentLevel: true,
    help: 'Outside the hours this share leaves a message, which comes to another queue.',
  },
  transfers: {
    is: list(
      record<Transfer>(TRANSFER_WORDS, 'not a transfer: write { share: 10%, to: QUEUE }'),
      'not a list of transfers: write [{ share: 10%, to: QUEUE }]',
    ),
    of: ['call', 'chat', 'deferred'],
    tier: 'or none',
    agentLevel: true,
    help: 'Shares of the answered that are put through to other queues.',
  },
  repeat: {
    is: record<Repeat>(REPEAT_WORDS, 'not a repeat: write { share: 15%, delay: 2h }'),
    of: ['call', 'chat', 'deferred'],
    tier: 'or none',
    agentLevel: true,
    help: 'Share of the answered that come again because their matter is not solved.',
  },
  followUps: {
    is: FOLLOW_UPS,
    tier: 'or none',
    agentLevel: true,
    help: 'Work that follows from contacts, each piece by itself, and does not touch what the customer does.',
  },
  from: {
    is: WORK_FROMS,
    of: ['call', 'chat', 'deferred'],
    agentLevel: true,
    help: "Contacts of other queues from which this queue's work follows: their follow-ups, said here.",
  },
  perAgent: {
    is: WORK_PER_AGENT,
    of: ['deferred'],
    agentLevel: true,
    help: 'In place of volume: so many pieces of work for each agent of a group, such as quality checks.',
  },
  announcements: {
    ...ONLY_CALLERS,
    is: list(
      record<Announcement>(ANNOUNCEMENT_WORDS, 'not an announcement: write { at: 30s, leave: 5% }'),
      'not a list of announcements: write [{ at: 30s, leave: 5% }]',
    ),
    help: 'Heard at these waits: a share leaves, what is left of the patience of others changes.',
  },
  announcedWait: {
    ...ONLY_CALLERS,
    is: list(
      record<{ above: number; leave: number }>(
        {
          above: { is: TIME, needed: true, help: 'The expected wait above which the row holds.' },
          leave: { is: SHARE, needed: true, help: 'Share that hangs up.' },
        },
        'not a row: write { above: 2m, leave: 10% }',
      ),
      'not a table: write [{ above: 2m, leave: 10% }]',
    ),
    help: 'Share that hangs up when it is told the expected wait, by that wait.',
  },
  informed: {
    ...ONLY_CALLERS,
    is: record<Informed>(
      INFORMED_WORDS,
      'not what customers hear: write { of: wait }, or { of: position, per-place: 40s }',
    ),
    help: 'Who is told a wait, or a place, beyond the own patience hangs up at once; the others stay.',
  },
  expectedWait: {
    is: choice(ESTIMATORS, 'not an estimate: take queue-length or last-wait'),
    of: ['call', 'chat'],
    tier: 'otherwise',
    agentLevel: true,
    default: 'queue-length',
    help: 'How the expected wait is found.',
  },
  callback: {
    ...ONLY_CALLERS,
    of: ['call'],
    because: { chat: ['a chat is not called back', 'deflect it to a queue of calls, or leave it out'] },
    is: record<Callback>(CALLBACK_WORDS, 'not a callback: write { above: 3m, accept: 40% }'),
    help: 'Offered to those who would have to wait long: an agent calls them.',
  },
  diverted: {
    is: byName('queue', SHARE, 'not shares by queue: write { chat: 30% }'),
    of: ['call', 'chat', 'deferred'],
    otherwise: 'none',
    help: 'Standing shares of all who come that go to other queues instead.',
  },
  deflection: {
    ...ONLY_CALLERS,
    is: record<{ above: number; share: number; to?: string }>(
      {
        above: { is: TIME, needed: true, help: 'The expected wait above which they leave.' },
        share: { is: SHARE, needed: true, help: 'Of those who would have to wait longer.' },
        to: { is: NAME, otherwise: 'away', help: 'The queue to which they go.' },
      },
      'not a deflection: write { above: 2m, share: 30%, to: QUEUE }',
    ),
    help: 'Share of those who would have to wait long that goes to another queue, or away.',
  },
  patienceFactors: { ...ONLY_CALLERS, is: FACTORS, help: 'Multipliers on patience, by interval.' },
  ahtFactors: { is: FACTORS, tier: 'or none', agentLevel: true, help: 'Multipliers on the handle time, by interval.' },
  ahtFactorsBy: {
    is: choice(['answer', 'arrival'], 'not a moment: take answer or arrival'),
    tier: 'otherwise',
    agentLevel: true,
    default: 'answer',
    help: 'Which interval aht-factors go by: that in which the conversation begins (answer), or in which the contact came (arrival).',
  },
  ahtPerWait: {
    is: number('not a number: write 0 or more'),
    of: ['call', 'chat', 'called'],
    tier: 'otherwise',
    agentLevel: true,
    default: 0,
    help: 'Seconds more of a conversation for each second waited on the line.',
  },
  priorityPerSecond: {
    is: number('not a number: write 0 or more'),
    of: ['call', 'chat', 'called'],
    tier: 'otherwise',
    agentLevel: true,
    default: 0,
    help: 'Priority gained with each second of waiting.',
  },
  placesPerAgent: {
    is: number('not a number of places: write 0 or more'),
    of: ['call', 'chat', 'called'],
    agentLevel: true,
    help: 'Places to wait by agent on duty; beside places the lesser counts.',
  },
} as const satisfies WordsOf<CustomerScenario>
