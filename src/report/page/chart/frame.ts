import type { Mark } from './content.ts'
import { goalLines, levelLines, levelsWidth, type Plot } from './levels.ts'
import type { Level } from './scale.ts'
import { textWidth } from './svg.ts'

interface FrameOptions {
  levels: readonly Mark[]
  goals: readonly Mark[]
  /** Pixels, all of them. */
  width: number
  height: number
  above: number
  below: number
}

/** Where things stand in a chart of which the vertical scale goes from 0 to 1. */
export interface ChartFrame extends Plot {
  width: number
  top: number
  floor: number
  /** The scale's lines with their values. */
  levels: string
  goals: string
}

/** Where things stand in a chart, and the parts of it that every chart has. */
export function chartFrame({ levels, goals, width, height, above, below }: FrameOptions): ChartFrame {
  const floor = height - below
  const scale = { least: 0, most: 1, levels: levels.map(levelOf) }
  const plot = {
    left: levelsWidth(scale) + 12,
    right: width - Math.max(16, ...goals.map(([, text]) => textWidth(text) + 10)),
    y: (value: number) => floor - Math.min(1, Math.max(0, value)) * (floor - above),
  }
  return {
    ...plot,
    width,
    top: above,
    floor,
    levels: levelLines(scale, plot),
    goals: goalLines(goals.map(levelOf), plot),
  }
}

function levelOf([value, text]: Mark): Level {
  return { value, text }
}
