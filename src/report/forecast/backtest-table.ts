import { formatDay } from '../../domain/index.ts'
import type { Backtest, BacktestRow, WorthOfParts } from '../../forecast/index.ts'
import type { CsvRows } from '../csv-rows.ts'
import { numericDay } from '../dates.ts'
import { wrapped } from '../display-width.ts'
import { figures, figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import { modelName } from '../model-name.ts'
import { type PrintOptions, printWith } from '../print-options.ts'
import { table } from '../table.ts'
import { casesJson, type QueueCases } from './cases.ts'
import { forecastColumns, forecastWords } from './words.ts'
import { WORTH_COLUMNS, worthCsvRows, worthJson, worthTable } from './worth-table.ts'

/** How the models would have forecast a queue, and what was odd in its history. */
export interface QueueBacktest extends QueueCases {
  result: Backtest
  /** What each part of the forecast is worth, where that was asked. */
  worth?: WorthOfParts
}

const FIGURES = ['wape', 'mase', 'bias', 'coverage80', 'coverage95', 'intervalScore80', 'pinball'] as const

/** A backtest for the terminal, a line an element: the models of each horizon, the best first. */
export function backtestTable({ queue, result, worth }: QueueBacktest, options: PrintOptions = {}): string[] {
  const { style, language } = printWith('backtestTable', options)
  const words = forecastWords(language)
  const { percent, number, fill } = figuresIn(language)
  const { origins, rows, best } = result
  const isBest = (row: BacktestRow) => best.some(({ horizon, model }) => row.horizon === horizon && row.model === model)
  const ordered = [...rows].sort((a, b) => a.horizon - b.horizon || a.wape - b.wape)
  const losers = ordered.filter((row) => !row.beatsNaive && row.model !== 'seasonal-naive')
  return [
    fill(words.origins, {
      queue,
      count: origins.length,
      first: numericDay(origins[0], language),
      last: numericDay(origins[origins.length - 1], language),
    }),
    ...table(
      [
        { heading: words.daysAhead, align: 'right' },
        { heading: words.model, align: 'left' },
        { heading: words.wape },
        { heading: words.mase, optional: true },
        { heading: words.bias },
        { heading: words.coverage80 },
        { heading: words.coverage95 },
        { heading: words.intervalScore80 },
        { heading: words.pinball },
      ],
      ordered.map((row) => [
        String(row.horizon),
        modelName(row.model, language),
        percent(row.wape),
        number(row.mase, 2),
        percent(row.bias),
        percent(row.coverage80.share),
        percent(row.coverage95.share),
        number(row.intervalScore80, 3),
        number(row.pinball, 4),
      ]),
      { ...style, bold: (i) => isBest(ordered[i]) },
    ),
    ...losers.map(({ model, horizon }) =>
      fill(words.noBetterAhead, { model: modelName(model, language), days: horizon }),
    ),
    '',
    ...(worth ? worthTable(worth, options) : []),
    ...(worth && errorsDiffer(worth, rows)
      ? [...wrapped(fill(words.unexpectedCounts, { model: modelName(worth.model, language) }), style.width), '']
      : []),
  ]
}

/** Whether an error of the model whose parts are judged is printed otherwise than in the table of models. */
function errorsDiffer(worth: WorthOfParts, rows: readonly BacktestRow[]): boolean {
  const { percent } = figures
  return worth.rows.some(({ horizon, wape }) =>
    rows.some((row) => row.model === worth.model && row.horizon === horizon && percent(row.wape) !== percent(wape)),
  )
}

/** A backtest as JSON can carry it. */
export function backtestJson({ result, worth, ...cases }: QueueBacktest): object {
  return {
    queue: cases.queue,
    cases: casesJson(cases),
    origins: result.origins.map(formatDay),
    best: result.best,
    rows: result.rows,
    ...(worth ? { worth: worthJson(worth) } : {}),
  }
}

/** Backtests as CSV has them: a row for each queue, model and horizon; then, where parts were judged, one for each part and horizon, of which `wape` is the error without the part. */
export function backtestCsvRows(backtests: readonly QueueBacktest[], language: Language = 'en'): CsvRows {
  const columns = forecastColumns(language)
  const judged = backtests.some(({ worth }) => worth !== undefined)
  const own = judged ? WORTH_COLUMNS : []
  return {
    headings: (['queue', 'model', 'days', ...FIGURES, ...own] as const).map((name) => columns[name]),
    rows: backtests.flatMap(({ queue, result, worth }) => [
      ...result.rows.map((row) => [
        ...[queue, row.model, row.horizon, ...FIGURES.map((name) => figureOf(row, name))],
        ...own.map(() => undefined),
      ]),
      ...(worth ? worthCsvRows(worth) : []).map(({ model, row, cells }) => [
        ...[queue, model, row.horizon, ...FIGURES.map((name) => (name === 'wape' ? round(row.without) : undefined))],
        ...cells,
      ]),
    ]),
  }
}

function figureOf(row: BacktestRow, name: (typeof FIGURES)[number]): number {
  const value = row[name]
  return round(typeof value === 'number' ? value : value.share)
}

function round(figure: number): number {
  return Number(figure.toFixed(5))
}
