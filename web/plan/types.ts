import type { DayNumber, Message } from 'krarup/domain'
import type { ReadHistoryOptions } from 'krarup/io/browser'
import type { GroupPlan, Plan, PlanOptions } from 'krarup/plan'
import type { Language } from 'krarup/report'

/** What the page hands the worker to be read. */
export interface OpenRequest {
  content: Blob
  name: string
  options: ReadHistoryOptions
}

/** What was recognised in a file. */
export interface Opened {
  /** The findings in sentences, as the command prints them. */
  told: Message[]
  columns: { heading: string; role: string }[]
  aside: { heading: string; reason: Message | undefined }[]
  headings: string[]
  queues: string[]
  interval: number
  days: number
  /** First and last day. */
  from: DayNumber
  to: DayNumber
  rejected: number
}

/** What of a plan the sliders say. */
export interface Settings {
  /** Share and seconds. */
  share: number
  within: number
  /** Seconds; undefined: estimated from the history. */
  patience: number | 'infinite' | undefined
  shrinkage: number
  /** Times the contacts that are expected. */
  growth: number
  days: number
  /** Seconds; undefined: the history's. */
  aht: number | undefined
}

/** The figures of a group over the whole plan. */
export interface GroupSummary {
  name: string
  volume: number
  peakAgents: number
  agentHours: number
  paidHours: number
  fte: number
  serviceLevel: number
  asa: number
  occupancy: number
  abandonment: number
  /** How often a day meets its target; NaN where it is not known. */
  sure: number
}

/** A group with its curves, as far as the page draws them. */
export interface GroupDetail {
  summary: GroupSummary
  plan: GroupPlan
  low: Float64Array | undefined
  high: Float64Array | undefined
}

export interface Times {
  start: number
  interval: number
  dayCount: number
  dayFrom: ArrayLike<number>
  /** Each day of the plan. */
  days: DayNumber[]
  /** When each interval begins, `08:00`. */
  clocks: string[]
}

export interface Planned {
  times: Times
  groups: GroupSummary[]
  remarks: Message[]
}

/** A day with the agents that the user wants, by interval. */
export interface DayRequest {
  volume: Float64Array
  /** Seconds. */
  aht: Float64Array
  open: Uint8Array
  /** Seconds; Infinity: nobody hangs up. */
  patience: number
  /** Seconds within which an answer is in time. */
  within: number | undefined
  /** Seconds. */
  interval: number
  agents: number[]
}

/** Agents and what they achieve, with the queue that one interval leaves to the next. */
export interface DayAnswer {
  serviceLevel: Float64Array
  backlog: Float64Array
  asa: Float64Array
  day: { serviceLevel: number; asa: number; abandonment: number }
}

export interface TakeAway {
  plan: Plan
  history: import('krarup/domain').History
  /** What was found in the history, in the language. */
  told: string[]
  language: Language
  title: string
  generated: string
}

export function optionsOf({ share, within, patience, shrinkage, growth, days, aht }: Settings): PlanOptions {
  return {
    days,
    settings: {
      target: { serviceLevel: { share, within } },
      shrinkage,
      ...(patience === undefined ? {} : { patience }),
      ...(aht === undefined ? {} : { aht }),
    },
    ...(growth === 1 ? {} : { growth: [{ factor: growth }] }),
  }
}
