/** A number as a cell of a file has it; empty where there is none, or no end. */
export function rounded(value: number, decimals: number): number | '' {
  return Number.isFinite(value) ? Number(value.toFixed(decimals)) : ''
}
