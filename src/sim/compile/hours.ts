import { checkNumber, checkShare } from '../../domain/index.ts'
import { conflict, type QueueScenario } from '../../scenario/index.ts'
import type { HoursModel } from '../model/feature-models.ts'
import { onGrid } from '../model/grid.ts'
import { type CompileContext, startsOfLists } from './context.ts'

/** @throws {KrarupError} CONFLICT, MISSING, OUT_OF_RANGE */
export function compileHours(queues: readonly QueueScenario[], names: CompileContext): HoursModel | undefined {
  if (!queues.some(({ open, atClosing, voicemail }) => open || atClosing || voicemail)) return undefined
  const { place, findQueue, daySeconds } = names
  const spans = queues.map(({ open = [] }, q) =>
    open.map(({ from, to }, index) => {
      const at = place(q, `open/${index}`)
      const start = onGrid(checkNumber(`${at}/from`, from, { least: 0, most: daySeconds }))
      return { from: start, to: onGrid(checkNumber(`${at}/to`, to, { above: start, most: start + daySeconds })) }
    }),
  )
  queues.forEach(({ open, atClosing, voicemail }, q) => {
    if (open?.length === 0) throw conflict(place(q, 'open'), 'the queue is never open', 'leave open out, or give hours')
    for (const key of ['atClosing', 'voicemail'] as const)
      if ((key === 'atClosing' ? atClosing : voicemail) && !open)
        throw conflict(place(q, key), 'a queue without opening hours never closes', 'give its hours by open')
  })
  return {
    start: startsOfLists(spans),
    from: Float64Array.from(spans.flat(), ({ from }) => from),
    to: Float64Array.from(spans.flat(), ({ to }) => to),
    sendAway: Uint8Array.from(queues, ({ atClosing }) => (atClosing === 'send-away' ? 1 : 0)),
    voicemailShare: Float64Array.from(queues, ({ voicemail }, q) =>
      checkShare(place(q, 'voicemail/share'), voicemail?.share ?? 0),
    ),
    voicemailTo: Int32Array.from(queues, ({ voicemail }, q) => {
      if (!voicemail) return -1
      const target = findQueue(voicemail.to, q, place(q, 'voicemail/to'))
      if (queues[target].open)
        throw conflict(
          place(q, 'voicemail/to'),
          'messages come at night: they need a queue that is always open',
          'give them a queue without opening hours; its agents need not be there at night',
        )
      return target
    }),
  }
}
