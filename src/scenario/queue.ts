import type { Target } from '../domain/index.ts'
import { ARRIVAL_WORDS, type ArrivalScenario } from './arrival.ts'
import { CHANNEL_WORDS, type ChannelWords } from './channel.ts'
import { AGENT_SELECTIONS } from './choices.ts'
import { CUSTOMER_WORDS, type CustomerScenario, REDIAL_WORDS, type Redial } from './customer.ts'
import {
  byName,
  choice,
  either,
  list,
  NAME,
  number,
  RANDOM_TIME,
  record,
  SHARE,
  TARGET,
  TIME,
  type WordsOf,
  whole,
} from './kinds.ts'
import type { RandomTime } from './times.ts'

/** A stream of contacts of one kind, waiting in the order of their arrival. */
export interface QueueScenario extends ArrivalScenario, ChannelWords, CustomerScenario {
  /** Handle time: how long a contact keeps an agent busy, without the after-call work that `afterCall` gives apart. */
  aht: RandomTime
  /** After-call work: the contact has gone, the agent is not free yet. Default none. */
  afterCall?: RandomTime
  /** How long a contact waits before it hangs up. Default: for ever. */
  patience?: RandomTime
  /** Share of contacts that hang up at once when they would have to wait. Default 0. */
  balking?: number
  /** Free agents take contacts of the highest priority first, unless their group selects otherwise. Default 0. */
  priority?: number
  /** A contact that has waited w counts as having waited `weight * w` when the longest wait decides. Default 1. */
  weight?: number
  /** Groups that serve this queue, in order of preference; `after`: only contacts that have waited this long (seconds, default 0) go there. */
  groups: readonly (string | GroupPreference)[]
  /**
   * Which free agent gets a contact: one of the first group in order (`'order'`, default), or of all open groups the one who has been idle longest, has worked the least share
   * of the time on duty, has the shortest mean handle time (`'best-skill'`), or any. In `'order'` it is the group's longest idle.
   */
  agentSelection?: AgentSelection
  /** Lines of this queue: contacts waiting and in service together; who finds them taken is blocked. Default: no limit. */
  lines?: number
  /** Contacts that can wait; who finds nobody free and all these places taken is blocked. Default: no limit. */
  places?: number
  /** What callers do who were blocked or hung up. Default: nothing. */
  redial?: Redial
  /**
   * Where the scenario's day has fewer than 24 hours: delays until a contact comes again or is called again, and deadlines, go on in the nights (`'always'`, default): what falls into a night comes at the next
   * opening. Or they count the hours of the day alone (`'open-hours'`).
   */
  timeCounts?: 'always' | 'open-hours'
  /** Its service level's threshold is the one counted; the default target is 90/10. */
  target?: Target
  /** Shares of tiers among its contacts, by name; they sum to 1. Each tier waits in a line of its own; lines and places are the queue's. */
  tiers?: Record<string, number>
  /** Whose contacts these are, for an outsourcer's figures by client. */
  client?: string
  /** Contacts that have waited so long are also served by the groups of another queue, with that queue's priority there, and from there on as it overflows. */
  overflow?: readonly { queue: string; after: number }[]
}

export type AgentSelection = (typeof AGENT_SELECTIONS)[number]

export interface GroupPreference {
  group: string
  /** Seconds that a contact must have waited. Default 0. */
  after?: number
}

const priority = number('not a priority: write a number; higher ones go first', {})

const PREFERENCE = either(
  [
    NAME,
    record<GroupPreference>({
      group: { is: NAME, needed: true, help: 'The group.' },
      after: { is: TIME, default: 0, help: 'How long a contact must have waited.' },
    }),
  ],
  'not a group: write its name, or { group: NAME, after: 20s }',
)

const OVERFLOW = record<{ queue: string; after: number }>(
  {
    queue: { is: NAME, needed: true, help: 'The queue whose groups serve it too.' },
    after: { is: TIME, needed: true, help: 'How long a contact must have waited.' },
  },
  'not an overflow: write { queue: NAME, after: 60s }',
)

/** What a queue can say. Tiers say those otherwise that are marked so. */
export const QUEUE_WORDS = {
  aht: {
    is: RANDOM_TIME,
    needed: true,
    tier: 'otherwise',
    help: 'Handle time without after-call work: its mean (exponential) or a distribution.',
  },
  afterCall: { is: RANDOM_TIME, tier: 'otherwise', otherwise: 'none', help: 'After-call work.' },
  patience: {
    is: RANDOM_TIME,
    of: ['call', 'chat'],
    tier: 'or none',
    otherwise: 'for ever',
    help: 'How long a contact waits before it hangs up.',
  },
  balking: {
    is: SHARE,
    of: ['call', 'chat'],
    tier: 'otherwise',
    default: 0,
    help: 'Share that hangs up at once when it would have to wait.',
  },
  priority: { is: priority, of: ['call', 'chat', 'called'], tier: 'otherwise', default: 0, help: 'Higher goes first.' },
  weight: {
    is: number('not a weight: write a number above 0', { above: 0 }),
    of: ['call', 'chat', 'called'],
    tier: 'otherwise',
    default: 1,
    help: 'Multiplier on a wait when the longest wait decides.',
  },
  groups: {
    is: list(PREFERENCE, 'not a list of groups: write [NAME, NAME]'),
    needed: true,
    tier: 'otherwise',
    help: 'Groups that serve the queue, in order of preference; after: only who has waited so long.',
  },
  redial: {
    is: record<Redial>(REDIAL_WORDS, 'not a redial: write { abandoned: 50%, delay: 5m }'),
    of: ['call', 'chat'],
    tier: 'or none',
    otherwise: 'nothing',
    help: 'What callers do who were blocked or hung up.',
  },
  timeCounts: {
    is: choice(['always', 'open-hours'], 'not a choice: take always or open-hours'),
    tier: 'otherwise',
    default: 'always',
    help: 'Delays and deadlines of the queue go on in the nights (always), or count the hours of the day alone (open-hours).',
  },
  target: {
    is: TARGET,
    tier: 'otherwise',
    otherwise: '90/10',
    examples: ['90/10', '80/20'],
    help: 'For example 90/10 or sl=80/20,abandon=5%.',
  },
  ...ARRIVAL_WORDS,
  ...CHANNEL_WORDS,
  ...CUSTOMER_WORDS,
  agentSelection: {
    is: choice(AGENT_SELECTIONS, `not a rule: take one of ${AGENT_SELECTIONS.join(', ')}`),
    of: ['call', 'chat', 'called'],
    tier: 'otherwise',
    default: 'order',
    help: 'Which free agent gets a contact; order: one of the first group that has one.',
  },
  overflow: {
    is: list(OVERFLOW, 'not a list of overflows: write [{ queue: NAME, after: 60s }]'),
    tier: 'or none',
    help: "After so long a wait another queue's groups serve it too, with that queue's priority.",
  },
  tiers: {
    is: byName('tier', SHARE, 'not tiers: write { vip: 5%, ordinary: 95% }'),
    help: 'Shares of tiers among its contacts; they sum to 100 %.',
  },
  client: { is: NAME, help: 'Whose contacts these are, for figures by client.' },
  lines: {
    is: whole('not a number of lines: write a whole number, 0 or more'),
    of: ['call', 'called'],
    because: { chat: ['a chat holds no line', 'limit who waits by places'] },
    otherwise: 'no limit',
    help: 'Contacts waiting and in service at once; more are blocked.',
  },
  places: {
    is: whole('not a number of places: write a whole number, 0 or more'),
    of: ['call', 'chat', 'called'],
    otherwise: 'no limit',
    help: 'Contacts waiting at once; more are blocked.',
  },
} as const satisfies WordsOf<QueueScenario>
