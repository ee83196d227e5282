import { describe, expect, it } from 'vitest'
import { addColumn, addRow, newProgram, solve } from './solve.ts'

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
