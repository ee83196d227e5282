/** Sum of products of `count` numbers from a place of each array on, in rising order. */
export function dot(a: Float64Array, fromA: number, b: Float64Array, fromB: number, count: number): number {
  let sum = 0
  for (let j = 0; j < count; j++) sum += a[fromA + j] * b[fromB + j]
  return sum
}

/** Adds `times` such numbers of `b` to those of `a`, in place. */
export function addTimes(
  a: Float64Array,
  fromA: number,
  times: number,
  b: Float64Array,
  fromB: number,
  count: number,
): void {
  for (let j = 0; j < count; j++) a[fromA + j] += times * b[fromB + j]
}
