import { describe, expect, it } from 'vitest'
import type { Distribution } from '../../domain/distribution.ts'
import { scaled, standardForm } from './distribution.ts'
import { exponential } from './exponential.ts'
import { logGamma } from './log-gamma.ts'
import { standardNormal } from './normal.ts'
import { distributionTable, fillSamples, sample } from './sample.ts'
import { nextWord, randomStream, STREAM_SIZE, seedStream, uniform } from './stream.ts'

const DRAWS = 20_000
const SEEDS = 10

/** Draws of several seeds, a stream each. */
function drawAll(draw: (state: Int32Array) => number): Float64Array {
  const state = new Int32Array(STREAM_SIZE)
  const values = new Float64Array(DRAWS * SEEDS)
  for (let seed = 0; seed < SEEDS; seed++) {
    seedStream(state, 0, seed, 4711)
    for (let i = 0; i < DRAWS; i++) values[seed * DRAWS + i] = draw(state)
  }
  return values
}

/** Largest distance between the empirical and a given distribution function, times sqrt(n). */
function kolmogorovSmirnov(values: Float64Array, cdf: (x: number) => number): number {
  const sorted = values.toSorted()
  let distance = 0
  sorted.forEach((x, i) => {
    const p = cdf(x)
    distance = Math.max(distance, p - i / sorted.length, (i + 1) / sorted.length - p)
  })
  return distance * Math.sqrt(sorted.length)
}

/** P(sqrt(n) D > 2.23) = 2 exp(-2 * 2.23^2) = 1e-4 for large n (Kolmogorov 1933). The seeds are fixed: this is what a new generator would face. */
const KS_LIMIT = 2.23

/** Standard normal distribution function, by its series or continued fraction; good to 1e-12. */
function normalCdf(x: number): number {
  if (x < 0) return 1 - normalCdf(-x)
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)
  if (x > 6) return 1 - density / (x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 5)))))
  let term = x
  let sum = x
  for (let k = 3; k < 200; k += 2) {
    term *= (x * x) / k
    sum += term
  }
  return 0.5 + sum * density
}

/** Gamma distribution function by its series. */
function gammaCdf(shape: number, x: number): number {
  let term = 1 / shape
  let sum = term
  for (let k = 1; k < 2000; k++) {
    term *= x / (shape + k)
    sum += term
    if (term < sum * 1e-16) break
  }
  return Math.min(1, sum * Math.exp(shape * Math.log(x) - x - logGamma(shape)))
}

const cases: [Distribution, (x: number) => number][] = [
  [{ type: 'exponential', mean: 300 }, (x) => -Math.expm1(-x / 300)],
  [{ type: 'uniform', from: 5, to: 25 }, (x) => (x - 5) / 20],
  [
    { type: 'triangular', from: 10, mode: 20, to: 60 },
    (x) => (x < 20 ? (x - 10) ** 2 / 500 : 1 - (60 - x) ** 2 / 2000),
  ],
  [{ type: 'normal', mean: 300, sd: 60 }, (x) => normalCdf((x - 300) / 60)],
  [{ type: 'lognormal', median: 116, sigma: 1.1 }, (x) => normalCdf(Math.log(x / 116) / 1.1)],
  [{ type: 'gamma', shape: 0.4, scale: 50 }, (x) => gammaCdf(0.4, x / 50)],
  [{ type: 'gamma', shape: 3.5, scale: 80 }, (x) => gammaCdf(3.5, x / 80)],
  [{ type: 'gamma', shape: 400, scale: 1 / 400 }, (x) => gammaCdf(400, x * 400)],
  [{ type: 'erlang', stages: 3, mean: 300 }, (x) => gammaCdf(3, x / 100)],
  [{ type: 'weibull', shape: 0.7, scale: 200 }, (x) => -Math.expm1(-((x / 200) ** 0.7))],
  [{ type: 'pareto', shape: 5, least: 30 }, (x) => 1 - (30 / x) ** 5],
  [
    { type: 'hyperexponential', shares: [0.3, 0.7], means: [30, 400] },
    (x) => 1 - 0.3 * Math.exp(-x / 30) - 0.7 * Math.exp(-x / 400),
  ],
]

describe('distributions', () => {
  it.each(cases)('%j is drawn as its distribution function says', (distribution, cdf) => {
    const table = distributionTable([standardForm(distribution)])
    expect(
      kolmogorovSmirnov(
        drawAll((state) => sample(table, 0, state, 0)),
        cdf,
      ),
    ).toBeLessThan(KS_LIMIT)
  })

  it.each([
    ...cases.map(([distribution]) => distribution),
    { type: 'lognormal', mean: 190, sd: 240 },
    { type: 'gamma', mean: 300, sd: 450 },
    { type: 'weibull', mean: 300, sd: 200 },
    { type: 'pareto', mean: 300, sd: 60 },
    { type: 'hyperexponential', mean: 300, sd: 450 },
    { type: 'empirical', values: [10, 20, 20, 90] },
    { type: 'constant', value: 12 },
  ] satisfies Distribution[])('%j has the mean and the standard deviation that it says', (distribution) => {
    const form = standardForm(distribution)
    if ('sd' in distribution) {
      expect(form.mean).toBeCloseTo(distribution.mean, 9)
      expect(form.sd).toBeCloseTo(distribution.sd, 9)
    }
    const table = distributionTable([form])
    const values = drawAll((state) => sample(table, 0, state, 0))
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length
    const squares = values.map((x) => (x - form.mean) ** 2)
    const variance = squares.reduce((sum, x) => sum + x, 0) / values.length
    const spread = Math.sqrt(squares.reduce((sum, x) => sum + (x - variance) ** 2, 0) / values.length)
    // Four standard errors each; the variance's own is estimated from the draws.
    expect(Math.abs(mean - form.mean)).toBeLessThanOrEqual((4 * form.sd) / Math.sqrt(values.length))
    expect(Math.abs(variance - form.sd ** 2)).toBeLessThanOrEqual((4 * spread) / Math.sqrt(values.length) + 1e-12)
  })

  it('scaled draws are the draws times the factor', () => {
    const others: Distribution[] = [
      { type: 'constant', value: 12 },
      { type: 'empirical', values: [1, 2, 40] },
    ]
    for (const distribution of [...cases.map(([d]) => d), ...others]) {
      const form = standardForm(distribution)
      const table = distributionTable([form, scaled(form, 1.7)])
      const [state, again] = [new Int32Array(STREAM_SIZE), new Int32Array(STREAM_SIZE)]
      seedStream(state, 0, 1)
      seedStream(again, 0, 1)
      for (let i = 0; i < 100; i++) {
        const x = sample(table, 0, state, 0) * 1.7
        expect(Math.abs(sample(table, 1, again, 0) - x)).toBeLessThanOrEqual(1e-12 * x)
      }
    }
  })

  it('says what is wrong with impossible parameters', () => {
    const wrong: Distribution[] = [
      { type: 'exponential', mean: -1 },
      { type: 'normal', mean: 100, sd: 50 },
      { type: 'lognormal', mean: 0, sd: 1 },
      { type: 'pareto', shape: 1, least: 3 },
      { type: 'hyperexponential', mean: 10, sd: 5 },
      { type: 'hyperexponential', shares: [0.5, 0.6], means: [1, 2] },
      { type: 'empirical', values: [] },
      { type: 'triangular', from: 1, mode: 9, to: 5 },
      { type: 'gauss' } as unknown as Distribution,
    ]
    for (const distribution of wrong) expect(() => standardForm(distribution, '/queues/a/aht')).toThrow('/queues/a/aht')
  })
})

describe('the generator', () => {
  it('draws uniform numbers, exponentials and normals without serial correlation', () => {
    for (const draw of [uniform, exponential, standardNormal]) {
      const values = drawAll((state) => draw(state, 0))
      const mean = values.reduce((sum, x) => sum + x, 0) / values.length
      const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length
      for (const lag of [1, 2, 7]) {
        let product = 0
        for (let i = lag; i < values.length; i++) product += (values[i] - mean) * (values[i - lag] - mean)
        expect(Math.abs(product / variance)).toBeLessThan(4 * Math.sqrt(values.length))
      }
    }
  })

  it('gives streams that differ in one key nothing in common', () => {
    const keys = [0, 1, 2, 3, 1000, 2 ** 32, 2 ** 40]
    const streams = keys.flatMap((a) => keys.map((b) => randomStream(a, b)))
    const first = streams.map((stream) => Array.from({ length: 500 }, () => stream.uniform() - 0.5))
    for (let i = 0; i < first.length; i++) {
      for (let j = 0; j < i; j++) {
        const product = first[i].reduce((sum, x, k) => sum + x * first[j][k], 0)
        // Five and a half standard errors: one in 26 million for each of the 1 176 pairs.
        expect(Math.abs(product)).toBeLessThan((5.5 * Math.sqrt(500)) / 12)
      }
    }
  })

  it('fills columns with what single draws give, one after the other, and nothing beside them', () => {
    const table = distributionTable(cases.map(([distribution]) => standardForm(distribution)))
    cases.forEach(([distribution], index) => {
      const [alone, together] = [new Int32Array(STREAM_SIZE), new Int32Array(STREAM_SIZE)]
      seedStream(alone, 0, 3, index)
      together.set(alone)
      const column = new Float64Array(2002)
      fillSamples(table, index, together, 0, column, 1, 2001)
      const expected = column.map((_, k) => (k > 0 && k < 2001 ? sample(table, index, alone, 0) : 0))
      expect(column, distribution.type).toEqual(expected)
      expect(together).toEqual(alone)
    })
  })

  it('uses every bit of its words alike', () => {
    const state = new Int32Array(STREAM_SIZE)
    seedStream(state, 0, 99)
    const ones = new Array<number>(32).fill(0)
    for (let i = 0; i < 100_000; i++) {
      const word = nextWord(state, 0)
      for (let bit = 0; bit < 32; bit++) ones[bit] += (word >>> bit) & 1
    }
    for (const count of ones) expect(Math.abs(count - 50_000)).toBeLessThan(4.5 * Math.sqrt(25_000))
  })

  it('reaches the tails of the ziggurats', () => {
    const exponentials = drawAll((state) => exponential(state, 0))
    const beyond = exponentials.filter((x) => x > 7.7).length
    const expected = exponentials.length * Math.exp(-7.7)
    expect(Math.abs(beyond - expected)).toBeLessThan(4.5 * Math.sqrt(expected))
    const normals = drawAll((state) => standardNormal(state, 0))
    const outside = normals.filter((x) => Math.abs(x) > 3.66).length
    const rare = normals.length * 2 * (1 - normalCdf(3.66))
    expect(Math.abs(outside - rare)).toBeLessThan(4.5 * Math.sqrt(rare))
  })
})

it('logGamma is ln (n - 1)! at whole numbers and ln sqrt(pi) at a half', () => {
  let factorial = 0
  for (let n = 1; n <= 100; n++) {
    expect(Math.abs(logGamma(n) - factorial)).toBeLessThan(1e-12 * Math.max(1, factorial))
    factorial += Math.log(n)
  }
  expect(Math.abs(logGamma(0.5) - Math.log(Math.PI) / 2)).toBeLessThan(1e-13)
})
