import { type LogForm, type LogReader, plainHeading, VISIT } from '../call-form.ts'
import type { RowCells } from '../row-cells.ts'
import { END, type Visit } from '../visits.ts'

/** A cell of the row at hand by what it is, whatever its column is called. */
interface CallRow<Name extends string> {
  has(name: Name): boolean
  text(name: Name): string
  seconds(name: Name): number
  moment(name: Name): number
  /** The row is bad: its cell is none of the words that are known there. */
  refuse(name: Name): string
}

/** What a row is: a visit of the queue that its column names, or why it is left aside. */
type Judged = Omit<Visit, 'queue'> | string

/** A list of calls, a row each, told by its headings. */
interface CallTable<Name extends string> {
  what: string
  row?: LogReader['row']
  /** Headings without case, spaces and marks, by what they hold; those of `queue` name the queue. */
  columns: Record<Name, readonly string[]> & { queue: readonly string[] }
  /** Without these it is another table. */
  needs: readonly NoInfer<Name>[]
  /** With a heading like this it is another table. */
  isNot?: RegExp
  judge(row: CallRow<NoInfer<Name>>): Judged
  notes?: readonly string[]
}

function callTable<Name extends string>(table: CallTable<Name>): LogForm {
  return ({ headings, delimiter }, visits) => {
    const plain = headings.map(plainHeading)
    const columnOf = (names: readonly string[]) =>
      names.map((name) => plain.indexOf(name)).find((column) => column >= 0) ?? -1
    const at = Object.fromEntries(
      Object.entries<readonly string[]>(table.columns).map(([name, names]) => [name, columnOf(names)]),
    )
    if (!table.needs.every((name) => at[name] >= 0)) return undefined
    const { isNot } = table
    if (isNot && plain.some((heading) => isNot.test(heading))) return undefined
    let cells: RowCells
    const row: CallRow<Name> = {
      has: (name) => !cells.isEmpty(at[name]),
      text: (name) => cells.text(at[name]),
      seconds: (name) => cells.seconds(at[name]),
      moment: (name) => cells.moment(at[name]),
      refuse: (name) => {
        cells.blame(at[name], {
          reason: 'whether this call was answered is not known',
          hint: 'write answered, abandoned or transferred there, or leave the row out',
        })
        return ''
      },
    }
    const { queue } = at
    return {
      what: table.what,
      row: table.row ?? 'a call',
      delimiter,
      headings,
      headLines: 1,
      take(given) {
        cells = given
        const judged = table.judge(row)
        if (cells.bad) return undefined
        if (typeof judged === 'string') return judged
        if (Number.isNaN(judged.arrived)) {
          cells.blame(0, { reason: 'the row has no time of arrival', hint: 'fill it in, or leave the row out' })
          return undefined
        }
        visits.add({ queue: cells.text(queue), ...judged })
        return VISIT
      },
      notes: () => [...(table.notes ?? [])],
    }
  }
}

/** Sum of the times that are known; NaN where none is. */
function sumOf(a: number, b: number, c: number): number {
  const isNone = Number.isNaN(a) && Number.isNaN(b) && Number.isNaN(c)
  return isNone ? Number.NaN : (a || 0) + (b || 0) + (c || 0)
}

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
  notes: ['a closer log has no after-call work: give the whole handle time with --aht'],
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
  notes: ['calls of Aircall have no after-call work: give the whole handle time with --aht'],
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
  notes: ['these calls have no after-call work: give the whole handle time with --aht'],
})

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
    disposition: ['disposition'],
  },
  needs: ['id', 'start', 'waited', 'talk', 'disposition'],
  judge: (row) => {
    const [waited, talk, hold] = [row.seconds('waited'), row.seconds('talk'), row.seconds('hold')]
    const disposition = row.text('disposition')
    if (disposition === '1') return 'calls of no queue'
    const isAnswered = disposition === '2'
    const rest = row.seconds('duration') - waited
    // the hold is part of the talk, unless the segment is longer than the talk
    const isWithin = !(Math.abs(talk + hold - rest) < Math.abs(talk - rest))
    return {
      arrived: row.moment('start'),
      waited,
      end: isAnswered ? END.answered : disposition === '3' ? END.abandoned : END.left,
      handled: isAnswered ? sumOf(talk, isWithin ? 0 : hold, row.seconds('wrap')) : Number.NaN,
    }
  },
  notes: ['DISPTIME is taken for the wait: it holds the time in vectors, in the queue and of ringing'],
})

const ANSWERED =
  /^(?:agent|answered|answer|handled|completed?|connected|served|serviced|success|ok|yes|y|true|1|已接听|接通|angenommen|beantwortet)$/i
const ABANDONED =
  /^(?:hang|hang ?up|hung ?up|abandon(?:ed)?|lost|missed|no ?answer|unanswered|cancel(?:l?ed)?|no|n|false|0|排队放弃|放弃|未接|aufgelegt|abgebrochen)$/i
const LEFT =
  /^(?:transfer(?:red)?|overflow(?:ed)?|timed? ?out|timeout|exit|voicemail|call ?back|callback|redirected|已留言)$/i
const PHANTOM = /^phantom$/i

/** Any list of calls with a time of arrival, a wait, and how it ended. */
const plainTable = callTable({
  what: 'a list of single calls',
  columns: {
    queue: [
      'queue',
      'queuename',
      'skill',
      'skillname',
      'splitskill',
      'type',
      'service',
      'group',
      'queueid',
      '队列',
      '技能组',
    ],
    id: [
      'callid',
      'contactid',
      'conversationid',
      'uniqueid',
      'interactionid',
      'id',
      'caller',
      'callerid',
      '通话编号',
      '流水号',
    ],
    arrived: [
      'vruexit',
      'ivrexit',
      'arrived',
      'arrivedat',
      'arrivaltime',
      'arrival',
      'enqueued',
      'enqueuedat',
      'queuedat',
      'queuestart',
      'queueentry',
      'qstart',
      'enteredqueue',
      'enteredqueueat',
      'queueentertime',
      'callstart',
      'starttime',
      'startedat',
      'start',
      'timestamp',
      'datetime',
      '进入队列时间',
    ],
    menu: ['vruentry', 'ivrentry', 'vruexit', 'ivrexit'],
    waited: [
      'waits',
      'wait',
      'waited',
      'waitseconds',
      'waitsec',
      'waittime',
      'waitingtime',
      'waitingseconds',
      'queuetime',
      'queueseconds',
      'timeinqueue',
      'qtime',
      '等待时长',
      '排队时长',
    ],
    outcome: [
      'outcome',
      'result',
      'disposition',
      'callresult',
      'calloutcome',
      'status',
      'callstatus',
      '接听状态',
      '通话状态',
    ],
    talk: [
      'services',
      'servicetime',
      'serviceseconds',
      'sertime',
      'talk',
      'talktime',
      'talks',
      'talkseconds',
      '通话时长',
    ],
    hold: ['hold', 'holdtime', 'holds', 'holdseconds'],
    wrap: [
      'wrap',
      'wraptime',
      'wrapup',
      'wrapuptime',
      'wraps',
      'wrapseconds',
      'acw',
      'acwtime',
      'acws',
      'acwseconds',
      'aftercall',
      'aftercallwork',
      'aftercallseconds',
      '话后时长',
    ],
    handled: ['handle', 'handletime', 'handled', 'handles', 'handleseconds', 'aht'],
  },
  needs: ['id', 'arrived', 'waited', 'outcome'],
  // counts by interval
  isNot:
    /^(?:number)?(?:calls|contacts|interactions)?(?:offered|abandoned|received|presented|calls|contacts|volume)(?:calls|contacts)?$/,
  judge: (row) => {
    const outcome = row.text('outcome')
    const waited = row.seconds('waited')
    if (PHANTOM.test(outcome)) return 'phantom calls'
    const isAbandoned = ABANDONED.test(outcome)
    if (isAbandoned && waited === 0 && row.has('menu')) return 'calls that ended in the voice menu'
    const end = ANSWERED.test(outcome)
      ? END.answered
      : isAbandoned
        ? END.abandoned
        : LEFT.test(outcome)
          ? END.left
          : undefined
    if (end === undefined) return row.refuse('outcome')
    const parts = sumOf(row.seconds('talk'), row.seconds('hold'), row.seconds('wrap'))
    return {
      arrived: row.moment('arrived'),
      waited,
      end,
      handled: end !== END.answered ? Number.NaN : row.has('handled') ? row.seconds('handled') : parts,
    }
  },
})

/** The lists of calls, the plain one last. */
export const CALL_TABLES: readonly LogForm[] = [vicidial, talkdesk, aircall, freeswitch, avaya, plainTable]
