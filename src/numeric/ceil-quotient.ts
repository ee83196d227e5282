/** Four roundings (two inputs, a product before, the quotient) of half a unit in the last place each. */
export const ROUNDING = 2 ** -51

/**
 * Smallest whole number that is at least dividend / divisor, for inputs that were written as decimals: 21 / 0.7 is 30, although the quotient of the doubles is a little more.
 * A quotient that differs from a whole number only by the rounding of its inputs is that whole number.
 *
 * @example
 * ```ts
 * ceilQuotient(21, 0.7) // 30, where Math.ceil(21 / 0.7) is 31
 * ```
 */
export function ceilQuotient(dividend: number, divisor: number): number {
  const quotient = dividend / divisor
  const nearest = Math.round(quotient)
  return Math.abs(quotient - nearest) <= ROUNDING * quotient ? nearest : Math.ceil(quotient)
}
