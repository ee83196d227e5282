import { CASE_WORDS, type CaseScenario } from './case.ts'
import { COSTS_WORDS, type CostsScenario } from './costs.ts'
import { DAY_FACTOR_WORDS, type DayFactor } from './day-factor.ts'
import { GROUP_WORDS, type GroupScenario } from './group.ts'
import {
  byName,
  CLOCK,
  COEFFICIENT,
  choice,
  either,
  HOURS,
  list,
  NAME,
  record,
  TIME,
  type Word,
  type Words,
  type WordsOf,
  whole,
  YES_NO,
} from './kinds.ts'
import { MENU_STREAM_SIZE, type MenuScenario } from './menu.ts'
import { QUEUE_WORDS, type QueueScenario } from './queue.ts'
import { NONE, TIER_WORDS, type TierScenario } from './tier.ts'
import type { HourSpan } from './times.ts'
import { TROUBLE_WORDS, type TroubleScenario } from './trouble.ts'

/**
 * A contact centre's day as plain data: what can be said in a scenario file, and what `compile` turns into numbers for the kernel.
 * Times and durations are seconds, shares are 0 to 1. Time 0 is the start of the first interval.
 */
export interface Scenario {
  name?: string
  /** Length of an interval in seconds: the step in which volumes and agents are given and figures are tallied. */
  interval: number
  /** Intervals of a day. Default: the length of the arrays given by interval, or 24 hours when there are none. */
  intervals?: number
  /**
   * Days in a row in one replication, default 1: who waits at the end of a day is carried over to the next, which follows at once (model a night as intervals without
   * volume and agents). Arrays by interval cover one day, which is repeated, or all days.
   */
  days?: number
  /** What the first day is: a date (`'2026-05-04'`) or a weekday (`'monday'`). Shifts that are on some days alone need it. */
  firstDay?: string
  /** Seconds at the start that are simulated and not counted, a whole number of intervals. Default 0. For figures in steady state. */
  warmUp?: number
  /**
   * What becomes of those who still wait at the end of the last day: `'finish'` (default): the agents of the last interval go on until nobody waits;
   * `'stop'`: they are counted as left unserved.
   */
  closing?: 'finish' | 'stop'
  /** Coefficient of variation of the day's busyness, a gamma factor of mean 1 on the volume of all queues alike. Default 0. */
  busyness?: number
  /**
   * Parts of the day that are busy or quiet by themselves: when each begins (the night before the first is one too), and the coefficient of variation of a factor of the part,
   * of all queues alike. With the day's factor a busy morning goes with a busy afternoon, but not always.
   */
  parts?: { starts: readonly number[]; busyness?: number }
  /** What makes days other than usual: factors on volumes, handle times and the agents who come, which go together or against one another. */
  dayFactors?: readonly DayFactor[]
  /** Telephone lines for all queues together: a contact holds one while it waits and while it is served. Default: no limit. */
  lines?: number
  /** Waiting places for all queues together, chats and reached customers of campaigns included: who has to wait and finds them all taken is blocked. Default: no limit. */
  places?: number
  /** Also tally the longest queue of each interval; slower where contacts hang up. Default false. */
  longestQueue?: boolean
  /** Kinds of customers, such as VIP: what is different for them in every queue that names them. */
  tiers?: Record<string, TierScenario>
  /** Voice menus (IVR) that calls go through before a queue, or instead of one. */
  menus?: Record<string, MenuScenario>
  /** Matters that are worked on in several steps, with clocks that run from their creation: tickets, complaints. */
  cases?: Record<string, CaseScenario>
  /** Count customers apart from their attempts: who calls three times is one. On agent-level simulation, which counts them anyway, it costs nothing. Default false. */
  customers?: boolean
  /** What the centre costs and earns. */
  costs?: CostsScenario
  queues: Record<string, QueueScenario>
  groups: Record<string, GroupScenario>
  /** Outages, sudden absence, peaks: what goes wrong, or is drilled. */
  trouble?: readonly TroubleScenario[]
}

const TAKEN_BACK = choice([NONE], 'not none')
const tierWords: Words = Object.fromEntries(
  TIER_WORDS.map((word) => {
    const { is, help, tier } = QUEUE_WORDS[word] as Word
    return [word, { is: tier === 'or none' ? either([is, TAKEN_BACK]) : is, help, otherwise: 'as the queue says' }]
  }),
)

/** The language of scenarios: every word, by the place at which it may be said. */
export const SCENARIO_WORDS = {
  name: { is: NAME, help: 'What the scenario is called in reports.' },
  interval: { is: TIME, needed: true, default: 1800, help: 'Step of volumes, agents and figures.' },
  intervals: { is: whole('not a number of intervals', 1), libraryOnly: true, help: 'Intervals of a day.' },
  hours: {
    is: HOURS,
    fileOnly: true,
    otherwise: 'as long as the lists by interval, else all day',
    help: 'Opening hours of a day.',
  },
  days: {
    is: whole('not a number of days: write 1 or more', 1),
    default: 1,
    help: 'Days in a row in one replication; who waits at the end of one is carried over.',
  },
  firstDay: {
    is: NAME,
    otherwise: 'any day',
    help: 'What the first day is: a date (2026-05-04) or a weekday, for shifts of some days.',
  },
  warmUp: { is: TIME, default: 0, help: 'Time at the start that is not counted.' },
  closing: {
    is: choice(['finish', 'stop'], 'not a closing: take finish or stop'),
    default: 'finish',
    help: 'Who waits at the end is served (finish) or counted as left (stop).',
  },
  busyness: {
    is: COEFFICIENT,
    default: 0,
    help: "Coefficient of variation of the day's busyness, of all queues alike.",
  },
  lines: {
    is: whole('not a number of lines: write a whole number, 0 or more'),
    otherwise: 'no limit',
    help: 'Telephone lines for all queues together.',
  },
  places: {
    is: whole('not a number of places: write a whole number, 0 or more'),
    otherwise: 'no limit',
    help: 'Contacts waiting at once in all queues together; more are blocked.',
  },
  dayFactors: {
    is: list(
      record<DayFactor>(DAY_FACTOR_WORDS, 'not a factor of the day: write { volume: { hotline: 0.1, chat: -0.05 } }'),
      'not a list: write [{ volume: { hotline: 0.1, chat: -0.05 }, agents: { front: -0.05 } }]',
    ),
    help: 'What makes days other than usual: factors on volumes, handle times and who comes, which go together, or against one another.',
  },
  longestQueue: { is: YES_NO, default: false, help: 'Also report the longest queue of each interval.' },
  tiers: {
    is: byName('tier', record<TierScenario>(tierWords), 'not tiers: write a name and what is different for it'),
    help: 'Kinds of customers: what is different for them in every queue that names them.',
  },
  cases: {
    is: byName(
      'case',
      record<CaseScenario>(CASE_WORDS, 'not a case: write { steps: [{ queue: NAME, within: 24h }] }'),
      'not cases: write a name and its steps',
    ),
    help: 'Matters worked on in several steps, with clocks from their creation: tickets, complaints.',
  },
  customers: { is: YES_NO, default: false, help: 'Also count customers apart from their attempts.' },
  costs: {
    is: record<CostsScenario>(COSTS_WORDS, 'not costs: write, for example, { agent-hour: 45, line-minute: 0.08 }'),
    help: 'What the centre costs and earns.',
  },
  menus: {
    is: byName(
      'menu',
      record<MenuScenario>(MENU_STREAM_SIZE, 'not a menu: write its volume and its nodes'),
      'not menus: write a name, its volume and its nodes',
    ),
    help: 'Voice menus (IVR) that calls go through before a queue, or instead of one, by name.',
  },
  parts: {
    is: record<{ starts: readonly number[]; busyness?: number }>(
      {
        starts: {
          is: list(CLOCK, 'not a list of times of day', 'the list is empty: say when each part of the day begins'),
          needed: true,
          help: 'When each part begins.',
        },
        busyness: { is: COEFFICIENT, default: 0, help: 'Coefficient of variation of a part, of all queues alike.' },
      },
      'not parts of the day: write { starts: [08:00, 13:00], busyness: 5% }',
    ),
    help: 'Parts of the day that are busy or quiet by themselves, and by how much for all alike.',
  },
  trouble: {
    is: list(
      record<TroubleScenario>(TROUBLE_WORDS, 'not a trouble: write { from: 10:00, to: 10:30, effect: lost }'),
      'not a list of troubles: write [{ from: 10:00, to: 10:30, ... }]',
    ),
    help: 'Outages, sudden absence, peaks: what goes wrong, or is drilled.',
  },
  queues: {
    is: byName('queue', record<QueueScenario>(QUEUE_WORDS), 'not queues: write a name and what belongs to it'),
    needed: true,
    help: 'Streams of contacts, by name.',
  },
  groups: {
    is: byName('group', record<GroupScenario>(GROUP_WORDS), 'not groups: write a name and what belongs to it'),
    needed: true,
    help: 'Groups of agents, by name.',
  },
} as const satisfies WordsOf<Scenario> & { hours: Word<HourSpan> & { fileOnly: true } }
