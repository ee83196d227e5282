import { transientDay } from '../erlang/day/index.ts'
import { type Demand, peopleFor, type ServiceOf, serviceOf } from './demand.ts'
import { type Slots, slotAt } from './slots.ts'

/** What shifts are chosen for, beside least cost. */
export type Objective =
  /** The service level over each day, with a floor for every interval. */
  | 'service'
  /** Never fewer people than asked for. */
  | 'cover'
  /** People short and people over each have their cost. */
  | 'weighted'
  /** Never fewer people than asked for, and then as few forms of shift (kind, begin and length) a day as a little more cost allows. */
  | 'fewest'

/** The demand of one queue laid on slots. Arrays have a place a slot. */
export interface Goal {
  objective: Objective
  /** 1 where there is demand. */
  isOpen: Uint8Array
  /** People in their shift and on no break whom a slot asks for: the floor of a service, or all. */
  needed: Int32Array
  /** People as the demand has them, before anything else. */
  asked: Int32Array
  /** People who are on duty already. */
  onDuty: Float64Array
  /** The interval of the demand to which a slot belongs, -1 for none. */
  intervalOf: Int32Array
  /** Of a service: contacts by slot, the share of each day's contacts that is wanted in time, and the curve of each interval. */
  service?: { volume: Float64Array; share: number; curves: readonly ServiceOf[]; day?: DayServiceOf }
}

/** Contacts in time of some slots in a row with so many people in each, the queue carried over. */
type DayServiceOf = (slots: readonly number[], people: ArrayLike<number>) => number

export interface GoalOptions {
  /** Whether the queue is carried from slot to slot when the service of a day is judged. */
  isTransient: boolean
  objective: Objective
  /** Least service level of every interval. */
  floor: number
  shrinkage: number
}

/** Lays a demand along slots. An interval of several slots asks for the same in each. */
export function goalOf(demand: Demand, slots: Slots, { objective, floor, shrinkage, isTransient }: GoalOptions): Goal {
  const { start, interval, agents, volume, target } = demand
  const ints = () => new Int32Array(slots.count)
  const goal: Goal = {
    objective,
    isOpen: new Uint8Array(slots.count),
    needed: ints(),
    asked: ints(),
    onDuty: new Float64Array(slots.count),
    intervalOf: ints().fill(-1),
  }
  const per = interval / slots.length
  const curves: ServiceOf[] = []
  const volumes = new Float64Array(slots.count)
  const first = slots.firstDay * 86_400
  for (let i = 0; i < start.length; i++) {
    const asked = peopleFor(agents[i], shrinkage)
    let needed = asked
    if (objective === 'service') {
      curves[i] = serviceOf(demand, i, shrinkage)
      needed = floorOf(curves[i], floor, asked)
    }
    const from = slotAt(slots, 0, start[i] - first)
    for (let s = from; s < from + per; s++) {
      goal.isOpen[s] = asked > 0 ? 1 : 0
      goal.intervalOf[s] = i
      goal.asked[s] = asked
      goal.needed[s] = needed
      goal.onDuty[s] = (demand.onDuty?.[i] ?? 0) / (1 - shrinkage)
      volumes[s] = (volume?.[i] ?? 0) / per
    }
  }
  if (objective === 'service')
    goal.service = {
      volume: volumes,
      share: target!.serviceLevel!.share,
      curves,
      ...(isTransient ? { day: dayServiceOf(demand, slots, goal, volumes, shrinkage) } : {}),
    }
  return goal
}

/** By the transient solution; part of an agent is left out or counted whole, whichever is nearer. */
function dayServiceOf(
  { target, patience = Number.POSITIVE_INFINITY, aht }: Demand,
  slots: Slots,
  goal: Goal,
  volumes: Float64Array,
  shrinkage: number,
): DayServiceOf {
  const { within, definition } = target!.serviceLevel!
  return (own, people) => {
    const { intervals } = transientDay({
      volumes: own.map((slot) => volumes[slot]),
      aht: own.map((slot) => aht![goal.intervalOf[slot]]),
      agents: own.map((slot) => Math.round(people[slot] * (1 - shrinkage))),
      interval: slots.length,
      within,
      definition,
      ...(patience === Number.POSITIVE_INFINITY ? {} : { patience }),
    })
    return intervals.reduce((sum, { serviceLevel }, k) => {
      const contacts = volumes[own[k]]
      return contacts > 0 ? sum + contacts * serviceLevel : sum
    }, 0)
  }
}

/** The fewest people with the floor's service, as many as are asked for at most, and one where anyone is. */
function floorOf(curve: ServiceOf, floor: number, asked: number): number {
  let people = asked
  while (people > 1 && curve.at(people - 1) >= floor) people--
  return people
}

/** A piece of the gain of service above the floor: `people` more gain `gain` contacts in time each. */
export interface Piece {
  people: number
  gain: number
}

/** Gains of less than this share of the slot's contacts are left out. */
const LEAST_GAIN = 1e-4

/**
 * The concave envelope of the contacts in time by people, from `from` people on. From nobody on it would be wrong: the curve is convex where few are served in time, and its envelope there promises what no number of people gives.
 */
export function envelope(curve: ServiceOf, volume: number, from: number): Piece[] {
  if (volume <= 0) return []
  const hull: [people: number, contacts: number][] = [[from, volume * curve.at(from)]]
  for (let people = from + 1; ; people++) {
    const contacts = volume * curve.at(people)
    while (hull.length > 1) {
      const [x1, y1] = hull[hull.length - 1]
      const [x0, y0] = hull[hull.length - 2]
      if ((y1 - y0) * (people - x0) > (contacts - y0) * (x1 - x0)) break
      hull.pop()
    }
    hull.push([people, contacts])
    const [x, y] = hull[hull.length - 2]
    if ((contacts - y) / (people - x) < LEAST_GAIN * volume && contacts > 0.9 * volume) break
  }
  return hull.slice(1).flatMap(([people, contacts], k) => {
    const gain = (contacts - hull[k][1]) / (people - hull[k][0])
    return gain >= LEAST_GAIN * volume ? [{ people: people - hull[k][0], gain }] : []
  })
}

/** Contacts in time of some slots with so many people, by the curves themselves. */
export function inTime({ service, intervalOf }: Goal, slots: Iterable<number>, people: ArrayLike<number>): number {
  let sum = 0
  for (const s of slots)
    if (service!.volume[s] > 0) sum += service!.volume[s] * service!.curves[intervalOf[s]].at(people[s])
  return sum
}

/** The same with the queue carried over from slot to slot, where that is asked for: each stretch without a gap by itself. */
export function inTimeOverDay(goal: Goal, slots: readonly number[], people: ArrayLike<number>): number {
  const { day } = goal.service!
  if (!day) return inTime(goal, slots, people)
  let sum = 0
  let from = 0
  for (let k = 1; k <= slots.length; k++) {
    if (k < slots.length && slots[k] === slots[k - 1] + 1) continue
    sum += day(slots.slice(from, k), people)
    from = k
  }
  return sum
}
