import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Target } from '../domain/index.ts'
import { guessAgents } from './guess-agents.ts'
import {
  engset,
  erlangA,
  erlangB,
  erlangC,
  finiteLines,
  fractionalAgents,
  largestVolume,
  leastAgents,
  longestAht,
  patienceRange,
  requiredAgents,
  requirements,
  sensitivity,
  serversForBlocking,
  withRedials,
} from './index.ts'
import { leastWhole, shortfall } from './least-agents.ts'

const NINETY_TEN: Target = { serviceLevel: { within: 10, share: 0.9 } }
const loads = fc.double({ min: -4, max: 5, noNaN: true }).map((exponent) => 10 ** exponent)
const patiences = fc.oneof(
  fc.constant(Infinity),
  fc.double({ min: 0, max: 4, noNaN: true }).map((exponent) => 10 ** exponent),
)
const targets: fc.Arbitrary<Target> = fc
  .record(
    {
      serviceLevel: fc.record({
        within: fc.integer({ min: 0, max: 120 }),
        share: fc.double({ min: 0.05, max: 0.999, noNaN: true }),
        definition: fc.constantFrom('answered/offered' as const, 'answered+abandoned/offered' as const),
      }),
      asa: fc.double({ min: 0.5, max: 120, noNaN: true }),
      meanWait: fc.double({ min: 0.5, max: 120, noNaN: true }),
      abandonment: fc.double({ min: 0.001, max: 0.6, noNaN: true }),
      connectRate: fc.double({ min: 0.3, max: 0.999, noNaN: true }),
      occupancy: fc.double({ min: 0.2, max: 0.99, noNaN: true }),
    },
    { requiredKeys: [] },
  )
  .filter((target) => Object.keys(target).length > 0)

describe('requiredAgents', () => {
  it('is met, and is not met with one agent less, and binding names exactly what fails then', () => {
    fc.assert(
      fc.property(loads, patiences, targets, (load, patience, target) => {
        const { agents, binding, state } = requiredAgents({ load, aht: 240, patience }, target)
        const queue = (n: number) => erlangA({ load, aht: 240, agents: n, patience })
        expect(state.toJSON()).toEqual(queue(agents).toJSON())
        expect(shortfall(state, target)).toBeLessThanOrEqual(0)
        const fewer = queue(agents - 1)
        if (agents === 1) expect(binding).toEqual([patience === Infinity ? 'overload' : 'nobody'])
        else if (fewer.overloaded) expect(binding).toEqual(['overload'])
        else {
          for (const part of Object.keys(target) as (keyof Target)[]) {
            expect(shortfall(fewer, { [part]: target[part] }) > 0, part).toBe(binding.includes(part))
          }
          expect(binding.length).toBeGreaterThan(0)
        }
      }),
      { numRuns: 400 },
    )
  })

  it('finds the same number as a scan', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 60, noNaN: true }), patiences, targets, (load, patience, target) => {
        let agents = 1
        while (shortfall(erlangA({ load, aht: 240, agents, patience }), target) > 0) agents++
        expect(requiredAgents({ load, aht: 240, patience }, target).agents).toBe(agents)
      }),
      { numRuns: 200 },
    )
  })

  it('needs nobody for no calls, or the given minimum', () => {
    const none = requiredAgents({ volumePerInterval: 0, interval: 1800, aht: 300 }, NINETY_TEN)
    expect(none).toMatchObject({ agents: 0, binding: [] })
    expect(none.state.serviceLevel(10)).toBe(1)
    expect(requiredAgents({ load: 0, aht: 300 }, NINETY_TEN, { minimum: 2 })).toMatchObject({
      agents: 2,
      binding: ['minimum'],
    })
    expect(requiredAgents({ load: 3, aht: 300 }, NINETY_TEN, { minimum: 20 })).toMatchObject({
      agents: 20,
      binding: ['minimum'],
    })
    expect(requiredAgents({ load: 16, aht: 300 }, NINETY_TEN, { minimum: 2 }).binding).toEqual(['serviceLevel'])
  })

  it.each([
    { serviceLevel: { within: 10, share: 1 } },
    { asa: 0 },
    { meanWait: 0 },
    { abandonment: 0 },
    { connectRate: 1 },
  ] as Target[])('says that nobody reaches %o', (target) => {
    expect(() => requiredAgents({ load: 10, aht: 300, patience: 60 }, target)).toThrow(
      /no number of agents reaches this target/,
    )
  })

  it('reaches under Erlang C what only hanging up forbids', () => {
    expect(requiredAgents({ load: 10, aht: 300 }, { abandonment: 0, connectRate: 1 })).toMatchObject({
      agents: 11,
      binding: ['overload'],
    })
  })

  it('keeps an occupancy cap that decimals meet exactly', () => {
    // 16.1 / 23 is 0.7 in decimals and a little more in doubles
    expect(16.1 / 23).toBeGreaterThan(0.7)
    expect(requiredAgents({ load: 16.1, aht: 300 }, { occupancy: 0.7 }).agents).toBe(23)
  })

  it('goes below the load when callers hang up and the target lets them', () => {
    const { agents } = requiredAgents({ load: 500, aht: 180, patience: 60 }, { meanWait: 10 })
    expect(agents).toBe(417)
  })

  it('warns of a definition that losing callers can meet', () => {
    const target: Target = { serviceLevel: { within: 20, share: 0.8, definition: 'answered/answered' } }
    const { warnings, agents } = requiredAgents({ load: 50, aht: 300, patience: 10 }, target)
    expect(agents).toBeLessThan(
      requiredAgents({ load: 50, aht: 300, patience: 10 }, { serviceLevel: { within: 20, share: 0.8 } }).agents,
    )
    expect(warnings.join()).toContain("'answered/answered'")
    expect(requiredAgents({ load: 50, aht: 300 }, NINETY_TEN).warnings).toEqual([])
  })

  it('answers the planner who asks about 300 fresh calls a half hour at 4 min, 80/10, patience 2 min', () => {
    const calls = { volumePerInterval: 300, interval: 1800, aht: 240, patience: 120 }
    const target = { serviceLevel: { within: 10, share: 0.8 } }
    expect(requiredAgents(calls, target).agents).toBe(43)
    const half = requiredAgents({ ...calls, redial: 0.5 }, target)
    expect(half.agents).toBe(44)
    expect(half.redials?.firstAttempts).toBe(40)
    expect(half.redials?.allAttempts).toBe(half.state.load)
    expect(half.redials?.lostCallers).toBeCloseTo(0.0202, 4)
    expect(requiredAgents(calls, target).redials).toBeUndefined()
    expect(requiredAgents({ ...calls, redial: 0.8 }, target).agents).toBe(45)
    expect(requiredAgents({ ...calls, model: 'erlangC' }, target).agents).toBe(47)
  })

  it('knows lines: with too few of them no number of agents is enough', () => {
    const calls = { load: 10, aht: 300, lines: 20 }
    expect(requiredAgents(calls, { connectRate: 0.99 }).agents).toBe(14)
    expect(finiteLines({ ...calls, agents: 13 }).connectRate).toBeLessThan(0.99)
    expect(finiteLines({ ...calls, agents: 14 }).connectRate).toBeGreaterThanOrEqual(0.99)
    expect(() => requiredAgents({ ...calls, lines: 12 }, { connectRate: 0.99 })).toThrow(/not with 12 agents either/)
  })

  it('takes a figure that is just its limit for met', () => {
    const state = erlangA({ load: 10, aht: 300, agents: 12, patience: 100 })
    for (const figure of ['connectRate', 'asa', 'meanWait', 'abandonment', 'occupancy'] as const)
      expect(shortfall(state, { [figure]: state[figure] }), figure).toBeLessThanOrEqual(0)
    expect(shortfall(state, { serviceLevel: { within: 10, share: state.serviceLevel(10) } })).toBeLessThanOrEqual(0)
  })

  it('without patience: Erlang B, and no place to wait in', () => {
    // used to be NaN agents
    for (const target of [
      { serviceLevel: { within: 0, share: 0.95 } },
      { serviceLevel: { within: 20, share: 0.95 } },
      { connectRate: 0.95 },
      { abandonment: 0.05 },
    ])
      expect(requiredAgents({ load: 10, aht: 300, patience: 0 }, target).agents).toBe(15)
    expect(requiredAgents({ load: 10, aht: 300, patience: 0 }, { meanWait: 5, asa: 5 }).agents).toBe(1)
    const { agents, state } = requiredAgents({ load: 10, aht: 300, lines: 40, patience: 0 }, { connectRate: 0.95 })
    expect(agents).toBe(serversForBlocking(10, 0.05))
    expect(state.blocking).toBeCloseTo(erlangB(10, agents), 13)
  })

  it.each([
    ['lines', () => requiredAgents({ load: 1, aht: 1, lines: 1.5 }, NINETY_TEN)],
    ['lines', () => requiredAgents({ load: 1, aht: 1, lines: -1 }, NINETY_TEN)],
    ['lines', () => finiteLines({ load: 1, aht: 1, agents: 1, lines: 2.5 })],
    ['lines', () => finiteLines({ load: 1, aht: 1, agents: 3, lines: 2 })],
    ['agents', () => finiteLines({ load: 1, aht: 1, agents: 0.5, lines: 2 })],
    ['patience', () => finiteLines({ load: 1, aht: 1, agents: 1, lines: 2, patience: 0 })],
    ['lines', () => fractionalAgents({ load: 1, aht: 1, lines: 5 }, NINETY_TEN)],
    ['model', () => requiredAgents({ load: 1, aht: 1, model: 'erlangX' as never }, NINETY_TEN)],
    ['patience', () => requiredAgents({ load: 1, aht: 1, model: 'erlangA' }, NINETY_TEN)],
    ['redial', () => requiredAgents({ load: 1, aht: 1, patience: 9, redial: 1.1 }, NINETY_TEN)],
    [
      'attempts',
      () => withRedials(() => erlangC({ load: 1, aht: 1, agents: 2 }), 1, { redial: 0, attempts: 'some' as never }),
    ],
    ['agents', () => engset({ sources: 3, agents: 1.5, loadPerIdleSource: 1 })],
    [
      'minimum',
      () => requirements({ volumes: Float64Array.of(1), ahts: 60, interval: 1800 }, NINETY_TEN, { minimum: 0.5 }),
    ],
    ['interval', () => requirements({ volumes: Float64Array.of(1), ahts: 60, interval: 0 }, NINETY_TEN)],
    ['ahts', () => requirements({ volumes: Float64Array.of(1), ahts: Float64Array.of(1, 2), interval: 9 }, NINETY_TEN)],
  ])('names what is wrong: %s', (name, wrong) => {
    expect(wrong).toThrow(expect.objectContaining({ where: expect.objectContaining({ name }) }))
  })

  it('refuses a model that it does not have, and Erlang A without patience', () => {
    expect(() => requiredAgents({ load: 1, aht: 1, model: 'erlangX' as never }, NINETY_TEN)).toThrow(
      /take 'erlangC' or 'erlangA'/,
    )
    expect(() => requiredAgents({ load: 1, aht: 1, model: 'erlangA' }, NINETY_TEN)).toThrow(/Erlang A needs a patience/)
  })
})

describe('the search', () => {
  const goals: Target[] = [
    NINETY_TEN,
    { serviceLevel: { within: 20, share: 0.8 } },
    { asa: 10 },
    { meanWait: 30 },
    { serviceLevel: { within: 60, share: 0.5 } },
    { occupancy: 0.8 },
  ]
  const evaluations = (load: number, patience: number, target: Target) => {
    let count = 0
    const stateOf = (agents: number) => {
      count++
      return erlangA({ load, aht: 300, agents, patience })
    }
    leastAgents(stateOf, load, target, { guess: guessAgents(load, 300, patience, target) })
    return count
  }

  it.each([0.01, 0.3, 1, 16.7, 100, 500, 5000, 50_000, 1e6])(
    'evaluates Erlang C twice and Erlang A at most ten times at %d Erlangs',
    (load) => {
      for (const target of goals) {
        expect(evaluations(load, Infinity, target)).toBe(2)
        for (const patience of [1, 10, 120, 600, 1e6])
          expect(evaluations(load, patience, target)).toBeLessThanOrEqual(10)
      }
    },
  )
})

describe('leastWhole', () => {
  it('finds a step wherever it is, from any guess, in few evaluations', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.double({ min: 0, max: 1e9, noNaN: true }), (step, guess) => {
        let calls = 0
        const score = (n: number) => {
          calls++
          return n >= step ? -1 : 1
        }
        expect(leastWhole(score, 1, 1e12, guess)).toBe(step)
        expect(calls).toBeLessThan(130)
      }),
      { numRuns: 300 },
    )
  })

  it('needs few evaluations of a smooth score near its guess', () => {
    let calls = 0
    const score = (n: number) => {
      calls++
      return Math.log(50_000 / n) * 30
    }
    expect(leastWhole(score, 1, 1e12, 49_700)).toBe(50_000)
    expect(calls).toBeLessThanOrEqual(8)
  })

  it('says when there is none', () => {
    expect(leastWhole(() => 1, 1, 1000, 3)).toBeUndefined()
    expect(leastWhole(() => -1, 7, 1000, 3)).toBe(7)
    expect(leastWhole((n) => 1000 - n, 1, 1000, 3)).toBe(1000)
  })
})

describe('requirements', () => {
  it('are requiredAgents, interval by interval', () => {
    const volumes = Float64Array.from({ length: 60 }, (_, i) =>
      i % 7 === 3 ? 0 : i % 11 === 5 ? Number.NaN : 3 * i * i,
    )
    const ahts = Float64Array.from(volumes, (_, i) => 180 + i)
    for (const extra of [{}, { patience: 120 }, { patience: 120, redial: 0.5 }, { patience: 90, lines: 7000 }]) {
      const plan = requirements(
        { volumes: volumes.slice(0, 12), ahts: ahts.slice(0, 12), interval: 1800, ...extra },
        NINETY_TEN,
        { minimum: 1 },
      )
      for (let i = 0; i < 12; i++) {
        if (Number.isNaN(volumes[i])) {
          expect([plan.agents[i], plan.serviceLevel[i], plan.state(i)]).toEqual([0, Number.NaN, undefined])
          continue
        }
        const { agents, state } = requiredAgents(
          { volumePerInterval: volumes[i], interval: 1800, aht: ahts[i], ...extra },
          NINETY_TEN,
          { minimum: 1 },
        )
        expect(plan.agents[i]).toBe(agents)
        expect(plan.state(i)?.toJSON()).toEqual(state.toJSON())
        expect([
          plan.serviceLevel[i],
          plan.connectRate[i],
          plan.meanWait[i],
          plan.occupancy[i],
          plan.abandonment[i],
        ]).toEqual([state.serviceLevel(10), state.connectRate, state.meanWait, state.occupancy, state.abandonment])
      }
    }
  })

  it('need no handle time where nobody calls', () => {
    const plan = requirements(
      { volumes: Float64Array.of(0), ahts: Float64Array.of(Number.NaN), interval: 1800 },
      NINETY_TEN,
    )
    expect([plan.agents[0], plan.serviceLevel[0], plan.occupancy[0]]).toEqual([0, 1, 0])
  })

  it('name the interval that is wrong', () => {
    const volumes = Float64Array.of(1, -2)
    expect(() => requirements({ volumes, ahts: 60, interval: 1800 }, NINETY_TEN)).toThrow(/volumes\[1\]/)
    expect(() =>
      requirements({ volumes: Float64Array.of(1, 2), ahts: Float64Array.of(60, 0), interval: 1800 }, NINETY_TEN),
    ).toThrow(/ahts\[1\]/)
    expect(() => requirements({ volumes, ahts: Float64Array.of(60), interval: 1800 }, NINETY_TEN)).toThrow(
      /2 volumes and 1 handle times/,
    )
  })
})

describe('the questions turned round', () => {
  it('the largest volume meets the target and a little more does not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), patiences, (agents, patience) => {
        const { load, volumePerInterval: volume } = largestVolume(
          { agents, aht: 240, patience, interval: 1800 },
          NINETY_TEN,
        )
        expect(shortfall(erlangA({ load, aht: 240, agents, patience }), NINETY_TEN)).toBeLessThanOrEqual(0)
        expect(shortfall(erlangA({ load: load * (1 + 1e-9), aht: 240, agents, patience }), NINETY_TEN)).toBeGreaterThan(
          0,
        )
        expect(
          requiredAgents({ volumePerInterval: volume * (1 - 1e-9), interval: 1800, aht: 240, patience }, NINETY_TEN)
            .agents,
        ).toBe(agents)
      }),
      { numRuns: 100 },
    )
    expect(largestVolume({ agents: 0, aht: 240, interval: 1800 }, NINETY_TEN).load).toBe(0)
  })

  it('the longest handle time likewise', () => {
    const calls = { volumePerInterval: 100, interval: 1800, patience: 120 }
    const aht = longestAht({ ...calls, agents: 22 }, NINETY_TEN)
    expect(requiredAgents({ ...calls, aht: aht * (1 - 1e-9) }, NINETY_TEN).agents).toBe(22)
    expect(requiredAgents({ ...calls, aht: aht * (1 + 1e-9) }, NINETY_TEN).agents).toBe(23)
    expect(longestAht({ volumePerInterval: 0, interval: 1800, agents: 1 }, NINETY_TEN)).toBe(Infinity)
    expect(longestAht({ volumePerInterval: 1, interval: 1800, agents: 0 }, NINETY_TEN)).toBe(0)
  })

  it('patience is bounded by what hanging up and waiting allow', () => {
    const queue = { load: 100 / 6, aht: 300, agents: 20 }
    const target = { abandonment: 0.05, meanWait: 10 }
    const range = patienceRange(queue, target) as { from: number; to: number }
    for (const patience of [range.from * (1 + 1e-9), range.to * (1 - 1e-9)]) {
      expect(shortfall(erlangA({ ...queue, patience }), target)).toBeLessThanOrEqual(0)
    }
    for (const patience of [range.from * (1 - 1e-9), range.to * (1 + 1e-9)]) {
      expect(shortfall(erlangA({ ...queue, patience }), target)).toBeGreaterThan(0)
    }
    expect(patienceRange({ ...queue, agents: 5 }, target)).toBeUndefined()
    expect(patienceRange({ ...queue, agents: 40 }, target)).toEqual({ from: 0, to: Infinity })
  })

  it('fractional agents round up to the whole ones', () => {
    fc.assert(
      fc.property(loads, patiences, targets, (load, patience, target) => {
        const fraction = fractionalAgents({ load, aht: 240, patience }, target)
        const { agents } = requiredAgents({ load, aht: 240, patience }, target)
        expect(fraction).toBeGreaterThan(agents - 1)
        expect(fraction).toBeLessThanOrEqual(agents)
        expect(shortfall(erlangA({ load, aht: 240, agents: fraction, patience }), target)).toBeLessThanOrEqual(0)
      }),
      { numRuns: 200 },
    )
    expect(fractionalAgents({ load: 0, aht: 240 }, NINETY_TEN)).toBe(0)
    expect(() => fractionalAgents({ load: 1, aht: 240, lines: 5 }, NINETY_TEN)).toThrow(/whole numbers of agents/)
  })

  it('sensitivity shows the neighbours', () => {
    const { now, oneAgentMore, ahtUp, volumeUp } = sensitivity({
      volumePerInterval: 100,
      interval: 1800,
      aht: 300,
      agents: 23,
    })
    const load = 100 / 6
    expect(now.toJSON()).toEqual(erlangC({ load, aht: 300, agents: 23 }).toJSON())
    expect(oneAgentMore.agents).toBe(24)
    expect(ahtUp.load).toBe(volumeUp.load)
    expect(ahtUp.serviceLevel(10)).toBeLessThan(volumeUp.serviceLevel(10))
    expect(volumeUp.serviceLevel(10)).toBeLessThan(now.serviceLevel(10))
  })

  it('leastAgents sizes any model', () => {
    const { agents } = leastAgents((n) => erlangC({ load: 20, aht: 300, agents: n }), 20, NINETY_TEN)
    expect(agents).toBe(requiredAgents({ load: 20, aht: 300 }, NINETY_TEN).agents)
  })
})
