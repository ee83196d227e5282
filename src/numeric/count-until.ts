/** How many of the numbers, which are in ascending order, are at most `most`. */
export function countUntil(ascending: ArrayLike<number>, most: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle] <= most) low = middle + 1
    else high = middle
  }
  return low
}
