import type { DayNumber, Target } from '../domain/index.ts'

/** A figure that is known with its range. */
export interface Ranged {
  low: number
  mean: number
  high: number
}

/** Which end of the range is hired for. */
export type Cover = 'low' | 'mean' | 'high'

/** What has to be answered with whom: everything that a plan of hiring is made from. */
export interface CapacityQuestion {
  name?: string
  /** The Monday of the first week. */
  start: DayNumber
  /** How many weeks are planned. */
  weeks: number
  /** What amounts of money are in. */
  currency?: string
  /** Paid hours a week of a full-time agent: the agent in whose number needs are told. */
  hoursAWeek: number
  queues: readonly CapacityQueue[]
  groups: readonly CapacityGroup[]
  /** What takes agents off contacts. Shares of paid time; they add up. */
  shrinkage: readonly ShrinkageCategory[]
  contracts: readonly CapacityContract[]
  /** From the first day of a class on, one after the other. */
  training: readonly TrainingStage[]
  /** Speed after the training, by week; ascending. Before the first step and without any: as fast as the queue's handle time says. */
  learning: readonly LearningStep[]
  /** By tenure, ascending from 0. */
  attrition: readonly AttritionStep[]
  overtime?: Overtime
  lending: readonly Lending[]
  teamLeaders?: TeamLeaders
  trainers?: Trainers
  inspectors?: Inspectors
  /** What an hour costs in which an agent is lacking. Default: 20 times the hour of the dearest contract. */
  shortHour?: number
  /** Which end of the range is hired for. Default the mean. */
  cover?: Cover
}

/** Contacts of one kind, and how they are to be served. */
export interface CapacityQueue {
  name: string
  /** The group whose agents serve it. */
  group: string
  /** Contacts of each week. */
  volume: readonly Ranged[]
  /** Mean handle time of each week, in seconds, of an agent who has learnt all. */
  aht: readonly number[]
  /** How the contacts of a week lie in its intervals. */
  shape: WeekShape
  /** What service is to be; with an occupancy of its own it is not asked. */
  target?: Target
  /** Mean patience in seconds; absent: nobody hangs up (Erlang C). */
  patience?: number
  /** Share of the time on duty that agents are busy, where it is given: work that can wait, or a figure of one's own. Absent: what the target allows at the queue's size. */
  occupancy?: number
  /** Share of its contacts that inspectors check. */
  checked?: number
}

/** A week's intervals of one length, and the share of the week's contacts in each. */
export interface WeekShape {
  /** Seconds. */
  interval: number
  /** One for each interval in which the queue is open; they add up to 1. */
  shares: readonly number[]
}

/** Agents of one site and skill. */
export interface CapacityGroup {
  name: string
  /** Who is there when the plan begins. */
  agents: readonly Cohort[]
  classes: ClassRules
}

/** People who began on the same day. */
export interface Cohort {
  count: number
  /** Their first day; absent: so long ago that they have learnt all. */
  since?: DayNumber
  contract: string
}

/** When and how classes of new people can begin. */
export interface ClassRules {
  /** Fewest people of a class. */
  least: number
  /** Most people of a class; 0: nobody can be hired. */
  most: number
  /** Classes that can be in training at the same time. */
  atOnce: number
  /** Weeks from the decision to the first day. */
  lead: number
  /** Weeks in which no class begins, by number from 0. */
  closed: readonly number[]
  /** Classes that are decided already: people by week. */
  planned: readonly { week: number; people: number }[]
  /** What a class costs, and what hiring a person costs. */
  cost: number
  hire: number
}

export interface ShrinkageCategory {
  name: string
  /** Share of paid time by week. */
  shares: readonly number[]
}

export interface CapacityContract {
  name: string
  /** Paid hours a week. */
  hours: number
  /** Paid a month. Absent in all contracts: hours are minimised in place of money. */
  pay?: number
  /** Paid a month while in training. Default the pay. */
  trainingPay?: number
  /** Most of a class that may have it, as a share. Default 1. */
  most?: number
}

export interface TrainingStage {
  name: string
  weeks: number
  /** Speed beside a finished agent's; 0: takes no contacts. */
  speed: number
}

export interface LearningStep {
  /** Week after the training, from 1, from which the speed holds. */
  week: number
  /** Contacts that are handled in the time in which a finished agent handles one: 0.8 is a handle time of 125 %. */
  speed: number
}

export interface AttritionStep {
  /** Months since the first day, from which the rate holds. */
  month: number
  /** Share of people who leave in a month. */
  rate: number
}

export interface Overtime {
  /** Most hours a week of each agent who has ended training, in the mean. */
  most: number
  /** Pay of an hour of it as a multiple. Default 1.5. */
  pay: number
}

/** Agents of one group who help another. */
export interface Lending {
  from: string
  to: string
  /** Most full-time agents at a time. */
  most: number
  /** Speed in the other group, beside its own agents. Default 1. */
  speed: number
  /** What an hour of it costs more: travel, bonus. Default 0. */
  cost: number
}

/** A team leader for so many agents. */
export interface TeamLeaders {
  agentsEach: number
  /** Paid a month. */
  pay: number
}

/** A trainer for so many people in training. */
export interface Trainers {
  peopleEach: number
  /** Paid a month. */
  pay: number
}

/** Inspectors check a share of each queue's contacts, and every agent so often. */
export interface Inspectors {
  /** Seconds of work for a check. */
  check: number
  /** Fewest checks a week of each agent. */
  eachWeek: number
  /** The same of new ones. */
  newEachWeek: number
  /** Weeks after the training for which agents are new. */
  newFor: number
  /** Paid a month. */
  pay: number
}
