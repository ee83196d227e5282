import { decodeColumn } from '../codec.ts'
import { type Mark, PLACES, type PointsContent } from './content.ts'
import { type ChartFrame, chartFrame } from './frame.ts'
import { type Canvas, centred, circle, hit, line, path, pixels, svg, text, textWidth } from './svg.ts'

const HEIGHT = 300
const ABOVE = 14
const BELOW = 52
/** Room between the outermost points and the ends of the axis, at most. */
const INSET = 40
/** Between points of two series at one place, at most. */
const ASIDE = 7

/** A figure against a factor. `tips` has what each point says to the pointer, series by series. */
export function pointsChart(chart: PointsContent, tips: readonly string[], canvas: Canvas): string {
  const { width } = canvas
  const { series, places, across, title } = chart
  const frame = chartFrame({ ...chart, width, height: HEIGHT, above: ABOVE, below: BELOW })
  const inset = Math.min(INSET, (frame.right - frame.left) / (2 * Math.max(1, places.length)))
  const axis = { inset, x: (at: number) => frame.left + inset + at * (frame.right - frame.left - 2 * inset) }
  let told = 0
  const drawn = series.map((one, k) => {
    const count = decodeColumn(one.at, PLACES).length
    const own = tips.slice(told, told + count)
    told += count
    return drawSeries(one, k, series.length, own, canvas, frame, axis)
  })
  const heading = centred((frame.left + frame.right) / 2, frame.floor + 40, across, width, 'ax strong')
  const body = frame.levels + labels(places, frame, axis) + heading + frame.goals + drawn.join('')
  return svg(title, width, HEIGHT, body)
}

interface Axis {
  inset: number
  x: (at: number) => number
}

/** Texts under the axis; one that would run into the one before it is left out. */
function labels(places: readonly Mark[], { floor, width }: ChartFrame, { x }: Axis): string {
  let free = Number.NEGATIVE_INFINITY
  return [...places]
    .sort(([a], [b]) => a - b)
    .map(([at, label]) => {
      const half = textWidth(label) / 2
      const middle = Math.min(x(at), width - half)
      if (middle - half < free) return ''
      free = middle + half + 8
      return text(middle, floor + 18, label, 'middle')
    })
    .join('')
}

function drawSeries(
  series: PointsContent['series'][number],
  k: number,
  count: number,
  tips: readonly string[],
  canvas: Canvas,
  { y }: ChartFrame,
  { x, inset }: Axis,
): string {
  const [ats, values, lows, highs] = [series.at, series.values, series.low, series.high].map((column) =>
    decodeColumn(column, PLACES),
  )
  // Beside each other, so that intervals at the same place can be seen.
  const aside = (k - (count - 1) / 2) * Math.min(ASIDE, (2 * inset) / (count + 1))
  const middles = ats.map((at) => x(at) + aside)
  const curve = middles.map((middle, i) => `${i === 0 ? 'M' : 'L'}${pixels(middle)} ${pixels(y(values[i]))}`)
  const dots = middles.map((middle, i) => {
    const bounded = Number.isFinite(lows[i]) && Number.isFinite(highs[i])
    const whisker = bounded ? line(middle, y(lows[i]), middle, y(highs[i]), `p${k} whisker`) : ''
    return hit(canvas, tips[i], whisker + circle(middle, y(values[i]), 3.4, `pd${k}`))
  })
  return path(`p${k}`, curve.join('')) + dots.join('')
}
