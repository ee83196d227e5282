import { DAY_SECONDS, type DayNumber } from '../../domain/index.ts'
import {
  AGENT_LEVEL_GROUP,
  AGENT_LEVEL_GROUP_COLUMNS,
  type CompiledModel,
  createTally,
  GROUP,
  GROUP_COLUMNS,
  QUEUE,
  QUEUE_COLUMNS,
  ROUTE,
  ROUTE_COLUMNS,
  simulate,
  type Tally,
} from '../../sim/index.ts'
import { type CallLog, VISIT_END } from '../log.ts'
import { HOUR, HOURS } from './hour.ts'
import { answeredInOrder, type PresentSpan } from './present-spans.ts'

/** What is counted of each hour of each day and queue, booked to the hour of arrival. */
export const COUNT = { offered: 0, answered: 1, within: 2, abandoned: 3, answeredWait: 4 } as const
export const COUNTS = 5

/** What happened in days, or in their simulation. */
export interface ServiceGrid {
  /** [((day * 24 + hour) * queues + queue) * COUNTS + count], the days in their order */
  counts: Float64Array
  /** Seconds that agents were busy, and present, by hour of the day, all days together. */
  busy: Float64Array
  present: Float64Array
  /** Share of the time present for which agents were not away; 1 where that is not known. */
  available: number
}

function emptyGrid(days: number, queues: number): ServiceGrid {
  return {
    counts: new Float64Array(days * HOURS * queues * COUNTS),
    busy: new Float64Array(HOURS),
    present: new Float64Array(HOURS),
    available: 1,
  }
}

/** Visits that a replay holds: those that ended by an answer or by hanging up. The others left the queue by a way that the log does not explain. */
export function isJudged({ end, waited }: CallLog, visit: number): boolean {
  return (end[visit] === VISIT_END.answered || end[visit] === VISIT_END.abandoned) && !Number.isNaN(waited[visit])
}

/** What happened on days of a log. */
export function observedGrid(
  log: CallLog,
  days: readonly DayNumber[],
  spans: readonly PresentSpan[],
  within: number,
): ServiceGrid {
  const queues = log.queues.length
  const placeOf = new Map(days.map((day, place) => [day, place]))
  const grid = emptyGrid(days.length, queues)
  for (let i = 0; i < log.count; i++) {
    const day = placeOf.get(Math.floor(log.arrived[i] / DAY_SECONDS))
    if (day === undefined || !isJudged(log, i)) continue
    const hour = Math.floor((log.arrived[i] % DAY_SECONDS) / HOUR)
    const at = ((day * HOURS + hour) * queues + log.queue[i]) * COUNTS
    grid.counts[at + COUNT.offered]++
    if (log.end[i] === VISIT_END.answered) {
      grid.counts[at + COUNT.answered]++
      if (log.waited[i] <= within) grid.counts[at + COUNT.within]++
      grid.counts[at + COUNT.answeredWait] += log.waited[i]
    } else grid.counts[at + COUNT.abandoned]++
  }
  for (const span of answeredInOrder(log)) spread(grid.busy, span, placeOf)
  for (const span of spans) spread(grid.present, span, placeOf)
  return grid
}

/** Books a stretch of time to the hours of the day in which it passes. */
function spread(hours: Float64Array, { from, to }: PresentSpan, days: ReadonlyMap<DayNumber, number>): void {
  for (let at = from; at < to; ) {
    const next = Math.min(to, (Math.floor(at / HOUR) + 1) * HOUR)
    if (days.has(Math.floor(at / DAY_SECONDS))) hours[Math.floor((at % DAY_SECONDS) / HOUR)] += next - at
    at = next
  }
}

/** A replication of a replay, on the same days. Its answers by queue and group are added to `answers`, [queue * groups + group]. */
export function simulatedGrid(
  model: CompiledModel,
  days: readonly DayNumber[],
  seed: number,
  replication: number,
  answers: Float64Array,
  tally: Tally = createTally(model),
): ServiceGrid {
  simulate(model, seed, replication, tally)
  const { parentNames, parentOf, queues: parts, groups, routes, routeQueue, routeGroup } = model
  const queues = parentNames.length
  const grid = emptyGrid(days.length, queues)
  let [away, staffed] = [0, 0]
  days.forEach((day, place) => {
    for (let hour = 0; hour < HOURS; hour++) {
      const row = (day - days[0]) * HOURS + hour
      const cell = (queue: number) => ((place * HOURS + hour) * queues + parentOf[queue]) * COUNTS
      for (let q = 0; q < parts; q++) {
        const from = (row * parts + q) * QUEUE_COLUMNS
        grid.counts[cell(q) + COUNT.offered] += tally.queue[from + QUEUE.offered]
        grid.counts[cell(q) + COUNT.abandoned] += tally.queue[from + QUEUE.abandoned]
      }
      for (let r = 0; r < routes; r++) {
        const from = (row * routes + r) * ROUTE_COLUMNS
        const to = cell(routeQueue[r])
        grid.counts[to + COUNT.answered] += tally.route[from + ROUTE.answered]
        grid.counts[to + COUNT.within] += tally.route[from + ROUTE.answeredWithin]
        grid.counts[to + COUNT.answeredWait] += tally.route[from + ROUTE.answeredWait]
        answers[parentOf[routeQueue[r]] * groups + routeGroup[r]] += tally.route[from + ROUTE.answered]
      }
      for (let g = 0; g < groups; g++) {
        const from = (row * groups + g) * GROUP_COLUMNS
        grid.busy[hour] += tally.group[from + GROUP.busy] + tally.group[from + GROUP.afterCall]
        grid.present[hour] += tally.group[from + GROUP.staffed]
        staffed += tally.group[from + GROUP.staffed]
        away += tally.agentLevelGroup[(row * groups + g) * AGENT_LEVEL_GROUP_COLUMNS + AGENT_LEVEL_GROUP.away]
      }
    }
  })
  grid.available = staffed > 0 ? 1 - away / staffed : 1
  return grid
}

/** Figures of some counts together. */
export interface ServiceFigures {
  offered: number
  /** Share of the offered answered in time. */
  service: number
  /** Share of the offered who hung up. */
  hangUps: number
  /** Mean wait of the answered, seconds. */
  asa: number
}

/** Figures of counts that stand one after the other, [COUNTS]. */
export function figuresOf(sums: ArrayLike<number>, at = 0): ServiceFigures {
  const offered = sums[at + COUNT.offered]
  return {
    offered,
    service: sums[at + COUNT.within] / offered,
    hangUps: sums[at + COUNT.abandoned] / offered,
    asa: sums[at + COUNT.answeredWait] / sums[at + COUNT.answered],
  }
}

/** Sums of a grid: of everything, [COUNTS]; by hour and queue, [(hour * queues + queue) * COUNTS]; by hour; by queue; by day. */
export interface GridSums {
  all: Float64Array
  byHour: Float64Array
  byQueue: Float64Array
  byHourAndQueue: Float64Array
  byDay: Float64Array
}

export function sumsOf({ counts }: ServiceGrid, days: number, queues: number): GridSums {
  const sums: GridSums = {
    all: new Float64Array(COUNTS),
    byHour: new Float64Array(HOURS * COUNTS),
    byQueue: new Float64Array(queues * COUNTS),
    byHourAndQueue: new Float64Array(HOURS * queues * COUNTS),
    byDay: new Float64Array(days * COUNTS),
  }
  for (let day = 0; day < days; day++)
    for (let hour = 0; hour < HOURS; hour++)
      for (let q = 0; q < queues; q++)
        for (let c = 0; c < COUNTS; c++) {
          const value = counts[((day * HOURS + hour) * queues + q) * COUNTS + c]
          sums.all[c] += value
          sums.byHour[hour * COUNTS + c] += value
          sums.byQueue[q * COUNTS + c] += value
          sums.byHourAndQueue[(hour * queues + q) * COUNTS + c] += value
          sums.byDay[day * COUNTS + c] += value
        }
  return sums
}
