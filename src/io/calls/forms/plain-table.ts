import type { VisitEnd } from '../../../calibrate/index.ts'
import { KrarupError, unknownName } from '../../../domain/index.ts'
import { type LogForm, plainHeading } from '../call-form.ts'
import { END } from '../visits.ts'
import { type CallRow, type CallTable, callTable, type Judged, partsAsTold, sumOf } from './call-table.ts'

const ANSWERED =
  /^(?:agent|answered|answer|handled|completed?|connected|served|serviced|success|ok|yes|y|true|1|已接听|接通|angenommen|beantwortet)$/i
const ABANDONED =
  /^(?:hang|hang ?up|hung ?up|abandon(?:ed)?|lost|missed|no ?answer|unanswered|cancel(?:l?ed)?|no|n|false|0|排队放弃|放弃|未接|aufgelegt|abgebrochen)$/i
const LEFT =
  /^(?:transfer(?:red)?|overflow(?:ed)?|timed? ?out|timeout|exit|voicemail|call ?back|callback|redirected|已留言)$/i
const PHANTOM = /^phantom$/i

/** How a visit ended, by the word of its outcome; undefined for a word that is not known. */
function endOf(outcome: string): VisitEnd | undefined {
  if (ANSWERED.test(outcome)) return END.answered
  if (ABANDONED.test(outcome)) return END.abandoned
  return LEFT.test(outcome) ? END.left : undefined
}

type PlainName = 'queue' | 'id' | 'arrived' | 'menu' | 'waited' | 'outcome' | 'talk' | 'hold' | 'wrap' | 'handled'

/** Any list of calls with a time of arrival, a wait, and how it ended. */
const PLAIN_TABLE = {
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
  judge: (row: CallRow<PlainName>): Judged => {
    const outcome = row.text('outcome')
    const waited = row.seconds('waited')
    if (PHANTOM.test(outcome)) return 'phantom calls'
    const isAbandoned = ABANDONED.test(outcome)
    if (isAbandoned && waited === 0 && row.has('menu')) return 'calls that ended in the voice menu'
    const end = endOf(outcome)
    if (end === undefined) return row.refuse('outcome')
    const parts = sumOf(row.seconds('talk'), row.seconds('hold'), row.seconds('wrap'))
    return {
      arrived: row.moment('arrived'),
      waited,
      end,
      handled: end !== END.answered ? Number.NaN : row.has('handled') ? row.seconds('handled') : parts,
    }
  },
  parts: partsAsTold,
} as const satisfies CallTable<PlainName>

/** Any list of calls under its usual headings. */
export const plainTable = callTable(PLAIN_TABLE)

/** What a column of a list of calls may hold. */
export const CALL_COLUMNS = [
  'queue',
  'id',
  'arrived',
  'waited',
  'answered',
  'ended',
  'outcome',
  'talk',
  'hold',
  'after-call',
  'handled',
  'agent',
  'caller',
  'type',
  'priority',
  'ringing',
] as const
export type CallColumn = (typeof CALL_COLUMNS)[number]

/** Heading, or number from 1, of the column that holds a thing. */
export type CallMap = Partial<Record<CallColumn, string>>

/**
 * A list of calls whose columns are named. In place of a wait it may have the moment of the answer, and in place of an outcome too: who has no answer hung up.
 *
 * @throws {KrarupError} MISSING for a heading that the file does not have, and where the time of arrival or the wait is not named
 */
export function mappedTable(map: CallMap, file: string): LogForm {
  return (head, visits) => {
    const plain = head.headings.map(plainHeading)
    for (const [column, heading] of Object.entries(map)) {
      const number = /^\d+$/.test(heading) ? Number(heading) : 0
      if (plain.includes(plainHeading(heading)) || (number >= 1 && number <= plain.length)) continue
      throw unknownName({
        what: 'the file has no such column',
        name: heading,
        known: head.headings,
        code: 'MISSING',
        where: { file, name: `--map ${column}` },
      })
    }
    const has = (column: CallColumn) => map[column] !== undefined
    if (!has('arrived') || !(has('waited') || has('answered'))) {
      throw new KrarupError({
        code: 'MISSING',
        what: 'the column with the time of arrival, or that with the wait, is not named',
        where: { file, name: '--map' },
        how: `name both: --map arrived=COLUMN --map waited=COLUMN, or --map answered=COLUMN and --map ended=COLUMN for moments (the headings are: ${head.headings.join(', ')})`,
      })
    }
    const at = (column: CallColumn): readonly string[] => {
      const heading = map[column]
      if (heading === undefined) return []
      return plain.includes(plainHeading(heading)) ? [plainHeading(heading)] : [plain[Number(heading) - 1]]
    }
    const columns = {
      queue: at('queue'),
      id: at('id'),
      arrived: at('arrived'),
      menu: [],
      waited: at('waited'),
      answered: at('answered'),
      ended: at('ended'),
      outcome: at('outcome'),
      talk: at('talk'),
      hold: at('hold'),
      wrap: at('after-call'),
      handled: at('handled'),
    }
    const details = {
      agent: at('agent'),
      caller: at('caller'),
      kind: at('type'),
      priority: at('priority'),
      ringing: at('ringing'),
    }
    return callTable<keyof typeof columns>({
      what: PLAIN_TABLE.what,
      columns,
      details,
      needs: ['arrived'],
      judge: (row) => judgeByColumns(row, has),
      parts: partsAsTold,
    })(head, visits)
  }
}

function judgeByColumns(row: CallRow<PlainName | 'answered' | 'ended'>, has: (column: CallColumn) => boolean): Judged {
  const arrived = row.moment('arrived')
  const answered = row.moment('answered')
  const ended = row.moment('ended')
  const outcome = row.text('outcome')
  if (PHANTOM.test(outcome)) return 'phantom calls'
  const said = has('outcome') ? endOf(outcome) : undefined
  if (has('outcome') && said === undefined) return row.refuse('outcome')
  const isAnswered = has('answered') ? !Number.isNaN(answered) : row.has('handled') || row.has('talk')
  const end = said ?? (isAnswered ? END.answered : END.abandoned)
  const until = end === END.answered ? answered : ended
  const parts = sumOf(row.seconds('talk'), row.seconds('hold'), row.seconds('wrap'))
  const told = row.has('handled') ? row.seconds('handled') : parts
  return {
    arrived,
    waited: row.has('waited') ? row.seconds('waited') : until - arrived,
    end,
    handled: end !== END.answered ? Number.NaN : Number.isNaN(told) ? ended - answered : told,
  }
}
