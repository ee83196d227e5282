import { checkKeys, checkNumber, checkShare, type Keys } from '../../domain/index.ts'
import { leastWhole } from '../least-agents.ts'
import { Course } from './course-of-work.ts'
import { checkLength } from './curve.ts'
import type { DayFinish, DayWork } from './day-work.ts'

const DAY_WORK_KEYS = {
  volumes: 1,
  interval: 1,
  aht: 1,
  within: 1,
  counts: 1,
  open: 1,
  repeat: 1,
  backlog: 1,
} as const satisfies Keys<DayWork>

/**
 * The share of work done in time where it comes at any hour and is done in opening hours, first come, first served: with one deadline for all that is the earliest deadline first.
 * Items come as a Poisson process with the rate of their interval, handle times are exponential, and who is at an item when duty ends finishes it.
 *
 * Exact but for quadrature (below 1e-4 of a share): the number of items goes on in time as a Markov chain. As long as an item waits all agents are busy, so that their completions are a
 * Poisson process and each agent who comes on duty takes one item more: when the item is begun follows from what is ahead of it alone, and when it is done from one handle time more.
 * Where more comes than can be done in duty it piles up, although some of it is finished after hours: the share in time is 0. Where it repeats, days are added until nothing changes any more, but 100 at most: agents who are busy to the last minute settle down in months.
 *
 * @param agents on duty in each interval, whole numbers
 * @throws {KrarupError} OUT_OF_RANGE, CONFLICT, UNREADABLE
 * @example
 * ```ts
 * import { finishedOverDay } from 'krarup/erlang/day'
 * // Mails come round the clock, are answered from 8 to 18, and are due within 4 opening hours.
 * const open = Array.from({ length: 24 }, (_, hour) => hour >= 8 && hour < 18)
 * const mails = { volumes: new Array(24).fill(20), interval: 3600, aht: 300, within: 4 * 3600, counts: 'open hours' as const, open }
 * const [five, six] = [5, 6].map((n) => finishedOverDay(mails, open.map((isOpen) => (isOpen ? n : 0))))
 * five.onTime.toFixed(3) //=> '0.872'
 * six.onTime.toFixed(3) //=> '0.981'
 * ```
 */
export function finishedOverDay(work: DayWork, agents: ArrayLike<number>): DayFinish {
  checkKeys('finishedOverDay', work, DAY_WORK_KEYS)
  const course = new Course(work)
  checkLength('agents', agents, course.count)
  const curve = Array.from(agents, (n, i) => checkNumber(`agents[${i}]`, n, { least: 0, whole: true }))
  return course.solve(curve, 0)
}

/**
 * The least number of agents, the same in all open hours, of whom a share of the work is done in time: see {@link finishedOverDay}.
 *
 * @throws {KrarupError} OUT_OF_RANGE, CONFLICT, UNREADABLE; UNREACHABLE where more of it is due before anybody can have done it
 * @example
 * ```ts
 * import { agentsToFinishOverDay } from 'krarup/erlang/day'
 * const open = Array.from({ length: 24 }, (_, hour) => hour >= 8 && hour < 18)
 * const mails = { volumes: new Array(24).fill(20), interval: 3600, aht: 300, within: 4 * 3600, counts: 'open hours' as const, open }
 * agentsToFinishOverDay({ ...mails, share: 0.95 }).agents //=> 6
 * ```
 */
export function agentsToFinishOverDay({ share, ...work }: DayWork & { share: number }): DayFinish & { agents: number } {
  checkKeys('agentsToFinishOverDay', work, DAY_WORK_KEYS)
  checkShare('share', share)
  const course = new Course(work)
  const flat = (n: number) => course.open.map((isOpen) => (isOpen ? n : 0))
  course.checkReachable(share)
  let meeting: (DayFinish & { agents: number }) | undefined
  const score = (n: number) => {
    const found = course.solve(flat(n), share)
    const lacks = share - found.onTime
    if (!(lacks > 0)) meeting = { agents: n, ...found }
    return Number.isNaN(lacks) ? 0 : lacks
  }
  const least = course.leastSteady()
  leastWhole(score, least, Number.MAX_SAFE_INTEGER, course.guess(least, share))
  return meeting as DayFinish & { agents: number }
}

/** Steps of a curve's reserve for chance, in roots of the load: so many to one, where one is not more than an agent. */
const STEPS = 4
/** As many roots of the load as a curve may have beside it. */
const MOST_ROOTS = 1000

/**
 * A staffing curve of whom a share of the work is done in time, see {@link finishedOverDay}: each item's work is spread evenly over the duty until it is due, and each interval has the agents for what falls to it,
 * with as small a reserve as will do, the same number of roots of the load in all intervals (the square-root rule). A long deadline makes the curve flat, a short one lets it follow the work that comes.
 * Where a flat curve, that of {@link agentsToFinishOverDay}, takes 5 % more hours at most, it is that one (looked at up to 50 agents). `load` is the work of each interval, in agents, as it was spread.
 *
 * @param minimum Never fewer on duty. Default 0.
 * @throws {KrarupError} OUT_OF_RANGE, CONFLICT, UNREADABLE; UNREACHABLE where more of it is due before anybody can have done it
 * @example
 * ```ts
 * import { curveToFinishOverDay } from 'krarup/erlang/day'
 * // Mails come round the clock, are answered from 8 to 18, and are due within 4 opening hours: the morning has those of the night to do.
 * const open = Array.from({ length: 24 }, (_, hour) => hour >= 8 && hour < 18)
 * const mails = { volumes: new Array(24).fill(20), interval: 3600, aht: 300, within: 4 * 3600, counts: 'open hours' as const, open }
 * Array.from(curveToFinishOverDay({ ...mails, share: 0.95 }).agents.subarray(8, 18)) //=> [8, 8, 8, 8, 2, 2, 2, 2, 2, 2]
 * ```
 */
export function curveToFinishOverDay({
  share,
  minimum = 0,
  ...work
}: DayWork & { share: number; minimum?: number | undefined }): DayFinish & {
  agents: Float64Array
  load: Float64Array
} {
  checkKeys('curveToFinishOverDay', work, DAY_WORK_KEYS)
  checkShare('share', share)
  checkNumber('minimum', minimum, { least: 0, whole: true })
  const course = new Course(work)
  course.checkReachable(share)
  const load = course.spread()
  const steps = Math.max(STEPS, Math.ceil(Math.sqrt(Math.max(...load))))
  const curveOf = (n: number) =>
    load.map((each, i) =>
      course.open[i] ? Math.max(minimum, Math.ceil(each + (n / steps) * Math.sqrt(each) - ROUNDING)) : 0,
    )
  let meeting: (DayFinish & { agents: Float64Array; load: Float64Array }) | undefined
  const score = (n: number) => {
    const agents = curveOf(n)
    const found = course.solve(Array.from(agents), share)
    const lacks = share - found.onTime
    if (!(lacks > 0)) meeting = { agents, load, ...found }
    return Number.isNaN(lacks) ? 0 : lacks
  }
  leastWhole(score, 0, steps * MOST_ROOTS, 0)
  const curve = meeting as DayFinish & { agents: Float64Array; load: Float64Array }
  if (Math.max(...load) > FEW) return curve
  // A flat curve is the better one to work with, and where a few are needed it costs less: rounding up interval by interval does.
  const { agents: flat, ...figures } = agentsToFinishOverDay({ ...work, share })
  if (flat < minimum) return curve
  const agents = load.map((_, i) => (course.open[i] ? flat : 0))
  return total(agents) <= total(curve.agents) * FLAT_IS_WORTH ? { agents, load, ...figures } : curve
}

/** Agents up to which a flat curve is looked at: of more, one that follows the work costs less or hardly more, and the search takes seconds. */
const FEW = 50
/** Hours of a flat curve, as a share of those of one that follows the work, up to which it is taken. */
const FLAT_IS_WORTH = 1.05

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0)
}

/** A load that is whole but for binary's last digits is whole. */
const ROUNDING = 1e-9
