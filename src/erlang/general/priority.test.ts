import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { erlangA, erlangC, requiredAgents } from '../index.ts'
import { priorityAgents, priorityQueue } from './priority.ts'

const sl = (percent: number, within = 10) => ({ serviceLevel: { within, share: percent / 100 } })

const centres = fc.record({
  load: fc.double({ min: 0.2, max: 80, noNaN: true }),
  share: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
  relative: fc.double({ min: 0.6, max: 1.6, noNaN: true }),
  patience: fc.double({ min: 20, max: 1000, noNaN: true }),
})

describe('a queue with tiers', () => {
  it('with one tier is Erlang A, or C', () => {
    fc.assert(
      fc.property(centres, fc.boolean(), ({ load, relative, patience }, impatient) => {
        const agents = Math.ceil(load * relative)
        fc.pre(impatient || agents > load * 1.02)
        const wait = impatient ? { patience } : {}
        const [one] = priorityQueue({ rates: [load / 240], aht: 240, agents, ...wait })
        const known = impatient ? erlangA({ load, aht: 240, agents, patience }) : erlangC({ load, aht: 240, agents })
        for (const name of ['waitProbability', 'abandonment', 'connectRate', 'asa', 'meanWait', 'occupancy'] as const)
          expect(one[name]).toBeCloseTo(known[name], 7)
        for (const t of [0, 5, 20, 120]) {
          expect(one.serviceLevel(t)).toBeCloseTo(known.serviceLevel(t), 9)
          expect(one.waitExceeds(t)).toBeCloseTo(known.waitExceeds(t), 9)
          for (const definition of ['answered/answered', { excludingAbandonsWithin: 5 }] as const)
            expect(one.serviceLevel(t, definition)).toBeCloseTo(known.serviceLevel(t, definition), 7)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('takes from one tier what it gives to another: hang-ups and waits of all are those of one line', () => {
    fc.assert(
      fc.property(centres, ({ load, share, relative, patience }) => {
        const agents = Math.ceil(load * relative)
        const rates = [(load * share) / 240, (load * (1 - share)) / 240]
        const [first, second] = priorityQueue({ rates, aht: 240, agents, patience })
        const all = erlangA({ load, aht: 240, agents, patience })
        const mean = (name: 'abandonment' | 'queueLength') =>
          name === 'queueLength' ? first[name] + second[name] : share * first[name] + (1 - share) * second[name]
        expect(mean('abandonment')).toBeCloseTo(all.abandonment, 8)
        expect(mean('queueLength')).toBeCloseTo(all.queueLength, 6)
        expect(first.serviceLevel(10)).toBeGreaterThanOrEqual(second.serviceLevel(10) - 1e-9)
      }),
      { numRuns: 60 },
    )
  })

  it('has the mean waits of Cobham where nobody hangs up', () => {
    const [agents, aht] = [20, 300]
    const rates = [0.01, 0.02, 0.03]
    const taken = agents / aht
    const wait = erlangC({ rate: 0.06, aht, agents }).waitProbability
    let above = 0
    for (const [k, state] of priorityQueue({ rates, aht, agents }).entries()) {
      const cobham = wait / taken / (1 - above / taken) / (1 - (above + rates[k]) / taken)
      expect(state.meanWait / cobham).toBeCloseTo(1, 9)
      expect(state.asa).toBe(state.meanWait)
      above += rates[k]
    }
  })

  it('that is overloaded still serves those who go first', () => {
    const [vip, others] = priorityQueue({ rates: [0.02, 0.06], aht: 300, agents: 20 })
    expect(vip).toMatchObject({ overloaded: false, waitProbability: 1, occupancy: 1 })
    expect(vip.meanWait).toBeCloseTo(1 / (20 / 300 - 0.02), 9)
    expect(others).toMatchObject({ overloaded: true, meanWait: Number.POSITIVE_INFINITY })
    expect(others.connectRate).toBeCloseTo((20 / 300 - 0.02) / 0.06, 12)
    expect(others.serviceLevel(10)).toBe(0)
    const nobody = priorityQueue({ rates: [0.02, 0.06], aht: 300, agents: 0, patience: 60 })
    expect(nobody.map(({ connectRate }) => connectRate)).toEqual([0, 0])
  })

  it('needs the fewest agents with whom each tier meets its own target', () => {
    fc.assert(
      fc.property(centres, ({ load, share, patience }) => {
        const traffic = { rates: [(load * share) / 240, (load * (1 - share)) / 240], aht: 240, patience }
        const targets = [[sl(95)], [sl(80, 20)]]
        const meets = (agents: number) =>
          priorityQueue({ ...traffic, agents }).every((state, k) => {
            const { within, share: asked } = targets[k][0].serviceLevel
            return state.serviceLevel(within) >= asked
          })
        const { agents } = priorityAgents(traffic, targets)
        expect(meets(agents)).toBe(true)
        expect(agents === 1 || !meets(agents - 1)).toBe(true)
      }),
      { numRuns: 40 },
    )
    const calls = { aht: 300, patience: 120 }
    expect(priorityAgents({ ...calls, rates: [0, 0] }, [[sl(90)], [sl(90)]]).agents).toBe(0)
    expect(priorityAgents({ ...calls, rates: [0, 0.05] }, [[sl(99)], [sl(80)]]).agents).toBe(
      requiredAgents({ ...calls, rate: 0.05 }, sl(80)).agents,
    )
    expect(() => priorityAgents({ ...calls, rates: [0.1, 0.1] }, [[sl(90)], [sl(100)]])).toThrow(
      expect.objectContaining({ code: 'UNREACHABLE' }),
    )
  })
})
