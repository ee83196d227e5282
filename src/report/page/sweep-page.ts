import { figures } from '../format.ts'
import type { Language } from '../language.ts'
import type { SweepChart } from './chart/content.ts'
import { drawSweep } from './chart/draw-sweep.ts'
import { type GridChart, type PointsChart, prepareGrid, preparePoints } from './chart-content.ts'
import { type ChartSection, chartPage } from './chart-page.ts'
import { notes } from './document.ts'
import { figureCards, heading, legend, table } from './html.ts'
import { STYLE_HASHES, SWEEP_SCRIPT } from './script-text.ts'
import { MOST_SERIES, POINTS_STYLE } from './style.ts'
import { pageWords } from './words.ts'

export interface SweepPage {
  /** Of what every page says. Default English. */
  language?: Language
  title: string
  /** What was asked, and how it was computed. */
  subtitle: string
  /** What matters most, large. */
  figures?: readonly { label: string; value: string; note: string }[]
  sections: readonly {
    heading: string
    notes?: readonly string[]
    /** Of two factors, above the charts. */
    grids?: readonly GridChart[]
    charts: readonly PointsChart[]
    table?: { headings: readonly string[]; rows: readonly (readonly string[])[] }
  }[]
}

const { safe } = figures

/**
 * What-ifs as one HTML page that needs nothing else: charts with intervals, and the numbers. Everything is escaped; it opens offline in any browser, prints, and follows the reader's
 * light or dark scheme.
 */
export function sweepPage({ language = 'en', title, subtitle, figures: large = [], sections }: SweepPage): string {
  const cards = figureCards(large)
  return chartPage({
    title,
    language,
    style: { text: POINTS_STYLE, hash: STYLE_HASHES.POINTS_STYLE },
    header: `<p class="sub">${safe(subtitle)}</p>${cards}`,
    content: (charts) => ({ charts }),
    draw: drawSweep,
    script: SWEEP_SCRIPT,
    sections: sections.map((one) => sweepSection(one, language)),
    footer: 'krarup',
  })
}

function sweepSection(
  { heading: title, notes: said, grids = [], charts, table: numbers }: SweepPage['sections'][number],
  language: Language,
): ChartSection<SweepChart> {
  const words = pageWords(language)
  return {
    title,
    before: notes(said),
    charts: [
      ...grids.map((grid) => ({
        title: grid.title,
        legend: legend(['k-answer', words.answer], ['k-frontier', words.frontier]),
        chart: prepareGrid(grid),
      })),
      ...charts.map((chart) => ({ title: chart.title, legend: keys(chart), chart: preparePoints(chart) })),
    ],
    after: numbers
      ? heading(words.numbers, 3) +
        table(
          numbers.headings.map(safe),
          numbers.rows.map((row) => row.map(safe)),
        )
      : '',
  }
}

/** One series alone needs no key. */
function keys({ series }: PointsChart): string {
  return series.length < 2 ? '' : legend(...series.map(({ name }, k) => [`pk${k % MOST_SERIES}`, name] as const))
}
