/**
 * The Cholesky factor L of a symmetric positive definite matrix, A = L L', written over the lower triangle of `matrix`; the upper one is left as it is.
 *
 * @param matrix row after row, size x size
 * @returns whether the matrix is positive definite; when not, `matrix` is spoilt
 */
export function choleskyInPlace(matrix: Float64Array, size: number): boolean {
  for (let i = 0; i < size; i++) {
    const rowI = i * size
    for (let j = 0; j <= i; j++) {
      const rowJ = j * size
      let sum = matrix[rowI + j]
      for (let k = 0; k < j; k++) sum -= matrix[rowI + k] * matrix[rowJ + k]
      if (i === j) {
        if (!(sum > 0)) return false
        matrix[rowI + i] = Math.sqrt(sum)
      } else {
        matrix[rowI + j] = sum / matrix[rowJ + j]
      }
    }
  }
  return true
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

/** The inverse of L L', whole and symmetric. */
export function inverseOfCholesky(factor: Float64Array, size: number): Float64Array {
  // Rows of L^-1 first, then (L^-1)' L^-1: every loop runs along rows.
  const lower = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    const rowI = i * size
    const pivot = 1 / factor[rowI + i]
    for (let k = 0; k < i; k++) {
      const times = factor[rowI + k]
      if (times === 0) continue
      const rowK = k * size
      for (let j = 0; j <= k; j++) lower[rowI + j] -= times * lower[rowK + j]
    }
    for (let j = 0; j < i; j++) lower[rowI + j] *= pivot
    lower[rowI + i] = pivot
  }
  const inverse = new Float64Array(size * size)
  for (let k = 0; k < size; k++) {
    const rowK = k * size
    for (let i = 0; i <= k; i++) {
      const times = lower[rowK + i]
      if (times === 0) continue
      const rowI = i * size
      for (let j = 0; j <= i; j++) inverse[rowI + j] += times * lower[rowK + j]
    }
  }
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) inverse[j * size + i] = inverse[i * size + j]
  return inverse
}
