import { dayOf, intervalsPerDay, KrarupError, parsePlainDateTime, type QueueHistory } from '../../domain/index.ts'
import {
  doubtfulDaysTold,
  endingAt,
  type ForecastedQueue,
  forecastQueue,
  forecastQueues,
  todaysFigures,
  withoutEffect,
} from '../../forecast/index.ts'
import { randomStream } from '../../numeric/random/stream.ts'
import {
  casesTable,
  type ExplainedDay,
  explainDays,
  explainedCsvRows,
  explainedJson,
  explainedTable,
  type ForecastRowOptions,
  type ForecastSummary,
  forecastCsvRows,
  forecastJson,
  forecastTable,
  forecastWords,
  summariseForecast,
} from '../../report/index.ts'
import type { Words } from '../commands/command.ts'
import type { Terminal } from '../terminal.ts'
import { checkFiles } from './files.ts'
import { historyOf } from './history.ts'
import { eventsOf, KNOWN_FILES, knownBeside, LEARNT_FILES } from './known.ts'
import { breathe, printAnswer, printOptions, writeCases } from './output.ts'
import { given, Options } from './words.ts'

/** `krarup forecast`. */
export async function runForecast(path: string, words: Words, terminal: Terminal): Promise<number> {
  const options = new Options(words)
  const days = options.whole('days', 1)!
  const print = printOptions(options, terminal)
  const model = options.text('model')
  const seed = options.whole('seed', 0)!
  await checkFiles(options, { input: path, reads: [...LEARNT_FILES, ...KNOWN_FILES], writes: { cases: 'CSV' } })
  const read = await historyOf(path, words, terminal, { days })
  const { history } = read
  const { actuals, actualsUntil, overrides } = await knownBeside(read, options, terminal)
  const { calendar, rulings } = await eventsOf(read, options)
  const casesFile = options.text('cases')
  const start = Math.max(...history.queues.map(endOf))
  const today = actuals && todaysFigures(actuals, history, start, actualsUntil)
  const known = {
    horizon: days * intervalsPerDay(history.interval),
    calendar,
    overrides,
    rulings,
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
      forecasted.push(forecastQueue(ended, { ...known, siblings: history.queues, ...given({ today: own }) }))
      await onProgress(forecasted.length)
    }
  }
  terminal.progress(undefined)
  const everything = forecasted.map((one, index) => summariseForecast(one, randomStream(seed, index)))
  const answers = everything.slice(0, history.queues.length)
  const [total] = everything.slice(history.queues.length)
  const remarks = [
    ...read.remarks,
    ...withoutEffect(
      { overrides, rulings, ...(today ? { today } : {}) },
      answers.map(({ forecasted }) => forecasted),
    ),
    ...doubtfulDaysTold(answers.map(({ forecasted }) => forecasted)),
    ...answers.flatMap(({ forecasted: { queue, borrowedFrom } }) =>
      borrowedFrom === undefined ? [] : [`${queue} is young: it borrows the past of ${borrowedFrom}, by its share`],
    ),
  ]
  const cases = answers.map(({ forecasted: { queue, cases: found } }, i) => ({
    queue,
    start: history.queues[i].start,
    interval: history.interval,
    cases: found,
  }))
  await writeCases(casesFile, cases, options, terminal)
  const rows: ForecastRowOptions = {
    daily: options.has('daily'),
    today: today !== undefined,
    overrides: overrides.length > 0,
  }
  for (const remark of remarks) terminal.note(remark)
  const asked = options.list('explain')
  if (asked.length > 0) {
    const explained = explain(everything, asked, options)
    printAnswer(terminal, options, {
      lines: () => explainedTable(explained, print),
      json: () => ({ version: 1, days: explainedJson(explained), remarks }),
      csv: () => explainedCsvRows(explained, print.language),
    })
    return 0
  }
  printAnswer(terminal, options, {
    lines: () => [...everything.flatMap((summary) => forecastTable(summary, print)), ...casesTable(cases, print)],
    json: () => ({
      version: 1,
      interval: history.interval,
      queues: answers.map((summary, i) => forecastJson(summary, rows, cases[i])),
      ...(total ? { total: forecastJson(total, rows) } : {}),
      remarks,
    }),
    csv: () => forecastCsvRows(everything, rows, print.language),
  })
  return 0
}

/** The days that --explain names. */
function explain(summaries: readonly ForecastSummary[], asked: readonly string[], options: Options): ExplainedDay[] {
  const days = asked.map((text) => options.readWord('explain', text, (word) => dayOf(parsePlainDateTime(word))))
  return explainDays(summaries, days)
}

function endOf({ start, interval, state }: QueueHistory): number {
  return start + state.length * interval
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
