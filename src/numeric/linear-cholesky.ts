import { addTimes } from './dot.ts'

/**
 * The Cholesky factor L of a symmetric positive definite matrix, A = L L', written over the lower triangle of `matrix`; the upper one is left as it is.
 *
 * @param matrix row after row, size x size
 * @returns whether the matrix is positive definite; when not, `matrix` is spoilt
 */
export function choleskyInPlace(matrix: Float64Array, size: number): boolean {
  for (let j = 0; j < size; j++) {
    const rowJ = j * size
    let square = matrix[rowJ + j]
    for (let k = 0; k < j; k++) square -= matrix[rowJ + k] * matrix[rowJ + k]
    if (!(square > 0)) return false
    const pivot = Math.sqrt(square)
    matrix[rowJ + j] = pivot
    let i = j + 1
    for (; i + 3 < size; i += 4) reduceFourRows(matrix, size, i * size, rowJ, j, pivot)
    for (; i < size; i++) {
      const a = i * size
      let sum = matrix[a + j]
      for (let k = 0; k < j; k++) sum -= matrix[a + k] * matrix[rowJ + k]
      matrix[a + j] = sum / pivot
    }
  }
  return true
}

/**
 * Four rows at a time: a processor works on sums that do not wait for one another at once, and each has its terms in the same order.
 * It is a function of its own, as are other innermost loops here: a function that is called often is compiled once, a long one with many loops again for each of them.
 */
function reduceFourRows(matrix: Float64Array, size: number, a: number, rowJ: number, j: number, pivot: number): void {
  const b = a + size
  const c = b + size
  const d = c + size
  let sumA = matrix[a + j]
  let sumB = matrix[b + j]
  let sumC = matrix[c + j]
  let sumD = matrix[d + j]
  for (let k = 0; k < j; k++) {
    const times = matrix[rowJ + k]
    sumA -= matrix[a + k] * times
    sumB -= matrix[b + k] * times
    sumC -= matrix[c + k] * times
    sumD -= matrix[d + k] * times
  }
  matrix[a + j] = sumA / pivot
  matrix[b + j] = sumB / pivot
  matrix[c + j] = sumC / pivot
  matrix[d + j] = sumD / pivot
}

/** Solves L L' x = b over `right`, with the factor of {@link choleskyInPlace}. */
export function solveCholesky<T extends Float64Array>(factor: Float64Array, size: number, right: T): T {
  for (let i = 0; i < size; i++) {
    let sum = right[i]
    for (let k = 0; k < i; k++) sum -= factor[i * size + k] * right[k]
    right[i] = sum / factor[i * size + i]
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = right[i]
    for (let k = i + 1; k < size; k++) sum -= factor[k * size + i] * right[k]
    right[i] = sum / factor[i * size + i]
  }
  return right
}

/**
 * The diagonal of the inverse of L L' and the line beside it: what variances and their neighbours' covariances are read from, at half the cost of the whole inverse.
 *
 * @returns `diagonal[i]` is place (i, i), `beside[i]` place (i, i + 1)
 */
export function inverseDiagonalsOfCholesky(
  factor: Float64Array,
  size: number,
): { diagonal: Float64Array; beside: Float64Array } {
  // Rows of L^-1; the inverse is (L^-1)' L^-1.
  const lower = zerosOf(size * size)
  const diagonal = new Float64Array(size)
  const beside = new Float64Array(Math.max(0, size - 1))
  for (let i = 0; i < size; i++) {
    const rowI = i * size
    const pivot = 1 / factor[rowI + i]
    for (let k = 0; k < i; k++) {
      const times = factor[rowI + k]
      if (times === 0) continue
      // The product with -times is that with times, its sign turned: no digit differs from subtracting.
      addTimes(lower, rowI, -times, lower, k * size, k + 1)
    }
    finishRow(lower, rowI, i, pivot, diagonal, beside)
  }
  return { diagonal, beside }
}

function finishRow(
  lower: Float64Array,
  rowI: number,
  i: number,
  pivot: number,
  diagonal: Float64Array,
  beside: Float64Array,
): void {
  for (let j = 0; j < i; j++) lower[rowI + j] *= pivot
  lower[rowI + i] = pivot
  for (let j = 0; j <= i; j++) diagonal[j] += lower[rowI + j] ** 2
  for (let j = 0; j < i; j++) beside[j] += lower[rowI + j] * lower[rowI + j + 1]
}

/** Room for an inverse, used by one after another. */
let room = new Float64Array(0)

function zerosOf(count: number): Float64Array {
  if (room.length < count) {
    room = new Float64Array(count)
    return room
  }
  room.fill(0, 0, count)
  return room
}
