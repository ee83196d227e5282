import { readerSays } from '../../../domain/messages/index.ts'
import { type LogForm, VISIT } from '../call-form.ts'
import { MemberStates } from '../member-states.ts'
import { END } from '../visits.ts'

const EPOCH = 0
const CALL = 1
const QUEUE = 2
const AGENT = 3
const EVENT = 4
const FIRST = 5

const MARK = /^\d{9,}(?:\.\d+)?\|[^|\n]*\|[^|\n]*\|[^|\n]*\|[A-Z]+(?:\||\r?$)/m

const AGENTS_EVENTS = 'events of agents'
const OTHER_EVENTS = 'events of the system'
const BEFORE = 'events of calls that came before the log begins'

/** Events that end a call that was answered. */
const ENDS = new Set(['COMPLETEAGENT', 'COMPLETECALLER', 'BLINDTRANSFER', 'ATTENDEDTRANSFER', 'TRANSFER'])
/** Events that end the wait of a caller who stays with the centre. */
const LEAVES = new Set(['EXITEMPTY', 'EXITWITHTIMEOUT', 'EXITWITHKEY', 'WITHDRAW'])
const OF_AGENTS = new Set([
  'RINGNOANSWER',
  'RINGCANCELED',
  'AGENTLOGIN',
  'AGENTLOGOFF',
  'AGENTCALLBACKLOGIN',
  'AGENTCALLBACKLOGOFF',
  'AGENTDUMP',
  'ADDMEMBER',
  'REMOVEMEMBER',
  'PAUSE',
  'UNPAUSE',
  'PAUSEALL',
  'UNPAUSEALL',
  'PAUSEREASON',
  'PENALTY',
  'RINGINUSE',
])

/** The queue_log of Asterisk: an event a line, seconds since 1970. A call that goes from queue to queue keeps its id, and visits each. */
export const queueLog: LogForm = ({ text }, visits) => {
  if (!MARK.test(text)) return undefined
  /** Visits that have not ended, by the id of their call. */
  const open = new Map<string, number>()
  let transferred = 0
  const { details } = visits
  const members = details && new MemberStates(details)
  return {
    what: 'an Asterisk queue_log',
    row: 'an event',
    delimiter: '|',
    headLines: 0,
    take(cells) {
      const event = cells.text(EVENT)
      const at = cells.moment(EPOCH)
      if (cells.bad) return undefined
      members?.passes(at)
      if (OF_AGENTS.has(event)) {
        members?.take(event, cells.text(AGENT), cells.text(QUEUE), at)
        return AGENTS_EVENTS
      }
      const call = cells.text(CALL)
      if (event === 'ENTERQUEUE') {
        const before = open.get(call)
        if (before !== undefined && visits.end[before] === END.unknown) {
          visits.end[before] = END.left
          visits.waited[before] = at - visits.arrived[before]
        }
        const queue = cells.text(QUEUE)
        const visit = visits.add({ queue, arrived: at, waited: Number.NaN, end: END.unknown, handled: Number.NaN })
        open.set(call, visit)
        if (details) {
          const caller = cells.key(FIRST + 1)
          details.set(visit, caller === undefined ? {} : { caller })
          details.chain(cells.key(CALL), visit, visits.arrived)
        }
        return VISIT
      }
      const isEnd = ENDS.has(event)
      const isLeave = LEAVES.has(event)
      if (event !== 'CONNECT' && event !== 'ABANDON' && !isEnd && !isLeave) return OTHER_EVENTS
      const visit = open.get(call)
      if (visit === undefined) return BEFORE
      if (event === 'CONNECT') {
        visits.end[visit] = END.answered
        visits.waited[visit] = cells.seconds(FIRST)
        details?.set(visit, { agent: cells.text(AGENT), ringing: cells.seconds(FIRST + 2) })
      } else {
        if (isEnd) {
          const isTransfer = !event.startsWith('COMPLETE')
          if (isTransfer) transferred++
          // where to takes one cell or more, before the wait, the call and the position
          visits.handled[visit] = cells.seconds(isTransfer ? cells.count - 2 : FIRST + 1)
        } else {
          visits.end[visit] = isLeave ? END.left : END.abandoned
          // the key stands before the positions
          visits.waited[visit] = cells.seconds(event === 'EXITWITHKEY' ? FIRST + 3 : FIRST + 2)
        }
        open.delete(call)
      }
      return cells.bad ? undefined : VISIT
    },
    finish: () => members?.finish(),
    notes: () => [
      readerSays('noAfterCallInQueueLog'),
      ...(transferred > 0 ? [readerSays('transferredCalls', { count: transferred })] : []),
    ],
  }
}
