import { checkNumber, checkShare, entryOf, KrarupError } from '../../domain/index.ts'
import { conflict, findName, missing, pointer, type QueueScenario } from '../../scenario/index.ts'
import type { OnwardModel } from '../model/feature-models.ts'
import { type CompileContext, startsOfLists } from './context.ts'

/** Shares may exceed 1 by this much: they are written with few digits. */
const SHARES_TOLERANCE = 1e-9

/** @throws {KrarupError} MISSING, OUT_OF_RANGE */
export function compileOnward(queues: readonly QueueScenario[], names: CompileContext): OnwardModel | undefined {
  if (!queues.some(({ transfers, repeat }) => transfers || repeat)) return undefined
  const { groupNames, findQueue, addTime, place } = names
  const transfers = queues.map(({ transfers = [] }, q) =>
    transfers.map(({ share, to, priority = 0, byGroup = {}, counts = true }, index) => {
      const at = place(q, `transfers/${index}`)
      const target = findQueue(to, q, `${at}/to`)
      for (const name of Object.keys(byGroup)) findName(name, groupNames, `${at}/byGroup`, 'group')
      checkShare(`${at}/share`, share)
      if (!counts && (target !== q || queues[q].channel === 'deferred'))
        throw conflict(
          `${at}/counts`,
          'only a second conversation on the line of the same queue can be outside its counts',
          'leave counts out, or give the contacts of the other queue to one that no target is for',
        )
      return {
        to: target,
        priority: checkNumber(`${at}/priority`, priority),
        counts,
        shares: groupNames.map((name) => checkShare(`${at}/byGroup/${pointer(name)}`, entryOf(byGroup, name) ?? share)),
      }
    }),
  )
  transfers.forEach((list, q) => {
    groupNames.forEach((_, g) => {
      const sum = list.reduce((total, { shares }) => total + shares[g], 0)
      if (sum > 1 + SHARES_TOLERANCE)
        throw new KrarupError({
          code: 'OUT_OF_RANGE',
          what: 'the shares of the transfers sum to more than 1',
          where: { name: place(q, 'transfers') },
          how: 'they are shares of the answered contacts of the queue',
          value: Number(sum.toPrecision(6)),
        })
    })
  })
  checkEnds(transfers, place)
  return {
    transferStart: startsOfLists(transfers),
    transferTo: Int32Array.from(transfers.flat(), ({ to }) => to),
    transferPriority: Float64Array.from(transfers.flat(), ({ priority }) => priority),
    transferCounts: Uint8Array.from(transfers.flat(), ({ counts }) => (counts ? 1 : 0)),
    transferShare: Float64Array.from(transfers.flat().flatMap(({ shares }) => shares)),
    repeatShare: Float64Array.from(queues, ({ repeat }, q) =>
      repeat ? checkShare(place(q, 'repeat/share'), repeat.share) : 0,
    ),
    repeatDelay: Int32Array.from(queues, ({ repeat }, q) => {
      if (repeat && repeat.delay === undefined)
        throw missing(
          place(q, 'repeat/delay'),
          'repeat contacts need the time until they come',
          'give a mean in seconds, or a distribution',
        )
      return addTime(repeat?.delay, place(q, 'repeat/delay'))
    }),
    repeatTo: Int32Array.from(queues, ({ repeat }, q) =>
      repeat?.to === undefined ? q : findQueue(repeat.to, q, place(q, 'repeat/to')),
    ),
  }
}

/** Somewhere every conversation must have been the last: a circle of transfers that nobody leaves would go on for ever. */
function checkEnds(
  transfers: readonly (readonly { to: number; shares: readonly number[] }[])[],
  place: (q: number, key: string) => string,
): void {
  const ends = transfers.map((list) =>
    (list[0]?.shares ?? [0]).some(
      (_, g) => list.reduce((sum, { shares }) => sum + shares[g], 0) < 1 - SHARES_TOLERANCE,
    ),
  )
  for (let found = true; found; ) {
    found = false
    transfers.forEach((list, q) => {
      if (ends[q] || !list.some(({ to, shares }) => ends[to] && shares.some((share) => share > 0))) return
      ends[q] = true
      found = true
    })
  }
  const q = ends.indexOf(false)
  if (q < 0) return
  throw new KrarupError({
    code: 'CONFLICT',
    what: 'these transfers go round for ever: nobody leaves the circle',
    where: { name: place(q, 'transfers') },
    how: 'let one of the shares be less than 1',
  })
}
