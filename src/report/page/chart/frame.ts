import { goalLines, levelLines, type Plot } from './levels.ts'
import type { Scale } from './scale.ts'
import { textWidth } from './svg.ts'

/** What a chart against a vertical scale is made of before anything is drawn in it. */
export interface FrameOptions {
  scale: Scale
  /** Horizontal lines: targets, or the scenario as it is. */
  lines?: readonly { value: number; text: string }[]
  /** Pixels, all of them. */
  width: number
  height: number
  above: number
  below: number
}

export interface ChartFrame extends Plot {
  /** Where the scale ends. */
  top: number
  floor: number
  /** The scale's lines with their values. */
  levels: string
  goals: string
}

/** Where things stand in a chart, and the parts of it that every chart has. */
export function chartFrame({ scale, lines = [], width, height, above, below }: FrameOptions): ChartFrame {
  const { least, most, ticks, write } = scale
  const floor = height - below
  const plot = {
    left: Math.max(...ticks.map((tick) => textWidth(write(tick)))) + 12,
    right: width - Math.max(16, ...lines.map(({ text }) => textWidth(text) + 10)),
    y: (value: number) => floor - ((Math.min(most, Math.max(least, value)) - least) / (most - least)) * (floor - above),
  }
  return { ...plot, top: above, floor, levels: levelLines(scale, plot), goals: goalLines(lines, plot) }
}
