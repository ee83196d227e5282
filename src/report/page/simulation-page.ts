import { figures, figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import type { TableContent } from '../table.ts'
import { drawSimulation } from './chart/draw-simulation.ts'
import { SHADES } from './chart/heat.ts'
import type { TimeAxis } from './chart/time-axis.ts'
import { type GlanceChart, type IntervalsChart, prepareGlance, prepareIntervals } from './chart-content.ts'
import { chartPage } from './chart-page.ts'
import { notes } from './document.ts'
import { figureCards, note, shadeScale, table } from './html.ts'
import { SIMULATION_SCRIPT } from './script-text.ts'
import { pageWords } from './words.ts'

export interface SimulationPage {
  /** Of what every page says. Default English. */
  language?: Language
  title: string
  /** What was run. */
  subtitle: string
  /** What matters most, large. */
  figures: readonly { label: string; value: string; note: string }[]
  tables: readonly TableContent[]
  /** When the intervals of all charts begin. */
  times: TimeAxis
  /** The day at a glance: a row of shares for each queue and group, one an interval, NaN where there is none. */
  strips: readonly GlanceChart[]
  /** The day interval by interval. */
  sections: readonly { heading: string; notes?: readonly string[]; charts: readonly IntervalsChart[] }[]
}

const { safe } = figures

/**
 * A simulation as one HTML page that needs nothing else: figures with their intervals, the day at a glance, and by interval. Everything is escaped; it opens offline in any browser, prints, and follows the
 * reader's light or dark scheme.
 */
export function simulationPage(page: SimulationPage): string {
  const { language = 'en', title, subtitle, figures: large, tables, times, strips, sections } = page
  const words = pageWords(language)
  const { percent } = figuresIn(language)
  return chartPage({
    title,
    language,
    header: `<p class="sub">${safe(subtitle)}</p>${figureCards(large)}`,
    content: (charts) => ({ times, charts }),
    draw: drawSimulation,
    script: SIMULATION_SCRIPT,
    sections: [
      {
        title: words.figures,
        before: [note(words.figuresNote), ...tables.map(figureTable)].join(''),
      },
      {
        title: words.glance,
        charts: strips.map((strip) => ({ title: strip.heading, chart: prepareGlance(strip, times, language) })),
        after: shadeScale(percent(0, 0), percent(1, 0), SHADES),
      },
      ...sections.map((one) => ({
        title: one.heading,
        before: notes(one.notes),
        charts: one.charts.map((chart) => ({ title: chart.title, chart: prepareIntervals(chart, times) })),
      })),
    ],
    footer: 'krarup',
  })
}

function figureTable({ columns, rows, foot }: TableContent): string {
  const cells = (row: readonly string[]) => row.map((cell) => safe(indented(cell)))
  return table(
    columns.map(({ heading }) => safe(heading)),
    rows.map(cells),
    foot.map(cells),
  )
}

/** Blanks in front of a name show what it belongs to. */
function indented(cell: string): string {
  return cell.replace(/^ +/, (blanks) => '\u00a0'.repeat(2 * blanks.length))
}
