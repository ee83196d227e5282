import {
  type Calendar,
  dayOf,
  formatDay,
  formatPlainDateTime,
  intervalsPerDay,
  measureSeries,
  type QueueHistory,
  STATE,
  WEEKDAYS,
  weekdayOf,
} from '../../domain/index.ts'
import { type Forecast, forecastHandleTime, forecastSeries } from '../../forecast/index.ts'
import { type RandomStream, randomStream } from '../../numeric/random/stream.ts'
import { figures, table } from '../../report/index.ts'
import type { Words } from '../commands/command.ts'
import type { Terminal } from '../terminal.ts'
import { headingsOf } from './headings.ts'
import { historyOf } from './history.ts'
import { breathe, printAnswer, tableStyle } from './output.ts'
import { given, Options } from './words.ts'

/** Courses drawn for the quantiles of a day's total: the quantiles of its intervals do not add up to them. */
const PATHS = 400

interface QueueAnswer {
  queue: string
  forecast: Forecast
  /** Seconds by interval; absent where the history has no handle time. */
  aht: Float64Array | undefined
  days: DayAnswer[]
}

/** Contacts of a day; NaN where it is closed. */
interface DayAnswer {
  day: number
  mean: number
  low: number
  high: number
  aht: number
}

/** `krarup forecast`. */
export async function runForecast(path: string, words: Words, terminal: Terminal): Promise<number> {
  const options = new Options(words)
  const days = options.whole('days', 1)!
  const title = headingsOf(options)
  const model = options.text('model')
  const seed = options.whole('seed', 0)!
  const { history, calendar } = await historyOf(path, words, terminal)
  const answers: QueueAnswer[] = []
  for (const [index, queue] of history.queues.entries()) {
    answers.push(queueAnswer(queue, { days, calendar, model, random: randomStream(seed, index) }))
    terminal.progress(`forecasting: ${index + 1} of ${history.queues.length} queues`)
    await breathe(terminal)
  }
  terminal.progress(undefined)
  printAnswer(terminal, options, {
    lines: () => answers.flatMap((answer) => queueLines(answer, title, terminal)),
    json: () => ({
      version: 1,
      interval: history.interval,
      queues: answers.map((answer) => ({
        queue: answer.queue,
        model: answer.forecast.model,
        rows: rowsOf(answer, options.has('daily')).map(([start, , ...values]) =>
          Object.fromEntries(
            FIGURES.map((name, i) => [name, values[i] === '' ? null : values[i]]).concat([['start', start]]),
          ),
        ),
      })),
    }),
    csv: () => ({
      headings: ['start', 'queue', ...FIGURES].map((name) => title(name)),
      rows: answers.flatMap((answer) => rowsOf(answer, options.has('daily'))),
    }),
  })
  return 0
}

function queueAnswer(
  history: QueueHistory,
  {
    days,
    calendar,
    model,
    random,
  }: { days: number; calendar: Calendar; model: string | undefined; random: RandomStream },
): QueueAnswer {
  const perDay = intervalsPerDay(history.interval)
  const horizon = days * perDay
  const { handleTotal, answered } = history.measures
  const forecast = forecastSeries(measureSeries(history, 'offered'), { horizon, calendar, ...given({ model }) })
  const aht =
    handleTotal &&
    forecastHandleTime(
      measureSeries(history, answered ? 'answered' : 'offered'),
      measureSeries(history, 'handleTotal'),
      {
        horizon,
        calendar,
      },
    ).mean
  const paths = forecast.paths(PATHS, random)
  return {
    queue: history.queue,
    forecast,
    aht,
    days: Array.from({ length: days }, (_, d) => {
      const places = Array.from({ length: perDay }, (_, slot) => d * perDay + slot).filter(
        (i) => forecast.state[i] !== STATE.closed,
      )
      const totals = paths.map((path) => sum(places, (i) => path[i])).sort((a, b) => a - b)
      const mean = sum(places, (i) => forecast.mean[i])
      return {
        day: dayOf(forecast.start) + d,
        mean: places.length ? mean : Number.NaN,
        low: places.length ? totals[Math.floor(0.1 * PATHS)] : Number.NaN,
        high: places.length ? totals[Math.ceil(0.9 * PATHS) - 1] : Number.NaN,
        aht: aht ? sum(places, (i) => forecast.mean[i] * aht[i]) / mean : Number.NaN,
      }
    }),
  }
}

const FIGURES = ['volume', 'volume_p10', 'volume_p90', 'aht'] as const

/** One row an open interval, or an open day. */
function rowsOf({ queue, forecast, aht, days }: QueueAnswer, daily: boolean): (string | number)[][] {
  if (daily) {
    return days
      .filter(({ mean }) => !Number.isNaN(mean))
      .map((day) => [
        formatDay(day.day),
        queue,
        rounded(day.mean, 2),
        rounded(day.low, 2),
        rounded(day.high, 2),
        rounded(day.aht, 1),
      ])
  }
  const low = forecast.quantile(0.1)
  const high = forecast.quantile(0.9)
  const rows: (string | number)[][] = []
  for (let i = 0; i < forecast.mean.length; i++) {
    if (forecast.state[i] === STATE.closed) continue
    rows.push([
      formatPlainDateTime(forecast.start + i * forecast.interval),
      queue,
      rounded(forecast.mean[i], 3),
      rounded(low[i], 3),
      rounded(high[i], 3),
      rounded(aht?.[i] ?? Number.NaN, 1),
    ])
  }
  return rows
}

function queueLines(
  { queue, forecast, days }: QueueAnswer,
  title: ReturnType<typeof headingsOf>,
  terminal: Terminal,
): string[] {
  const { volume, duration } = figures
  return [
    `${queue}: ${forecast.model}`,
    ...table(
      [
        { heading: title('day') },
        { heading: title('volume', 'contacts') },
        { heading: title('likely', '8 of 10 days end between'), align: 'left' },
        { heading: title('aht', 'AHT') },
      ],
      days.map(({ day, mean, low, high, aht }) =>
        Number.isNaN(mean)
          ? [`${WEEKDAYS[weekdayOf(day)].slice(0, 3)} ${formatDay(day)}`, 'closed', '', '']
          : [
              `${WEEKDAYS[weekdayOf(day)].slice(0, 3)} ${formatDay(day)}`,
              volume(mean),
              `${volume(low)} and ${volume(high)}`,
              Number.isNaN(aht) ? '' : duration(aht),
            ],
      ),
      tableStyle(terminal),
    ),
    '',
  ]
}

function sum(places: readonly number[], value: (i: number) => number): number {
  return places.reduce((total, i) => total + value(i), 0)
}

/** Empty where there is no number. */
function rounded(value: number, decimals: number): number | '' {
  return Number.isNaN(value) ? '' : Number(value.toFixed(decimals))
}
