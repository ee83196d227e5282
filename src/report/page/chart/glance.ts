import { figures } from '../../format.ts'
import { SHADES } from './heat.ts'
import { type Canvas, hit, rect, svg, text, textWidth } from './svg.ts'

/** The day at a glance: a row of shares for each queue or group, one an interval, NaN where there is none. */
export interface GlanceChart {
  heading: string
  starts: readonly string[]
  rows: readonly { name: string; values: readonly number[] }[]
}

const { percent } = figures

/** Pixels of a row, with the gap to the next. */
const ROW = 22
const GAP = 3
/** Room for the longest name in front of the rows. */
const MOST_NAME = 190
const BELOW = 20

/** Room that names in front of rows take. */
export function nameRoom(names: readonly string[]): number {
  return Math.max(0, ...names.map((name) => textWidth(shortened(name)))) + 10
}

/** A row of shades for each name; the names end before `left`. */
export function glanceChart({ heading, starts, rows }: GlanceChart, left: number, canvas: Canvas): string {
  const step = (canvas.width - left - 4) / starts.length
  const cells = rows.map(({ name, values }, row) => {
    const top = row * ROW
    const shades = values.map((value, i) =>
      hit(
        canvas,
        `${name}\n${starts[i]} ${percent(value)}`,
        rect(left + i * step, top, step, ROW - GAP, `heat ${shadeOf(value)}`),
      ),
    )
    return text(left - 8, top + 15, shortened(name), 'end') + shades.join('')
  })
  const height = rows.length * ROW + BELOW
  const body = cells.join('') + times(starts, left, step, height - 6, canvas)
  return svg(heading, canvas.width, height, body)
}

function shadeOf(share: number): string {
  return Number.isNaN(share) ? 'h-none' : `h-${Math.max(0, Math.min(SHADES - 1, Math.floor(share * SHADES)))}`
}

function times(starts: readonly string[], left: number, step: number, y: number, { width }: Canvas): string {
  const every = Math.ceil((Math.max(...starts.map(textWidth)) + 14) / step)
  return starts
    .map((start, i) => {
      const x = left + i * step
      return i % every === 0 && x + textWidth(start) <= width ? text(x, y, start) : ''
    })
    .join('')
}

function shortened(name: string): string {
  let shown = name
  while (textWidth(shown) > MOST_NAME) shown = `${[...shown].slice(0, shown.endsWith('…') ? -2 : -1).join('')}…`
  return shown
}
