/** A control whose variance the ones before it explain to this share is no control of its own. */
const SINGULAR = 1e-9

export function dot(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let sum = 0
  for (let k = 0; k < one.length; k++) sum += one[k] * other[k]
  return sum
}

/** The inverse of the products of the controls, by bordering; those that say nothing of their own are left out, and all where there are more than `most`. */
export function invert(
  { count, products }: { count: number; products: ArrayLike<number> },
  most: number,
): { used: number[]; inverse: number[][] } {
  const used: number[] = []
  let inverse: number[][] = []
  for (let c = 0; c < count && count <= most; c++) {
    const column = used.map((other) => products[other * count + c])
    const through = inverse.map((row) => dot(row, column))
    const own = products[c * count + c] - dot(column, through)
    if (!(own > SINGULAR * products[c * count + c])) continue
    inverse = [
      ...inverse.map((row, i) => [
        ...row.map((value, j) => value + (through[i] * through[j]) / own),
        -through[i] / own,
      ]),
      [...through.map((value) => -value / own), 1 / own],
    ]
    used.push(c)
  }
  return { used, inverse }
}
