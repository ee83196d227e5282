/** A linear program with whole numbers among its columns, built row by row. */
export interface Program {
  costs: number[]
  lower: number[]
  upper: number[]
  /** 1: a whole number. */
  whole: (0 | 1)[]
  rows: Row[]
}

interface Row {
  lower: number
  upper: number
  entries: readonly Entry[]
}

export type Entry = readonly [column: number, value: number]

export function newProgram(): Program {
  return { costs: [], lower: [], upper: [], whole: [], rows: [] }
}

export interface ColumnOf {
  cost?: number
  lower?: number
  upper?: number
  whole?: boolean
}

/** Adds a column; its number. */
export function addColumn(
  program: Program,
  { cost = 0, lower = 0, upper = Number.POSITIVE_INFINITY, whole = false }: ColumnOf = {},
): number {
  program.costs.push(cost)
  program.lower.push(lower)
  program.upper.push(upper)
  program.whole.push(whole ? 1 : 0)
  return program.costs.length - 1
}

/** Adds a row; its number. */
export function addRow(program: Program, lower: number, upper: number, entries: readonly Entry[]): number {
  program.rows.push({ lower, upper, entries })
  return program.rows.length - 1
}
