import { checkKeys } from '../../domain/index.ts'
import type { Entity, Factor, FinishedPoint, PointFigures } from '../../whatif/index.ts'
import { figures } from '../format.ts'
import type { Language } from '../language.ts'
import { sweepPage } from '../page/index.ts'
import { figureForm, figureHeading, isShare, writeDifference, writeFigure } from '../simulation/index.ts'
import { entityName, SHOWN_KEYS, type Shown, sameEntity, shownEntities } from './entities.ts'
import { type Chart, MOST_SERIES, type Series } from './price-chart.ts'
import { factorHeading, type SweepAnswer, sweepTitles } from './sweep.ts'
import { whatifWords } from './words.ts'

const { fill } = figures

/** A grid as one HTML page that needs nothing else: for each queue and group each figure against each factor, a line for each combination of the others, and all numbers. */
export function sweepReport(sweep: SweepAnswer, shown: Shown, options: { language?: Language } = {}): string {
  checkKeys('sweepReport', shown, SHOWN_KEYS)
  checkKeys('sweepReport', options, { language: 1 })
  const { language = 'en' } = options
  const { base, factors } = sweep
  const sections = shownEntities(base, shown).map((entity) => {
    const names = shown.figures.filter((figure) => figure in entity.figures)
    const drawn = names.flatMap((figure) => factors.map((_, f) => factorChart(sweep, entity, figure, f, language)))
    return {
      heading: entityName(entity, language),
      notes: [...new Set(drawn.flatMap(({ notes }) => notes))],
      charts: drawn.map(({ chart }) => chart),
      table: numbersOf(sweep, entity, names, language),
    }
  })
  return sweepPage({ language, ...sweepTitles(sweep, language), sections })
}

/** One figure against one factor. */
function factorChart(sweep: SweepAnswer, entity: Entity, figure: string, f: number, language: Language) {
  const words = whatifWords(language)
  const factor = sweep.factors[f]
  const across = factorHeading(factor)
  const places = placesOf(factor)
  const heading = figureHeading(figure, language)
  const all = linesOf(sweep, entity, figure, f, language)
  const every = Math.ceil(all.length / MOST_SERIES)
  const series = all.filter((_, index) => index % every === 0)
  const asItIs = entity.figures[figure].value
  const chart: Chart = {
    title: fill(words.againstFactor, { figure: heading, factor: across }),
    across,
    write: figureForm(figure, language).write,
    share: isShare(figure),
    places,
    series,
    ...(asItIs === null ? {} : { lines: [{ value: asItIs, text: words.asItIs }] }),
  }
  const notes =
    series.length < all.length ? [fill(words.drawnOf, { drawn: series.length, all: all.length, factor: across })] : []
  return { chart, notes }
}

/** Where a factor's values stand along the axis: where they say, if all are numbers, else side by side. */
function placesOf({ values }: Factor): { at: number; text: string }[] {
  const numeric = values.map(Number)
  const isNumeric = numeric.every(Number.isFinite)
  return values.map((text, index) => ({ text, at: isNumeric ? numeric[index] : index }))
}

/** A line for each combination of the other factors. */
function linesOf(
  { factors, points }: SweepAnswer,
  entity: Entity,
  figure: string,
  f: number,
  language: Language,
): Series[] {
  const places = placesOf(factors[f])
  const lines = new Map<string, Series['points'][number][]>()
  for (const { values, figures: of } of points) {
    const found = sameEntity(of, entity)?.figures[figure]
    if (!found) continue
    const named = factors.map((factor, g) => `${factorHeading(factor)} ${values[g]}`)
    const others = named.filter((_, g) => g !== f).join(', ')
    const value = found.value ?? Number.NaN
    const half = found.halfWidth ?? Number.NaN
    const line = lines.get(others) ?? []
    line.push({
      at: places[factors[f].values.indexOf(values[f])].at,
      value,
      low: value - half,
      high: value + half,
      tip: [
        named.join(', '),
        `${figureHeading(figure, language)} ${writeFigure(figure, found, '±', language)}`,
        `${whatifWords(language).againstAsItIs} ${writeDifference(figure, found, '±', language)}`,
      ].join('\n'),
    })
    lines.set(others, line)
  }
  return [...lines].map(([name, line]) => ({ name, points: line.toSorted((a, b) => a.at - b.at) }))
}

function numbersOf(
  { factors, base, points }: SweepAnswer,
  entity: Entity,
  names: readonly string[],
  language: Language,
) {
  const words = whatifWords(language)
  const row = (values: readonly string[], of: PointFigures, isBase: boolean) => {
    const found = sameEntity(of, entity)?.figures ?? {}
    return [
      ...values,
      ...names.flatMap((name) =>
        found[name]
          ? [
              writeFigure(name, found[name], '±', language),
              isBase ? '' : writeDifference(name, found[name], '±', language),
            ]
          : ['', ''],
      ),
    ]
  }
  return {
    headings: [
      ...factors.map(factorHeading),
      ...names.flatMap((name) => [figureHeading(name, language), words.againstAsItIs]),
    ],
    rows: [
      row(
        factors.map((_, index) => (index === 0 ? words.asItIs : '')),
        base,
        true,
      ),
      ...points.map(({ values, figures: of }: FinishedPoint) => row(values, of, false)),
    ],
  }
}
