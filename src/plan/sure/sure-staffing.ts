import { dayOf, formatShare, type Horizon, KrarupError, type Target } from '../../domain/index.ts'
import { requiredAgents } from '../../erlang/index.ts'
import { wilsonLimits } from '../../numeric/wilson.ts'
import type { LoadCurve } from '../load-curve.ts'
import { monthStretches, weekStretches } from '../roll-up.ts'
import { patienceOf, type ServiceModel, steadyState } from '../service-model.ts'
import { addExpectedSurplus } from './expected-surplus.ts'
import type { Luck } from './luck.ts'
import { PeriodSearch, type PeriodSearchInput } from './period-search.ts'
import { drawDay, planDay, Server, type SimulatedGroup } from './plan-days.ts'
import type { RealisedDay } from './realised-day.ts'
import { restsOf } from './rests.ts'
import type { SureJudgement, SureOptions, SurePeriod, SurePlan } from './sure-plan.ts'
import { holds, surplusesOf } from './surplus.ts'

export interface SureStaffingInput extends SureOptions {
  /** Name of the group, for errors. */
  group: string
  horizon: Horizon
  load: LoadCurve
  model: ServiceModel
  targets: readonly Target[]
  over: 'day' | 'week' | 'month'
  /** What each interval must meet by itself at the expected load; `undefined`: the target's service level less ten points. */
  floor: Target | undefined
  leastAgents: number
  /** Agents who are rostered, by interval. */
  rostered?: Float64Array | undefined
  /** Agents of the plan that is sized to the mean. */
  agents: Float64Array
  /** Intervals that have passed. */
  known: number
  /** Courses of the forecast that nothing was chosen on so far. */
  courses: readonly Float64Array[]
  seed: number
}

/** Courses that staffings are searched on; the others judge them. */
export const SEARCHED_ON = 300
export const JUDGED_ON = 1000
/** Fewer judge where that would simulate more contacts than these in a day. */
const JUDGE_CONTACTS = 8e6
const LEAST_JUDGES = 400
/** One-sided 95 % and two-sided 95 %. */
const ONE_SIDED = 1.6448536269514722
const TWO_SIDED = 1.959963984540054
/** Periods farther from the balance than so many times their luck are decided without a simulation. */
const DECIDED = 3
const MOST_ROUNDS = 40
const CERTAINTIES = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99]
/** Points by which an interval may miss the target at the expected load, where no floor is given. */
const FLOOR_BELOW = 0.1

/**
 * The staffing of least agent hours found that meets the targets over each day (week, month) with the certainty asked for: searched on some courses of the forecast, judged by simulation on others, and raised until the lower
 * limit of the share of fresh days holds. So the certainty is that of days on which nothing was chosen.
 *
 * @throws {KrarupError} OUT_OF_RANGE where so much certainty cannot be shown, UNREACHABLE where the caps on agents forbid it
 */
export function sureStaffing(input: SureStaffingInput): { agents: Float64Array; sure: SurePlan } {
  const { horizon, certainty, targets, courses, load, over } = input
  const meanDay = load.volume.reduce((sum, volume) => sum + (volume || 0), 0) / horizon.dayCount
  const judges = Math.min(courses.length - SEARCHED_ON, Math.max(LEAST_JUDGES, Math.floor(JUDGE_CONTACTS / meanDay)))
  checkShown(certainty, judges)
  const used = courses.slice(0, SEARCHED_ON + judges)
  const agents = Float64Array.from(input.agents)
  const luck = luckOf(input, targets, used)
  const hours = (agentIntervals: number) => (agentIntervals * horizon.interval) / 3600
  const byCertainty = CERTAINTIES.map((each) => ({ certainty: each, agentHours: 0 }))
  const byTarget = curveTargets(targets).map((target) => ({
    target,
    agentHours: 0,
    present: isPresent(target, targets),
  }))
  const periods: SurePeriod[] = []
  for (const [from, to] of periodsOf(horizon, over)) {
    const search = new PeriodSearch(searchInput(input, targets, used, luck, [from, to]), agents)
    if (search.empty) continue
    const judge = judgeOf(input, search, used, [from, to])
    const meanAgentHours = hours(search.agentIntervals)
    const metByMean = search.probability()
    const found = findPeriod(search, judge, input, judges)
    for (const [k, each] of found.byCertainty.entries()) byCertainty[k].agentHours += hours(each)
    const own = search.agents
    for (const each of byTarget) {
      if (each.present) continue
      const other = new PeriodSearch(
        searchInput(input, [each.target], used.slice(0, SEARCHED_ON), luck, [from, to]),
        agents,
      )
      each.agentHours += other.scaleTo(certainty) ? hours(other.agentIntervals) : Number.NaN
    }
    agents.set(own.subarray(horizon.dayFrom[from], horizon.dayFrom[to]), horizon.dayFrom[from])
    periods.push({ ...found.judgement, from, to, agentHours: hours(search.agentIntervals), meanAgentHours, metByMean })
  }
  return { agents, sure: summed(input, periods, byCertainty, byTarget) }
}

/** From the highest certainty down to the one asked for, then polished, judged, and raised until the judges are sure. */
function findPeriod(
  search: PeriodSearch,
  judge: Judge,
  { certainty, group }: SureStaffingInput,
  judges: number,
): { judgement: SureJudgement; byCertainty: number[] } {
  const aim = Math.min(0.9995, certainty + ONE_SIDED * Math.sqrt((certainty * (1 - certainty)) / judges))
  const byCertainty = CERTAINTIES.map(() => Number.NaN)
  if (!search.scaleTo(Math.max(aim, CERTAINTIES[CERTAINTIES.length - 1])) && !search.scaleTo(aim))
    throw unreachable(group, certainty, search.probability())
  let curve: Float64Array | undefined
  for (const [k, level] of [...CERTAINTIES.entries(), [-1, aim] as const].sort((a, b) => b[1] - a[1])) {
    if (search.probability() < level) continue
    search.lowerTo(level)
    if (k >= 0) byCertainty[k] = search.agentIntervals
    else curve = search.agents.slice()
  }
  search.use(curve!)
  search.polish(aim)
  let judgement = judge()
  for (let round = 0; judgement.lower < certainty; round++) {
    const more = search.probability() + Math.max(0.001, (certainty - judgement.lower) / 2)
    if (round === MOST_ROUNDS || !search.raiseTo(Math.min(0.99999, more)))
      throw unreachable(group, certainty, judgement.met)
    judgement = judge()
  }
  return { judgement: withoutTheNeedless(search, judge, judgement, certainty), byCertainty }
}

/** Agents who are missed least, tried one after the other. */
const TRIED = 3
const FEW_AGENTS = 1000

/** Takes agents away again as long as the judges stay sure. */
function withoutTheNeedless(
  search: PeriodSearch,
  judge: Judge,
  first: SureJudgement,
  certainty: number,
): SureJudgement {
  let judgement = first
  // Of a large group one agent more is nothing, and a judgement takes long.
  const most = search.agentIntervals < FEW_AGENTS ? TRIED : 0
  for (let tried = 0; tried < most; ) {
    const i = search.missedLeast(tried)
    if (i === undefined) break
    search.move(i, -1)
    const next = judge(certainty)
    if (next.lower >= certainty) {
      judgement = next
      tried = 0
    } else {
      search.move(i, 1)
      tried++
    }
  }
  return judgement
}

/** Contacts whose draws are kept from one judgement of a period to the next. */
const KEPT = 3e6

/** Judges the staffing that the search has. With a certainty that it is to show it stops, and tells less than it would find, as soon as that is out of reach. */
type Judge = (toShow?: number) => SureJudgement

/** Serves the days of a period on the courses that nothing was chosen on; always the same days, so that judgements can be compared. */
export function judgeOf(
  input: SureStaffingInput,
  search: PeriodSearch,
  courses: readonly Float64Array[],
  [from, to]: readonly [number, number],
): Judge {
  const { targets, model, load, horizon, seed } = input
  const group: SimulatedGroup = { horizon, open: load.open, aht: load.aht, patience: model.patience, seed: seed + 1 }
  const days = Array.from({ length: to - from }, (_, k) => planDay(group, from + k))
  const surpluses = targets.flatMap(surplusesOf)
  const server = new Server()
  const judged = courses.length - SEARCHED_ON
  const kept = new Map<number, RealisedDay[]>()
  let room = KEPT
  const contactsOf = (course: number): RealisedDay[] => {
    const drawn = kept.get(course) ?? days.map((day) => drawDay(day, courses, course))
    if (room > 0 && !kept.has(course)) {
      kept.set(course, drawn)
      room -= drawn.reduce((sum, { contacts }) => sum + contacts, 0)
    }
    return drawn
  }
  // Those that were farthest from their target the last time come first: so a staffing that falls short is known by a few of them.
  const order = Array.from({ length: judged }, (_, k) => SEARCHED_ON + k)
  const leftOver = new Float64Array(courses.length)
  const leastLeft = (course: number): number => {
    const balance = search.balance(course)
    if (!(Math.abs(balance) < DECIDED)) return balance > 0 ? Infinity : -Infinity
    const sums = surpluses.map(() => 0)
    for (const [k, drawn] of contactsOf(course).entries()) {
      server.serve(days[k], drawn, search.agents)
      for (const [s, each] of surpluses.entries()) sums[s] += server.surplus(each, days[k], drawn)
    }
    return Math.min(...sums)
  }
  return (toShow = 0) => {
    let met = judged
    for (const course of order) {
      leftOver[course] = leastLeft(course)
      if (!holds(leftOver[course])) met--
      if (wilsonLimits(met / judged, judged, ONE_SIDED).low < toShow) break
    }
    order.sort((a, b) => leftOver[a] - leftOver[b] || a - b)
    return { met: met / judged, lower: wilsonLimits(met / judged, judged, ONE_SIDED).low, judged }
  }
}

/** What is needed so that days that are all good show the certainty. */
function checkShown(certainty: number, judges: number): void {
  const needed = Math.ceil((ONE_SIDED ** 2 * certainty) / (1 - certainty))
  if (needed <= judges) return
  const most = Math.floor((1000 * judges) / (judges + ONE_SIDED ** 2)) / 1000
  throw new KrarupError({
    code: 'OUT_OF_RANGE',
    what: `a certainty of ${formatShare(certainty)} would be shown by ${needed} days without a miss, and ${judges} are drawn`,
    where: { name: 'sure' },
    how: `ask for ${formatShare(most)} at most`,
    value: formatShare(certainty),
  })
}

function unreachable(group: string, certainty: number, reached: number): KrarupError {
  return new KrarupError({
    code: 'UNREACHABLE',
    what: `${group}: no staffing within the limits meets the target with a certainty of ${formatShare(certainty)}; ${formatShare(Math.round(reached * 1000) / 1000)} is the most`,
    where: { name: 'sure' },
    how: 'allow more agents (--most-agents) or more change (--most-change), or ask for less',
    value: formatShare(certainty),
  })
}

export function luckOf(input: SureStaffingInput, targets: readonly Target[], courses: readonly Float64Array[]): Luck {
  const { horizon, load, model, agents, seed } = input
  const { interval, dayCount, dayFrom } = horizon
  const surpluses = targets.flatMap(surplusesOf)
  const design = courses.slice(0, SEARCHED_ON)
  const count = design.length
  const expected = surpluses.map(() => new Float64Array(dayCount * count))
  const contacts = new Float64Array(dayCount * count)
  const tiered = surpluses.map((each) => ({ ...each, of: 0, share: () => 1 }))
  for (let day = 0; day < dayCount; day++) {
    for (let i = dayFrom[day]; i < dayFrom[day + 1]; i++) {
      if (!load.open[i]) continue
      const statesAt = (volume: number) => [steadyState(model, volume / interval, load.aht[i], agents[i])]
      addExpectedSurplus(expected, day * count, i, tiered, design, statesAt)
      for (let c = 0; c < count; c++) if (design[c][i] > 0) contacts[day * count + c] += design[c][i]
    }
  }
  const group = { horizon, open: load.open, aht: load.aht, patience: model.patience, seed, agents, paths: design }
  const rests = restsOf(group, surpluses, expected, contacts)
  return rests?.luck ?? { spread: surpluses.map(() => 1), common: surpluses.map(() => 0) }
}

export function searchInput(
  input: SureStaffingInput,
  targets: readonly Target[],
  courses: readonly Float64Array[],
  luck: Luck,
  [from, to]: readonly [number, number],
): PeriodSearchInput {
  const { horizon, load, model, known, mostAgents = Infinity, mostChange = Infinity, leastAgents } = input
  const { interval } = horizon
  const agentsFor = (i: number, factor: number, target: Target) =>
    requiredAgents(
      { volumePerInterval: load.volume[i] * factor, interval, aht: load.aht[i], ...patienceOf(model) },
      target,
      { minimum: leastAgents },
    ).agents
  const least = new Float64Array(load.volume.length)
  for (let i = horizon.dayFrom[from]; i < horizon.dayFrom[to]; i++) {
    if (!load.open[i]) continue
    least[i] = Math.min(
      mostAgents,
      Math.max(
        leastAgents,
        input.rostered?.[i] ?? 0,
        ...targets.flatMap((target) => floorOf(target, input.floor)).map((floor) => agentsFor(i, 1, floor)),
      ),
    )
  }
  return {
    horizon,
    open: load.open,
    from,
    to,
    known,
    surpluses: targets.flatMap(surplusesOf).map((each) => ({ ...each, of: 0, share: () => 1 })),
    courses,
    design: Math.min(SEARCHED_ON, courses.length),
    luck,
    statesAt: (i, volume, agents) => [steadyState(model, volume / interval, load.aht[i], agents)],
    sized: (i, factor) => Math.max(...targets.map((target) => agentsFor(i, factor, target))),
    least,
    mostAgents,
    mostChange,
  }
}

/** What an interval must meet at the expected load, whatever the day comes to: the floor, and an occupancy, which is no matter of luck. */
function floorOf({ serviceLevel, occupancy }: Target, floor: Target | undefined): Target[] {
  const lowered = serviceLevel && {
    serviceLevel: { ...serviceLevel, share: Math.max(0, serviceLevel.share - FLOOR_BELOW) },
  }
  const own = floor ?? lowered
  return [...(own ? [own] : []), ...(occupancy === undefined ? [] : [{ occupancy }])]
}

/** Service levels that directors ask about, and that of the plan. There are none beside a target of another kind: what is known of a day's luck is in its units and at its agents. */
function curveTargets(targets: readonly Target[]): Target[] {
  if (!isServiceLevelAlone(targets)) return []
  const usual = ([share, within]: readonly [number, number]): Target => ({ serviceLevel: { within, share } })
  const asked = [
    [0.8, 20],
    [0.9, 10],
    [0.95, 10],
  ] as const
  const others = asked.map(usual).filter((target) => !isPresent(target, targets))
  return [...others, targets[0]]
}

function isServiceLevelAlone(targets: readonly Target[]): boolean {
  return targets.length === 1 && Object.keys(targets[0]).every((condition) => condition === 'serviceLevel')
}

function isPresent(target: Target, targets: readonly Target[]): boolean {
  return targets.some((each) => JSON.stringify(sorted(each)) === JSON.stringify(sorted(target)))
}

function sorted({ serviceLevel, ...others }: Target): unknown {
  return [serviceLevel?.within, serviceLevel?.share, serviceLevel?.definition, others]
}

/** The days (weeks, months) of a plan, as days counted from 0, from (inclusive) to (exclusive). */
export function periodsOf({ start, dayCount }: Horizon, over: SureStaffingInput['over']): [number, number][] {
  if (over === 'day') return Array.from({ length: dayCount }, (_, day) => [day, day + 1])
  const first = dayOf(start)
  const stretches = over === 'week' ? weekStretches(first, dayCount) : monthStretches(first, dayCount)
  return stretches.map(({ from, to }) => [from - first, to - first])
}

function summed(
  { certainty, over }: SureStaffingInput,
  periods: SurePeriod[],
  byCertainty: SurePlan['byCertainty'],
  byTarget: SurePlan['byTarget'],
): SurePlan {
  const total = (of: (period: SurePeriod) => number) => periods.reduce((sum, period) => sum + of(period), 0)
  const count = Math.max(1, periods.length)
  const met = total((period) => period.met) / count
  const agentHours = total((period) => period.agentHours)
  // The periods share their courses: as many fresh ones as one of them has.
  const judged = Math.min(...periods.map((period) => period.judged))
  return {
    certainty,
    over,
    periods,
    agentHours,
    meanAgentHours: total((period) => period.meanAgentHours),
    met,
    metByMean: total((period) => period.metByMean) / count,
    margin: TWO_SIDED * Math.sqrt((met * (1 - met)) / judged),
    byCertainty,
    byTarget: byTarget
      .map((each) => (each.present ? { ...each, agentHours } : each))
      .sort((a, b) => a.agentHours - b.agentHours),
  }
}
