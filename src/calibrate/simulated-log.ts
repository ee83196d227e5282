import {
  checkKeys,
  checkNumber,
  DAY_SECONDS,
  formatPlainDateTime,
  KrarupError,
  type PlainDateTime,
  parseDay,
} from '../domain/index.ts'
import type { Scenario } from '../scenario/index.ts'
import { compile, OUTCOME, type Outcome, simulate } from '../sim/index.ts'

/** A contact in a log of single calls: one stay in one queue. */
export interface SimulatedCall {
  queue: string
  /** Who called: the same for redials, transfers and repeats. */
  customer: string
  /** Entry into the queue. */
  arrived: PlainDateTime
  /** Seconds from there to the answer, or to the end of waiting. */
  waited: number
  /** `exit`: out of the queue without an answer and without hanging up. */
  outcome: 'answered' | 'abandoned' | 'exit'
  /** Seconds; 0 for those who were not answered. */
  talk: number
  afterCall: number
  /** Empty for those who were not answered. */
  agent: string
}

/** A stretch of time for which an agent is signed in. */
export interface SimulatedShift {
  agent: string
  from: PlainDateTime
  to: PlainDateTime
}

export interface SimulatedLog {
  /** In the order of their arrival. */
  calls: SimulatedCall[]
  /** Of the agents who have shifts, in the order of time: as planned, whether they came or not. */
  shifts: SimulatedShift[]
}

export interface SimulatedLogOptions {
  /** Default 1. */
  seed?: number
  /** Counted from 0. Default 0. */
  replication?: number
  /** Second of the day at which the first interval begins. Default 0. */
  opens?: number
}

/** Contacts that never waited in a queue stand in no log of it. */
const UNSEEN: ReadonlySet<Outcome> = new Set([OUTCOME.blocked, OUTCOME.closed])

/**
 * The log of calls that a centre would write in one replication of a scenario, with dates, and agents and customers by name: what `krarup calibrate` reads, from a centre of which everything is known.
 * Agents are named by their group and a number within it.
 *
 * @throws {KrarupError} what `compile` says of the scenario; MISSING where it does not say the date of its first day
 */
export function simulatedLog(scenario: Scenario, options: SimulatedLogOptions = {}): SimulatedLog {
  checkKeys('simulatedLog', options, { seed: 1, replication: 1, opens: 1 } as const)
  const { seed = 1, replication = 0, opens = 0 } = options
  checkNumber('opens', opens, { least: 0, most: DAY_SECONDS })
  const first = firstDayOf(scenario)
  const model = compile({ ...scenario, customers: true })
  const { agentLevel, intervals, intervalsPerDay, interval, queueNames, groupNames } = model
  const length = intervalsPerDay * interval
  const days = intervals / intervalsPerDay
  const momentOf = (time: number): PlainDateTime => {
    const day = Math.min(Math.floor(time / length), days - 1)
    return (first + day) * DAY_SECONDS + opens + time - day * length
  }
  const starts = agentLevel!.agentStart
  const nameOf = (agent: number, group: number) => `${groupNames[group]} ${agent - starts[group] + 1}`
  const calls: SimulatedCall[] = []
  simulate(
    model,
    seed,
    replication,
    undefined,
    (queue, _, arrived, outcome, group, left, ended, free, agent = -1, customer = 0, origin = queue) => {
      if (UNSEEN.has(outcome)) return
      const isAnswered = outcome === OUTCOME.answered
      calls.push({
        queue: queueNames[queue],
        customer: `${queueNames[origin]} ${customer}`,
        arrived: momentOf(arrived),
        waited: left - arrived,
        outcome: isAnswered ? 'answered' : outcome === OUTCOME.abandoned ? 'abandoned' : 'exit',
        talk: isAnswered ? ended - left : 0,
        afterCall: isAnswered ? free - ended : 0,
        agent: isAnswered && agent >= 0 ? nameOf(agent, group) : '',
      })
    },
  )
  calls.sort((a, b) => a.arrived - b.arrived)
  const shifts: SimulatedShift[] = []
  for (let day = 0; day < days; day++) {
    groupNames.forEach((_, group) => {
      for (let agent = starts[group]; agent < starts[group + 1]; agent++) {
        const [from, to] = [agentLevel!.shiftFrom[agent], agentLevel!.shiftTo[agent]]
        const { shiftOn } = agentLevel!
        if (Number.isNaN(from) || (shiftOn && shiftOn[(day + 1) * agentLevel!.pace.length + agent] !== 1)) continue
        const midnight = (first + day) * DAY_SECONDS + opens
        shifts.push({ agent: nameOf(agent, group), from: midnight + from, to: midnight + to })
      }
    })
  }
  return { calls, shifts }
}

function firstDayOf({ firstDay }: Scenario): number {
  if (firstDay !== undefined && /^\d/.test(firstDay)) return parseDay(firstDay, 'first')
  throw new KrarupError({
    code: 'MISSING',
    what: 'a log of calls has dates, and the scenario does not say that of its first day',
    where: { name: '/firstDay' },
    how: 'write first-day: 2026-05-04',
    ...(firstDay === undefined ? {} : { value: firstDay }),
  })
}

/** Columns of {@link callRows}, which a plain log of calls has. */
export const CALL_HEADINGS = ['customer', 'queue', 'arrived', 'wait', 'outcome', 'talk', 'wrap', 'agent'] as const

/** Calls as rows of a plain log, in whole seconds as telephone systems write them. */
export function callRows({ calls }: SimulatedLog): (string | number)[][] {
  return calls.map(({ customer, queue, arrived, waited, outcome, talk, afterCall, agent }) => {
    const isAnswered = outcome === 'answered'
    return [
      customer,
      queue,
      formatPlainDateTime(Math.round(arrived)),
      Math.round(waited),
      outcome,
      isAnswered ? Math.round(talk) : '',
      isAnswered ? Math.round(afterCall) : '',
      agent,
    ]
  })
}
