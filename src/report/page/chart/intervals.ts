import { type ChartFrame, chartFrame } from './frame.ts'
import { bandPath, linePath, stepPath } from './paths.ts'
import { valueScale } from './scale.ts'
import { type Canvas, circle, hit, path, rect, svg, text, textWidth } from './svg.ts'

/** Figures of the intervals of a day, with their intervals of confidence. */
export interface IntervalsChart {
  title: string
  /** How values are written: shares are from 0 to 1. */
  write: (value: number) => string
  share: boolean
  /** When each interval begins, as it is written. */
  starts: readonly string[]
  /** One value an interval, NaN where there is none. Steps are levels that hold for the interval; lines have a band where `half` is known. */
  series: readonly IntervalsSeries[]
  /** Horizontal lines: targets. */
  lines?: readonly { value: number; text: string }[]
}

interface IntervalsSeries {
  name: string
  steps?: boolean
  values: readonly number[]
  half?: readonly number[]
}

const HEIGHT = 210
const ABOVE = 12
const BELOW = 26

/** The chart as SVG text; nothing where there is no value. */
export function intervalsChart(chart: IntervalsChart, canvas: Canvas): string {
  const { starts, series, lines = [], share, write, title } = chart
  const outermost = extent(chart)
  if (outermost.length === 0) return ''
  // What is counted begins at 0; shares have the room that they need.
  const scale = valueScale(share ? Math.min(...outermost) : 0, Math.max(...outermost), share, write)
  const frame = chartFrame({ scale, lines, width: canvas.width, height: HEIGHT, above: ABOVE, below: BELOW })
  const step = (frame.right - frame.left) / starts.length
  const edge = (i: number) => frame.left + i * step
  const drawn = series.map((one) => (one.steps ? steps(one, frame, edge) : curve(one, frame, edge)))
  const body = frame.levels + times(starts, canvas, frame, edge) + drawn.join('') + frame.goals
  return svg(title, canvas.width, HEIGHT, body + columns(chart, canvas, frame, edge))
}

/** Of a border between intervals. */
type Edge = (border: number) => number

function halfAt({ half }: IntervalsSeries, i: number): number {
  const width = half ? half[i] : 0
  return Number.isFinite(width) ? width : 0
}

/** All values that the scale must hold. */
function extent({ series, lines = [] }: IntervalsChart): number[] {
  const outermost = lines.map(({ value }) => value)
  for (const one of series)
    one.values.forEach((value, i) => {
      if (!Number.isNaN(value)) outermost.push(value - halfAt(one, i), value + halfAt(one, i))
    })
  return outermost
}

function times(starts: readonly string[], { width }: Canvas, { floor }: ChartFrame, edge: Edge): string {
  const every = Math.ceil((Math.max(...starts.map(textWidth)) + 14) / (edge(1) - edge(0)))
  return starts
    .map((start, i) => (i % every === 0 && edge(i) + textWidth(start) <= width ? text(edge(i), floor + 17, start) : ''))
    .join('')
}

function steps({ values }: IntervalsSeries, { y }: ChartFrame, edge: Edge): string {
  return path('step-dashed', stepPath(values, edge, y))
}

function curve(series: IntervalsSeries, { y }: ChartFrame, edge: Edge): string {
  const { values } = series
  const band = values.map((value, i) => {
    const half = halfAt(series, i)
    return [edge(i + 0.5), y(value - half), y(value + half)] as const
  })
  const points = values.map((value, i) => [edge(i + 0.5), y(value)] as const)
  const known = (i: number) => i >= 0 && i < values.length && !Number.isNaN(values[i])
  const alone = points.map(([x, at], i) =>
    known(i) && !known(i - 1) && !known(i + 1) ? circle(x, at, 2.6, 'dot-ahead') : '',
  )
  return path('band', bandPath(band)) + path('ahead', linePath(points)) + alone.join('')
}

/** What each interval says to the pointer. */
function columns(
  { starts, series, write }: IntervalsChart,
  canvas: Canvas,
  { top, floor }: ChartFrame,
  edge: Edge,
): string {
  return starts
    .map((start, i) => {
      const said = series.map((one) => {
        const half = halfAt(one, i)
        if (Number.isNaN(one.values[i])) return `${one.name} –`
        return `${one.name} ${write(one.values[i])}${half > 0 ? ` ± ${write(half)}` : ''}`
      })
      return hit(canvas, [start, ...said].join('\n'), rect(edge(i), top, edge(1) - edge(0), floor - top, 'column'))
    })
    .join('')
}
