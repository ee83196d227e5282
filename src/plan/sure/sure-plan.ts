import type { Target } from '../../domain/index.ts'

/** What a plan that is sure may do with agents, beside its targets. */
export interface SureOptions {
  /** Share of days (of weeks or months, where the target is over these) on which the target is to be met; above 0, below 1. */
  certainty: number
  /** Most agents on duty in an interval. */
  mostAgents?: number
  /** By how many agents one interval may differ from the next. */
  mostChange?: number
}

/** What simulated days said of a staffing. */
export interface SureJudgement {
  /** Share of the fresh days (weeks, months) that met the target. */
  met: number
  /** One-sided lower limit of 95 % for it. */
  lower: number
  /** Fresh days (weeks, months). */
  judged: number
}

/** A day, week or month of a plan that is sure. */
export interface SurePeriod extends SureJudgement {
  /** Days of the plan, counted from 0, from (inclusive) to (exclusive). */
  from: number
  to: number
  agentHours: number
  /** Of the plan that is sized to the mean. */
  meanAgentHours: number
  /** Share of days on which that plan meets the target; by the courses that were searched on. */
  metByMean: number
}

/** How a group's plan became sure, and what other certainties and targets cost. */
export interface SurePlan {
  certainty: number
  over: 'day' | 'week' | 'month'
  periods: SurePeriod[]
  agentHours: number
  meanAgentHours: number
  /** Means over the periods. */
  met: number
  metByMean: number
  /** Half the width of the 95 % interval of `met`. */
  margin: number
  /** Agent hours by certainty, found without the fresh days; NaN where the caps on agents forbid it. */
  byCertainty: { certainty: number; agentHours: number }[]
  /** Agent hours by target at the certainty asked for, by scaling the load alone; empty where the plan's target is not a service level alone. */
  byTarget: { target: Target; agentHours: number; present: boolean }[]
}
