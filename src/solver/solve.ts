import type { Highs } from 'highs'
import { KrarupError } from '../domain/index.ts'

/** A linear program with whole numbers among its columns, built row by row. */
export interface Program {
  costs: number[]
  lower: number[]
  upper: number[]
  /** 1: a whole number. */
  whole: (0 | 1)[]
  rows: { lower: number; upper: number; entries: readonly Entry[] }[]
}

export type Entry = readonly [column: number, value: number]

export function newProgram(): Program {
  return { costs: [], lower: [], upper: [], whole: [], rows: [] }
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

interface ColumnOf {
  cost?: number
  lower?: number
  upper?: number
  whole?: boolean
}

export function addRow(program: Program, lower: number, upper: number, entries: readonly Entry[]): void {
  program.rows.push({ lower, upper, entries })
}

let loading: Promise<Highs> | undefined

/** The solver is 3.5 MB of WebAssembly: it is loaded when the first program is solved. */
async function loaded(): Promise<Highs> {
  // Its types are those of a CommonJS module, whose default TypeScript takes for the module itself.
  loading ??= import('highs').then((module) => (module.default as unknown as () => Promise<Highs>)())
  return loading
}

/** What a program is solved to: a gap and a number of nodes, never a time, so that the answer repeats. */
const OPTIONS = { output_flag: false, mip_rel_gap: 5e-3, mip_abs_gap: 0.05, mip_max_nodes: 100, random_seed: 1 }
/** By so much a row may be missed by rounding, relative to the size of its bound. */
const ROUNDING = 1e-5

/**
 * Values of the columns at least cost, to a gap of half a per cent; undefined where there is no answer. HiGHS calls answers good that are none (a run that was stopped hands back zeros), so the rows are checked here.
 */
export async function solve(program: Program): Promise<Float64Array | undefined> {
  const highs = await loaded()
  const { costs, lower, upper, whole, rows } = program
  const starts = new Int32Array(rows.length + 1)
  rows.forEach(({ entries }, r) => {
    starts[r + 1] = starts[r] + entries.length
  })
  const all = rows.flatMap(({ entries }) => entries)
  if ([...costs, ...all.map(([, value]) => value)].some(Number.isNaN))
    throw new KrarupError({
      code: 'OUT_OF_RANGE',
      what: 'a linear program holds a figure that is no number',
    })
  const { continuous, integer } = highs.constants.variableType
  return highs.withModel(
    {
      numCols: costs.length,
      numRows: rows.length,
      colCost: Float64Array.from(costs),
      colLower: Float64Array.from(lower),
      colUpper: Float64Array.from(upper),
      rowLower: Float64Array.from(rows, (row) => row.lower),
      rowUpper: Float64Array.from(rows, (row) => row.upper),
      matrix: {
        format: 'csr',
        numRows: rows.length,
        numCols: costs.length,
        starts,
        indices: Int32Array.from(all, ([column]) => column),
        values: Float64Array.from(all, ([, value]) => value),
      },
      integrality: whole.map((is) => (is ? integer : continuous)),
    },
    (model) => {
      model.options.set(OPTIONS)
      model.run()
      const { infeasible, unbounded, unboundedOrInfeasible } = highs.constants.modelStatus
      if (([infeasible, unbounded, unboundedOrInfeasible] as number[]).includes(model.getModelStatus()))
        return undefined
      const values = Float64Array.from(model.getSolution().colValue)
      return isAnswer(program, values) ? values : undefined
    },
  )
}

function isAnswer({ rows, lower, upper, whole }: Program, values: Float64Array): boolean {
  if (values.length !== lower.length || values.some(Number.isNaN)) return false
  const within = (value: number, least: number, most: number) => {
    const slack = ROUNDING * (1 + Math.min(Math.abs(least), Math.abs(most)))
    return value >= least - slack && value <= most + slack
  }
  return (
    values.every(
      (value, c) => within(value, lower[c], upper[c]) && (!whole[c] || Math.abs(value - Math.round(value)) < 1e-4),
    ) &&
    rows.every((row) =>
      within(
        row.entries.reduce((sum, [column, value]) => sum + value * values[column], 0),
        row.lower,
        row.upper,
      ),
    )
  )
}
