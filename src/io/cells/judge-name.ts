import { type Cell, type Refusal, showCell } from './cell.ts'

/** The name of a queue, blanks at its ends left out; empty where there is none. A number is a name too: skills often have nothing else. */
export function judgeName(cell: Cell): string | Refusal {
  if (typeof cell === 'string' || cell.type === 'number' || cell.type === 'empty') return showCell(cell).trim()
  return { reason: 'not the name of a queue', hint: 'write the name as text' }
}
