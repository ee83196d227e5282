/**
 * Limits of a share that was counted (Wilson 1927).
 *
 * @param count how many were looked at
 * @param z of the normal distribution: 1.96 for 95 % between the two limits, 1.645 for 95 % on one side
 */
export function wilsonLimits(share: number, count: number, z: number): { low: number; high: number } {
  const middle = share + z ** 2 / (2 * count)
  const half = z * Math.sqrt((share * (1 - share)) / count + (z / (2 * count)) ** 2)
  return { low: (middle - half) / (1 + z ** 2 / count), high: (middle + half) / (1 + z ** 2 / count) }
}
