import { dayOf, formatDay, formatPlainDateTime, intervalsPerDay, type QueueHistory, STATE } from '../../domain/index.ts'
import { endingAt, type ForecastedQueue, forecastQueue, todaysFigures, withoutEffect } from '../../forecast/index.ts'
import { writeFileAtomic } from '../../io/index.ts'
import { type RandomStream, randomStream } from '../../numeric/random/stream.ts'
import { figures, type Language, shortWeekday, table } from '../../report/index.ts'
import type { Words } from '../commands/command.ts'
import type { Terminal } from '../terminal.ts'
import { caseLines, casesCsv, casesJson } from './cases.ts'
import { headingsOf, languageOf, type Title } from './headings.ts'
import { historyOf } from './history.ts'
import { eventsOf, knownBeside } from './known.ts'
import { breathe, checkWritable, printAnswer, tableStyle } from './output.ts'
import { given, Options } from './words.ts'

/** Courses drawn for the quantiles of a day's total: the quantiles of its intervals do not add up to them. */
const PATHS = 400

interface QueueAnswer {
  forecasted: ForecastedQueue
  days: DayAnswer[]
  today?: TodayAnswer
}

/** Contacts of a day; NaN where it is closed. */
interface DayAnswer {
  day: number
  mean: number
  low: number
  high: number
  aht: number
  /** The model's own, where the planner has put others in their place. */
  model?: number
}

/** The first day, as far as it is known. */
interface TodayAnswer {
  /** Second of the day until which it is known. */
  until: number
  came: number
  expected: number
  rest: { morning: number; mean: number; low: number; high: number }
}

/** `krarup forecast`. */
export async function runForecast(path: string, words: Words, terminal: Terminal): Promise<number> {
  const options = new Options(words)
  const days = options.whole('days', 1)!
  const title = headingsOf(options)
  const model = options.text('model')
  const seed = options.whole('seed', 0)!
  const read = await historyOf(path, words, terminal)
  const { history } = read
  const { actuals, actualsUntil, overrides } = await knownBeside(read, options, terminal)
  const { calendar, rulings } = await eventsOf(read, options)
  const casesFile = options.text('cases')
  await checkWritable([casesFile], options.has('force'))
  const start = Math.max(...history.queues.map(endOf))
  const today = actuals && todaysFigures(actuals, history, start, actualsUntil)
  const answers: QueueAnswer[] = []
  for (const [index, queue] of history.queues.entries()) {
    const own = today?.get(queue.queue)
    const forecasted = forecastQueue(own ? endingAt(queue, start) : queue, {
      horizon: days * intervalsPerDay(history.interval),
      calendar,
      overrides,
      rulings,
      clean: options.has('clean'),
      siblings: history.queues,
      believeZeros: actualsUntil !== undefined,
      ...given({ model, today: own }),
    })
    answers.push(answerOf(forecasted, randomStream(seed, index)))
    terminal.progress(`forecasting: ${index + 1} of ${history.queues.length} queues`)
    await breathe(terminal)
  }
  terminal.progress(undefined)
  for (const { forecasted } of answers) {
    const { queue, borrowedFrom } = forecasted
    if (borrowedFrom !== undefined)
      terminal.note(`${queue} is young: it borrows the past of ${borrowedFrom}, by its share`)
  }
  const remarks = withoutEffect(
    { overrides, rulings, ...(today ? { today } : {}) },
    answers.map(({ forecasted }) => forecasted),
  )
  const cases = answers.map(({ forecasted: { queue, cases: found } }, i) => ({
    queue,
    start: history.queues[i].start,
    interval: history.interval,
    cases: found,
  }))
  if (casesFile !== undefined) {
    await writeFileAtomic(casesFile, casesCsv(cases), { force: options.has('force') })
    terminal.note(`wrote ${casesFile}`)
  }
  const rows: RowOptions = {
    daily: options.has('daily'),
    today: today !== undefined,
    overrides: overrides.length > 0,
  }
  printAnswer(terminal, options, {
    lines: () => [
      ...answers.flatMap((answer) => queueLines(answer, title, languageOf(options), terminal)),
      ...caseLines(cases, title, terminal),
    ],
    json: () => ({
      version: 1,
      interval: history.interval,
      queues: answers.map((answer, i) => ({
        queue: answer.forecasted.queue,
        model: answer.forecasted.volume.model,
        rows: rowsOf(answer, rows).map(([start, , ...values]) => ({
          ...Object.fromEntries(figuresOf(rows).map((name, i) => [name, values[i] === '' ? null : values[i]])),
          start,
        })),
        cases: casesJson(cases[i]),
      })),
      remarks,
    }),
    csv: () => ({
      headings: ['start', 'queue', ...figuresOf(rows)].map((name) => title(name)),
      rows: answers.flatMap((answer) => rowsOf(answer, rows)),
    }),
  })
  for (const remark of remarks) terminal.note(remark)
  return 0
}

function endOf({ start, interval, state }: QueueHistory): number {
  return start + state.length * interval
}

function answerOf(forecasted: ForecastedQueue, random: RandomStream): QueueAnswer {
  const { volume, model, morning, aht, overridden, knownUntil } = forecasted
  const perDay = intervalsPerDay(volume.interval)
  const paths = volume.paths(PATHS, random)
  const open = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => from + i).filter((i) => volume.state[i] !== STATE.closed)
  /** Mean and the limits that eight of ten totals end between. */
  const total = (places: readonly number[]) => {
    const totals = paths.map((path) => sum(places, (i) => path[i])).sort((a, b) => a - b)
    return {
      mean: sum(places, (i) => volume.mean[i]),
      low: totals[Math.floor(0.1 * PATHS)],
      high: totals[Math.ceil(0.9 * PATHS) - 1],
    }
  }
  const days = Array.from({ length: volume.mean.length / perDay }, (_, d): DayAnswer => {
    const places = open(d * perDay, (d + 1) * perDay)
    const day = dayOf(volume.start) + d
    if (places.length === 0) return { day, mean: Number.NaN, low: Number.NaN, high: Number.NaN, aht: Number.NaN }
    const of = total(places)
    return {
      day,
      ...of,
      aht: aht ? sum(places, (i) => volume.mean[i] * aht[i]) / of.mean : Number.NaN,
      ...(overridden?.subarray(d * perDay, (d + 1) * perDay).includes(1)
        ? { model: sum(places, (i) => model.mean[i]) }
        : {}),
    }
  })
  if (!morning) return { forecasted, days }
  const past = open(0, knownUntil)
  const rest = open(knownUntil, perDay)
  return {
    forecasted,
    days,
    today: {
      until: knownUntil * volume.interval,
      came: sum(past, (i) => volume.mean[i]),
      expected: sum(past, (i) => morning.mean[i]),
      rest: { morning: sum(rest, (i) => morning.mean[i]), ...total(rest) },
    },
  }
}

interface RowOptions {
  daily: boolean
  /** Today's figures were given: what was expected in the morning comes last but the planner's own. */
  today: boolean
  /** Overrides were given: what the model says comes last. */
  overrides: boolean
}

function figuresOf({ today, overrides, daily }: RowOptions): string[] {
  return [
    'volume',
    'volume_p10',
    'volume_p90',
    'aht',
    ...(today ? ['volume_morning', ...(daily ? [] : ['known'])] : []),
    ...(overrides ? ['volume_model', 'overridden'] : []),
  ]
}

/** One row an open interval, or an open day. */
function rowsOf({ forecasted, days }: QueueAnswer, options: RowOptions): (string | number)[][] {
  const { queue, volume, model, morning, aht, overridden, knownUntil } = forecasted
  const { daily, today, overrides } = options
  const before = morning ?? volume
  if (daily) {
    const perDay = intervalsPerDay(volume.interval)
    const dayTotal = (values: Float64Array, d: number) =>
      values.subarray(d * perDay, (d + 1) * perDay).reduce((all, value) => all + (value || 0), 0)
    return days.flatMap((day, d) =>
      Number.isNaN(day.mean)
        ? []
        : [
            [
              formatDay(day.day),
              queue,
              rounded(day.mean, 2),
              rounded(day.low, 2),
              rounded(day.high, 2),
              rounded(day.aht, 1),
              ...(today ? [rounded(dayTotal(before.mean, d), 2)] : []),
              ...(overrides ? [rounded(dayTotal(model.mean, d), 2), day.model === undefined ? 0 : 1] : []),
            ],
          ],
    )
  }
  const low = volume.quantile(0.1)
  const high = volume.quantile(0.9)
  const rows: (string | number)[][] = []
  for (let i = 0; i < volume.mean.length; i++) {
    if (volume.state[i] === STATE.closed) continue
    rows.push([
      formatPlainDateTime(volume.start + i * volume.interval),
      queue,
      rounded(volume.mean[i], 3),
      rounded(low[i], 3),
      rounded(high[i], 3),
      rounded(aht?.[i] ?? Number.NaN, 1),
      ...(today ? [rounded(before.mean[i], 3), i < knownUntil ? 1 : 0] : []),
      ...(overrides ? [rounded(model.mean[i], 3), overridden?.[i] ?? 0] : []),
    ])
  }
  return rows
}

function queueLines(answer: QueueAnswer, title: Title, language: Language, terminal: Terminal): string[] {
  const { volume, duration } = figures
  const { forecasted, days } = answer
  const own = days.some(({ model }) => model !== undefined)
  return [
    `${forecasted.queue}: ${forecasted.volume.model}`,
    ...table(
      [
        { heading: title('day') },
        { heading: title('volume', 'contacts') },
        { heading: title('likely', '8 of 10 days end between'), align: 'left' },
        { heading: title('aht', 'AHT') },
        ...(own ? [{ heading: title('ownFigures', 'yours; the model said') }] : []),
      ],
      days.map(({ day, mean, low, high, aht, model }) => {
        const name = `${shortWeekday(day, language)} ${formatDay(day)}`
        if (Number.isNaN(mean)) return [name, title('closed'), '', '']
        return [
          name,
          volume(mean),
          between(low, high, title),
          Number.isNaN(aht) ? '' : duration(aht),
          ...(own ? [model === undefined ? '' : volume(model)] : []),
        ]
      }),
      tableStyle(terminal),
    ),
    ...todayLines(answer, title, terminal),
    '',
  ]
}

/** `433 and 557`. */
function between(low: number, high: number, title: Title): string {
  return figures.fill(title('between', '{low} and {high}'), { low: figures.volume(low), high: figures.volume(high) })
}

/** What came, what was expected, and the rest of the day by interval. */
function todayLines({ forecasted, today, days }: QueueAnswer, title: Title, terminal: Terminal): string[] {
  const { morning, volume: now, knownUntil } = forecasted
  if (!today || !morning) return []
  const { volume, percent, clock, fill } = figures
  const { came, expected, rest, until } = today
  const low = now.quantile(0.1)
  const high = now.quantile(0.9)
  const places = Array.from({ length: intervalsPerDay(now.interval) - knownUntil }, (_, k) => knownUntil + k).filter(
    (i) => now.state[i] !== STATE.closed,
  )
  const signed = (share: number) => `${share > 0 ? '+' : ''}${percent(share)}`
  return [
    '',
    fill(title('todaySoFar', '{day} until {time}: {came} contacts came, {expected} were expected ({change})'), {
      day: formatDay(days[0].day),
      time: clock(until),
      came: volume(came),
      expected: volume(expected),
      change: signed(came / expected - 1),
    }),
    ...(places.length === 0
      ? []
      : [
          fill(
            title(
              'todayRest',
              'rest of the day: {mean} contacts (8 of 10 such days end between {low} and {high}); {morning} were expected in the morning ({change})',
            ),
            {
              mean: volume(rest.mean),
              low: volume(rest.low),
              high: volume(rest.high),
              morning: volume(rest.morning),
              change: signed(rest.mean / rest.morning - 1),
            },
          ),
          ...table(
            [
              { heading: title('start', 'from') },
              { heading: title('volume_morning', 'in the morning') },
              { heading: title('volume_now', 'now') },
              { heading: title('likelyInterval', '8 of 10 between'), align: 'left' },
            ],
            places.map((i) => [
              clock(i * now.interval),
              volume(morning.mean[i]),
              volume(now.mean[i]),
              between(low[i], high[i], title),
            ]),
            tableStyle(terminal),
          ),
        ]),
  ]
}

function sum(places: readonly number[], value: (i: number) => number): number {
  return places.reduce((total, i) => total + value(i), 0)
}

/** Empty where there is no number. */
function rounded(value: number, decimals: number): number | '' {
  return Number.isNaN(value) ? '' : Number(value.toFixed(decimals))
}
