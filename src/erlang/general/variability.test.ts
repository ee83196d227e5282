import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomStream } from '../../numeric/random/stream.ts'
import { erlangC } from '../erlang-c.ts'
import { generalQueue, type VariabilityMethod } from './variability.ts'

const METHODS: VariabilityMethod[] = ['allen-cunneen', 'kimura', 'whitt']

describe('generalQueue', () => {
  it('is Erlang C where both vary like exponential times', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0.05, max: 0.98, noNaN: true }),
        fc.constantFrom(...METHODS),
        (agents, occupancy, method) => {
          const queue = { load: agents * occupancy, aht: 300, agents }
          const general = generalQueue({ ...queue, method })
          const plain = erlangC(queue)
          expect(general.meanWait / plain.meanWait).toBeCloseTo(1, 12)
          expect(general.serviceLevel(20)).toBeCloseTo(plain.serviceLevel(20), 12)
          expect(general.waitQuantile(0.99)).toBeCloseTo(plain.waitQuantile(0.99), 8)
          expect(general.queueLength * 300).toBeCloseTo(general.meanWait * queue.load, 6)
        },
      ),
    )
  })

  it.each(METHODS)(
    'one agent and Poisson arrivals: Pollaczek and Khinchine, exact (%s; Whitt’s for exponential and for constant handle times)',
    (method) => {
      for (const occupancy of [0.3, 0.7, 0.95]) {
        for (const handleCv of method === 'whitt' ? [0, 1] : [0, 0.5, 1, 1.5]) {
          const exact = (occupancy / (1 - occupancy)) * 100 * ((1 + handleCv ** 2) / 2)
          const { meanWait } = generalQueue({ load: occupancy, aht: 100, agents: 1, handleCv, method })
          expect(meanWait / exact).toBeCloseTo(1, 12)
        }
      }
    },
  )

  it('M/D/20, M/Erlang(4)/20 and a lognormal of CV 1.27: within 10 % of a simulation', () => {
    // 300 000 callers each; their own error is about 3 %.
    for (const handleCv of [0, 0.5, 1.27]) {
      const simulated = simulateMeanWait(20, 0.85, handleCv, 300_000)
      const { meanWait } = generalQueue({ load: 17, aht: 1, agents: 20, handleCv })
      expect(Math.abs(meanWait / simulated - 1)).toBeLessThan(0.1)
      // Erlang C itself is far off.
      expect(Math.abs(erlangC({ load: 17, aht: 1, agents: 20 }).meanWait / simulated - 1)).toBeGreaterThan(0.1)
    }
  })

  it('arrivals more regular than handle times, in a busy centre: within 10 % of a simulation', () => {
    // 300 000 callers each; their own error is about 4 %
    for (const [arrivalCv, handleCv] of [
      [0, 1],
      [0.5, 1],
      [0.5, 1.27],
    ]) {
      const simulated = simulateMeanWait(5, 0.93, handleCv, 300_000, arrivalCv)
      for (const method of ['whitt', 'kimura'] as const) {
        const { meanWait } = generalQueue({ load: 4.65, aht: 1, agents: 5, handleCv, arrivalCv, method })
        expect(Math.abs(meanWait / simulated - 1)).toBeLessThan(0.1)
      }
    }
  })

  it('overload is Erlang C’s; regular arrivals of regular work never wait', () => {
    expect(generalQueue({ load: 10, aht: 300, agents: 9, handleCv: 0.5 })).toMatchObject({
      overloaded: true,
      asa: Infinity,
    })
    for (const method of METHODS) {
      const clockwork = generalQueue({ load: 8, aht: 300, agents: 9, handleCv: 0, arrivalCv: 0, method })
      expect(clockwork.meanWait).toBe(0)
      expect(clockwork.waitExceeds(1)).toBe(0)
    }
    const queue = generalQueue({ load: 8, aht: 300, agents: 9, handleCv: 0.5 })
    // used to be told of an infinite t
    expect(queue.waitExceeds(1e308)).toBe(0)
    expect(() => queue.waitExceeds(-1)).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }))
  })

  it('refuses unknown methods, and Kimura’s for bursty arrivals', () => {
    const queue = { load: 8, aht: 300, agents: 9 }
    expect(() => generalQueue({ ...queue, method: 'kingman' as 'whitt' })).toThrow(
      expect.objectContaining({ code: 'UNREADABLE' }),
    )
    expect(() => generalQueue({ ...queue, arrivalCv: 1.5, method: 'kimura' })).toThrow(
      expect.objectContaining({ code: 'OUT_OF_RANGE' }),
    )
    expect(generalQueue({ ...queue, arrivalCv: 1.5 }).meanWait).toBeGreaterThan(erlangC(queue).meanWait)
  })
})

/** Kiefer and Wolfowitz: each caller takes the agent who is free first. Mean handle time 1. Times are constant (CV 0), Erlang of four stages (0.5), exponential (1) or lognormal (above 1). */
function simulateMeanWait(agents: number, occupancy: number, handleCv: number, callers: number, arrivalCv = 1): number {
  const random = randomStream(4)
  const exponential = () => -Math.log(random.uniform())
  const time = (cv: number) => {
    if (cv === 0) return 1
    if (cv === 1) return exponential()
    if (cv < 1) return (exponential() + exponential() + exponential() + exponential()) / 4
    const sigma = Math.sqrt(Math.log1p(cv ** 2))
    const normal = Math.sqrt(2 * exponential()) * Math.cos(2 * Math.PI * random.uniform())
    return Math.exp(sigma * normal - sigma ** 2 / 2)
  }
  const free = new Float64Array(agents)
  let now = 0
  let wait = 0
  for (let i = -10_000; i < callers; i++) {
    now += time(arrivalCv) / (agents * occupancy)
    let first = 0
    for (let j = 1; j < agents; j++) if (free[j] < free[first]) first = j
    const start = Math.max(now, free[first])
    free[first] = start + time(handleCv)
    if (i >= 0) wait += start - now
  }
  return wait / callers
}
