import { figures } from '../format.ts'
import type { Language } from '../language.ts'
import type { TableContent } from '../table.ts'
import { type GlanceChart, glanceChart, nameRoom } from './chart/glance.ts'
import { SHADES } from './chart/heat.ts'
import { type IntervalsChart, intervalsChart } from './chart/intervals.ts'
import { htmlPage, notes, STATIC_WIDTH, section, titledChart } from './document.ts'
import { figureCard, note, shadeScale, table } from './html.ts'
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
  /** The day at a glance: a row of shares for each queue and group, one an interval, NaN where there is none. */
  strips: readonly GlanceChart[]
  /** The day interval by interval. */
  sections: readonly { heading: string; notes?: readonly string[]; charts: readonly IntervalsChart[] }[]
}

const CANVAS = { width: STATIC_WIDTH, tips: 'title' } as const

const { safe } = figures

/**
 * A simulation as one HTML page that needs nothing else: figures with their intervals, the day at a glance, and by interval. Everything is escaped; it opens offline in any browser, prints, and follows the
 * reader's light or dark scheme.
 */
export function simulationPage(page: SimulationPage): string {
  const { language = 'en', title, subtitle, figures: large, tables, strips, sections } = page
  const words = pageWords(language)
  const cards = large.map(({ label, value, note: below }, index) => figureCard(label, value, below, index === 0))
  const left = nameRoom(strips.flatMap(({ rows }) => rows.map(({ name }) => name)))
  return htmlPage({
    title,
    language,
    header: `<p class="sub">${safe(subtitle)}</p><dl class="figures">${cards.join('')}</dl>`,
    main: [
      section(words.figures, note(words.figuresNote), ...tables.map(figureTable)),
      section(
        words.glance,
        ...strips.map((strip) => titledChart(strip.heading, drawn(glanceChart(strip, left, CANVAS)))),
        shadeScale('0%', '100%', SHADES),
      ),
      ...sections.map((one) =>
        section(
          one.heading,
          notes(one.notes),
          ...one.charts.map((chart) => titledChart(chart.title, drawn(intervalsChart(chart, CANVAS)))),
        ),
      ),
    ].join('\n'),
    footer: 'krarup',
  })
}

function drawn(chart: string): string {
  return `<div class="chart">${chart}</div>`
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
