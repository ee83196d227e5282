import { formatDay, type IntervalSeries, measureSeries } from '../../domain/index.ts'
import { type Backtest, type BacktestRow, backtest, cleanSeries, forecasters } from '../../forecast/index.ts'
import { writeFileAtomic } from '../../io/index.ts'
import { figures, table } from '../../report/index.ts'
import type { Words } from '../commands/command.ts'
import type { Terminal } from '../terminal.ts'
import { caseLines, casesCsv, casesJson, type QueueCases } from './cases.ts'
import { headingsOf, type Title } from './headings.ts'
import { historyOf } from './history.ts'
import { eventsOf } from './known.ts'
import { breathe, checkWritable, printAnswer, tableStyle } from './output.ts'
import { Options } from './words.ts'

const FIGURES = ['wape', 'mase', 'bias', 'coverage80', 'coverage95', 'intervalScore80', 'pinball'] as const

/** `krarup backtest`. */
export async function runBacktest(path: string, words: Words, terminal: Terminal): Promise<number> {
  const options = new Options(words)
  const origins = options.whole('origins', 1)!
  const chosen = options.list('model')
  const title = headingsOf(options)
  const read = await historyOf(path, words, terminal)
  const { history } = read
  const learning = await eventsOf(read, options)
  const casesFile = options.text('cases')
  await checkWritable([casesFile], options.has('force'))
  const results: (QueueCases & { result: Backtest })[] = []
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
  if (casesFile !== undefined) {
    await writeFileAtomic(casesFile, casesCsv(results), { force: options.has('force') })
    terminal.note(`wrote ${casesFile}`)
  }
  printAnswer(terminal, options, {
    lines: () => [
      ...results.flatMap(({ queue, result }) => queueLines(queue, result, title, terminal)),
      ...caseLines(results, title, terminal),
    ],
    json: () => ({
      version: 1,
      queues: results.map(({ result, ...queue }) => ({
        queue: queue.queue,
        cases: casesJson(queue),
        origins: result.origins.map(formatDay),
        best: result.best,
        rows: result.rows,
      })),
    }),
    csv: () => ({
      headings: ['queue', 'model', 'days', ...FIGURES].map((name) => title(name)),
      rows: results.flatMap(({ queue, result }) =>
        result.rows.map((row) => [queue, row.model, row.horizon, ...FIGURES.map((name) => figureOf(row, name))]),
      ),
    }),
  })
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

function figureOf(row: BacktestRow, name: (typeof FIGURES)[number]): number {
  const value = row[name]
  return Number((typeof value === 'number' ? value : value.share).toFixed(5))
}

function queueLines(queue: string, { origins, rows, best }: Backtest, title: Title, terminal: Terminal): string[] {
  const { percent, number } = figures
  const isBest = (row: BacktestRow) => best.some(({ horizon, model }) => row.horizon === horizon && row.model === model)
  const ordered = [...rows].sort((a, b) => a.horizon - b.horizon || a.wape - b.wape)
  const losers = ordered.filter((row) => !row.beatsNaive && row.model !== 'seasonal-naive')
  return [
    `${queue}: ${origins.length} origins from ${formatDay(origins[0])} to ${formatDay(origins[origins.length - 1])}`,
    ...table(
      [
        { heading: title('days', 'days ahead'), align: 'right' },
        { heading: title('model', 'model'), align: 'left' },
        { heading: title('wape', 'WAPE') },
        { heading: title('mase', 'MASE'), optional: true },
        { heading: title('bias', 'bias') },
        { heading: title('coverage80', 'in 80%') },
        { heading: title('coverage95', 'in 95%') },
        { heading: title('intervalScore80', 'interval score') },
        { heading: title('pinball', 'pinball loss') },
      ],
      ordered.map((row) => [
        String(row.horizon),
        row.model,
        percent(row.wape),
        number(row.mase, 2),
        percent(row.bias),
        percent(row.coverage80.share),
        percent(row.coverage95.share),
        number(row.intervalScore80, 3),
        number(row.pinball, 4),
      ]),
      { ...tableStyle(terminal), bold: (i) => isBest(ordered[i]) },
    ),
    ...losers.map((row) => `${row.model} does not beat the seasonal naive forecast ${row.horizon} days ahead`),
    '',
  ]
}
