import { checkKeys, checkNotNegative, checkPositive, type Keys, KrarupError } from '../../domain/index.ts'
import { checkLength } from './curve.ts'

/** Work that need not be done at once: tickets, mails, voicemail, call backs. */
export interface DeferredClass {
  name?: string
  /** Items that come in each interval, outside opening hours too. */
  volumes: ArrayLike<number>
  /** Seconds of work an item. */
  handleTime: number
  /** Seconds from coming in until it must be done. */
  deadline: number
  /** What the deadline counts: `'hours'` (default) all of them, or `'open hours'` only. */
  counts?: 'hours' | 'open hours' | undefined
}

const CLASS_KEYS = {
  name: 1,
  volumes: 1,
  handleTime: 1,
  deadline: 1,
  counts: 1,
} as const satisfies Keys<DeferredClass>

export interface DeferredParameters {
  classes: readonly DeferredClass[]
  /** Length of an interval, seconds. */
  interval: number
  /** Whether work is done in an interval (true or 1). Default: in all. */
  open?: ArrayLike<unknown> | undefined
  /** Agents' worth of idle time in each interval that deferred work can fill (blending): agents on duty for calls times 1 - occupancy, less what switching costs. Default none. */
  idle?: ArrayLike<number> | undefined
  /**
   * The profile comes again and again (a typical day or week): what is left goes over into the next one, and the figures are those of a round in the middle.
   * Default false: it starts without work, and what is not due before its end may be left.
   */
  repeat?: boolean | undefined
}

const DEFERRED_KEYS = {
  classes: 1,
  interval: 1,
  open: 1,
  idle: 1,
  repeat: 1,
} as const satisfies Keys<DeferredParameters>

/** What became of one class. */
export interface DeferredClassService {
  name: string | undefined
  items: number
  /** Share of the items done by their deadline. */
  onTime: number
  /** Longest time that an item was done after its deadline, seconds; `Infinity` where one is not done at all. */
  worstDelay: number
}

export interface DeferredService {
  classes: DeferredClassService[]
  /** Work that has come in and is not done at the end of each interval, hours. */
  backlog: number[]
  /** Share of the time of agents and idle time in which there was work, by interval; 0 where there was none. */
  utilisation: number[]
  /** Whether the same work is left after every round; true for a profile that does not repeat. */
  steady: boolean
}

/** Steps in the shortest deadline; the answer is on the safe side by one step. */
const STEPS_IN_A_DEADLINE = 12
/** Most steps an interval. */
const MOST_STEPS = 60

/** Rounds of a repeated profile before the one that is reported. */
const WARM_UP = 3

/**
 * Deferred work through a day's (or a week's) profile with opening hours, earliest deadline first, by given agents: what is done in time, what waits.
 *
 * Work flows (no chance in it): right for volumes that fill many hours, too hopeful for a handful of items, for which {@link requiredAgents} with a long threshold is the model.
 * Earliest deadline first is optimal: if it is late, every other order is (Liu and Layland 1973; Dertouzos 1974).
 * Time goes in steps of at most a twelfth of the shortest deadline; an item can be taken up from the step after the one it came in and is given that step's start as its
 * hour, so that `onTime` errs on the safe side, by less than two steps.
 *
 * @param agents who do this work and nothing else, by interval; those of closed intervals do not work
 * @throws {KrarupError} OUT_OF_RANGE, CONFLICT, MISSING
 * @example
 * ```ts
 * import { deferredService } from 'krarup/erlang/day'
 * // Mails come round the clock, are answered from 8 to 18, and are due within 4 hours.
 * const open = Array.from({ length: 24 }, (_, hour) => hour >= 8 && hour < 18)
 * const mails = { name: 'mail', volumes: new Array(24).fill(20), handleTime: 300, deadline: 4 * 3600 }
 * const { classes } = deferredService({ classes: [mails], interval: 3600, open, repeat: true }, new Array(24).fill(5))
 * Math.round(classes[0].onTime * 100) //=> 35
 * ```
 */
export function deferredService(parameters: DeferredParameters, agents: ArrayLike<number>): DeferredService {
  checkKeys('deferredService', parameters, DEFERRED_KEYS)
  const plan = new DeferredPlan(parameters)
  checkLength('agents', agents, plan.count)
  return plan.work(Array.from(agents, (n, i) => checkNotNegative(`agents[${i}]`, n)))
}

export interface DeferredStaffing {
  /** Agents for this work in each interval, beside the idle time of calls. */
  agents: number[]
  /** The largest of them: no smaller number meets every deadline. */
  peak: number
  agentHours: number
  service: DeferredService
}

/**
 * The agents that meet every deadline: the least peak first, then, with that peak, no agent in an interval who is not needed there (work is left as late as
 * its deadline allows, so that early intervals are lean).
 *
 * @throws {KrarupError} OUT_OF_RANGE, CONFLICT, MISSING; UNREACHABLE where a deadline falls into hours in which nobody works
 * @example
 * ```ts
 * import { deferredAgents } from 'krarup/erlang/day'
 * const open = Array.from({ length: 24 }, (_, hour) => hour >= 8 && hour < 18)
 * const mails = { volumes: new Array(24).fill(20), handleTime: 300, deadline: 4 * 3600, counts: 'open hours' as const }
 * deferredAgents({ classes: [mails], interval: 3600, open, repeat: true }).peak //=> 7
 * // Ten agents who take calls are idle for a fifth of their time.
 * deferredAgents({ classes: [mails], interval: 3600, open, repeat: true, idle: new Array(24).fill(2) }).peak //=> 5
 * ```
 */
export function deferredAgents(parameters: DeferredParameters): DeferredStaffing {
  checkKeys('deferredAgents', parameters, DEFERRED_KEYS)
  const plan = new DeferredPlan(parameters)
  const flat = (n: number) => plan.open.map((isOpen) => (isOpen ? n : 0))
  let peak = 1
  while (!plan.isOnTime(flat(peak))) {
    if (peak > plan.most) {
      throw new KrarupError({
        code: 'UNREACHABLE',
        what: 'no number of agents meets these deadlines',
        how: "some work is due before anybody works: open earlier, or count the deadline in 'open hours'",
      })
    }
    peak *= 2
  }
  peak = leastWhole((n) => plan.isOnTime(flat(n)), peak)
  const agents = flat(peak)
  for (let i = 0; i < agents.length; i++) {
    if (agents[i] > 0) agents[i] = leastWhole((n) => plan.isOnTime(agents.with(i, n)), agents[i])
  }
  const agentHours = (agents.reduce((sum, n) => sum + n, 0) * parameters.interval) / 3600
  return { agents, peak: Math.max(0, ...agents), agentHours, service: plan.work(agents) }
}

/** The smallest whole number from 0 to `high` that does; `high` does. */
function leastWhole(does: (n: number) => boolean, high: number): number {
  let low = -1
  let good = high
  while (good - low > 1) {
    const middle = (low + good) >> 1
    if (does(middle)) good = middle
    else low = middle
  }
  return good
}

/** Work that came in within one step. */
interface Lot {
  of: number
  /** First step in which it can be worked on. */
  from: number
  /** Last step in which it is on time. */
  due: number
  seconds: number
}

class DeferredPlan {
  /** Intervals of the profile. */
  readonly count: number
  readonly open: boolean[]
  /** More agents than any work needs. */
  readonly most: number
  readonly #classes: readonly DeferredClass[]
  readonly #interval: number
  readonly #idle: number[]
  /** Steps in an interval. */
  readonly #cuts: number
  readonly #rounds: number
  /** The round that is reported. */
  readonly #round: number
  /** By the step in which they can be started. */
  readonly #lots: Lot[][]

  constructor({ classes, interval, open, idle, repeat = false }: DeferredParameters) {
    if (classes.length === 0)
      throw new KrarupError({ code: 'MISSING', what: 'there is no work', where: { name: 'classes' } })
    for (const [i, each] of classes.entries()) checkKeys(`classes[${i}]`, each, CLASS_KEYS)
    checkPositive('interval', interval)
    this.count = classes[0].volumes.length
    if (open) checkLength('open', open, this.count)
    if (idle) checkLength('idle', idle, this.count)
    this.open = Array.from({ length: this.count }, (_, i) => (open ? Boolean(open[i]) : true))
    this.#idle = this.open.map((isOpen, i) => (idle && isOpen ? checkNotNegative(`idle[${i}]`, idle[i]) : 0))
    this.#classes = classes
    this.#interval = interval
    const deadlines = classes.map(({ deadline }) => checkPositive('deadline', deadline))
    this.#cuts = Math.min(MOST_STEPS, Math.max(1, Math.ceil((STEPS_IN_A_DEADLINE * interval) / Math.min(...deadlines))))
    const openSeconds = this.open.filter(Boolean).length * interval
    this.#round = repeat ? WARM_UP : 0
    this.#rounds = repeat ? WARM_UP + 2 + Math.ceil(Math.max(...deadlines) / Math.max(interval, openSeconds)) : 1
    this.#lots = this.#comingIn()
    const seconds = this.#lots.flat().reduce((sum, lot) => sum + lot.seconds, 0)
    this.most = Math.ceil((seconds * this.#cuts) / interval) + 1
  }

  #comingIn(): Lot[][] {
    const steps = this.#rounds * this.count * this.#cuts
    const step = this.#interval / this.#cuts
    const before: number[] = []
    const openSteps: number[] = []
    for (let s = 0; s < steps; s++) {
      before.push(openSteps.length)
      if (this.open[this.#intervalOf(s)]) openSteps.push(s)
    }
    const lots: Lot[][] = Array.from({ length: steps + 1 }, () => [])
    this.#classes.forEach(({ name, volumes, handleTime, deadline, counts }, of) => {
      checkLength(`volumes of ${name ?? `class ${of}`}`, volumes, this.count)
      checkPositive('handleTime', handleTime)
      const allowed = Math.floor(deadline / step + 1e-9)
      for (let s = 0; s < steps; s++) {
        const i = this.#intervalOf(s)
        const seconds = (checkNotNegative(`volumes[${i}]`, volumes[i]) * handleTime) / this.#cuts
        const due = counts === 'open hours' ? (openSteps[before[s] + allowed - 1] ?? Infinity) : s + allowed - 1
        if (seconds > 0) lots[s + 1].push({ of, from: s + 1, due, seconds })
      }
    })
    return lots
  }

  #intervalOf(step: number): number {
    return Math.floor(step / this.#cuts) % this.count
  }

  isOnTime(agents: readonly number[]): boolean {
    const { classes, steady } = this.work(agents)
    return steady && classes.every(({ worstDelay }) => worstDelay === 0)
  }

  work(agents: readonly number[]): DeferredService {
    const step = this.#interval / this.#cuts
    const perRound = this.count * this.#cuts
    const steps = this.#rounds * perRound
    const late = this.#classes.map(() => 0)
    const worst = this.#classes.map(() => 0)
    const waiting: Lot[] = []
    const backlog: number[] = []
    const utilisation = new Array<number>(this.count).fill(0)
    const leftAfter: number[] = []
    const isReported = (s: number) => Math.floor(s / perRound) === this.#round
    const delay = (lot: Lot, seconds: number, by: number) => {
      if (!isReported(lot.from - 1) || by <= 0) return
      late[lot.of] += seconds
      worst[lot.of] = Math.max(worst[lot.of], by)
    }
    let left = 0
    for (let s = 0; s < steps; s++) {
      const i = this.#intervalOf(s)
      for (const lot of this.#lots[s]) insert(waiting, { ...lot })
      const time = this.open[i] ? (agents[i] + this.#idle[i]) * step : 0
      let free = time
      while (free > 0 && waiting.length > 0) {
        const lot = waiting[waiting.length - 1]
        const done = Math.min(free, lot.seconds)
        free -= done
        lot.seconds -= done
        left -= done
        delay(lot, done, (s - lot.due) * step)
        if (lot.seconds <= NOTHING) waiting.pop()
      }
      for (const lot of this.#lots[s + 1]) left += lot.seconds
      if (isReported(s) && time > 0) utilisation[i] += (time - free) / time / this.#cuts
      if (isReported(s) && s % this.#cuts === this.#cuts - 1) backlog.push(Math.max(0, left) / 3600)
      if (s % perRound === perRound - 1) leftAfter.push(left)
    }
    // What is due after the end may be left.
    for (const lot of waiting) delay(lot, lot.seconds, lot.due < steps ? Infinity : 0)
    for (const lot of this.#lots[steps]) delay(lot, lot.seconds, lot.due < steps ? Infinity : 0)
    const classes = this.#classes.map(({ name, volumes, handleTime }, of) => {
      let items = 0
      for (let i = 0; i < volumes.length; i++) items += volumes[i]
      return {
        name,
        items,
        onTime: items > 0 ? Math.max(0, 1 - late[of] / (items * handleTime)) : 1,
        worstDelay: worst[of],
      }
    })
    const [beforeLast, last] = leftAfter.slice(-2)
    return { classes, backlog, utilisation, steady: this.#rounds === 1 || last <= beforeLast + NOTHING * steps }
  }
}

/** Seconds of work that are rounding. */
const NOTHING = 1e-9

/** Keeps the list ordered, the earliest deadline last. */
function insert(lots: Lot[], lot: Lot): void {
  let low = 0
  let high = lots.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (lots[middle].due > lot.due) low = middle + 1
    else high = middle
  }
  lots.splice(low, 0, lot)
}
