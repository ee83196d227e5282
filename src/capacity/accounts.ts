import type { DayNumber } from '../domain/index.ts'
import type { Decision } from './hiring-program.ts'
import { WEEKS_A_MONTH } from './people.ts'
import { type Prepared, type Presence, withHires } from './prepare.ts'
import type { Ranged } from './question.ts'

/** A class of the plan. */
export interface HiringClass {
  group: string
  /** Its first day, and the Monday on which its people take contacts alone. */
  start: DayNumber
  onContacts: DayNumber
  /** By when it has to be decided. */
  decideBy: DayNumber
  people: number
  /** Of them by contract, in the order of the question. */
  byContract: number[]
  /** It was decided before. */
  planned: boolean
}

/** One group's week. Agents are full-time agents as they are paid, shrinkage and all, so that needs and people can be compared. */
export interface GroupWeek {
  /** Agents that the contacts need. */
  need: Ranged
  /** Share of the time on duty that agents are busy when there are as many as needed. */
  occupancy: number
  /** People on the payroll, those in training among them. */
  heads: number
  inTraining: number
  /** Agents that the people are worth: without those in training, by speed. */
  agents: number
  /** In agents: overtime, borrowed from other groups, lent to them. */
  overtime: number
  borrowed: number
  lent: number
  /** Agents over the need (below 0: lacking), with overtime and lending, should contacts come at the high, the mean or the low end of their range. */
  over: Ranged
  /** Agents lacking of what is hired for. */
  short: number
}

/** People beside the agents, in whole numbers. */
export interface Followers {
  teamLeaders: number
  trainers: number
  inspectors: number
  /** Checks that the inspectors make. */
  checks: number
}

/** What is paid; without rates of pay agents' paid hours, and 0 for all else. */
export interface Costs {
  agents: number
  overtime: number
  lending: number
  hiring: number
  teamLeaders: number
  trainers: number
  inspectors: number
  total: number
}

export interface PlannedGroup {
  name: string
  weeks: GroupWeek[]
}

/** What follows from a decision: week by week, and in sums. */
export interface Accounts {
  classes: HiringClass[]
  groups: PlannedGroup[]
  followers: Followers[]
  costs: Costs
  costsByWeek: Costs[]
  /** Agents lacking, in weeks of a full-time agent. */
  shortWeeks: number
}

/** A person's week of binary's last digits is none. */
const NOTHING = 1e-9

export function accountsOf(decision: Decision, prepared: Prepared): Accounts {
  const { question } = prepared
  const { weeks } = question
  const people = prepared.groups.map(({ base }, g) => withHires(base, decision.hires, g, prepared))
  const groups = prepared.groups.map(({ group }, g) => ({
    name: group.name,
    weeks: Array.from({ length: weeks }, (_, week) => groupWeek(g, week, people[g], decision, prepared)),
  }))
  const followers = Array.from({ length: weeks }, (_, week) => followersOf(week, people, prepared))
  const costsByWeek = followers.map((each, week) => costsOf(week, people, each, decision, prepared))
  return {
    classes: decision.hires.map((hires) => classOf(hires, prepared)),
    groups,
    followers,
    costs: summed(costsByWeek),
    costsByWeek,
    shortWeeks: groups.reduce((sum, each) => sum + each.weeks.reduce((all, { short }) => all + short, 0), 0),
  }
}

function classOf({ group, week, people }: Decision['hires'][number], prepared: Prepared): HiringClass {
  const { question, groups, careers } = prepared
  const { name, classes } = groups[group].group
  const start = question.start + 7 * week
  return {
    group: name,
    start,
    onContacts: start + 7 * careers.trained,
    decideBy: start - 7 * classes.lead,
    people: people.reduce((sum, count) => sum + count, 0),
    byContract: people,
    planned: classes.planned.some((each) => each.week === week),
  }
}

function groupWeek(
  g: number,
  week: number,
  people: Presence,
  { overtime, lent, short }: Decision,
  { question, groups, present }: Prepared,
): GroupWeek {
  const { need, occupancy, group } = groups[g]
  // A paid agent is on duty in this share of the time.
  const paid = (duty: number) => (Math.abs(duty) > NOTHING ? duty / present[week] : 0)
  const borrowed = question.lending.reduce(
    (sum, { to, speed }, k) => (to === group.name ? sum + lent[k][week] * speed : sum),
    0,
  )
  const given = question.lending.reduce((sum, { from }, k) => (from === group.name ? sum + lent[k][week] : sum), 0)
  const duty = people.duty[week] + overtime[g][week] + borrowed - given
  const { low, mean, high } = need[week]
  return {
    need: { low: paid(low), mean: paid(mean), high: paid(high) },
    occupancy: occupancy[week],
    heads: people.heads[week],
    inTraining: people.inTraining[week],
    agents: paid(people.duty[week]),
    overtime: paid(overtime[g][week]),
    borrowed: paid(borrowed),
    lent: paid(given),
    over: { low: paid(duty - high), mean: paid(duty - mean), high: paid(duty - low) },
    short: paid(short[g][week]),
  }
}

/** Team leaders by agents, trainers by people in training, inspectors by checks; each a whole number. */
function followersOf(week: number, people: readonly Presence[], { question, present }: Prepared): Followers {
  const { teamLeaders, trainers, inspectors, queues, hoursAWeek } = question
  const sum = (of: (one: Presence) => number) => people.reduce((all, one) => all + of(one), 0)
  const trained = sum(({ heads, inTraining }) => heads[week] - inTraining[week])
  const inTraining = sum((one) => one.inTraining[week])
  const fresh = sum((one) => one.fresh[week])
  const drawn = queues.reduce((all, { checked = 0, volume }) => all + checked * volume[week].mean, 0)
  const checks = inspectors
    ? Math.max(drawn, (trained - fresh) * inspectors.eachWeek + fresh * inspectors.newEachWeek)
    : 0
  return {
    teamLeaders: teamLeaders ? whole(trained / teamLeaders.agentsEach) : 0,
    trainers: trainers ? whole(inTraining / trainers.peopleEach) : 0,
    inspectors: inspectors ? whole((checks * inspectors.check) / 3600 / (hoursAWeek * present[week])) : 0,
    checks,
  }
}

function whole(count: number): number {
  return Math.max(0, Math.ceil(count - NOTHING))
}

function costsOf(
  week: number,
  people: readonly Presence[],
  followers: Followers,
  { hires, overtime, lent }: Decision,
  { question, groups, priced, overtimeHour }: Prepared,
): Costs {
  const { hoursAWeek, lending, teamLeaders, trainers, inspectors } = question
  const sum = (values: readonly Float64Array[]) => values.reduce((all, each) => all + each[week], 0)
  const paid = (count: number, rate: { pay: number } | undefined) => (count * (rate?.pay ?? 0)) / WEEKS_A_MONTH
  const parts = {
    agents: sum(people.map(({ pay }) => pay)),
    overtime: sum(overtime) * hoursAWeek * overtimeHour,
    lending: lending.reduce((all, { cost }, k) => all + lent[k][week] * hoursAWeek * cost, 0),
    hiring: hires
      .filter((each) => each.week === week)
      .reduce((all, { group, people: own }) => {
        const { hire, cost, most } = groups[group].group.classes
        const count = own.reduce((total, each) => total + each, 0)
        return all + count * hire + cost * Math.ceil(count / Math.max(1, most))
      }, 0),
    teamLeaders: paid(followers.teamLeaders, teamLeaders),
    trainers: paid(followers.trainers, trainers),
    inspectors: paid(followers.inspectors, inspectors),
  }
  const counted = priced ? parts : { ...NO_COSTS, agents: parts.agents, overtime: parts.overtime }
  return {
    ...counted,
    total: Object.entries(counted).reduce((all, [name, each]) => (name === 'total' ? all : all + each), 0),
  }
}

const NO_COSTS: Costs = {
  agents: 0,
  overtime: 0,
  lending: 0,
  hiring: 0,
  teamLeaders: 0,
  trainers: 0,
  inspectors: 0,
  total: 0,
}

function summed(weeks: readonly Costs[]): Costs {
  const names = Object.keys(NO_COSTS) as (keyof Costs)[]
  return Object.fromEntries(names.map((name) => [name, weeks.reduce((sum, week) => sum + week[name], 0)])) as never
}
