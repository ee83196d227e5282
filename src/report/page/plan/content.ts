import type { Words } from '../../plan-words.ts'

/** What a view shows of a day, a week or the whole plan, one column each; the number is the scale that it is rounded at. */
export const ROLL_UP_SCALES = {
  volume: 1000,
  aht: 100,
  peakAgents: 1,
  peakAt: 1,
  agentHours: 100,
  paidHours: 100,
  fte: 100,
  serviceLevel: 10_000,
  connectRate: 10_000,
  asa: 100,
  occupancy: 10_000,
  abandonment: 10_000,
  targetMet: 1000,
  volumeLow: 1,
  volumeHigh: 1,
  peakAgentsLow: 1,
  peakAgentsHigh: 1,
  fteLow: 10,
  fteHigh: 10,
}
/** What a view shows of each interval. */
export const INTERVAL_SCALES = {
  volume: 10,
  agents: 1,
  serviceLevel: 1000,
  scheduled: 1,
  low: 10,
  high: 10,
  aht: 1,
  asa: 10,
  occupancy: 1000,
}
/** The first day by interval, before today's figures came. */
export const TODAY_SCALES = { volume: 10, agents: 1 }
/** By day and interval: what was, and what is forecast. */
export const FORECAST_SCALES = { past: 1, incomplete: 1, dayVolume: 1, dayLow: 1, dayHigh: 1, typical: 10 }

/** A group, a queue of a shared group, or the whole plan. Columns are written by `encodeColumn`. */
export interface PlanView {
  name: string
  kind: 'all' | 'group' | 'queue'
  /** The view of the group that serves a queue. */
  servedBy?: number
  /** `FORECAST_SCALES`, joined by spaces. */
  forecast: string
  /** `INTERVAL_SCALES`; the last ones are left out of very large pages. A queue has only volume, low and high. */
  intervals: string
  /** `ROLL_UP_SCALES`; a queue has none. */
  total: string
  days: string
  weeks: string
  months: string
  /** Shares that the service level must reach. */
  targets: number[]
  /** Name, value, name, value, ...: places in `PlanContent.texts`, because most groups say the same. */
  facts: number[]
  queues: string[]
  verdict?: PlanVerdict
  /** Where something of today is known: what is to be said of it, and `TODAY_SCALES`. */
  today?: { sentences: string[]; morning: string }
}

export interface PlanVerdict {
  before: string
  headings: string[]
  rows: string[][]
  after: string
}

/** A week or a month: days of it that are planned, and that it has. */
export interface PlanPeriod {
  name: string
  days: number
  all: number
}

/** What a plan's page shows: written when it is made, read by what draws it there and by its script. As compact as that script can read. */
export interface PlanContent {
  words: Words
  interval: number
  perDay: number
  dayCount: number
  /** Days on which clocks change: the slot of each interval, from `perDay` on in the repetition of an hour; where there is such a day. */
  uneven?: { day: number; slots: number[] }[]
  /** Intervals of the first day that have come, where today's figures were given. */
  known?: number
  /** Of the plan's days. */
  days: { short: string; long: string; weekday: string; date: string }[]
  pastDays: string[]
  /** Weekday of the first planned day, Monday 0. */
  weekday: number
  dailyTicks: { at: number; text: string }[]
  weeks: PlanPeriod[]
  /** Of plans of more than four weeks. */
  months: PlanPeriod[]
  views: PlanView[]
  texts: string[]
}
