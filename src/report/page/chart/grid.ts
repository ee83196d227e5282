import { decodeColumn } from '../codec.ts'
import type { GridContent } from './content.ts'
import { type Canvas, centred, circle, hit, rect, svg, text, textWidth, thinned } from './svg.ts'

const ROW = 26
/** Above the rows: the name of the factor that goes down. Below: the values of the one that goes across, and its name. */
const ABOVE = 22
const BELOW = 44
/** Cells are not wider than this. */
const WIDEST = 110
/** Pixels that a character in a cell is wide. */
const CHARACTER = 5.6

interface Frame {
  left: number
  cell: number
  bottom: number
}

/** A shade for each pair of values of two factors, the answer framed and the frontier dotted. `tips` has what each cell says that was looked at. */
export function gridChart(chart: GridContent, tips: readonly string[], canvas: Canvas): string {
  const { rows, columns, across, down, title } = chart
  const left = Math.max(...rows.map(textWidth)) + 14
  const cell = Math.min(WIDEST, (canvas.width - left - 4) / columns.length)
  const frame = { left, cell, bottom: ABOVE + rows.length * ROW }
  const names = rows.map((name, row) => text(left - 8, ABOVE + row * ROW + ROW / 2 + 4, name, 'end'))
  const values = thinned(
    columns.map((name, at) => ({ at, text: name })),
    cell * columns.length,
  ).map((tick) => text(left + (tick.at + 0.5) * cell, frame.bottom + 16, tick.text, 'middle'))
  const body = [
    text(0, 12, down, 'start', 'ax strong'),
    ...names,
    ...values,
    centred(left + (cell * columns.length) / 2, frame.bottom + 36, across, canvas.width, 'ax strong'),
    drawCells(chart, tips, canvas, frame),
  ]
  return svg(title, canvas.width, frame.bottom + BELOW, body.join(''))
}

function drawCells(chart: GridContent, tips: readonly string[], canvas: Canvas, frame: Frame): string {
  const { columns, answer, frontier } = chart
  const { left, cell } = frame
  const at = (place: number) =>
    [left + (place % columns.length) * cell, ABOVE + Math.floor(place / columns.length) * ROW] as const
  let told = 0
  const cells = decodeColumn(chart.shades, 1).map((shade, place) => {
    const [x, y] = at(place)
    const box = rect(x, y, cell - 1, ROW - 1, `heat h-${Number.isNaN(shade) ? 'none' : shade}`)
    if (Number.isNaN(shade)) return box
    const words = fitting(chart.texts[place], cell)
    return hit(canvas, tips[told++], box + text(x + cell / 2, y + ROW / 2 + 3, words, 'middle', `cell t-${shade}`))
  })
  const dots = frontier.map((place) => {
    const [x, y] = at(place)
    return circle(x + 5, y + 5, 3, 'frontier')
  })
  const [x, y] = at(answer)
  const framed = answer >= 0 ? rect(x - 1, y - 1, cell + 1, ROW + 1, 'answer', ' rx="2"') : ''
  return cells.join('') + dots.join('') + framed
}

/** The text of a cell; where there is no room a percentage without decimals and sign, or nothing. */
function fitting(words: string, cell: number): string {
  const short = words.endsWith('%') ? String(Math.round(Number.parseFloat(words))) : ''
  return [words, short].find((one) => cell >= one.length * CHARACTER + 5) ?? ''
}
