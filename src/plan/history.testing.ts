import {
  dayOf,
  type History,
  type Measures,
  parsePlainDateTime,
  type QueueHistory,
  STATE,
  weekdayOf,
} from '../domain/index.ts'
import { erlangA } from '../erlang/index.ts'
import type { RandomStream } from '../numeric/random/stream.ts'

/** A made queue: half hours, Monday to Saturday 08:00 to 20:00, busiest at 10:00, quieter on Saturdays; what became of its contacts is what Erlang A expects. */
export function madeQueue(
  name: string,
  {
    scale = 100,
    weeks = 12,
    aht = 240,
    patience = 120,
    agents = 20,
  }: Partial<Record<'scale' | 'weeks' | 'aht' | 'patience' | 'agents', number>> = {},
): QueueHistory {
  const start = parsePlainDateTime('2025-03-03')
  const interval = 1800
  const length = weeks * 7 * 48
  const state = new Uint8Array(length).fill(STATE.closed)
  const column = () => new Float64Array(length).fill(Number.NaN)
  const measures = {
    offered: column(),
    answered: column(),
    abandoned: column(),
    answeredWithin: column(),
    waitTotal: column(),
    handleTotal: column(),
    agents: column(),
  } satisfies Measures
  for (let i = 0; i < length; i++) {
    const weekday = weekdayOf(dayOf(start + i * interval))
    const slot = i % 48
    if (weekday === 6 || slot < 16 || slot >= 40) continue
    state[i] = STATE.observed
    const offered = Math.round(scale * (weekday === 5 ? 0.5 : 1) * (0.5 + Math.exp(-(((slot - 20) / 6) ** 2))))
    const queue = erlangA({ rate: offered / interval, aht, agents, patience })
    measures.offered[i] = offered
    measures.abandoned[i] = offered * queue.abandonment
    measures.answered[i] = offered - measures.abandoned[i]
    measures.answeredWithin[i] = offered * queue.serviceLevel(20)
    measures.waitTotal[i] = offered * queue.meanWait
    measures.handleTotal[i] = measures.answered[i] * aht
    measures.agents[i] = agents
  }
  return { queue: name, start, interval, state, measures }
}

/** The same queue with Poisson counts of contacts around its volumes; what becomes of a contact stays as likely as it was. */
export function withPoissonCounts(history: QueueHistory, random: RandomStream): QueueHistory {
  const { offered, ...others } = history.measures
  const counts = offered.map((rate) => (Number.isNaN(rate) ? rate : poissonCount(rate, random)))
  const scaled = Object.entries(others).map(([name, values]) => [
    name,
    name === 'agents' ? values : values.map((value, i) => (value * counts[i]) / offered[i]),
  ])
  return { ...history, measures: { offered: counts, ...Object.fromEntries(scaled) } }
}

/** Poisson by counting exponential gaps. */
export function poissonCount(mean: number, random: RandomStream): number {
  let count = -1
  for (let time = 0; time <= mean; count++) time -= Math.log(random.uniform())
  return count
}

export function madeHistory(...queues: QueueHistory[]): History {
  return { interval: 1800, threshold: 20, queues }
}
