import { dayOf } from '../../domain/index.ts'
import { choices, MODELLED, type ModelledCause, shapley, shareOf } from './causes.ts'
import type { LaidOut } from './lay-out.ts'
import type { PlanModel } from './plan-model.ts'
import type { Cause, GroupReview, ReviewedStretch, StretchFigures } from './review.ts'

/**
 * The handle time of an interval is drawn towards its day's as if so many contacts more had taken that. Contacts differ so much that the mean of some dozens strays by a tenth, and a model that takes the
 * stray for the truth expects less than comes: with 10 it was a point of service in a month in which nothing had changed.
 */
const PRIOR_CONTACTS = 200

/** What is reviewed of a group, by interval, so that any stretch can be made from it. */
export interface ReviewedIntervals {
  laid: LaidOut
  interval: number
  measure: GroupReview['measure']
  causes: readonly ModelledCause[]
  /** By interval: contacts and contacts served well, by choice of causes. */
  tables: Float64Array[]
  /** By interval: the share that is served well as it was planned. */
  plannedShare: Float64Array
}

/** Computes every interval for every choice of causes. */
export function reviewIntervals(
  laid: LaidOut,
  interval: number,
  { model, within }: PlanModel,
  { measure, within: measuredWithin }: { measure: GroupReview['measure']; within: number },
): ReviewedIntervals {
  const { planned, places, came } = laid
  const isKnown = {
    level: true,
    shape: true,
    handleTime: came.handle.some((total) => total > 0),
    staffing: came.agents.some((agents) => agents > 0),
  }
  const causes = MODELLED.filter((cause) => isKnown[cause])
  const days = daysOf(laid)
  const tables = places.map((i, k) => {
    const day = days.get(dayOf(planned.start[i]))!
    const usual = planned.aht[i] > 0 ? planned.aht[i] * day.ahtRatio : day.aht
    const handled = came.answered[k] > 0 && came.handle[k] >= 0 ? came.answered[k] : 0
    const handle = handled > 0 ? came.handle[k] : 0
    return choices(
      {
        volume: { planned: planned.volume[i] || 0, came: came.offered[k] || 0 },
        day: { planned: day.planned, came: day.came },
        aht: {
          planned: planned.aht[i] > 0 ? planned.aht[i] : usual,
          came: (handle + PRIOR_CONTACTS * usual) / (handled + PRIOR_CONTACTS),
        },
        agents: {
          planned: planned.agents[i] || 0,
          came: came.agents[k] >= 0 ? came.agents[k] : planned.agents[i] || 0,
        },
      },
      causes,
      measure,
      { model, interval, threshold: measuredWithin },
    )
  })
  const own = measure === 'serviceLevel' ? planned.serviceLevel : planned.connectRate
  const isOwn = measure === 'connectRate' || measuredWithin === within
  const plannedShare = Float64Array.from(places, (i, k) =>
    isOwn && own[i] >= 0 ? own[i] : planned.volume[i] > 0 ? shareOf(tables[k], 0) : Number.NaN,
  )
  return { laid, interval, measure, causes, tables, plannedShare }
}

interface Day {
  planned: number
  came: number
  /** Mean handle time as it came, and over what was planned for the same contacts. */
  aht: number
  ahtRatio: number
}

function daysOf({ planned, places, came }: LaidOut): Map<number, Day> {
  const sums = new Map<number, { planned: number; came: number; handle: number; answered: number; expected: number }>()
  places.forEach((i, k) => {
    const day = dayOf(planned.start[i])
    const sum = sums.get(day) ?? { planned: 0, came: 0, handle: 0, answered: 0, expected: 0 }
    sums.set(day, sum)
    sum.planned += planned.volume[i] || 0
    sum.came += came.offered[k] || 0
    if (!(came.answered[k] > 0 && came.handle[k] >= 0)) return
    sum.handle += came.handle[k]
    sum.answered += came.answered[k]
    sum.expected += came.answered[k] * planned.aht[i]
  })
  return new Map(
    [...sums].map(([day, { handle, answered, expected, ...contacts }]) => [
      day,
      { ...contacts, aht: handle / answered, ahtRatio: expected > 0 ? handle / expected : 1 },
    ]),
  )
}

/** Some of the intervals that are looked at, as one stretch. */
export function stretch(reviewed: ReviewedIntervals, members: readonly number[]): ReviewedStretch {
  const { laid, causes, tables, measure, plannedShare, interval } = reviewed
  const { planned, places, came } = laid
  const table = new Float64Array(2 << causes.length)
  for (const k of members) for (let c = 0; c < table.length; c++) table[c] += tables[k][c]
  const sum = (value: (k: number, i: number) => number) => members.reduce((all, k) => all + value(k, places[k]), 0)
  /** Where the plan has a figure for its contacts. */
  const weighted = (values: Float64Array) =>
    sum((_, i) => (planned.volume[i] > 0 ? planned.volume[i] * values[i] : 0)) / volume
  const volume = sum((_, i) => planned.volume[i] || 0)
  const hours = interval / 3600
  const plannedHours = sum((_, i) => (planned.agents[i] || 0) * hours)
  const plannedOwn = sum((k, i) => (planned.volume[i] > 0 ? planned.volume[i] * plannedShare[k] : 0)) / volume
  const offered = sum((k) => came.offered[k])
  const answered = sum((k) => came.answered[k])
  // where a record is absent as many as planned are taken to have been there, here and by the model
  const agentHours = causes.includes('staffing')
    ? sum((k, i) => (came.agents[k] >= 0 ? came.agents[k] : planned.agents[i] || 0) * hours)
    : Number.NaN
  const handled = sum((k) => (came.answered[k] > 0 ? came.handle[k] : 0))
  const plannedFigures: StretchFigures = {
    volume,
    aht: weighted(planned.aht),
    agentHours: plannedHours,
    serviceLevel: measure === 'serviceLevel' ? plannedOwn : weighted(planned.serviceLevel),
    connectRate: measure === 'connectRate' ? plannedOwn : weighted(planned.connectRate),
    abandonment: weighted(planned.abandonment),
    occupancy:
      sum((_, i) => (planned.agents[i] > 0 ? planned.agents[i] * hours * planned.occupancy[i] : 0)) / plannedHours,
  }
  const cameFigures: StretchFigures = {
    volume: offered,
    aht: handled / answered,
    agentHours,
    serviceLevel: sum((k) => (came.offered[k] > 0 ? came.within[k] : 0)) / offered,
    connectRate: answered / offered,
    abandonment: sum((k) => (came.offered[k] > 0 ? came.abandoned[k] : 0)) / offered,
    occupancy: handled / 3600 / agentHours,
  }
  const difference = cameFigures[measure] - plannedFigures[measure]
  const own = shapley(table, causes.length)
  const effects: Record<Cause, number> = {
    level: Number.NaN,
    shape: Number.NaN,
    handleTime: Number.NaN,
    staffing: Number.NaN,
    rest: difference - own.reduce((all, each) => all + each, 0),
  }
  causes.forEach((cause, c) => {
    effects[cause] = own[c]
  })
  return {
    start: planned.start[places[members[0]]],
    intervals: members.length,
    planned: plannedFigures,
    came: cameFigures,
    scheduledHours: sum((_, i) => (planned.scheduled[i] || 0) * hours),
    difference,
    effects,
  }
}
