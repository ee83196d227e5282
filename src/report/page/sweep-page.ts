import { figures } from '../format.ts'
import { MOST_SERIES, POINTS_STYLE, type PointsChart, pointsChart } from './points-chart.ts'
import { PAGE_STYLE } from './style.ts'

export interface SweepPage {
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

/** Pixels. */
const WIDTH = 1060

/**
 * What-ifs as one HTML page that needs nothing else: charts with intervals, and the numbers. Everything is escaped; it opens offline in any browser, prints, and follows the reader's
 * light or dark scheme.
 */
export function sweepPage({ title, subtitle, sections }: SweepPage): string {
  const { safe } = figures
  const legend = ({ series }: PointsChart) =>
    series.length < 2
      ? ''
      : `<div class="legend">${series.map(({ name }, k) => `<span><i class="key pk${k % MOST_SERIES}"></i>${safe(name)}</span>`).join('')}</div>`
  const body = sections
    .map(({ heading, notes = [], charts, table }) => {
      const drawn = charts.map(
        (chart) =>
          `<div class="keep"><h3>${safe(chart.title)}</h3>${legend(chart)}<div class="chart">${pointsChart(chart, WIDTH)}</div></div>`,
      )
      const cells = (row: readonly string[], tag: string) =>
        row.map((cell, i) => `<${i === 0 ? 'th' : tag}>${safe(cell)}</${i === 0 ? 'th' : tag}>`).join('')
      const numbers = `<div class="scroll"><table><thead><tr>${cells(table.headings, 'th')}</tr></thead><tbody>${table.rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('')}</tbody></table></div>`
      return `<section><h2>${safe(heading)}</h2>${notes.map((note) => `<p class="note">${safe(note)}</p>`).join('')}${drawn.join('')}<h3>Numbers</h3>${numbers}</section>`
    })
    .join('\n')
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${safe(title)}</title>
<style>${PAGE_STYLE}${POINTS_STYLE}</style></head>
<body>
<header class="top" id="top"><h1>${safe(title)}</h1><p class="sub">${safe(subtitle)}</p></header><main>
${body}
</main><footer>krarup</footer>
</body></html>
`
}
