import { randomStream } from '../../numeric/random/stream.ts'
import type { CallLog } from '../log.ts'

/** Of contacts with a priority that is given in the queue alone, so many at least did not wait; of the others, so many at most. */
const AT_ONCE = 0.9
const OTHERS_AT_ONCE = 0.1
/** Contacts of a queue from which that is told. */
const ENOUGH = 100
/** Stream of the drawn priorities: the same log has the same. */
const SEED = 20_160

/**
 * Priorities of visits as they would have been in the queue. Some systems give a priority only to who has to wait, and write the lowest for all others: then who is answered at once seems to be of
 * low priority, and would wait long in a replay in which the agent was busy. Such visits get the priority of a caller of their queue who waited, drawn by chance.
 */
export function givenPriorities(log: CallLog): Float64Array {
  const priorities = Float64Array.from(log.priority.subarray(0, log.count))
  const random = randomStream(SEED)
  log.queues.forEach((_, q) => {
    const ofPriority = new Map<number, { visits: number; atOnce: number }>()
    for (let i = 0; i < log.count; i++) {
      if (log.queue[i] !== q || Number.isNaN(log.priority[i])) continue
      const own = ofPriority.get(log.priority[i]) ?? { visits: 0, atOnce: 0 }
      own.visits++
      if (log.waited[i] === 0) own.atOnce++
      ofPriority.set(log.priority[i], own)
    }
    const isAtOnce = ({ visits, atOnce }: { visits: number; atOnce: number }) => atOnce >= AT_ONCE * visits
    const notGiven = [...ofPriority].filter(([, own]) => own.visits >= ENOUGH / 4 && isAtOnce(own)).map(([one]) => one)
    const others = [...ofPriority].filter(([one]) => !notGiven.includes(one))
    const visits = others.reduce((sum, [, own]) => sum + own.visits, 0)
    const atOnce = others.reduce((sum, [, own]) => sum + own.atOnce, 0)
    if (notGiven.length === 0 || visits < ENOUGH || atOnce > OTHERS_AT_ONCE * visits) return
    for (let i = 0; i < log.count; i++) {
      if (log.queue[i] !== q || !notGiven.includes(log.priority[i])) continue
      let place = random.uniform() * visits
      for (const [one, own] of others) {
        priorities[i] = one
        place -= own.visits
        if (place < 0) break
      }
    }
  })
  return priorities
}
