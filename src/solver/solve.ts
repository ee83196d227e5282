import type { Highs, Model } from 'highs'
import { KrarupError } from '../domain/index.ts'
import { addColumn, addRow, type ColumnOf, type Entry, type Program } from './program.ts'

let loading: Promise<Highs> | undefined

/** The solver is 3.5 MB of WebAssembly: it is loaded when the first program is solved. */
async function loaded(): Promise<Highs> {
  // Its types are those of a CommonJS module, whose default TypeScript takes for the module itself.
  loading ??= import('highs').then((module) => (module.default as unknown as () => Promise<Highs>)())
  return loading
}

/** How far a program with whole numbers is solved. A budget in nodes or iterations gives the same answer at every run; one in seconds does not. */
export interface SolveOptions {
  /** Stops when the answer costs at most by this share more than the bound. Half a per cent where it is left out. */
  gap?: number
  /** Stops when the answer costs at most by so much more than the bound. 0.05 where it is left out. */
  absoluteGap?: number
  /** Most nodes of the search. 100 where it is left out. */
  nodes?: number
  /** Most iterations of the simplex method over the whole search: the budget to use where one node may take long. */
  iterations?: number
  /** Most seconds. The answer then depends on the machine. */
  seconds?: number
  /** An answer to begin from, one value a column: the search then never ends with a worse one. */
  start?: ArrayLike<number>
  /** Stops at an answer that costs no more than this: for who knows a bound that the program does not. */
  enough?: number
  /** The share of the search that looks for answers, where the rest raises the bound; from 0 to 1. HiGHS says 0.05. */
  effort?: number
}

/** What a program with whole numbers was solved to. */
export interface WholeAnswer {
  /** One value a column. */
  values: Float64Array
  cost: number
  /** No answer costs less. */
  bound: number
  /** True where the gap that was asked for is reached; false where the budget ended before. */
  reached: boolean
}

/** The answer of a program whose whole numbers may be broken. */
export interface RelaxedAnswer {
  values: Float64Array
  cost: number
  /** By row: what the cost rises by when the row's bound rises by 1. */
  duals: Float64Array
  /** By column: what the cost rises by when the column's value rises by 1 and all else follows. */
  reducedCosts: Float64Array
}

/** A program that stays with the solver, so that it can be changed and solved again from where it stood. */
export interface KeptModel {
  /** The program as it stands. It is changed by the methods below only. */
  readonly program: Readonly<Program>
  /** Adds a column with its entries by row; its number. */
  addColumn(column: ColumnOf, entries: readonly (readonly [row: number, value: number])[]): number
  /** Adds a row; its number. */
  addRow(lower: number, upper: number, entries: readonly Entry[]): number
  setCost(column: number, cost: number): void
  setColumnBounds(column: number, lower: number, upper: number): void
  setRowBounds(row: number, lower: number, upper: number): void
  /** Solves it with broken numbers allowed everywhere; undefined where there is no answer. */
  solveRelaxed(): RelaxedAnswer | undefined
  /** Solves it with its whole numbers; undefined where there is no answer, or none was found within the budget. */
  solveWhole(options?: SolveOptions): WholeAnswer | undefined
}

/** By so much a row may be missed by rounding, relative to the size of its bound. */
const ROUNDING = 1e-5

/**
 * Values of the columns at least cost, to a gap of half a per cent unless the options say otherwise; undefined where there is no answer.
 */
export async function solve(program: Program, options: SolveOptions = {}): Promise<Float64Array | undefined> {
  return withModel(program, (model) => model.solveWhole(options)?.values)
}

/**
 * Hands a program that stays with the solver to `use`, and gives its memory back when `use` has ended: a model that is kept open is memory lost.
 */
export async function withModel<T>(program: Program, use: (model: KeptModel) => T | Promise<T>): Promise<T> {
  const highs = await loaded()
  const model = modelOf(highs, program)
  try {
    return await use(keptModel(highs, model, program))
  } finally {
    model.dispose()
  }
}

function modelOf(highs: Highs, { costs, lower, upper, whole, rows }: Program): Model {
  const starts = new Int32Array(rows.length + 1)
  rows.forEach(({ entries }, r) => {
    starts[r + 1] = starts[r] + entries.length
  })
  const all = rows.flatMap(({ entries }) => entries)
  refuseNaN(costs)
  refuseNaN(all.map(([, value]) => value))
  const { continuous, integer } = highs.constants.variableType
  const model = highs.createModel({
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
  })
  model.options.set({ output_flag: false, random_seed: 1 })
  return model
}

function refuseNaN(values: readonly number[]): void {
  if (values.some(Number.isNaN))
    throw new KrarupError({
      code: 'OUT_OF_RANGE',
      what: 'a linear program holds a figure that is no number',
    })
}

function keptModel(highs: Highs, model: Model, given: Program): KeptModel {
  const program: Program = {
    costs: [...given.costs],
    lower: [...given.lower],
    upper: [...given.upper],
    whole: [...given.whole],
    rows: given.rows.map((row) => ({ ...row, entries: [...row.entries] })),
  }
  const { integer, continuous } = highs.constants.variableType
  /** HiGHS keeps whole numbers whole until it is told otherwise, column by column. */
  let wholeNow = true
  const setWhole = (on: boolean) => {
    if (wholeNow === on) return
    wholeNow = on
    if (!on) model.clearIntegrality()
    else
      model.changeColsIntegrality(
        { kind: 'range', from: 0, to: program.whole.length - 1 },
        program.whole.map((is) => (is ? integer : continuous)),
      )
  }
  return {
    program,
    addColumn(column, entries) {
      const c = addColumn(program, column)
      refuseNaN([program.costs[c], ...entries.map(([, value]) => value)])
      for (const [row, value] of entries) (program.rows[row].entries as Entry[]).push([c, value])
      model.addCol(program.costs[c], program.lower[c], program.upper[c], {
        indices: Int32Array.from(entries, ([row]) => row),
        values: Float64Array.from(entries, ([, value]) => value),
      })
      if (wholeNow && program.whole[c]) model.changeColIntegrality(c, integer)
      return c
    },
    addRow(lower, upper, entries) {
      refuseNaN(entries.map(([, value]) => value))
      model.addRow(lower, upper, {
        indices: Int32Array.from(entries, ([column]) => column),
        values: Float64Array.from(entries, ([, value]) => value),
      })
      return addRow(program, lower, upper, [...entries])
    },
    setCost(column, cost) {
      refuseNaN([cost])
      program.costs[column] = cost
      model.changeColCost(column, cost)
    },
    setColumnBounds(column, lower, upper) {
      program.lower[column] = lower
      program.upper[column] = upper
      model.changeColBounds(column, lower, upper)
    },
    setRowBounds(row, lower, upper) {
      program.rows[row].lower = lower
      program.rows[row].upper = upper
      model.changeRowBounds(row, lower, upper)
    },
    solveRelaxed() {
      setWhole(false)
      model.run()
      if (model.getModelStatus() !== highs.constants.modelStatus.optimal) return undefined
      const { colValue, colDual, rowDual } = model.getSolution()
      const values = Float64Array.from(colValue)
      if (!isAnswer(program, values, false)) return undefined
      return {
        values,
        cost: model.getObjectiveValue(),
        duals: Float64Array.from(rowDual),
        reducedCosts: Float64Array.from(colDual),
      }
    },
    solveWhole(options = {}) {
      setWhole(true)
      return solvedWhole(highs, model, program, options)
    },
  }
}

/** HiGHS calls answers good that are none (a run that was stopped hands back zeros), so the rows are checked here. */
function solvedWhole(
  highs: Highs,
  model: Model,
  program: Program,
  { gap = 5e-3, absoluteGap = 0.05, nodes = 100, iterations, seconds, start, effort = 0.05, enough }: SolveOptions,
): WholeAnswer | undefined {
  model.options.set({
    mip_rel_gap: gap,
    mip_abs_gap: absoluteGap,
    mip_max_nodes: nodes,
    mip_heuristic_effort: effort,
    objective_target: enough ?? -1e30,
    // The clock of a model that is kept runs on from solve to solve.
    time_limit: seconds === undefined ? 1e30 : seconds + model.getRunTime(),
  })
  if (start) model.setSolution({ colValue: Float64Array.from(start) })
  const { mipInterrupt } = highs.constants.callbackType
  model.run(
    iterations === undefined
      ? undefined
      : {
          [mipInterrupt]: (event: { data: { mip_total_lp_iterations?: bigint }; interrupt(): void }) => {
            if (Number(event.data.mip_total_lp_iterations) >= iterations) event.interrupt()
            return undefined
          },
        },
  )
  const { infeasible, unbounded, unboundedOrInfeasible, optimal, objectiveTarget } = highs.constants.modelStatus
  const status = model.getModelStatus()
  if (([infeasible, unbounded, unboundedOrInfeasible] as number[]).includes(status)) return undefined
  const values = Float64Array.from(model.getSolution().colValue)
  if (!isAnswer(program, values, true)) return undefined
  const cost = program.costs.reduce((sum, each, c) => sum + each * values[c], 0)
  const bound = program.whole.includes(1) ? Number(model.info.get('mip_dual_bound')) : cost
  return { values, cost, bound, reached: status === optimal || status === objectiveTarget }
}

function isAnswer({ rows, lower, upper, whole }: Program, values: Float64Array, wholly: boolean): boolean {
  if (values.length !== lower.length || values.some(Number.isNaN)) return false
  const within = (value: number, least: number, most: number) => {
    const slack = ROUNDING * (1 + Math.min(Math.abs(least), Math.abs(most)))
    return value >= least - slack && value <= most + slack
  }
  return (
    values.every(
      (value, c) =>
        within(value, lower[c], upper[c]) && (!wholly || !whole[c] || Math.abs(value - Math.round(value)) < 1e-4),
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
