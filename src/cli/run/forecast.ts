import {
  clockChangeMessages,
  DAY_SECONDS,
  type DayNumber,
  dayOf,
  formatDay,
  intervalsPerDay,
  KrarupError,
  type PlainDateTime,
  parsePlainDateTime,
  type QueueHistory,
} from '../../domain/index.ts'
import { commandSays, englishOf, forecastSays } from '../../domain/messages/index.ts'
import {
  doubtfulDayMessages,
  endingAt,
  type ForecastedQueue,
  forecastQueue,
  forecastQueues,
  fromDay,
  growthMessages,
  todaysFigures,
  withoutEffectMessages,
} from '../../forecast/index.ts'
import { randomStream } from '../../numeric/random/stream.ts'
import {
  casesTable,
  type ExplainedDay,
  explainDays,
  explainedCsvRows,
  explainedJson,
  explainedTable,
  FORECAST_WIDE_FIGURES,
  type ForecastRowOptions,
  type ForecastSummary,
  forecastCsvRows,
  forecastJson,
  forecastTable,
  forecastWideCsvRows,
  forecastWords,
  summariseForecast,
} from '../../report/index.ts'
import type { Words } from '../commands/command.ts'
import type { Terminal } from '../terminal.ts'
import { ANSWER_FORMATS, checkFiles } from './files.ts'
import { historyFiles, historyOf } from './history.ts'
import { horizonOf } from './horizon.ts'
import { eventsOf, growthsOf, KNOWN_FILES, knownBeside, LEARNT_FILES } from './known.ts'
import { breathe, casesFile, giveAnswer, printOptions, wideConflict } from './output.ts'
import { given, Options } from './words.ts'

/** `krarup forecast`. */
export async function runForecast(path: string, words: Words, terminal: Terminal): Promise<number> {
  const options = new Options(words)
  const horizon = horizonOf(options)
  const print = printOptions(options, terminal)
  const model = options.text('model')
  const seed = options.whole('seed', 0)!
  const wide = options.choice('wide', FORECAST_WIDE_FIGURES)
  if (wide !== undefined && periodOf(options) !== 'interval') throw wideConflict()
  const common = historyFiles(path, options)
  const files = await checkFiles(options, {
    ...common,
    reads: [...LEARNT_FILES, ...KNOWN_FILES],
    writes: { ...common.writes, cases: 'CSV', out: ANSWER_FORMATS },
  })
  const read = await historyOf(path, words, terminal, files, { horizon })
  const { history, ahead } = read
  const { actuals, actualsUntil, overrides } = await knownBeside(read, options, terminal)
  const { calendar, rulings } = await eventsOf(read, options)
  const growth = growthsOf(options, read.queueNames)
  const start = Math.max(...history.queues.map(endOf))
  if (actuals && ahead.first * DAY_SECONDS > start) throw gapAfterToday(ahead.first, start)
  const today = actuals && todaysFigures(actuals, history, start, actualsUntil)
  const last = (ahead.first + ahead.days) * DAY_SECONDS
  const intervals = (from: number) => (last - from) / history.interval
  const known = {
    horizon: ahead.aligned ? intervals(start) : ahead.days * intervalsPerDay(history.interval),
    calendar,
    overrides,
    rulings,
    growth,
    clean: options.has('clean'),
    believeZeros: actualsUntil !== undefined,
    ...given({ model }),
  }
  const onProgress = async (done: number) => {
    terminal.progress(`forecasting: ${done} of ${history.queues.length} queues`)
    await breathe(terminal)
  }
  const forecasted: ForecastedQueue[] = []
  if (options.has('total')) {
    const name = forecastWords(print.language).total
    checkNoneIsCalled(name, history.queues)
    const { queues, total } = await forecastQueues(history.queues, { ...known, name, onProgress, ...given({ today }) })
    forecasted.push(...queues, total)
  } else {
    for (const queue of history.queues) {
      const own = today?.get(queue.queue)
      const ended = own ? endingAt(queue, start) : queue
      const horizon = ahead.aligned ? intervals(endOf(ended)) : known.horizon
      forecasted.push(forecastQueue(ended, { ...known, horizon, siblings: history.queues, ...given({ today: own }) }))
      await onProgress(forecasted.length)
    }
  }
  terminal.progress(undefined)
  const everything = forecasted.map((one, index) =>
    summariseForecast(ahead.aligned ? fromDay(one, ahead.first) : one, randomStream(seed, index), calendar),
  )
  const answers = everything.slice(0, history.queues.length)
  const [total] = everything.slice(history.queues.length)
  const told = [
    ...read.remarks,
    ...growthMessages(growth, ahead.first, ahead.days),
    ...withoutEffectMessages(
      { overrides, rulings, ...(today ? { today } : {}) },
      answers.map(({ forecasted }) => forecasted),
    ),
    ...doubtfulDayMessages(answers.map(({ forecasted }) => forecasted)),
    ...answers.flatMap(({ forecasted: { queue, borrowedFrom } }) =>
      borrowedFrom === undefined ? [] : [forecastSays('young', { queue, from: borrowedFrom })],
    ),
    ...answers.flatMap(({ horizon }) => clockChangeMessages(horizon, calendar)),
  ]
  // Queues of one calendar have the same clock changes.
  const messages = told.filter(({ text }, i) => told.findIndex((other) => other.text === text) === i)
  const remarks = englishOf(messages)
  const cases = answers.map(({ forecasted: { queue, cases: found } }, i) => ({
    queue,
    start: history.queues[i].start,
    interval: history.interval,
    cases: found,
  }))
  const odd = casesFile(options, cases, read.form)
  const rows: ForecastRowOptions = {
    by: periodOf(options),
    today: today !== undefined,
    overrides: overrides.length > 0,
    todaysAht: forecasted.some(({ ahtMorning }) => ahtMorning !== undefined),
  }
  for (const message of messages) terminal.say(message)
  const by = options.text('by')
  if (by !== undefined && by !== 'day' && !['csv', 'json', 'out'].some((form) => options.has(form)))
    terminal.say(commandSays('rowsBy', { by }))
  const asked = options.list('explain')
  if (asked.length > 0) {
    const explained = explain(everything, asked, options)
    const answer = {
      lines: () => explainedTable(explained, print),
      json: () => ({ version: 1, days: explainedJson(explained), remarks }),
      csv: () => explainedCsvRows(explained, print.language),
      form: read.form,
    }
    await giveAnswer(files, options, terminal, answer, odd)
    return 0
  }
  const answer = {
    lines: () => [...everything.flatMap((summary) => forecastTable(summary, print)), ...casesTable(cases, print)],
    json: () => ({
      version: 1,
      interval: history.interval,
      queues: answers.map((summary, i) => forecastJson(summary, rows, cases[i])),
      ...(total ? { total: forecastJson(total, rows) } : {}),
      remarks,
    }),
    csv: () =>
      wide === undefined
        ? forecastCsvRows(everything, rows, print.language)
        : forecastWideCsvRows(everything, wide, print.language),
    form: read.form,
  }
  await giveAnswer(files, options, terminal, answer, odd)
  return 0
}

/** The days that --explain names. */
function explain(summaries: readonly ForecastSummary[], asked: readonly string[], options: Options): ExplainedDay[] {
  const days = asked.map((text) => options.readWord('explain', text, (word) => dayOf(parsePlainDateTime(word))))
  return explainDays(summaries, days)
}

const PERIODS = ['interval', 'day', 'week', 'month', 'quarter'] as const

/** What a row of CSV and JSON is: as `--by` says, or `--daily`, which says `--by day`. */
function periodOf(options: Options): (typeof PERIODS)[number] {
  const by = options.choice('by', PERIODS)
  const daily = options.has('daily')
  if (daily && by !== undefined && by !== 'day') {
    throw new KrarupError({
      code: 'CONFLICT',
      what: `--daily asks for days, and --by for ${by === 'interval' ? 'intervals' : `${by}s`}`,
      where: { name: '--by' },
      how: 'keep one of the two',
    })
  }
  return by ?? (daily ? 'day' : 'interval')
}

function endOf({ start, interval, state }: QueueHistory): number {
  return start + state.length * interval
}

/** Figures of today are those of the day after the history: the days shown must begin with it. */
function gapAfterToday(first: DayNumber, historyEnd: PlainDateTime): KrarupError {
  return new KrarupError({
    code: 'CONFLICT',
    what: `figures of today are those of ${formatDay(dayOf(historyEnd))}, the day after the history's last, and --start is ${formatDay(first)}`,
    where: { name: '--actuals' },
    how: 'leave one of the two out; whole days belong into the history',
  })
}

/** In tables and files the total stands among the queues. */
function checkNoneIsCalled(total: string, queues: readonly QueueHistory[]): void {
  if (queues.every(({ queue }) => queue !== total)) return
  throw new KrarupError({
    code: 'CONFLICT',
    what: `a queue of the history is called ${total}, as the total of all would be`,
    where: { name: '--total' },
    how: 'where it is the sum of the others, leave it out of the export; else give it another name',
    value: total,
  })
}
