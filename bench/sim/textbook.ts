import { exponential } from '../../src/numeric/random/exponential.ts'
import { standardGamma } from '../../src/numeric/random/gamma.ts'
import { fillNormal } from '../../src/numeric/random/normal.ts'
import { sample } from '../../src/numeric/random/sample.ts'
import { STREAM_SIZE, seedStream, uniform } from '../../src/numeric/random/stream.ts'
import { comesAfter } from '../../src/sim/model/clock.ts'
import { GRID, onGrid } from '../../src/sim/model/grid.ts'
import type { CompiledModel } from '../../src/sim/model/model.ts'
import {
  createTally,
  GROUP,
  GROUP_COLUMNS,
  QUEUE,
  QUEUE_COLUMNS,
  ROUTE,
  ROUTE_COLUMNS,
  type Tally,
  WAIT_BINS,
  waitBin,
} from '../../src/sim/model/tally.ts'
import { OUTCOME, type TraceSink } from '../../src/sim/model/trace.ts'

/** Sources of chance of a queue; redials have theirs apart from first attempts, so that they do not disturb them. */
const ARRIVAL = 0
const BUSYNESS = 1
const FIRST_ATTEMPTS = 2
const REDIALS = 7
const STREAMS = 12
/** What days are like has a source apart. */
const DAYS = 900
/** Within FIRST_ATTEMPTS and REDIALS. */
const SERVICE = 0
const AFTER_CALL = 1
const PATIENCE = 2
const CHOICE = 3
const REDIAL_DELAY = 4

/** What happens at one moment happens in this order. */
const SERVICE_END = 0
const NEXT_INTERVAL = 1
const NEW_AGENT = 2
const FIRST_ARRIVAL = 3
const HANG_UP = 4
const OVERFLOW = 5
const REDIAL = 6
const LINE_RELEASE = 7

interface Contact {
  queue: number
  attempt: number
  arrived: number
  interval: number
  patience: number
  /** Standardised handle times, one a shape. */
  service: number[]
  afterCall: number
  redialChoice: number
  redialDelay: number
  waiting: boolean
}

interface Event {
  time: number
  kind: number
  /** Queue or group. */
  index: number
  contact?: Contact | undefined
  attempt?: number
}

/**
 * One replication. A pure function of its arguments: the same model, seed and replication number give the same tally to the bit, on any V8.
 *
 * @param seed any whole number below 2^53; what-ifs with the same seed share their luck (common random numbers)
 * @param replication from 0
 * @param tally is emptied and filled; a new one by default
 * @param trace is told of every contact; no cost when absent
 */
export function simulateByTheBook(
  model: CompiledModel,
  seed: number,
  replication: number,
  tally: Tally = createTally(model),
  trace?: TraceSink,
): Tally {
  for (const array of Object.values(tally) as Float64Array[]) array.fill(0)
  const { queues, groups, routes, intervals, interval, distributions } = model
  const horizon = intervals * interval
  const days = intervals / model.intervalsPerDay
  const slots = intervals * model.slotsPerInterval
  const slotsPerDay = model.intervalsPerDay * model.slotsPerInterval

  const streams = new Int32Array(queues * STREAMS * STREAM_SIZE)
  const stream = (q: number, source: number) => (q * STREAMS + source) * STREAM_SIZE
  for (let q = 0; q < queues; q++)
    for (let source = 0; source < STREAMS; source++)
      seedStream(
        streams,
        stream(q, source),
        seed,
        replication,
        (source === BUSYNESS ? model.busynessKey : model.queueKey)[q],
        source,
      )
  const centre = new Int32Array(STREAM_SIZE)
  seedStream(centre, 0, seed, replication)
  const busyness = Array.from({ length: days }, () => {
    const common = factor(model.busynessShape, centre, 0)
    return Array.from(
      { length: queues },
      (_, q) => common * factor(model.queueBusynessShape[q], streams, stream(q, BUSYNESS)),
    )
  })
  // Factors of the day are lognormal, of mean 1: each is one normal number for all queues.
  const normals = Array.from({ length: model.dayFactors?.count ?? 0 }, (_, k) => {
    const state = new Int32Array(STREAM_SIZE)
    const normal = new Float64Array(days)
    seedStream(state, 0, seed, replication, k, DAYS)
    fillNormal(state, 0, normal, 0, days)
    return normal
  })
  for (let day = 0; day < days; day++)
    for (let q = 0; q < queues; q++) {
      const sizes = normals.map((_, k) => model.dayFactors?.volume[k * queues + q] ?? 0)
      busyness[day][q] *= Math.exp(sizes.reduce((log, size, k) => log + size * normals[k][day] - size ** 2 / 2, 0))
    }

  const events: Event[] = []
  const idle = new Int32Array(groups)
  const idleSince: number[][] = Array.from({ length: groups }, () => [])
  const deficit = new Int32Array(groups)
  const deficitSince = new Float64Array(groups)
  const waiting: Contact[][] = Array.from({ length: queues }, () => [])
  const inSystem = new Float64Array(queues)
  let linesTaken = 0
  let current = 0
  let now = 0

  const slotOf = new Int32Array(queues)
  const arriving = Array.from({ length: queues }, () => ({ day: -1, left: 0, share: 1, mass: 0 }))

  const queueAt = (i: number, q: number, column: number) => (i * queues + q) * QUEUE_COLUMNS + column
  const groupAt = (i: number, g: number, column: number) => (i * groups + g) * GROUP_COLUMNS + column

  for (let g = 0; g < groups; g++) {
    idle[g] = model.agents[g]
    for (let i = 0; i < idle[g]; i++) idleSince[g].push(0)
  }
  for (let i = 1; i <= intervals; i++) push({ time: i * interval, kind: NEXT_INTERVAL, index: i })
  for (let q = 0; q < queues; q++) scheduleArrival(q, 0)

  for (;;) {
    const event = pop()
    if (!event || (!model.finish && current === intervals)) break
    now = event.time
    handle(event)
  }
  now = horizon
  for (const queue of waiting) {
    for (const contact of queue) {
      tally.queue[queueAt(contact.interval, contact.queue, QUEUE.left)]++
      tally.queue[queueAt(contact.interval, contact.queue, QUEUE.leftWait)] += now - contact.arrived
      leaveQueue(contact)
      trace?.(contact.queue, contact.attempt, contact.arrived, OUTCOME.left, -1, now, now, now)
    }
  }
  for (let i = 0; i <= intervals; i++) {
    for (let g = 0; g < groups; g++) {
      const row = groupAt(i, g, 0)
      const busy = tally.group[row + GROUP.busy] + tally.group[row + GROUP.afterCall]
      tally.group[row + GROUP.staffed] =
        i < intervals ? model.agents[i * groups + g] * interval + tally.group[row + GROUP.overtime] : busy
      if (i === intervals) tally.group[row + GROUP.overtime] = busy
    }
  }
  if (!model.longestQueue) tally.longestQueue.fill(Number.NaN)
  return tally

  function handle(event: Event): void {
    const { kind, index, contact } = event
    if (kind === NEXT_INTERVAL) nextInterval(index)
    else if (kind === SERVICE_END) {
      if (contact && model.afterCall[contact.queue] < 0) releaseLine(contact.queue)
      freeAgent(index)
    } else if (kind === NEW_AGENT) freeAgent(index)
    else if (kind === FIRST_ARRIVAL) {
      scheduleArrival(index, now)
      arrive(index, 1)
    } else if (kind === REDIAL) arrive(index, event.attempt!)
    else if (kind === LINE_RELEASE) releaseLine(index)
    else if (contact?.waiting) {
      if (kind === HANG_UP) hangUp(contact)
      else overflow(contact)
    }
  }

  function arrive(q: number, attempt: number): void {
    const contact = draw(q, attempt)
    const row = queueAt(current, q, 0)
    tally.queue[row + QUEUE.offered]++
    if (attempt > 1) tally.queue[row + QUEUE.redials]++
    if (inSystem[q] >= model.lines[q] || linesTaken >= model.totalLines) {
      block(contact)
      return
    }
    const route = freeRoute(q, 0)
    if (route >= 0) {
      inSystem[q]++
      linesTaken++
      start(contact, route)
      return
    }
    const inPlaces = waiting.reduce((sum, { length }) => sum + length, 0)
    if (waiting[q].length >= model.places[q] || inPlaces >= model.totalPlaces) {
      block(contact)
      return
    }
    inSystem[q]++
    linesTaken++
    tally.queue[row + QUEUE.queued]++
    contact.waiting = true
    waiting[q].push(contact)
    const longest = current * queues + q
    tally.longestQueue[longest] = Math.max(tally.longestQueue[longest], waiting[q].length)
    if (contact.patience < Number.POSITIVE_INFINITY)
      push({ time: now + contact.patience, kind: HANG_UP, index: q, contact })
    for (let r = model.routeStart[q]; r < model.routeStart[q + 1]; r++) {
      const after = model.routeAfter[r]
      if (after > 0) push({ time: now + after, kind: OVERFLOW, index: q, contact })
    }
  }

  function draw(q: number, attempt: number): Contact {
    const set = attempt === 1 ? FIRST_ATTEMPTS : REDIALS
    const at = (source: number) => stream(q, set + source)
    const take = (index: number, source: number) => onGrid(sample(distributions, index, streams, at(source)))
    const service: number[] = []
    for (let s = model.shapeStart[q]; s < model.shapeStart[q + 1]; s++)
      service.push(sample(distributions, model.serviceShapes[s], streams, at(SERVICE)))
    const afterCall = model.afterCall[q] < 0 ? 0 : take(model.afterCall[q], AFTER_CALL)
    let patience = model.patience[q] < 0 ? Number.POSITIVE_INFINITY : take(model.patience[q], PATIENCE)
    if (model.balking[q] > 0 && uniform(streams, at(CHOICE)) < model.balking[q]) patience = 0
    let redialChoice = 1
    let redialDelay = 0
    if (model.redialDelay[q] >= 0) {
      redialChoice = uniform(streams, at(CHOICE))
      redialDelay = take(model.redialDelay[q], REDIAL_DELAY)
    }
    return {
      queue: q,
      attempt,
      arrived: now,
      interval: current,
      patience,
      service,
      afterCall,
      redialChoice,
      redialDelay,
      waiting: false,
    }
  }

  function start(contact: Contact, route: number): void {
    const q = contact.queue
    const g = model.routeGroup[route]
    const wait = now - contact.arrived
    const handleTime = onGrid(contact.service[model.routeShape[route]] * model.routeMean[route])
    const ended = now + handleTime
    const free = ended + contact.afterCall
    const row = (contact.interval * routes + route) * ROUTE_COLUMNS
    tally.route[row + ROUTE.answered]++
    if (wait <= model.threshold[q]) tally.route[row + ROUTE.answeredWithin]++
    tally.route[row + ROUTE.answeredWait] += wait
    tally.route[row + ROUTE.handleSeconds] += free - now
    tally.route[row + ROUTE.afterCallSeconds] += free - ended
    bookSpan(tally.group, groupAt(0, g, GROUP.busy), groups * GROUP_COLUMNS, now, ended)
    bookSpan(tally.group, groupAt(0, g, GROUP.afterCall), groups * GROUP_COLUMNS, ended, free)
    push({ time: free, kind: SERVICE_END, index: g, contact })
    if (model.afterCall[q] >= 0) push({ time: ended, kind: LINE_RELEASE, index: q })
    trace?.(q, contact.attempt, contact.arrived, OUTCOME.answered, g, now, ended, free)
  }

  function releaseLine(q: number): void {
    inSystem[q]--
    linesTaken--
  }

  function leaveQueue(contact: Contact): void {
    contact.waiting = false
    bookSpan(tally.queue, queueAt(0, contact.queue, QUEUE.queueSeconds), queues * QUEUE_COLUMNS, contact.arrived, now)
  }

  /** A waiting contact goes to an agent. */
  function take(contact: Contact, route: number): void {
    const queue = waiting[contact.queue]
    queue.splice(queue.indexOf(contact), 1)
    leaveQueue(contact)
    if (contact.interval >= model.warmUpIntervals)
      tally.answeredWaits[contact.queue * WAIT_BINS + waitBin(now - contact.arrived)]++
    start(contact, route)
  }

  function hangUp(contact: Contact): void {
    const q = contact.queue
    const queue = waiting[q]
    queue.splice(queue.indexOf(contact), 1)
    leaveQueue(contact)
    releaseLine(q)
    const wait = now - contact.arrived
    const row = queueAt(contact.interval, q, 0)
    tally.queue[row + QUEUE.abandoned]++
    if (wait <= model.threshold[q]) tally.queue[row + QUEUE.abandonedWithin]++
    if (wait <= model.earlyAbandonment[q]) tally.queue[row + QUEUE.abandonedEarly]++
    tally.queue[row + QUEUE.abandonedWait] += wait
    if (contact.interval >= model.warmUpIntervals) tally.abandonedWaits[q * WAIT_BINS + waitBin(wait)]++
    trace?.(q, contact.attempt, contact.arrived, OUTCOME.abandoned, -1, now, now, now)
    redial(contact, model.redialAbandoned[q])
  }

  function block(contact: Contact): void {
    tally.queue[queueAt(current, contact.queue, QUEUE.blocked)]++
    trace?.(contact.queue, contact.attempt, now, OUTCOME.blocked, -1, now, now, now)
    redial(contact, model.redialBlocked[contact.queue])
  }

  function redial(contact: Contact, share: number): void {
    const inOpenHours = model.openHoursCount[contact.queue] === 1
    const time = inOpenHours ? now + contact.redialDelay : comesAfter(model, now, contact.redialDelay)
    if (contact.redialChoice < share && contact.attempt < model.attempts[contact.queue] && time < horizon)
      push({ time, kind: REDIAL, index: contact.queue, attempt: contact.attempt + 1 })
  }

  /** The route that a contact of queue q takes which has waited this long; -1 when nobody is free. */
  function freeRoute(q: number, wait: number): number {
    let best = -1
    for (let r = model.routeStart[q]; r < model.routeStart[q + 1] && model.routeAfter[r] <= wait; r++) {
      const g = model.routeGroup[r]
      if (idle[g] === 0) continue
      if (best < 0 || (model.mostIdle[q] && idleSince[g][0] < idleSince[model.routeGroup[best]][0])) best = r
    }
    if (best >= 0) {
      const g = model.routeGroup[best]
      idle[g]--
      idleSince[g].shift()
    }
    return best
  }

  function overflow(contact: Contact): void {
    const route = freeRoute(contact.queue, now - contact.arrived)
    if (route >= 0) take(contact, route)
  }

  function freeAgent(g: number): void {
    if (deficit[g] > 0) {
      bookDeficit(g)
      deficit[g]--
      return
    }
    let best = -1
    let bestScore = 0
    let tier = 0
    for (let k = model.lookStart[g]; k < model.lookStart[g + 1]; k++) {
      if (best >= 0 && model.lookPriority[k] !== tier) break
      const route = model.lookRoute[k]
      const q = model.routeQueue[route]
      if (waiting[q].length === 0) continue
      const wait = now - waiting[q][0].arrived
      if (wait < model.routeAfter[route]) continue
      const score = wait * model.weight[q]
      if (best < 0 || score > bestScore) {
        best = route
        bestScore = score
        tier = model.lookPriority[k]
      }
    }
    if (best >= 0) {
      take(waiting[model.routeQueue[best]][0], best)
      return
    }
    idle[g]++
    idleSince[g].push(now)
  }

  function bookDeficit(g: number): void {
    tally.group[groupAt(current, g, GROUP.overtime)] += deficit[g] * (now - deficitSince[g])
    deficitSince[g] = now
  }

  function nextInterval(i: number): void {
    for (let g = 0; g < groups; g++) {
      bookDeficit(g)
      const change = i < intervals ? model.agents[i * groups + g] - model.agents[(i - 1) * groups + g] : 0
      if (change > 0) {
        const stay = Math.min(deficit[g], change)
        deficit[g] -= stay
        for (let k = stay; k < change; k++) push({ time: now, kind: NEW_AGENT, index: g })
      } else if (change < 0) {
        const leave = Math.min(idle[g], -change)
        idle[g] -= leave
        idleSince[g].splice(0, leave)
        deficit[g] += -change - leave
      }
    }
    current = i
  }

  function scheduleArrival(q: number, after: number): void {
    const state = arriving[q]
    const at = stream(q, ARRIVAL)
    for (;;) {
      const day = Math.floor(slotOf[q] / slotsPerDay)
      if (day >= days) return
      const fixed = model.fixedVolume[day * queues + q]
      if (state.day !== day) {
        state.day = day
        state.left = fixed
        state.share = 1
        state.mass = 0
        for (let s = day * slotsPerDay; s < (day + 1) * slotsPerDay; s++)
          state.mass += model.rates[s * queues + q] * model.slot
      }
      let mass: number
      if (fixed < 0) mass = exponential(streams, at)
      else {
        if (state.left === 0) {
          slotOf[q] = (day + 1) * slotsPerDay
          continue
        }
        const share = state.share * Math.exp(-exponential(streams, at) / state.left--)
        mass = (state.share - share) * state.mass
        state.share = share
      }
      schedule(q, Math.max(after, slotOf[q] * model.slot), mass, fixed < 0)
      return
    }
  }

  /** Walks from a time on until the integral of the rate has grown by `mass`. */
  function schedule(q: number, from: number, mass: number, poisson: boolean): void {
    let time = from
    let left = mass
    let last = from
    for (; slotOf[q] < slots; slotOf[q]++) {
      const day = Math.floor(slotOf[q] / slotsPerDay)
      if (!poisson && slotOf[q] > 0 && slotOf[q] % slotsPerDay === 0 && time > from) break
      const rate = model.rates[slotOf[q] * queues + q] * (poisson ? busyness[day][q] : 1)
      const end = (slotOf[q] + 1) * model.slot
      const room = (end - time) * rate
      if (left < room) {
        push({ time: onGrid(time + left * (1 / rate)), kind: FIRST_ARRIVAL, index: q })
        return
      }
      if (rate > 0) last = end - GRID
      left -= room
      time = end
    }
    // Rounding used up a fixed day's rate before its last contact: it comes at the last moment at which contacts come.
    if (!poisson) {
      slotOf[q]--
      push({ time: Math.max(from, last), kind: FIRST_ARRIVAL, index: q })
    }
  }

  /** Adds the part of each interval that [from, to) covers. */
  function bookSpan(rows: Float64Array, first: number, stride: number, from: number, to: number): void {
    let i = Math.min(intervals, Math.floor(from / interval))
    let start = from
    while (start < to) {
      const end = i < intervals ? Math.min(to, (i + 1) * interval) : to
      rows[first + i * stride] += end - start
      start = end
      i++
    }
  }

  function before(a: Event, b: Event): boolean {
    return a.time < b.time || (a.time === b.time && (a.kind < b.kind || (a.kind === b.kind && a.index < b.index)))
  }

  function push(event: Event): void {
    let i = events.length
    events.push(event)
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (!before(event, events[parent])) break
      events[i] = events[parent]
      i = parent
    }
    events[i] = event
  }

  function pop(): Event | undefined {
    const top = events[0]
    const last = events.pop()
    if (last === undefined || events.length === 0) return last
    let i = 0
    for (;;) {
      let child = 2 * i + 1
      if (child >= events.length) break
      if (child + 1 < events.length && before(events[child + 1], events[child])) child++
      if (!before(events[child], last)) break
      events[i] = events[child]
      i = child
    }
    events[i] = last
    return top
  }
}

/** Gamma of mean 1. */
function factor(shape: number, state: Int32Array, at: number): number {
  return shape === Number.POSITIVE_INFINITY ? 1 : standardGamma(state, at, shape) / shape
}
