/** Steps of the double-exponential rule to either side of a piece's middle, and their width: 1e-14 for bells cut off at 1e-17 of their height. */
const STEPS = 56
const WIDTH = 1 / 17

/**
 * Mean of a density known up to a factor through its logarithm, on pieces whose ends are given in rising order: both integrals by the double-exponential (tanh-sinh) rule of H. Takahasi and M. Mori (1974) on the same points.
 * Each piece should hold at most one flank of the density.
 */
export function densityMean(logDensity: (x: number) => number, ends: number[]): number {
  let mass = 0
  let moment = 0
  for (let piece = 1; piece < ends.length; piece++) {
    const half = (ends[piece] - ends[piece - 1]) / 2
    const middle = ends[piece - 1] + half
    for (let k = -STEPS; k <= STEPS; k++) {
      const angle = (Math.PI / 2) * Math.sinh(k * WIDTH)
      const cosh = Math.cosh(angle)
      const x = middle + half * Math.tanh(angle)
      const weight = ((half * Math.cosh(k * WIDTH)) / (cosh * cosh)) * Math.exp(logDensity(x))
      mass += weight
      moment += weight * x
    }
  }
  return moment / mass
}
