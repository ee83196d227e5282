import { displayWidth } from '../display-width.ts'
import { figures } from '../format.ts'
import type { TableContent } from '../table.ts'
import { type IntervalsChart, intervalsChart } from './intervals-chart.ts'
import { PAGE_STYLE } from './style.ts'

export interface SimulationPage {
  title: string
  /** What was run. */
  subtitle: string
  /** What matters most, large. */
  figures: readonly { label: string; value: string; note: string }[]
  tables: readonly TableContent[]
  /** The day at a glance: a row of shares for each queue and group, one an interval, NaN where there is none. */
  strips: readonly {
    heading: string
    starts: readonly string[]
    rows: readonly { name: string; values: readonly number[] }[]
  }[]
  /** The day interval by interval. */
  sections: readonly { heading: string; notes?: readonly string[]; charts: readonly IntervalsChart[] }[]
}

/** Pixels. */
const WIDTH = 1060
const ROW = 22
const GAP = 3
/** Room for names in front of a strip, at most. */
const MOST_NAME = 190
const CHARACTER = 6.9
const SHADES = 10

/**
 * A simulation as one HTML page that needs nothing else: figures with their intervals, the day at a glance, and by interval. Everything is escaped; it opens offline in any browser, prints, and follows the
 * reader's light or dark scheme.
 */
export function simulationPage({ title, subtitle, figures: large, tables, strips, sections }: SimulationPage): string {
  const { safe } = figures
  const beside = Math.max(0, ...strips.flatMap(({ rows }) => rows.map(({ name }) => wide(shortened(name))))) + 10
  const figure = ({ label, value, note }: SimulationPage['figures'][number], index: number) =>
    `<div class="figure${index === 0 ? ' key-figure' : ''}"><dt>${safe(label)}</dt><dd>${safe(value)}<small>${safe(note)}</small></dd></div>`
  const cells = (row: readonly string[], tag: string) =>
    row.map((cell, i) => `<${i === 0 ? 'th' : tag}>${safe(indented(cell))}</${i === 0 ? 'th' : tag}>`).join('')
  const rows = (list: readonly (readonly string[])[]) => list.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('')
  const table = ({ columns, rows: body, foot }: TableContent) =>
    `<div class="scroll"><table><thead><tr>${cells(
      columns.map(({ heading }) => heading),
      'th',
    )}</tr></thead><tbody>${rows(body)}</tbody>${foot.length > 0 ? `<tfoot>${rows(foot)}</tfoot>` : ''}</table></div>`
  const chart = (one: IntervalsChart) =>
    `<div class="keep"><h3>${safe(one.title)}</h3><div class="chart">${intervalsChart(one, WIDTH)}</div></div>`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${safe(title)}</title>
<style>${PAGE_STYLE}</style></head>
<body>
<header class="top" id="top"><h1>${safe(title)}</h1><p class="sub">${safe(subtitle)}</p><dl class="figures">${large.map(figure).join('')}</dl></header><main>
<section><h2>Figures</h2><p class="note">Of the whole run, with their intervals of confidence.</p>${tables.map(table).join('')}</section>
<section><h2>The day at a glance</h2>${strips.map((one) => `<div class="keep"><h3>${safe(one.heading)}</h3><div class="chart">${stripChart(one, beside)}</div></div>`).join('')}<div class="legend scale"><span>0%</span><span class="swatches">${Array.from({ length: SHADES }, (_, k) => `<i class="swatch s-${k}"></i>`).join('')}</span><span>100%</span></div></section>
${sections.map(({ heading, notes = [], charts }) => `<section><h2>${safe(heading)}</h2>${notes.map((note) => `<p class="note">${safe(note)}</p>`).join('')}${charts.map(chart).join('')}</section>`).join('\n')}
</main><footer>krarup</footer>
</body></html>
`
}

/** Blanks in front of a name show what it belongs to. */
function indented(cell: string): string {
  return cell.replace(/^ +/, (blanks) => '\u00a0'.repeat(2 * blanks.length))
}

/** A row of shades for each name, which end at `left`. */
function stripChart({ heading, starts, rows }: SimulationPage['strips'][number], left: number): string {
  const { safe, percent } = figures
  const r = (value: number) => String(Math.round(value * 100) / 100)
  const step = (WIDTH - left - 4) / starts.length
  let body = ''
  rows.forEach(({ name, values }, row) => {
    const top = row * ROW
    body += `<text class="ax" x="${r(left - 8)}" y="${top + 15}" text-anchor="end">${safe(shortened(name))}</text>`
    values.forEach((value, i) => {
      const shade = Number.isNaN(value)
        ? 'h-none'
        : `h-${Math.max(0, Math.min(SHADES - 1, Math.floor(value * SHADES)))}`
      body += `<g class="hit"><title>${safe(`${name}\n${starts[i]} ${percent(value)}`)}</title><rect class="heat ${shade}" x="${r(left + i * step)}" y="${top}" width="${r(step)}" height="${ROW - GAP}"/></g>`
    })
  })
  const every = Math.ceil((Math.max(...starts.map(wide)) + 14) / step)
  starts.forEach((start, i) => {
    if (i % every === 0 && left + i * step + wide(start) <= WIDTH)
      body += `<text class="ax" x="${r(left + i * step)}" y="${rows.length * ROW + 14}" text-anchor="start">${safe(start)}</text>`
  })
  const height = rows.length * ROW + 20
  return `<svg role="img" aria-label="${safe(heading)}" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}">${body}</svg>`
}

function wide(text: string): number {
  return displayWidth(text) * CHARACTER
}

function shortened(name: string): string {
  let text = name
  while (wide(text) > MOST_NAME) text = `${[...text].slice(0, text.endsWith('…') ? -2 : -1).join('')}…`
  return text
}
