import type {
  AGENT_LEVEL_GROUP_RATIOS,
  AGENT_LEVEL_QUEUE_RATIOS,
  AgentLevelGroupFigure,
  AgentLevelQueueFigure,
} from './agent-level-figures.ts'
import type { MenuExpectations } from './expect-menu.ts'
import type { Estimate, RatioEstimate } from './intervals.ts'
import type { QuantileEstimate } from './wait-quantile.ts'

/** Columns that only agent-level simulation fills, as means, and their ratios. A figure is there where the scenario uses what it counts. */
export type AgentLevelQueueFigures = { [column in AgentLevelQueueFigure]?: Estimate } & {
  [ratio in keyof typeof AGENT_LEVEL_QUEUE_RATIOS]?: RatioEstimate
}
export type AgentLevelGroupFigures = { [column in AgentLevelGroupFigure]?: Estimate } & {
  [ratio in keyof typeof AGENT_LEVEL_GROUP_RATIOS]?: RatioEstimate
}

/** What became of the contacts of a queue, or of several queues together, that arrived in a stretch of time. Times in seconds, shares 0 to 1. */
export interface QueueFigures extends AgentLevelQueueFigures {
  /** Every attempt, redials included. */
  offered: Estimate
  answered: Estimate
  abandoned: Estimate
  /** Found no line or no place. */
  blocked: Estimate
  /** Still waiting when the run was stopped. */
  left: Estimate
  /** Had to wait. */
  queued: Estimate
  /** Offered that were second or later attempts. */
  redials: Estimate
  /** Answered by another group than the queue's first. */
  overflowed: Estimate
  /** Mean number waiting, over time. */
  queueLength: Estimate
  /** Most contacts waiting at one moment; only where the scenario asks for it, and not for sums of queues. */
  longestQueue?: Estimate
  /**
   * Share of replications in which the stretch met the queue's target; of a tier, a client and all queues together: in which every queue of theirs did. A target's occupancy is that
   * of all groups that serve the queue, together.
   * A queue with tiers meets its own target; where its tiers count other contacts as in time than it, it does so when every tier meets its own.
   */
  targetMet: Estimate
  /** By the definition and threshold of the queue's target; of several queues or tiers, each counts as in time what its own target does. */
  serviceLevel: RatioEstimate
  /** Contacts in time: what is above the line of the service level. */
  inTime: Estimate
  /** Answered over offered. */
  connectRate: RatioEstimate
  /** Abandoned over offered. */
  abandonment: RatioEstimate
  /** Blocked over offered. */
  blocking: RatioEstimate
  /** Had to wait, over offered. */
  waitProbability: RatioEstimate
  /** Mean wait of the answered. */
  asa: RatioEstimate
  /** Mean wait of the answered and the abandoned. */
  meanWait: RatioEstimate
  /** Mean handle time of the answered, after-call work included. */
  aht: RatioEstimate
  /** Overflowed over answered. */
  overflow: RatioEstimate
}

/** What a group of agents did in a stretch of time. Contacts are booked to the time of their arrival, work to the time in which it passes. */
export interface GroupFigures extends AgentLevelGroupFigures {
  answered: Estimate
  /** Mean number of agents on duty, or finishing a contact after it. */
  agents: Estimate
  /** Mean number of agents with a contact or in after-call work. */
  busyAgents: Estimate
  /** Agents' seconds spent in after-call work. */
  afterCall: Estimate
  /** Agents' seconds spent finishing a contact after the end of duty. */
  overtime: Estimate
  /** Agents' seconds on duty with nothing to do: neither with a contact nor in after-call work, nor away. */
  idle: Estimate
  /** Agents' seconds after the end of the run, until the last contact was done; in the last day and in the whole. */
  afterClose: Estimate
  /** Busy time over staffed time, until the end of the run. */
  occupancy: RatioEstimate
  /** The same with the time after it, until the last contact was done; of the last day and the whole. */
  occupancyWithAfterClose?: RatioEstimate
  aht: RatioEstimate
}

/** Contacts of one queue that one group answered. */
export interface RouteFigures {
  answered: Estimate
  asa: RatioEstimate
  aht: RatioEstimate
}

/** What became of the calls that entered a menu in a stretch of time. Shares are of the offered; times in seconds. */
export interface MenuFigures {
  /** Calls that entered it, or found no line. */
  offered: Estimate
  /** Found no line. */
  blocked: Estimate
  /** Went on to a queue. */
  toQueue: Estimate
  selfService: Estimate
  /** Hung up in the menu. */
  hungUp: Estimate
  /** Never pressed anything: the menu ended the call. */
  silent: Estimate
  /** Still in the menu when the run was stopped. */
  left: Estimate
  toQueueShare: RatioEstimate
  selfServiceShare: RatioEstimate
  hungUpShare: RatioEstimate
  silentShare: RatioEstimate
  /** Ended in the menu, one way or another: self-service, hanging up, silence. */
  containment: RatioEstimate
  blocking: RatioEstimate
  /** Mean time in the menu. */
  meanTime: RatioEstimate
  /** Mean time in the menu of those that went on to a queue. */
  timeToQueue: RatioEstimate
}

/** What became of the cases of a kind that were created in a stretch of time. */
export interface CaseFigures {
  opened: Estimate
  /** All steps done by the end of the run. */
  closed: Estimate
  /** Escalated; and of these, because a clock ran out, and because the customer came again. */
  escalated: Estimate
  escalatedLate: Estimate
  escalatedByRepeat: Estimate
  /** Of the opened. */
  escalatedShare: RatioEstimate
  /** Mean time by the clock from creation to the end of the last step, of the closed. */
  meanCloseTime: RatioEstimate
}

/** What a clock of the cases that were created in a stretch of time says. */
export interface ClockFigures {
  /** Cases in which it was to stop by the end of the run; of them, those in which it did so in time. */
  due: Estimate
  inTime: Estimate
  /** Cases in which it has stopped, in time or not. */
  stopped: Estimate
  inTimeShare: RatioEstimate
  /** Mean time by the clock from creation until it stopped. */
  meanClockTime: RatioEstimate
}

/** Figures of all of the run, of its days where it has several, and of its intervals, without the warm-up. */
export interface Stretches<Figures> {
  whole: Figures
  days: Figures[]
  intervals: Figures[]
}

export interface WaitQuantiles {
  probability: number
  /** Of those who were answered. */
  answered: QuantileEstimate
  /** Of those who were answered or hung up: how long they were in the queue. */
  all: QuantileEstimate
}

/** What something costs and brings in a stretch of time, in the currency of the scenario. */
export interface MoneyFigures {
  /** All of the costs. */
  cost: Estimate
  /** All of the revenue. */
  revenue: Estimate
  /** Revenue less cost. */
  result: Estimate
  /** Of agents on duty, without overtime. */
  agentCost: Estimate
  overtimeCost: Estimate
  /** Of minutes for which lines were held. */
  lineCost: Estimate
  /** Of contacts that nobody answered. */
  lostCost: Estimate
  /** Of targets that were missed. */
  penaltyCost: Estimate
  /** What answered contacts bring. */
  answeredRevenue: Estimate
  /** What clients pay. */
  clientRevenue: Estimate
  /** What is sold after service. */
  saleRevenue: Estimate
  costPerAnswered: RatioEstimate
  /** Of customers of campaigns who were reached and talked to by nobody; only where the scenario has campaigns. */
  droppedCost?: Estimate
}

/**
 * Of the whole run, and by day and interval, queue, group and client. The hours of a group are shared among its queues by the handle time of the contacts that it answered in the stretch;
 * a client has what its queues have, and what it pays for hours of groups of its own.
 */
export interface MoneyEstimates extends MoneyFigures {
  currency?: string
  days: MoneyFigures[]
  intervals: MoneyFigures[]
  queues: (Stretches<MoneyFigures> & { name: string })[]
  groups: (Stretches<MoneyFigures> & { name: string })[]
  clients: (Stretches<MoneyFigures> & { name: string })[]
  /** Voice menus; only where the scenario has some. */
  menus?: (Stretches<MoneyFigures> & { name: string })[]
}

export interface QueueEstimates extends Stretches<QueueFigures> {
  name: string
  /** Over the whole run. */
  waits: WaitQuantiles[]
}

export interface MenuEstimates extends Stretches<MenuFigures> {
  name: string
  /** Calls that ended in the menu were not played one by one, because no line could turn anybody away: their numbers were drawn, and their times are expectations. */
  thinned: boolean
  /** What the menu does to a call, solved exactly: no chance is in it, and no blocking. */
  expected: MenuExpectations
}

export interface SimulationEstimates {
  replications: number
  /** Confidence of every interval, for example 0.95. */
  confidence: number
  /** Seconds of an interval, and of the time before the first counted one. */
  interval: number
  warmUp: number
  queues: QueueEstimates[]
  allQueues: Stretches<QueueFigures>
  /** Where queues have tiers: each queue's contacts of each tier, of all queues' contacts those of each tier. */
  parts?: (QueueEstimates & { queue: string; tier: string })[]
  tiers?: QueueEstimates[]
  /** Where queues name their clients. */
  clients?: QueueEstimates[]
  groups: (Stretches<GroupFigures> & { name: string })[]
  allGroups: Stretches<GroupFigures>
  /** Where groups name their sites. */
  sites?: (Stretches<GroupFigures> & { name: string })[]
  /** Voice menus; only where the scenario has some. */
  menus?: MenuEstimates[]
  /** Where the scenario has cases: each kind, and each of their clocks (`ticket: tickets done`). */
  cases?: (Stretches<CaseFigures> & { name: string })[]
  clocks?: (Stretches<ClockFigures> & {
    name: string
    case: string
    queue: string
    until: 'begun' | 'done'
    within: number
  })[]
  /** Who answered whom, over the whole run. */
  routes: (RouteFigures & { queue: string; tier?: string; group: string })[]
  /** Where the scenario has costs. */
  money?: MoneyEstimates
}
