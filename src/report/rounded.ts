const POWERS = [1, 10, 100, 1000, 10_000]
/** Above it a product has too few binary places for the next test. */
const MOST = 2 ** 31
/** How near to a tie a product must not be to be on the side that it seems to be on: far more than it is rounded by. */
const TIE = 2 ** -16

/** A number as a cell of a file has it; empty where there is none, or no end. */
export function rounded(value: number, decimals: number): number | '' {
  // As the next line has it, to the bit, without a detour over text: a plan of many queues has millions of cells.
  const power = POWERS[decimals]
  const times = value * power
  if (value > 0 && times < MOST) {
    const below = Math.floor(times)
    const over = times - below
    if (Math.abs(over - 0.5) > TIE) return (over < 0.5 ? below : below + 1) / power
  }
  return Number.isFinite(value) ? Number(value.toFixed(decimals)) : ''
}
