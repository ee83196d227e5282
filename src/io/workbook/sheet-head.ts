import type { Cell } from '../cells/index.ts'
import type { Sheet } from './open-workbook.ts'
import type { CellRange } from './parts.ts'

/** The first rows of a sheet that have a cell. */
export interface SheetHead {
  rows: { line: number; cells: Cell[] }[]
  /** Whether the sheet has no more rows. */
  isWhole: boolean
}

/** Reads the first rows of a sheet that have something in them; what stands in merged cells stands in each row of theirs. */
export function headOf(sheet: Sheet, most: number): SheetHead {
  const rows: SheetHead['rows'] = []
  let isWhole = true
  const filler = new MergedCells(sheet.shape().merged)
  sheet.forEachRow(({ line, cells }) => {
    if (rows.length === most) {
      isWhole = false
      return false
    }
    filler.fill(line, cells)
    if (!cells.every(isBlank)) rows.push({ line, cells: [...cells] })
    return true
  })
  return { rows, isWhole }
}

export function isBlank(cell: Cell): boolean {
  return typeof cell === 'string' ? cell.trim() === '' : cell.type === 'empty'
}

/** Cells that are merged over several rows, filled in as the rows come by in their order. */
export class MergedCells {
  private readonly ranges: { range: CellRange; value: Cell }[]
  private next = 0
  private open: { range: CellRange; value: Cell }[] = []

  constructor(merged: readonly CellRange[]) {
    this.ranges = merged
      .filter(({ top, bottom }) => bottom > top)
      .map((range): { range: CellRange; value: Cell } => ({ range, value: '' }))
      .sort((a, b) => a.range.top - b.range.top)
  }

  /** Puts the value of each merged cell into its rows, and returns those that a row is in. */
  fill(line: number, cells: Cell[]): readonly CellRange[] {
    if (this.ranges.length === 0) return NONE
    const { ranges } = this
    for (; this.next < ranges.length && ranges[this.next].range.top <= line; this.next++) {
      const one = ranges[this.next]
      if (one.range.top === line) one.value = cells[one.range.left] ?? ''
      this.open.push(one)
    }
    if (this.open.length === 0) return NONE
    this.open = this.open.filter(({ range }) => range.bottom >= line)
    for (const { range, value } of this.open) {
      while (cells.length <= range.left) cells.push('')
      cells[range.left] = value
    }
    return this.open.map(({ range }) => range)
  }
}

const NONE: readonly CellRange[] = []
