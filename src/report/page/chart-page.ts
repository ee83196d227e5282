import type { ChartContent, PageContent } from './chart/content.ts'
import type { Canvas } from './chart/svg.ts'
import type { Prepared } from './chart-content.ts'
import { htmlPage, type PageParts, STATIC_WIDTH, section, titledChart } from './document.ts'

/** A part of a page: HTML, charts, HTML. */
export interface ChartSection<Chart extends ChartContent> {
  title: string
  before?: string
  charts?: readonly PlacedChart<Chart>[]
  after?: string
}

/** A chart under its title. Without `chart` there is nothing to draw. */
interface PlacedChart<Chart extends ChartContent> {
  title: string
  /** HTML. */
  legend?: string
  chart: Prepared<Chart> | undefined
}

interface ChartPageParts<Chart extends ChartContent, Content extends PageContent<Chart>>
  extends Omit<PageParts, 'main' | 'script'> {
  sections: readonly ChartSection<Chart>[]
  /** What the script reads, of which these are the charts. */
  content: (charts: readonly Chart[]) => Content
  draw: (content: Content, chart: Chart, tips: readonly string[], canvas: Canvas) => string
  script: { text: string; hash: string }
}

const CANVAS = { width: STATIC_WIDTH, tips: 'title' } as const

/** A page of charts, which are drawn when it is made, so that it can be read without JavaScript, and again by its script at the width of the window. */
export function chartPage<Chart extends ChartContent, Content extends PageContent<Chart>>({
  sections,
  content: contentOf,
  draw,
  script,
  ...parts
}: ChartPageParts<Chart, Content>): string {
  const prepared = sections.flatMap(({ charts = [] }) => charts.flatMap(({ chart }) => chart ?? []))
  const content = contentOf(prepared.map((one) => one.content))
  const drawn = (chart: Prepared<Chart>) =>
    `<div class="chart" id="chart-${prepared.indexOf(chart)}">${draw(content, chart.content, chart.tips, CANVAS)}</div>`
  const main = sections.map(({ title, before = '', charts = [], after = '' }) => {
    const placed = charts.map((one) => titledChart(one.title, one.legend ?? '', one.chart ? drawn(one.chart) : ''))
    return section(title, before, ...placed, after)
  })
  return htmlPage({
    ...parts,
    main: main.join('\n'),
    ...(prepared.length > 0 ? { script: { ...script, content } } : {}),
  })
}
