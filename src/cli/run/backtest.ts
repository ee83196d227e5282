import { type IntervalSeries, measureSeries } from '../../domain/index.ts'
import { backtest, cleanSeries, forecasters } from '../../forecast/index.ts'
import { backtestCsvRows, backtestJson, backtestTable, casesTable, type QueueBacktest } from '../../report/index.ts'
import type { Words } from '../commands/command.ts'
import type { Terminal } from '../terminal.ts'
import { ANSWER_FORMATS, checkFiles } from './files.ts'
import { historyFiles, historyOf } from './history.ts'
import { eventsOf, LEARNT_FILES } from './known.ts'
import { breathe, casesFile, giveAnswer, printOptions } from './output.ts'
import { Options } from './words.ts'

/** `krarup backtest`. */
export async function runBacktest(path: string, words: Words, terminal: Terminal): Promise<number> {
  const options = new Options(words)
  const origins = options.whole('origins', 1)!
  const chosen = options.list('model')
  const print = printOptions(options, terminal)
  const common = historyFiles(path, options)
  const files = await checkFiles(options, {
    ...common,
    reads: LEARNT_FILES,
    writes: { ...common.writes, cases: 'CSV', out: ANSWER_FORMATS },
  })
  const read = await historyOf(path, words, terminal, files)
  const { history } = read
  const learning = await eventsOf(read, options)
  const results: QueueBacktest[] = []
  for (const [index, queue] of history.queues.entries()) {
    const models = chosen.length ? chosen : [...forecasters.keys()]
    const series = measureSeries(queue, 'offered')
    const { calendar, rulings } = ofQueue(queue.queue, learning)
    const clean = (past: IntervalSeries) =>
      cleanSeries(past, { calendar, rulings: rulings, replace: options.has('clean') })
    results.push({
      queue: queue.queue,
      start: queue.start,
      interval: queue.interval,
      cases: clean(series).cases,
      result: backtest(series, { models, origins, calendar, prepare: (past) => clean(past).series }),
    })
    terminal.progress(`backtesting: ${index + 1} of ${history.queues.length} queues`)
    await breathe(terminal)
  }
  terminal.progress(undefined)
  const answer = {
    lines: () => [...results.flatMap((result) => backtestTable(result, print)), ...casesTable(results, print)],
    json: () => ({ version: 1, queues: results.map(backtestJson) }),
    csv: () => backtestCsvRows(results, print.language),
    form: read.form,
  }
  await giveAnswer(files, options, terminal, answer, casesFile(options, results, read.form))
  return 0
}

/** What concerns one queue of what --events says. */
function ofQueue(name: string, { calendar, rulings }: Awaited<ReturnType<typeof eventsOf>>) {
  const ours = ({ queue }: { queue?: string }) => queue === undefined || queue === name
  return {
    calendar: { ...calendar, ...(calendar.events ? { events: calendar.events.filter(ours) } : {}) },
    rulings: rulings.filter(ours),
  }
}
