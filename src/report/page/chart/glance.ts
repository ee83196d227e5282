import { decodeColumn } from '../codec.ts'
import type { GlanceContent } from './content.ts'
import { type Canvas, rect, svg, text, textWidth, tipRect } from './svg.ts'
import { drawTimeAxis, type TimeAxis, timeRoom } from './time-axis.ts'

/** Pixels of a row, with the gap to the next; where names stand above, the room for them. */
const ROW = 22
const GAP = 3
const ABOVE = 17
/** Room for the longest name in front of the rows. */
const MOST_NAME = 190
/** Narrower pictures have names and remarks above their rows. */
const NARROW = 700
/** Right of the cells. */
const MARGIN = 4

type Row = GlanceContent['rows'][number]

/** Where the rows stand, the same in all such charts of a page so that their intervals stand below each other. */
interface Frame {
  left: number
  right: number
  /** Pixels from row to row, and from a row's top to its cells. */
  pitch: number
  cells: number
  step: number
}

/** A row of shades for each name: the day at a glance, with each row's worst interval. `all` are the rows of all such charts of the page. */
export function glanceChart(
  { title, rows }: GlanceContent,
  all: readonly Row[],
  axis: TimeAxis,
  tips: readonly string[],
  canvas: Canvas,
): string {
  const frame = frameOf(all, axis, canvas)
  const { left, right, pitch, cells } = frame
  const drawn = rows.map((row, k) => {
    const own = tips.slice(k * axis.count, (k + 1) * axis.count)
    return drawRow(row, k * pitch, own, canvas, frame)
  })
  const floor = rows.length * pitch - (cells > 0 ? 0 : GAP)
  const place = { left, right, top: cells, floor, width: canvas.width }
  return svg(title, canvas.width, floor + timeRoom(axis), drawn.join('') + drawTimeAxis(axis, place))
}

function frameOf(all: readonly Row[], { count }: TimeAxis, { width }: Canvas): Frame {
  const narrow = width < NARROW
  const left = narrow ? MARGIN : Math.max(...all.map(({ name }) => textWidth(shortened(name)))) + 10
  const beside = narrow ? 0 : Math.max(...all.map(({ remark }) => textWidth(remark))) + 10
  const right = width - MARGIN - beside
  return { left, right, pitch: ROW + (narrow ? ABOVE : 0), cells: narrow ? ABOVE : 0, step: (right - left) / count }
}

function drawRow(
  { name, shades, worst, remark }: Row,
  top: number,
  tips: readonly string[],
  canvas: Canvas,
  frame: Frame,
): string {
  const { left, right, cells, step } = frame
  const x = (i: number) => left + i * step
  const drawn = decodeColumn(shades, 1).map((shade, i) =>
    tipRect(canvas, tips[i], x(i), top + cells, step, ROW - GAP, `heat h-${Number.isNaN(shade) ? 'none' : shade}`),
  )
  const framed = worst >= 0 ? rect(x(worst), top + cells, step, ROW - GAP, 'chosen') : ''
  const words =
    cells > 0
      ? text(left, top + 12, shortened(name)) + text(right, top + 12, remark, 'end')
      : text(left - 8, top + 15, shortened(name), 'end') + text(right + 8, top + 15, remark)
  return words + drawn.join('') + framed
}

function shortened(name: string): string {
  let shown = name
  while (textWidth(shown) > MOST_NAME) shown = `${[...shown].slice(0, shown.endsWith('…') ? -2 : -1).join('')}…`
  return shown
}
