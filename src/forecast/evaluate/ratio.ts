/** What one origin adds to a ratio: of its part and of its whole. */
export interface OriginPart {
  part: number
  whole: number
}

/** A ratio of sums over origins, and its confidence interval. */
export interface Ratio {
  ratio: number
  low: number
  high: number
}

/**
 * Sum of parts over sum of wholes, with the confidence of a ratio estimate (Cochran 1977) between origins that overlap in time: neighbours up to `lag` are taken as related (Newey and West 1987).
 *
 * @param quantile standard errors on each side
 */
export function ratioOverOrigins(origins: readonly OriginPart[], quantile: number): Ratio {
  const part = origins.reduce((sum, it) => sum + it.part, 0)
  const whole = origins.reduce((sum, it) => sum + it.whole, 0)
  const ratio = part / whole
  const residual = origins.map((it) => it.part - ratio * it.whole)
  const lag = Math.floor(Math.sqrt(residual.length))
  let variance = 0
  for (let k = 0; k <= lag; k++) {
    let sum = 0
    for (let i = k; i < residual.length; i++) sum += residual[i] * residual[i - k]
    variance += (k === 0 ? 1 : 2 * (1 - k / (lag + 1))) * sum
  }
  const half = (quantile * Math.sqrt(Math.max(0, variance))) / whole
  return { ratio, low: ratio - half, high: ratio + half }
}
