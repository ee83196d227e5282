import type { FigureFormats } from '../../format.ts'
import { levelLines, levelsWidth, type Plot } from './levels.ts'
import { bandPath, linePath } from './paths.ts'
import { countScale, largest, type Scale } from './scale.ts'
import { type Canvas, circle, hit, line, path, rect, svg, type Tick, text, textWidth, thinned } from './svg.ts'

export interface DailyChart {
  label: string
  /** How figures are written. */
  formats: FigureFormats
  words: { history: string; forecast: string; limits: string; incomplete: string }
  /** One place a day, oldest first; NaN where nothing was recorded. */
  past: readonly number[]
  /** Days with gaps in the record. */
  incomplete: readonly number[]
  pastLabels: readonly string[]
  mean: readonly number[]
  low: readonly number[]
  high: readonly number[]
  labels: readonly string[]
  /** Axis labels: place (counted from the first past day) and text. */
  ticks: readonly Tick[]
}

const TOP = 22
const BELOW = 24
/** How much wider a bold word is. */
const BOLD = 1.1

/** Contacts a day: what was, and what is forecast with its limits. */
export function dailyChart(chart: DailyChart, canvas: Canvas): string {
  const frame = frameOf(chart, canvas)
  return svg(
    chart.label,
    canvas.width,
    frame.height,
    background(chart, frame) + curves(chart, frame) + days(chart, canvas, frame),
  )
}

interface Frame extends Plot {
  scale: Scale
  width: number
  height: number
  bottom: number
  /** Pixels a day. */
  step: number
  /** Where the forecast begins. */
  split: number
  x: (day: number) => number
}

function frameOf({ past, mean, high, formats }: DailyChart, { width }: Canvas): Frame {
  const height = width < 800 ? 215 : 270
  const scale = countScale(largest(past, mean, high), height < 250 ? 4 : 5, formats)
  const left = levelsWidth(scale) + 10
  const right = width - 6
  const bottom = height - BELOW
  const step = (right - left) / Math.max(1, past.length + mean.length)
  return {
    scale,
    width,
    height,
    left,
    right,
    bottom,
    step,
    split: left + past.length * step,
    x: (day) => left + (day + 0.5) * step,
    y: (value) => bottom - (value / scale.most) * (bottom - TOP),
  }
}

function background(chart: DailyChart, frame: Frame): string {
  const { scale, width, left, right, bottom, split, x } = frame
  const { words, ticks } = chart
  const marks = ticks.map(({ at }) => line(x(at), bottom, x(at), bottom + 4, 'base'))
  const labels = thinned(ticks, right - left).map((tick) =>
    text(Math.min(x(tick.at), width - textWidth(tick.text) / 2), bottom + 18, tick.text, 'middle'),
  )
  // The word of a plan of few days would be cut off on the right of its narrow zone.
  const forecastAt = Math.min(split + 5, width - BOLD * textWidth(words.forecast))
  const historyEnd = Math.min(split - 6, forecastAt - 11)
  const historyFits = historyEnd + 6 - left > textWidth(words.history) + 12
  return (
    rect(split, TOP, right - split, bottom - TOP, 'zone') +
    levelLines(scale, frame) +
    [...marks, ...labels].join('') +
    line(split, TOP - 12, split, bottom, 'split') +
    text(forecastAt, TOP - 6, words.forecast, 'start', 'ax strong') +
    (historyFits ? text(historyEnd, TOP - 6, words.history, 'end', 'ax') : '')
  )
}

function curves({ past, mean, low, high }: DailyChart, { x, y }: Frame): string {
  // The forecast begins where the past ends, if that is known.
  const last = past.length > 0 ? past[past.length - 1] : Number.NaN
  const joint = Number.isNaN(last) ? [] : [{ at: x(past.length - 1), level: y(last) }]
  const ahead = mean.map((_, i) => x(past.length + i))
  return (
    path(
      'band',
      bandPath([
        ...joint.map(({ at, level }) => [at, level, level] as const),
        ...ahead.map((at, i) => [at, y(low[i]), y(high[i])] as const),
      ]),
    ) +
    path('past', linePath(past.map((value, i) => [x(i), y(value)] as const))) +
    path(
      'ahead',
      linePath([
        ...joint.map(({ at, level }) => [at, level] as const),
        ...ahead.map((at, i) => [at, y(mean[i])] as const),
      ]),
    )
  )
}

/** A dot for each day, and what it says to the pointer. */
function days(chart: DailyChart, canvas: Canvas, { step, bottom, x, y }: Frame): string {
  const { past, mean, labels, pastLabels, words } = chart
  const { volume } = chart.formats
  const gaps = new Set(chart.incomplete)
  const column = (day: number, value: number, lines: readonly string[], dot: string) =>
    Number.isNaN(value)
      ? ''
      : hit(
          canvas,
          lines.join('\n'),
          rect(x(day) - step / 2, TOP, step, bottom - TOP, 'column') +
            circle(x(day), y(value), step < 7 ? 1.6 : 2.6, dot),
        )
  const before = past.map((value, i) => {
    const note = gaps.has(i) ? ` (${words.incomplete})` : ''
    return column(
      i,
      value,
      [pastLabels[i], `${words.history}: ${volume(value)}${note}`],
      gaps.has(i) ? 'dot-gap' : 'dot-past',
    )
  })
  const ahead = mean.map((value, i) => {
    const lines = [labels[i], `${words.forecast}: ${volume(value)}`, ...limits(chart, i)]
    return column(past.length + i, value, lines, 'dot-ahead')
  })
  return before.join('') + ahead.join('')
}

function limits({ words, low, high, formats: { volume } }: DailyChart, day: number): string[] {
  return Number.isNaN(low[day]) ? [] : [`${words.limits}: ${volume(low[day])} – ${volume(high[day])}`]
}
