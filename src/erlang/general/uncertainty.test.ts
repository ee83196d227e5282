import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { erlangA } from '../erlang-a.ts'
import { requiredAgents } from '../required-agents.ts'
import { busynessBelow, busynessNodes, busynessQuantile, uncertainAgents, uncertainRate } from './uncertainty.ts'

const queue = { volumePerInterval: 100, interval: 1800, aht: 300 }
const target = { serviceLevel: { within: 10, share: 0.9 } }

describe('busyness', () => {
  it('with a coefficient of variation of 1 is exponential; of 1/2, an Erlang variable of four stages', () => {
    for (const x of [1e-9, 0.1, 0.7, 1, 1.5, 4, 20]) {
      expect(busynessBelow(1, x)).toBeCloseTo(-Math.expm1(-x), 14)
      const y = 4 * x
      expect(busynessBelow(0.5, x)).toBeCloseTo(1 - Math.exp(-y) * (1 + y + y ** 2 / 2 + y ** 3 / 6), 14)
    }
  })

  it('has its ends', () => {
    expect([busynessBelow(0.3, -1), busynessBelow(0.3, 0), busynessBelow(0.3, Infinity)]).toEqual([0, 0, 1])
    expect([busynessBelow(0, 1 - 1e-9), busynessBelow(0, 1)]).toEqual([0, 1])
    expect([busynessQuantile(0, 0.99), busynessQuantile(0.3, 1)]).toEqual([1, Infinity])
  })

  it('has nodes with the mean and the variance of a gamma variable', () => {
    for (const cv of [0.02, 0.3, 1]) {
      const nodes = busynessNodes(cv)
      const moment = (k: number) => nodes.reduce((sum, { factor, weight }) => sum + weight * factor ** k, 0)
      expect(moment(0)).toBeCloseTo(1, 13)
      expect(moment(1)).toBeCloseTo(1, 10)
      expect(moment(2)).toBeCloseTo(1 + cv ** 2, 9)
    }
  })

  it('its quantile is the inverse', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 1.5, noNaN: true }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (cv, p) => {
          expect(busynessBelow(cv, busynessQuantile(cv, p))).toBeCloseTo(p, 12)
        },
      ),
    )
  })
})

describe('uncertainRate', () => {
  /** Midpoint rule on the logarithm of the busyness, twenty thousand points. */
  function integral(cv: number, patience: number, agents: number): number {
    const shape = 1 / (cv * cv)
    let served = 0
    let calls = 0
    for (let i = 0; i < 20_000; i++) {
      const u = cv * (-14 + (24 * (i + 0.5)) / 20_000)
      const weight = Math.exp(shape * (u - Math.expm1(u)) + u)
      served += weight * erlangA({ ...queue, volumePerInterval: 100 * Math.exp(u), agents, patience }).serviceLevel(10)
      calls += weight
    }
    return served / calls
  }

  it.each([
    { cv: 0.05, patience: 120, digits: 10 },
    { cv: 0.3, patience: 120, digits: 10 },
    { cv: 0.15, patience: Infinity, digits: 5 },
    { cv: 0.3, patience: Infinity, digits: 4 },
  ])('is the integral over the busyness: $cv, patience $patience', ({ cv, patience, digits }) => {
    expect(uncertainRate({ ...queue, agents: 22, cv, patience }).serviceLevel(10)).toBeCloseTo(
      integral(cv, patience, 22),
      digits,
    )
  })

  it('is the certain one at cv 0', () => {
    const mixed = uncertainRate({ ...queue, agents: 21, cv: 0, patience: 150 })
    const plain = erlangA({ ...queue, agents: 21, patience: 150 })
    for (const definition of [
      undefined,
      'answered/answered',
      'answered+abandoned/offered',
      { excludingAbandonsWithin: 5 },
    ] as const) {
      expect(mixed.serviceLevel(15, definition)).toBeCloseTo(plain.serviceLevel(15, definition), 14)
    }
    for (const figure of [
      'waitProbability',
      'abandonment',
      'connectRate',
      'asa',
      'meanWait',
      'occupancy',
      'queueLength',
    ] as const) {
      expect(mixed[figure]).toBeCloseTo(plain[figure], 12)
    }
    expect(mixed.waitQuantile(0.95)).toBeCloseTo(plain.waitQuantile(0.95), 9)
  })

  it('weighs the wait of the answered by those who are answered', () => {
    const [cv, patience, agents] = [0.3, 120, 18]
    const state = uncertainRate({ ...queue, agents, cv, patience })
    let [waited, answered] = [0, 0]
    for (const { factor, weight } of busynessNodes(cv, 50)) {
      const day = erlangA({ ...queue, volumePerInterval: 100 * factor, agents, patience })
      answered += weight * factor * day.connectRate
      waited += weight * factor * day.connectRate * day.asa
    }
    expect(state.asa).toBeCloseTo(waited / answered, 8)
    expect(state.overloadProbability).toBe(0)
    for (const p of [0.7, 0.95]) expect(state.waitExceeds(state.waitQuantile(p))).toBeCloseTo(1 - p, 12)
    expect(state.waitQuantile(0.5 * (1 - state.waitProbability))).toBe(0)
    // two days of three are overloaded, and their callers wait for ever
    expect(uncertainRate({ ...queue, agents: 16, cv: 0.1 }).waitQuantile(0.9)).toBe(Infinity)
  })

  it('nobody calls', () => {
    expect(uncertainRate({ load: 0, aht: 300, agents: 3, cv: 0.2 })).toMatchObject({
      overloadProbability: 0,
      asa: 0,
      meanWait: 0,
      queueLength: 0,
      overloaded: false,
    })
  })

  it('abandonment x rate = mean waiting / patience holds for the mixture too', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 40 }), fc.double({ min: 0.01, max: 0.6, noNaN: true }), (agents, cv) => {
        const state = uncertainRate({ ...queue, agents, cv, patience: 200 })
        expect(state.queueLength / 200).toBeCloseTo((state.abandonment * 100) / 1800, 10)
        expect(state.connectRate + state.abandonment).toBeCloseTo(1, 12)
      }),
      { numRuns: 30 },
    )
  })

  it('patient callers: some days are overloaded, so that no mean wait exists', () => {
    const state = uncertainRate({ ...queue, agents: 20, cv: 0.1 })
    expect(state.asa).toBe(Infinity)
    expect(state.overloadProbability).toBeCloseTo(1 - busynessBelow(0.1, 1.2), 14)
    expect(state.toJSON().asa).toBeNull()
  })
})

describe('uncertainAgents', () => {
  it.each([-0.1, 1, Number.NaN])('refuses a probability of %s', (probability) => {
    expect(() => uncertainAgents({ ...queue, cv: 0.1 }, target, { probability })).toThrow(
      expect.objectContaining({ code: 'OUT_OF_RANGE' }),
    )
  })

  it('on a share of the days: the target is met on that share, and not with one agent less', () => {
    for (const probability of [0.5, 0.8, 0.95]) {
      for (const patience of [120, Infinity]) {
        const { agents } = uncertainAgents({ ...queue, cv: 0.12, patience }, target, { probability })
        const met = (n: number) => uncertainRate({ ...queue, cv: 0.12, patience, agents: n }).targetMet(target)
        expect(met(agents)).toBeGreaterThanOrEqual(probability)
        expect(met(agents - 1)).toBeLessThan(probability)
      }
    }
  })

  it('in the mean: as a scan finds it, and the certain requirement at cv 0', () => {
    const traffic = { ...queue, patience: 120 }
    const { agents } = uncertainAgents({ ...traffic, cv: 0.25 }, target)
    const level = (n: number) => uncertainRate({ ...traffic, cv: 0.25, agents: n }).serviceLevel(10)
    expect(level(agents)).toBeGreaterThanOrEqual(0.9)
    expect(level(agents - 1)).toBeLessThan(0.9)
    expect(uncertainAgents({ ...traffic, cv: 0 }, target).agents).toBe(requiredAgents(traffic, target).agents)
  })

  it('no number of agents gives patient callers a mean wait when the rate is uncertain', () => {
    expect(() => uncertainAgents({ ...queue, cv: 0.1 }, { asa: 30 })).toThrow(
      expect.objectContaining({ code: 'UNREACHABLE' }),
    )
  })
})
