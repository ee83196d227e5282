import { figures } from '../format.ts'
import { chartFrame, pixels as r, scaleOf, textWidth } from './chart-frame.ts'

/** One figure against one factor, with its intervals. */
export interface PointsChart {
  title: string
  /** What the horizontal axis is. */
  across: string
  /** How values are written: shares are from 0 to 1. */
  write: (value: number) => string
  share: boolean
  /** Places along the axis, with the texts under them. */
  places: readonly { at: number; text: string }[]
  series: readonly {
    name: string
    points: readonly { at: number; value: number; low: number; high: number; tip: string }[]
  }[]
  /** Horizontal lines: targets, or the scenario as it is. */
  lines?: readonly { value: number; text: string }[]
}

const HEIGHT = 300
const TOP = 14
const BELOW = 52
/** Series that can be told apart. */
export const MOST_SERIES = 6

/** The classes of series. */
export const POINTS_STYLE = `
:root{--p0:#0f6f8c;--p1:#b4470c;--p2:#3f6d2a;--p3:#7a4fa3;--p4:#8a6d00;--p5:#5a6672}
@media (prefers-color-scheme:dark){:root{--p0:#5cbfda;--p1:#f0975a;--p2:#9ccc7c;--p3:#c4a0e8;--p4:#d9bd4a;--p5:#a9b6c2}}
@media print{:root{--p0:#0f6f8c;--p1:#b4470c;--p2:#3f6d2a;--p3:#7a4fa3;--p4:#8a6d00;--p5:#5a6672}}
${Array.from({ length: MOST_SERIES }, (_, k) => `.p${k}{stroke:var(--p${k});fill:none;stroke-width:1.8;stroke-linejoin:round}.pd${k}{fill:var(--p${k})}.pk${k}{border-color:var(--p${k})}`).join('')}
.whisker{stroke-width:1.3}
`

/** The chart as SVG text, drawn at this many pixels. */
export function pointsChart(chart: PointsChart, width: number): string {
  const { places, series, lines = [], share, write, across, title } = chart
  const { safe } = figures
  const points = series.flatMap((one) => one.points)
  const spread = [
    ...points.flatMap(({ low, high, value }) => [low, high, value]),
    ...lines.map(({ value }) => value),
  ].filter(Number.isFinite)
  if (spread.length === 0) return ''
  const scale = scaleOf(Math.min(...spread), Math.max(...spread), share)
  const frame = chartFrame({ title, write, scale, lines, width, height: HEIGHT, above: TOP, below: BELOW })
  const { left, right, floor, y, text } = frame
  const ends = [Math.min(...places.map(({ at }) => at)), Math.max(...places.map(({ at }) => at))]
  const inset = Math.min(40, (right - left) / (2 * Math.max(1, places.length)))
  const x = (at: number) =>
    ends[1] === ends[0]
      ? (left + right) / 2
      : left + inset + ((at - ends[0]) / (ends[1] - ends[0])) * (right - left - 2 * inset)
  let body = frame.scaleLines
  let free = Number.NEGATIVE_INFINITY
  for (const { at, text: label } of [...places].sort((a, b) => a.at - b.at)) {
    const half = textWidth(label) / 2
    if (x(at) - half < free) continue
    free = x(at) + half + 8
    body += text(x(at), floor + 18, label, 'middle')
  }
  body += text((left + right) / 2, floor + 40, across, 'middle', 'ax strong')
  body += frame.targetLines
  for (const [k, one] of series.entries()) {
    // Beside each other, so that intervals at the same place can be seen.
    const aside = (k - (series.length - 1) / 2) * Math.min(7, (2 * inset) / (series.length + 1))
    const known = one.points.filter(({ value }) => Number.isFinite(value))
    body += `<path class="p${k}" d="${known.map(({ at, value }, i) => `${i === 0 ? 'M' : 'L'}${r(x(at) + aside)} ${r(y(value))}`).join('')}"/>`
    for (const { at, value, low, high, tip } of known) {
      const middle = r(x(at) + aside)
      const whisker =
        Number.isFinite(low) && Number.isFinite(high)
          ? `<line class="p${k} whisker" x1="${middle}" y1="${r(y(low))}" x2="${middle}" y2="${r(y(high))}"/>`
          : ''
      body += `<g class="hit"><title>${safe(tip)}</title>${whisker}<circle class="pd${k}" cx="${middle}" cy="${r(y(value))}" r="3.4"/></g>`
    }
  }
  return frame.svg(body)
}
