import { OUTCOMES_FOLLOWED, REASONS_TO_ESCALATE, WORK_PERIODS } from './choices.ts'
import { choice, EXACT_TIME, either, list, NAME, number, record, SHARE, TIME, type WordsOf } from './kinds.ts'
import type { RandomTime } from './times.ts'

/** Work that follows from a contact and does not touch what its customer does: a quality check, a survey, a ticket. */
export interface FollowUp {
  /** The queue to which it comes, as a contact of its own. */
  to: string
  /** Of the contacts that ended so. Default 1. */
  share?: number
  /** How the contact ended: `'answered'` (default; of deferred work: finished), `'abandoned'`, `'blocked'`, `'closed'` (came outside the opening hours), `'sent-away'`, `'missed'` (was called back in vain). */
  after?: (typeof OUTCOMES_FOLLOWED)[number]
  /** From the end of the contact; a number of seconds is exactly so long. Default 0. */
  delay?: RandomTime
}

/** The same said by the queue that has the work: contacts of another queue from which it follows. */
export interface WorkFrom {
  /** The queue whose contacts these are, of all its tiers. */
  queue: string
  /** Of the contacts that ended so. Default 1. */
  share?: number
  /** How the contact ended, as in a {@link FollowUp}. Default `'answered'`. */
  outcome?: FollowUp['after']
  /** From the end of the contact; a number of seconds is exactly so long. Default 0. */
  delay?: RandomTime
}

/** Work that follows from who is there: so many pieces for each agent of a group, such as quality checks. Their number is exact; they come at moments of their own, evenly over the days. */
export interface WorkPerAgent {
  group: string
  /** Pieces for each agent in a `per`. */
  each: number
  /** Pieces for each of the group's newcomers. Default: as for the others. */
  newcomers?: number
  /** Default `'week'`. A week is seven days of the run, a month 365.25 / 12 of them. */
  per?: (typeof WORK_PERIODS)[number]
}

/** One matter that is worked on in several steps, one after the other, with clocks that all run from its creation. */
export interface CaseScenario {
  /** It is created when a contact comes to the queue of the first step. */
  steps: readonly CaseStep[]
  escalation?: CaseEscalation
}

/** Deferred work of a queue that no other step of any case has. */
export interface CaseStep {
  queue: string
  /** Seconds from the creation of the case by which the work is to be done; default: no such clock, and the queue's own deadline from the step's arrival. */
  within?: number
  /** Seconds from the creation of the case by which the work is to be begun. */
  beginWithin?: number
  /** Of the cases that have this step; the others go on to the next. Default 1. */
  share?: number
  /** From the end of the step before until this one comes to its queue; a number of seconds is exactly so long. Default 0. */
  after?: RandomTime
}

/** Once in a case, for the first reason: work of its own, beside the steps, which go on. */
export interface CaseEscalation {
  /** The queue to which it comes. */
  to: string
  /** `'late'`: a clock runs out; `'repeat'`: the customer comes again (`repeat`) while the case is open. Default: both. */
  when?: ReasonToEscalate | readonly ReasonToEscalate[]
}

export type ReasonToEscalate = (typeof REASONS_TO_ESCALATE)[number]

const FOLLOW_UP_WORDS = {
  to: { is: NAME, needed: true, help: 'The queue to which the work comes.' },
  share: { is: SHARE, default: 1, help: 'Of the contacts that ended so.' },
  after: {
    is: choice(OUTCOMES_FOLLOWED, `not an end of a contact: take one of ${OUTCOMES_FOLLOWED.join(', ')}`),
    default: 'answered',
    help: 'How the contact ended; deferred work that is finished is answered.',
  },
  delay: { is: EXACT_TIME, default: 0, help: 'From the end of the contact; a number is exactly so long.' },
} as const satisfies WordsOf<FollowUp>

const PIECES = number('not a number of pieces: write 0 or more')

const WORK_FROM = record<WorkFrom>(
  {
    queue: { is: NAME, needed: true, help: 'The queue whose contacts these are, of all its tiers.' },
    share: FOLLOW_UP_WORDS.share,
    outcome: FOLLOW_UP_WORDS.after,
    delay: FOLLOW_UP_WORDS.delay,
  } as const satisfies WordsOf<WorkFrom>,
  'not where work comes from: write { queue: QUEUE, outcome: answered, share: 10% }',
)

export const WORK_FROMS = either(
  [WORK_FROM, list(WORK_FROM, 'not a list: write [{ queue: QUEUE, share: 10% }]', 'the list is empty: name a queue')],
  'not where work comes from: write { queue: QUEUE, outcome: answered, share: 10% }',
)

export const WORK_PER_AGENT = record<WorkPerAgent>(
  {
    group: { is: NAME, needed: true, help: 'The group whose agents these are.' },
    each: { is: PIECES, needed: true, help: 'Pieces of work for each agent.' },
    newcomers: { is: PIECES, otherwise: 'as for the others', help: 'Pieces for each of its newcomers.' },
    per: {
      is: choice(WORK_PERIODS, `not a period: take one of ${WORK_PERIODS.join(', ')}`),
      default: 'week',
      help: 'In how long: a week is seven days of the run, a month 30.44.',
    },
  } as const satisfies WordsOf<WorkPerAgent>,
  'not work for each agent: write { group: GROUP, each: 1, newcomers: 5, per: week }',
)

export const FOLLOW_UPS = list(
  record<FollowUp>(FOLLOW_UP_WORDS, 'not a follow-up: write { to: QUEUE, share: 10% }'),
  'not a list of follow-ups: write [{ to: QUEUE, share: 10% }]',
)

export const CASE_STEP_WORDS = {
  queue: { is: NAME, needed: true, help: 'A queue of deferred work.' },
  within: { is: TIME, otherwise: 'no such clock', help: 'From the creation of the case until the work is done.' },
  beginWithin: { is: TIME, otherwise: 'no such clock', help: 'From the creation of the case until the work is begun.' },
  share: { is: SHARE, default: 1, help: 'Of the cases that have this step.' },
  after: { is: EXACT_TIME, default: 0, help: 'From the end of the step before; a number is exactly so long.' },
} as const satisfies WordsOf<CaseStep>

const REASON = choice(REASONS_TO_ESCALATE, 'not a reason: take late, repeat, or [late, repeat]')

export const CASE_WORDS = {
  steps: {
    is: list(
      record<CaseStep>(CASE_STEP_WORDS, 'not a step: write { queue: NAME, within: 24h }'),
      'not a list of steps: write [{ queue: NAME, within: 24h }]',
      'the list is empty: a case needs a step',
    ),
    needed: true,
    help: 'What is done, one step after the other; a contact that comes to the queue of the first creates the case.',
  },
  escalation: {
    is: record<CaseEscalation>(
      {
        to: { is: NAME, needed: true, help: 'The queue to which the work of an escalation comes.' },
        when: {
          is: either([REASON, list(REASON, 'not a list: write [late, repeat]')]),
          otherwise: 'late and repeat',
          help: 'A clock runs out (late), the customer comes again while the case is open (repeat).',
        },
      },
      'not an escalation: write { to: QUEUE }',
    ),
    help: 'Work besides, once a case, when a clock runs out or the customer comes again.',
  },
} as const satisfies WordsOf<CaseScenario>
