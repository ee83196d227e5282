import type { SteadyState } from '../../erlang/index.ts'
import type { Surplus } from './surplus.ts'

/** Points at which an interval's surplus is computed over the range of its drawn counts. */
const NODES = 12

/** A part of the target, and whose: the place of its tier among the states, and what share of the contacts is the tier's. */
export interface TierSurplus extends Surplus {
  of: number
  share: (interval: number) => number
}

/**
 * Adds the surplus to be expected of one interval, for every course of the forecast, to one array for each part of the target: to as many places from `from` on as there are courses.
 *
 * A course has counts; what the queueing model needs is the rate behind a count. Counting a busy half hour as if its rate had been so high would count the Poisson noise twice,
 * for the model contains it already. So what is taken for a count is not f, the surplus at that rate, but f - (x/2) f'': over the Poisson noise it has the expectation
 * f(rate), to the next order in x / (width of f)^2. f is computed at 12 volumes and interpolated.
 *
 * @param statesAt the states of the tiers at a volume of all of them
 */
export function addExpectedSurplus(
  into: readonly Float64Array[],
  from: number,
  i: number,
  surpluses: readonly TierSurplus[],
  courses: readonly Float64Array[],
  statesAt: (volume: number) => readonly SteadyState[],
): void {
  const places = placesOf(i, courses)
  if (places.low === Infinity) return
  const curves = expectedCurves(i, surpluses, places, statesAt)
  for (let s = 0; s < curves.length; s++) addAlongCurve(into[s], from, curves[s], places.at)
}

/** A curve for as many agents and as long a handle time: its nodes are multiples of `step`. NaN where it was not asked for. */
interface SharedCurve {
  step: number
  /** For each part of the target: the surplus at the node's rate, and what is taken for a count. */
  atRate: Float64Array[]
  ofCount: Float64Array[]
}

/** Agents and steps of a curve in one number: steps are powers of two. */
const STEPS = 4096

/**
 * {@link addExpectedSurplus} for groups without tiers, where many intervals have as many agents and the same handle time: these share a curve, whose nodes are about as close as they would be for each alone.
 * Each node is computed once.
 */
export class SharedCurves {
  readonly #surpluses: readonly Surplus[]
  readonly #stateAt: (volume: number, aht: number, agents: number) => SteadyState
  readonly #curves = new Map<number, Map<number, SharedCurve>>()

  constructor(surpluses: readonly Surplus[], stateAt: (volume: number, aht: number, agents: number) => SteadyState) {
    this.#surpluses = surpluses
    this.#stateAt = stateAt
  }

  /** @param counts contacts of each course in the interval */
  add(into: readonly Float64Array[], from: number, counts: Float64Array, aht: number, agents: number): void {
    const { low, high } = rangeAbove0(counts)
    if (low === Infinity) return
    const closeness = Math.round(Math.log2((high > low ? high - low : high) / (NODES - 1)))
    const curve = this.#curveOf(aht, agents, closeness)
    this.#fill(curve, Math.floor(low / curve.step), Math.floor(high / curve.step) + 1, aht, agents)
    for (let s = 0; s < into.length; s++) addOnNodes(into[s], from, curve.ofCount[s], counts, curve.step)
  }

  #curveOf(aht: number, agents: number, closeness: number): SharedCurve {
    let ofTime = this.#curves.get(aht)
    if (!ofTime) {
      ofTime = new Map()
      this.#curves.set(aht, ofTime)
    }
    const key = agents * STEPS + closeness
    let curve = ofTime.get(key)
    if (!curve) {
      const none = () => this.#surpluses.map(() => new Float64Array(0))
      curve = { step: 2 ** closeness, atRate: none(), ofCount: none() }
      ofTime.set(key, curve)
    }
    return curve
  }

  /** Computes the nodes from `first` to `last` that are not known yet. */
  #fill(curve: SharedCurve, first: number, last: number, aht: number, agents: number): void {
    const { step, atRate, ofCount } = curve
    if (atRate.length === 0) return
    if (atRate[0].length < last + 2) {
      for (let s = 0; s < atRate.length; s++) {
        atRate[s] = longer(atRate[s], last + 2)
        ofCount[s] = longer(ofCount[s], last + 2)
      }
    }
    for (let node = Math.max(0, first - 1); node <= last + 1; node++) {
      if (!Number.isNaN(atRate[0][node])) continue
      const volume = node * step
      // Nobody comes, nothing is left over.
      const state = node > 0 ? this.#stateAt(volume, aht, agents) : undefined
      for (let s = 0; s < atRate.length; s++) atRate[s][node] = state ? this.#surpluses[s].expected(state, volume) : 0
    }
    for (let s = 0; s < ofCount.length; s++)
      for (let node = first; node <= last; node++)
        if (Number.isNaN(ofCount[s][node])) ofCount[s][node] = overPoisson(atRate[s], node, node * step, step)
  }
}

function rangeAbove0(counts: Float64Array): { low: number; high: number } {
  let low = Infinity
  let high = 0
  for (let c = 0; c < counts.length; c++) {
    if (counts[c] > 0 && counts[c] < low) low = counts[c]
    if (counts[c] > high) high = counts[c]
  }
  return { low, high }
}

function longer(values: Float64Array, most: number): Float64Array {
  const all = new Float64Array(Math.max(most, 2 * values.length)).fill(Number.NaN, values.length)
  all.set(values)
  return all
}

function addOnNodes(into: Float64Array, from: number, nodes: Float64Array, counts: Float64Array, step: number): void {
  for (let c = 0; c < counts.length; c++) if (counts[c] > 0) into[from + c] += between(nodes, counts[c] / step)
}

/** Where the courses lie in an interval, among the volumes at which its surplus is computed. */
export interface Places {
  low: number
  /** From one volume to the next; 0 where all courses have as many contacts. */
  step: number
  /** Of each course, counted from the lowest volume; NaN without contacts. */
  at: Float64Array
}

export function placesOf(i: number, courses: readonly Float64Array[]): Places {
  const at = countsAt(i, courses)
  let low = Infinity
  let high = 0
  for (let c = 0; c < at.length; c++) {
    if (at[c] < low) low = at[c]
    if (at[c] > high) high = at[c]
  }
  const step = high > low ? (high - low) / (NODES - 1) : 0
  for (let c = 0; c < at.length; c++) at[c] = step > 0 ? (at[c] - low) / step : at[c] * 0
  return { low, step, at }
}

/** Contacts of each course in an interval; NaN without any. */
function countsAt(i: number, courses: readonly Float64Array[]): Float64Array {
  const counts = new Float64Array(courses.length)
  for (let c = 0; c < counts.length; c++) counts[c] = courses[c][i] > 0 ? courses[c][i] : Number.NaN
  return counts
}

/** The surplus of an interval at evenly spaced volumes, one curve for each part of the target; empty where no course has contacts. */
export function expectedCurves(
  i: number,
  surpluses: readonly TierSurplus[],
  { low, step }: Places,
  statesAt: (volume: number) => readonly SteadyState[],
): Float64Array[] {
  const nodes = low === Infinity ? 0 : step > 0 ? NODES : 1
  const states: (readonly SteadyState[])[] = []
  for (let k = 0; k < nodes; k++) states.push(statesAt(low + k * step))
  return surpluses.map(({ expected, of, share }) => {
    const values = new Float64Array(nodes)
    for (let k = 0; k < nodes; k++) values[k] = expected(states[k][of], (low + k * step) * share(i))
    return expectedOverPoisson(values, low, step)
  })
}

/** The surplus of the first courses at their places on a curve; 0 without contacts. */
export function alongCurve(curve: Float64Array, at: Float64Array, count: number): Float64Array {
  const found = new Float64Array(count)
  addAlongCurve(found, 0, curve, at.subarray(0, count))
  return found
}

function addAlongCurve(into: Float64Array, from: number, curve: Float64Array, at: Float64Array): void {
  for (let c = 0; c < at.length; c++) if (at[c] >= 0) into[from + c] += between(curve, at[c])
}

/** f - (x/2) f'' at evenly spaced x; f itself where it is not finite. */
function expectedOverPoisson(f: Float64Array, low: number, step: number): Float64Array {
  if (f.length < 3) return f
  const fair = new Float64Array(f.length)
  for (let k = 0; k < f.length; k++) fair[k] = overPoisson(f, k, low + k * step, step)
  return fair
}

function overPoisson(f: Float64Array, k: number, x: number, step: number): number {
  const middle = Math.min(Math.max(k, 1), f.length - 2)
  const curvature = (f[middle - 1] - 2 * f[middle] + f[middle + 1]) / step ** 2
  return Number.isFinite(curvature) ? f[k] - (x / 2) * curvature : f[k]
}

export function between(values: Float64Array, at: number): number {
  const left = Math.min(Math.floor(at), values.length - 1)
  const right = Math.min(left + 1, values.length - 1)
  const share = at - left
  return share === 0 || left === right ? values[left] : values[left] * (1 - share) + values[right] * share
}
