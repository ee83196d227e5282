import { checkKeys, formatTarget } from '../../domain/index.ts'
import type { CurvePoint } from '../../whatif/index.ts'
import { type CsvRows, estimateCells, exactCell } from '../csv-rows.ts'
import { figures, figuresIn } from '../format.ts'
import { type Language, listed } from '../language.ts'
import { sweepPage } from '../page/index.ts'
import { type PrintOptions, printWith } from '../print-options.ts'
import { figureForm, figureHeading, plusMinusOf, writeFigure } from '../simulation/index.ts'
import { type Column, table } from '../table.ts'
import { MOST_SERIES, priceChart, pricedPoint, priceHeading, priceInWords, type Series } from './price-chart.ts'
import { WHATIF_JSON_VERSION } from './runs.ts'
import { describeSearch, pageVerdict } from './search.ts'
import { whatifWords } from './words.ts'

const { fill } = figures

/** What each queue costs at each target. */
export interface CurveAnswer {
  /** Of the scenario; null where it has none. */
  name: string | null
  points: readonly CurvePoint[]
  seed: number
}

/** The price of service for the terminal, a line an element: a row for each queue and target, with what one step less would give. */
export function curveTable({ name, points, seed }: CurveAnswer, options: PrintOptions = {}): string[] {
  const { style, language } = printWith('curveTable', options)
  const { number } = figuresIn(language)
  const words = whatifWords(language)
  const plusMinus = plusMinusOf(style.unicode)
  const withCost = points.some(({ search }) => search.minimised === 'cost')
  const columns: Column[] = [
    { heading: words.queue },
    { heading: words.target, align: 'left' },
    { heading: words.agentsOf, align: 'left', optional: true },
    { heading: words.ofTodays },
    { heading: figureHeading('agentHours', language) },
    ...(withCost ? [{ heading: figureHeading('cost', language) }] : []),
    { heading: figureHeading('serviceLevel', language) },
    { heading: words.stepLess },
  ]
  const rows = points.map(({ queue, target, groups, search }, index) => {
    const { answer, cheaper, dearest } = search
    const point = answer ?? dearest
    const [less] = cheaper
    const isFirst = points[index - 1]?.queue !== queue
    return [
      isFirst ? queue : '',
      formatTarget(target),
      isFirst ? groups.join(', ') : '',
      answer ? answer.values[0] : fill(words.notAt, { share: point.values[0] }),
      number(point.agentHours, 1),
      ...(withCost ? [number(point.price)] : []),
      writeFigure(point.parts[0].figure, point.parts[0], plusMinus, language),
      less
        ? `${writeFigure(less.parts[0].figure, less.parts[0], plusMinus, language)}${less.verdict === 'undecided' ? ' ~' : ''}`
        : '',
    ]
  })
  const [{ search: any }] = points
  return [
    fill(words.titleAndRun, {
      title: fill(words.curveTitle, { name: name ?? words.scenario }),
      run: describeSearch(any, seed, plusMinus, language),
    }),
    '',
    ...table(columns, rows, style),
    ...(rows.some((row) => row.at(-1)?.endsWith(' ~')) ? ['', words.notTold] : []),
  ]
}

/** The price of service as JSON can carry it, in the shape of `docs/what-if.md`. */
export function curveJson({ name, points, seed }: CurveAnswer): object {
  return { version: WHATIF_JSON_VERSION, kind: 'curve', name, seed, points }
}

/** The price of service as CSV has it: a row for each point that was looked at, for each queue and target. */
export function curveCsvRows({ points }: Pick<CurveAnswer, 'points'>): CsvRows {
  return {
    headings: [
      'queue',
      'target',
      'verdict',
      'share_of_agents',
      'agent_hours',
      'price',
      'service_level',
      'service_level_half_width',
      'replications',
    ],
    rows: points.flatMap(({ queue, target, search }) =>
      search.looked.map((point) => [
        queue,
        formatTarget(target),
        point === search.answer ? 'answer' : point.verdict,
        point.values[0],
        exactCell(point.agentHours),
        exactCell(point.price),
        ...estimateCells(point.parts[0].value, point.parts[0].halfWidth),
        point.figures.replications,
      ]),
    ),
  }
}

/** The price of service as one HTML page that needs nothing else: service against agent hours (or cost), a chart for each queue. */
export function curveReport({ name, points, seed }: CurveAnswer, options: { language?: Language } = {}): string {
  checkKeys('curveReport', options, { language: 1 })
  const { language = 'en' } = options
  const words = whatifWords(language)
  const [{ search: any }] = points
  const queues = [...new Set(points.map(({ queue }) => queue))]
  return sweepPage({
    language,
    title: fill(words.curveTitle, { name: name ?? words.scenario }),
    subtitle: describeSearch(any, seed, '±', language),
    sections: queues.map((queue) =>
      queueSection(
        queue,
        points.filter((point) => point.queue === queue),
        language,
      ),
    ),
  })
}

function queueSection(queue: string, own: readonly CurvePoint[], language: Language) {
  const words = whatifWords(language)
  const [{ search: first, groups }] = own
  const price = priceHeading(first, language)
  const figure = first.looked[0].parts[0].figure
  const heading = figureHeading(figure, language)
  const title = fill(words.againstPrice, { figure: heading, price: priceInWords(first, language) })
  const wanted = [...new Set(own.map(({ search }) => search.dearest.parts[0].wanted))]
  return {
    heading: fill(words.servedBy, { queue, groups: listed(groups, language) }),
    charts: [
      priceChart({ title, across: price, figure, wanted }, curvesOf(own, language).slice(0, MOST_SERIES), language),
    ],
    table: {
      headings: [words.target, words.shareOfTodays, price, heading, words.verdict],
      rows: own.flatMap(({ target, search }) =>
        search.looked.map((point) => [
          formatTarget(target),
          point.values[0],
          figureForm('agentHours', language).write(point.price),
          writeFigure(figure, point.parts[0], '±', language),
          pageVerdict(point, search, words),
        ]),
      ),
    },
  }
}

/** Points of one threshold are one curve, whatever share was asked for. */
function curvesOf(own: readonly CurvePoint[], language: Language): Series[] {
  const words = whatifWords(language)
  const curves = new Map<string, Series['points'][number][]>()
  for (const { target, search } of own) {
    const within = target.serviceLevel
      ? fill(words.within, { seconds: target.serviceLevel.within })
      : formatTarget(target)
    const line = curves.get(within) ?? []
    for (const { values, price: at, parts } of search.looked) {
      if (line.some((point) => point.at === at)) continue
      const tip = fill(words.curveTip, {
        share: values[0],
        price: priceInWords(search, language),
        amount: figureForm('agentHours', language).write(at),
      })
      line.push(pricedPoint(at, parts[0], `${tip}\n${within}`, language))
    }
    curves.set(within, line)
  }
  return [...curves].map(([name, line]) => ({ name, points: line.toSorted((a, b) => a.at - b.at) }))
}
