import { checkKeys, DAY_SECONDS, dayOf, secondOfDay } from '../../domain/index.ts'
import type { QueueSchedule, ScheduledShift } from '../../schedule/index.ts'
import { shortDay } from '../dates.ts'
import { figures, figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import { type DayBars, schedulePage, type TimeAxis } from '../page/index.ts'
import { boundText, clockOf, formOf, remarksOf, type ScheduleAnswer } from './answer.ts'
import { breakText, daysTable, peopleText } from './schedule-table.ts'
import { scheduleWords } from './words.ts'

const { fill } = figures
/** Days whose shifts are drawn. */
const DRAWN_DAYS = 7

/** Shifts as one HTML page that needs nothing else: agents asked for and there, service by interval, days, and every shift with its breaks. */
export function scheduleReport(answer: ScheduleAnswer, options: { language?: Language } = {}): string {
  checkKeys('scheduleReport', options, { language: 1 })
  const { language = 'en' } = options
  const { number, percent } = figuresIn(language)
  const words = scheduleWords(language)
  const { schedule } = answer
  const axis = axisOf(schedule.queues, language)
  const sum = (of: (queue: QueueSchedule) => number) => schedule.queues.reduce((all, queue) => all + of(queue), 0)
  const [first] = schedule.queues
  return schedulePage({
    language,
    title: fill(words.title, { name: answer.name }),
    subtitle: boundText(schedule, language),
    figures: [
      { label: words.paidHours, value: number(sum(({ totals }) => totals.paidHours)), note: '' },
      { label: words.shifts, value: number(sum(({ totals }) => totals.shifts)), note: '' },
      {
        label: words.under,
        value: number(
          sum(({ totals }) => totals.underHours),
          1,
        ),
        note: '',
      },
      {
        label: words.over,
        value: number(
          sum(({ totals }) => totals.overHours),
          1,
        ),
        note: '',
      },
      ...(schedule.queues.length === 1 && !Number.isNaN(first.totals.serviceLevel)
        ? [{ label: words.serviceLevel, value: percent(first.totals.serviceLevel), note: '' }]
        : []),
    ],
    times: axis,
    sections: schedule.queues.map((queue) => ({
      heading: fill(words.objective, { queue: queue.queue, objective: words[queue.objective] }),
      notes: [...peopleText(queue, language), ...remarksOf(queue, answer, language), words.colours],
      charts: chartsOf(queue, axis, answer, language),
      table: daysTable(queue, language),
      bars: barsOf(queue, language),
    })),
  })
}

/** All queues along one axis: the hours in which any of them asks for anyone. */
function axisOf(queues: readonly QueueSchedule[], language: Language): TimeAxis {
  const interval = Math.min(...queues.map((queue) => queue.interval))
  const starts = queues.flatMap((queue) => Array.from(queue.start))
  const opens = Math.min(...starts.map(secondOfDay))
  const closes = Math.max(...queues.flatMap((queue) => Array.from(queue.start, (s) => secondOfDay(s) + queue.interval)))
  const perDay = Math.round((closes - opens) / interval)
  const days = dayOf(Math.max(...starts)) - dayOf(Math.min(...starts)) + 1
  return {
    opens,
    interval,
    perDay,
    first: 0,
    count: days * perDay,
    day: language === 'zh' ? '第{day}天' : 'day {day}',
  }
}

function chartsOf(queue: QueueSchedule, axis: TimeAxis, { schedule, wanted }: ScheduleAnswer, language: Language) {
  const { number, percent } = figuresIn(language)
  const words = scheduleWords(language)
  const firstDay = dayOf(Math.min(...schedule.queues.flatMap(({ start }) => Array.from(start))))
  const along = (values: Float64Array) => {
    const places = new Array<number>(axis.count).fill(Number.NaN)
    for (const [i, value] of values.entries()) {
      const start = queue.start[i]
      const from = (dayOf(start) - firstDay) * axis.perDay + (secondOfDay(start) - axis.opens) / axis.interval
      for (let k = 0; k < queue.interval / axis.interval; k++) places[Math.round(from) + k] = value
    }
    return places
  }
  const share = wanted[queue.queue]
  return [
    {
      title: words.agentsBy,
      write: (value: number) => number(value, Number.isInteger(value) ? 0 : 1),
      share: false,
      series: [
        { name: words.there, values: along(queue.agents) },
        { name: words.asked, steps: true, values: along(queue.required) },
      ],
    },
    ...(Number.isNaN(queue.totals.serviceLevel)
      ? []
      : [
          {
            title: words.serviceBy,
            write: (value: number) => percent(value),
            share: true,
            series: [{ name: words.serviceLevel, values: along(queue.serviceLevel) }],
            ...(share === undefined ? {} : { lines: [{ value: share, text: percent(share, 0) }] }),
          },
        ]),
  ]
}

function barsOf({ shifts }: QueueSchedule, language: Language): DayBars[] {
  const { number } = figuresIn(language)
  const words = scheduleWords(language)
  const days = [...new Set(shifts.map(({ start }) => dayOf(start)))].sort((a, b) => a - b).slice(0, DRAWN_DAYS)
  return days.map((day) => {
    const own = shifts.filter(({ start }) => dayOf(start) === day)
    const hour = (time: number) => (time - day * DAY_SECONDS) / 3600
    return {
      title: fill(words.shiftsOf, { day: shortDay(day, language) }),
      from: Math.floor(Math.min(...own.map(({ start }) => hour(start)))),
      to: Math.ceil(Math.max(...own.map(({ end }) => hour(end)))),
      rows: own.map((shift) => ({
        name: `${formOf(shift)} × ${number(shift.agents)}`,
        tip: [
          fill(words.tip, {
            kind: shift.kind,
            from: clockOf(shift.start),
            to: clockOf(shift.end),
            agents: number(shift.agents),
          }),
          ...shift.breaks.map(breakText),
        ].join('\n'),
        pieces: piecesOf(shift, hour),
      })),
    }
  })
}

function piecesOf(
  { start, end, breaks }: ScheduledShift,
  hour: (time: number) => number,
): DayBars['rows'][number]['pieces'] {
  const pieces: DayBars['rows'][number]['pieces'][number][] = []
  let from = start
  for (const pause of breaks) {
    pieces.push({ from: hour(from), to: hour(pause.start), shade: 'work' })
    if (pause.paid)
      pieces.push({
        from: hour(pause.start),
        to: hour(pause.end),
        shade: pause.meeting === undefined ? 'paid break' : 'meeting',
      })
    from = pause.end
  }
  return [...pieces, { from: hour(from), to: hour(end), shade: 'work' }]
}
