import type { GlanceContent, SimulationChart, SimulationContent } from './content.ts'
import { glanceChart } from './glance.ts'
import { intervalsChart } from './intervals.ts'
import type { Canvas } from './svg.ts'

/** A chart of a simulation's page, as SVG text. `tips` has what its marks say to the pointer, in the order in which they are drawn. */
export function drawSimulation(
  { times, charts }: SimulationContent,
  chart: SimulationChart,
  tips: readonly string[],
  canvas: Canvas,
): string {
  if (chart.kind === 'intervals') return intervalsChart(chart, times, tips, canvas)
  const glances = charts.filter((one): one is GlanceContent => one.kind === 'glance')
  const rows = ([] as GlanceContent['rows'][number][]).concat(...glances.map((one) => one.rows))
  return glanceChart(chart, rows, times, tips, canvas)
}
