import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomStream } from '../../numeric/random/stream.ts'
import { erlangA } from '../erlang-a.ts'
import { erlangC } from '../erlang-c.ts'
import { leastAgents } from '../least-agents.ts'
import {
  empiricalPatience,
  generalPatience,
  hyperexponentialPatience,
  lognormalPatience,
  type Patience,
  weibullPatience,
} from './patience.ts'

const FIGURES = [
  'waitProbability',
  'abandonment',
  'connectRate',
  'meanWait',
  'asa',
  'queueLength',
  'occupancy',
] as const
const queue = { volumePerInterval: 100, interval: 1800, aht: 300, agents: 18 }

describe('generalPatience', () => {
  it('with exponential patience is Erlang A', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.double({ min: 0.2, max: 1.5, noNaN: true }),
        fc.integer({ min: 2, max: 5000 }),
        (agents, ratio, patience) => {
          const traffic = { load: agents * ratio, aht: 300, agents }
          const general = generalPatience({ ...traffic, patience: weibullPatience({ mean: patience, shape: 1 }) })
          const plain = erlangA({ ...traffic, patience })
          for (const figure of FIGURES) {
            expect(Math.abs(general[figure] - plain[figure]), figure).toBeLessThanOrEqual(
              1e-10 * Math.abs(plain[figure]) + 1e-300,
            )
          }
          for (const definition of [
            undefined,
            'answered/answered',
            'answered+abandoned/offered',
            { excludingAbandonsWithin: 5 },
          ] as const) {
            expect(general.serviceLevel(20, definition)).toBeCloseTo(plain.serviceLevel(20, definition), 11)
          }
          const tail = plain.waitExceeds(100)
          expect(Math.abs(general.waitExceeds(100) - tail)).toBeLessThanOrEqual(1e-9 * tail + 1e-300)
        },
      ),
      { numRuns: 25 },
    )
  })

  // Rows of ../shared/reference/golden.csv, model A: load, agents, handle time, threshold, patience and 15 of its digits.
  it.each([
    {
      load: 0.001,
      agents: 1,
      aht: 300.0,
      within: 20.0,
      patience: 60.0,
      abandonment: 0.0008326520718305034,
      meanWait: 0.049959124309830204,
      missed: 0.000944274051014522,
    },
    {
      load: 1.0,
      agents: 6,
      aht: 600.0,
      within: 60.0,
      patience: 1800.0,
      abandonment: 3.706212542147387e-5,
      meanWait: 0.06671182575865296,
      missed: 0.0003682289010580162,
    },
    {
      load: 2.5,
      agents: 5,
      aht: 300.0,
      within: 20.0,
      patience: 60.0,
      abandonment: 0.04799465896351646,
      meanWait: 2.879679537810987,
      missed: 0.07084762732702096,
    },
    {
      load: 10.0,
      agents: 6,
      aht: 300.0,
      within: 20.0,
      patience: 60.0,
      abandonment: 0.4440307214736273,
      meanWait: 26.64184328841764,
      missed: 0.6369488724537471,
    },
    {
      load: 10.0,
      agents: 21,
      aht: 600.0,
      within: 60.0,
      patience: 1800.0,
      abandonment: 4.6452745286440766e-5,
      meanWait: 0.08361494151559337,
      missed: 0.000542235480328381,
    },
    {
      load: 16.666666666666668,
      agents: 17,
      aht: 240.0,
      within: 30.0,
      patience: 30.0,
      abandonment: 0.13158946157546764,
      meanWait: 3.947683847264029,
      missed: 0.14989331709833661,
    },
    {
      load: 50.0,
      agents: 30,
      aht: 300.0,
      within: 20.0,
      patience: 60.0,
      abandonment: 0.40361990399857667,
      meanWait: 24.217194239914598,
      missed: 0.742201435760009,
    },
    {
      load: 100.0,
      agents: 60,
      aht: 300.0,
      within: 20.0,
      patience: 60.0,
      abandonment: 0.400572834506391,
      meanWait: 24.03437007038346,
      missed: 0.8030923904565723,
    },
    {
      load: 100.0,
      agents: 111,
      aht: 240.0,
      within: 30.0,
      patience: 30.0,
      abandonment: 0.01538660147707815,
      meanWait: 0.46159804431234447,
      missed: 0.015414105539221274,
    },
    {
      load: 200.0,
      agents: 200,
      aht: 180.0,
      within: 20.0,
      patience: 120.0,
      abandonment: 0.031043298036612148,
      meanWait: 3.7251957643934577,
      missed: 0.055018217976437474,
    },
    {
      load: 200.0,
      agents: 244,
      aht: 600.0,
      within: 60.0,
      patience: 1800.0,
      abandonment: 1.0579638995029583e-5,
      meanWait: 0.01904335019105325,
      missed: 2.170346741400523e-5,
    },
    {
      load: 500.0,
      agents: 569,
      aht: 600.0,
      within: 60.0,
      patience: 1800.0,
      abandonment: 6.341726876968908e-6,
      meanWait: 0.011415108378544033,
      missed: 6.829906357531566e-6,
    },
    {
      load: 1000.0,
      agents: 1001,
      aht: 300.0,
      within: 10.0,
      patience: 300.0,
      abandonment: 0.012123020715890005,
      meanWait: 3.6369062147670017,
      missed: 0.14764513923237815,
    },
    {
      load: 1000.0,
      agents: 1096,
      aht: 600.0,
      within: 60.0,
      patience: 1800.0,
      abandonment: 4.960508017622974e-6,
      meanWait: 0.008928914431721354,
      missed: 4.975032666466549e-6,
    },
    {
      load: 360.0,
      agents: 180,
      aht: 180.0,
      within: 20.0,
      patience: 180.0,
      abandonment: 0.5,
      meanWait: 90.0,
      missed: 1.0,
    },
    {
      load: 100.0,
      agents: 1,
      aht: 300.0,
      within: 20.0,
      patience: 60.0,
      abandonment: 0.9900000000004087,
      meanWait: 59.40000000002452,
      missed: 0.9999999887714377,
    },
    {
      load: 10.0,
      agents: 20,
      aht: 30.0,
      within: 1380.0,
      patience: 60.0,
      abandonment: 0.00015782224094215762,
      meanWait: 0.009469334456529458,
      missed: 0.00015782224094215762,
    },
    {
      load: 600.0,
      agents: 600,
      aht: 60.0,
      within: 90.0,
      patience: 300.0,
      abandonment: 0.010065144104294177,
      meanWait: 3.019543231288253,
      missed: 0.010065144104294177,
    },
  ])(
    'golden rows: load $load, $agents agents, patience $patience',
    ({ load, agents, aht, within, patience, abandonment, meanWait, missed }) => {
      const state = generalPatience({
        load,
        agents,
        aht,
        patience: hyperexponentialPatience({ kinds: [{ share: 1, mean: patience }] }),
      })
      expect(Math.abs(state.abandonment / abandonment - 1)).toBeLessThan(1e-9)
      expect(Math.abs(state.meanWait / meanWait - 1)).toBeLessThan(1e-9)
      expect(Math.abs(1 - state.serviceLevel(within) - missed)).toBeLessThan(1e-9)
    },
  )

  it.each<[string, Patience, (uniform: () => number) => number]>([
    [
      'lognormal',
      lognormalPatience({ mean: 180, cv: 0.8 }),
      (u) => {
        const sigma = Math.sqrt(Math.log(1.64))
        const normal = Math.sqrt(-2 * Math.log(u())) * Math.cos(2 * Math.PI * u())
        return 180 * Math.exp(sigma * normal - sigma ** 2 / 2)
      },
    ],
    ['Weibull of shape 1/2', weibullPatience({ mean: 200, shape: 0.5 }), (u) => 100 * Math.log(u()) ** 2],
    [
      'hyperexponential with an atom at zero',
      hyperexponentialPatience({
        balking: 0.1,
        kinds: [
          { share: 0.3, mean: 30 },
          { share: 0.7, mean: 300 },
        ],
      }),
      (u) => (u() < 0.1 ? 0 : -Math.log(u()) * (u() < 0.3 ? 30 : 300)),
    ],
    [
      'empirical',
      empiricalPatience([
        { time: 10, share: 0.9 },
        { time: 60, share: 0.7 },
        { time: 300, share: 0.3 },
      ]),
      (u) => {
        const share = u()
        if (share > 0.9) return (10 * Math.log(share)) / Math.log(0.9)
        if (share > 0.7) return 10 + (50 * Math.log(share / 0.9)) / Math.log(0.7 / 0.9)
        return 60 + (240 * Math.log(share / 0.7)) / Math.log(0.3 / 0.7)
      },
    ],
  ])('against a simulation: %s', (_, patience, draw) => {
    const state = generalPatience({ ...queue, patience })
    const simulated = simulate(draw)
    const figures = {
      abandonment: state.abandonment,
      meanWait: state.meanWait,
      answeredWithin: state.serviceLevel(20),
      longWait: state.waitExceeds(60),
      delayed: state.waitProbability,
    }
    for (const [name, value] of Object.entries(figures)) {
      const { mean, error } = simulated[name as keyof typeof figures]
      // Batch means; 20 comparisons with fixed seeds.
      expect(Math.abs(value - mean) / error, `${name}: ${value} or ${mean}`).toBeLessThan(4)
    }
  })

  it('answers, abandonments and waits agree with each other, whatever the patience', () => {
    const patience = fc.oneof(
      fc
        .record({ mean: fc.integer({ min: 5, max: 2000 }), cv: fc.double({ min: 0.1, max: 3, noNaN: true }) })
        .map(lognormalPatience),
      fc
        .record({ mean: fc.integer({ min: 5, max: 2000 }), shape: fc.double({ min: 0.3, max: 6, noNaN: true }) })
        .map(weibullPatience),
    )
    fc.assert(
      fc.property(
        patience,
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0.7, max: 1.4, noNaN: true }),
        (patient, agents, ratio) => {
          const state = generalPatience({ load: agents * ratio, aht: 240, agents, patience: patient })
          // Mean wait is the integral of its tail: Simpson's rule in the cube root of time, because the curve may be steep at 0, up to where a billionth of those who wait is left.
          const end = state.waitQuantile(1 - 1e-9 * state.waitExceeds(0))
          const steps = 1000
          let area = 0
          for (let i = 0; i <= steps; i++) {
            const root = i / steps
            const weight = (i === 0 || i === steps ? 1 : i % 2 ? 4 : 2) / steps / 3
            area += weight * state.waitExceeds(root ** 3 * end) * 3 * root ** 2 * end
          }
          expect(Math.abs(area / state.meanWait - 1)).toBeLessThan(1e-3)
          expect(state.serviceLevel(1e7)).toBeCloseTo(state.connectRate, 9)
          expect(state.serviceLevel(0)).toBeCloseTo(1 - state.waitProbability, 9)
          expect(state.occupancy).toBeLessThanOrEqual(1 + 1e-12)
        },
      ),
      { numRuns: 12 },
    )
  })

  it('patience without end is Erlang C, and overload is refused', () => {
    const forEver = { survival: () => 1 }
    const plain = erlangC({ ...queue, agents: 20 })
    const general = generalPatience({ ...queue, agents: 20, patience: forEver })
    expect(general.asa / plain.asa).toBeCloseTo(1, 10)
    expect(general.waitProbability / plain.waitProbability).toBeCloseTo(1, 10)
    expect(() => generalPatience({ ...queue, agents: 15, patience: forEver })).toThrow(
      expect.objectContaining({ code: 'UNSUPPORTED' }),
    )
    expect(generalPatience({ ...queue, volumePerInterval: 0, patience: forEver })).toMatchObject({
      waitProbability: 0,
      abandonment: 0,
      asa: 0,
    })
  })

  it('no agents: everybody waits for as long as they are willing', () => {
    const curves: [Patience, number][] = [
      [lognormalPatience({ mean: 180, cv: 2, balking: 0.25 }), 135],
      [weibullPatience({ mean: 90, shape: 0.5 }), 90],
      [empiricalPatience([{ time: 100, share: Math.exp(-1) }]), 100],
    ]
    for (const [patience, mean] of curves) {
      const state = generalPatience({ ...queue, agents: 0, patience })
      expect(state).toMatchObject({ connectRate: 0, abandonment: 1, asa: Infinity, occupancy: 0 })
      expect(Math.abs(state.meanWait / mean - 1)).toBeLessThan(1e-8)
      expect(state.waitExceeds(50)).toBe(patience.survival(50))
      expect(state.serviceLevel(20)).toBe(0)
    }
    expect(generalPatience({ ...queue, agents: 0, patience: { survival: () => 0.5 } }).meanWait).toBe(Infinity)
  })

  it('agents for a target, by the solver of all models: as a scan finds them', () => {
    const patience = weibullPatience({ mean: 60, shape: 0.8 })
    for (const [volume, share] of [
      [100, 0.85],
      [1, 0.3],
    ]) {
      const stateOf = (agents: number) =>
        generalPatience({ volumePerInterval: volume, interval: 1800, aht: 300, agents, patience })
      const { agents } = leastAgents(stateOf, stateOf(1).load, { serviceLevel: { within: 10, share } })
      expect(stateOf(agents).serviceLevel(10)).toBeGreaterThanOrEqual(share)
      expect(stateOf(agents - 1).serviceLevel(10)).toBeLessThan(share)
    }
  })

  it('a measured curve that does not fall is refused', () => {
    for (const points of [
      [],
      [
        { time: 10, share: 0.5 },
        { time: 5, share: 0.4 },
      ],
      [
        { time: 0, share: 1 },
        { time: 5, share: 1 },
      ],
      [
        { time: 0, share: 1.2 },
        { time: 5, share: 0.5 },
      ],
      [
        { time: 3, share: 0.9 },
        { time: 3, share: 0.5 },
      ],
      [
        { time: 3, share: 0.5 },
        { time: 5, share: 0.7 },
        { time: 7, share: 0.3 },
      ],
      [{ time: 3, share: 0 }],
      [{ time: Infinity, share: 0.5 }],
      [{ time: 0, share: 0.5 }],
    ]) {
      expect(() => empiricalPatience(points)).toThrow(expect.objectContaining({ code: 'CONFLICT' }))
    }
    // one who hangs up at once is at 0 already
    const atOnce = empiricalPatience([
      { time: 0, share: 0.9 },
      { time: 60, share: 0.9 * Math.exp(-0.5) },
    ])
    expect(atOnce.survival(0)).toBe(0.9)
    expect(atOnce.survival(120)).toBeCloseTo(0.9 * Math.exp(-1), 14)
    const even = empiricalPatience([{ time: 100, share: Math.exp(-1) }])
    expect(even.survival(250)).toBeCloseTo(Math.exp(-2.5), 14)
  })

  it.each<[string, () => unknown]>([
    ['OUT_OF_RANGE', () => weibullPatience({ mean: 60, shape: 0.05 })],
    ['OUT_OF_RANGE', () => weibullPatience({ mean: 60, shape: 101 })],
    ['OUT_OF_RANGE', () => weibullPatience({ mean: 0, shape: 1 })],
    ['OUT_OF_RANGE', () => lognormalPatience({ mean: 0, cv: 1 })],
    ['OUT_OF_RANGE', () => lognormalPatience({ mean: 60, cv: 0 })],
    ['OUT_OF_RANGE', () => lognormalPatience({ mean: 60, cv: 1, balking: 1.1 })],
    ['OUT_OF_RANGE', () => hyperexponentialPatience({ kinds: [{ share: 1.1, mean: 60 }] })],
    ['OUT_OF_RANGE', () => hyperexponentialPatience({ kinds: [{ share: 1, mean: 0 }] })],
    ['OUT_OF_RANGE', () => hyperexponentialPatience({ kinds: [{ share: 0, mean: 60 }] })],
    ['OUT_OF_RANGE', () => generalPatience({ ...queue, agents: 1.5, patience: { survival: () => 1 } })],
    ['UNREADABLE', () => hyperexponentialPatience({ kinds: [{ share: 1, mean: 60, mode: 3 } as never] })],
    ['UNREADABLE', () => empiricalPatience([{ time: 60, share: 0.5, shares: 0.5 } as never])],
    ['UNREADABLE', () => lognormalPatience({ mean: 60, cv: 1, sd: 1 } as never)],
    ['UNREADABLE', () => weibullPatience({ mean: 60, shape: 1, scale: 1 } as never)],
    ['UNREADABLE', () => generalPatience({ ...queue, patience: { survival: () => 1, corner: [] } as never })],
  ])('refuses: %s of %s', (code, wrong) => {
    expect(wrong).toThrow(expect.objectContaining({ code }))
  })

  it('the curves have the mean and the median that they are made from', () => {
    // Weibull: scale = mean / Gamma(1 + 1/shape), with Gamma(1.5) = sqrt(pi) / 2 and Gamma(11) = 10!
    expect(weibullPatience({ mean: 100, shape: 2 }).survival(200 / Math.sqrt(Math.PI))).toBeCloseTo(Math.exp(-1), 12)
    expect(weibullPatience({ mean: 3_628_800, shape: 0.1 }).survival(1)).toBeCloseTo(Math.exp(-1), 12)
    expect(weibullPatience({ mean: 60, shape: 1 }).survival(0)).toBe(1)
    const lognormal = lognormalPatience({ mean: 180, cv: Math.sqrt(Math.E - 1) })
    const median = 180 / Math.sqrt(Math.E)
    expect(lognormal.survival(median)).toBeCloseTo(0.5, 14)
    // Abramowitz and Stegun, table 26.1: P(1) = 0.841344746068543, P(2) = 0.977249868051821
    expect(lognormal.survival(median * Math.E)).toBeCloseTo(1 - 0.841344746068543, 14)
    expect(lognormal.survival(median / Math.E ** 2)).toBeCloseTo(0.977249868051821, 14)
    expect(lognormal.survival(0)).toBe(1)
  })

  it('a quantile is where the tail is its complement', () => {
    const state = generalPatience({ ...queue, patience: weibullPatience({ mean: 200, shape: 0.5 }) })
    for (const p of [0.8, 0.95, 0.999]) expect(state.waitExceeds(state.waitQuantile(p))).toBeCloseTo(1 - p, 12)
    expect(state.waitQuantile(0.5 * (1 - state.waitProbability))).toBe(0)
    expect(state.waitExceeds(Infinity)).toBe(0)
    expect(() => state.waitExceeds(-1)).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }))
  })
})

/** 300 000 callers in 30 batches: first come, first served, so that the wait that is ahead is known on arrival, and who has less patience takes no agent's time. */
function simulate(draw: (uniform: () => number) => number) {
  const random = randomStream(21)
  const uniform = () => random.uniform()
  const free = new Float64Array(queue.agents)
  const batches = {
    abandonment: [] as number[],
    meanWait: [] as number[],
    answeredWithin: [] as number[],
    longWait: [] as number[],
    delayed: [] as number[],
  }
  let now = 0
  for (let batch = -1; batch < 30; batch++) {
    const sums = { abandonment: 0, meanWait: 0, answeredWithin: 0, longWait: 0, delayed: 0 }
    for (let i = 0; i < 10_000; i++) {
      now -= Math.log(uniform()) * 18
      let first = 0
      for (let j = 1; j < free.length; j++) if (free[j] < free[first]) first = j
      const ahead = Math.max(0, free[first] - now)
      const willing = draw(uniform)
      const isAnswered = ahead === 0 || willing > ahead
      const wait = isAnswered ? ahead : willing
      if (isAnswered) free[first] = now + ahead - Math.log(uniform()) * 300
      sums.abandonment += Number(!isAnswered)
      sums.meanWait += wait
      sums.answeredWithin += Number(isAnswered && ahead <= 20)
      sums.longWait += Number(wait > 60)
      sums.delayed += Number(ahead > 0)
    }
    if (batch >= 0)
      for (const [name, sum] of Object.entries(sums)) batches[name as keyof typeof batches].push(sum / 10_000)
  }
  const summary = (values: number[]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
    return { mean, error: Math.sqrt(squares / values.length / (values.length - 1)) }
  }
  return {
    abandonment: summary(batches.abandonment),
    meanWait: summary(batches.meanWait),
    answeredWithin: summary(batches.answeredWithin),
    longWait: summary(batches.longWait),
    delayed: summary(batches.delayed),
  }
}
