import { dayOf } from '../../domain/index.ts'
import { randomStream } from '../../numeric/random/stream.ts'
import { type CallLog, VISIT_END } from '../log.ts'
import { type LogDays, leftAt } from './days.ts'
import { quantile, UNKNOWN } from './measured.ts'
import { groupAtOf, type Routing } from './routing.ts'
import type { Measured } from './types.ts'

/** Answers that must tell of two classes. */
const LEAST = 30
/** Share of the answers that may go against a rule. */
const STRAYS = 0.1
/** A lead in seconds that is nothing but clocks of whole seconds. */
const NOTHING = 3
const RESAMPLES = 100
const MOST = 10_000

/** An answer for which somebody of both classes waited: how much longer the other one had waited, and which was taken. */
interface Choice {
  /** Seconds that the first of the base class had waited longer than the first of this class. */
  behind: number
  /** This class was taken. */
  taken: boolean
}

/**
 * Who goes first. At each answer the callers are looked at who waited longest in each class and could have been answered by the same agent: a class that is ahead by so many seconds is taken as long as the other has waited not so many seconds more.
 *
 * @param classOf class of each visit; -1 for visits that are left out
 * @param base the class beside which the others are measured
 */
export function measurePrecedence(
  log: CallLog,
  days: LogDays,
  routing: Routing,
  { classOf, classes, base }: { classOf: Int32Array; classes: number; base: number },
): Measured[] {
  const groupAt = groupAtOf(routing)
  const choices: Choice[][] = Array.from({ length: classes }, () => [])
  const byClass = listsOf(classOf, classes, log.count)
  const heads = new Int32Array(classes)
  const takes = routing.groups.map(({ queues }) => log.queues.map((_, queue) => queues.includes(queue)))
  for (const visit of answersInOrder(log, days)) {
    const own = classOf[visit]
    const group = groupAt(log.agent[visit], dayOf(leftAt(log, visit)))
    if (own < 0 || group < 0) continue
    const now = leftAt(log, visit) - (log.ringing[visit] || 0)
    if (own === base) {
      for (let other = 0; other < classes; other++) {
        if (other === base) continue
        const head = headOf(log, byClass[other], heads, other, now, takes[group], visit)
        if (head >= 0) choices[other].push({ behind: log.arrived[head] - log.arrived[visit], taken: false })
      }
    } else {
      const head = headOf(log, byClass[base], heads, base, now, takes[group], visit)
      if (head >= 0) choices[own].push({ behind: log.arrived[visit] - log.arrived[head], taken: true })
    }
  }
  return choices.map((own, one) => (one === base ? { value: 0, n: 0, low: 0, high: 0 } : leadOf(own)))
}

/** Answered visits of agents who are known, in the order of their answers. */
function answersInOrder(log: CallLog, days: LogDays): Int32Array {
  const list: number[] = []
  for (let i = 0; i < log.count; i++)
    if (
      days.dayOfVisit[i] >= 0 &&
      log.agent[i] >= 0 &&
      log.end[i] === VISIT_END.answered &&
      !Number.isNaN(log.waited[i])
    )
      list.push(i)
  return Int32Array.from(list).sort((a, b) => leftAt(log, a) - leftAt(log, b) || a - b)
}

function listsOf(classOf: Int32Array, classes: number, count: number): Int32Array[] {
  const lists: number[][] = Array.from({ length: classes }, () => [])
  for (let i = 0; i < count; i++) if (classOf[i] >= 0) lists[classOf[i]].push(i)
  return lists.map((list) => Int32Array.from(list))
}

/** Who of a class had waited longest at a moment, of the queues that are taken; -1 for nobody. What has left for good is passed over once. */
function headOf(
  log: CallLog,
  list: Int32Array,
  heads: Int32Array,
  one: number,
  now: number,
  takes: readonly boolean[],
  visit: number,
): number {
  while (heads[one] < list.length && !(leftAt(log, list[heads[one]]) > now - 60)) heads[one]++
  for (let k = heads[one]; k < list.length && log.arrived[list[k]] < now; k++) {
    const other = list[k]
    // a moment later, so that whole seconds do not make one who was answered at the same time wait
    if (other !== visit && takes[log.queue[other]] && leftAt(log, other) > now + 1) return other
  }
  return -1
}

/** The lead that goes against fewest answers. */
function leadOf(all: readonly Choice[]): Measured {
  const choices = all.length > MOST ? all.filter((_, i) => i % Math.ceil(all.length / MOST) === 0) : all
  const n = choices.length
  if (n < LEAST) return { ...UNKNOWN, n }
  const order = choices.map((_, i) => i).sort((a, b) => choices[a].behind - choices[b].behind)
  const value = bestLead(choices, order)
  const random = randomStream(17, n)
  const weights = new Float64Array(n)
  const again = Array.from({ length: RESAMPLES }, () => {
    weights.fill(0)
    for (let k = 0; k < n; k++) weights[Math.floor(random.uniform() * n)]++
    return bestLead(choices, order, weights)
  }).sort((a, b) => a - b)
  return { value, n, low: quantile(again, 0.025), high: quantile(again, 0.975) }
}

/** With a lead L the class is taken where the other had waited at most L longer: the L with the least weight on the wrong side. */
function bestLead(choices: readonly Choice[], order: readonly number[], weights?: Float64Array): number {
  const weightOf = (i: number) => (weights ? weights[i] : 1)
  let takenAll = 0
  let all = 0
  for (const i of order) {
    all += weightOf(i)
    if (choices[i].taken) takenAll += weightOf(i)
  }
  // with a lead below all, every one that was taken is wrong
  let wrong = takenAll
  let least = wrong
  let from = Number.NEGATIVE_INFINITY
  let to = order.length > 0 ? choices[order[0]].behind : 0
  for (let k = 0; k < order.length; k++) {
    const { taken, behind } = choices[order[k]]
    wrong += taken ? -weightOf(order[k]) : weightOf(order[k])
    const next = k + 1 < order.length ? choices[order[k + 1]].behind : Number.POSITIVE_INFINITY
    if (next === behind || wrong >= least) continue
    least = wrong
    from = behind
    to = next
  }
  // always, or never, first: as long as nobody waits long enough to tell, this is all that can be said
  if (to === Number.POSITIVE_INFINITY && takenAll >= (1 - STRAYS) * all) return Number.POSITIVE_INFINITY
  if (from === Number.NEGATIVE_INFINITY && takenAll <= STRAYS * all) return Number.NEGATIVE_INFINITY
  const lead = from === Number.NEGATIVE_INFINITY ? to : to === Number.POSITIVE_INFINITY ? from : (from + to) / 2
  return Math.abs(lead) <= NOTHING ? 0 : lead
}
