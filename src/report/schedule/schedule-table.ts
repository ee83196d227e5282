import { dayOf, formatDay, formatPlainDateTime } from '../../domain/index.ts'
import type { QueueSchedule, ScheduledBreak, ScheduleTotals } from '../../schedule/index.ts'
import { type CsvRows, exactCell } from '../csv-rows.ts'
import { shortDay } from '../dates.ts'
import { figures, figuresIn } from '../format.ts'
import { type Language, listed } from '../language.ts'
import { type PrintOptions, printWith } from '../print-options.ts'
import { type Column, type TableContent, table } from '../table.ts'
import { boundText, clockOf, formOf, remarksOf, type ScheduleAnswer } from './answer.ts'
import { scheduleWords } from './words.ts'

const { fill } = figures

/** Shifts for the terminal, a line an element: by queue and day what is paid, asked for and there, what is short and why. */
export function scheduleTable(answer: ScheduleAnswer, options: PrintOptions = {}): string[] {
  const { style, language } = printWith('scheduleTable', options)
  const words = scheduleWords(language)
  return [
    ...answer.schedule.queues.flatMap((queue) => {
      const { columns, rows, foot } = daysTable(queue, language)
      const remarks = remarksOf(queue, answer, language)
      return [
        fill(words.objective, { queue: queue.queue, objective: words[queue.objective] }),
        '',
        ...table(columns, rows, { ...style, foot }),
        '',
        ...peopleText(queue, language),
        ...remarks,
        ...(remarks.length > 0 ? [''] : []),
      ]
    }),
    boundText(answer.schedule, language),
  ]
}

/** How many people the weeks are of, by kind of tour. */
export function peopleText({ tours }: QueueSchedule, language: Language): string[] {
  const { number } = figuresIn(language)
  const words = scheduleWords(language)
  const people = new Map<string, number>()
  for (const tour of tours) people.set(tour.kind, (people.get(tour.kind) ?? 0) + tour.people)
  const all = [...people.values()].reduce((sum, each) => sum + each, 0)
  const list = listed(
    [...people].map(([kind, count]) => `${kind} ${number(count)}`),
    language,
  )
  return all === 0 ? [] : [fill(words.people, { people: number(all), list })]
}

/** One queue by day. */
export function daysTable({ days, totals }: QueueSchedule, language: Language): TableContent {
  const { number, percent } = figuresIn(language)
  const words = scheduleWords(language)
  const isDear = Math.abs(totals.cost - totals.paidHours) > 1e-6
  const hasService = !Number.isNaN(totals.serviceLevel)
  const columns: Column[] = [
    { heading: words.day, whole: true },
    ...[
      words.shifts,
      words.paidHours,
      ...(isDear ? [words.cost] : []),
      words.askedHours,
      words.agentHours,
      words.under,
      words.over,
      ...(hasService ? [words.serviceLevel] : []),
    ].map((heading) => ({ heading })),
  ]
  const row = (name: string, each: ScheduleTotals) => [
    name,
    number(each.shifts),
    number(each.paidHours, 1),
    ...(isDear ? [number(each.cost, 1)] : []),
    number(each.requiredHours, 1),
    number(each.agentHours, 1),
    number(each.underHours, 1),
    number(each.overHours, 1),
    ...(hasService ? [percent(each.serviceLevel)] : []),
  ]
  return {
    columns,
    rows: days.map(({ day, ...each }) => row(shortDay(dayOf(day), language), each)),
    foot: days.length > 1 ? [row(words.total, totals)] : [],
  }
}

/** Of the shape of {@link scheduleJson}; it grows when a field changes its meaning or goes. */
export const SCHEDULE_JSON_VERSION = 1

/** Shifts as JSON can carry them, in the shape of `docs/schedule.md`. */
export function scheduleJson({ name, schedule, wanted }: ScheduleAnswer): object {
  const known = (values: Float64Array) => Array.from(values, (value) => (Number.isNaN(value) ? null : value))
  return {
    version: SCHEDULE_JSON_VERSION,
    kind: 'schedule',
    name,
    cost: schedule.cost,
    bound: schedule.bound,
    gap: schedule.gap,
    wanted,
    queues: schedule.queues.map(({ start, required, agents, serviceLevel, requiredServiceLevel, ...rest }) => ({
      ...(withTimes(rest) as object),
      start: Array.from(start, formatPlainDateTime),
      required: known(required),
      agents: known(agents),
      serviceLevel: known(serviceLevel),
      requiredServiceLevel: known(requiredServiceLevel),
    })),
  }
}

/** Begins, ends and days as text, at any depth. */
function withTimes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withTimes)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      if (typeof each !== 'number') return [key, withTimes(each)]
      if (key === 'day') return [key, formatDay(dayOf(each))]
      return [key, key === 'start' || key === 'end' ? formatPlainDateTime(each) : each]
    }),
  )
}

/** The columns of `shifts.csv` in their order. Columns of one version are never renamed, moved or removed; new ones come last. */
const SHIFT_COLUMNS = ['date', 'queue', 'shift', 'start', 'end', 'breaks', 'paid_hours', 'agents', 'meetings']

/** Shifts as CSV has them: a row for each form of shift and day, with how many people have it. An end before the start is on the next day. */
export function scheduleCsvRows({ schedule }: ScheduleAnswer): CsvRows {
  return {
    headings: [...SHIFT_COLUMNS],
    rows: schedule.queues.flatMap(({ queue, shifts }) =>
      shifts.map((shift) => [
        formatDay(dayOf(shift.start)),
        queue,
        shift.kind,
        clockOf(shift.start),
        clockOf(shift.end),
        shift.breaks
          .filter(({ meeting }) => meeting === undefined)
          .map(breakText)
          .join('; '),
        exactCell(shift.paidHours),
        shift.agents,
        shift.breaks
          .filter(({ meeting }) => meeting !== undefined)
          .map(breakText)
          .join('; '),
      ]),
    ),
  }
}

/** `12:00-12:30 unpaid`, `15:00-15:15 paid`, `09:00-11:00 training`. */
export function breakText({ start, end, paid, meeting }: ScheduledBreak): string {
  return `${clockOf(start)}-${clockOf(end)} ${meeting ?? (paid ? 'paid' : 'unpaid')}`
}

/** People's weeks as CSV has them: a row for each form of week, with how many people work it and the shift of each day. */
export function tourCsvRows({ schedule }: ScheduleAnswer): CsvRows {
  return {
    headings: [
      'week',
      'queue',
      'tour',
      'people',
      'paid_hours',
      'day_1',
      'day_2',
      'day_3',
      'day_4',
      'day_5',
      'day_6',
      'day_7',
    ],
    rows: schedule.queues.flatMap(({ queue, tours }) =>
      tours.map(({ kind, people, paidHours, start, days }) => [
        formatDay(dayOf(start)),
        queue,
        kind,
        people,
        exactCell(paidHours),
        ...days.map((shift) => (shift ? formOf(shift) : '')),
      ]),
    ),
  }
}
