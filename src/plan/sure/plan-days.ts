import type { Horizon } from '../../domain/index.ts'
import { openStretches } from '../load-curve.ts'
import { type DayShape, type RealisedDay, realisedDay } from './realised-day.ts'
import { type Desk, makeDesk, serveDay } from './serve-day.ts'
import type { Surplus } from './surplus.ts'

/** Seconds before midnight that are served too where a group is open over midnight: a queue is forgotten within a few handle times. */
const LEAD = 2 * 3600

/** What is simulated of a group, interval by interval of the plan. */
export interface SimulatedGroup {
  horizon: Horizon
  open: Uint8Array
  aht: Float64Array
  /** Mean, seconds; Infinity: nobody hangs up. */
  patience: number
  /** Of the random numbers; with the day and the course it makes a stream of their own. */
  seed: number
}

/** One day of the plan, as a shape of its own. */
export interface PlanDay {
  day: number
  /** The plan's interval with which it begins: one of the evening before where the group is open over midnight. */
  begin: number
  /** Intervals of the evening before, whose contacts do not count. */
  lead: number
  end: number
  shape: DayShape
  seed: number
}

export function planDay({ horizon, open, aht, patience, seed }: SimulatedGroup, day: number): PlanDay {
  const { interval, dayFrom } = horizon
  const [from, end] = [dayFrom[day], dayFrom[day + 1]]
  let begin = from
  while (begin > 0 && open[begin] && open[begin - 1] && (from - begin + 1) * interval <= LEAD) begin--
  const shape = {
    interval,
    aht: aht.subarray(begin, end),
    patience,
    stretches: openStretches(open.subarray(begin, end)),
  }
  return { day, begin, lead: from - begin, end, shape, seed }
}

/** The contacts of a day in a course, which always comes to pass in the same way. */
export function drawDay(
  { day, begin, end, shape, seed }: PlanDay,
  courses: readonly Float64Array[],
  course: number,
): RealisedDay {
  return realisedDay(courses[course].subarray(begin, end), shape, [seed, day, course])
}

/** Serves days, and adds up what is left over of the targets; one for all days, for it keeps its memory. */
export class Server {
  readonly #desk: Desk = makeDesk()
  waits = new Float64Array(1024)

  /** @param agents of the whole plan */
  serve({ begin, end, shape }: PlanDay, contacts: RealisedDay, agents: Float64Array): void {
    if (this.waits.length < contacts.contacts) this.waits = new Float64Array(2 * contacts.contacts)
    serveDay(contacts, agents.subarray(begin, end), shape, this.waits, this.#desk)
  }

  /** Of the day that was served last. */
  surplus({ realised }: Surplus, { lead, begin, end }: PlanDay, { first }: RealisedDay): number {
    return realised(this.waits, first[lead], first[end - begin])
  }
}
