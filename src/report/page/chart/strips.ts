import type { FigureFormats } from '../../format.ts'
import { goalLines, levelLines, levelsWidth } from './levels.ts'
import { bandPath, linePath, stepArea, stepPath } from './paths.ts'
import { countScale, largest, type Scale, shareScale, smallest } from './scale.ts'
import { type Canvas, circle, hit, line, path, rect, svg, type Tick, text, textWidth, thinned } from './svg.ts'

/** One figure by interval. */
export interface StripSeries {
  name: string
  values: readonly number[]
  style: 'area' | 'line' | 'thin' | 'dashed' | 'dots'
  format: 'volume' | 'agents' | 'share'
}

/** Series against one vertical scale. */
export interface Strip {
  title: string
  height: number
  scale: 'number' | 'share'
  series: readonly StripSeries[]
  band?: { name: string; low: readonly number[]; high: readonly number[] }
  /** Horizontal lines: a target. */
  lines?: readonly number[]
}

/** Strips above one another over the same intervals. */
export interface StripChart {
  label: string
  /** How figures are written. */
  formats: FigureFormats
  /** Intervals drawn. */
  count: number
  strips: readonly Strip[]
  /** Axis labels at interval borders (`at` from 0 to `count`); `middle` centres a text between this border and the next. */
  ticks: readonly (Tick & { middle?: boolean })[]
  /** First line of an interval's tooltip. */
  times: (index: number) => string
  /** Border from which on it is forecast; before it, it has come. */
  split?: number
}

/** Room between strips, above a strip with a title and one without, and below the last for the axis. */
const GAP = 10
const TITLE = 24
const BELOW = 24
/** Room for the text of a target at the right. */
const TARGET = 36
/** Distances of the lines of a scale of shares. */
const SHARE_STEPS = [0.05, 0.1, 0.25, 0.5] as const

export function stripChart(chart: StripChart, canvas: Canvas): string {
  const frame = frameOf(chart, canvas)
  const strips = chart.strips.map((strip, k) => drawStrip(strip, frame, frame.places[k], chart.formats))
  const body = background(chart, frame) + labels(chart, frame) + strips.join('') + columns(chart, canvas, frame)
  return svg(chart.label, canvas.width, frame.bottom + BELOW, body)
}

/** Where a strip stands. */
interface Place {
  scale: Scale
  top: number
  height: number
}

interface Frame {
  width: number
  left: number
  right: number
  bottom: number
  count: number
  places: readonly Place[]
  /** Of an interval's border. */
  x: (border: number) => number
}

function frameOf({ strips, count, formats }: StripChart, { width }: Canvas): Frame {
  const scales = strips.map((strip) => scaleOf(strip, formats))
  const left = Math.max(24, ...scales.map(levelsWidth)) + 10
  const right = width - (strips.some(({ lines }) => lines && lines.length > 0) ? TARGET : 8)
  let bottom = 0
  const places = strips.map(({ title, height }, k) => {
    const top = bottom + (title ? TITLE : GAP)
    bottom = top + height + GAP
    return { scale: scales[k], top, height }
  })
  return {
    width,
    left,
    right,
    bottom: bottom - GAP,
    count,
    places,
    x: (border) => left + (border / count) * (right - left),
  }
}

function scaleOf({ series, band, scale, height, lines = [] }: Strip, formats: FigureFormats): Scale {
  const values = [...series.map((one) => one.values), ...(band ? [band.high] : [])]
  if (scale === 'number') return countScale(largest(...values), height < 100 ? 3 : 4, formats)
  return shareScale(Math.min(smallest(...values), ...lines, 1), 0.005, SHARE_STEPS, formats)
}

/** What has not come yet, and the vertical lines. */
function background({ split, ticks }: StripChart, { places, right, x }: Frame): string {
  const zones = places.map(({ top, height }) => {
    if (split === undefined) return ''
    const at = x(split)
    return rect(at, top, right - at, height, 'zone') + line(at, top, at, top + height, 'split')
  })
  const lines = ticks.map(({ at }) =>
    places.map(({ top, height }) => line(x(at), top, x(at), top + height, 'grid')).join(''),
  )
  return zones.join('') + lines.join('')
}

function labels({ ticks, count }: StripChart, { left, right, width, bottom, x }: Frame): string {
  return thinned(ticks, right - left)
    .map((tick) => {
      const at = tick.middle ? x(tick.at + count / Math.max(1, ticks.length) / 2) : x(tick.at)
      const half = textWidth(tick.text) / 2
      return text(Math.min(Math.max(at, half), width - half), bottom + 18, tick.text, 'middle')
    })
    .join('')
}

function drawStrip(strip: Strip, frame: Frame, { scale, top, height }: Place, { percent }: FigureFormats): string {
  const { left, right, x } = frame
  const { least, most } = scale
  const y = (value: number) => top + height - ((value - least) / (most - least)) * height
  const plot = { left, right, y }
  const { band, lines = [] } = strip
  const spread = band
    ? path('band', bandPath(band.low.map((low, i) => [x(i + 0.5), y(low), y(band.high[i])] as const)))
    : ''
  const targets = lines.map((value) => ({ value, text: percent(value, 0) }))
  const drawn = strip.series.map((series) => drawSeries(series, frame, y))
  const title = text(left, top - 7, strip.title, 'start', 'ax strong')
  return title + levelLines(scale, plot) + spread + goalLines(targets, plot) + drawn.join('')
}

const LINES = { line: 'ahead', thin: 'past', dots: 'level' } as const

function drawSeries(
  { values, style }: StripSeries,
  { x, left, right, count }: Frame,
  y: (value: number) => number,
): string {
  if (style === 'area') return path('area', stepArea(values, x, y)) + path('step', stepPath(values, x, y))
  if (style === 'dashed') return path('step-dashed', stepPath(values, x, y))
  const points = Array.from({ length: count }, (_, i) => [x(i + 0.5), y(values[i])] as const)
  const dotted = style === 'dots' && right - left > count * 6
  const dots = dotted
    ? points.map(([at, level]) => (Number.isNaN(level) ? '' : circle(at, level, 2.2, 'dot-level')))
    : []
  return path(LINES[style], linePath(points)) + dots.join('')
}

/** What each interval says to the pointer. */
function columns({ strips, times, formats }: StripChart, canvas: Canvas, { places, bottom, count, x }: Frame): string {
  return Array.from({ length: count }, (_, i) => {
    const lines = ([] as string[]).concat(...strips.map((strip) => linesOf(strip, i, formats)))
    if (lines.length === 0) return ''
    const column = rect(x(i), places[0].top, x(i + 1) - x(i), bottom - places[0].top, 'column')
    return hit(canvas, [times(i), ...lines].join('\n'), column)
  }).join('')
}

function linesOf({ series, band }: Strip, i: number, { percent, volume, number }: FigureFormats): string[] {
  const write = { share: percent, volume, agents: number }
  const known = series.filter(({ values }) => !Number.isNaN(values[i] ?? Number.NaN))
  const lines = known.map(({ name, values, format }) => `${name}: ${write[format](values[i])}`)
  const limited = band !== undefined && Number.isFinite(band.low[i])
  return limited ? [...lines, `${band.name}: ${volume(band.low[i])} – ${volume(band.high[i])}`] : lines
}
