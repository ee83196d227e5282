import { poissonWeights } from './poisson-weights.ts'

/** Mass at the edge of the distribution that is cut off (and counted in {@link NumberInSystem.lost}) after each step. */
const NEGLIGIBLE = 1e-16

/** Most jumps that one step of uniformisation spans, in the mean: keeps exp(-mean) far from underflow and the window tight. */
const STEP_MEAN = 200

/** Where the mass at the edge of a row is smaller than this, the row does not grow there in a jump: what would leave it is less than {@link NEGLIGIBLE} in a hundred jumps. */
const EDGE = 1e-18

/** Mass of those who wait behind so many that it is left out of what a caller may find: an error of their share, no more. */
const NOT_FOUND = 1e-13

/** Jumps of a lone row that are made in one pass, and empty places at each end of a buffer, which spare the inner loop its tests. */
const TOGETHER = 3

/**
 * The distribution of the number in an M(t)/M/n(t)+M queue, moved on in time by uniformisation (Jensen 1953; Grassmann 1977):
 * over a step in which no rate changes, the chain makes a Poisson number of jumps at the rate of its busiest state, idle jumps included. All terms are positive,
 * so nothing cancels. Only the window of states that hold mass is worked on.
 *
 * Where staff is cut below the number of calls in progress, those calls are finished: `rows[e]` holds the states with `e` calls more in progress than agents
 * on duty, by the number waiting; nobody is taken from the queue until they are done. `rows[0]` holds the states without such calls, by the number in the system.
 */
export class NumberInSystem {
  rows: Window[] = [{ low: 0, values: Float64Array.of(1) }]
  agents = 0
  /** Probability that was cut off so far. */
  lost = 0
  readonly #hangUp: number

  /** @param hangUp Rate at which one waiting caller hangs up. */
  constructor(inSystem: number, hangUp: number) {
    this.rows[0].low = inSystem
    this.#hangUp = hangUp
  }

  /** Sets the number of agents on duty. `finish`: calls in progress are finished where it falls; else they go back to the head of the queue. */
  staff(agents: number, finish: boolean): void {
    const before = this.agents
    this.agents = agents
    if (!finish || (agents >= before && this.rows.length === 1)) return
    const cells: Map<number, number>[] = [new Map()]
    this.rows.forEach(({ low, values }, extra) => {
      for (let i = 0; i < values.length; i++) {
        const inSystem = low + i + (extra > 0 ? before + extra : 0)
        const busy = extra > 0 ? before + extra : Math.min(inSystem, before)
        const row = Math.max(0, busy - agents)
        const at = row > 0 ? inSystem - busy : inSystem
        while (cells.length <= row) cells.push(new Map())
        cells[row].set(at, (cells[row].get(at) ?? 0) + values[i])
      }
    })
    this.rows = cells.map(windowOf)
  }

  /** Moves the distribution on by so many seconds in which no rate changes. */
  advance(seconds: number, arrivals: number, service: number): void {
    let left = seconds
    while (left > 0) left -= this.#step(left, arrivals, service)
  }

  /** Probability of a free agent, and mean numbers in the system, in progress, waiting, and of agents there (those who finish a call after their time included). */
  means(): { free: number; inSystem: number; busy: number; waiting: number; staffed: number } {
    let free = 0
    let inSystem = 0
    let busy = 0
    let staffed = 0
    for (let extra = 0; extra < this.rows.length; extra++) {
      const { low, values } = this.rows[extra]
      for (let i = 0; i < values.length; i++) {
        const serving = extra > 0 ? this.agents + extra : Math.min(low + i, this.agents)
        if (serving < this.agents) free += values[i]
        inSystem += values[i] * (extra > 0 ? serving + low + i : low + i)
        busy += values[i] * serving
        staffed += values[i] * (this.agents + extra)
      }
    }
    return { free, inSystem, busy, waiting: inSystem - busy, staffed }
  }

  /** Probability of so many waiting while every agent is busy: what a caller who has to wait finds ahead, by the calls in progress beyond the agents on duty. */
  delayed(): Float64Array[] {
    const found = this.rows.map(({ low, values }, extra) => {
      const from = extra > 0 ? 0 : this.agents
      const found = new Float64Array(Math.max(0, low + values.length - from))
      for (let i = Math.max(0, from - low); i < values.length; i++) found[low + i - from] = values[i]
      return found
    })
    // Who looks further than this looks at whole tables of chances for less than a rounding error.
    let left = 0
    while (found.length > 1) {
      const mass = sumOf(found[found.length - 1])
      if (left + mass > NOT_FOUND) break
      left += mass
      found.pop()
    }
    return found.map((row) => withoutTail(row, NOT_FOUND / found.length))
  }

  #step(left: number, arrivals: number, service: number): number {
    const { agents, rows } = this
    const hangUp = this.#hangUp
    const extras = rows.length - 1
    // The states that each row holds or is fed from the row above (a call finished after its agent's time).
    const spans = rows.map(({ low, values }) => ({ low, high: low + values.length - 1 }))
    for (let extra = extras - 1; extra >= 0; extra--) {
      const shift = extra === 0 ? agents : 0
      const above = spans[extra + 1]
      const empty = rows[extra].values.length === 0
      spans[extra] = {
        low: empty ? above.low + shift : Math.min(spans[extra].low, above.low + shift),
        high: empty ? above.high + shift : Math.max(spans[extra].high, above.high + shift),
      }
    }
    const top = Math.max(agents + extras, spans[0].high)
    let seconds = left
    let climb: number
    let leaving: number
    let jumps: number
    for (;;) {
      climb = reachOf(arrivals * seconds)
      leaving = Math.min(agents + extras, top + climb) * service + Math.max(0, top + climb - agents) * hangUp
      jumps = arrivals + leaving
      if (jumps * seconds <= STEP_MEAN * 1.0001) break
      seconds = Math.min(seconds / 2, STEP_MEAN / jumps)
    }
    if (jumps === 0) return left
    const fall = reachOf(leaving * seconds)
    const mean = jumps * seconds
    const up = arrivals / jumps

    const now = rows.map(({ low, values }, extra) => {
      const span = spans[extra]
      const base = Math.max(0, span.low - fall) - TOGETHER
      const row = this.#emptyRow(extra, span.high + climb + 1 + TOGETHER - base)
      row.base = base
      row.first = (values.length ? low : span.low) - base
      row.last = row.first + values.length - 1
      row.buffer.set(values, row.first)
      for (let i = Math.max(0, -base); i < row.length; i++) {
        const state = base + i
        const waiting = extra > 0 ? state : Math.max(0, state - agents)
        row.deaths[i] = (waiting * hangUp + (extra > 0 ? 0 : Math.min(state, agents) * service)) / jumps
      }
      row.finishing = extra > 0 ? ((agents + extra) * service) / jumps : 0
      return row
    })
    const weights = poissonWeights(mean, extras > 0 ? 1 : TOGETHER)
    for (const { sum, buffer, first, last } of now) for (let i = first; i <= last; i++) sum[i] = weights[0] * buffer[i]
    for (let j = 1; j < weights.length && extras === 0; j += TOGETHER) {
      grow(now[0], TOGETHER)
      threeJumps(now[0], up, weights[j], weights[j + 1], weights[j + 2])
    }
    for (let j = 1; j < weights.length && extras > 0; j++) {
      // From 0 upwards: the row above, which feeds it, has not made this jump yet.
      for (let extra = 0; extra <= extras; extra++) {
        const row = now[extra]
        const above = now[Math.min(extra + 1, extras)]
        const offset = above.base + (extra === 0 ? agents : 0) - row.base
        grow(row, 1)
        if (above !== row) {
          row.first = Math.max(TOGETHER, Math.min(row.first, above.first + offset))
          row.last = Math.min(row.length - 1 - TOGETHER, Math.max(row.last, above.last + offset))
        }
        oneJump(row, up, weights[j], above, offset)
      }
    }
    this.rows = now.map(({ base, sum, length }) => this.#trim(base, sum.subarray(0, length)))
    while (this.rows.length > 1 && this.rows[this.rows.length - 1].values.length === 0) this.rows.pop()
    return seconds
  }

  /** Rows of the step before, which are used again: steps are many. */
  readonly #moving: MovingRow[] = []

  #emptyRow(extra: number, length: number): MovingRow {
    const used = this.#moving[extra]
    if (used && used.buffer.length >= length) {
      for (const values of [used.buffer, used.sum, used.deaths]) values.fill(0, 0, length)
      used.length = length
      return used
    }
    const [buffer, sum, deaths] = Array.from({ length: 3 }, () => new Float64Array(Math.ceil(length * 1.25)))
    const row = { base: 0, length, buffer, sum, deaths, finishing: 0, first: 0, last: 0 }
    this.#moving[extra] = row
    return row
  }

  #trim(low: number, values: Float64Array): Window {
    let first = 0
    let cut = 0
    while (first < values.length && cut + values[first] < NEGLIGIBLE) cut += values[first++]
    let last = values.length
    this.lost += cut
    cut = 0
    while (last > first && cut + values[last - 1] < NEGLIGIBLE) cut += values[--last]
    this.lost += cut
    return { low: low + first, values: values.slice(first, last) }
  }
}

function sumOf(values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]
  return sum
}

/** The values without the last ones, as long as these come to no more than `negligible`. */
function withoutTail(values: Float64Array, negligible: number): Float64Array {
  let length = values.length
  for (let cut = 0; length > 0; length--) {
    cut += values[length - 1]
    if (cut > negligible) break
  }
  return values.subarray(0, length)
}

/** Probabilities of the states `low`, `low + 1`, ... */
export interface Window {
  low: number
  values: Float64Array
}

function windowOf(cells: Map<number, number>): Window {
  if (cells.size === 0) return { low: 0, values: new Float64Array(0) }
  const low = Math.min(...cells.keys())
  const values = new Float64Array(Math.max(...cells.keys()) - low + 1)
  for (const [at, mass] of cells) values[at - low] = mass
  return { low, values }
}

/** More than a Poisson number with this mean ever is: exceeded with probability below 1e-15. */
function reachOf(mean: number): number {
  return Math.ceil(mean + 8.5 * Math.sqrt(mean) + 16)
}

/** A row on its way. Place i of its arrays, of which `length` are used, is state `base + i`. */
interface MovingRow {
  base: number
  length: number
  buffer: Float64Array
  sum: Float64Array
  /** Probabilities of moving down. */
  deaths: Float64Array
  /** Probability of leaving for the row below. */
  finishing: number
  /** The places that hold mass are `first` to `last`. */
  first: number
  last: number
}

/** Widens what is moved by so many places at an edge that holds more than a trace. */
function grow(row: MovingRow, places: number): void {
  const { buffer, first, last, length } = row
  if (!(buffer[first] < EDGE)) row.first = Math.max(TOGETHER, first - places)
  if (!(buffer[last] < EDGE)) row.last = Math.min(length - 1 - TOGETHER, last + places)
}

/**
 * Three jumps of a row that no other feeds, in place, and their weighted sums. One pass does all three, the second a place behind the first and the third behind
 * that: going through the arrays costs more than the arithmetic.
 */
function threeJumps({ buffer, sum, deaths, first, last }: MovingRow, up: number, w1: number, w2: number, w3: number) {
  const stay = 1 - up
  let below0 = 0
  let here0 = buffer[first]
  let below1 = 0
  let here1 = 0
  let below2 = 0
  let here2 = 0
  let death = deaths[first]
  let deathBelow = deaths[first - 1]
  let deathTwoBelow = 0
  for (let i = first; i <= last + 2; i++) {
    const above0 = buffer[i + 1]
    const deathAbove = deaths[i + 1]
    const above1 = here0 * (stay - death) + below0 * up + above0 * deathAbove
    const above2 = here1 * (stay - deathBelow) + below1 * up + above1 * death
    const value = here2 * (stay - deathTwoBelow) + below2 * up + above2 * deathBelow
    buffer[i - 2] = value
    sum[i - 2] += w1 * below1 + w2 * here2 + w3 * value
    below0 = here0
    here0 = above0
    below1 = here1
    here1 = above1
    below2 = here2
    here2 = above2
    deathTwoBelow = deathBelow
    deathBelow = death
    death = deathAbove
  }
  // Traces that were moved beyond the edge: it grows once they are more.
  buffer[first - 1] = 0
  buffer[first - 2] = 0
}

/** One jump of a row, in place, and its weighted sum. What leaves the row above comes to the place that is `offset` further. */
function oneJump(row: MovingRow, up: number, weight: number, above: MovingRow, offset: number): void {
  const { buffer, sum, deaths, finishing, first, last } = row
  const source = above.buffer
  const feeding = above === row ? 0 : above.finishing
  const from = above === row ? last + 1 : above.first + offset
  const until = above.last + offset
  const stay = 1 - up - finishing
  let below = buffer[first - 1]
  let here = buffer[first]
  let death = deaths[first]
  for (let i = first; i <= last; i++) {
    const next = buffer[i + 1]
    const deathAbove = deaths[i + 1]
    let value = here * (stay - death) + below * up + next * deathAbove
    if (i >= from && i <= until) value += source[i - offset] * feeding
    buffer[i] = value
    sum[i] += weight * value
    below = here
    here = next
    death = deathAbove
  }
}
