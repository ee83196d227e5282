import { checkKeys } from '../../domain/index.ts'
import { type Factor, formatGoal, type Goal, type Judged, type Search } from '../../whatif/index.ts'
import { type CsvRows, estimateCells, exactCell } from '../csv-rows.ts'
import { figures, figuresIn } from '../format.ts'
import { type Language, listed } from '../language.ts'
import { sweepPage } from '../page/index.ts'
import { type PrintOptions, printWith } from '../print-options.ts'
import { figureForm, figureHeading, type PlusMinus, plusMinusOf, writeFigure } from '../simulation/index.ts'
import { type Column, table } from '../table.ts'
import { priceChart, pricedPoint, priceHeading, priceInWords } from './price-chart.ts'
import { WHATIF_JSON_VERSION } from './runs.ts'
import { searchGrids } from './search-grid.ts'
import { type WhatifWords, whatifWords } from './words.ts'

const { fill } = figures

/** The cheapest point of some ranges that meets its goals. */
export interface SearchAnswer {
  /** Of the scenario; null where it has none. */
  name: string | null
  goals: readonly Goal[]
  factors: readonly Factor[]
  found: Search
  seed: number
}

/** How sure the answer of a search is. */
export function describeSearch(
  { confidence }: Pick<Search, 'confidence'>,
  seed: number,
  sign: PlusMinus,
  language: Language,
): string {
  const { percent } = figuresIn(language)
  return fill(whatifWords(language).searchRun, { seed, sign, confidence: percent(confidence) })
}

/** A search for the terminal, a line an element: the answer, the points one step below it, and what that says. */
export function searchTable(search: SearchAnswer, options: PrintOptions = {}): string[] {
  const { style, language } = printWith('searchTable', options)
  const { number } = figuresIn(language)
  const words = whatifWords(language)
  const plusMinus = plusMinusOf(style.unicode)
  const { factors, found, seed } = search
  const { answer, dearest, cheaper, minimised } = found
  const withCost = minimised === 'cost'
  const shown = answer ? [...cheaper, answer].sort((a, b) => a.price - b.price) : [dearest]
  const columns: Column[] = [
    ...factors.map(({ path }, index): Column => ({ heading: path, align: index === 0 ? 'left' : 'right' })),
    ...(withCost ? [{ heading: figureHeading('cost', language) }] : []),
    { heading: figureHeading('agentHours', language) },
    ...dearest.parts.map((part) => ({ heading: partHeading(part, language) })),
    { heading: words.days },
    { heading: '', align: 'left' },
  ]
  const rows = shown.map((point) => [
    ...point.values,
    ...(withCost ? [number(point.price)] : []),
    number(point.agentHours, 1),
    ...point.parts.map((part) => writeFigure(part.figure, part, plusMinus, language)),
    number(point.figures.replications),
    point === answer ? words.answer : words[point.verdict],
  ])
  return [
    fill(words.titleAndRun, {
      title: titleOf(search, words),
      run: describeSearch(found, seed, plusMinus, language),
    }),
    '',
    ...table(columns, rows, style),
    '',
    ...conclusion(search, words),
  ]
}

function titleOf({ name, goals, found }: SearchAnswer, words: WhatifWords): string {
  return fill(found.minimised === 'cost' ? words.leastCost : words.leastHours, {
    name: name ?? words.scenario,
    goals: listed(goals.map(formatGoal), words.language),
  })
}

function partHeading({ of, figure }: Judged['parts'][number], language: Language): string {
  return fill(whatifWords(language).figureOfQueue, { figure: figureHeading(figure, language), queue: of })
}

/** What was found, in sentences. */
function conclusion({ goals, factors, found }: SearchAnswer, words: WhatifWords): string[] {
  const { number } = figuresIn(words.language)
  const { answer, dearest, cheaper, atEnd, minimised } = found
  const wanted = listed(goals.map(formatGoal), words.language)
  if (!answer)
    return [fill(dearest.verdict === 'missed' ? words.dearestMisses : words.dearestUndecided, { goals: wanted })]
  const isMet = fill(minimised === 'cost' ? words.metAtCost : words.metAtHours, {
    goals: wanted,
    values: listed(
      factors.map(({ path, operator }, index) => `${path} ${operator} ${answer.values[index]}`),
      words.language,
    ),
    price: minimised === 'cost' ? number(answer.price) : number(answer.agentHours, 1),
  })
  const below = cheaper.some(({ verdict }) => verdict === 'undecided')
    ? [words.cheaperMayMeet]
    : cheaper.some(({ verdict }) => verdict === 'met')
      ? [words.lessCostsMore]
      : cheaper.length > 0
        ? [atEnd.length > 0 ? words.otherStepLessMisses : words.stepLessMisses]
        : []
  const end = atEnd.length > 0 ? [fill(words.rangeEnds, { factors: atEnd.join(words.betweenRanges) })] : []
  return [isMet, ...below, ...end]
}

/** A search as JSON can carry it, in the shape of `docs/what-if.md`. */
export function searchJson({ name, goals, factors, found, seed }: SearchAnswer): object {
  return { version: WHATIF_JSON_VERSION, kind: 'goal', name, goals, factors, seed, ...found }
}

/** A search as CSV has it: a row for each point that was looked at, the cheapest first. */
export function searchCsvRows({ factors, found: { looked } }: SearchAnswer): CsvRows {
  const parts = looked[0].parts.map(({ of, figure }) => `${of} ${figure}`)
  return {
    headings: [
      ...factors.map(({ path }) => path),
      'price',
      'agent_hours',
      'replications',
      'verdict',
      ...parts.flatMap((part) => [part, `${part} half_width`]),
    ],
    rows: looked.map(({ values, price, agentHours, figures, verdict, parts: found }) => [
      ...values,
      exactCell(price),
      exactCell(agentHours),
      figures.replications,
      verdict,
      ...found.flatMap(({ value, halfWidth }) => estimateCells(value, halfWidth)),
    ]),
  }
}

/** A search as one HTML page that needs nothing else: what each point that was looked at gives, against what it costs. */
export function searchReport(search: SearchAnswer, options: { language?: Language } = {}): string {
  checkKeys('searchReport', options, { language: 1 })
  const { language = 'en' } = options
  const words = whatifWords(language)
  const { goals, factors, found, seed } = search
  const price = priceHeading(found, language)
  const charts = found.looked[0].parts.map(({ of, figure, wanted }, index) => {
    const heading = figureHeading(figure, language)
    const points = found.looked.map(({ values, parts, price: at }) =>
      pricedPoint(
        at,
        parts[index],
        `${factors.map(({ path }, f) => `${path} ${values[f]}`).join(', ')}\n${heading}`,
        language,
      ),
    )
    const title = fill(words.queueAgainstPrice, { figure: heading, queue: of, price: priceInWords(found, language) })
    return priceChart({ title, across: price, figure, wanted: [wanted] }, [{ name: of, points }], language)
  })
  const rows = found.looked.map((point) => [
    ...point.values,
    figureForm(found.minimised, language).write(point.price),
    ...point.parts.map((part) => writeFigure(part.figure, part, '±', language)),
    String(point.figures.replications),
    pageVerdict(point, found, words),
  ])
  const headings = [
    ...factors.map(({ path }) => path),
    price,
    ...found.looked[0].parts.map((part) => partHeading(part, language)),
    words.days,
    '',
  ]
  return sweepPage({
    language,
    title: titleOf(search, words),
    subtitle: describeSearch(found, seed, '±', language),
    sections: [
      {
        heading: listed(goals.map(formatGoal), language),
        grids: searchGrids(search, language),
        charts,
        table: { headings, rows },
      },
    ],
  })
}

/** What a page says of a point that was looked at. */
export function pageVerdict({ values, verdict }: Judged, { answer }: Search, words: WhatifWords): string {
  if (values === answer?.values) return words.theAnswer
  return verdict === 'undecided' ? words.pageUndecided : words[verdict]
}
