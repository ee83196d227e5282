import { KrarupError } from '../domain/index.ts'
import type { RandomStream } from '../numeric/random/stream.ts'
import type { Compiled } from './compiled.ts'
import { OFF, type Pair } from './model.ts'

/** How long a search goes on: how much of it is done, from 0 to 1, after so many shortest paths. */
export interface Budget {
  share(paths: number): number
}

/** A roster while it is searched: the people's days, how many work each shift, what it costs. */
export class State {
  readonly cover: Int32Array
  readonly days: Int16Array[] = []
  /** Own cost of each person: rules and wishes. */
  readonly ownCost: Float64Array
  coverCost = 0
  private pairs = 0
  private readonly isOn: boolean[] = []

  readonly compiled: Compiled

  constructor(compiled: Compiled) {
    this.compiled = compiled
    const { need, under, people } = compiled
    this.cover = new Int32Array(need.length)
    this.ownCost = new Float64Array(people)
    for (let j = 0; j < need.length; j++) this.coverCost += need[j] * under[j]
  }

  get cost(): number {
    let sum = this.coverCost + this.pairs
    for (const each of this.ownCost) sum += each
    return sum
  }

  /** Puts a person's days on. */
  add(person: number, days: Int16Array, ownCost: number): void {
    this.days[person] = days
    this.ownCost[person] = ownCost
    this.count(days, 1)
    this.isOn[person] = true
    this.pairs += this.pairCostOf(person)
  }

  /** Takes a person's days off. */
  remove(person: number): void {
    this.pairs -= this.pairCostOf(person)
    this.isOn[person] = false
    this.count(this.days[person], -1)
    this.ownCost[person] = 0
  }

  /** Penalties of the pairs of a person whose other one is there. */
  private pairCostOf(person: number): number {
    let sum = 0
    for (const pair of this.compiled.problem.pairs ?? []) {
      const [one, other] = pair.people
      if ((one === person || other === person) && this.isOn[one] && this.isOn[other])
        sum += pairPenalty(pair, this.days[one], this.days[other])
    }
    return sum
  }

  private count(days: Int16Array, by: 1 | -1): void {
    const { kinds, need, under, over } = this.compiled
    for (let day = 0; day < days.length; day++) {
      const kind = days[day]
      if (kind === OFF) continue
      const j = day * kinds + kind
      // Of the two, what is under before one comes, or after one goes.
      const gap = need[j] - this.cover[j] + (by < 0 ? 1 : 0)
      this.coverCost += gap > 0 ? -by * under[j] : by * over[j]
      this.cover[j] += by
    }
  }

  /** Fills the cost of each day and shift for one who is added: own, and what the cover gains. */
  prices(person: number, costs: Float64Array): void {
    const { days, kinds, need, under, over, own } = this.compiled
    const table = own[person]
    for (let day = 0, at = 0, j = 0; day < days; day++, at++)
      for (let k = 0; k < kinds; k++, at++, j++) costs[at] = table[at] + (need[j] > this.cover[j] ? -under[j] : over[j])
    for (let day = 0; day < days; day++) costs[day * (kinds + 1) + kinds] = table[day * (kinds + 1) + kinds]
    for (const pair of this.compiled.problem.pairs ?? []) {
      const at = pair.people.indexOf(person)
      const other = pair.people[1 - at]
      if (at < 0 || !this.isOn[other]) continue
      const theirs = this.days[other]
      for (let day = 0; day < days; day++)
        for (let k = 0; k <= kinds; k++) {
          const own = k === kinds ? OFF : k
          const [first, second] = at === 0 ? [own, theirs[day]] : [theirs[day], own]
          if (isBroken(pair.kind, first, second)) costs[day * (kinds + 1) + k] += pair.weight
        }
    }
  }
}

function isBroken(kind: Pair['kind'], first: number, second: number): boolean {
  if (first === OFF) return false
  return kind === 'together' ? first !== second : first === second
}

function pairPenalty({ kind, weight }: Pair, first: Int16Array, second: Int16Array): number {
  let sum = 0
  for (let day = 0; day < first.length; day++) if (isBroken(kind, first[day], second[day])) sum += weight
  return sum
}

/** Penalties of all pairs. */
export function pairCost({ problem }: Compiled, days: readonly Int16Array[]): number {
  return (problem.pairs ?? []).reduce(
    (sum, pair) => sum + pairPenalty(pair, days[pair.people[0]], days[pair.people[1]]),
    0,
  )
}

/** What days cost by a table of prices. */
export function priceOf(days: Int16Array, costs: Float64Array, kinds: number): number {
  let sum = 0
  for (let day = 0; day < days.length; day++) sum += costs[day * (kinds + 1) + (days[day] === OFF ? kinds : days[day])]
  return sum
}

/** Puts people on one after the other, each at best beside those before. */
export function constructed(compiled: Compiled, random: RandomStream): State {
  const state = new State(compiled)
  const { people, kinds, own } = compiled
  const costs = new Float64Array(compiled.days * (kinds + 1))
  const order = Array.from({ length: people }, (_, p) => ({ p, at: random.uniform() })).sort((a, b) => a.at - b.at)
  for (const { p } of order) {
    state.prices(p, costs)
    const found = compiled.searches[p].solve(costs)
    if (!found.days)
      throw new KrarupError({
        code: 'CONFLICT',
        what: `no days can be given to ${compiled.problem.people[p].name}: hard rules exclude each other`,
        how: 'give a weight to some of them',
      })
    state.add(p, found.days, found.cost - priceOf(found.days, costs, kinds) + priceOf(found.days, own[p], kinds))
  }
  return state
}

export interface SearchResult {
  days: Int16Array[]
  ownCost: Float64Array
  cost: number
  moves: number
}

/**
 * Simulated annealing whose move takes one to four people off and puts each back at best by an exact shortest path, the earlier ones under prices with noise.
 */
export function localSearch(
  state: State,
  random: RandomStream,
  budget: Budget,
  onBetter?: (cost: number) => void,
): SearchResult {
  const { compiled } = state
  const { people, kinds, days, own } = compiled
  const costs = new Float64Array(days * (kinds + 1))
  let cost = state.cost
  let best: SearchResult = { days: state.days.slice(), ownCost: state.ownCost.slice(), cost, moves: 0 }
  const hot = Math.max(1, 0.005 * cost)
  const cold = hot / 50
  const chosen: number[] = []
  let moves = 0
  let paths = 0
  for (; ; moves++) {
    const share = budget.share(paths)
    if (share >= 1) break
    const temperature = hot * (cold / hot) ** share
    const r = random.uniform()
    const size = Math.min(people, r < 0.15 ? 1 : r < 0.6 ? 2 : r < 0.85 ? 3 : 4)
    chosen.length = 0
    while (chosen.length < size) {
      const p = Math.floor(random.uniform() * people)
      if (!chosen.includes(p)) chosen.push(p)
    }
    const oldDays = chosen.map((p) => state.days[p])
    const oldOwn = chosen.map((p) => state.ownCost[p])
    paths += size
    for (const p of chosen) state.remove(p)
    for (let i = 0; i < size; i++) {
      const p = chosen[i]
      state.prices(p, costs)
      const n = random.uniform()
      const noise = i === size - 1 ? 0.01 : n < 0.4 ? 0.01 : n < 0.75 ? 3 : 60
      for (let at = 0; at < costs.length; at++) costs[at] += random.uniform() * noise
      // Her old days are an answer too: only what is no dearer is looked for.
      const old = oldOwn[i] - priceOf(oldDays[i], own[p], kinds) + priceOf(oldDays[i], costs, kinds)
      const found = compiled.searches[p].solve(costs, old + 1e-6)
      const got = found.days ?? oldDays[i]
      const cost = found.days ? found.cost - priceOf(got, costs, kinds) + priceOf(got, own[p], kinds) : oldOwn[i]
      state.add(p, got, cost)
    }
    const next = state.cost
    if (next <= cost - Math.log(random.uniform()) * temperature) {
      cost = next
      if (cost < best.cost - 1e-6) {
        best = { days: state.days.slice(), ownCost: state.ownCost.slice(), cost, moves }
        onBetter?.(cost)
      }
    } else {
      for (const p of chosen) state.remove(p)
      chosen.forEach((p, i) => {
        state.add(p, oldDays[i], oldOwn[i])
      })
    }
  }
  return { ...best, moves }
}
