import type { PlainDateTime } from '../../domain/index.ts'
import { type CallLog, VISIT_END } from '../log.ts'
import { timesOfAgents } from '../measure/presence.ts'
import type { PresenceMeasurements } from '../measure/types.ts'
import { overlap, type Stretches, waitingIn } from '../measure/waiting.ts'

/** A stretch of time for which an agent was present. */
export interface PresentSpan {
  agent: number
  from: PlainDateTime
  to: PlainDateTime
}

/** Seconds for which callers waited whom an agent could have taken, between two calls of the agent: longer, and the agent was not there. */
const MISSED = 300

/**
 * When agents were present: as the log's states say; of whom they say nothing, from a call to the next, unless callers waited meanwhile for so long that an agent who was there would have taken one of them, or nobody called for very
 * long.
 *
 * @param queuesOf the queues that an agent takes
 */
export function presentSpans(
  log: CallLog,
  { from, longestGap }: PresenceMeasurements,
  queuesOf: (agent: number) => readonly number[],
): PresentSpan[] {
  const ofCalls = () => spansOfCalls(log, longestGap, queuesOf)
  if (from !== 'states' || !log.states) return ofCalls()
  const told = new Set(log.states.agent.subarray(0, log.states.count))
  const spans = spansOfStates(log, longestGap, told)
  // An agent with calls and without a state was there nevertheless.
  return log.agents.every((_, agent) => told.has(agent))
    ? spans
    : [...spans, ...ofCalls().filter(({ agent }) => !told.has(agent))].sort((a, b) => a.from - b.from)
}

function spansOfStates(log: CallLog, longestGap: number, told: ReadonlySet<number>): PresentSpan[] {
  const { present } = timesOfAgents(log, longestGap)
  return present
    .flatMap(({ from, to }, agent) =>
      told.has(agent) ? Array.from(from, (begin, k): PresentSpan => ({ agent, from: begin, to: to[k] })) : [],
    )
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from)
}

function spansOfCalls(log: CallLog, longestGap: number, queuesOf: (agent: number) => readonly number[]): PresentSpan[] {
  const waiting = new Map<string, Stretches>()
  const waitingFor = (queues: readonly number[]) => {
    const key = queues.join()
    const known = waiting.get(key) ?? waitingIn(log, queues)
    waiting.set(key, known)
    return known
  }
  const open = new Map<number, PresentSpan>()
  const spans: PresentSpan[] = []
  for (const { agent, from, to } of answeredInOrder(log)) {
    const span = open.get(agent)
    const isThere =
      span &&
      (from <= span.to ||
        (from - span.to <= longestGap && overlap(waitingFor(queuesOf(agent)), span.to, from) <= MISSED))
    if (isThere) {
      span.to = Math.max(span.to, to)
    } else {
      const fresh = { agent, from, to }
      open.set(agent, fresh)
      spans.push(fresh)
    }
  }
  return spans
}

/** Stretches of time for which agents were with a contact, in the order of their beginning. */
export function answeredInOrder({ count, agent, arrived, waited, handled, end }: CallLog): PresentSpan[] {
  const spans: PresentSpan[] = []
  for (let i = 0; i < count; i++) {
    if (end[i] !== VISIT_END.answered || agent[i] < 0 || Number.isNaN(waited[i])) continue
    const from = arrived[i] + waited[i]
    spans.push({ agent: agent[i], from, to: from + (handled[i] || 0) })
  }
  return spans.sort((a, b) => a.from - b.from)
}
