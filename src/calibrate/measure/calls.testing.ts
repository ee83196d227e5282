import { parsePlainDateTime } from '../../domain/index.ts'
import { type AgentStates, type CallLog, VISIT_END } from '../log.ts'

/** A visit as a test writes it: what is left out the log does not say. */
export interface MadeVisit {
  queue?: string
  /** Seconds from the first midnight. */
  at: number
  waited?: number
  /** Given: answered. */
  handled?: number
  afterCall?: number
  ringing?: number
  agent?: string
  customer?: number
  priority?: number
  type?: string
  end?: 'abandoned' | 'left' | 'unknown'
  next?: number
}

/** Monday. */
export const FIRST_MIDNIGHT = parsePlainDateTime('2026-03-02 00:00')

/** A log of visits that a test wrote down, put in the order of arrival. */
export function logOf(visits: readonly MadeVisit[], states?: (names: readonly string[]) => AgentStates): CallLog {
  const sorted = visits.toSorted((a, b) => a.at - b.at)
  const names = (pick: (visit: MadeVisit) => string | undefined) => [
    ...new Set(visits.flatMap((visit) => pick(visit) ?? [])),
  ]
  const queues = names(({ queue = 'sales' }) => queue)
  const types = names(({ type }) => type)
  const agents = names(({ agent }) => agent)
  const whole = (pick: (visit: MadeVisit) => number | undefined) =>
    Int32Array.from(sorted, (visit) => pick(visit) ?? -1)
  const part = (pick: (visit: MadeVisit) => number | undefined) =>
    Float32Array.from(sorted, (visit) => pick(visit) ?? Number.NaN)
  const log: CallLog = {
    queues,
    types,
    agents,
    customers: Math.max(0, ...visits.map(({ customer = -1 }) => customer + 1)),
    count: sorted.length,
    queue: whole(({ queue = 'sales' }) => queues.indexOf(queue)),
    type: whole(({ type }) => (type === undefined ? -1 : types.indexOf(type))),
    customer: whole(({ customer }) => customer),
    agent: whole(({ agent }) => (agent === undefined ? -1 : agents.indexOf(agent))),
    priority: part(({ priority }) => priority),
    arrived: Float64Array.from(sorted, ({ at }) => FIRST_MIDNIGHT + at),
    waited: Float64Array.from(sorted, ({ waited = 0 }) => waited),
    ringing: part(({ ringing }) => ringing),
    talk: part(() => undefined),
    hold: part(() => undefined),
    afterCall: part(({ afterCall }) => afterCall),
    handled: Float64Array.from(sorted, ({ handled = Number.NaN }) => handled),
    end: Uint8Array.from(sorted, ({ end, handled }) =>
      end ? VISIT_END[end] : handled === undefined ? VISIT_END.unknown : VISIT_END.answered,
    ),
    next: whole(({ next }) => next),
  }
  return states ? { ...log, states: states(agents) } : log
}
