import { describe, expect, it } from 'vitest'
import { logPoisson } from '../log-poisson.ts'
import { binomial } from './binomial.ts'
import { multinomial } from './multinomial.ts'
import { poisson } from './poisson.ts'
import { STREAM_SIZE, seedStream } from './stream.ts'

const DRAWS = 200_000
/** Cells of a chi-square test hold at least so many draws by expectation (Cochran 1954 asks for 5). */
const LEAST_EXPECTED = 20
/** One-sided normal quantile of 1e-4. */
const Z = 3.719

function drawAll(draw: (state: Int32Array) => number, seed = 1, draws = DRAWS): Float64Array {
  const state = new Int32Array(STREAM_SIZE)
  seedStream(state, 0, seed, 90)
  return Float64Array.from({ length: draws }, () => draw(state))
}

/** The chi-square value that chance exceeds once in 10 000 times (E. B. Wilson and M. M. Hilferty 1931). */
function chiSquareLimit(freedom: number): number {
  return freedom * (1 - 2 / (9 * freedom) + Z * Math.sqrt(2 / (9 * freedom))) ** 3
}

/**
 * Pearson's chi-square of draws against a distribution on whole numbers with `ratio(k)` = p(k) / p(k - 1), neighbouring numbers put together until each cell expects enough.
 */
function expectCounts(values: Float64Array, ratio: (k: number) => number, mean: number, sd: number, most: number) {
  const from = Math.max(0, Math.floor(mean - 12 * sd - 30))
  const to = Math.min(most, Math.ceil(mean + 12 * sd + 30))
  const mode = Math.min(to, Math.max(from, Math.floor(mean)))
  const probability = new Float64Array(to - from + 1)
  probability[mode - from] = 1
  for (let k = mode + 1; k <= to; k++) probability[k - from] = probability[k - 1 - from] * ratio(k)
  for (let k = mode; k > from; k--) probability[k - 1 - from] = probability[k - from] / ratio(k)
  const total = probability.reduce((sum, p) => sum + p, 0)
  const counts = new Float64Array(probability.length)
  expect(values.every((value) => Number.isInteger(value) && value >= from && value <= to)).toBe(true)
  for (const value of values) counts[value - from]++
  const cells: [number, number][] = [[0, 0]]
  probability.forEach((p, k) => {
    if (cells[cells.length - 1][0] >= LEAST_EXPECTED) cells.push([0, 0])
    cells[cells.length - 1][0] += (p / total) * values.length
    cells[cells.length - 1][1] += counts[k]
  })
  if (cells.length > 1 && cells[cells.length - 1][0] < LEAST_EXPECTED) {
    const [expected, seen] = cells.pop()!
    cells[cells.length - 1][0] += expected
    cells[cells.length - 1][1] += seen
  }
  expect(cells.length).toBeGreaterThan(1)
  const square = cells.reduce((sum, [expected, seen]) => sum + (seen - expected) ** 2 / expected, 0)
  expect(square).toBeLessThan(chiSquareLimit(cells.length - 1))
}

/** Mean and variance within 3.9 standard errors (two-sided, one in 10 000) of a distribution with these four moments. */
function expectMoments(values: Float64Array, mean: number, variance: number, excess: number) {
  const { length } = values
  const seen = values.reduce((sum, x) => sum + (x - mean), 0) / length
  expect(Math.abs(seen)).toBeLessThan(3.9 * Math.sqrt(variance / length))
  const square = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / length
  expect(Math.abs(square - variance)).toBeLessThan(3.9 * variance * Math.sqrt((2 + excess) / length))
}

describe('poisson', () => {
  it.each([0.01, 0.7, 4, 9.99, 10, 10.5, 13, 25, 100, 1234.5, 1e5, 1e7])('has its distribution at mean %f', (mean) => {
    const values = drawAll((state) => poisson(state, 0, mean))
    expectCounts(values, (k) => mean / k, mean, Math.sqrt(mean), Number.POSITIVE_INFINITY)
    expectMoments(values, mean, mean, 1 / mean)
  })

  it('keeps mean and variance where doubles are coarse', () => {
    for (const mean of [1e10, 1e13])
      expectMoments(
        drawAll((state) => poisson(state, 0, mean)),
        mean,
        mean,
        0,
      )
  })

  it('is 0 at mean 0', () => {
    expect(drawAll((state) => poisson(state, 0, 0), 1, 100).every((count) => count === 0)).toBe(true)
  })
})

describe('binomial', () => {
  it.each([
    [1, 0.3],
    [7, 0.5],
    [40, 0.02],
    [40, 0.9],
    [25, 0.4],
    [20, 0.5],
    [24, 0.5],
    [100, 0.12],
    [1000, 0.37],
    [5_000_000, 0.06],
    [5_000_000, 0.94],
    [1e9, 3e-9],
    [1e9, 1e-6],
  ])('has its distribution with %i trials of chance %f', (trials, share) => {
    const values = drawAll((state) => binomial(state, 0, trials, share))
    const variance = trials * share * (1 - share)
    const ratio = (k: number) => ((trials - k + 1) / k) * (share / (1 - share))
    expectCounts(values, ratio, trials * share, Math.sqrt(variance), trials)
    expectMoments(values, trials * share, variance, (1 - 6 * share * (1 - share)) / variance)
  })

  it('keeps mean and variance where doubles are coarse', () => {
    const variance = 1e13 * 0.3 * 0.7
    expectMoments(
      drawAll((state) => binomial(state, 0, 1e13, 0.3)),
      3e12,
      variance,
      0,
    )
  })

  it('is sure of what is sure', () => {
    const sure: [number, number, number][] = [
      [0, 0.3, 0],
      [50, 0, 0],
      [50, 1, 50],
      [1e9, 1, 1e9],
    ]
    for (const [trials, share, count] of sure)
      expect(drawAll((state) => binomial(state, 0, trials, share), 1, 20).every((each) => each === count)).toBe(true)
  })
})

describe('multinomial', () => {
  it('gives each weight its binomial share, nothing to weights of 0, and loses nobody', () => {
    const weights = [0, 3, 1, 0, 4, 0.1, 0]
    const sum = 8.1
    const counts = new Float64Array(9)
    const state = new Int32Array(STREAM_SIZE)
    seedStream(state, 0, 5)
    const rounds = 20_000
    const total = 200
    const seen = weights.map(() => new Float64Array(rounds))
    let lost = 0
    for (let round = 0; round < rounds; round++) {
      multinomial(state, 0, total, weights, counts, 1)
      if (counts.reduce((all, count) => all + count, 0) !== total) lost++
      weights.forEach((_, i) => {
        seen[i][round] = counts[1 + i]
      })
    }
    expect(lost).toBe(0)
    weights.forEach((weight, i) => {
      const share = weight / sum
      const variance = total * share * (1 - share)
      if (weight === 0) expect(seen[i].every((count) => count === 0)).toBe(true)
      else expectMoments(seen[i], total * share, variance, (1 - 6 * share * (1 - share)) / variance)
    })
  })
})

it('multinomial shares everything out to the only weight there is; it used to go on for ever at a weight of 0 after the last', () => {
  const counts = new Float64Array(3)
  const state = new Int32Array(STREAM_SIZE)
  seedStream(state, 0, 6)
  multinomial(state, 0, 50, [0.4, 0, 0], counts, 0)
  expect([...counts]).toEqual([50, 0, 0])
  multinomial(state, 0, 0, [0, 0, 0], counts, 0)
  expect([...counts]).toEqual([0, 0, 0])
})

describe('logPoisson', () => {
  it('is the logarithm of mean^k e^-mean / k!', () => {
    for (const mean of [0.02, 1, 7.5, 40]) {
      let logFactorial = 0
      for (let k = 0; k <= 60; k++) {
        if (k > 0) logFactorial += Math.log(k)
        const expected = k * Math.log(mean) - mean - logFactorial
        // The right-hand side itself rounds terms of up to 300.
        expect(Math.abs(logPoisson(k, mean) - expected)).toBeLessThan(3e-13)
      }
    }
  })

  it('steps by ln(mean / k) for large counts too', () => {
    for (const mean of [1e4, 1e8, 1e12]) {
      for (const k of [-5, -1, 0, 2, 6].map((sds) => Math.floor(mean + sds * Math.sqrt(mean)))) {
        const step = logPoisson(k, mean) - logPoisson(k - 1, mean)
        expect(Math.abs(step - Math.log1p((mean - k) / k))).toBeLessThan(3e-14)
      }
    }
  })

  it('adds up to 1', () => {
    let sum = 0
    for (let k = 0; k < 20_000; k++) sum += Math.exp(logPoisson(k, 9000))
    expect(Math.abs(sum - 1)).toBeLessThan(1e-12)
  })
})
