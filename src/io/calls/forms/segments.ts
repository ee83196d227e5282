import { type LogForm, plainHeading, VISIT } from '../call-form.ts'
import { END } from '../visits.ts'

const NEEDED = ['conversationid', 'purpose', 'segmenttype'] as const
const IN_TREATMENT = new Set(['ivr', 'workflow', 'customer', 'external', 'voicemail', 'fax', 'botflow'])

/**
 * Conversations of Genesys Cloud by segments: what the participant `acd` does is waiting in a queue, `interact`, `hold` and `wrapup` of
 * an agent are handle time, and an `alert` alone is an agent who did not answer.
 */
export const segments: LogForm = ({ headings, delimiter }, visits) => {
  const plain = headings.map(plainHeading)
  if (!NEEDED.every((heading) => plain.includes(heading))) return undefined
  const at = (...names: string[]) => plain.findIndex((heading) => names.includes(heading))
  const [conversation, purpose, type] = NEEDED.map((heading) => plain.indexOf(heading))
  const [queue, start, end] = [
    at('queue', 'queuename'),
    at('start', 'segmentstart', 'starttime'),
    at('end', 'segmentend', 'endtime'),
  ]
  if (queue < 0 || start < 0 || end < 0) return undefined
  /** The last visit of each conversation to each queue. */
  const visitOf = new Map<string, number>()
  return {
    what: 'conversations by segment',
    row: 'a segment',
    delimiter,
    headings,
    headLines: 1,
    take(cells) {
      const who = cells.text(purpose).toLowerCase()
      const what = cells.text(type).toLowerCase()
      const began = cells.moment(start)
      const ended = cells.moment(end)
      if (cells.bad) return undefined
      const name = cells.text(queue)
      const key = `${cells.text(conversation)}\n${name}`
      if (who === 'acd') {
        visitOf.set(
          key,
          visits.add({
            queue: name,
            arrived: began,
            waited: ended - began,
            // until an agent answers
            end: END.abandoned,
            handled: Number.NaN,
          }),
        )
        return VISIT
      }
      if (IN_TREATMENT.has(who)) return 'segments outside the queues'
      const visit = visitOf.get(key)
      if (visit === undefined) return 'segments of agents without a queue before them'
      if (what === 'alert') return 'agents rung'
      if (what === 'interact') visits.end[visit] = END.answered
      if (what === 'interact' || what === 'hold' || what === 'wrapup') {
        const before = visits.handled[visit]
        visits.handled[visit] = (Number.isNaN(before) ? 0 : before) + (ended - began)
      }
      return VISIT
    },
    notes: () => [],
  }
}
