import {
  type ClockChange,
  DAY_SECONDS,
  type DayNumber,
  formatClock,
  formatDay,
  formatDuration,
  formatPlainDateTime,
  type PlainDateTime,
  secondOfDay,
} from '../../domain/index.ts'
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
}

const DELIMITER_NAMES = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'pipes' } as const
const ENCODING_NAMES: Record<EncodingName, string> = {
  ascii: 'plain ASCII',
  'utf-8': 'UTF-8',
  gb18030: 'GB18030',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
}

/** The findings in short sentences, the most important first: what a planner should check before trusting the plan. */
export function describeFindings(findings: HistoryFindings): string[] {
  const { queues, columns, aside, timezone, absentDays, zeroDays, missingSpans, clockChanges } = findings
  return [
    `${findings.file}: ${count(findings.rows, 'row')} of ${intervalName(findings.interval)}, ${formatMoment(findings.from)} to ${formatMoment(findings.to)}, ${
      queues.length === 1 ? `one queue (${queues[0].queue})` : `${queues.length} queues`
    }, ${Math.round(queues.reduce((sum, { offered }) => sum + offered, 0)).toLocaleString('en')} contacts offered`,
    `${writtenIn(findings)}${
      findings.decimalMark ? `, decimal ${findings.decimalMark}` : ''
    }${findings.dateOrder ? `, dates as ${[...findings.dateOrder].join('-')}` : findings.dateForms.includes('yymmdd') ? ', dates as yymmdd' : ''}; times are ${
      timezone ? `those of ${timezone}` : 'local, as written'
    }`,
    `read: ${columns.map(({ heading, role }) => (heading.toLowerCase() === role.toLowerCase() ? role : `${role} from ${heading}`)).join(', ')}`,
    ...(findings.labelsAreEnds
      ? [
          'the times are the ends of their intervals (by the heading, by a 24:00, or as said): every row is put to its start',
        ]
      : []),
    ...(findings.rowLength > findings.interval
      ? [
          `rows of ${formatDuration(findings.rowLength)} do not begin on the hour: each is spread evenly over ${findings.rowLength / findings.interval} intervals of ${formatDuration(findings.interval)}`,
        ]
      : []),
    ...findings.derived,
    ...(findings.threshold === undefined
      ? []
      : [`answered within the threshold means within ${formatDuration(findings.threshold)}`]),
    ...(aside.length
      ? [
          `left aside: ${aside.map(({ heading, reason }) => (reason ? `${heading || '(no heading)'} (${reason})` : heading || '(no heading)')).join(', ')}`,
        ]
      : []),
    ...(findings.preamble.length ? [`${count(findings.preamble.length, 'line')} above the heading left out`] : []),
    ...some(findings.duplicates, (n) => `${count(n, 'row')} repeat another one exactly: each counts once`),
    ...some(findings.outOfOrder, (n) => `${count(n, 'row')} out of order: put in order`),
    ...some(findings.rejected, (n) => `${count(n, 'bad row')} left out and kept apart`),
    ...some(findings.blankAfterEnd, (n) => `${count(n, 'blank row')} after the last values (future dates) left out`),
    ...some(
      findings.blankWithin,
      (n) => `${count(n, 'row')} without values within the history: their intervals count as absent`,
    ),
    ...some(findings.emptyRows, (n) => `${count(n, 'empty row')} left out`),
    ...some(findings.sumRows, (n) => `${count(n, 'row')} of sums left out`),
    ...some(findings.titleRows, (n) => `${count(n, 'line')} of titles and repeated headings left out`),
    ...some(findings.filledRows, (n) => `merged cells: ${count(n, 'row')} filled down from the cell above`),
    ...dayList(absentDays, queues.length, (days) => `no rows on ${days}, taken as closed`, 'usually open day'),
    ...dayList(zeroDays, queues.length, (days) => `nothing but zeros on ${days}, left out`, 'usually busy day'),
    ...(missingSpans.length
      ? [
          `rows missing in open hours (an outage or a lost export): ${list(missingSpans, ({ queue, from, to }) => `${queues.length > 1 ? `${queue} ` : ''}${formatSpan(from, to)}`)}`,
        ]
      : []),
    ...some(findings.absentAsZero, (n) => `${count(n, 'absent interval')} within the usual hours read as zero`),
    ...some(
      findings.zeroHours.intervals,
      (n) => `always zero outside the opening hours: ${count(n, 'interval')} taken as closed`,
    ),
    ...clockChanges.map(({ from, to, kind, rows }) =>
      kind === 'skipped'
        ? `${formatDay(Math.floor(from / DAY_SECONDS))} has 23 hours: ${formatSpan(from, to)} does not exist and is closed`
        : `${formatDay(Math.floor(from / DAY_SECONDS))} has 25 hours: ${formatSpan(from, to)} comes twice; ${rows ? `${count(rows, 'interval')} of it hold the mean of both` : 'no rows in it are doubled'}`,
    ),
    ...findings.warnings,
  ]
}

function writtenIn({ sheet, encoding, delimiter }: HistoryFindings): string {
  if (sheet !== undefined || !encoding) return `from the sheet ${sheet}`
  return `written in ${ENCODING_NAMES[encoding]}${delimiter ? `, cells separated by ${DELIMITER_NAMES[delimiter]}` : ''}`
}

function dayList(
  days: HistoryFindings['absentDays'],
  queues: number,
  say: (days: string) => string,
  noun: string,
): string[] {
  if (days.length === 0) return []
  const shown = list(days, ({ day, queues: n }) => `${formatDay(day)}${n < queues ? ` (${count(n, 'queue')})` : ''}`)
  return [`${say(count(days.length, noun))}: ${shown}`]
}

/** How many of a list are named before "and N more". */
const NAMED = 8

function list<T>(items: readonly T[], show: (item: T) => string): string {
  const named = items.slice(0, NAMED).map(show).join(', ')
  return items.length > NAMED ? `${named} and ${items.length - NAMED} more` : named
}

function some(n: number, say: (n: number) => string): string[] {
  return n > 0 ? [say(n)] : []
}

function count(n: number, noun: string): string {
  return `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`
}

function intervalName(interval: number): string {
  return interval === DAY_SECONDS ? 'a day' : formatDuration(interval)
}

function formatMoment(time: PlainDateTime): string {
  return formatPlainDateTime(time).slice(0, 16).replace('T', ' ')
}

function formatSpan(from: PlainDateTime, to: PlainDateTime): string {
  const sameDay = Math.floor(from / DAY_SECONDS) === Math.floor((to - 1) / DAY_SECONDS)
  return `${formatMoment(from)} to ${sameDay ? formatClock(secondOfDay(to) || DAY_SECONDS) : formatMoment(to)}`
}
