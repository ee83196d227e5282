import type { Horizon } from '../../domain/index.ts'
import type { SteadyState } from '../../erlang/index.ts'
import { alongCurve, between, expectedCurves, type Places, placesOf, type TierSurplus } from './expected-surplus.ts'
import type { Luck } from './luck.ts'
import { normalBelow } from './normal-below.ts'

export interface PeriodSearchInput {
  horizon: Horizon
  open: Uint8Array
  /** Days of the plan, from (inclusive) to (exclusive). */
  from: number
  to: number
  /** Intervals before this one have passed. */
  known: number
  surpluses: readonly TierSurplus[]
  courses: readonly Float64Array[]
  /** So many of the courses, the first ones, are searched on. */
  design: number
  luck: Luck
  statesAt: (i: number, volume: number, agents: number) => readonly SteadyState[]
  /** Agents that meet the target in an interval with so many times its load. */
  sized: (i: number, factor: number) => number
  /** Fewest agents of each interval. */
  least: Float64Array
  mostAgents: number
  mostChange: number
}

/** Loads up to so many times the expected are looked at. */
const MOST_LOAD = 16
const BISECTIONS = 14
/** A move of an agent that gains less is not worth it. */
const LEAST_GAIN = 1e-4
const MOST_MOVES = 40

/**
 * Looks for the fewest agent hours with which a period (a day, a week, a month) meets its target in a share of the forecast's courses.
 *
 * Whether a course meets it is told by the formulas and by what simulated days were off by: the expected surplus over its spread, as a normal probability. That is smooth, where counted days are not, so that one agent
 * more or less can be compared. First the load of all intervals is multiplied by one factor; then single agents go whom the target misses least, and move to where they help most.
 */
export class PeriodSearch {
  readonly #input: PeriodSearchInput
  readonly #tables = new Map<number, Table>()
  readonly #intervals: number[] = []
  readonly #places = new Map<number, Places>()
  /** Of each course. */
  readonly contacts: Float64Array
  /** Of each part of the target, what the root of a course's contacts and its luck make of a surplus: in units of luck. */
  readonly #units: Float64Array[]
  /** Of each part of the target, the surplus of each course searched on: what the formulas expect, and what simulated days have in common. */
  #sums: Float64Array[] = []
  agents: Float64Array

  constructor(input: PeriodSearchInput, agents: Float64Array) {
    this.#input = input
    this.agents = Float64Array.from(agents)
    const { horizon, open, from, to, courses, design, luck } = input
    this.contacts = new Float64Array(courses.length)
    for (let i = horizon.dayFrom[from]; i < horizon.dayFrom[to]; i++) {
      if (!open[i]) continue
      this.#intervals.push(i)
      this.#places.set(i, placesOf(i, courses))
    }
    for (const [c, course] of courses.entries())
      for (const i of this.#intervals) if (course[i] > 0) this.contacts[c] += course[i]
    this.#units = luck.spread.map((spread) =>
      Float64Array.from({ length: design }, (_, c) => 1 / (spread * Math.sqrt(this.contacts[c] || 1))),
    )
    this.use(this.agents)
  }

  get empty(): boolean {
    return this.#intervals.length === 0 || !this.contacts.some((count) => count > 0)
  }

  /** Takes this curve, of the whole plan. */
  use(agents: Float64Array): void {
    this.agents = Float64Array.from(agents)
    const { design, luck } = this.#input
    // a day without contacts has met its target
    this.#sums = luck.common.map((common) =>
      Float64Array.from(
        { length: design },
        (_, c) => common * this.contacts[c] || (this.contacts[c] > 0 ? 0 : Infinity),
      ),
    )
    for (const i of this.#intervals) {
      for (const [s, values] of this.#table(i, agents[i]).searched.entries()) {
        const sum = this.#sums[s]
        for (let c = 0; c < design; c++) sum[c] += values[c]
      }
    }
  }

  get agentIntervals(): number {
    return this.#intervals.reduce((sum, i) => sum + this.agents[i], 0)
  }

  /** Whether a course is so far from its target that luck cannot change it: in units of its luck, above 0 where it is met. */
  balance(course: number): number {
    const { luck } = this.#input
    const contacts = this.contacts[course]
    if (!(contacts > 0)) return Infinity
    let worst = Infinity
    for (let s = 0; s < luck.spread.length; s++) {
      let sum = luck.common[s] * contacts
      for (const i of this.#intervals) {
        const at = this.#places.get(i)!.at[course]
        if (at >= 0) sum += between(this.#table(i, this.agents[i]).curves[s], at)
      }
      worst = Math.min(worst, sum / (luck.spread[s] * Math.sqrt(contacts)))
    }
    return worst
  }

  /** Share of the courses searched on that meet the target. */
  probability(): number {
    return this.#probability(undefined, undefined)
  }

  /** One factor on the load of all intervals, the least with which the share is reached; false where none reaches it. */
  scaleTo(share: number): boolean {
    let low = 0.5
    let high = 1
    while (!this.#scaled(high, share)) {
      low = high
      high *= 1.25
      if (high > MOST_LOAD) return false
    }
    let best = this.agents
    for (let k = 0; k < BISECTIONS; k++) {
      const middle = (low + high) / 2
      if (this.#scaled(middle, share)) {
        high = middle
        best = this.agents
      } else low = middle
    }
    this.use(best)
    return true
  }

  /**
   * Takes agents away, always whom the target misses least, as long as the share is reached. The fewer there are, the more each is missed: so what the target lost without one of an interval earlier on is
   * the least that it loses now, and only the intervals that come first by that are looked at again.
   */
  lowerTo(share: number): void {
    const losses = new Map(this.#intervals.map((i) => [i, -Infinity]))
    let probability = this.probability()
    for (;;) {
      const looked = new Set<number>()
      const least = () => {
        let best: number | undefined
        for (const [i, loss] of losses)
          if ((best === undefined || loss < losses.get(best)!) && this.#allowed(i, this.agents[i] - 1)) best = i
        return best
      }
      let i = least()
      while (i !== undefined && !looked.has(i)) {
        losses.set(i, probability - this.#probability(i, this.agents[i] - 1))
        looked.add(i)
        i = least()
      }
      if (i === undefined || probability - losses.get(i)! < share) return
      this.move(i, -1)
      probability = this.probability()
    }
  }

  /** Moves single agents from where they are missed least to where they help most, and takes away whom that frees. */
  polish(share: number): void {
    for (let moves = 0; moves < MOST_MOVES; moves++) {
      const before = this.probability()
      const to = this.#best(1, [])
      if (!to) return
      this.move(to.i, 1)
      const away = this.#best(-1, [to.i])
      if (!away || away.probability < before + LEAST_GAIN) {
        this.move(to.i, -1)
        return
      }
      this.move(away.i, -1)
      this.lowerTo(share)
    }
  }

  /** Adds agents where they help most, one at least; false where no more may come. */
  raiseTo(share: number): boolean {
    do {
      const best = this.#best(1, [])
      if (!best) return false
      this.move(best.i, 1)
    } while (this.probability() < share)
    return true
  }

  /** The interval in which an agent is missed least, or the next one of that order; `undefined` where no more may go. */
  missedLeast(place: number): number | undefined {
    const places: number[] = []
    for (let k = 0; k <= place; k++) {
      const best = this.#best(-1, places)
      if (!best) return undefined
      places.push(best.i)
    }
    return places[place]
  }

  #scaled(factor: number, share: number): boolean {
    const { sized, least, mostAgents, mostChange, known } = this.#input
    const agents = Float64Array.from(this.agents)
    for (const i of this.#intervals) if (i >= known) agents[i] = Math.max(least[i], sized(i, factor))
    if (mostChange < Infinity) this.#smooth(agents)
    for (const i of this.#intervals) if (i >= known) agents[i] = Math.min(mostAgents, agents[i])
    this.use(agents)
    return this.probability() >= share
  }

  /** Raises intervals so that none is more than the cap below its neighbours. */
  #smooth(agents: Float64Array): void {
    const { mostChange, open, known } = this.#input
    const raise = (i: number, beside: number) => {
      if (open[beside] && i >= known) agents[i] = Math.max(agents[i], agents[beside] - mostChange)
    }
    for (const i of this.#intervals) if (i > 0) raise(i, i - 1)
    for (const i of [...this.#intervals].reverse()) if (i + 1 < agents.length) raise(i, i + 1)
  }

  #best(step: 1 | -1, without: readonly number[]): { i: number; probability: number } | undefined {
    let best: { i: number; probability: number } | undefined
    for (const i of this.#intervals) {
      if (without.includes(i) || !this.#allowed(i, this.agents[i] + step)) continue
      const probability = this.#probability(i, this.agents[i] + step)
      if (!best || probability > best.probability) best = { i, probability }
    }
    return best
  }

  #allowed(i: number, agents: number): boolean {
    const { least, mostAgents, mostChange, known, open } = this.#input
    if (i < known || agents < least[i] || agents > mostAgents) return false
    if (mostChange === Infinity) return true
    const near = (beside: number) => !open[beside] || Math.abs(agents - this.agents[beside]) <= mostChange
    return near(i - 1) && near(i + 1)
  }

  /** One agent more or less in an interval. */
  move(i: number, step: 1 | -1): void {
    const before = this.#table(i, this.agents[i]).searched
    const after = this.#table(i, this.agents[i] + step).searched
    for (const [s, sum] of this.#sums.entries())
      for (let c = 0; c < sum.length; c++) sum[c] += after[s][c] - before[s][c]
    this.agents[i] += step
  }

  #probability(i: number | undefined, agents: number | undefined): number {
    const before = i === undefined ? undefined : this.#table(i, this.agents[i]).searched
    const after = i === undefined ? undefined : this.#table(i, agents!).searched
    const { design } = this.#input
    const worst = new Float64Array(design).fill(Infinity)
    for (let s = 0; s < this.#sums.length; s++) {
      const sum = this.#sums[s]
      const units = this.#units[s]
      for (let c = 0; c < design; c++) {
        const surplus = before && after ? sum[c] + (after[s][c] - before[s][c]) : sum[c]
        const balance = surplus * units[c]
        // not a number, where a queue grows for ever with and without the move, is as bad as can be
        if (!(balance >= worst[c])) worst[c] = balance
      }
    }
    let sum = 0
    for (let c = 0; c < design; c++) sum += normalBelow(worst[c])
    return sum / design
  }

  #table(i: number, agents: number): Table {
    const key = i * 65_536 + agents
    let found = this.#tables.get(key)
    if (!found) {
      const { surpluses, statesAt, design } = this.#input
      const places = this.#places.get(i)!
      const curves = expectedCurves(i, surpluses, places, (volume) => statesAt(i, volume, agents))
      found = { curves, searched: curves.map((curve) => alongCurve(curve, places.at, design)) }
      this.#tables.set(key, found)
    }
    return found
  }
}

/** The surplus of an interval with so many agents, for each part of the target: by volume, and of the courses searched on. */
interface Table {
  curves: readonly Float64Array[]
  searched: readonly Float64Array[]
}
