import { type ClockChange, DAY_SECONDS, type DayNumber, type PlainDateTime } from '../../domain/index.ts'
import { englishOf, type Message, type MessageValue, messageOf, readerSays } from '../../domain/messages/index.ts'
import type { DateForm, DateOrder, DecimalMark } from '../cells/index.ts'
import type { Role } from '../layout/index.ts'
import type { EncodingName } from '../source/index.ts'

/** What became of one queue's rows. */
export interface QueueFindings {
  queue: string
  /** Start of the first and end of the last interval with a row. */
  from: PlainDateTime
  to: PlainDateTime
  /** Intervals by state. */
  observed: number
  closed: number
  missing: number
  /** Contacts offered in all. */
  offered: number
}

/** Everything worth saying about a history that was read: plain data, all times on the wall clock. */
export interface HistoryFindings {
  file: string
  /** The sheet of a workbook, which has neither an encoding nor a delimiter. */
  sheet?: string
  encoding?: EncodingName
  delimiter?: ',' | ';' | '\t' | '|'
  /** Known only where a number of the file shows it. */
  decimalMark?: DecimalMark
  dateForms: DateForm[]
  /** Order of three numbers with a separator, where such dates occur. */
  dateOrder?: DateOrder
  columns: { heading: string; role: Role }[]
  aside: { heading: string; reason?: string }[]
  /** How measures follow from the columns, where they are not simply one. */
  derived: string[]
  /** Lines above the heading. */
  preamble: string[]
  interval: number
  /** Length of a row of the file; longer than the interval where rows begin at :30 or :10 and each was spread over several intervals. */
  rowLength: number
  /** The rows told the ends of their intervals, and were put to the starts. */
  labelsAreEnds: boolean
  timezone?: string
  threshold?: number
  /** Start of the first and end of the last interval with a row. */
  from: PlainDateTime
  to: PlainDateTime
  /** Rows that went into the history. */
  rows: number
  queues: QueueFindings[]
  /** Rows that repeat another one in every value read; each counts once. */
  duplicates: number
  /** Rows that stand before an earlier interval of their queue. */
  outOfOrder: number
  /** Bad rows left out because the caller collects them. */
  rejected: number
  /** Rows with a time and no values: after the last row with values, and elsewhere (their intervals count as absent). */
  blankAfterEnd: number
  blankWithin: number
  /** Rows of delimiters alone, and rows of sums; left out. */
  emptyRows: number
  sumRows: number
  /** Headings repeated on every page and titles between them; left out. */
  titleRows: number
  /** Rows whose date, time or queue stands in a merged cell further up, from which it was taken. */
  filledRows: number
  /** Days without a row on weekdays that usually have some: how many queues they concern. */
  absentDays: { day: DayNumber; queues: number }[]
  /** Days with nothing but zeros on weekdays that usually have many contacts; closed, with the zeros still in `offered`. */
  zeroDays: { day: DayNumber; queues: number }[]
  /** Open hours without a row: an outage, a lost export. */
  missingSpans: { queue: string; from: PlainDateTime; to: PlainDateTime }[]
  /** Absent rows that were read as zero because the caller said so. */
  absentAsZero: number
  /** Queues whose zeros outside the opening hours were taken as closed, and in how many intervals. */
  zeroHours: { queues: number; intervals: number }
  /** Clock changes within the history. */
  clockChanges: (ClockChange & { rows: number })[]
  warnings: string[]
  /** What is said in `derived`, `aside` and `warnings`, so that it can be said in other languages. */
  messages?: Message[]
}

const DELIMITER_NAMES = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'pipes' } as const
const ENCODING_NAMES: Record<EncodingName, MessageValue> = {
  ascii: readerSays('ascii'),
  'utf-8': 'UTF-8',
  gb18030: 'GB18030',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
}

/** The findings in short sentences, the most important first: what a planner should check before trusting the plan. */
export function describeFindings(findings: HistoryFindings): string[] {
  return englishOf(findingMessages(findings))
}

/** What {@link describeFindings} says, so that it can be said in other languages: `inLanguage` of krarup/report does. */
export function findingMessages(findings: HistoryFindings): Message[] {
  const { queues, columns, aside, timezone, absentDays, zeroDays, missingSpans, clockChanges, messages } = findings
  const given = (texts: readonly string[]) => texts.map((text) => messageOf(text, messages))
  return [
    readerSays('file', {
      file: findings.file,
      rows: findings.rows,
      interval: findings.interval === DAY_SECONDS ? readerSays('aDay') : { seconds: findings.interval },
      from: { moment: findings.from },
      to: { moment: findings.to },
      queues:
        queues.length === 1
          ? readerSays('oneQueue', { queue: queues[0].queue })
          : readerSays('queues', { count: queues.length }),
      offered: Math.round(queues.reduce((sum, { offered }) => sum + offered, 0)),
    }),
    readerSays('written', {
      how: writtenIn(findings),
      decimal:
        findings.decimalMark === undefined
          ? ''
          : readerSays(findings.decimalMark === 'comma' ? 'decimalComma' : 'decimalPoint'),
      dates: datesOf(findings),
      times: timezone ? readerSays('zoneTimes', { zone: timezone }) : readerSays('localTimes'),
    }),
    readerSays('read', {
      columns: {
        list: columns.map(({ heading, role }) =>
          heading.toLowerCase() === role.toLowerCase()
            ? role
            : readerSays('columnFrom', { role, heading: headingOf(heading) }),
        ),
      },
    }),
    ...(findings.labelsAreEnds ? [readerSays('labelsAreEnds')] : []),
    ...(findings.rowLength > findings.interval
      ? [
          readerSays('longRows', {
            row: { seconds: findings.rowLength },
            parts: findings.rowLength / findings.interval,
            interval: { seconds: findings.interval },
          }),
        ]
      : []),
    ...given(findings.derived),
    ...(findings.threshold === undefined
      ? []
      : [readerSays('threshold', { threshold: { seconds: findings.threshold } })]),
    ...(aside.length
      ? [
          readerSays('aside', {
            columns: {
              list: aside.map(({ heading, reason }) => {
                const named = headingOf(heading)
                return reason ? readerSays('asideFor', { heading: named, reason: messageOf(reason, messages) }) : named
              }),
            },
          }),
        ]
      : []),
    ...(findings.preamble.length ? [readerSays('preamble', { lines: findings.preamble.length })] : []),
    ...countedRows(findings),
    ...zeroQueues(queues),
    ...dayList('absentDays', absentDays, queues.length),
    ...dayList('zeroDays', zeroDays, queues.length),
    ...(missingSpans.length
      ? [
          readerSays('missingSpans', {
            spans: {
              list: missingSpans.map(({ queue, from, to }) =>
                queues.length > 1 ? readerSays('spanOfQueue', { queue, span: { from, to } }) : { from, to },
              ),
              most: NAMED,
            },
          }),
        ]
      : []),
    ...some(findings.absentAsZero, (count) => readerSays('absentAsZero', { count })),
    ...some(findings.zeroHours.intervals, (count) => readerSays('zeroHours', { count })),
    ...clockChanges.map(({ from, to, kind, rows }) => {
      const when = { day: { day: Math.floor(from / DAY_SECONDS) }, span: { from, to } }
      if (kind === 'skipped') return readerSays('hourSkipped', when)
      return rows ? readerSays('hourDoubledMean', { ...when, count: rows }) : readerSays('hourDoubled', when)
    }),
    ...given(findings.warnings),
  ]
}

/** A heading of the file; a file without headings has the numbers of its columns in their place. */
function headingOf(heading: string): MessageValue {
  const [, number] = /^column (\d+)$/.exec(heading) ?? []
  if (number !== undefined) return readerSays('columnNumber', { number })
  return heading || readerSays('noHeading')
}

/** Rows that were not simply taken. */
function countedRows(findings: HistoryFindings): Message[] {
  return (
    [
      'duplicates',
      'outOfOrder',
      'rejected',
      'blankAfterEnd',
      'blankWithin',
      'emptyRows',
      'sumRows',
      'titleRows',
      'filledRows',
    ] as const
  ).flatMap((name) => some(findings[name], (rows) => readerSays(name, { rows })))
}

/** Queues whose counts are all 0: often another column was read, or the export lost its figures. */
function zeroQueues(queues: readonly QueueFindings[]): Message[] {
  const names = queues.filter(({ offered }) => offered === 0).map(({ queue }) => queue)
  return names.length === 0 ? [] : [readerSays('zeroQueues', { queues: { list: names, most: NAMED } })]
}

function writtenIn({ sheet, encoding, delimiter }: HistoryFindings): Message {
  if (sheet !== undefined || !encoding) return readerSays('sheet', { sheet: String(sheet) })
  const name = ENCODING_NAMES[encoding]
  return delimiter
    ? readerSays('encodingAndCells', { encoding: name, delimiter: readerSays(DELIMITER_NAMES[delimiter]) })
    : readerSays('encoding', { encoding: name })
}

function datesOf({ dateOrder, dateForms }: HistoryFindings): MessageValue {
  if (dateOrder) return readerSays('dateOrder', { order: [...dateOrder].join('-') })
  return dateForms.includes('yymmdd') ? readerSays('dateOrder', { order: 'yymmdd' }) : ''
}

/** How many of a list are named before "and N more". */
const NAMED = 8

function dayList(name: 'absentDays' | 'zeroDays', days: HistoryFindings['absentDays'], queues: number): Message[] {
  if (days.length === 0) return []
  const list = days.map(({ day, queues: n }) =>
    n < queues ? readerSays('dayOfQueues', { day: { day }, queues: n }) : { day },
  )
  return [readerSays(name, { count: days.length, days: { list, most: NAMED } })]
}

function some(n: number, say: (n: number) => Message): Message[] {
  return n > 0 ? [say(n)] : []
}
