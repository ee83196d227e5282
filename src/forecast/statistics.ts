import type { RandomStream } from '../numeric/random/stream.ts'

/** Up to so many numbers are sorted by insertion, which is quicker than anything that has to be set up. */
const FEW = 64
const few = new Float64Array(FEW)
let many = new Float64Array(0)

/** The median of the first `count` numbers, of all unless given; NaN of nothing. The numbers must be finite. */
export function medianOf(values: Float64Array, count = values.length): number {
  if (count === 0) return Number.NaN
  const below = (count - 1) >> 1
  const above = count >> 1
  if (count <= FEW) {
    sortFew(values, count)
    return few[below] + 0.5 * (few[above] - few[below])
  }
  if (many.length < count) many = new Float64Array(count)
  for (let i = 0; i < count; i++) many[i] = values[i]
  const lower = select(many, count, below)
  const upper = above === below ? lower : leastOf(many, above, count)
  return lower + 0.5 * (upper - lower)
}

function sortFew(values: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) {
    const value = values[i]
    let at = i
    for (; at > 0 && few[at - 1] > value; at--) few[at] = few[at - 1]
    few[at] = value
  }
}

/** The number that is in place k of the sorted ones, counted from 0, put there; those before it are no larger, those behind it no smaller (Hoare 1961). */
function select(values: Float64Array, count: number, k: number): number {
  let left = 0
  let right = count - 1
  while (left < right) {
    const pivot = values[(left + right) >> 1]
    let i = left
    let j = right
    while (i <= j) {
      while (values[i] < pivot) i++
      while (values[j] > pivot) j--
      if (i > j) break
      const value = values[i]
      values[i++] = values[j]
      values[j--] = value
    }
    if (k <= j) right = j
    else if (k >= i) left = i
    else break
  }
  return values[k]
}

function leastOf(values: Float64Array, from: number, end: number): number {
  let least = values[from]
  for (let i = from + 1; i < end; i++) if (values[i] < least) least = values[i]
  return least
}

/** The `p` quantile of sorted numbers, between order statistics at p (n + 1) - 1 (Hyndman and Fan 1996, type 6): unbiased in rank, so that it does not promise too much of few numbers. */
export function quantileOfSorted(sorted: Float64Array, p: number): number {
  const at = Math.min(Math.max(p * (sorted.length + 1) - 1, 0), sorted.length - 1)
  const below = Math.floor(at)
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below] + (at - below) * (sorted[above] - sorted[below])
}

/** A standard normal number (Box and Muller 1958). */
export function normalOf(random: RandomStream): number {
  return Math.sqrt(-2 * Math.log(random.uniform())) * Math.cos(2 * Math.PI * random.uniform())
}

/** Whether any of the values from a place to before another is above 0; NaN is not. */
export function anyAbove0(values: Float64Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (values[i] > 0) return true
  return false
}
