import type { Message } from '../../../domain/messages/index.ts'
import { type LogForm, type LogReader, plainHeading, VISIT } from '../call-form.ts'
import type { RowCells } from '../row-cells.ts'
import type { VisitDetails } from '../visit-details.ts'
import { END, type Visit } from '../visits.ts'

/** A cell of the row at hand by what it is, whatever its column is called. */
export interface CallRow<Name extends string> {
  has(name: Name): boolean
  text(name: Name): string
  seconds(name: Name): number
  moment(name: Name): number
  /** The row is bad: its cell is none of the words that are known there. */
  refuse(name: Name): string
}

/** What a row is: a visit of the queue that its column names, or why it is left aside. */
export type Judged = Omit<Visit, 'queue'> | string

const NO_PARTS: CallParts = {}

/** Seconds. */
export interface CallParts {
  talk?: number
  hold?: number
  afterCall?: number
}

/** A list of calls, a row each, told by its headings. */
export interface CallTable<Name extends string> {
  what: string
  row?: LogReader['row']
  /** Headings without case, spaces and marks, by what they hold; those of `queue` name the queue. */
  columns: Record<Name, readonly string[]> & { queue: readonly string[] }
  /** Headings of what is kept of a visit besides. Default: the usual ones, {@link DETAILS}. */
  details?: DetailColumns
  /** Without these it is another table. */
  needs: readonly NoInfer<Name>[]
  /** With a heading like this it is another table. */
  isNot?: RegExp
  judge(row: CallRow<NoInfer<Name>>): Judged
  /** Parts of the handle time of an answered call, where the form tells them apart. */
  parts?(row: CallRow<NoInfer<Name>>): CallParts
  notes?: readonly Message[]
}

type DetailColumns = Readonly<Record<'agent' | 'caller' | 'kind' | 'priority' | 'ringing', readonly string[]>>

/** Usual headings of what is kept of a visit beside its queue, its times and its end. */
const DETAILS = {
  agent: [
    'agent',
    'agentname',
    'agentid',
    'user',
    'username',
    'userid',
    'server',
    'anslogin',
    'anslogid',
    'answeredby',
    'extension',
    'ccagent',
    '坐席',
    '坐席工号',
    '客服',
  ],
  caller: [
    'customer',
    'customerid',
    'caller',
    'callerid',
    'callernumber',
    'ani',
    'phone',
    'phonenumber',
    'callingpty',
    'callingparty',
    'from',
    'ccmemberciduser',
    'cccallernumber',
    '主叫号码',
    '来电号码',
  ],
  kind: ['type', 'calltype', 'topic', 'reason', 'category', '业务类型'],
  priority: ['priority', 'prio', 'disppriority', '优先级'],
  ringing: ['ring', 'rings', 'ringtime', 'ringing', 'ringseconds', '振铃时长'],
} as const satisfies DetailColumns

/** Ids that a call keeps where it is put through. */
const CONTACT = [
  'callid',
  'contactid',
  'conversationid',
  'uniqueid',
  'interactionid',
  'ucid',
  'id',
  '通话编号',
  '流水号',
]

/** Places of the columns of details; -1 where the list has none, or uses it for something else. */
function detailColumns(
  details: DetailColumns,
  columnOf: (names: readonly string[]) => number,
  used: Record<string, number>,
) {
  const { queue = -1, id = -1, type = -1 } = used
  const free = (names: readonly string[]) => {
    const column = columnOf(names)
    return column === queue || column === type ? -1 : column
  }
  const contact = columnOf(CONTACT)
  return {
    agent: free(details.agent),
    caller: free(details.caller),
    kind: free(details.kind),
    priority: free(details.priority),
    ringing: free(details.ringing),
    contact: contact === id ? contact : -1,
  }
}

/** Keeps what a row says of a visit beside what every history needs: cell by cell into the columns, as a log has millions of rows. */
function keepDetails(
  details: VisitDetails,
  visit: number,
  cells: RowCells,
  {
    at,
    answered,
    arrived,
  }: { at: ReturnType<typeof detailColumns>; answered: CallParts | undefined; arrived: Float64Array },
): void {
  details.chain(at.contact < 0 ? undefined : cells.key(at.contact), visit, arrived)
  const kind = cells.text(at.kind)
  if (kind !== '') details.type[visit] = details.types.idOf(kind)
  const caller = cells.key(at.caller)
  if (caller !== undefined) details.caller[visit] = details.callers.idOf(caller)
  details.priority[visit] = cells.number(at.priority)
  // some systems write a user of their own where nobody answered
  if (!answered) return
  const agent = cells.text(at.agent)
  if (agent !== '') details.agent[visit] = details.agents.idOf(agent)
  details.ringing[visit] = cells.seconds(at.ringing)
  const { talk, hold, afterCall } = answered
  if (talk !== undefined) details.talk[visit] = talk
  if (hold !== undefined) details.hold[visit] = hold
  if (afterCall !== undefined) details.afterCall[visit] = afterCall
}

export function callTable<Name extends string>(table: CallTable<Name>): LogForm {
  return ({ headings, delimiter }, visits) => {
    const plain = headings.map(plainHeading)
    const columnOf = (names: readonly string[]) =>
      names.map((name) => plain.indexOf(name)).find((column) => column >= 0) ?? -1
    const at = Object.fromEntries(
      Object.entries<readonly string[]>(table.columns).map(([name, names]) => [name, columnOf(names)]),
    )
    const { details } = visits
    const also = detailColumns(table.details ?? DETAILS, columnOf, at)
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
        const visit = visits.add({ queue: cells.text(queue), ...judged })
        if (details) {
          const answered = judged.end === END.answered ? (table.parts?.(row) ?? NO_PARTS) : undefined
          keepDetails(details, visit, cells, { at: also, answered, arrived: visits.arrived })
        }
        return VISIT
      },
      notes: () => [...(table.notes ?? [])],
    }
  }
}

/** Sum of the times that are known; NaN where none is. */
export function sumOf(a: number, b: number, c: number): number {
  const isNone = Number.isNaN(a) && Number.isNaN(b) && Number.isNaN(c)
  return isNone ? Number.NaN : (a || 0) + (b || 0) + (c || 0)
}

export function partsAsTold(row: CallRow<'talk' | 'hold' | 'wrap'>): Required<CallParts> {
  return { talk: row.seconds('talk'), hold: row.seconds('hold'), afterCall: row.seconds('wrap') }
}
