/**
 * All times in the kernel are multiples of 2^-20 s, about a microsecond: sums and differences of them are exact in doubles up to 2^33 s, so that a tally does not depend
 * on the order in which it was added up, waits of exactly the threshold are that, and busy, idle and staffed time add up to the digit.
 */
export const GRID: number = 2 ** -20

/** Seconds up to which times are rounded to the grid. */
export const LATEST: number = 2 ** 31

/** Adding and taking away 1.5 * 2^52 * GRID rounds a double to the grid (ties to even) for times below 2^31 s. */
export const ROUNDER: number = 1.5 * 2 ** 32

/** The nearest multiple of GRID. */
export function onGrid(time: number): number {
  return time + ROUNDER - ROUNDER
}
