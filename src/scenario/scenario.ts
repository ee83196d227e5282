import type { Distribution, Target } from '../domain/index.ts'
import type { ChannelGroupWords, ChannelWords } from './channel.ts'
import type { AGENT_SELECTIONS, CALL_SELECTIONS } from './choices.ts'
import type { CostsScenario } from './costs.ts'
import type { CustomerScenario, RedialAfter } from './customer.ts'
import type { MenuScenario } from './menu.ts'
import type { DeniableWord, TierWord } from './tier-words.ts'
import type { TroubleScenario } from './trouble.ts'

export type * from './channel.ts'
export type * from './customer.ts'
export type * from './menu.ts'
export type { Distribution, TroubleScenario }

/** A time that varies: a distribution, or a number of seconds, which stands for an exponential time of that mean (the assumption of the Erlang formulas). */
export type RandomTime = number | Distribution

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
  /** Telephone lines for all queues together: a contact holds one while it waits and while it is served. Default: no limit. */
  lines?: number
  /** Also tally the longest queue of each interval; slower where contacts hang up. Default false. */
  longestQueue?: boolean
  /** Kinds of customers, such as VIP: what is different for them in every queue that names them. */
  tiers?: Record<string, TierScenario>
  /** Voice menus (IVR) that calls go through before a queue, or instead of one. */
  menus?: Record<string, MenuScenario>
  /** Count customers apart from their attempts: who calls three times is one. On the loop of persons, which counts them anyway, it costs nothing. Default false. */
  customers?: boolean
  /** What the centre costs and earns. */
  costs?: CostsScenario
  queues: Record<string, QueueScenario>
  groups: Record<string, GroupScenario>
  /** Outages, sudden absence, peaks: what goes wrong, or is drilled. */
  trouble?: readonly TroubleScenario[]
}

/** How contacts come to a queue, or calls to a menu. */
export interface ArrivalScenario {
  /** Expected contacts: a number for a day, shared out by `profile`, or an array by interval. */
  volume?: number | readonly number[]
  /** Weights by interval that share out a day's `volume`. Default: even. */
  profile?: readonly number[]
  /** Instead of `volume`: contacts a second at a time. Held constant for a `rateStep`, at the mean of that step by Simpson's rule. Library only: a file cannot say it. */
  rate?: (time: number) => number
  /** Seconds for which a `rate` is held constant; divides the interval. Default: the interval's 60th part. */
  rateStep?: number
  /** `'poisson'` (default), or `'fixed'`: a day's volume, rounded, comes exactly, at times drawn from the profile. */
  arrivals?: 'poisson' | 'fixed'
  /** Coefficient of variation of its own busyness factor of the day (gamma, mean 1). Default 0. */
  busyness?: number
  /** The same of its factor of each part of the day. Default 0. */
  partBusyness?: number
  /** Stretches of time with more contacts, or fewer: the factors of several that overlap multiply. */
  surges?: readonly Surge[]
  /** Contacts come several at a time: how many, and how often each; `volume` still counts contacts. Default one at a time. */
  batch?: Batch
  /** Instead of `volume`: these very contacts, the same in every replication; what a call does not say is drawn. In the order of their moments. */
  calls?: readonly LoggedCall[]
}

export interface Surge {
  /** Seconds from the start of the first interval. */
  from: number
  /** Default: the end of the run. */
  to?: number
  /** So many times the contacts at `from`. */
  factor: number
  /** Seconds in which what the factor adds, or takes away, halves. Default: it stays until `to`. */
  halving?: number
}

/** Sizes of batches and their shares, which sum to 1. */
export interface Batch {
  sizes: readonly number[]
  shares: readonly number[]
}

/** A contact of a log: seconds. */
export interface LoggedCall {
  at: number
  /** Handle time of an agent of pace 1, without after-call work. */
  handle?: number
  afterCall?: number
  patience?: number
  /** Needed where the queue has tiers. */
  tier?: string
}

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
  /** Its service level's threshold is the one counted; the default target is 90/10. */
  target?: Target
  /** Shares of tiers among its contacts, by name; they sum to 1. Each tier waits in a line of its own; lines and places are the queue's. */
  tiers?: Record<string, number>
  /** Whose contacts these are, for an outsourcer's figures by client. */
  client?: string
  /** Contacts that have waited so long are also served by the groups of another queue, with that queue's priority there, and from there on as it overflows. */
  overflow?: readonly { queue: string; after: number }[]
}

/**
 * What is different for a kind of customers, word by word; what is left out is as the queue says, and `'none'` takes back what the queue says. Words that mean nothing of a queue's channel
 * do not touch it: a patience holds for the tier's calls, not for its tickets.
 */
export type TierScenario = {
  [Word in TierWord]?: Required<QueueScenario>[Word] | (Word extends DeniableWord ? 'none' : never)
}

export type AgentSelection = (typeof AGENT_SELECTIONS)[number]

export interface GroupPreference {
  group: string
  /** Seconds that a contact must have waited. Default 0. */
  after?: number
}

export interface Redial {
  /** Share of those who hung up that call again, or more about them. Default 0. */
  abandoned?: number | RedialAfter
  /** Share of the blocked that call again, or more about them. Default 0. */
  blocked?: number | RedialAfter
  /** Time until the next attempt. */
  delay: RandomTime
  /** Attempts of one caller, the first included. Default 10. */
  attempts?: number
}

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
  /** Priorities of this group where they differ from the queue's, by queue. */
  priorities?: Record<string, number>
  /** Handle times of this group are so many times as long as the queue's. Default 1. */
  pace?: number
  /** The same besides by interval, of a day or of all days: productivity varies with the hour. */
  paceFactors?: readonly number[]
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
  /** Who is to go finishes the contact in progress (default), or stays while somebody waits. */
  overtime?: 'contact' | 'queue'
}

export type CallSelection = (typeof CALL_SELECTIONS)[number]

/** Agents who come and go together. Times are seconds from the start of the day's first interval. */
export interface ShiftScenario {
  agents: number
  from: number
  to: number
  /** Breaks, meals and meetings: who has a contact goes when it is done. */
  pauses?: readonly { at: number; length: number }[]
}
