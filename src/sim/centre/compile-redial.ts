import { checkShare, KrarupError } from '../../domain/index.ts'
import { pointer } from '../check.ts'
import type { QueueScenario, RedialAfter } from '../scenario.ts'
import { type CompileNames, startsOfLists } from './compile-names.ts'

/** Redials that depend on what happened and on the attempt. */
export interface RedialModel {
  /** [(queue * 2 + cause) * 2 + later], cause 0: hung up, 1: blocked: share, and delay (distribution, or -1 for the queue's own). */
  share: Float64Array
  delay: Int32Array
  /** Changes of queue of queue q and cause c: `changeStart[2 q + c] .. changeStart[2 q + c + 1]`. */
  changeStart: Int32Array
  changeShare: Float64Array
  changeTo: Int32Array
}

const CAUSES = ['abandoned', 'blocked'] as const
/** Shares may exceed 1 by this much: they are written with few digits. */
const SHARES_TOLERANCE = 1e-9

/** Whether a queue says more of its redials than a share. */
export function hasRedialsByCause({ redial }: QueueScenario): boolean {
  return typeof redial?.abandoned === 'object' || typeof redial?.blocked === 'object'
}

/** @throws {KrarupError} OUT_OF_RANGE, MISSING */
export function compileRedials(queues: readonly QueueScenario[], names: CompileNames): RedialModel | undefined {
  if (!queues.some(hasRedialsByCause)) return undefined
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
  }
}
