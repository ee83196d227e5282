import { checkShare, KrarupError } from '../../domain/index.ts'
import { type Kept, pointer, type QueueScenario, type RedialAfter } from '../../scenario/index.ts'
import type { RedialModel } from '../model/feature-models.ts'
import { type CompileContext, startsOfLists } from './context.ts'

const CAUSES = ['abandoned', 'blocked'] as const
/** Shares may exceed 1 by this much: they are written with few digits. */
const SHARES_TOLERANCE = 1e-9

/** Whether a queue says of its redials what needs the words of agent-level simulation. */
export function redialsNeedAgentLevel(queue: QueueScenario): boolean {
  return redialsChange(queue) || queue.redial?.keeps !== undefined
}

/** Whether shares and delays of redials change from attempt to attempt, or with them the queue. */
export function redialsChange({ redial }: QueueScenario): boolean {
  return typeof redial?.abandoned === 'object' || typeof redial?.blocked === 'object'
}

/** @throws {KrarupError} OUT_OF_RANGE, MISSING */
export function compileRedials(queues: readonly QueueScenario[], names: CompileContext): RedialModel | undefined {
  if (!queues.some(redialsNeedAgentLevel)) return undefined
  const { place, addTime, findQueue } = names
  const rows = queues.flatMap(({ redial }, q) =>
    CAUSES.map((cause) => {
      const given = redial?.[cause] ?? 0
      const at = place(q, `redial/${cause}`)
      const after: RedialAfter = typeof given === 'number' ? { share: given } : given
      const share = checkShare(typeof given === 'number' ? at : `${at}/share`, after.share)
      const changes = Object.entries(after.to ?? {}).map(([name, part]) => ({
        queue: findQueue(name, q, `${at}/to`),
        share: checkShare(`${at}/to/${pointer(name)}`, part),
      }))
      const sum = changes.reduce((total, change) => total + change.share, 0)
      if (sum > 1 + SHARES_TOLERANCE)
        throw new KrarupError({
          code: 'OUT_OF_RANGE',
          what: 'the shares of the other queues sum to more than 1',
          where: { name: `${at}/to` },
          how: 'they are shares of those who try again',
          value: Number(sum.toPrecision(6)),
        })
      const first = addTime(after.delay, `${at}/delay`)
      return {
        shares: [share, after.later === undefined ? share : checkShare(`${at}/later`, after.later)],
        delays: [first, after.laterDelay === undefined ? first : addTime(after.laterDelay, `${at}/laterDelay`)],
        changes,
      }
    }),
  )
  const changes = rows.map((row) => row.changes)
  return {
    share: Float64Array.from(rows.flatMap(({ shares }) => shares)),
    delay: Int32Array.from(rows.flatMap(({ delays }) => delays)),
    changeStart: startsOfLists(changes),
    changeShare: Float64Array.from(changes.flat(), ({ share }) => share),
    changeTo: Int32Array.from(changes.flat(), ({ queue }) => queue),
    keepsPatience: keeping(queues, 'patience'),
    keepsHandleTime: keeping(queues, 'aht'),
  }
}

/** By queue: whether its callers keep something from attempt to attempt. */
function keeping(queues: readonly QueueScenario[], what: Kept): Uint8Array {
  return Uint8Array.from(queues, ({ redial }) => ([redial?.keeps ?? []].flat().includes(what) ? 1 : 0))
}
