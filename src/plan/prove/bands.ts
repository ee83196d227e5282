import type { Band } from './proof.ts'

/** 10 %, 50 % and 90 % of values, by nearest rank; NaN counts nothing. */
export function bandOf(values: Iterable<number>): Band {
  const sorted = Float64Array.from([...values].filter((value) => !Number.isNaN(value))).sort()
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
  return { low: at(0.1), middle: at(0.5), high: at(0.9) }
}
