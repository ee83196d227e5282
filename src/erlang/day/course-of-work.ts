import { checkNotNegative, checkNumber, checkPositive, KrarupError } from '../../domain/index.ts'
import { logPoisson } from '../../numeric/log-poisson.ts'
import { leastWhole } from '../least-agents.ts'
import { checkLength, GAUSS_4 } from './curve.ts'
import type { DayFinish, DayWork } from './day-work.ts'
import { deferredService } from './deferred.ts'
import { NumberInSystem } from './number-in-system.ts'
import { advance, change, distance, reachOf, trimmed } from './work-in-system.ts'

/** Longest a panel of the quadrature over arrivals may be: in handle times, or as a share of the time that an item has, whichever is longer. */
const HANDLE_TIMES = 2
const SHARE_OF_TIME = 1 / 4
const MOST_PANELS = 8
/** Nodes and weights of Gauss-Legendre quadrature on 0 to 1, for short panels. */
const GAUSS_2: typeof GAUSS_4 = [
  [0.5 - Math.sqrt(1 / 12), 0.5],
  [0.5 + Math.sqrt(1 / 12), 0.5],
]
/** Edges of the panels of the quadrature over an item's own handle time, in mean handle times; beyond the last a share of 1e-16 of handle times lies. */
const HANDLE_EDGES = [0, 0.25, 0.75, 1.5, 3, 5, 8, 12, 18, 26, 37]
/** Probability that does not matter. */
const NEGLIGIBLE = 1e-9
/** A repeated profile goes on until its share in time is as near as that to where it goes. */
const SETTLED = 5e-5
const MOST_ROUNDS = 100
/** Rounds that begin with distributions as near as that to one another are the same. */
const SAME = 1e-8
/** As many times the least agents as a guess goes up to. */
const MOST_GUESSED = 1000
/** The work of a profile, and what does not depend on the agents. What it knows of a curve: `finishedOverDay`. */
export class Course {
  readonly count: number
  readonly open: boolean[]
  readonly #volumes: number[]
  readonly #interval: number
  readonly #aht: number
  readonly #within: number
  readonly #inOpenHours: boolean
  readonly #repeat: boolean
  readonly #backlog: number
  /** Open seconds from the start to the beginning of each interval, and over the round. */
  readonly #openUntil: Float64Array

  constructor({ volumes, interval, aht, within, counts = 'hours', open, repeat = true, backlog = 0 }: DayWork) {
    this.count = volumes.length
    if (open) checkLength('open', open, this.count)
    this.open = Array.from({ length: this.count }, (_, i) => (open ? Boolean(open[i]) : true))
    this.#volumes = Array.from(volumes, (items, i) => checkNotNegative(`volumes[${i}]`, items))
    this.#interval = checkPositive('interval', interval)
    this.#aht = checkPositive('aht', aht)
    this.#within = checkPositive('within', within)
    if (counts !== 'hours' && counts !== 'open hours')
      throw new KrarupError({
        code: 'UNREADABLE',
        what: 'not what a deadline counts',
        where: { name: 'counts' },
        how: "take 'hours' or 'open hours'",
        value: counts,
      })
    this.#inOpenHours = counts === 'open hours'
    this.#repeat = repeat
    this.#backlog = checkNumber('backlog', backlog, { least: 0, whole: true })
    if (repeat && backlog > 0)
      throw new KrarupError({
        code: 'CONFLICT',
        what: 'a profile that comes again and again has no beginning at which work could wait',
        where: { name: 'backlog' },
        how: 'say repeat: false',
      })
    this.#openUntil = cumulated(this.open.map((isOpen) => (isOpen ? interval : 0)))
    if (this.#openUntil[this.count] === 0)
      throw new KrarupError({ code: 'MISSING', what: 'nobody ever works', where: { name: 'open' } })
  }

  /** The share that would be done in time if all of it were begun as soon as anybody is there. */
  #best(): number {
    let good = 0
    let judged = 0
    this.#overArrivals((time, weight) => {
      const due = this.#due(time)
      if (due === undefined) return
      judged += weight
      const begun = this.#nextOpen(time)
      if (begun < due) good += weight * -Math.expm1((begun - due) / this.#aht)
    })
    return judged > 0 ? good / judged : 1
  }

  /** @throws {KrarupError} UNREACHABLE */
  checkReachable(share: number): void {
    const best = this.#best()
    if (share === 0 || share < best) return
    throw new KrarupError({
      code: 'UNREACHABLE',
      what: 'no number of agents does so much of the work in this time',
      how: `at most ${(best * 100).toFixed(1)} % of it comes early enough before its deadline: open longer, allow more time, count it in 'open hours', or ask for a smaller share`,
      value: share,
    })
  }

  /** The load of each interval, in agents, where each item's work is spread evenly over the duty until it is due. */
  spread(): Float64Array {
    const { count, open } = this
    const load = new Float64Array(count)
    const whole = Math.max(1, Math.floor(this.#within / this.#interval))
    for (let i = 0; i < count; i++) {
      if (this.#volumes[i] === 0) continue
      const places: number[] = []
      // Until it is due, and where nobody works until then, the first that do; over a profile that comes once not beyond its end.
      for (let k = 0; k < (this.#repeat ? count : count - i); k++) {
        if (places.length > 0 && (this.#inOpenHours ? places.length : k) >= whole) break
        const at = (i + k) % count
        if (open[at]) places.push(at)
      }
      for (const at of places) load[at] += (this.#volumes[i] * this.#aht) / this.#interval / places.length
    }
    return load
  }

  /** Fewest agents who can do more in a round than comes in it, without what they finish after the end of duty. */
  leastSteady(): number {
    if (!this.#repeat) return 1
    const work = this.#volumes.reduce((sum, items) => sum + items, 0) * this.#aht
    return Math.floor(work / this.#openUntil[this.count]) + 1
  }

  /** Agents who would be enough if work flowed, without chance. */
  guess(least: number, share: number): number {
    const flow = {
      classes: [
        {
          volumes: this.#volumes,
          handleTime: this.#aht,
          deadline: this.#within,
          counts: this.#inOpenHours ? ('open hours' as const) : ('hours' as const),
        },
      ],
      interval: this.#interval,
      open: this.open,
      repeat: this.#repeat,
    }
    const lacks = (n: number) =>
      share -
      deferredService(
        flow,
        this.open.map((isOpen) => (isOpen ? n : 0)),
      ).classes[0].onTime
    return leastWhole(lacks, least, least * MOST_GUESSED, least) ?? least
  }

  /** Follows the work under a staffing curve; stops as soon as less than `share` of it is done in time. */
  solve(agents: readonly number[], share: number): DayFinish {
    const { count } = this
    const interval = this.#interval
    const items = this.#volumes.reduce((sum, each) => sum + each, 0)
    const staffed = agents.reduce((sum, n) => sum + n, 0) * interval
    if (this.#repeat && items > 0 && items * this.#aht >= staffed * (1 - 1e-9)) {
      const nothing = Float64Array.from(this.#volumes, (each) => (each > 0 ? 0 : Number.NaN))
      return {
        onTime: 0,
        meanFinishTime: Infinity,
        utilisation: 1,
        onTimeByInterval: nothing,
        backlog: new Float64Array(count).fill(Number.POSITIVE_INFINITY),
        utilisationByInterval: Float64Array.from(agents, (n) => (n > 0 ? 1 : Number.NaN)),
      }
    }
    const staffing = new Staffing(agents, interval, 1 / this.#aht)
    const number = new NumberInSystem(this.#backlog, 0)
    const first = this.#repeat ? endOfDuty(agents) : 0
    change(number, agents[first])
    let before: Round | undefined
    let moved = Number.POSITIVE_INFINITY
    for (let turn = 0; ; turn++) {
      const [start] = number.rows
      const round = this.#round(number, staffing, first)
      const now = before ? Math.abs(before.onTime - round.onTime) + Math.abs(before.left - round.left) / (items + 1) : 1
      const pace = now / moved
      const settled =
        now === 0 ||
        distance(start, number.rows[0]) < SAME ||
        (turn > 1 && pace < 1 && (now * pace) / (1 - pace) < SETTLED)
      // From an empty start it only gets worse.
      if (!this.#repeat || settled || round.onTime < share || turn >= MOST_ROUNDS) {
        const { judged: _, left: __, ...figures } = round
        return { ...figures, utilisation: staffed > 0 ? round.utilisation / staffed : 0 }
      }
      before = round
      moved = now
    }
  }

  /** From the first interval of a round to that of the next. */
  #round(number: NumberInSystem, staffing: Staffing, first: number): Round & { judged: number } {
    const { count } = this
    const interval = this.#interval
    const onTimeByInterval = new Float64Array(count).fill(Number.NaN)
    const backlog = new Float64Array(count)
    const utilisationByInterval = new Float64Array(count).fill(Number.NaN)
    let good = 0
    let judged = 0
    let busy = 0
    let inSystem = 0
    let left = 0
    for (let k = 0; k < count; k++) {
      const i = (first + k) % count
      const rate = this.#volumes[i] / interval
      let [goodHere, judgedHere, busyHere, time] = [0, 0, 0, i * interval]
      const start = time
      for (const [node, weight] of this.#nodes(i)) {
        advance(number, node - time, rate, 1 / this.#aht)
        time = node
        const { inSystem: there, busy: working } = number.means()
        inSystem += there * weight
        busyHere += working * weight
        const due = rate > 0 ? this.#due(time) : undefined
        if (due === undefined) continue
        judgedHere += rate * weight
        goodHere += rate * weight * staffing.inTime(number, time, due, this.#repeat)
      }
      advance(number, start + interval - time, rate, 1 / this.#aht)
      number.rows = [trimmed(number.rows[0])]
      backlog[i] = number.means().inSystem
      if (judgedHere > 0) onTimeByInterval[i] = goodHere / judgedHere
      const onDuty = staffing.agents[i] * interval
      if (onDuty > 0) utilisationByInterval[i] = busyHere / onDuty
      busy += busyHere
      good += goodHere
      judged += judgedHere
      if (k + 1 < count || this.#repeat) left += change(number, staffing.agents[(i + 1) % count])
    }
    const items = this.#volumes.reduce((sum, each) => sum + each, 0)
    return {
      onTime: judged > 0 ? good / judged : Number.NaN,
      meanFinishTime: (inSystem + left * this.#aht) / items,
      utilisation: busy,
      onTimeByInterval,
      backlog,
      utilisationByInterval,
      judged,
      left: backlog[(first + count - 1) % count],
    }
  }

  #overArrivals(visit: (time: number, weight: number) => void): void {
    for (let i = 0; i < this.count; i++)
      if (this.#volumes[i] > 0)
        for (const [node, weight] of this.#nodes(i)) visit(node, (weight * this.#volumes[i]) / this.#interval)
  }

  /** Times and weights of a quadrature over an interval, cut where an item's deadline crosses the start or the end of duty. */
  #nodes(i: number): [time: number, weight: number][] {
    const interval = this.#interval
    const [start, end] = [i * interval, (i + 1) * interval]
    const longest = Math.max(HANDLE_TIMES * this.#aht, SHARE_OF_TIME * this.#within)
    const panels = Math.min(MOST_PANELS, Math.ceil(interval / longest))
    const cuts = new Set<number>()
    for (let k = 0; k <= panels; k++) cuts.add(start + ((end - start) * k) / panels)
    if (!this.#inOpenHours) {
      // Times of the round's intervals, as far before as the deadline is long.
      const shift = this.#within % interval
      const kink = end - shift
      if (shift > 0 && kink > start && kink < end) cuts.add(kink)
    }
    const edges = [...cuts].sort((a, b) => a - b)
    const nodes: [number, number][] = []
    for (let e = 1; e < edges.length; e++) {
      const width = edges[e] - edges[e - 1]
      for (const [node, weight] of width > longest / 2 ? GAUSS_4 : GAUSS_2)
        nodes.push([edges[e - 1] + node * width, weight * width])
    }
    return nodes
  }

  /** When an item that comes at a time of the round must be done; undefined where that is after the end of a profile that comes once. */
  #due(time: number): number | undefined {
    const due = this.#inOpenHours ? this.#openTime(this.#openSeconds(time) + this.#within) : time + this.#within
    return this.#repeat || due <= this.count * this.#interval ? due : undefined
  }

  /** Open seconds from the start to a time. */
  #openSeconds(time: number): number {
    const i = Math.floor(time / this.#interval)
    return this.#openUntil[i] + (this.open[i] ? time - i * this.#interval : 0)
  }

  /** The first time by which there were so many open seconds. */
  #openTime(seconds: number): number {
    const whole = this.#openUntil[this.count]
    const rounds = Math.max(0, Math.ceil(seconds / whole) - 1)
    const rest = seconds - rounds * whole
    const i = this.#openUntil.findIndex((until, k) => k > 0 && until >= rest - 1e-9) - 1
    return rounds * this.count * this.#interval + i * this.#interval + (rest - this.#openUntil[i])
  }

  #nextOpen(time: number): number {
    for (let i = Math.floor(time / this.#interval); i < 2 * this.count; i++)
      if (this.open[i % this.count]) return Math.max(time, i * this.#interval)
    return Number.POSITIVE_INFINITY
  }
}

interface Round extends DayFinish {
  /** Items that are there at the end of the round. */
  left: number
}

/** The interval before the longest time without anybody: there least is left of the work, so that a round that begins with nothing is nearly right. 0 where somebody always works. */
function endOfDuty(agents: readonly number[]): number {
  const { length } = agents
  let [first, longest] = [0, 0]
  for (let i = 0; i < length; i++) {
    if (agents[i] > 0 || !(agents[(i + length - 1) % length] > 0)) continue
    let closed = 1
    while (!(agents[(i + closed) % length] > 0)) closed++
    if (closed > longest) [first, longest] = [i, closed]
  }
  return first
}

/** What is ahead of an item that has to wait: the probability of less than `low`, `low + 1`, ... items. */
interface Ahead {
  low: number
  below: Float64Array
}

/** A staffing curve that comes again and again, as an item that waits sees it. */
class Staffing {
  readonly agents: readonly number[]
  readonly #interval: number
  readonly #service: number
  /** Completions by busy agents, and agents who came on duty, from the start to the beginning of each interval. */
  readonly #completions: Float64Array
  readonly #arrivals: Float64Array

  constructor(agents: readonly number[], interval: number, service: number) {
    this.agents = agents
    this.#interval = interval
    this.#service = service
    this.#completions = cumulated(agents.map((n) => n * interval * service))
    // Those of the beginning of an interval are there at its beginning.
    const came = agents.map((n, i) => Math.max(0, n - agents[(i + agents.length - 1) % agents.length]))
    this.#arrivals = cumulated(came)
  }

  /** The probability that an item that comes now is done by a time, given the number in the system. */
  inTime(number: NumberInSystem, now: number, due: number, repeats: boolean): number {
    const [{ low, values }] = number.rows
    const { agents } = number
    const mostRest = (due - now) * this.#service
    let free = 0
    if (agents > 0) for (let i = 0; i < values.length && low + i < agents; i++) free += values[i]
    const waits = 1 - free
    let share = free * -Math.expm1(-mostRest)
    if (waits < NEGLIGIBLE) return share
    const first = agents > 0 ? Math.min(values.length, Math.max(0, agents - low)) : 0
    const ahead = { low: low + first - agents, below: cumulated(values.subarray(first)) }
    const limit = repeats ? Number.POSITIVE_INFINITY : this.agents.length * this.#interval
    const begunBy = (time: number) => this.#begunBy(ahead, now, Math.min(time, limit))
    if (begunBy(due) < NEGLIGIBLE) return share
    const edges = this.#edges(now, due)
    if (begunBy(due - edges[edges.length - 1] / this.#service) > waits - NEGLIGIBLE)
      return share + waits * -Math.expm1(-edges[edges.length - 1])
    for (let e = 1; e < edges.length; e++) {
      const width = edges[e] - edges[e - 1]
      for (const [node, weight] of GAUSS_4) {
        const rest = edges[e - 1] + node * width
        share += weight * width * Math.exp(-rest) * begunBy(due - rest / this.#service)
      }
    }
    return share
  }

  /** Panels in the time that is left for the item itself, in mean handle times, cut where staff changes. */
  #edges(now: number, due: number): number[] {
    const most = Math.min((due - now) * this.#service, HANDLE_EDGES[HANDLE_EDGES.length - 1])
    const edges = new Set([...HANDLE_EDGES.filter((edge) => edge < most), most])
    const count = this.agents.length
    const from = due - most / this.#service
    for (let i = Math.ceil(from / this.#interval); i * this.#interval < due; i++)
      if (this.agents[i % count] !== this.agents[(i + count - 1) % count])
        edges.add((due - i * this.#interval) * this.#service)
    return [...edges].sort((a, b) => a - b)
  }

  /** The probability that an item has to wait and is begun by a time: all agents are busy as long as it waits. */
  #begunBy({ low, below }: Ahead, now: number, time: number): number {
    const mean = this.#completionsUntil(time) - this.#completionsUntil(now)
    const came = this.#arrivalsUntil(time) - this.#arrivalsUntil(now)
    // Begun where completions are more than what was ahead, less the agents who came.
    const reach = reachOf(mean)
    const most = Math.ceil(mean + reach)
    const least = Math.max(0, Math.floor(mean - reach))
    const certain = Math.min(below.length - 1, Math.max(0, least + came - low))
    let sum = below[certain]
    if (mean === 0) return sum
    // tail: P(completions >= needed), from the largest number needed down.
    let tail = 0
    let pmf = Math.exp(logPoisson(most, mean))
    let counted = most + 1
    for (let i = Math.min(below.length - 2, most + came - low - 1); i >= certain; i--) {
      const needed = low + i + 1 - came
      while (counted > needed) {
        counted--
        if (counted < most) pmf *= (counted + 1) / mean
        tail += pmf
      }
      sum += (below[i + 1] - below[i]) * Math.min(1, tail)
    }
    return sum
  }

  #completionsUntil(time: number): number {
    const [rounds, i, rest] = this.#place(time)
    const whole = this.#completions[this.agents.length]
    return rounds * whole + this.#completions[i] + this.agents[i] * rest * this.#service
  }

  #arrivalsUntil(time: number): number {
    const [rounds, i] = this.#place(time)
    return rounds * this.#arrivals[this.agents.length] + this.#arrivals[i + 1]
  }

  #place(time: number): [rounds: number, interval: number, rest: number] {
    const round = this.agents.length * this.#interval
    const rounds = Math.floor(time / round)
    const i = Math.min(this.agents.length - 1, Math.floor((time - rounds * round) / this.#interval))
    return [rounds, i, time - rounds * round - i * this.#interval]
  }
}

/** Sums before each place, and over all. */
function cumulated(values: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(values.length + 1)
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i] + values[i]
  return sums
}
