import { describe, expect, it } from 'vitest'
import { gammaQuantile } from './gamma-quantile.ts'

const PROBABILITIES = [1e-6, 0.05, 0.5, 0.95, 0.999999]

/** Shape, then the quantiles of PROBABILITIES: bisection on the incomplete gamma function at 40 digits (mpmath 1.3), rounded to 15. 0: below the least double. */
const TABLE = [
  [0.01, 0, 4.46553501891035e-131, 4.46553501891035e-31, 0.00336262399807471, 7.15125347811046],
  [0.25, 6.74969789311173e-25, 4.21857542026299e-6, 0.0436738023528734, 1.21011613744476, 10.687817576438],
  [1, 1.00000050000033e-6, 0.0512932943875505, Math.LN2, 2.99573227355399, 13.8155105579643],
  [10, 1.27681878786441, 5.42540569709129, 9.66871461471413, 15.7052164221155, 32.7103405175239],
  [19.5, 5.12242000078424, 12.8476951997874, 19.167698689768, 27.2861138794709, 48.0627824565091],
  [100, 59.4363206981229, 84.1392772183142, 99.6668649193155, 116.997134446162, 154.919045995039],
  [400, 312.021585549757, 367.681174061749, 399.666716094464, 433.45570105469, 502.364777382493],
]

describe('the gamma quantile', () => {
  it.each(TABLE)('has the quantiles of the table with shape %d', (shape, ...quantiles) => {
    quantiles.forEach((expected, index) => {
      const found = gammaQuantile(PROBABILITIES[index], shape)
      // Near 1 a probability of 53 bits leaves the value open by some 1e-11.
      if (expected === 0) expect(found).toBe(0)
      else expect(Math.abs(found / expected - 1)).toBeLessThan(index === 4 ? 1e-10 : 1e-12)
    })
  })

  it('has the mean of its distribution, on equal parts of it', () => {
    for (const shape of [0.3, 4, 156.25]) {
      const parts = 10_000
      let sum = 0
      for (let k = 0; k < parts; k++) sum += gammaQuantile((k + 0.5) / parts, shape)
      expect(Math.abs(sum / parts / shape - 1)).toBeLessThan(2e-4)
    }
  })
})
