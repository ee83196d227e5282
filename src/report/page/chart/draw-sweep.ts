import type { PageContent, SweepChart } from './content.ts'
import { gridChart } from './grid.ts'
import { pointsChart } from './points.ts'
import type { Canvas } from './svg.ts'

/** A chart of a page of what-ifs, as SVG text. `tips` has what its marks say to the pointer, in the order in which they are drawn. */
export function drawSweep(
  _: PageContent<SweepChart>,
  chart: SweepChart,
  tips: readonly string[],
  canvas: Canvas,
): string {
  return chart.kind === 'points' ? pointsChart(chart, tips, canvas) : gridChart(chart, tips, canvas)
}
