import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choleskyInPlace, inverseDiagonalsOfCholesky, solveCholesky } from './linear-cholesky.ts'
import { addRows, gramMatrix, leadingSingularVectors } from './linear-singular-vectors.ts'

/** B B' + I: positive definite, smallest eigenvalue at least 1. */
const definite = fc.integer({ min: 1, max: 8 }).chain((size) =>
  fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: size * size, maxLength: size * size }).map((b) => {
    const matrix = new Float64Array(size * size)
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        let sum = i === j ? 1 : 0
        for (let k = 0; k < size; k++) sum += b[i * size + k] * b[j * size + k]
        matrix[i * size + j] = sum
      }
    }
    return { matrix, size }
  }),
)

describe('Cholesky', () => {
  it('solves and inverts every positive definite matrix', () => {
    fc.assert(
      fc.property(definite, ({ matrix, size }) => {
        const factor = matrix.slice()
        expect(choleskyInPlace(factor, size)).toBe(true)
        const { diagonal, beside } = inverseDiagonalsOfCholesky(factor, size)
        const x = solveCholesky(
          factor,
          size,
          Float64Array.from({ length: size }, (_, i) => i + 1),
        )
        for (let i = 0; i < size; i++) {
          let back = 0
          for (let j = 0; j < size; j++) back += matrix[i * size + j] * x[j]
          // Condition number at most 600: 1e-10 is far above rounding.
          expect(Math.abs(back - (i + 1))).toBeLessThan(1e-10 * 600)
          const column = solveCholesky(
            factor,
            size,
            Float64Array.from({ length: size }, (_, j) => (j === i ? 1 : 0)),
          )
          expect(Math.abs(column[i] - diagonal[i])).toBeLessThan(1e-10)
          if (i + 1 < size) expect(Math.abs(column[i + 1] - beside[i])).toBeLessThan(1e-10)
        }
      }),
    )
  })

  it('says of a matrix that is not positive definite that it is none', () => {
    expect(choleskyInPlace(Float64Array.of(1, 2, 2, 1), 2)).toBe(false)
  })
})

describe('leadingSingularVectors', () => {
  it('finds the vectors a table was made of, largest first', () => {
    const columns = 6
    const u = [0, 1, 2].map((k) =>
      Float64Array.from({ length: 9 }, (_, i) => Math.sin((Math.PI * (k + 1) * (i + 1)) / 10)),
    )
    const v = [0, 1, 2].map((k) =>
      Float64Array.from({ length: columns }, (_, j) => Math.sqrt(2 / 7) * Math.sin((Math.PI * (k + 1) * (j + 1)) / 7)),
    )
    const size = [9, 3, 1]
    const table = new Float64Array(9 * columns)
    for (let i = 0; i < 9; i++) {
      for (let j = 0; j < columns; j++)
        for (let k = 0; k < 3; k++) table[i * columns + j] += size[k] * u[k][i] * v[k][j]
    }
    const found = leadingSingularVectors(gramMatrix(table, 9, columns), columns, 3)
    for (let k = 0; k < 3; k++) {
      let cosine = 0
      for (let j = 0; j < columns; j++) cosine += found[k * columns + j] * v[k][j]
      expect(Math.abs(cosine)).toBeCloseTo(1, 9)
    }
  })

  it('has zeros for what a table of lower rank does not have', () => {
    const found = leadingSingularVectors(gramMatrix(Float64Array.of(1, 2, 2, 4, 3, 6), 3, 2), 2, 2)
    expect(Math.abs(found[0])).toBeCloseTo(1 / Math.sqrt(5), 12)
    expect(Math.abs(found[1])).toBeCloseTo(2 / Math.sqrt(5), 12)
    expect([...found.subarray(2)]).toEqual([0, 0])
  })

  it('a Gram matrix is brought to that of fewer rows by taking rows out', () => {
    const table = Float64Array.of(1, 2, 3, 4, 5, 7, 11, 13)
    const all = gramMatrix(table, 4, 2)
    expect([...all]).toEqual([1 + 9 + 25 + 121, 2 + 12 + 35 + 143, 2 + 12 + 35 + 143, 4 + 16 + 49 + 169])
    expect(addRows(all, table, 2, 4, 2, -1)).toEqual(gramMatrix(table, 2, 2))
  })
})
