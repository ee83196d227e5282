import { DEFAULT_TARGET, type Target } from 'krarup/domain'
import {
  firstAttempts,
  type QueueModelName,
  type Requirement,
  requiredAgents,
  type SteadyState,
  staffedQueue,
  withRedials,
} from 'krarup/erlang'
import { chat, chatAgents } from 'krarup/erlang/general'

/** What the calculator is asked; times in seconds. */
export interface Question {
  volume: number
  interval: number
  aht: number
  target: Target
  shrinkage: number
  model: QueueModelName | undefined
  patience: number | undefined
  redial: number
  attempts: 'first' | 'all'
  lines: number | undefined
  concurrency: number | undefined
  slowdown: number
}

export const DEFAULT_QUESTION: Question = {
  volume: 100,
  interval: 1800,
  aht: 300,
  target: DEFAULT_TARGET,
  shrinkage: 0,
  model: undefined,
  patience: undefined,
  redial: 0,
  attempts: 'first',
  lines: undefined,
  concurrency: undefined,
  slowdown: 0,
}

export interface Achieved {
  state: SteadyState
  /** Contacts an interval, redials left out and counted in. */
  first: number
  all: number
}

/** Fewest agents that meet the target. */
export function agentsFor(question: Question): Requirement {
  const { target, redial, attempts, model, patience, lines, concurrency, slowdown } = question
  const traffic = trafficOf(question)
  if (concurrency !== undefined) return chatAgents({ ...traffic, concurrency, slowdown, patience }, target)
  const again = redial > 0 && attempts === 'first' ? { redial } : {}
  return requiredAgents({ ...traffic, model, patience, lines, ...again }, target)
}

/** What so many agents achieve. */
export function achievedBy(question: Question, agents: number): Achieved {
  const { volume, interval, aht, model, patience, redial, attempts, concurrency, slowdown } = question
  if (concurrency !== undefined) {
    const state = chat({ ...trafficOf(question), agents, concurrency, slowdown, patience })
    return { state, first: volume, all: volume }
  }
  const lines = question.lines === undefined ? undefined : Math.max(question.lines, agents)
  const queue = (load: number) => staffedQueue({ load, aht, agents, model, patience, lines })
  const load = (volume * aht) / interval
  if (redial > 0 && attempts === 'first') {
    const { state, allAttempts } = withRedials(queue, load, { redial })
    return { state, first: volume, all: (allAttempts / aht) * interval }
  }
  const state = queue(load)
  const lost = volume * (state.abandonment + state.blocking)
  return { state, first: redial > 0 ? firstAttempts({ offered: volume, lost, redial }) : volume, all: volume }
}

function trafficOf({ volume, interval, aht }: Question) {
  return { volumePerInterval: volume, interval, aht }
}
