import { formatDay, measureSeries } from '../../domain/index.ts'
import { type Backtest, type BacktestRow, backtest, forecasters } from '../../forecast/index.ts'
import { figures, table } from '../../report/index.ts'
import type { Words } from '../commands/command.ts'
import type { Terminal } from '../terminal.ts'
import { headingsOf } from './headings.ts'
import { historyOf } from './history.ts'
import { breathe, printAnswer, tableStyle } from './output.ts'
import { Options } from './words.ts'

const FIGURES = ['wape', 'mase', 'bias', 'coverage80', 'coverage95', 'intervalScore80', 'pinball'] as const

/** `krarup backtest`. */
export async function runBacktest(path: string, words: Words, terminal: Terminal): Promise<number> {
  const options = new Options(words)
  const origins = options.whole('origins', 1)!
  const chosen = options.list('model')
  const title = headingsOf(options)
  const { history, calendar } = await historyOf(path, words, terminal)
  const results: { queue: string; result: Backtest }[] = []
  for (const [index, queue] of history.queues.entries()) {
    const models = chosen.length ? chosen : [...forecasters.keys()]
    results.push({
      queue: queue.queue,
      result: backtest(measureSeries(queue, 'offered'), { models, origins, calendar }),
    })
    terminal.progress(`backtesting: ${index + 1} of ${history.queues.length} queues`)
    await breathe(terminal)
  }
  terminal.progress(undefined)
  printAnswer(terminal, options, {
    lines: () => results.flatMap(({ queue, result }) => queueLines(queue, result, title, terminal)),
    json: () => ({
      version: 1,
      queues: results.map(({ queue, result }) => ({
        queue,
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

function figureOf(row: BacktestRow, name: (typeof FIGURES)[number]): number {
  const value = row[name]
  return Number((typeof value === 'number' ? value : value.share).toFixed(5))
}

function queueLines(
  queue: string,
  { origins, rows, best }: Backtest,
  title: ReturnType<typeof headingsOf>,
  terminal: Terminal,
): string[] {
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
        { heading: title('mase', 'MASE') },
        { heading: title('bias', 'bias') },
        { heading: title('coverage80', 'in 80% interval') },
        { heading: title('coverage95', 'in 95% interval') },
      ],
      ordered.map((row) => [
        String(row.horizon),
        row.model,
        percent(row.wape),
        number(row.mase, 2),
        percent(row.bias),
        percent(row.coverage80.share),
        percent(row.coverage95.share),
      ]),
      { ...tableStyle(terminal), bold: (i) => isBest(ordered[i]) },
    ),
    ...losers.map((row) => `${row.model} does not beat the seasonal naive forecast ${row.horizon} days ahead`),
    '',
  ]
}
