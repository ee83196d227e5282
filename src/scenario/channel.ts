import { CAMPAIGN_MODES } from './choices.ts'
import {
  choice,
  either,
  HOURS,
  list,
  NAME,
  number,
  ONE_EACH,
  RANDOM_TIME,
  record,
  SHARE,
  special,
  TIME,
  type WordsOf,
  whole,
  YES_NO,
} from './kinds.ts'
import type { RandomTime } from './times.ts'

/** What a queue's contacts are, and what follows from it. */
export interface ChannelWords {
  /**
   * `'call'` (default): waits on the line. `'deferred'`: tickets, mails, complaints, call-backs: work that waits in a backlog without impatience, has a deadline, and is done by
   * agents whom nobody else wants. `'chat'`: agents may hold several; the service level's threshold is that of the first response, and no line is held.
   * `'outbound'`: agents call.
   */
  channel?: 'call' | 'chat' | 'deferred' | 'outbound'
  /** Of an outbound queue: whom its groups' idle agents call. The offered are those who were reached, and the abandoned those for whom no agent was there in time. */
  campaign?: CampaignScenario
  /** When deferred work is to be finished. Earliest deadline first. Default: never, after all that has one. */
  deadline?: Deadline
  /** Deferred work is laid aside when its agent is wanted by a contact that waits on the line; whoever is free goes on with the rest later. Default false: it is finished first. */
  interruptible?: boolean
  /**
   * After service a share of the answered callers, or chatting customers, is offered something, which takes time; some buy it, for so much. The time is part of the handle time.
   */
  offer?: { share: number; time: RandomTime; success: number; revenue?: number }
  /** Deferred work that is there when the run begins: how many, and how old they are (default 0). */
  backlog?: number | { contacts: number; age?: RandomTime }
}

/**
 * So many seconds after arrival; or a time of day, in seconds from the start of the day's first interval (before the opening: negative), so many days later. With 0 days later it is
 * the next such time. Nights count: where the scenario's day has fewer than 24 hours, the clock runs on between the days.
 */
export type Deadline = number | { at: number; daysLater?: number }

/** A list of customers, and how they are called. */
export interface CampaignScenario {
  /** How many are to be called. */
  list: number
  /**
   * `'preview'`: an idle agent looks at the customer for a while (`preview`) and calls; `'progressive'` (default): the call is dialled for an idle agent; `'power'`: `callsPerAgent` calls are under way for
   * each free agent; `'predictive'`: more calls are dialled than agents are free, as many as keep the share of those who are answered by nobody under `cap`.
   */
  mode?: 'preview' | 'progressive' | 'power' | 'predictive'
  /** Power: calls under way for each free agent of the queue's groups. Default 1. */
  callsPerAgent?: number
  /** Dials only while so many agents are free in these groups together (default: those of the queue), whoever they are there for. Default: always. */
  whenFree?: { agents: number; groups?: readonly string[] }
  /** `'any-time'` (default): whenever an agent becomes free, a call has ended or the hours begin; `'after-service'`: only at the moment in which an agent has finished a contact. */
  dials?: 'any-time' | 'after-service'
  /** Hours of each day in which is dialled, seconds from the start of the first interval. Default: all day. */
  from?: number
  to?: number
  /** Share of calls that are answered, or by interval; and of them by the person wanted (default 1). */
  answered: number | readonly number[]
  rightParty?: number
  /** Times: looking at the customer, dialling, ringing until an answer, ringing until the call is given up, talking to the wrong person. Default 0. */
  preview?: RandomTime
  dial?: RandomTime
  ring?: RandomTime
  noAnswer?: RandomTime
  wrongParty?: RandomTime
  /** Calls of one customer at most (default 1) and the time until the next. */
  attempts?: number
  retry?: RandomTime
  /** Power and predictive: share of the reached for whom no agent is there within `connectWithin` seconds (default 2). Near it agents dial. Default 0.03 in predictive mode, none in power mode. */
  cap?: number
  /** `'day'`: the cap holds on each day by itself, for rules that count by day, and calls under way are not risked; `'run'` (default): over all days together. */
  capOver?: 'run' | 'day'
  connectWithin?: number
}

/** What a group does with contacts other than calls. */
export interface ChannelGroupWords {
  /** So many of its agents stay idle for those who wait on the line: only the others take deferred work. Default 0. */
  reserve?: number
  /** Chats that an agent holds at once, at most. Default 1. A chat goes to whoever holds the fewest, never to somebody on a call. */
  chats?: number
  /**
   * How much longer a chat takes for each further chat that its agent holds: 0.3 makes it 30 % longer with two, 60 % with three; or how many times as long it takes with 1, 2, ... chats.
   * What is done of a chat is done: when the number changes, the rest goes on at the new pace. Default 0.
   */
  chatSlowdown?: number | readonly number[]
  /** Instead of `chatSlowdown`: the share of a chat held alone in which the agent waits for the customer's answers, from which the slowdown follows. */
  chatGaps?: number
  /** Whoever holds so many chats, or fewer, takes a call besides, which takes the place of a chat as far as the slowdown goes. Default 0: a call goes to somebody without chats. */
  callsBesideChats?: number
}

const CONTACTS = whole('not a number of contacts: write a whole number, 0 or more')

export const CAMPAIGN_WORDS = {
  list: { is: CONTACTS, needed: true, help: 'Customers to be called.' },
  mode: {
    is: choice(CAMPAIGN_MODES, 'not a mode: take preview, progressive, power or predictive'),
    default: 'progressive',
    help: 'Who dials, and when: an agent after a look (preview), for an idle agent (progressive), so many calls for each free agent (power), or as many as the cap allows (predictive).',
  },
  callsPerAgent: {
    is: number('not a number of calls: write a number above 0', { above: 0 }),
    default: 1,
    help: 'Power: calls under way for each free agent.',
  },
  whenFree: {
    is: record<{ agents: number; groups?: readonly string[] }>(
      {
        agents: {
          is: whole('not a number of agents: write a whole number, 0 or more'),
          needed: true,
          help: 'At least so many.',
        },
        groups: {
          is: list(NAME, 'not a list of groups: write [NAME, NAME]', 'the list is empty: name a group'),
          otherwise: 'those of the queue',
          help: 'In these groups together.',
        },
      },
      'not a number of free agents: write { agents: 4, groups: [inbound, blend] }',
    ),
    otherwise: 'always',
    help: 'Dials only while so many agents are free.',
  },
  dials: {
    is: choice(['any-time', 'after-service'], 'not a moment: take any-time or after-service'),
    default: 'any-time',
    help: 'Dials whenever an agent is free (any-time), or only when one has finished a contact (after-service).',
  },
  hours: { is: HOURS, fileOnly: 'span', otherwise: 'all day', help: 'When is dialled, each day.' },
  answered: {
    is: either(
      [SHARE, list(SHARE, 'not shares by interval', ONE_EACH)],
      'not a share: write 30%, or a list by interval',
    ),
    needed: true,
    help: 'Share of calls that are answered.',
  },
  rightParty: { is: SHARE, default: 1, help: 'Of the answered, by the person wanted.' },
  preview: { is: RANDOM_TIME, default: 0, help: 'Looking at the customer before dialling.' },
  dial: { is: RANDOM_TIME, default: 0, help: 'Dialling.' },
  ring: { is: RANDOM_TIME, default: 0, help: 'Ringing until somebody answers.' },
  noAnswer: { is: RANDOM_TIME, default: 0, help: 'Ringing until the call is given up.' },
  wrongParty: { is: RANDOM_TIME, default: 0, help: 'Talking to somebody else.' },
  attempts: {
    is: whole('not a number of attempts: write 1 or more', 1),
    default: 1,
    help: 'Calls of one customer at most.',
  },
  retry: { is: RANDOM_TIME, help: 'Time until the next attempt.' },
  cap: {
    is: SHARE,
    otherwise: '3% (predictive), none (power)',
    help: 'Power and predictive: share of the reached that find no agent; near it agents dial.',
  },
  capOver: {
    is: choice(['run', 'day'], 'not a stretch: take run or day'),
    default: 'run',
    help: 'The cap holds over all days together (run), or on each by itself (day).',
  },
  connectWithin: { is: TIME, default: 2, help: 'Time in which an agent must be there.' },
} as const satisfies WordsOf<CampaignScenario, 'from' | 'to'>

/** What a queue's contacts are, and what follows from it. */
export const CHANNEL_WORDS = {
  channel: {
    is: choice(['call', 'chat', 'deferred', 'outbound'], 'not a channel: take call, chat, deferred or outbound'),
    default: 'call',
    help: 'call, chat (an agent may hold several), deferred (work in a backlog, by deadline), or outbound (agents call).',
  },
  campaign: {
    is: record<CampaignScenario>(CAMPAIGN_WORDS, 'not a campaign: write { list: 5000, answered: 30% }'),
    of: ['called'],
    help: "Of an outbound queue: whom its groups' idle agents call.",
  },
  deadline: {
    is: special<Deadline>('deadline')('not a deadline: write 24h, 3 days or by 08:00 next day'),
    of: ['deferred'],
    tier: 'or none',
    otherwise: 'never',
    help: 'When deferred work is to be finished: 24h, 3 days, by 18:00, by 08:00 next day.',
  },
  interruptible: {
    is: YES_NO,
    of: ['deferred'],
    tier: 'otherwise',
    default: false,
    help: 'Deferred work is laid aside for a contact on the line, or finished first.',
  },
  offer: {
    is: record<{ share: number; time: RandomTime; success: number; revenue?: number }>(
      {
        share: { is: SHARE, needed: true, help: 'Of the answered.' },
        time: { is: RANDOM_TIME, needed: true, help: 'What it adds to the handle time.' },
        success: { is: SHARE, needed: true, help: 'Of the offers.' },
        revenue: { is: number('not an amount', {}), default: 0, help: 'Of each success.' },
      },
      'not an offer: write { share: 30%, time: 90s, success: 8%, revenue: 20 }',
    ),
    of: ['call', 'chat'],
    tier: 'or none',
    help: 'After service a share is offered something; some buy it.',
  },
  backlog: {
    is: either(
      [
        CONTACTS,
        record<{ contacts: number; age?: RandomTime }>({
          contacts: { is: CONTACTS, needed: true, help: 'How many.' },
          age: { is: RANDOM_TIME, default: 0, help: 'How old they are.' },
        }),
      ],
      'not a backlog: write 200, or { contacts: 200, age: 6h }',
    ),
    of: ['deferred'],
    help: 'Deferred work that is there when the run begins, and how old it is.',
  },
} as const satisfies WordsOf<ChannelWords>

/** What a group does with contacts other than calls. */
export const CHANNEL_GROUP_WORDS = {
  reserve: {
    is: whole('not a number of agents: write a whole number, 0 or more'),
    default: 0,
    help: 'So many agents stay idle for those on the line: only the others take deferred work.',
  },
  chats: {
    is: whole('not a number of chats: write 1 or more', 1),
    default: 1,
    help: 'Chats that an agent holds at once, at most.',
  },
  chatSlowdown: {
    is: either(
      [
        SHARE,
        list(
          number('not a factor: write a number above 0', { above: 0 }),
          'not a list of factors',
          'the list is empty: give a factor for each number of chats',
        ),
      ],
      'not a slowdown: write 30%, or the factors with 1, 2, ... chats ([1, 1.2, 1.5])',
    ),
    default: 0,
    help: 'How much longer a chat takes for each further one, or factors by number held.',
  },
  chatGaps: {
    is: SHARE,
    help: 'Instead of chat-slowdown: share of a chat held alone in which the agent waits for the customer.',
  },
  callsBesideChats: {
    is: whole('not a number of chats: write 0 or more'),
    default: 0,
    help: 'Whoever holds so many chats, or fewer, takes a call besides.',
  },
} as const satisfies WordsOf<ChannelGroupWords>
