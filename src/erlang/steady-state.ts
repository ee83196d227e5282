import {
  checkNotNegative,
  checkPositive,
  type Keys,
  KrarupError,
  type ServiceLevelDefinition,
  type Target,
} from '../domain/index.ts'

/**
 * A queue in the long run, whatever model describes it. Times are seconds, shares are 0 to 1.
 *
 * An overloaded queue is an answer: without abandonment its waits are `Infinity`, `overloaded` is true and `connectRate` is what the agents can carry.
 * With no agents at all nobody is answered and `asa` is `Infinity`. A load of 0 waits for nobody: service level and connect rate are 1.
 */
export interface SteadyState {
  /** Offered load, Erlangs: arrival rate times handle time. */
  readonly load: number
  readonly agents: number
  /** The queue grows without limit: no steady state exists. */
  readonly overloaded: boolean
  /** Share of the offered that wait at all. */
  readonly waitProbability: number
  /** Share of the offered that are turned away because every line is taken. */
  readonly blocking: number
  /** Share of the offered that hang up while they wait. */
  readonly abandonment: number
  /** Busy time over staffed time; 1 where calls come and nobody is there. */
  readonly occupancy: number
  /** Answered over offered. */
  readonly connectRate: number
  /** Mean wait of the answered (average speed of answer). */
  readonly asa: number
  /** Mean wait of all that got in, those that hung up included. */
  readonly meanWait: number
  /** Mean number waiting. */
  readonly queueLength: number
  /** Share that is served within so many seconds (a wait of exactly `within` counts). Default definition `'answered/offered'`. */
  serviceLevel(within: number, definition?: ServiceLevelDefinition): number
  /** Share of those that got in that wait longer than `t` seconds, waits that end in hanging up included; accurate far into the tail. */
  waitExceeds(t: number): number
  /** The wait that a share `p` of those that got in does not exceed; 0 where at least that share does not wait, `Infinity` where no wait is long enough. */
  waitQuantile(p: number): number
  toJSON(): SteadyStateJson
}

/** What crosses to a worker or a file: the plain figures, with null for infinities. */
export interface SteadyStateJson {
  load: number
  agents: number
  overloaded: boolean
  waitProbability: number
  blocking: number
  abandonment: number
  occupancy: number
  connectRate: number
  asa: number | null
  meanWait: number | null
  queueLength: number | null
}

/**
 * The contacts offered to a queue: exactly one of `load`, `rate`, or `volumePerInterval` with `interval`; and what one of them takes.
 */
export interface Traffic {
  /** Erlangs. */
  load?: number | undefined
  /** Contacts a second. */
  rate?: number | undefined
  /** Contacts in one interval. */
  volumePerInterval?: number | undefined
  /** Length of that interval, seconds. */
  interval?: number | undefined
  /** Mean handle time, seconds: talk, hold and after-call work. */
  aht: number
}

export const TRAFFIC_KEYS = {
  load: 1,
  rate: 1,
  volumePerInterval: 1,
  interval: 1,
  aht: 1,
} as const satisfies Keys<Traffic>

/** Contacts and the agents that serve them. */
export interface QueueParameters extends Traffic {
  /** Agents on duty; a real number is allowed where the formula allows it. */
  agents: number
}

export const QUEUE_KEYS = { ...TRAFFIC_KEYS, agents: 1 } as const satisfies Keys<QueueParameters>

/** The smallest whole number of agents that meets every part of a target. */
export interface Requirement {
  agents: number
  /** What fails with one agent less: parts of the target, or what else forbids it. Empty where no agent is needed at all. */
  binding: BindingCondition[]
  /** What the queue is like with these agents. */
  state: SteadyState
  /** What the reader of the number should know, for example that the target can be met by losing callers. */
  warnings: string[]
  /** Where lost attempts are made again: the load given and what the queue sees of it. */
  redials?: RedialCounts
}

/** First attempts and redials. */
export interface RedialCounts {
  /** Erlangs of the callers' first attempts. */
  firstAttempts: number
  /** Erlangs of first attempts and redials together; Infinity where callers who never give up are more than the agents can carry. */
  allAttempts: number
  /** Share of the callers who give up for good. */
  lostCallers: number
}

/**
 * A part of the {@link Target} that one agent less would miss, or
 * `'overload'` (one agent less cannot carry the load), `'nobody'` (one agent less is no agent at all), `'minimum'` (one agent less is below the given minimum).
 */
export type BindingCondition = keyof Target | 'overload' | 'nobody' | 'minimum'

/**
 * Rate (contacts a second), handle time (seconds) and load (Erlangs) of a {@link Traffic}.
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING where none of them is given, CONFLICT where more than one is.
 */
export function trafficOf({ load, rate, volumePerInterval: volume, interval, aht }: Traffic): {
  rate: number
  load: number
  aht: number
} {
  checkPositive('aht', aht)
  const given = Number(load !== undefined) + Number(rate !== undefined) + Number(volume !== undefined)
  if (given !== 1) {
    throw new KrarupError({
      code: given === 0 ? 'MISSING' : 'CONFLICT',
      what: `the contacts offered are ${given === 0 ? 'missing' : 'given more than once'}`,
      how: 'give one: load (Erlangs), rate (contacts a second), or volumePerInterval with interval',
    })
  }
  if (load !== undefined) {
    checkNotNegative('load', load)
    return { rate: load / aht, load, aht }
  }
  if (rate !== undefined) {
    checkNotNegative('rate', rate)
    return { rate, load: rate * aht, aht }
  }
  if (interval === undefined) {
    throw new KrarupError({
      code: 'MISSING',
      what: 'volumePerInterval needs the interval it was counted in',
      where: { name: 'interval' },
      how: '1800 is a half hour',
    })
  }
  checkNotNegative('volumePerInterval', volume as number)
  checkPositive('interval', interval)
  return { rate: (volume as number) / interval, load: ((volume as number) * aht) / interval, aht }
}

/** The plain figures of a state, infinities as null. */
export function steadyStateJson(state: SteadyState): SteadyStateJson {
  const entries = FIGURES.map((name) => [name, Math.abs(Number(state[name])) === Infinity ? null : state[name]])
  return Object.fromEntries(entries)
}

const FIGURES = [
  'load',
  'agents',
  'overloaded',
  'waitProbability',
  'blocking',
  'abandonment',
  'occupancy',
  'connectRate',
  'asa',
  'meanWait',
  'queueLength',
] as const satisfies readonly (keyof SteadyStateJson)[]
