/** Sums of residuals by cluster, such as days, of which the standard error of a mean follows. */
export class ClusteredMean {
  private readonly sums = new Map<number, { n: number; sum: number }>()
  private n = 0
  private total = 0

  add(cluster: number, value: number): void {
    const own = this.sums.get(cluster) ?? { n: 0, sum: 0 }
    own.n++
    own.sum += value
    this.sums.set(cluster, own)
    this.n++
    this.total += value
  }

  get count(): number {
    return this.n
  }

  get mean(): number {
    return this.total / this.n
  }

  /** Standard error of the mean where values of one cluster may go together (Liang and Zeger, 1986); NaN for fewer than 5 clusters. */
  get error(): number {
    const clusters = this.sums.size
    if (clusters < 5) return Number.NaN
    const { mean } = this
    let squares = 0
    for (const { n, sum } of this.sums.values()) squares += (sum - n * mean) ** 2
    return Math.sqrt((squares * clusters) / (clusters - 1)) / this.n
  }
}

/** How many standard deviations of a normal variable a chi-squared variable is worth (Wilson and Hilferty, 1931). */
export function chiSquaredScore(value: number, degrees: number): number {
  const variance = 2 / (9 * degrees)
  return (Math.cbrt(value / degrees) - (1 - variance)) / Math.sqrt(variance)
}
