import { checkNumber, checkShare, entryOf } from '../../domain/index.ts'
import {
  conflict,
  DEFAULTS,
  ESTIMATORS,
  type GroupScenario,
  isOffered,
  missing,
  type QueueScenario,
} from '../../scenario/index.ts'
import type { OffersModel } from '../model/feature-models.ts'
import { onGrid } from '../model/grid.ts'
import { type CompileContext, startsOfLists } from './context.ts'
import { hasAfterCalls } from './handle-times.ts'
import { meanOf } from './mean-of.ts'

/** Calls of one contact draw from streams that are numbered apart. */
const MOST_CALLS = 100

/**
 * @param parentOf the name of the scenario's queue, by queue
 * @throws {KrarupError} OUT_OF_RANGE, CONFLICT, MISSING, UNREADABLE
 */
export function compileOffers(
  queues: readonly QueueScenario[],
  groups: readonly GroupScenario[],
  parentOf: (queue: number) => string,
  names: CompileContext,
): OffersModel | undefined {
  const { place, findQueue, addTime, daySeconds } = names
  queues.forEach((queue, q) => {
    if (queue.expectedWait && !isOffered(queue))
      throw conflict(
        place(q, 'expectedWait'),
        'nothing here depends on the expected wait',
        'give announcedWait, callback or deflection too, or leave it out',
      )
  })
  if (!queues.some(isOffered)) return undefined
  queues.forEach((queue, q) => {
    if (queue.channel === 'chat') checkChat(queue, (key) => place(q, key))
  })
  const tell = queues.map(({ announcedWait = [] }, q) =>
    announcedWait.map(({ above, leave }, index) => {
      const at = place(q, `announcedWait/${index}`)
      if (index > 0 && above <= announcedWait[index - 1].above)
        throw conflict(`${at}/above`, 'the rows stand by rising waits', 'sort them by above')
      return { above: checkNumber(`${at}/above`, above, { least: 0 }), leave: checkShare(`${at}/leave`, leave) }
    }),
  )
  const above = (value: number | undefined, name: string) =>
    value === undefined ? Number.POSITIVE_INFINITY : checkNumber(name, value, { least: 0 })
  for (const key of ['callback', 'deflection'] as const)
    queues.forEach((queue, q) => {
      if (queue[key] && queue[key].above === undefined)
        throw missing(
          place(q, `${key}/above`),
          'the expected wait above which it is offered is missing',
          'give seconds; 0 for all who have to wait',
        )
    })
  const callbacks = queues.map(({ callback }) => callback)
  return {
    estimator: Uint8Array.from(queues, ({ expectedWait }) =>
      ESTIMATORS.indexOf(expectedWait ?? DEFAULTS.queue.expectedWait),
    ),
    meanHandleTime: Float64Array.from(queues, ({ aht, afterCall = 0 }) => meanOf(aht) + meanOf(afterCall)),
    ...(groups.some(hasAfterCalls)
      ? {
          groupHandleTime: Float64Array.from(
            queues.flatMap((queue, q) => groups.map((group) => meanHandleTimeOf(queue, parentOf(q), group))),
          ),
        }
      : {}),
    deflectAbove: Float64Array.from(queues, ({ deflection }, q) =>
      above(deflection?.above, place(q, 'deflection/above')),
    ),
    deflectShare: Float64Array.from(queues, ({ deflection }, q) =>
      deflection ? checkShare(place(q, 'deflection/share'), deflection.share) : 0,
    ),
    deflectTo: Int32Array.from(queues, ({ deflection }, q) => {
      if (deflection?.to === undefined) return -1
      const to = findQueue(deflection.to, q, place(q, 'deflection/to'))
      if (to === q) throw conflict(place(q, 'deflection/to'), 'a deflection leads to another queue')
      return to
    }),
    callbackAbove: Float64Array.from(callbacks, (callback, q) => above(callback?.above, place(q, 'callback/above'))),
    callbackAccept: Float64Array.from(callbacks, (callback, q) =>
      callback ? checkShare(place(q, 'callback/accept'), callback.accept) : 0,
    ),
    later: Uint8Array.from(callbacks, (callback, q) => {
      if (callback?.notBefore !== undefined && callback.mode !== 'later')
        throw conflict(place(q, 'callback/notBefore'), 'only calls of mode later have a time', 'write mode: later')
      return callback?.mode === 'later' ? 1 : 0
    }),
    notBefore: Float64Array.from(callbacks, (callback, q) =>
      onGrid(checkNumber(place(q, 'callback/notBefore'), callback?.notBefore ?? 0, { least: 0, most: daySeconds })),
    ),
    dial: Int32Array.from(callbacks, (callback, q) => addTime(callback?.dial, place(q, 'callback/dial'))),
    retry: Int32Array.from(callbacks, (callback, q) =>
      addTime(callback && (callback.retry ?? DEFAULTS.callback.retry), place(q, 'callback/retry')),
    ),
    reached: Float64Array.from(callbacks, (callback, q) =>
      checkShare(place(q, 'callback/reached'), callback?.reached ?? DEFAULTS.callback.reached),
    ),
    calls: Int32Array.from(callbacks, (callback, q) =>
      checkNumber(place(q, 'callback/attempts'), callback?.attempts ?? DEFAULTS.callback.attempts, {
        least: 1,
        most: MOST_CALLS,
        whole: true,
      }),
    ),
    tellStart: startsOfLists(tell),
    tellAbove: Float64Array.from(tell.flat(), (row) => row.above),
    tellLeave: Float64Array.from(tell.flat(), (row) => row.leave),
    ...compileInformed(queues, names),
  }
}

function compileInformed(queues: readonly QueueScenario[], { place }: CompileContext) {
  queues.forEach(({ informed, patience }, q) => {
    const at = place(q, 'informed')
    if (informed && patience === undefined)
      throw conflict(at, 'who has patience for ever is not afraid of a wait', 'give the queue a patience')
    if (informed?.of === 'position' && informed.perPlace === undefined)
      throw missing(`${at}/perPlace`, 'nobody knows what a place in the queue means to a customer', 'give seconds')
    if (informed && informed.of !== 'position' && informed.perPlace !== undefined)
      throw conflict(`${at}/perPlace`, 'who is told the wait reckons no places', 'write of: position, or leave it out')
    if (informed?.patience !== undefined && informed.stays !== false)
      throw conflict(`${at}/patience`, 'who stays does not hang up', 'write stays: false, or leave it out')
  })
  return {
    informed: Uint8Array.from(queues, ({ informed }) => (informed ? 1 : 0)),
    perPlace: Float64Array.from(queues, ({ informed }, q) =>
      informed?.perPlace === undefined
        ? Number.NaN
        : checkNumber(place(q, 'informed/perPlace'), informed.perPlace, { least: 0 }),
    ),
    informedPatience: Float64Array.from(queues, ({ informed }, q) =>
      informed?.stays === false
        ? checkNumber(place(q, 'informed/patience'), informed.patience ?? 1, { above: 0 })
        : Number.POSITIVE_INFINITY,
    ),
  }
}

function checkChat(queue: QueueScenario, place: (key: string) => string): void {
  if (isOffered(queue) && queue.expectedWait !== 'last-wait')
    throw conflict(
      place('expectedWait'),
      'by queue length an expected wait does not know how many chats an agent holds',
      'write expectedWait: last-wait',
    )
}

/** Mean handle time of a queue with the after-call work that its contacts have in a group. */
function meanHandleTimeOf(
  { aht, afterCall = 0 }: QueueScenario,
  name: string,
  { afterCall: own, pace = DEFAULTS.group.pace, paceCovers }: GroupScenario,
): number {
  return meanOf(aht) + meanOf(entryOf(own, name) ?? afterCall) * (paceCovers === 'all' ? pace : 1)
}
