import { formatDay, intervalsPerDay, KrarupError, type QueueHistory } from '../../domain/index.ts'
import {
  doubtfulDaysTold,
  endingAt,
  type ForecastedQueue,
  forecastQueue,
  forecastQueues,
  todaysFigures,
  withoutEffect,
} from '../../forecast/index.ts'
import { writeFileAtomic } from '../../io/index.ts'
import { randomStream } from '../../numeric/random/stream.ts'
import type { Words } from '../commands/command.ts'
import type { Terminal } from '../terminal.ts'
import { caseLines, casesCsv, casesJson } from './cases.ts'
import { explainedDays, explainJson, explainLines, explainRows } from './explain.ts'
import { answerOf, type QueueAnswer } from './forecast-answer.ts'
import { queueLines } from './forecast-lines.ts'
import { figuresOf, type RowOptions, rowsOf } from './forecast-rows.ts'
import { headingsOf, languageOf } from './headings.ts'
import { historyOf } from './history.ts'
import { eventsOf, knownBeside } from './known.ts'
import { breathe, checkWritable, printAnswer } from './output.ts'
import { given, Options } from './words.ts'

/** `krarup forecast`. */
export async function runForecast(path: string, words: Words, terminal: Terminal): Promise<number> {
  const options = new Options(words)
  const days = options.whole('days', 1)!
  const title = headingsOf(options)
  const model = options.text('model')
  const seed = options.whole('seed', 0)!
  const read = await historyOf(path, words, terminal, { days })
  const { history } = read
  const { actuals, actualsUntil, overrides } = await knownBeside(read, options, terminal)
  const { calendar, rulings } = await eventsOf(read, options)
  const casesFile = options.text('cases')
  await checkWritable([casesFile], options.has('force'))
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
    const name = title('total')
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
  const everything = forecasted.map((one, index) => answerOf(one, randomStream(seed, index)))
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
  if (casesFile !== undefined) {
    await writeFileAtomic(casesFile, casesCsv(cases), { force: options.has('force') })
    terminal.note(`wrote ${casesFile}`)
  }
  const rows: RowOptions = {
    daily: options.has('daily'),
    today: today !== undefined,
    overrides: overrides.length > 0,
  }
  for (const remark of remarks) terminal.note(remark)
  const asked = options.list('explain')
  if (asked.length > 0) {
    const explained = explainedDays(everything, asked, options)
    printAnswer(terminal, options, {
      lines: () => explainLines(explained, title, languageOf(options), terminal),
      json: () => ({ version: 1, days: explainJson(explained), remarks }),
      csv: () => explainRows(explained, title),
    })
    return 0
  }
  printAnswer(terminal, options, {
    lines: () => [
      ...everything.flatMap((answer) => queueLines(answer, title, languageOf(options), terminal)),
      ...caseLines(cases, title, terminal),
    ],
    json: () => ({
      version: 1,
      interval: history.interval,
      queues: answers.map((answer, i) => ({ ...queueJson(answer, rows), cases: casesJson(cases[i]) })),
      ...(total ? { total: queueJson(total, rows) } : {}),
      remarks,
    }),
    csv: () => ({
      headings: ['start', 'queue', ...figuresOf(rows)].map((name) => title(name)),
      rows: everything.flatMap((answer) => rowsOf(answer, rows)),
    }),
  })
  return 0
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

function queueJson(answer: QueueAnswer, options: RowOptions): object {
  const { queue, volume, fitted } = answer.forecasted
  return {
    queue,
    model: volume.model,
    scores: fitted.scores ?? null,
    days: answer.days.map(daysJson),
    rows: rowsOf(answer, options).map(([start, , ...values]) => ({
      ...Object.fromEntries(figuresOf(options).map((name, i) => [name, values[i] === '' ? null : values[i]])),
      start,
    })),
  }
}

/** A day's total with its effects, as JSON. */
function daysJson({ day, mean, low, high, aht, model, effects }: QueueAnswer['days'][number]): object {
  const finite = (value: number) => (Number.isFinite(value) ? value : null)
  return {
    day: formatDay(day),
    volume: finite(mean),
    volume_p10: finite(low),
    volume_p90: finite(high),
    aht: finite(aht),
    volume_model: model ?? finite(mean),
    overridden: model !== undefined,
    effects,
  }
}
