import { decodeColumn } from '../codec.ts'
import { type IntervalsContent, PLACES } from './content.ts'
import { type ChartFrame, chartFrame } from './frame.ts'
import { bandPath, linePath, stepPath } from './paths.ts'
import { type Canvas, circle, path, svg, tipRect } from './svg.ts'
import { drawTimeAxis, type TimeAxis, timeRoom } from './time-axis.ts'

/** Pixels above the axis. */
const HEIGHT = 184
const ABOVE = 12

/** Figures by interval. `tips` has what each interval says to the pointer. */
export function intervalsChart(
  chart: IntervalsContent,
  axis: TimeAxis,
  tips: readonly string[],
  canvas: Canvas,
): string {
  const { width } = canvas
  const below = timeRoom(axis)
  const frame = chartFrame({ ...chart, width, height: HEIGHT + below, above: ABOVE, below })
  const step = (frame.right - frame.left) / axis.count
  const edge = (border: number) => frame.left + border * step
  const drawn = chart.series.map((one) => (one.steps ? steps(one, frame, edge) : curve(one, frame, edge)))
  const columns = tips.map((tip, i) => tipRect(canvas, tip, edge(i), ABOVE, step, frame.floor - ABOVE, 'column'))
  const body = frame.levels + drawTimeAxis(axis, frame) + drawn.join('') + frame.goals + columns.join('')
  return svg(chart.title, width, HEIGHT + below, body)
}

type Series = IntervalsContent['series'][number]
/** Of a border between intervals. */
type Edge = (border: number) => number

function steps({ values }: Series, { y }: ChartFrame, edge: Edge): string {
  return path('step-dashed', stepPath(decodeColumn(values, PLACES), edge, y))
}

function curve({ values, low = '', high = '' }: Series, { y }: ChartFrame, edge: Edge): string {
  const [middle, lows, highs] = [values, low, high].map((column) => decodeColumn(column, PLACES))
  const band = lows.map((value, i) => [edge(i + 0.5), y(value), y(highs[i])] as const)
  const points = middle.map((value, i) => [edge(i + 0.5), y(value)] as const)
  const known = (i: number) => i >= 0 && i < middle.length && !Number.isNaN(middle[i])
  const alone = points.filter((_, i) => known(i) && !known(i - 1) && !known(i + 1))
  const dots = alone.map(([x, at]) => circle(x, at, 2.6, 'dot-ahead'))
  return path('band', bandPath(band)) + path('ahead', linePath(points)) + dots.join('')
}
