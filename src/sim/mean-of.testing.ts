/** How many standard errors a mean of a few hundred days may lie from the truth: beyond it by chance once in 10 000 runs. */
const STANDARD_ERRORS = 4
/** What every test has to find out: an error of this share of the truth. */
const FOUND_OUT = 0.05

/** Mean and standard error. */
export function meanAndError(values: readonly number[]): { mean: number; standardError: number } {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length
  const squares = values.reduce((sum, each) => sum + (each - mean) ** 2, 0)
  return { mean, standardError: Math.sqrt(squares / (values.length - 1) / values.length) }
}

/** The mean of some days' figures, and how it compares with what is true. */
export function meanOf(days: readonly number[], truth: number) {
  const { mean, standardError } = meanAndError(days)
  return {
    mean,
    standardError,
    /** The mean is as near to the truth as chance allows. */
    isTrue: Math.abs(mean - truth) <= STANDARD_ERRORS * standardError,
    /** An error of 5 % would be seen. */
    isSharp: STANDARD_ERRORS * standardError < FOUND_OUT * Math.abs(truth),
  }
}
