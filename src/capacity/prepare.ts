import { type NeededHours, neededHours } from './needed-hours.ts'
import { ageOf, type Careers, careersOf, survival, WEEKS_A_MONTH } from './people.ts'
import type { CapacityContract, CapacityGroup, CapacityQuestion, Ranged } from './question.ts'

/** An hour in which an agent is lacking costs so many times the hour of the dearest contract, where nothing else is said. */
const SHORT_TIMES = 20

/** People by week from the first of the plan on, for one who is hired or one who is there. */
export interface Presence {
  /** Who are there. */
  heads: Float64Array
  /** Of them, who are in training. */
  inTraining: Float64Array
  /** Of those who have ended training, who ended it so lately that they count as new. */
  fresh: Float64Array
  /** Full-time agents that they are on duty, with their speed: 1 serves contacts in all of the hours of a full-time week. */
  duty: Float64Array
  /** What they are paid. */
  pay: Float64Array
}

/** A group's needs, and who is there without any hiring. */
export interface PreparedGroup {
  group: CapacityGroup
  /** Full-time agents on duty in all hours that are needed, by week. */
  need: Ranged[]
  /** Busy time of needed duty, by week. */
  occupancy: Float64Array
  base: Presence
}

/** A question worked out as far as it goes without deciding anything. */
export interface Prepared {
  question: CapacityQuestion
  careers: Careers
  /** Share of paid time on contacts, by week. */
  present: Float64Array
  /** Needs by queue and week. */
  queues: NeededHours[][]
  groups: PreparedGroup[]
  /** Of one person of a contract whose class begins in the first week: later classes are the same, later. */
  newcomer(contract: CapacityContract, week: number): Presence
  /** Cost of an hour in which an agent is lacking, and of one of overtime. */
  shortHour: number
  overtimeHour: number
  /** Whether contracts say what they pay; else hours stand for money. */
  priced: boolean
}

/** Needs by group, and who is there. */
export function prepare(question: CapacityQuestion): Prepared {
  const { start, weeks, hoursAWeek, queues, groups, shrinkage, contracts, overtime } = question
  const careers = careersOf(question)
  const present = Float64Array.from(
    { length: weeks },
    (_, week) => 1 - shrinkage.reduce((sum, { shares }) => sum + shares[week], 0),
  )
  const priced = contracts.some(({ pay }) => pay !== undefined)
  const hourOf = ({ pay, hours }: CapacityContract) => (priced ? (pay ?? 0) / WEEKS_A_MONTH / hours : 1)
  const newFor = question.inspectors?.newFor ?? 0
  const presenceOf = (contract: CapacityContract, age: number, count: number, from: number): Presence => {
    const share = survival(careers, age, weeks - from)
    const of = (value: (week: number, own: number) => number) =>
      Float64Array.from({ length: weeks }, (_, week) =>
        week < from ? 0 : count * share[week - from] * value(week, age + week - from),
      )
    const trainingHour =
      priced && contract.trainingPay !== undefined
        ? contract.trainingPay / WEEKS_A_MONTH / contract.hours
        : hourOf(contract)
    return {
      heads: of(() => 1),
      inTraining: of((_, own) => Number(careers.isInTraining(own))),
      fresh: of((_, own) => Number(!careers.isInTraining(own) && own < careers.trained + newFor)),
      duty: of((week, own) => (careers.speed(own) * present[week] * contract.hours) / hoursAWeek),
      pay: of((_, own) => contract.hours * (careers.isInTraining(own) ? trainingHour : hourOf(contract))),
    }
  }
  const contractOf = (name: string) => contracts.find((each) => each.name === name)!
  const needs = queues.map(neededHours)
  return {
    question,
    careers,
    present,
    queues: needs,
    groups: groups.map((group) => {
      const own = queues.flatMap((queue, q) => (queue.group === group.name ? [{ queue, hours: needs[q] }] : []))
      const sum = (week: number, end: keyof Ranged) =>
        own.reduce((all, { hours }) => all + hours[week].duty[end], 0) / hoursAWeek
      return {
        group,
        need: Array.from({ length: weeks }, (_, week) => ({
          low: sum(week, 'low'),
          mean: sum(week, 'mean'),
          high: sum(week, 'high'),
        })),
        occupancy: Float64Array.from({ length: weeks }, (_, week) => {
          const busy = own.reduce((all, { hours }) => all + (hours[week].duty.mean * hours[week].occupancy || 0), 0)
          return busy / hoursAWeek / sum(week, 'mean')
        }),
        base: added(
          group.agents.map((cohort) => presenceOf(contractOf(cohort.contract), ageOf(cohort, start), cohort.count, 0)),
          weeks,
        ),
      }
    }),
    newcomer: (contract, week) => presenceOf(contract, 0, 1, week),
    shortHour: question.shortHour ?? SHORT_TIMES * Math.max(...contracts.map(hourOf)),
    overtimeHour: (overtime?.pay ?? 1) * hourOf(contracts[0]),
    priced,
  }
}

/** People of one class: of a group by its place, by the week in which it begins. */
export interface Hires {
  group: number
  week: number
  /** People by contract. */
  people: number[]
}

/** Who is there, and those of a group's classes beside them. */
export function withHires(base: Presence, hires: readonly Hires[], group: number, prepared: Prepared): Presence {
  const { contracts, weeks } = prepared.question
  const own = hires.filter((each) => each.group === group)
  const classes = own.flatMap(({ week, people }) =>
    people.flatMap((count, c) => (count > 0 ? [times(prepared.newcomer(contracts[c], week), count)] : [])),
  )
  return added([base, ...classes], weeks)
}

/** Several people, or classes, together. */
function added(parts: readonly Presence[], weeks: number): Presence {
  const sum = (of: keyof Presence) =>
    Float64Array.from({ length: weeks }, (_, week) => parts.reduce((all, part) => all + part[of][week], 0))
  return { heads: sum('heads'), inTraining: sum('inTraining'), fresh: sum('fresh'), duty: sum('duty'), pay: sum('pay') }
}

/** So many times as many. */
function times(presence: Presence, count: number): Presence {
  const of = (values: Float64Array) => values.map((value) => value * count)
  const { heads, inTraining, fresh, duty, pay } = presence
  return { heads: of(heads), inTraining: of(inTraining), fresh: of(fresh), duty: of(duty), pay: of(pay) }
}
