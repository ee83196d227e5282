import { type CallLog, VISIT_END } from '../log.ts'
import type { Measurements } from '../measure/types.ts'
import { answeredInOrder, type PresentSpan } from './present-spans.ts'

/** By queue: the groups that take it, and whether the first of them that has an idle agent gets a contact; else the agent who is idle longest does. */
export type Preferences = readonly { groups: readonly number[]; inOrder: boolean }[]

/** A call that was answered so soon found an agent idle. */
const AT_ONCE = 2
/** Share of the times two groups had somebody idle in which the preferred one answered. */
const PREFERRED = 0.8
/** Calls that found two groups idle, from which a preference is told. */
const ENOUGH = 30
/** Calls looked at: more tell no more. */
const MOST_CALLS = 20_000

/** The group of every agent: of one who is not in the measurements, the one whose queues fit best what the agent answered. */
export function groupsOfAgents(log: CallLog, { routing }: Measurements): number[] {
  const { groups, groupOf } = routing
  const answered = log.agents.map(() => new Float64Array(log.queues.length))
  for (let i = 0; i < log.count; i++)
    if (log.end[i] === VISIT_END.answered && log.agent[i] >= 0) answered[log.agent[i]][log.queue[i]]++
  return log.agents.map((_, agent) => {
    if (groupOf[agent] >= 0) return groupOf[agent]
    let best = 0
    let most = -1
    groups.forEach(({ queues, agents }, g) => {
      const fits = queues.reduce((sum, q) => sum + answered[agent][q], 0) + agents.length / (log.agents.length + 1)
      if (fits > most) [best, most] = [g, fits]
    })
    return best
  })
}

/** Which of several idle groups answers: told from calls that were answered at once while several groups had somebody idle. */
export function preferencesOf(
  log: CallLog,
  spans: readonly PresentSpan[],
  measured: Measurements,
  groupOf: readonly number[],
): Preferences {
  const { groups } = measured.routing
  const takers = log.queues.map((_, q) => groups.flatMap(({ queues }, g) => (queues.includes(q) ? [g] : [])))
  const wins = log.queues.map(() => groups.map(() => new Float64Array(groups.length)))
  if (takers.some((own) => own.length > 1)) countWins(log, spans, groupOf, takers, wins)
  return takers.map((own, q) => {
    const winsOf = (a: number, b: number) => wins[q][a][b] / (wins[q][a][b] + wins[q][b][a])
    const answers = (g: number) => groups[g].answers[q]
    const sorted = own.toSorted((a, b) => {
      const share = winsOf(a, b)
      return Number.isNaN(share) || share === 0.5 ? answers(b) - answers(a) : 0.5 - share
    })
    const pairs = sorted.slice(1).map((g, k) => [sorted[k], g] as const)
    const isTold = pairs.every(([a, b]) => wins[q][a][b] + wins[q][b][a] >= ENOUGH && winsOf(a, b) >= PREFERRED)
    return { groups: sorted, inOrder: pairs.length > 0 && isTold }
  })
}

function countWins(
  log: CallLog,
  spans: readonly PresentSpan[],
  groupOf: readonly number[],
  takers: readonly (readonly number[])[],
  wins: readonly (readonly Float64Array[])[],
): void {
  const present = byAgent(spans, log.agents.length)
  const busy = byAgent(answeredInOrder(log), log.agents.length)
  const step = Math.max(1, Math.floor(log.count / MOST_CALLS))
  for (let i = 0; i < log.count; i += step) {
    const agent = log.agent[i]
    if (log.end[i] !== VISIT_END.answered || agent < 0 || !(log.waited[i] <= AT_ONCE)) continue
    const own = takers[log.queue[i]]
    if (own.length < 2) continue
    const winner = groupOf[agent]
    const now = log.arrived[i]
    const isIdle = (one: number) => within(present[one], now) && !within(busy[one], now)
    for (const other of own) {
      if (other === winner) continue
      if (log.agents.some((_, one) => groupOf[one] === other && isIdle(one))) wins[log.queue[i]][winner][other]++
    }
  }
}

/** Stretches of each agent, in the order of their beginning. */
function byAgent(spans: readonly PresentSpan[], agents: number): PresentSpan[][] {
  const lists: PresentSpan[][] = Array.from({ length: agents }, () => [])
  for (const span of spans) lists[span.agent].push(span)
  for (const list of lists) list.sort((a, b) => a.from - b.from)
  return lists
}

/** Whether a moment lies in one of the stretches, which follow one another. */
function within(spans: readonly PresentSpan[], moment: number): boolean {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (spans[middle].from <= moment) low = middle + 1
    else high = middle
  }
  return low > 0 && moment < spans[low - 1].to
}
