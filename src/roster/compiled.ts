import { PersonSearch } from './best-days.ts'
import { OFF, type RosterPerson, type RosterProblem } from './model.ts'
import { type PersonGraph, personGraph } from './person-graph.ts'
import type { Calendar } from './rules/automaton.ts'
import { memberOf } from './rules/machine.ts'

/** What a head outside a hard need costs at first, as a multiple of the dearest single penalty: enough that it is met wherever people can, and not so much that a search cannot pass through. */
const HARD_NEED = 20

/** A problem as the searches read it: arrays with a place for each day and kind of shift. */
export interface Compiled {
  problem: RosterProblem
  calendar: Calendar
  days: number
  kinds: number
  people: number
  /** Own cost of each person's day and shift, `kinds + 1` a day, the last a day off: wishes, skills; Infinity where it cannot be. */
  own: Float64Array[]
  need: Int32Array
  under: Float64Array
  over: Float64Array
  searches: PersonSearch[]
  /** What a head outside a hard need costs here. */
  hardNeed: number
}

export function compile(problem: RosterProblem, hardNeed = HARD_NEED * dearest(problem)): Compiled {
  const { days, firstWeekday, kinds, people } = problem
  const calendar = { days, firstWeekday, monthStarts: problem.monthStarts ?? [] }
  const need = new Int32Array(days * kinds.length)
  const under = new Float64Array(days * kinds.length)
  const over = new Float64Array(days * kinds.length)
  for (const each of problem.needs) {
    const at = each.day * kinds.length + each.kind
    need[at] = each.people
    under[at] = Math.min(each.under, hardNeed)
    over[at] = Math.min(each.over, hardNeed)
  }
  const graphs = new Map<string, PersonGraph>()
  const searches = people.map((person) => {
    const key = JSON.stringify([
      person.rules,
      person.kindCost.map((cost) => cost < Number.POSITIVE_INFINITY),
      person.before,
    ])
    let graph = graphs.get(key)
    if (!graph) {
      graph = personGraph(person, kinds, calendar)
      graphs.set(key, graph)
    }
    return new PersonSearch(graph, kinds.length)
  })
  return {
    problem,
    calendar,
    days,
    kinds: kinds.length,
    people: people.length,
    own: people.map((person) => ownCosts(person, days, kinds.length)),
    need,
    under,
    over,
    searches,
    hardNeed,
  }
}

/** The dearest penalty of a unit: of a rule, a wish or a need. */
function dearest({ people, needs }: RosterProblem): number {
  const weights = [
    ...people.flatMap(({ rules, wishes, kindCost }) =>
      [...rules, ...wishes].map(({ weight }) => weight ?? 0).concat(kindCost),
    ),
    ...needs.flatMap(({ under, over }) => [under, over]),
  ]
  return weights.reduce((most, weight) => (weight < Number.POSITIVE_INFINITY && weight > most ? weight : most), 1)
}

function ownCosts({ wishes, barred, fixed, kindCost }: RosterPerson, days: number, kinds: number): Float64Array {
  const width = kinds + 1
  const costs = new Float64Array(days * width)
  const all = Array.from({ length: width }, (_, k) => (k === kinds ? OFF : k))
  for (let day = 0; day < days; day++) for (let k = 0; k < kinds; k++) costs[day * width + k] = kindCost[k]
  for (const { day, work, isFor, weight } of wishes) {
    const isIn = memberOf(work)
    all.forEach((kind, k) => {
      if (isIn(kind) !== isFor) costs[day * width + k] += weight
    })
  }
  for (const { day, work } of barred) {
    const isIn = memberOf(work)
    all.forEach((kind, k) => {
      if (isIn(kind)) costs[day * width + k] = Number.POSITIVE_INFINITY
    })
  }
  for (const { day, kind: only } of fixed)
    all.forEach((kind, k) => {
      if (kind !== only) costs[day * width + k] = Number.POSITIVE_INFINITY
    })
  return costs
}
