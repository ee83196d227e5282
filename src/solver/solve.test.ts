import { describe, expect, it } from 'vitest'
import { addColumn, addRow, newProgram } from './program.ts'
import { solve, withModel } from './solve.ts'

describe('a linear program', () => {
  it('with whole numbers is solved', async () => {
    // Chairs and tables (Winston, Operations Research, with other numbers): least cost of 7 units by packs of 3 at 5 and of 2 at 4.
    const program = newProgram()
    const three = addColumn(program, { cost: 5, whole: true })
    const two = addColumn(program, { cost: 4, whole: true })
    addRow(program, 7, Number.POSITIVE_INFINITY, [
      [three, 3],
      [two, 2],
    ])
    expect([...(await solve(program))!]).toEqual([1, 2])
  })

  it('without an answer has none: HiGHS hands back numbers even then', async () => {
    const impossible = newProgram()
    const column = addColumn(impossible, { cost: 1, upper: 3, whole: true })
    addRow(impossible, 5, Number.POSITIVE_INFINITY, [[column, 1]])
    expect(await solve(impossible)).toBeUndefined()
    const endless = newProgram()
    addColumn(endless, { cost: -1, whole: true })
    expect(await solve(endless)).toBeUndefined()
  })

  it('with a cost that is no number is refused', async () => {
    const program = newProgram()
    addColumn(program, { cost: Number.NaN, upper: 1 })
    await expect(solve(program)).rejects.toThrow('no number')
  })
})

/** Rolls of 100 cut into 31 x 45, 211 x 36, 30 x 31 and 106 x 14 (Gilmore and Gomory 1961): the patterns are columns. */
const WIDTHS = [45, 36, 31, 14]
const WANTED = [97, 610, 395, 211]

describe('a model that is kept', () => {
  const cutting = () => {
    const program = newProgram()
    WIDTHS.forEach((width, r) => {
      const column = addColumn(program, { cost: 1, whole: true })
      addRow(program, WANTED[r], Number.POSITIVE_INFINITY, [[column, Math.floor(100 / width)]])
    })
    return program
  }
  /** The pattern worth most at the rows' prices. */
  const worthMost = (prices: Float64Array) => {
    let best: number[] = []
    let worth = 0
    const fill = (k: number, room: number, counts: number[], sum: number) => {
      if (k === WIDTHS.length) {
        if (sum > worth) [best, worth] = [counts, sum]
        return
      }
      for (let n = 0; n * WIDTHS[k] <= room; n++) fill(k + 1, room - n * WIDTHS[k], [...counts, n], sum + n * prices[k])
    }
    fill(0, 100, [], 0)
    return { best, worth }
  }

  it('gets columns from the prices of its rows, until none is worth more than it costs', async () => {
    // Chvatal, Linear Programming (1983), chapter 13: 452.25 rolls with broken numbers, 453 with whole ones.
    const answers = await withModel(cutting(), (model) => {
      for (;;) {
        const relaxed = model.solveRelaxed()!
        const { best, worth } = worthMost(relaxed.duals)
        if (worth <= 1 + 1e-9) return { relaxed, whole: model.solveWhole({ gap: 0, absoluteGap: 0 })! }
        model.addColumn(
          { cost: 1, whole: true },
          best.flatMap((n, r) => (n > 0 ? [[r, n] as const] : [])),
        )
      }
    })
    expect(answers.relaxed.cost).toBeCloseTo(452.25, 6)
    expect(answers.relaxed.reducedCosts.every((each) => each > -1e-7)).toBe(true)
    expect(answers.whole).toMatchObject({ cost: 453, reached: true })
    expect(answers.whole.bound).toBeGreaterThan(452.25 - 1e-6)
  })

  it('begins from the answer it is handed, and a budget of iterations gives the same answer twice', async () => {
    // 20 knapsacks of 40 things: too hard for 200 iterations.
    const program = newProgram()
    const columns = Array.from({ length: 40 }, (_, c) =>
      addColumn(program, { cost: -(((c * 37) % 41) + 3), upper: 3, whole: true }),
    )
    for (let r = 0; r < 20; r++)
      addRow(
        program,
        Number.NEGATIVE_INFINITY,
        101,
        columns.map((c) => [c, ((c * 13 + r * 29) % 23) + 1] as const),
      )
    const options = { gap: 0, absoluteGap: 0, nodes: 1e6, iterations: 200 }
    const first = await withModel(program, (model) => model.solveWhole(options)!)
    const again = await withModel(program, (model) => model.solveWhole(options)!)
    expect(first.reached).toBe(false)
    expect(first.bound).toBeLessThan(first.cost)
    expect([...again.values]).toEqual([...first.values])
    const from = await withModel(
      program,
      (model) => model.solveWhole({ ...options, iterations: 0, start: first.values })!,
    )
    expect(from.cost).toBeLessThanOrEqual(first.cost)
  })

  it('is changed in its costs and bounds between two solves', async () => {
    const program = newProgram()
    const cheap = addColumn(program, { cost: 1, whole: true })
    const dear = addColumn(program, { cost: 3, whole: true })
    const row = addRow(program, 2.5, Number.POSITIVE_INFINITY, [
      [cheap, 1],
      [dear, 2],
    ])
    await withModel(program, (model) => {
      expect(model.solveRelaxed()).toMatchObject({
        cost: 2.5,
        values: Float64Array.of(2.5, 0),
        duals: Float64Array.of(1),
      })
      expect(model.solveWhole()!.values).toEqual(Float64Array.of(3, 0))
      model.setColumnBounds(cheap, 0, 1)
      expect(model.solveWhole()!.values).toEqual(Float64Array.of(1, 1))
      model.setRowBounds(row, 4, 4)
      model.setCost(dear, 1)
      expect(model.solveWhole()!.values).toEqual(Float64Array.of(0, 2))
      model.addRow(0, 1, [[dear, 1]])
      expect(model.solveWhole()).toBeUndefined()
      expect(model.solveRelaxed()).toBeUndefined()
    })
  })
})
