import { figures } from '../format.ts'
import type { Language } from '../language.ts'
import { MOST_SERIES, type PointsChart, pointsChart } from './chart/points.ts'
import { htmlPage, notes, STATIC_WIDTH, section, titledChart } from './document.ts'
import { heading, legend, table } from './html.ts'
import { POINTS_STYLE } from './style.ts'
import { pageWords } from './words.ts'

export interface SweepPage {
  /** Of what every page says. Default English. */
  language?: Language
  title: string
  /** What was asked, and how it was computed. */
  subtitle: string
  sections: readonly {
    heading: string
    notes?: readonly string[]
    charts: readonly PointsChart[]
    table: { headings: readonly string[]; rows: readonly (readonly string[])[] }
  }[]
}

const CANVAS = { width: STATIC_WIDTH, tips: 'title' } as const

const { safe } = figures

/**
 * What-ifs as one HTML page that needs nothing else: charts with intervals, and the numbers. Everything is escaped; it opens offline in any browser, prints, and follows the reader's
 * light or dark scheme.
 */
export function sweepPage({ language = 'en', title, subtitle, sections }: SweepPage): string {
  return htmlPage({
    title,
    language,
    style: POINTS_STYLE,
    header: `<p class="sub">${safe(subtitle)}</p>`,
    main: sections.map((one) => sweepSection(one, language)).join('\n'),
    footer: 'krarup',
  })
}

function sweepSection(
  { heading: title, notes: said, charts, table: numbers }: SweepPage['sections'][number],
  language: Language,
): string {
  return section(
    title,
    notes(said),
    ...charts.map((chart) =>
      titledChart(chart.title, keys(chart), `<div class="chart">${pointsChart(chart, CANVAS)}</div>`),
    ),
    heading(pageWords(language).numbers, 3),
    table(
      numbers.headings.map(safe),
      numbers.rows.map((row) => row.map(safe)),
    ),
  )
}

/** One series alone needs no key. */
function keys({ series }: PointsChart): string {
  return series.length < 2 ? '' : legend(...series.map(({ name }, k) => [`pk${k % MOST_SERIES}`, name] as const))
}
