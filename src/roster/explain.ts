import type { Compiled } from './compiled.ts'
import { OFF, type RosterProblem } from './model.ts'
import type { RuleMachine, Step } from './rules/automaton.ts'
import { machineOf, memberOf, startOf } from './rules/machine.ts'

/** A penalty of a roster: what for, whose, when. Infinity: a hard rule is broken. */
export interface Penalty {
  rule: string
  /** Index of the person; absent where it is of the cover. */
  person?: number
  /** Absent where it is of a whole period. */
  day?: number
  /** Of cover: the kind of shift, and the people under (negative) or over. */
  kind?: number
  people?: number
  cost: number
}

/** Penalties of one person's days, rule by rule: her rules, wishes, skills. */
export function ownPenalties(compiled: Compiled, person: number, days: Int16Array): Penalty[] {
  const { problem, calendar } = compiled
  const { rules, wishes, barred, fixed, kindCost, before } = problem.people[person]
  const list: Penalty[] = []
  const add = (rule: string, day: number | undefined, cost: number) => {
    if (cost !== 0) list.push({ rule, person, ...(day === undefined ? {} : { day }), cost })
  }
  for (const rule of rules) readRule(machineOf(rule, problem.kinds, calendar), before, days, add)
  for (const { day, work, isFor, weight, name } of wishes)
    if (memberOf(work)(days[day]) !== isFor) add(name ?? 'wishes', day, weight)
  for (const { day, work } of barred) if (memberOf(work)(days[day])) add('availability', day, Number.POSITIVE_INFINITY)
  for (const { day, kind } of fixed) if (days[day] !== kind) add('fixed', day, Number.POSITIVE_INFINITY)
  days.forEach((kind, day) => {
    if (kind !== OFF) add('skills', day, kindCost[kind])
  })
  return list
}

function readRule(
  machine: RuleMachine,
  before: readonly number[],
  days: Int16Array,
  add: (rule: string, day: number | undefined, cost: number) => void,
): void {
  const step: Step = { state: 0, cost: 0, add: 0 }
  const { count, name } = machine
  let { state, counted } = startOf(machine, before, count?.daysBefore ?? 0)
  for (let day = 0; day < days.length; day++) {
    machine.step(state, day, days[day], step)
    state = step.state
    add(name, day, step.cost)
    if (!count) continue
    counted += step.add
    const period = count.periodOf[day]
    if (day + 1 < days.length && count.periodOf[day + 1] === period) continue
    add(name, undefined, count.costs[period][counted] ?? Number.POSITIVE_INFINITY)
    counted = 0
  }
  add(name, undefined, machine.end(state))
}

export function sumOf(penalties: readonly Penalty[]): number {
  return penalties.reduce((sum, { cost }) => sum + cost, 0)
}

/** People on each day and shift. */
export function coverOf(problem: RosterProblem, roster: readonly Int16Array[]): Int32Array {
  const cover = new Int32Array(problem.days * problem.kinds.length)
  for (const days of roster)
    days.forEach((kind, day) => {
      if (kind !== OFF) cover[day * problem.kinds.length + kind]++
    })
  return cover
}

/** All penalties of a roster: cover, pairs, and each person's own. */
export function penaltiesOf(compiled: Compiled, roster: readonly Int16Array[]): Penalty[] {
  const { problem, need, under, over, kinds } = compiled
  const cover = coverOf(problem, roster)
  const list: Penalty[] = []
  for (let j = 0; j < need.length; j++) {
    const people = cover[j] - need[j]
    const cost = people < 0 ? -people * under[j] : people * over[j]
    if (cost !== 0)
      list.push({
        rule: people < 0 ? 'cover: too few' : 'cover: too many',
        day: Math.floor(j / kinds),
        kind: j % kinds,
        people,
        cost,
      })
  }
  for (const { people, kind, weight } of problem.pairs ?? [])
    for (let day = 0; day < problem.days; day++) {
      const [one, other] = people.map((person) => roster[person][day])
      if (one !== OFF && (kind === 'together' ? one !== other : one === other))
        list.push({ rule: `pairs ${kind}`, person: people[0], day, cost: weight })
    }
  roster.forEach((days, person) => {
    list.push(...ownPenalties(compiled, person, days))
  })
  return list
}
