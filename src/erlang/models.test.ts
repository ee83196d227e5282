import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KrarupError } from '../domain/index.ts'
import {
  engset,
  erlangA,
  erlangB,
  erlangC,
  extendedErlangB,
  finiteLines,
  firstAttempts,
  loadForBlocking,
  type SteadyState,
  serversForBlocking,
  withRedials,
} from './index.ts'

/** Powers of ten between two exponents. */
const power = (from: number, to: number) =>
  fc.double({ min: from, max: to, noNaN: true }).map((exponent) => 10 ** exponent)
const loads = power(-12, 7)
const agentCounts = fc.oneof(fc.integer({ min: 0, max: 1_000_000 }), power(0, 6).map(Math.round))
const times = fc.oneof(fc.constant(0), power(-3, 9))
const patiences = fc.oneof(fc.constant(0), fc.constant(Infinity), power(-6, 12))
/** Rounding may turn an order that holds in exact arithmetic. */
const SLACK = 1 + 1e-12

const DEFINITIONS = [
  'answered/offered',
  'answered/answered',
  'answered+abandoned/offered',
  { excludingAbandonsWithin: 5 },
] as const
const SHARES = ['waitProbability', 'blocking', 'abandonment', 'occupancy', 'connectRate'] as const
const TIMES = ['asa', 'meanWait', 'queueLength'] as const

function expectSane(state: SteadyState, t: number): void {
  for (const share of SHARES) {
    expect(state[share], share).toBeGreaterThanOrEqual(0)
    expect(state[share], share).toBeLessThanOrEqual(1)
  }
  for (const time of TIMES) expect(state[time], time).toBeGreaterThanOrEqual(0)
  for (const definition of DEFINITIONS) {
    const level = state.serviceLevel(t, definition)
    expect(level, JSON.stringify(definition)).toBeGreaterThanOrEqual(0)
    expect(level, JSON.stringify(definition)).toBeLessThanOrEqual(1)
  }
  expect(state.waitExceeds(t)).toBeGreaterThanOrEqual(0)
  expect(state.waitExceeds(t)).toBeLessThanOrEqual(1)
  for (const p of [0, 0.5, 0.999, 1]) expect(state.waitQuantile(p)).toBeGreaterThanOrEqual(0)
}

describe('no figure is ever NaN, negative, or a share beyond 1', () => {
  it('Erlang B', () => {
    fc.assert(
      fc.property(loads, fc.oneof(agentCounts, power(-9, 5)), (load, servers) => {
        const blocking = erlangB(load, servers)
        expect(blocking).toBeGreaterThanOrEqual(0)
        expect(blocking).toBeLessThanOrEqual(1)
      }),
      { numRuns: 500 },
    )
  })

  it('Erlang C and A, whole and real agents', () => {
    fc.assert(
      fc.property(
        loads,
        fc.oneof(agentCounts, power(-6, 5)),
        power(0, 4),
        patiences,
        times,
        (load, agents, aht, patience, t) => {
          expectSane(erlangA({ load, aht, agents, patience }), t)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('nobody waits beyond the smallest double', () => {
    // used to be NaN
    const queue = erlangA({ load: 1, aht: 1, agents: 2961, patience: 0.0067555766 })
    expect(queue.serviceLevel(1, { excludingAbandonsWithin: 5 })).toBe(1)
  })

  it('a service level does not exceed 1 by a rounding', () => {
    // used to be 1.0000000000000002
    const agents = 75_484
    const queue = erlangC({ load: agents - 5.99999999659382 * Math.sqrt(agents), aht: 240, agents })
    expect(queue.serviceLevel(2.527048615719298)).toBeLessThanOrEqual(1)
  })

  it('near the balance of load and agents', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.double({ min: -6, max: 6, noNaN: true }),
        patiences,
        times,
        (agents, beta, patience, t) => {
          const load = Math.max(1e-3, agents - beta * Math.sqrt(agents))
          expectSane(erlangA({ load, aht: 240, agents, patience }), t)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('finite lines', () => {
    fc.assert(
      fc.property(
        power(-6, 4),
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 0, max: 300 }),
        fc.oneof(fc.constant(Infinity), power(-3, 6)),
        times,
        (load, agents, places, patience, t) => {
          expectSane(finiteLines({ load, aht: 240, agents, lines: agents + places, patience }), t)
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('order', () => {
  it('Erlang B falls with servers and rises with load', () => {
    fc.assert(
      fc.property(power(-3, 5), power(-1, 5), fc.double({ min: 1, max: 1.5, noNaN: true }), (load, servers, factor) => {
        const blocking = erlangB(load, servers)
        expect(erlangB(load, servers * factor)).toBeLessThanOrEqual(blocking * SLACK)
        expect(erlangB(load * factor, servers)).toBeGreaterThanOrEqual(blocking / SLACK)
      }),
      { numRuns: 300 },
    )
  })

  it('blocking under B is at most waiting under C, and waiting under A lies between', () => {
    fc.assert(
      fc.property(power(-3, 5), fc.double({ min: -3, max: 8, noNaN: true }), power(-2, 5), (load, beta, patience) => {
        const agents = Math.max(1, Math.round(load + beta * Math.sqrt(load)))
        const b = erlangB(load, agents)
        const a = erlangA({ load, aht: 240, agents, patience }).waitProbability
        const c = erlangC({ load, aht: 240, agents }).waitProbability
        expect(b).toBeLessThanOrEqual(a * SLACK)
        expect(a).toBeLessThanOrEqual(c * SLACK)
      }),
      { numRuns: 300 },
    )
  })

  it('service improves with agents, worsens with load and improves with the threshold', () => {
    fc.assert(
      fc.property(
        power(-2, 5),
        fc.double({ min: -6, max: 6, noNaN: true }),
        fc.oneof(fc.constant(Infinity), power(0, 4)),
        power(-1, 4),
        (load, beta, patience, t) => {
          const agents = Math.max(1, Math.round(load + beta * Math.sqrt(load)))
          const queue = (more: number, factor: number) =>
            erlangA({ load: load * factor, aht: 240, agents: agents + more, patience })
          const here = queue(0, 1)
          for (const better of [queue(1, 1), queue(0, 0.99)]) {
            expect(better.waitProbability).toBeLessThanOrEqual(here.waitProbability * SLACK)
            expect(better.abandonment).toBeLessThanOrEqual(here.abandonment * SLACK)
            expect(better.waitExceeds(t)).toBeLessThanOrEqual(here.waitExceeds(t) * SLACK)
            expect(better.meanWait).toBeLessThanOrEqual(here.meanWait * SLACK)
            expect(better.serviceLevel(t)).toBeGreaterThanOrEqual(here.serviceLevel(t) - 1e-12)
          }
          expect(here.serviceLevel(t * 1.1)).toBeGreaterThanOrEqual(here.serviceLevel(t) - 1e-14)
          expect(here.waitExceeds(t * 1.1)).toBeLessThanOrEqual(here.waitExceeds(t) * SLACK)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('limits', () => {
  const near = (got: number, want: number, tolerance: number) => {
    expect(Number.isFinite(want)).toBe(true)
    expect(Math.abs(got - want)).toBeLessThanOrEqual(tolerance * Math.max(Math.abs(want), 1e-80))
  }

  it('waits of Erlang C are exponential', () => {
    const queue = erlangC({ load: 100, aht: 240, agents: 105 })
    for (const t of [0, 20, 600]) near(queue.waitExceeds(t), queue.waitProbability * Math.exp((-5 * t) / 240), 1e-14)
    for (const p of [0.9, 0.999])
      near(queue.waitQuantile(p), (Math.log(queue.waitProbability / (1 - p)) * 240) / 5, 1e-13)
    expect(queue.waitQuantile((1 - queue.waitProbability) / 2)).toBe(0)
    const nobody = erlangC({ load: 0, aht: 240, agents: 0 })
    expect([nobody.waitExceeds(0), nobody.serviceLevel(0), nobody.waitQuantile(0.5)]).toEqual([0, 1, 0])
  })

  it('Erlang A is Erlang C when nobody hangs up', () => {
    const c = erlangC({ load: 100, aht: 240, agents: 105 })
    const a = erlangA({ load: 100, aht: 240, agents: 105, patience: 1e15 })
    for (const figure of ['waitProbability', 'asa', 'queueLength', 'occupancy'] as const)
      near(a[figure], c[figure], 1e-9)
    near(a.waitExceeds(60), c.waitExceeds(60), 1e-9)
    expect(erlangA({ load: 100, aht: 240, agents: 105, patience: Infinity }).toJSON()).toEqual(c.toJSON())
  })

  it('Erlang A is Erlang B when nobody waits', () => {
    for (const [load, agents] of [
      [10, 12],
      [100, 60],
      [5000, 5100],
    ]) {
      const b = erlangB(load, agents)
      for (const patience of [0, 1e-9]) {
        const a = erlangA({ load, aht: 240, agents, patience })
        near(a.waitProbability, b, 1e-6)
        near(a.abandonment, b, 1e-6)
        expect(a.asa).toBeLessThan(1e-8)
      }
      expect(finiteLines({ load, aht: 240, agents, lines: agents }).blocking).toBeCloseTo(b, 13)
    }
  })

  it('finite lines are Erlang A and C when there are enough of them', () => {
    for (const [load, agents, patience] of [
      [20, 18, 60],
      [100, 104, 300],
      [50, 70, 600],
      [3, 5, Infinity],
      [100, 110, Infinity],
    ]) {
      const open = erlangA({ load, aht: 240, agents, patience })
      const closed = finiteLines({ load, aht: 240, agents, lines: agents + 3000, patience })
      for (const figure of [...SHARES, ...TIMES]) near(closed[figure], open[figure], 1e-11)
      for (const t of [0, 1, 20, 300]) {
        near(closed.waitExceeds(t), open.waitExceeds(t), 1e-11)
        near(closed.answeredAfter(t), open.answeredAfter(t), 1e-11)
        near(closed.abandonedWithin(t), open.abandonedWithin(t), 1e-10)
        for (const definition of DEFINITIONS)
          near(closed.serviceLevel(t, definition), open.serviceLevel(t, definition), 1e-11)
      }
      near(closed.waitQuantile(0.95), open.waitQuantile(0.95), 1e-9)
    }
  })

  it('Erlang A is the direct sum on both sides of every hand-over: balance, shapes of 20, and the ends of the expansion', () => {
    const aht = 240
    for (const agents of [1, 19, 20, 21, 60]) {
      for (const ratio of [0.3, 0.3017, 0.302, 0.9, 1 - 1e-9, 1, 1 + 1e-9, 1.1, 2.357, 2.358, 3]) {
        for (const shape of [0.3, 19.999, 20, 20.001, 150]) {
          const queue = { load: agents * ratio, aht, agents, patience: (shape * aht) / agents }
          const open = erlangA(queue)
          const sum = finiteLines({ ...queue, lines: agents + 3000 })
          for (const figure of [...SHARES, ...TIMES]) near(open[figure], sum[figure], 2.5e-13)
          for (const t of [0.5, 20, queue.patience]) {
            near(open.waitExceeds(t), sum.waitExceeds(t), 2.5e-13)
            near(open.answeredAfter(t), sum.answeredAfter(t), 2.5e-13)
          }
        }
      }
    }
  })

  it('callers whose patience equals the handle time make the number in system Poisson', () => {
    // P(wait) = P(Poisson(10) >= 12), exactly
    let term = Math.exp(-10)
    let below = 0
    for (let k = 0; k < 12; k++) {
      below += term
      term *= 10 / (k + 1)
    }
    near(erlangA({ load: 10, aht: 300, agents: 12, patience: 300 }).waitProbability, 1 - below, 1e-13)
  })

  it('the ASA of the answered is that of a direct sum', () => {
    for (const [load, agents, patience] of [
      [10, 12, 120],
      [60, 40, 30],
      [5, 1, 10],
      [200, 203, 900],
    ]) {
      const open = erlangA({ load, aht: 240, agents, patience })
      const sum = finiteLines({ load, aht: 240, agents, lines: agents + 5000, patience })
      near(open.asa, sum.asa, 1e-12)
    }
  })
})

describe('identities', () => {
  it('everybody is answered, hangs up or is turned away; what is carried is what is answered', () => {
    fc.assert(
      fc.property(
        power(-2, 3),
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 0, max: 200 }),
        power(-1, 5),
        (load, agents, places, patience) => {
          for (const state of [
            finiteLines({ load, aht: 240, agents, lines: agents + places, patience }),
            erlangA({ load, aht: 240, agents, patience }),
          ]) {
            expect(Math.abs(state.connectRate + state.abandonment + state.blocking - 1)).toBeLessThan(1e-12)
            expect(Math.abs(state.occupancy - (load * state.connectRate) / agents)).toBeLessThan(1e-12)
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  it('a quantile is where the tail is its complement', () => {
    fc.assert(
      fc.property(
        power(0, 4),
        fc.double({ min: -2, max: 2, noNaN: true }),
        power(0, 4),
        fc.double({ min: 0.01, max: 0.9999, noNaN: true }),
        (load, beta, patience, p) => {
          const queue = erlangA({
            load,
            aht: 240,
            agents: Math.max(1, Math.round(load + beta * Math.sqrt(load))),
            patience,
          })
          const t = queue.waitQuantile(p)
          if (t > 0) expect(Math.abs(queue.waitExceeds(t) / (1 - p) - 1)).toBeLessThan(1e-9)
          else expect(queue.waitProbability).toBeLessThanOrEqual(1 - p)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('the inverses of Erlang B lead back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), power(-9, -0.1), (servers, blocking) => {
        const load = loadForBlocking(servers, blocking)
        expect(Math.abs(erlangB(load, servers) / blocking - 1)).toBeLessThan(1e-11)
        const again = serversForBlocking(load * (1 - 1e-9), blocking)
        expect(again).toBe(servers)
      }),
    )
    expect(serversForBlocking(0, 0.01)).toBe(0)
    expect(serversForBlocking(10, 1)).toBe(0)
  })

  it('Engset with very many sources is Erlang B', () => {
    const trunk = engset({ sources: 1e9, agents: 12, loadPerIdleSource: 10 / 1e9 })
    expect(trunk.timeCongestion).toBeCloseTo(erlangB(10, 12), 8)
    expect(trunk.blocking).toBeCloseTo(erlangB(10, 12), 8)
    expect(engset({ sources: 4, agents: 5, loadPerIdleSource: 1 }).blocking).toBe(0)
  })
})

describe('redials', () => {
  const queue = (agents: number) => (load: number) => erlangA({ load, aht: 240, agents, patience: 120 })

  it('are in balance: all attempts are the first ones and those made again', () => {
    fc.assert(
      fc.property(
        power(0, 3),
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        (load, beta, redial) => {
          const agents = Math.max(1, Math.round(load + beta * Math.sqrt(load)))
          const { allAttempts, state, lostCallers } = withRedials(queue(agents), load, { redial })
          expect(Math.abs(allAttempts - redial * state.abandonment * allAttempts - load) / load).toBeLessThan(1e-12)
          // callers who are not lost are answered
          expect(Math.abs(load * (1 - lostCallers) - allAttempts * state.connectRate) / load).toBeLessThan(1e-12)
          const counted = withRedials(queue(agents), allAttempts, { redial, attempts: 'all' })
          expect(Math.abs(counted.firstAttempts / load - 1)).toBeLessThan(1e-12)
          expect(firstAttempts({ offered: allAttempts, lost: allAttempts * state.abandonment, redial })).toBeCloseTo(
            load,
            9,
          )
        },
      ),
      { numRuns: 100 },
    )
  })

  it('of callers who never give up beyond what the agents carry have no end', () => {
    const { allAttempts, state, lostCallers } = withRedials(queue(10), 20, { redial: 1 })
    expect(allAttempts).toBe(Infinity)
    expect(state.connectRate).toBeLessThan(1e-8)
    expect(lostCallers).toBeCloseTo(0.5, 9)
    expect(extendedErlangB(20, 10, 1).allAttempts).toBe(Infinity)
  })
})

describe('the edges', () => {
  it('an overloaded Erlang C is an answer', () => {
    const state = erlangC({ load: 20, aht: 300, agents: 15 })
    expect(state).toMatchObject({
      overloaded: true,
      waitProbability: 1,
      asa: Infinity,
      connectRate: 0.75,
      occupancy: 1,
    })
    expect(state.serviceLevel(1e9)).toBe(0)
    expect(state.waitExceeds(1e9)).toBe(1)
    expect(state.waitQuantile(0.5)).toBe(Infinity)
    // who is answered at all is answered after any wait
    expect(erlangA({ load: 20, aht: 300, agents: 15, patience: Infinity }).answeredAfter(1e9)).toBe(0.75)
    expect(JSON.parse(JSON.stringify(state))).toMatchObject({
      overloaded: true,
      asa: null,
      meanWait: null,
      queueLength: null,
    })
    expect(erlangC({ load: 20, aht: 300, agents: 20 }).overloaded).toBe(true)
  })

  it('no agents answer nobody', () => {
    expect(erlangC({ load: 1, aht: 300, agents: 0 })).toMatchObject({ connectRate: 0, asa: Infinity, overloaded: true })
    const impatient = erlangA({ load: 1, aht: 300, agents: 0, patience: 60 })
    expect(impatient).toMatchObject({ connectRate: 0, abandonment: 1, asa: Infinity, meanWait: 60, overloaded: false })
    expect(impatient.waitExceeds(60)).toBeCloseTo(Math.exp(-1), 15)
    expect(impatient.serviceLevel(60)).toBe(0)
    expect(impatient.serviceLevel(60, 'answered+abandoned/offered')).toBeCloseTo(1 - Math.exp(-1), 15)
  })

  it('no load waits for nobody, even without agents', () => {
    for (const agents of [0, 5]) {
      for (const state of [
        erlangC({ load: 0, aht: 300, agents }),
        erlangA({ load: 0, aht: 300, agents, patience: 60 }),
        finiteLines({ load: 0, aht: 300, agents, lines: 9 }),
      ]) {
        expect(state).toMatchObject({
          waitProbability: 0,
          connectRate: 1,
          asa: 0,
          meanWait: 0,
          queueLength: 0,
          occupancy: 0,
          overloaded: false,
        })
        expect(state.serviceLevel(0)).toBe(1)
        expect(state.waitQuantile(0.99)).toBe(0)
      }
    }
    expect(erlangB(0, 3)).toBe(0)
    expect(erlangB(0, 0)).toBe(1)
  })

  it('bad numbers are refused by name', () => {
    const code = (call: () => unknown) => {
      try {
        call()
      } catch (error) {
        return error instanceof KrarupError ? `${error.code} ${error.where?.name ?? ''}`.trim() : String(error)
      }
      return undefined
    }
    expect(code(() => erlangB(-1, 3))).toBe('OUT_OF_RANGE load')
    expect(code(() => erlangB(1, Number.NaN))).toBe('OUT_OF_RANGE servers')
    expect(code(() => erlangC({ load: 1, aht: 0, agents: 3 }))).toBe('OUT_OF_RANGE aht')
    expect(code(() => erlangC({ load: Infinity, aht: 1, agents: 3 }))).toBe('OUT_OF_RANGE load')
    expect(code(() => erlangC({ aht: 1, agents: 3 }))).toBe('MISSING')
    expect(code(() => erlangC({ aht: 1, agents: 3, volumePerInterval: 5 }))).toBe('MISSING interval')
    expect(code(() => erlangC({ aht: 1, agents: 3, load: 1, rate: 1 }))).toBe('CONFLICT')
    expect(code(() => erlangA({ load: 1, aht: 1, agents: 3, patience: -1 }))).toBe('OUT_OF_RANGE patience')
    expect(code(() => erlangA({ load: 1, aht: 1, agents: 3, patience: 1 }).serviceLevel(-1))).toBe(
      'OUT_OF_RANGE within',
    )
    expect(code(() => erlangC({ load: 1, aht: 1, agents: 3 }).waitQuantile(1.1))).toBe('OUT_OF_RANGE p')
    expect(code(() => finiteLines({ load: 1, aht: 1, agents: 3, lines: 2 }))).toBe('OUT_OF_RANGE lines')
    expect(code(() => finiteLines({ load: 1, aht: 1, agents: 2.5, lines: 4 }))).toBe('OUT_OF_RANGE agents')
    expect(code(() => loadForBlocking(3, 0))).toBe('UNREACHABLE blocking')
    expect(code(() => firstAttempts({ offered: 3, lost: 4, redial: 0.5 }))).toBe('OUT_OF_RANGE lost')
  })

  it('rate, load and volume say the same', () => {
    const byLoad = erlangC({ load: 20, aht: 360, agents: 22 }).toJSON()
    expect(erlangC({ rate: 1 / 18, aht: 360, agents: 22 }).toJSON()).toEqual(byLoad)
    expect(erlangC({ volumePerInterval: 100, interval: 1800, aht: 360, agents: 22 }).toJSON()).toEqual(byLoad)
  })
})
