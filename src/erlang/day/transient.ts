import {
  checkDefinition,
  checkKeys,
  checkNotNegative,
  checkNumber,
  DEFAULT_DEFINITION,
  DEFAULT_TARGET,
  type Keys,
  KrarupError,
  type ServiceCounts,
  type ServiceLevelDefinition,
  serviceLevelOf,
} from '../../domain/index.ts'
import { DAY_TRAFFIC_KEYS, type DayTraffic, GAUSS_4, type Piece, piecesOf } from './curve.ts'
import { NumberInSystem } from './number-in-system.ts'
import {
  beforeChange,
  type Conditions,
  evenOutlook,
  LastRow,
  lookBack,
  type Outlook,
  outlookForEver,
  resize,
} from './waiting-caller.ts'

/** A day's contacts, its staffing curve, and how service is counted. */
export interface DayParameters extends DayTraffic {
  /** Agents on duty in each interval, whole numbers. */
  agents: ArrayLike<number>
  /** Seconds within which an answer counts for the service level. Default 10. */
  within?: number | undefined
  /** Default `'answered/offered'`. */
  definition?: ServiceLevelDefinition | undefined
  /** Contacts in the system (waiting or in progress) when the day starts. Default 0. */
  inSystem?: number | undefined
  /**
   * What happens to calls in progress where staff is cut. `'finish'` (default): the agent finishes the call and leaves after it.
   * `'hand back'`: the agent leaves at once and the caller returns to the head of the queue (what a chain on the number in system alone describes).
   */
  whenStaffIsCut?: 'finish' | 'hand back' | undefined
}

const DAY_KEYS = {
  ...DAY_TRAFFIC_KEYS,
  agents: 1,
  within: 1,
  definition: 1,
  inSystem: 1,
  whenStaffIsCut: 1,
} as const satisfies Keys<DayParameters>

/**
 * Means of an interval (or of the day). What becomes of a contact is counted in the interval in which it arrived; `queueLength`, `occupancy` and
 * `backlog` belong to the time itself. Shares and mean waits of an interval in which nothing was offered are NaN.
 */
export interface DayInterval extends ServiceCounts {
  /** Agents on duty; over the day, their mean. */
  agents: number
  /** Offered load, Erlangs: arrival rate times handle time. */
  load: number
  abandoned: number
  abandonedWithin: number
  /** Under the definition asked for; NaN where nothing was offered. */
  serviceLevel: number
  /** Share of the offered that wait at all. */
  waitProbability: number
  /** Answered over offered. */
  connectRate: number
  /** Share of the offered that hang up. */
  abandonment: number
  /** Mean wait of the answered, seconds. */
  asa: number
  /** Mean wait of all, those that hung up included, seconds. */
  meanWait: number
  /** Mean number waiting. */
  queueLength: number
  /** Busy time over staffed time; an agent who finishes a call after the end of duty is staffed until then. 0 where nobody is on duty. */
  occupancy: number
  /** Mean number waiting at the end: what the next interval starts with. */
  backlog: number
}

/** What a staffing curve does to a day. */
export interface DayService {
  intervals: DayInterval[]
  /** Over all intervals, weighted by what was offered. */
  day: DayInterval
  /** How far contacts that came, left and are still there fail to balance, over the day, as a share of the offered: the size of the numerical error. */
  imbalance: number
}

/** Panels of the quadrature in time grow by this factor away from a change of staff. */
const PANEL_GROWTH = 2

/** Rounding error leaves less than this share of patient callers without an answer. */
const UNSERVED = 1e-9

/** Longest panel of the quadrature in time, in handle times: the slowest thing that goes on in a queue that is not overloaded. */
const LONGEST_PANEL = 0.4

/**
 * The true service of a staffing curve: M(t)/M/n(t)+M, solved in time. Each interval starts with what the one before left it, a backlog included, so that
 * overload and its aftermath are answers too. Nothing is stationary here and nothing is simulated.
 *
 * The number in the system is moved on by uniformisation; the wait of a caller who arrives at a time t is found by looking back from t + `within` (and, for the mean
 * waits, from the end) through the staffing that this caller will meet: callers ahead leave by service and by hanging up, staff comes and goes. What a caller
 * meets is exact, no steady state is assumed anywhere. After the last interval nobody arrives and its staff stays until the last caller is served.
 *
 * Measured error: below 1e-6 of each figure ({@link DayService.imbalance} shows it for the run at hand); the tests hold it to the steady states, to an exact
 * solution in a changing rate, to itself on a finer grid and to a simulation call by call.
 * Sources: Jensen (1953) and Grassmann (1977) for uniformisation; Green, Kolesar and Soares (2001) and Ingolfsson et al. (2007) for the problem.
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT, UNREADABLE
 * @example
 * ```ts
 * import { transientDay } from 'krarup/erlang/day'
 * // The second half hour cannot carry its load: its backlog ruins the third, which has plenty of agents.
 * const { intervals } = transientDay({ volumes: [60, 120, 60], interval: 1800, aht: 240, patience: 300, agents: [12, 12, 12], within: 20 })
 * intervals.map((interval) => Math.round(interval.serviceLevel * 1000) / 10) //=> [94.9, 26.5, 81.6]
 * ```
 */
export function transientDay(parameters: DayParameters): DayService {
  checkKeys('transientDay', parameters, DAY_KEYS)
  return new Day(parameters).solve()
}

/** A time at which the distribution is looked at. */
interface Node {
  time: number
  /** Seconds that it stands for. */
  weight: number
  stretch: number
  interval: number
  arrivals: number
  /** Probability of a free agent. */
  free: number
  /** Probability of `ahead` waiting while every agent is busy, by the calls in progress beyond the agents on duty. */
  queue: Float64Array[]
}

/** A time without change of staff or handle time. */
interface Stretch extends Conditions {
  start: number
  end: number
}

class Day {
  readonly #pieces: Piece[]
  readonly #agents: number[]
  readonly #stretches: Stretch[] = []
  readonly #hangUp: number
  readonly #within: number
  /** Whoever hangs up within so many seconds is not counted; asked for by one definition only. */
  readonly #excluded: number | undefined
  readonly #definition: ServiceLevelDefinition
  readonly #finish: boolean
  readonly #inSystem: number
  readonly #sums: IntervalSums[]

  constructor(parameters: DayParameters) {
    const { agents, patience = Infinity, within = DEFAULT_TARGET.serviceLevel!.within, inSystem = 0 } = parameters
    const { definition = DEFAULT_DEFINITION, whenStaffIsCut = 'finish' } = parameters
    this.#agents = Array.from(agents, (n, i) => checkNumber(`agents[${i}]`, n, { least: 0, whole: true }))
    this.#pieces = piecesOf(parameters, agents.length)
    this.#hangUp = 1 / checkNumber('patience', patience, { above: 0, infinite: true })
    this.#within = checkNotNegative('within', within)
    this.#definition = checkDefinition(definition)
    this.#excluded = typeof definition === 'object' ? definition.excludingAbandonsWithin : undefined
    if (whenStaffIsCut !== 'finish' && whenStaffIsCut !== 'hand back') {
      throw new KrarupError({
        code: 'UNREADABLE',
        what: 'not a way to cut staff',
        where: { name: 'whenStaffIsCut' },
        how: "take 'finish' or 'hand back'",
        value: whenStaffIsCut,
      })
    }
    this.#finish = whenStaffIsCut === 'finish'
    this.#inSystem = checkNumber('inSystem', inSystem, { least: 0, whole: true })
    this.#sums = this.#agents.map(() => new IntervalSums())
    for (const { interval, aht, start, end } of this.#pieces) {
      const now = this.#stretches.at(-1)
      if (now && now.agents === this.#agents[interval] && now.service === 1 / aht) now.end = end
      else this.#stretches.push({ start, end, agents: this.#agents[interval], service: 1 / aht, hangUp: this.#hangUp })
    }
  }

  solve(): DayService {
    this.#lookBackOver(this.#goForward())
    const all = new IntervalSums()
    for (const sums of this.#sums) all.add(sums)
    const count = this.#agents.length
    const meanAgents = this.#agents.reduce((sum, agents) => sum + agents, 0) / count
    return {
      intervals: this.#sums.map((sums, i) => sums.report(this.#agents[i], this.#definition, this.#hangUp)),
      day: all.report(meanAgents, this.#definition, this.#hangUp),
      imbalance: all.imbalance / Math.max(1, all.offered),
    }
  }

  #goForward(): Node[] {
    const system = new NumberInSystem(this.#inSystem, this.#hangUp)
    const nodes: Node[] = []
    const thresholds = [this.#within, ...(this.#excluded === undefined ? [] : [this.#excluded])]
    const known = thresholds.map(() => new Map<number, Outlook>())
    let stretch = 0
    for (const { arrivals, aht, start, end, interval } of this.#pieces) {
      if (start >= this.#stretches[stretch].end) stretch++
      const { agents, service } = this.#stretches[stretch]
      const sums = this.#sums[interval]
      system.staff(agents, this.#finish)
      const inSystem = system.means().inSystem
      let time = start
      let flow = 0
      for (const [at, weight] of this.#quadrature(start, end, stretch, thresholds)) {
        system.advance(at - time, arrivals, service)
        time = at
        const { free, busy, waiting, staffed } = system.means()
        const node = { time, weight, stretch, interval, arrivals, free, queue: system.delayed() }
        nodes.push(node)
        sums.time += weight
        sums.busy += weight * busy
        sums.waiting += weight * waiting
        sums.staffed += weight * staffed
        flow += weight * (arrivals - busy * service - waiting * this.#hangUp)
        this.#countWithin(node, sums, thresholds, known)
      }
      system.advance(end - time, arrivals, service)
      sums.offered += arrivals * (end - start)
      sums.load += arrivals * aht * (end - start)
      const after = system.means()
      sums.imbalance += Math.abs(after.inSystem - inSystem - flow)
      sums.backlog = after.waiting
    }
    return nodes
  }

  /** Who is answered, and who hangs up, within the thresholds. */
  #countWithin(node: Node, sums: IntervalSums, thresholds: number[], known: Map<number, Outlook>[]): void {
    const offered = node.weight * node.arrivals
    if (offered === 0) return
    const delayed = total(node.queue)
    sums.delayed += offered * delayed
    sums.answeredWithin += offered * node.free
    if (delayed === 0) return
    thresholds.forEach((seconds, which) => {
      const { answered, second: still } = expect(node.queue, this.#outlookWithin(node, seconds, known[which]))
      const abandoned = Math.max(0, delayed - answered - still)
      if (which > 0) sums.abandonedExcluded += offered * abandoned
      else {
        sums.answeredWithin += offered * answered
        sums.abandonedWithin += offered * abandoned
      }
    })
  }

  /** Probabilities of being answered within so many seconds of the node's time, and of still waiting then. */
  #outlookWithin({ time, stretch, queue }: Node, seconds: number, known: Map<number, Outlook>): Outlook {
    const end = time + seconds
    const rows = queue.length
    const columns = widest(queue)
    const unchanged = stretch + 1 === this.#stretches.length || end <= this.#stretches[stretch].end
    if (!unchanged) return this.#lookBackFrom(seconds, time, stretch, rows, columns)
    const before = known.get(stretch)
    if (before && before.rows >= rows && before.columns >= columns) return before
    // With room to spare, so that a slowly growing queue does not ask again at each node.
    const outlook = evenOutlook(rows, Math.ceil(columns * 1.25) + 8, 0, 1)
    lookBack(outlook, seconds, this.#stretches[stretch], 0)
    known.set(stretch, outlook)
    return outlook
  }

  /** What is to come after the next change of staff, for a time that grew from node to node; each threshold has its own. */
  readonly #beyond = new Map<number, { stretch: number; seconds: number; outlook: Outlook }>()

  /** The outlook of those who wait at a change of staff and look `seconds` beyond it. It is moved on from that of the node before: a node waits a little longer into it. */
  #outlookBeyond(threshold: number, stretch: number, seconds: number, rows: number, columns: number): Outlook {
    const now = this.#stretches[stretch]
    let known = this.#beyond.get(threshold)
    const fits = known && known.outlook.rows >= rows && known.outlook.columns >= columns
    if (!known || known.stretch !== stretch || known.seconds > seconds || !fits) {
      known = { stretch, seconds: 0, outlook: evenOutlook(rows + 2, Math.ceil(columns * 1.1) + 4, 0, 1) }
      this.#beyond.set(threshold, known)
    }
    lookBack(known.outlook, seconds - known.seconds, now, 0)
    known.seconds = seconds
    return known.outlook
  }

  /** The same where staff is cut, for those who wait at the cut while every agent of before is busy. */
  readonly #cut = new Map<number, { stretch: number; lastRow: LastRow }>()

  #outlookBeyondCut(threshold: number, stretch: number, seconds: number, rows: number, columns: number): Outlook {
    let known = this.#cut.get(threshold)
    if (known?.stretch !== stretch || known.lastRow.columns < columns) {
      known = { stretch, lastRow: new LastRow(rows, Math.ceil(columns * 1.1) + 4, this.#stretches[stretch]) }
      this.#cut.set(threshold, known)
    }
    return known.lastRow.reaches(seconds)
      ? known.lastRow.after(seconds)
      : this.#outlookBeyond(threshold, stretch, seconds, rows, columns)
  }

  #lookBackFrom(seconds: number, time: number, stretch: number, rows: number, columns: number): Outlook {
    const end = time + seconds
    const sizes = [[rows, columns]]
    let last = stretch
    let busy = this.#stretches[stretch].agents + rows - 1
    while (last + 1 < this.#stretches.length && this.#stretches[last + 1].start < end) {
      const from = this.#stretches[last].agents
      const { agents } = this.#stretches[++last]
      busy = Math.max(busy, agents)
      if (this.#finish) sizes.push([busy - agents + 1, columns])
      else sizes.push([1, sizes.at(-1)![1] + Math.max(0, from - agents)])
    }
    const [rowsAfter, columnsAfter] = sizes.at(-1) as [number, number]
    const once = last === stretch + 1
    const beyond = end - this.#stretches[last].start
    let outlook: Outlook
    if (!once) outlook = evenOutlook(rowsAfter, columnsAfter, 0, 1)
    else if (rows === 1 && rowsAfter > 1)
      outlook = this.#outlookBeyondCut(seconds, last, beyond, rowsAfter, columnsAfter)
    else outlook = this.#outlookBeyond(seconds, last, beyond, rowsAfter, columnsAfter)
    for (let s = last; s >= stretch; s--) {
      const now = this.#stretches[s]
      const until = s === last ? end : now.end
      if (!once || s === stretch) lookBack(outlook, until - Math.max(time, now.start), now, 0)
      if (s === stretch) break
      const [rowsBefore, columnsBefore] = sizes[s - 1 - stretch]
      outlook = beforeChange(
        outlook,
        rowsBefore,
        columnsBefore,
        this.#stretches[s - 1].agents,
        now.agents,
        this.#finish,
      )
    }
    return outlook
  }

  /** What becomes of everybody in the end: one look back over the whole day. */
  #lookBackOver(nodes: Node[]): void {
    if (nodes.length === 0) return
    const size = (node: Node): [number, number] => [node.queue.length, widest(node.queue)]
    let stretch = this.#stretches.length - 1
    let time = this.#stretches[stretch].end
    let outlook = outlookForEver(...size(nodes.at(-1)!), this.#stretches[stretch])
    for (const node of nodes.toReversed()) {
      const [rows, columns] = size(node)
      while (stretch > node.stretch) {
        const after = this.#stretches[stretch]
        lookBack(outlook, time - after.start, after, 1)
        time = after.start
        stretch--
        outlook = beforeChange(outlook, rows, columns, this.#stretches[stretch].agents, after.agents, this.#finish)
      }
      outlook = resize(outlook, rows, columns)
      lookBack(outlook, time - node.time, this.#stretches[stretch], 1)
      time = node.time
      const offered = node.weight * node.arrivals
      const sums = this.#sums[node.interval]
      const delayed = total(node.queue)
      const { answered, second } = expect(node.queue, outlook)
      sums.answered += offered * (node.free + answered)
      if (this.#hangUp > 0) sums.abandoned += offered * Math.max(0, delayed - answered)
      else if (answered < delayed * (1 - UNSERVED)) sums.unserved += offered * (delayed - answered)
      sums.waitOfAnswered += offered * second
    }
  }

  /** Times and weights of a composite Gauss rule, finest beside changes of staff and where a change comes within reach of the threshold. */
  #quadrature(start: number, end: number, stretch: number, thresholds: number[]): [time: number, weight: number][] {
    const { agents, service } = this.#stretches[stretch]
    // A change is first felt after the time in which one of many agents gets free, or one waiting caller may have hung up.
    const fine = Math.min(1 / ((agents + 1) * service), 1 / this.#hangUp / 4)
    const coarse = LONGEST_PANEL / service
    const changes = this.#stretches.slice(1).map((s) => s.start)
    const kinks = thresholds
      .flatMap((seconds) => changes.map((change) => change - seconds))
      .filter((t) => t > start && t < end)
    const cuts = [start, ...kinks.sort((a, b) => a - b), end]
    const isChange = (t: number) => t === 0 || changes.includes(t)
    const nodes: [number, number][] = []
    for (let c = 1; c < cuts.length; c++) {
      const [from, to] = [cuts[c - 1], cuts[c]]
      const edges = panels(
        from,
        to,
        isChange(from) ? fine : coarse,
        isChange(to) || c < cuts.length - 1 ? fine : coarse,
        coarse,
      )
      for (let e = 1; e < edges.length; e++) {
        const width = edges[e] - edges[e - 1]
        for (const [node, weight] of GAUSS_4) nodes.push([edges[e - 1] + node * width, weight * width])
      }
    }
    return nodes
  }
}

/** Edges of panels that begin with the given lengths at both ends and grow towards the middle. */
function panels(from: number, to: number, first: number, last: number, longest: number): number[] {
  const head = [from]
  const tail = [to]
  for (let left = first, right = last; ; ) {
    const room = tail[0] - head[head.length - 1]
    const grown = left <= right ? left : right
    if (room <= grown) break
    if (room <= 2 * grown) {
      head.push(head[head.length - 1] + room / 2)
      break
    }
    if (left <= right) {
      head.push(head[head.length - 1] + left)
      left = Math.min(longest, left * PANEL_GROWTH)
    } else {
      tail.unshift(tail[0] - right)
      right = Math.min(longest, right * PANEL_GROWTH)
    }
  }
  return [...head, ...tail]
}

function total(queue: Float64Array[]): number {
  return queue.reduce((sum, row) => row.reduce((a, b) => a + b, sum), 0)
}

function widest(queue: Float64Array[]): number {
  return queue.reduce((most, row) => Math.max(most, row.length), 1)
}

/** Mean of an outlook over what is found on arrival. */
function expect(queue: Float64Array[], outlook: Outlook): { answered: number; second: number } {
  let answered = 0
  let second = 0
  for (let extra = 0; extra < queue.length; extra++) {
    const row = queue[extra]
    const start = extra * outlook.columns
    for (let k = 0; k < row.length; k++) {
      answered += row[k] * outlook.answered[start + k]
      second += row[k] * outlook.second[start + k]
    }
  }
  return { answered, second }
}

class IntervalSums {
  time = 0
  busy = 0
  waiting = 0
  staffed = 0
  load = 0
  offered = 0
  delayed = 0
  answered = 0
  abandoned = 0
  answeredWithin = 0
  abandonedWithin = 0
  abandonedExcluded = 0
  /** Those who neither hang up nor are ever answered. */
  unserved = 0
  waitOfAnswered = 0
  backlog = 0
  imbalance = 0

  /** Adds a later interval. */
  add(other: IntervalSums): void {
    for (const figure of Object.keys(this) as Exclude<keyof IntervalSums, 'add' | 'report'>[])
      this[figure] += other[figure]
    this.backlog = other.backlog
  }

  report(agents: number, definition: ServiceLevelDefinition, hangUp: number): DayInterval {
    const { offered, answered, abandoned, answeredWithin, abandonedWithin, abandonedExcluded } = this
    const counts = {
      offered,
      answered,
      answeredWithin,
      abandonedWithin,
      ...(typeof definition === 'object' ? { abandonedWithinExcluded: abandonedExcluded } : {}),
    }
    return {
      ...counts,
      abandoned,
      agents,
      load: this.load / this.time,
      serviceLevel: serviceLevelOf(counts, definition),
      waitProbability: this.delayed / offered,
      connectRate: answered / offered,
      abandonment: abandoned / offered,
      asa: this.waitOfAnswered / answered,
      // Those who hang up do so at a rate: their number is that rate times all the waiting there was. Who never hangs up and is never answered waits for ever.
      meanWait: hangUp > 0 ? abandoned / hangUp / offered : this.unserved ? Infinity : this.waitOfAnswered / offered,
      queueLength: this.waiting / this.time,
      occupancy: this.staffed > 0 ? this.busy / this.staffed : 0,
      backlog: this.backlog,
    }
  }
}
