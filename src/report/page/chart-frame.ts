import { displayWidth } from '../display-width.ts'
import { figures } from '../format.ts'

/** What a chart against a vertical scale is made of before anything is drawn in it. */
export interface ChartOptions {
  title: string
  /** How values are written. */
  write: (value: number) => string
  /** The ends of the scale, as `scaleOf` gives them. */
  scale: readonly [bottom: number, top: number]
  /** Horizontal lines: targets, or the scenario as it is. */
  lines?: readonly { value: number; text: string }[]
  /** Pixels, all of them. */
  width: number
  height: number
  above: number
  below: number
}

/** Pixels that a character of a chart's text is wide. */
const CHARACTER = 6.9
/** Vertical room above and below the outermost value, as a share of their span. */
const MARGIN = 0.06

/** Where things stand in a chart, and the parts of it that every chart has, as SVG text. */
export function chartFrame({ title, write, scale, lines = [], width, height, above, below }: ChartOptions) {
  const { safe } = figures
  const [bottom, top] = scale
  const ticks = ticksBetween(bottom, top)
  const left = Math.max(...ticks.map((tick) => textWidth(write(tick)))) + 12
  const right = width - Math.max(16, ...lines.map(({ text }) => textWidth(text) + 10))
  const floor = height - below
  const y = (value: number) =>
    floor - ((Math.min(top, Math.max(bottom, value)) - bottom) / (top - bottom)) * (floor - above)
  const text = (at: number, down: number, content: string, anchor: string, name = 'ax') =>
    `<text class="${name}" x="${pixels(at)}" y="${pixels(down)}" text-anchor="${anchor}">${safe(content)}</text>`
  const across = (value: number, name: string) =>
    `<line class="${name}" x1="${pixels(left)}" y1="${pixels(y(value))}" x2="${pixels(right)}" y2="${pixels(y(value))}"/>`
  return {
    left,
    right,
    floor,
    y,
    text,
    scaleLines: ticks
      .map((tick) => across(tick, tick === bottom ? 'base' : 'grid') + text(left - 6, y(tick) + 4, write(tick), 'end'))
      .join(''),
    targetLines: lines
      .map(
        ({ value, text: label }) =>
          across(value, 'goal') + text(right + 5, y(value) + 4, label, 'start', 'ax goal-text'),
      )
      .join(''),
    svg: (body: string) =>
      `<svg role="img" aria-label="${safe(title)}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${body}</svg>`,
  }
}

/** A tenth of a pixel is exact enough. */
export function pixels(value: number): string {
  return String(Math.round(value * 10) / 10)
}

export function textWidth(text: string): number {
  return displayWidth(text) * CHARACTER
}

/** A little more than the values need; shares stay between 0 and 1. */
export function scaleOf(least: number, most: number, share: boolean): [number, number] {
  const span = most - least || Math.abs(most) || 1
  const [low, high] = [least - MARGIN * span, most + MARGIN * span]
  const step = stepOf(high - low)
  const bottom = Math.floor(low / step) * step
  const top = Math.ceil(high / step) * step
  return share ? [Math.max(0, bottom), Math.min(1, top)] : [least >= 0 ? Math.max(0, bottom) : bottom, top]
}

function stepOf(span: number): number {
  const rough = span / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough * 0.999) as number
}

function ticksBetween(bottom: number, top: number): number[] {
  const step = stepOf(top - bottom)
  return Array.from({ length: Math.floor((top - bottom) / step + 1e-9) + 1 }, (_, k) =>
    Number((bottom + k * step).toPrecision(12)),
  )
}
