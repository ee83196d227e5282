import { readerSays } from '../../../domain/messages/index.ts'
import type { LogForm } from '../call-form.ts'
import { END } from '../visits.ts'
import { type CallRow, callTable, type Judged, partsAsTold, sumOf } from './call-table.ts'

/** A call told by its moments: who has none of an answer hung up. */
function fromMoments(arrived: number, answered: number, ended: number): Judged {
  return Number.isNaN(answered)
    ? { arrived, waited: ended - arrived, end: END.abandoned, handled: Number.NaN }
    : { arrived, waited: answered - arrived, end: END.answered, handled: ended - answered }
}

/** Reasons of Vicidial for which a call left the queue without hanging up. */
const VICIDIAL_LEFT = new Set([
  'QUEUETIMEOUT',
  'AFTERHOURS',
  'NOAGENT',
  'HOLDTIME',
  'HOLDRECALLXFER',
  'MAXCALLS',
  'ACFILTER',
  'CLOSETIME',
])

const vicidial = callTable({
  what: 'a closer log of Vicidial',
  columns: {
    queue: ['campaignid'],
    id: ['closecallid'],
    start: ['calldate'],
    length: ['lengthinsec'],
    waited: ['queueseconds'],
    reason: ['termreason'],
    status: ['status'],
  },
  needs: ['id', 'start', 'length', 'waited', 'reason'],
  judge: (row) => {
    const waited = row.seconds('waited')
    const reason = row.text('reason').toUpperCase()
    const end = VICIDIAL_LEFT.has(reason)
      ? END.left
      : reason === 'ABANDON' || /DROP/i.test(row.text('status'))
        ? END.abandoned
        : END.answered
    return {
      arrived: row.moment('start'),
      waited,
      end,
      handled: end === END.answered ? Math.max(0, row.seconds('length') - waited) : Number.NaN,
    }
  },
  notes: [readerSays('noAfterCallInClosers')],
})

const talkdesk = callTable({
  what: 'calls of Talkdesk',
  columns: {
    queue: ['ringgroups', 'ringgroup', 'queue', 'team'],
    type: ['type'],
    sid: ['callsid'],
    start: ['startat'],
    waited: ['waittime'],
    talk: ['talktime'],
    hold: ['holdtime'],
    wrap: ['aftercallwork', 'wraptime', 'acwtime'],
    abandon: ['abandontime'],
  },
  needs: ['type', 'sid', 'start', 'waited', 'talk'],
  judge: (row) => {
    const type = row.text('type').toLowerCase()
    if (type.startsWith('outbound')) return 'outbound calls'
    if (!['inbound', 'abandoned', 'short_abandoned', 'missed', 'voicemail'].includes(type)) return row.refuse('type')
    const isAnswered = type === 'inbound'
    return {
      arrived: row.moment('start'),
      waited: row.has('abandon') && !isAnswered ? row.seconds('abandon') : row.seconds('waited'),
      end: isAnswered ? END.answered : type === 'voicemail' ? END.left : END.abandoned,
      handled: isAnswered ? sumOf(row.seconds('talk'), row.seconds('hold'), row.seconds('wrap')) : Number.NaN,
    }
  },
  parts: partsAsTold,
})

const aircall = callTable({
  what: 'calls of Aircall',
  columns: {
    queue: ['numbername', 'line', 'number', 'team'],
    direction: ['direction'],
    start: ['startedat'],
    answered: ['answeredat'],
    end: ['endedat'],
    missed: ['missedcallreason'],
  },
  needs: ['direction', 'start', 'answered', 'end', 'missed'],
  judge: (row) => {
    if (row.text('direction').toLowerCase() === 'outbound') return 'outbound calls'
    const reason = row.text('missed').toLowerCase()
    if (reason === 'out_of_opening_hours') return 'calls outside the opening hours'
    if (reason === 'abandoned_in_ivr') return 'calls that ended in the voice menu'
    return fromMoments(row.moment('start'), row.moment('answered'), row.moment('end'))
  },
  notes: [readerSays('noAfterCallInAircall')],
})

const freeswitch = callTable({
  what: "calls of FreeSWITCH's mod_callcenter",
  columns: {
    queue: ['ccqueue'],
    joined: ['ccqueuejoinedepoch'],
    answered: ['ccqueueansweredepoch'],
    terminated: ['ccqueueterminatedepoch'],
    cancelled: ['ccqueuecanceledepoch'],
  },
  needs: ['joined', 'answered', 'terminated'],
  judge: (row) => {
    const ended = row.moment(row.has('terminated') ? 'terminated' : 'cancelled')
    return fromMoments(row.moment('joined'), row.moment('answered'), ended)
  },
  notes: [readerSays('noAfterCall')],
})

/** The hold is part of the talk, unless the segment is longer than the talk. */
function avayaParts(row: CallRow<'waited' | 'talk' | 'hold' | 'wrap' | 'duration'>) {
  const [talk, hold] = [row.seconds('talk'), row.seconds('hold')]
  const rest = row.seconds('duration') - row.seconds('waited')
  const isWithin = !(Math.abs(talk + hold - rest) < Math.abs(talk - rest))
  return { talk: isWithin && hold > 0 ? talk - hold : talk, hold, afterCall: row.seconds('wrap') }
}

const avaya = callTable({
  what: 'an Avaya External Call History',
  row: 'a segment',
  columns: {
    queue: ['split1', 'dispsplit', 'split'],
    id: ['callid'],
    start: ['segstart'],
    waited: ['disptime'],
    talk: ['talktime'],
    hold: ['ansholdtime', 'onholdtime'],
    wrap: ['acwtime'],
    duration: ['duration'],
    disposition: ['disposition', 'calldisp'],
  },
  needs: ['id', 'start', 'waited', 'talk', 'disposition'],
  judge: (row) => {
    const disposition = row.text('disposition')
    if (disposition === '1') return 'calls of no queue'
    const isAnswered = disposition === '2'
    const { talk, hold, afterCall } = avayaParts(row)
    return {
      arrived: row.moment('start'),
      waited: row.seconds('waited'),
      end: isAnswered ? END.answered : disposition === '3' ? END.abandoned : END.left,
      handled: isAnswered ? sumOf(talk, hold, afterCall) : Number.NaN,
    }
  },
  parts: avayaParts,
  notes: [readerSays('dispositionTime')],
})

/** Columns of the External Call History as a file of numbers, without headings: the extended records of releases 12 to 14 (schema of jsgoecke/echi-converter). */
const ECH_COLUMNS = [
  ...['callid', 'acwtime', 'onholdtime', 'consulttime', 'disptime', 'duration', 'segstart', 'segstop', 'talktime'],
  ...['netintime', 'origholdtime', 'queuetime', 'ringtime', 'dispivector', 'dispsplit', 'firstivector'],
  ...['split1', 'split2', 'split3', 'trunkgroup', 'tklocid', 'origlocid', 'answerlocid', 'obslocid', 'uuilen'],
  ...['assist', 'audiodifficulty', 'conference', 'daqueued', 'holdabn', 'malicious', 'observingcall', 'transferred'],
  ...['agentreleased', 'acdnum', 'calldisp', 'disppriority', 'holds', 'segment', 'ansreason', 'origreason'],
  ...['dispsklevel', ...Array.from({ length: 9 }, (_, i) => `events${i}`), 'ucid', 'dispvdn', 'eqloc', 'firstvdn'],
  ...['origlogid', 'anslogid', 'lastobserver', 'dialednumber', 'callingparty', 'collectdigits'],
]
const UCID = ECH_COLUMNS.indexOf('ucid')
const SEGSTART = ECH_COLUMNS.indexOf('segstart')

/** The same without headings. The universal call id, of twenty digits, tells by its place which columns there are. */
const avayaWithoutHeadings: LogForm = (head, visits) => {
  const { headings: cells } = head
  if (!/^\d{20}$/.test(cells[UCID] ?? '') || !/^\d{4}-\d\d-\d\d |^\d{10}$/.test(cells[SEGSTART])) return undefined
  const reader = avaya({ ...head, headings: ECH_COLUMNS }, visits)
  return reader && { ...reader, headLines: 0 }
}

/** The lists of calls of systems that are known. */
export const CALL_TABLES: readonly LogForm[] = [vicidial, talkdesk, aircall, freeswitch, avaya, avayaWithoutHeadings]
