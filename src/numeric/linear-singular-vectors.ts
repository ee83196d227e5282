import { addTimes, dot } from './dot.ts'

/** Rounds after which the leading vectors of real tables stand still; each divides what is left of the others by the square of the ratio of singular values. */
const ROUNDS = 30
/** A round that turns no vector by more than this, as 1 minus a cosine, ends it unless the caller asks for less. */
const STILL = 1e-10

/** A'A of a table, row after row: what the right singular vectors are the eigenvectors of. It may be brought up to date by adding or taking rows. */
export function gramMatrix(table: Float64Array, rows: number, columns: number): Float64Array {
  return addRows(new Float64Array(columns * columns), table, 0, rows, columns, 1)
}

/** Adds rows `from` to `to` (exclusive) of the table `times` over to a Gram matrix, in place: -1 takes them out. */
export function addRows(
  gram: Float64Array,
  table: Float64Array,
  from: number,
  to: number,
  columns: number,
  times: number,
): Float64Array {
  for (let row = from; row < to; row++) {
    const at = row * columns
    for (let i = 0; i < columns; i++) {
      const own = times * table[at + i]
      if (own === 0) continue
      addTimes(gram, i * columns, own, table, at, i + 1)
    }
  }
  for (let i = 0; i < columns; i++) for (let j = 0; j < i; j++) gram[j * columns + i] = gram[i * columns + j]
  return gram
}

/**
 * The leading right singular vectors of a table, by orthogonal iteration (Golub and Van Loan 2013, 7.3.2): `rank` rows of length `columns`, orthonormal, largest first.
 * Vectors whose singular value is 0 come out as zeros. For equal singular values any basis of their space may come out.
 *
 * @param gram the table's {@link gramMatrix}
 * @param options `start`: vectors to begin with, as returned here for a table that is much the same; `still`: the turn that ends it, as 1 minus a cosine;
 *   `rounds`: at most, 30 unless given
 */
export function leadingSingularVectors(
  gram: Float64Array,
  columns: number,
  rank: number,
  { start, still = STILL, rounds = ROUNDS }: { start?: Float64Array | undefined; still?: number; rounds?: number } = {},
): Float64Array {
  const count = Math.min(rank, columns)
  let vectors = new Float64Array(count * columns)
  if (start?.length === vectors.length) vectors.set(start)
  else {
    // Cosines: orthogonal, deterministic, and the first of them, constant, is near the first singular vector of any table of counts.
    for (let k = 0; k < count; k++) {
      for (let j = 0; j < columns; j++) vectors[k * columns + j] = Math.cos((Math.PI * k * (j + 0.5)) / columns)
    }
  }
  orthonormalise(vectors, count, columns)
  for (let round = 0; round < rounds; round++) {
    const next = new Float64Array(count * columns)
    for (let k = 0; k < count; k++) {
      const own = k * columns
      for (let i = 0; i < columns; i++) next[own + i] = dot(gram, i * columns, vectors, own, columns)
    }
    orthonormalise(next, count, columns)
    let turned = 0
    for (let k = 0; k < count; k++) {
      const cosine = dot(next, k * columns, vectors, k * columns, columns)
      turned = Math.max(turned, 1 - Math.abs(cosine))
    }
    vectors = next
    if (turned < still) break
  }
  return vectors
}

/** Gram and Schmidt, twice for each vector: once leaves errors where vectors are nearly the same. */
function orthonormalise(vectors: Float64Array, count: number, columns: number): void {
  for (let k = 0; k < count; k++) {
    const own = k * columns
    const before = Math.sqrt(dot(vectors, own, vectors, own, columns))
    for (let pass = 0; pass < 2; pass++) {
      for (let l = 0; l < k; l++) {
        const along = dot(vectors, own, vectors, l * columns, columns)
        addTimes(vectors, own, -along, vectors, l * columns, columns)
      }
    }
    const length = Math.sqrt(dot(vectors, own, vectors, own, columns))
    // What is left of a dependent vector is rounding.
    if (length > 1e-12 * before) for (let j = 0; j < columns; j++) vectors[own + j] /= length
    else vectors.fill(0, own, own + columns)
  }
}
