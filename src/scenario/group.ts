import { CHANNEL_GROUP_WORDS, type ChannelGroupWords } from './channel.ts'
import { CALL_SELECTIONS, TRAINING_PERIODS } from './choices.ts'
import { FACTORS } from './customer.ts'
import {
  byName,
  CLOCK,
  choice,
  either,
  HOURS,
  list,
  NAME,
  number,
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

/** Agents who share skills and routing. */
export interface GroupScenario extends ChannelGroupWords {
  /** Agents on duty: a number all day, or an array by interval. A contact in progress is finished when staff is cut. Default 0 where there are shifts. */
  agents?: number | readonly number[]
  /** Persons with shifts of their own, besides. */
  shifts?: readonly ShiftScenario[]
  /** Where they work, for figures by site and for troubles of a site. */
  site?: string
  /**
   * Which contact a free agent takes: of the highest priority the one with the longest (weighted) wait (default), the longest (weighted) wait alone, or the one furthest beyond
   * its queue's threshold.
   */
  callSelection?: CallSelection
  /** Handle times of this group where they differ from the queue's, by queue. */
  aht?: Record<string, RandomTime>
  /** After-call work of this group where it differs from the queue's, by queue. */
  afterCall?: Record<string, RandomTime>
  /** Priorities of this group where they differ from the queue's, by queue. */
  priorities?: Record<string, number>
  /** Handle times of this group are so many times as long as the queue's. Default 1. */
  pace?: number
  /** The same besides by interval, of a day or of all days: productivity varies with the hour. */
  paceFactors?: readonly number[]
  /** What `pace`, `paceFactors` and the pace of `newcomers` multiply: handle times (`'aht'`, default), or after-call work too (`'all'`). */
  paceCovers?: 'aht' | 'all'
  /**
   * The first so many of its agents are new: their handle times are longer by a factor that goes from `pace` to 1, its excess halving every `halving` weeks. `weeks` is how long they have been
   * there when the run begins; in a run of several days they become quicker from day to day.
   */
  newcomers?: { agents: number; pace: number; weeks?: number; halving?: number }
  /** Time from when an agent is chosen until the contact is answered. Callers count it as waiting unless `counts` is false. Default none. */
  ring?: RandomTime | { time: RandomTime; counts?: boolean }
  /** Share of agents absent all day. Default 0. */
  absence?: number
  /** Share of shifts that begin late, and by how much. Default none. */
  lateness?: { share: number; by: RandomTime }
  /** Share of the time on duty that agents are away unplanned, and how long at a time. Default none. */
  away?: { share: number; for: RandomTime }
  /** Everybody is off for a training once in a while, a few at a time, in the hours in which they are missed least. Default none. */
  training?: TrainingScenario
  /** Who is to go finishes the contact in progress (default), or stays while somebody waits. */
  overtime?: 'contact' | 'queue'
}

/** A training that every agent of a group attends. */
export interface TrainingScenario {
  /** Seconds that it takes. */
  length: number
  /**
   * How often each agent attends: once a `'week'`, a `'month'` (default) or a `'quarter'` of the run. A week is seven days, a month 28 to 31 days or 365.25 / 12 of them, a quarter three months; of a shorter run that
   * share of the agents attends.
   */
  per?: (typeof TRAINING_PERIODS)[number]
  /** Share of the group's agents who attend together, at most; one of them always may. Default 0.1. */
  atOnce?: number
}

export type CallSelection = (typeof CALL_SELECTIONS)[number]

/** Agents who come and go together. Times are seconds from the start of the day's first interval. */
export interface ShiftScenario {
  agents: number
  from: number
  to: number
  /** Breaks, meals and meetings: who has a contact goes when it is done. */
  pauses?: readonly { at: number; length: number }[]
  /** Days on which it is worked: weekdays (`'mon'`, `'weekdays'`, `'weekend'`) and dates (`'2026-05-04'`). Needs the scenario's `firstDay`. Default: all. */
  on?: string | readonly string[]
}

const AGENTS = whole('not a number of agents: write a whole number, 0 or more')
const factor = number('not a factor: write a number above 0', { above: 0 })

const PAUSE = record<{ at: number; length: number }>(
  {
    at: { is: CLOCK, needed: true, help: 'When it begins.' },
    length: { is: TIME, needed: true, help: 'How long it takes.' },
  },
  'not a pause: write { at: 10:30, length: 15m }',
)

const SHIFT_WORDS = {
  agents: { is: AGENTS, needed: true, help: 'Agents who come and go together.' },
  hours: { is: HOURS, needed: true, fileOnly: 'span', help: 'From when to when.' },
  pauses: {
    is: list(PAUSE, 'not a list of pauses: write [{ at: 10:30, length: 15m }]'),
    help: 'Breaks, meals and meetings; who has a contact then goes when it is done.',
  },
  on: {
    is: either([NAME, list(NAME, 'not a list of days: write [mon, tue, 2026-05-04]')]),
    otherwise: 'every day',
    help: 'Days on which it is worked: mon, weekdays, weekend, dates (2026-05-04).',
  },
} as const satisfies WordsOf<ShiftScenario, 'from' | 'to'>

/** What a group can say. */
export const GROUP_WORDS = {
  shifts: {
    is: list(
      record<ShiftScenario>(SHIFT_WORDS, 'not a shift: write { agents: 4, hours: 08:00-16:00 }'),
      'not a list of shifts: write [{ agents: 4, hours: 08:00-16:00 }]',
    ),
    help: 'Persons who come and go together, besides agents.',
  },
  site: { is: NAME, help: 'Where they work, for figures by site.' },
  pace: { is: factor, default: 1, help: "Multiplier on the queue's handle times." },
  paceCovers: {
    is: choice(['aht', 'all'], 'not what a pace covers: take aht or all'),
    default: 'aht',
    help: 'What pace, pace-factors and the pace of newcomers multiply: handle times (aht), or after-call work too (all).',
  },
  newcomers: {
    is: record<NonNullable<GroupScenario['newcomers']>>(
      {
        agents: { is: AGENTS, needed: true, help: 'How many of the agents are new.' },
        pace: { is: factor, needed: true, help: 'Multiplier on their handle times when they begin.' },
        weeks: { is: number('not a number of weeks'), default: 0, help: 'Weeks that they have been there.' },
        halving: {
          is: number('not a number of weeks', { above: 0 }),
          otherwise: 'they stay as slow',
          help: 'Weeks in which the excess halves.',
        },
      },
      'not newcomers: write { agents: 3, pace: 1.5, weeks: 2, halving: 4 }',
    ),
    help: 'New agents are slower by pace after no weeks; the excess halves every halving weeks.',
  },
  ring: {
    is: either(
      [
        RANDOM_TIME,
        record<{ time: RandomTime; counts?: boolean }>({
          time: { is: RANDOM_TIME, needed: true, help: 'How long it rings.' },
          counts: { is: YES_NO, default: true, help: 'Callers count it as waiting.' },
        }),
      ],
      'not a ring time: write 5s, or { time: 5s, counts: false }',
    ),
    otherwise: 'none',
    help: 'Time until a chosen agent answers; counts: callers count it as waiting (true unless said).',
  },
  absence: { is: SHARE, default: 0, help: 'Share of agents absent all day.' },
  lateness: {
    is: record<{ share: number; by: RandomTime }>(
      {
        share: { is: SHARE, needed: true, help: 'Of shifts.' },
        by: { is: RANDOM_TIME, needed: true, help: 'How late they begin.' },
      },
      'not a lateness: write { share: 10%, by: 8m }',
    ),
    help: 'Share of shifts that begin late, and by how much.',
  },
  away: {
    is: record<{ share: number; for: RandomTime }>(
      {
        share: { is: SHARE, needed: true, help: 'Of the time on duty.' },
        for: { is: RANDOM_TIME, needed: true, help: 'How long at a time.' },
      },
      'not an absence: write { share: 5%, for: 3m }',
    ),
    help: 'Share of the time on duty that agents are away unplanned, and how long at a time.',
  },
  training: {
    is: record<TrainingScenario>(
      {
        length: { is: TIME, needed: true, help: 'How long it takes.' },
        per: {
          is: choice(TRAINING_PERIODS, `not a period: take one of ${TRAINING_PERIODS.join(', ')}`),
          default: 'month',
          help: 'How often each agent attends.',
        },
        atOnce: { is: SHARE, default: 0.1, help: "Share of the group's agents who attend together, at most." },
      } as const satisfies WordsOf<TrainingScenario>,
      'not a training: write { length: 2h, per: month, at-once: 10% }',
    ),
    help: 'Everybody is off for a training once in a while, a few at a time, in the hours in which they are missed least.',
  },
  overtime: {
    is: choice(['contact', 'queue'], 'not an overtime: take contact or queue'),
    default: 'contact',
    help: 'Who is to go finishes the contact, or stays while somebody waits (queue).',
  },
  ...CHANNEL_GROUP_WORDS,
  paceFactors: { is: FACTORS, help: 'Multipliers on the handle times of this group, by interval.' },
  agents: {
    is: special<number | readonly number[]>('agents')(
      'not a number of agents: write a whole number, a list by interval, hours (08:00-12:00: 5), or a plan ({ file: plan.csv })',
    ),
    help: 'Agents on duty: a number, a list by interval, numbers by hours (08:00-12:00: 5), or those of a plan ({ file: plan.csv, group: front, date: 2026-05-06 }).',
  },
  callSelection: {
    is: choice(CALL_SELECTIONS, `not a rule: take one of ${CALL_SELECTIONS.join(', ')}`),
    default: 'priority',
    help: 'Which contact a free agent takes; priority: the highest, then the longest wait.',
  },
  aht: {
    is: byName('queue', RANDOM_TIME, 'not handle times by queue'),
    help: "Handle times of this group where they differ from the queue's, by queue.",
  },
  afterCall: {
    is: byName('queue', RANDOM_TIME, 'not after-call work by queue: write { QUEUE: 45s }'),
    help: "After-call work of this group where it differs from the queue's, by queue.",
  },
  priorities: {
    is: byName('queue', number('not a priority: write a number; higher ones go first', {}), 'not priorities by queue'),
    help: "Priorities of this group where they differ from the queue's, by queue.",
  },
} as const satisfies WordsOf<GroupScenario>
