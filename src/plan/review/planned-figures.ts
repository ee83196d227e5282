import { startAt } from '../../domain/index.ts'
import type { Plan } from '../plan.ts'
import type { PlannedFigures } from './review.ts'

/** A plan in the shape in which its file is read back, for {@link reviewPlan}: open intervals only. */
export function plannedFigures(plan: Plan): PlannedFigures {
  return {
    interval: plan.interval,
    groups: plan.groups.map((group) => {
      // of the hour that comes twice the first: a history has one of it too
      const places = Array.from(group.open.keys()).filter((i) => group.open[i] === 1 && plan.again?.[i] !== 1)
      const column = (values: Float64Array) => Float64Array.from(places, (i) => values[i])
      return {
        group: group.name,
        queues: group.queues,
        start: Float64Array.from(places, (i) => startAt(plan, i)),
        volume: column(group.volume),
        aht: column(group.aht),
        agents: column(group.agents),
        scheduled: column(group.scheduled),
        serviceLevel: column(group.serviceLevel),
        connectRate: column(group.connectRate),
        occupancy: column(group.occupancy),
        abandonment: column(group.abandonment),
      }
    }),
  }
}
