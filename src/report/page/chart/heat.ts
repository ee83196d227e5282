import type { FigureFormats } from '../../format.ts'
import { largest, smallest } from './scale.ts'
import { type Canvas, hit, rect, svg, type Tick, text, textWidth, thinned } from './svg.ts'

export interface HeatChart {
  label: string
  /** How figures are written. */
  formats: FigureFormats
  /** Rows of equal length; NaN where closed. */
  rows: readonly (readonly number[])[]
  rowLabels: readonly string[]
  columns: readonly Tick[]
  chosen: number
  tip: (row: number, column: number) => string
}

/** Shades of the style sheet. */
export const SHADES = 10
const TOP = 20
/** Pixels that a digit in a cell is wide. */
const DIGIT = 5.4
/** Rows beyond which they are low. */
const MANY_ROWS = 31

/** A number for each day and interval, as a shade and, where there is room, written. */
export function heatChart(chart: HeatChart, canvas: Canvas): string {
  const { rows, columns, chosen } = chart
  const frame = frameOf(chart, canvas)
  const { left, right, rowHeight, cell } = frame
  const times = thinned(columns, right - left).map((tick) =>
    text(Math.min(left + tick.at * cell, canvas.width - textWidth(tick.text) / 2), 12, tick.text, 'middle'),
  )
  const days = rows.map((_, row) => drawRow(chart, row, canvas, frame))
  const chosenFrame = rect(
    left - 1.5,
    TOP + chosen * rowHeight - 1.5,
    right - left + 2,
    rowHeight + 2,
    'chosen',
    ' rx="2"',
  )
  const body = times.join('') + days.join('') + chosenFrame
  return svg(chart.label, canvas.width, TOP + rows.length * rowHeight + 4, body)
}

interface Frame {
  left: number
  right: number
  rowHeight: number
  /** Pixels that a cell is wide. */
  cell: number
  least: number
  most: number
  /** Whether there is room for numbers. */
  written: boolean
}

function frameOf({ rows, rowLabels, formats }: HeatChart, { width }: Canvas): Frame {
  const left = Math.max(...rowLabels.map(textWidth)) + 14
  const right = width - 2
  const cell = (right - left) / Math.max(1, rows[0] ? rows[0].length : 0)
  const rowHeight = rows.length > MANY_ROWS ? 11 : width < 520 ? 19 : 22
  const most = largest(...rows)
  const written = cell >= formats.number(most).length * DIGIT + 3 && rowHeight >= 18
  return { left, right, cell, rowHeight, most, least: smallest(...rows), written }
}

function drawRow(
  { rows, rowLabels, chosen, tip, formats }: HeatChart,
  row: number,
  canvas: Canvas,
  frame: Frame,
): string {
  const { left, rowHeight, cell, least, most, written } = frame
  const y = TOP + row * rowHeight
  const middle = y + rowHeight / 2
  const name = text(left - 8, middle + 4, rowLabels[row], 'end', row === chosen ? 'ax strong' : 'ax')
  const cells = rows[row].map((value, i) => {
    const shade = shadeOf(value, least, most)
    const box = rect(left + i * cell, y, cell - (cell > 8 ? 1 : 0.4), rowHeight - 1, `heat h-${shade}`)
    if (Number.isNaN(value)) return box
    const figure = written
      ? text(left + (i + 0.5) * cell - 0.5, middle + 3, formats.number(value), 'middle', `cell t-${shade}`)
      : ''
    return hit(canvas, tip(row, i), box + figure)
  })
  return `<g class="row" data-day="${row}">${rect(0, y, left, rowHeight, 'column')}${name}${cells.join('')}</g>`
}

function shadeOf(value: number, least: number, most: number): string {
  if (Number.isNaN(value)) return 'none'
  return String(most > least ? Math.round(((value - least) / (most - least)) * (SHADES - 1)) : SHADES / 2)
}
