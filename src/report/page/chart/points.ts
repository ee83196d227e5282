import { type ChartFrame, chartFrame } from './frame.ts'
import { valueScale } from './scale.ts'
import { type Canvas, circle, hit, line, path, pixels, svg, type Tick, text, textWidth } from './svg.ts'

/** One figure against one factor, with its intervals. */
export interface PointsChart {
  title: string
  /** What the horizontal axis is. */
  across: string
  /** How values are written: shares are from 0 to 1. */
  write: (value: number) => string
  share: boolean
  /** Places along the axis, with the texts under them. */
  places: readonly Tick[]
  series: readonly PointsSeries[]
  /** Horizontal lines: targets, or the scenario as it is. */
  lines?: readonly { value: number; text: string }[]
}

interface PointsSeries {
  name: string
  points: readonly { at: number; value: number; low: number; high: number; tip: string }[]
}

const HEIGHT = 300
const ABOVE = 14
const BELOW = 52
/** Room between the outermost points and the ends of the axis, at most. */
const INSET = 40
/** Between points of two series at one place, at most. */
const ASIDE = 7
/** Series that can be told apart. */
export const MOST_SERIES = 6

/** The chart as SVG text; nothing where there is no value. */
export function pointsChart(chart: PointsChart, canvas: Canvas): string {
  const { series, lines = [], share, write, across, title } = chart
  const outermost = extent(chart)
  if (outermost.length === 0) return ''
  const scale = valueScale(Math.min(...outermost), Math.max(...outermost), share, write)
  const frame = chartFrame({ scale, lines, width: canvas.width, height: HEIGHT, above: ABOVE, below: BELOW })
  const axis = axisOf(chart, frame)
  const heading = text((frame.left + frame.right) / 2, frame.floor + 40, across, 'middle', 'ax strong')
  const drawn = series.map((one, k) => drawSeries(one, k, series.length, canvas, frame, axis))
  const body = frame.levels + labels(chart, frame, axis) + heading + frame.goals + drawn.join('')
  return svg(title, canvas.width, HEIGHT, body)
}

/** All values that the scale must hold. */
function extent({ series, lines = [] }: PointsChart): number[] {
  const values = lines.map(({ value }) => value)
  for (const { points } of series) for (const { low, high, value } of points) values.push(low, high, value)
  return values.filter(Number.isFinite)
}

interface Axis {
  inset: number
  x: (at: number) => number
}

function axisOf({ places }: PointsChart, { left, right }: ChartFrame): Axis {
  const first = Math.min(...places.map(({ at }) => at))
  const span = Math.max(...places.map(({ at }) => at)) - first
  const inset = Math.min(INSET, (right - left) / (2 * Math.max(1, places.length)))
  return {
    inset,
    x: (at) => (span === 0 ? (left + right) / 2 : left + inset + ((at - first) / span) * (right - left - 2 * inset)),
  }
}

/** Texts under the axis; one that would run into the one before it is left out. */
function labels({ places }: PointsChart, { floor }: ChartFrame, { x }: Axis): string {
  let free = Number.NEGATIVE_INFINITY
  return [...places]
    .sort((a, b) => a.at - b.at)
    .map(({ at, text: label }) => {
      const half = textWidth(label) / 2
      if (x(at) - half < free) return ''
      free = x(at) + half + 8
      return text(x(at), floor + 18, label, 'middle')
    })
    .join('')
}

function drawSeries(
  { points }: PointsSeries,
  k: number,
  count: number,
  canvas: Canvas,
  { y }: ChartFrame,
  { x, inset }: Axis,
): string {
  // Beside each other, so that intervals at the same place can be seen.
  const aside = (k - (count - 1) / 2) * Math.min(ASIDE, (2 * inset) / (count + 1))
  const known = points.filter(({ value }) => Number.isFinite(value))
  const curve = known.map(({ at, value }, i) => `${i === 0 ? 'M' : 'L'}${pixels(x(at) + aside)} ${pixels(y(value))}`)
  const dots = known.map(({ at, value, low, high, tip }) => {
    const middle = x(at) + aside
    const bounded = Number.isFinite(low) && Number.isFinite(high)
    const whisker = bounded ? line(middle, y(low), middle, y(high), `p${k} whisker`) : ''
    return hit(canvas, tip, whisker + circle(middle, y(value), 3.4, `pd${k}`))
  })
  return path(`p${k}`, curve.join('')) + dots.join('')
}
