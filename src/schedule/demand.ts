import { KrarupError, type PlainDateTime, type Target } from '../domain/index.ts'
import { erlangA, erlangC } from '../erlang/index.ts'

/** What one queue (a group of a plan) asks for: a place an interval, in the order of time; intervals that are not there are closed. */
export interface Demand {
  queue: string
  /** Seconds. */
  interval: number
  start: ArrayLike<PlainDateTime>
  /** Agents that each interval asks for, on duty and free for contacts. */
  agents: ArrayLike<number>
  /** Days that it is about, where it is known that those of them without an interval are closed. Default: from the day of the first interval to that of the last. */
  days?: number
  /** Contacts, and their mean handle time in seconds: without them shifts can only be made for heads. */
  volume?: ArrayLike<number>
  aht?: ArrayLike<number>
  /** Mean patience in seconds; Infinity: nobody hangs up. */
  patience?: number
  /** What the day is to reach: only its service level is looked at. */
  target?: Target
  /** Agents who are on duty already, free for contacts. */
  onDuty?: ArrayLike<number>
}

/** Service of one interval by the people in their shift then. */
export interface ServiceOf {
  /** Share of contacts in time, with so many people; broken numbers lie on the line between whole ones. */
  at(people: number): number
}

/**
 * The curve of service by people in an interval, of whom a share is away.
 *
 * @throws {KrarupError} MISSING without contacts, handle time or a target for them
 */
export function serviceOf(demand: Demand, i: number, shrinkage: number): ServiceOf {
  const { volume, aht, target, patience = Number.POSITIVE_INFINITY, interval } = demand
  if (!volume || !aht || !target?.serviceLevel)
    throw new KrarupError({
      code: 'MISSING',
      what: `shifts of ${demand.queue} cannot be made for service without contacts, handle times and a service level`,
      where: { name: volume && aht ? 'target' : 'volume' },
      how: 'give them, or take another objective, such as cover',
    })
  const { within, definition } = target.serviceLevel
  const known: number[] = []
  const load = { volumePerInterval: volume[i], interval, aht: aht[i] }
  const whole = (agents: number) => {
    known[agents] ??=
      volume[i] === 0
        ? 1
        : (patience === Number.POSITIVE_INFINITY
            ? erlangC({ ...load, agents })
            : erlangA({ ...load, agents, patience })
          ).serviceLevel(within, definition)
    return known[agents]
  }
  return {
    at(people) {
      const agents = Math.max(0, people) * (1 - shrinkage)
      const low = Math.floor(agents + 1e-9)
      const part = agents - low
      return part < 1e-9 ? whole(low) : (1 - part) * whole(low) + part * whole(low + 1)
    },
  }
}

/** The fewest people of whom, a share being away, so many are left. */
export function peopleFor(agents: number, shrinkage: number): number {
  return Math.ceil(agents / (1 - shrinkage) - 1e-9)
}
