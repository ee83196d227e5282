import { checkNumber, checkShare, DAY_SECONDS } from '../../domain/index.ts'
import { conflict, type QueueScenario } from '../../scenario/index.ts'
import { HANG_UP, type HoursModel } from '../model/feature-models.ts'
import { onGrid } from '../model/grid.ts'
import { type CompileContext, startsOfLists } from './context.ts'

const AT_CLOSING = { finish: 0, 'send-away': 1, 'hang-up': HANG_UP } as const

/** @throws {KrarupError} CONFLICT, MISSING, OUT_OF_RANGE */
export function compileHours(queues: readonly QueueScenario[], names: CompileContext): HoursModel | undefined {
  if (!queues.some(({ open, atClosing, voicemail }) => open || atClosing || voicemail)) return undefined
  const { place, findQueue, daySeconds } = names
  const spans = queues.map(({ open, atClosing }, q) =>
    (open ?? (closesWithDay(atClosing, daySeconds) ? [{ from: 0, to: daySeconds }] : [])).map(({ from, to }, index) => {
      const at = place(q, `open/${index}`)
      const start = onGrid(checkNumber(`${at}/from`, from, { least: 0, most: daySeconds }))
      return { from: start, to: onGrid(checkNumber(`${at}/to`, to, { above: start, most: start + daySeconds })) }
    }),
  )
  queues.forEach(({ open, atClosing, voicemail, channel }, q) => {
    if (atClosing === 'hang-up' && channel === 'deferred')
      throw conflict(place(q, 'atClosing'), 'deferred work does not hang up', 'take finish or send-away')
    if (open?.length === 0) throw conflict(place(q, 'open'), 'the queue is never open', 'leave open out, or give hours')
    const needsHours = atClosing && !closesWithDay(atClosing, daySeconds) ? 'atClosing' : voicemail && 'voicemail'
    if (needsHours && !open)
      throw conflict(place(q, needsHours), 'a queue without opening hours never closes', 'give its hours by open')
  })
  return {
    start: startsOfLists(spans),
    from: Float64Array.from(spans.flat(), ({ from }) => from),
    to: Float64Array.from(spans.flat(), ({ to }) => to),
    atClosing: Uint8Array.from(queues, ({ atClosing }) => (atClosing ? AT_CLOSING[atClosing] : AT_CLOSING.finish)),
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

/** A queue without hours of its own closes with the day, where a night follows. */
function closesWithDay(atClosing: QueueScenario['atClosing'] | undefined, daySeconds: number): boolean {
  return atClosing !== undefined && daySeconds < DAY_SECONDS
}
