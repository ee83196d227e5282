import type { ChartContent, PageContent } from '../chart/content.ts'
import type { Canvas } from '../chart/svg.ts'
import { drawAtWidth } from './draw-at-width.ts'
import { showTips } from './tips.ts'

/** Draws the charts of a page at the width of the window. */
export function redrawCharts<Chart extends ChartContent, Content extends PageContent<Chart>>(
  content: Content,
  draw: (content: Content, chart: Chart, tips: readonly string[], canvas: Canvas) => string,
): void {
  document.documentElement.className = 'scripted'
  const places = content.charts.map((_, k) => document.getElementById(`chart-${k}`) as HTMLElement)
  // What marks say stands in the page already.
  const tips = places.map((place) => Array.from(place.querySelectorAll('title'), (title) => title.textContent || ''))
  showTips()
  drawAtWidth('chart-0', (width) => {
    content.charts.forEach((chart, k) => {
      places[k].innerHTML = draw(content, chart, tips[k], { width, tips: 'data' })
    })
  })
}
