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
  const [agent, caller] = [
    at('agent', 'agentid', 'agentname', 'user', 'userid', 'username'),
    at('ani', 'caller', 'callerid', 'customer', 'customerid'),
  ]
  const { details } = visits
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
        const visit = visits.add({
          queue: name,
          arrived: began,
          waited: ended - began,
          // until an agent answers
          end: END.abandoned,
          handled: Number.NaN,
        })
        visitOf.set(key, visit)
        if (details) {
          const number = cells.key(caller)
          details.set(visit, number === undefined ? {} : { caller: number })
          details.chain(cells.key(conversation), visit, visits.arrived)
        }
        return VISIT
      }
      if (IN_TREATMENT.has(who)) return 'segments outside the queues'
      const visit = visitOf.get(key)
      if (visit === undefined) return 'segments of agents without a queue before them'
      if (what === 'alert') {
        // the ring of the agent who answers comes last
        details?.set(visit, { ringing: ended - began })
        return 'agents rung'
      }
      if (what === 'interact') visits.end[visit] = END.answered
      if (what === 'interact' || what === 'hold' || what === 'wrapup') {
        const before = visits.handled[visit]
        visits.handled[visit] = (Number.isNaN(before) ? 0 : before) + (ended - began)
        details?.add(visit, what === 'interact' ? 'talk' : what === 'hold' ? 'hold' : 'afterCall', ended - began)
        if (what === 'interact') details?.set(visit, { agent: cells.text(agent) })
      }
      return VISIT
    },
    notes: () => [],
  }
}
