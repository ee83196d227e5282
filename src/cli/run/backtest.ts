import type { QueueHistory } from '../../domain/index.ts'
import { DEFAULT_FORECASTER, forecasters } from '../../forecast/index.ts'
import { backtestCsvRows, backtestJson, backtestTable, casesTable, type QueueBacktest } from '../../report/index.ts'
import type { Words } from '../commands/command.ts'
import { type BacktestSettings, backtestQueue } from '../jobs/backtest-queue.ts'
import type { Terminal } from '../terminal.ts'
import { batchesOf, type MergedPoints, pointFiles } from './batches.ts'
import { computeBatches, type Divided } from './compute-batches.ts'
import { ANSWER_FORMATS, checkFiles } from './files.ts'
import { historyFiles, historyOf } from './history.ts'
import { eventsOf, LEARNT_FILES } from './known.ts'
import { casesFile, giveAnswer, printOptions } from './output.ts'
import { queueOf, withoutAddresses } from './runners.ts'
import { Options } from './words.ts'

/** `krarup backtest`. */
export async function runBacktest(
  path: string,
  words: Words,
  terminal: Terminal,
  merged?: MergedPoints,
): Promise<number> {
  const options = new Options(words)
  const batches = batchesOf(options, { name: 'backtest', argument: path, words }, terminal, merged)
  const origins = options.whole('origins', 1)!
  const chosen = options.list('model')
  const print = printOptions(options, terminal)
  const common = historyFiles(path, options)
  const files = await checkFiles(options, {
    ...common,
    others: [...common.others, ...pointFiles(merged)],
    ...(batches.part ? { appends: ['out'] } : {}),
    reads: LEARNT_FILES,
    writes: { ...common.writes, cases: 'CSV', ...(batches.part ? {} : { out: ANSWER_FORMATS }) },
  })
  const read = await historyOf(path, withoutAddresses(words), terminal, files)
  const { history } = read
  const models = chosen.length > 0 ? chosen : [...forecasters.keys()]
  const settings: BacktestSettings = {
    models,
    origins,
    clean: options.has('clean'),
    parts: options.has('parts') && models.includes(DEFAULT_FORECASTER),
    ...(await eventsOf(read, options)),
  }
  const queue = merged ? undefined : await queueOf(options, terminal)
  const divided: Divided<QueueHistory> = {
    kind: 'backtest',
    shared: settings,
    // Of its measures, those that are looked at.
    items: history.queues.map(({ measures: { offered }, ...each }) => ({ ...each, measures: { offered } })),
    name: (each) => each.queue,
    compute: (each) => backtestQueue(each, settings),
  }
  const computed = await computeBatches(divided, { batches, queue, terminal, doing: 'backtesting queues' }).finally(
    () => queue?.close(),
  )
  if (!computed) return batches.toldPart(history.queues.length)
  const results = computed as QueueBacktest[]
  const answer = {
    lines: () => [...results.flatMap((result) => backtestTable(result, print)), ...casesTable(results, print)],
    json: () => ({ version: 1, queues: results.map(backtestJson) }),
    csv: () => backtestCsvRows(results, print.language),
    form: read.form,
  }
  await giveAnswer(files, options, terminal, answer, casesFile(options, results, read.form))
  return 0
}
