import type { Search } from '../../whatif/index.ts'
import type { Language } from '../language.ts'
import { MOST_SERIES, type PointsChart } from '../page/index.ts'
import { figureForm, figureHeading, isShare, writeFigure } from '../simulation/index.ts'

export { MOST_SERIES }
export type Chart = PointsChart
export type Series = Chart['series'][number]

/** What a search makes least, in words. */
export function priceHeading({ minimised }: Pick<Search, 'minimised'>, language: Language): string {
  return figureHeading(minimised, language)
}

/** The same within a sentence. */
export function priceInWords(search: Pick<Search, 'minimised'>, language: Language): string {
  const heading = priceHeading(search, language)
  // A noun keeps its capital in German.
  return language === 'de' ? heading : heading.toLowerCase()
}

/** A point of a chart against a price; `tip` is what its figure is shown behind. */
export function pricedPoint(
  at: number,
  part: Search['dearest']['parts'][number],
  tip: string,
  language: Language,
): Series['points'][number] {
  const value = part.value ?? Number.NaN
  const half = part.halfWidth ?? Number.NaN
  return {
    at,
    value,
    low: value - half,
    high: value + half,
    tip: `${tip} ${writeFigure(part.figure, part, '±', language)}`,
  }
}

/** A figure against what it costs, with lines at what is wanted of it. */
export function priceChart(
  { title, across, figure, wanted }: { title: string; across: string; figure: string; wanted: readonly number[] },
  series: Chart['series'],
  language: Language,
): Chart {
  const { write } = figureForm(figure, language)
  const ats = [...new Set(series.flatMap(({ points }) => points.map(({ at }) => at)))]
  return {
    title,
    across,
    write,
    share: isShare(figure),
    places: ats.map((at) => ({ at, text: figureForm('agentHours', language).write(at) })),
    series,
    lines: wanted.map((value) => ({ value, text: write(value) })),
  }
}
