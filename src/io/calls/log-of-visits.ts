import type { CallLog } from '../../calibrate/index.ts'
import { KrarupError } from '../../domain/index.ts'
import type { VisitStore } from './visits.ts'

/**
 * The visits of a log that was read with its details, in the order of arrival.
 *
 * @param names of the queues, by their numbers
 * @param wall brings a moment of the log to the clock of the centre
 */
export function logOfVisits(visits: VisitStore, names: readonly string[], wall: (time: number) => number): CallLog {
  const { details, count } = visits
  if (!details) throw new KrarupError({ code: 'MISSING', what: 'the log was read without its details' })
  if (count > 0) details.set(count - 1, {})
  for (let i = 0; i < count; i++) visits.arrived[i] = wall(visits.arrived[i])
  const order = orderOf(visits.arrived, count)
  const { places } = order
  const column = <T extends Column>(old: T): T => inOrder(old, count, order.from)
  const next = column(details.next)
  if (places) for (let i = 0; i < count; i++) if (next[i] >= 0) next[i] = places[next[i]]
  const states = details.states(wall)
  return {
    queues: names,
    types: details.types.list,
    agents: details.agents.list,
    customers: details.callers.count,
    count,
    queue: column(visits.queue),
    type: column(details.type),
    customer: column(details.caller),
    agent: column(details.agent),
    priority: column(details.priority),
    arrived: column(visits.arrived),
    waited: column(visits.waited),
    ringing: column(details.ringing),
    talk: column(details.talk),
    hold: column(details.hold),
    afterCall: column(details.afterCall),
    handled: column(visits.handled),
    end: column(visits.end),
    next,
    ...(states ? { states } : {}),
  }
}

type Column = Int32Array | Uint8Array | Float64Array | Float32Array

/** Which visit comes at each place, and at which place each visit comes; both undefined where they are in order. */
function orderOf(arrived: Float64Array, count: number): { from?: Int32Array; places?: Int32Array } {
  let isOrdered = true
  for (let i = 1; i < count && isOrdered; i++) isOrdered = arrived[i] >= arrived[i - 1]
  if (isOrdered) return {}
  const from = Int32Array.from({ length: count }, (_, i) => i).sort((a, b) => arrived[a] - arrived[b] || a - b)
  const places = new Int32Array(count)
  for (let i = 0; i < count; i++) places[from[i]] = i
  return { from, places }
}

function inOrder<T extends Column>(old: T, count: number, from: Int32Array | undefined): T {
  const kept = old.slice(0, count) as T
  if (from) for (let i = 0; i < count; i++) kept[i] = old[from[i]]
  return kept
}
