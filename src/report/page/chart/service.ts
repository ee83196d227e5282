import type { FigureFormats } from '../../format.ts'
import { SHADES } from './heat.ts'
import { goalLines, levelLines, type Plot } from './levels.ts'
import { linePath } from './paths.ts'
import { type Scale, shareScale, smallest } from './scale.ts'
import { type Canvas, circle, hit, path, rect, svg, text, textWidth } from './svg.ts'

export interface ServiceChart {
  label: string
  serviceLevel: readonly number[]
  connectRate: readonly number[]
  /** How likely a day meets its target; NaN where that is not known. */
  targetMet: readonly number[]
  targets: readonly number[]
  labels: readonly string[]
  /** Two short lines under each day. */
  ticks: readonly (readonly [string, string])[]
  /** How figures are written. */
  formats: FigureFormats
  words: { serviceLevel: string; connectRate: string; meetsTarget: string }
}

const TOP = 10
/** Height of the row of chips that say how likely the target is met. */
const CHIP = 20
/** Days as wide as this have two lines of text under them. */
const TWO_LINES = 30
/** Distances of the lines of the scale. */
const STEPS = [0.02, 0.05, 0.1, 0.25] as const

/** Service level and connect rate by day, and how likely each day meets its target. */
export function serviceChart(chart: ServiceChart, canvas: Canvas): string {
  const frame = frameOf(chart, canvas)
  const { left, bottom, chipTop, known, twoLines } = frame
  const heading = known ? text(left, chipTop - 6, chart.words.meetsTarget, 'start', 'ax strong') : ''
  const days = chart.labels.map((_, day) => label(chart, day, frame) + drawDay(chart, day, canvas, frame))
  const height = known ? chipTop + CHIP + 4 : bottom + (twoLines ? 38 : 24)
  return svg(chart.label, canvas.width, height, background(chart, frame) + heading + days.join(''))
}

interface Frame extends Plot {
  scale: Scale
  bottom: number
  /** Pixels a day. */
  wide: number
  twoLines: boolean
  /** Of so many days one has its text. */
  every: number
  chipTop: number
  /** Whether it is known of any day how likely it meets its target. */
  known: boolean
  x: (day: number) => number
}

function frameOf(
  { serviceLevel, connectRate, targetMet, targets, labels, ticks, formats }: ServiceChart,
  { width }: Canvas,
): Frame {
  const plotHeight = width < 520 ? 130 : 160
  const scale = shareScale(Math.min(smallest(serviceLevel, connectRate), ...targets, 1), 0.01, STEPS, formats)
  const left = textWidth(formats.percent(1, 0)) + 10
  const right = width - (targets.length > 0 ? 36 : 2)
  const bottom = TOP + plotHeight
  const wide = (right - left) / Math.max(1, labels.length)
  const twoLines = wide >= TWO_LINES
  return {
    scale,
    left,
    right,
    bottom,
    wide,
    twoLines,
    every: twoLines ? 1 : Math.ceil((Math.max(...ticks.map(([, date]) => textWidth(date))) + 6) / wide),
    chipTop: bottom + (twoLines ? 60 : 44),
    known: targetMet.some((value) => !Number.isNaN(value)),
    x: (day) => left + (day + 0.5) * wide,
    y: (value) => bottom - ((value - scale.least) / (1 - scale.least)) * plotHeight,
  }
}

function background({ targets, serviceLevel, connectRate, formats }: ServiceChart, frame: Frame): string {
  const { scale, x, y } = frame
  const goals = targets.map((value) => ({ value, text: formats.percent(value, 0) }))
  const curve = (name: string, values: readonly number[]) =>
    path(name, linePath(values.map((value, day) => [x(day), y(value)] as const)))
  return levelLines(scale, frame) + goalLines(goals, frame) + curve('past', connectRate) + curve('level', serviceLevel)
}

function label({ ticks }: ServiceChart, day: number, { bottom, twoLines, every, x }: Frame): string {
  if (day % every !== 0) return ''
  const [weekday, date] = ticks[day]
  return twoLines
    ? text(x(day), bottom + 16, weekday, 'middle') + text(x(day), bottom + 30, date, 'middle')
    : text(x(day), bottom + 16, date, 'middle')
}

function drawDay(chart: ServiceChart, day: number, canvas: Canvas, frame: Frame): string {
  const { labels, words } = chart
  const { percent } = chart.formats
  const [level, connected, met] = [chart.serviceLevel[day], chart.connectRate[day], chart.targetMet[day]]
  if (Number.isNaN(level) && Number.isNaN(connected)) return ''
  const { bottom, wide, x, y } = frame
  const tip = [
    labels[day],
    `${words.serviceLevel}: ${percent(level)}`,
    `${words.connectRate}: ${percent(connected)}`,
    ...(Number.isNaN(met) ? [] : [`${words.meetsTarget}: ${percent(met, 0)}`]),
  ].join('\n')
  const dot = (value: number, name: string, radius: number) =>
    Number.isNaN(value) ? '' : circle(x(day), y(value), radius, name)
  const shapes =
    rect(x(day) - wide / 2, TOP, wide, bottom - TOP, 'column') +
    dot(connected, 'dot-past', 2.6) +
    dot(level, 'dot-level', wide < 12 ? 2 : 4) +
    chip(met, day, frame, chart.formats)
  return hit(canvas, tip, shapes)
}

function chip(met: number, day: number, { chipTop, wide, x }: Frame, { percent, number }: FigureFormats): string {
  if (Number.isNaN(met)) return ''
  const shade = Math.round(met * (SHADES - 1))
  const box = rect(x(day) - wide / 2 + 0.5, chipTop, wide - 1, CHIP, `heat h-${shade}`)
  if (wide < 17) return box
  const written = wide >= 34 ? percent(met, 0) : number(met * 100)
  return box + text(x(day), chipTop + 14, written, 'middle', `cell t-${shade}`)
}
