import { checkShare } from '../../domain/index.ts'
import {
  conflict,
  pointer,
  type QueueScenario,
  type RandomTime,
  type Scenario,
  type WorkFrom,
} from '../../scenario/index.ts'
import type { FollowUpsModel } from '../model/feature-models.ts'
import { OUTCOME } from '../model/trace.ts'
import { type CompileContext, startsOfLists } from './context.ts'

/** How a contact ended, by what a scenario calls it. */
const ENDS = {
  answered: OUTCOME.answered,
  abandoned: OUTCOME.abandoned,
  blocked: OUTCOME.blocked,
  closed: OUTCOME.closed,
  'sent-away': OUTCOME.sentAway,
  missed: OUTCOME.missed,
} as const

/** What follows from the contacts of each queue: what it says itself, then what other queues say that they have from it. @throws {KrarupError} MISSING, OUT_OF_RANGE, CONFLICT */
export function compileFollowUps(
  { queues: given }: Scenario,
  queues: readonly QueueScenario[],
  names: CompileContext,
): FollowUpsModel | undefined {
  const receivers = Object.entries(given).filter(([, { from }]) => from !== undefined)
  if (receivers.length === 0 && !queues.some(({ followUps }) => followUps)) return undefined
  const { findQueue, addTime, place } = names
  const lists = queues.map(({ followUps = [] }, q) =>
    followUps.map(({ to, share = 1, after = 'answered', delay }, index) => {
      const at = place(q, `followUps/${index}`)
      return {
        to: findQueue(to, q, `${at}/to`),
        share: checkShare(`${at}/share`, share),
        after: ENDS[after],
        delay: addTime(exactly(delay), `${at}/delay`),
      }
    }),
  )
  for (const [name, { from }] of receivers) {
    workFrom(from).forEach(({ queue, share = 1, outcome = 'answered', delay }, index) => {
      const at = `/queues/${pointer(name)}/from${Array.isArray(from) ? `/${index}` : ''}`
      const time = addTime(exactly(delay), `${at}/delay`)
      for (const source of names.partsOf(queue, `${at}/queue`))
        lists[source].push({
          to: findQueue(name, source, at),
          share: checkShare(`${at}/share`, share),
          after: ENDS[outcome],
          delay: time,
        })
    })
  }
  checkEnds(lists, place)
  return {
    start: startsOfLists(lists),
    to: Int32Array.from(lists.flat(), ({ to }) => to),
    share: Float64Array.from(lists.flat(), ({ share }) => share),
    after: Uint8Array.from(lists.flat(), ({ after }) => after),
    delay: Int32Array.from(lists.flat(), ({ delay }) => delay),
  }
}

/** Contacts that nobody answers end at once: where work that follows from them comes at once too, a circle of queues would go round for ever in one moment. */
function checkEnds(
  lists: readonly (readonly { to: number; share: number; after: number; delay: number }[])[],
  place: CompileContext['place'],
): void {
  const atOnce = lists.map((list) =>
    list.filter(({ share, after, delay }) => share > 0 && after !== OUTCOME.answered && delay < 0).map(({ to }) => to),
  )
  lists.forEach((_, q) => {
    const reached = new Set<number>()
    const left = [...atOnce[q]]
    for (let to = left.pop(); to !== undefined; to = left.pop()) {
      if (to === q)
        throw conflict(
          place(q, 'followUps'),
          'these follow-ups come back at once, and would do so for ever',
          'give one of them a delay',
        )
      if (!reached.has(to)) left.push(...atOnce[to])
      reached.add(to)
    }
  })
}

function workFrom(from: QueueScenario['from'] = []): readonly WorkFrom[] {
  return 'queue' in from ? [from] : from
}

/** A number is exactly so long: what the centre arranges does not come by chance. */
export function exactly(time: RandomTime | undefined): RandomTime | undefined {
  if (typeof time !== 'number') return time
  return time === 0 ? undefined : { type: 'constant', value: time }
}
