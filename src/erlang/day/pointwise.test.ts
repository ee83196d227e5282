import { describe, expect, it } from 'vitest'
import { requiredAgents } from '../required-agents.ts'
import { POINTWISE_METHODS, pointwiseAgents } from './pointwise.ts'
import { transientDay } from './transient.ts'

const target = { serviceLevel: { within: 20, share: 0.8 } }

describe('pointwiseAgents', () => {
  it('sipp is the interval by itself', () => {
    const day = { volumes: [40, 0, 120], interval: 1800, aht: [300, 300, 600], patience: 200 }
    const { agents } = pointwiseAgents(day, target)
    expect(agents).toEqual(
      day.volumes.map(
        (volume, i) =>
          requiredAgents({ volumePerInterval: volume, interval: 1800, aht: day.aht[i], patience: 200 }, target).agents,
      ),
    )
    expect(pointwiseAgents(day, target, { minimum: 3 }).agents[1]).toBe(3)
  })

  it('the lags look one handle time back', () => {
    // 10 minutes back of half hours: a third of the rate is the previous interval's.
    const day = { volumes: [30, 60, 30], interval: 1800, aht: 600 }
    const rate = (volume: number) => (volume / 1800) * 600
    const near = (loads: number[], wanted: number[]) =>
      loads.forEach((load, i) => {
        expect(load).toBeCloseTo(wanted[i], 12)
      })
    near(pointwiseAgents(day, target, { method: 'lag-average' }).loads, [rate(20), rate(50), rate(40)])
    near(pointwiseAgents(day, target, { method: 'lag-max' }).loads, [rate(30), rate(60), rate(60)])
  })

  it('the modified load solves m’ = rate - m / aht: sine in closed form', () => {
    // experiments.md no. 6: lambda = 100 + 20 sin t and handle time 1 give m = 100 + 10 (sin t - cos t) once the start is forgotten.
    const width = Math.PI / 50
    const { loads } = pointwiseAgents({ rate: (t) => 100 + 20 * Math.sin(t), interval: width, aht: 1 }, target, {
      method: 'modified-load',
      count: 400,
    })
    for (let i = 300; i < 400; i++) {
      const [a, b] = [i * width, (i + 1) * width]
      const mean = 100 + (10 * (Math.cos(a) - Math.cos(b) - Math.sin(b) + Math.sin(a))) / width
      // The rate is held for an eighth of the interval: (width / 8)^2 / 12 of its second derivative is 1e-4.
      expect(Math.abs(loads[i] - mean)).toBeLessThan(1e-4)
    }
  })

  it('every method is SIPP where nothing changes and the start is past', () => {
    const day = { volumes: new Array(8).fill(90), interval: 1800, aht: 240 }
    const { agents } = pointwiseAgents(day, target)
    for (const method of POINTWISE_METHODS.filter((name) => name !== 'square-root')) {
      expect(pointwiseAgents(day, target, { method }).agents.slice(2)).toEqual(agents.slice(2))
    }
  })

  it('with long calls and a changing rate the modified load serves evenly where SIPP does not: the true service of both', () => {
    const volumes = Array.from({ length: 32 }, (_, i) => 70 + 45 * Math.sin((i * 2 * Math.PI) / 16))
    const day = { volumes, interval: 1800, aht: 900, patience: 300 }
    const worst = (method: 'sipp' | 'modified-load') => {
      const { agents } = pointwiseAgents(day, target, { method })
      const { intervals } = transientDay({ ...day, agents, within: 20 })
      return Math.min(...intervals.slice(4).map((interval) => interval.serviceLevel))
    }
    const sipp = worst('sipp')
    expect(sipp).toBeLessThan(0.65)
    expect(worst('modified-load')).toBeGreaterThan(sipp + 0.05)
  })

  it('refuses unknown methods and rates without a count', () => {
    expect(() => pointwiseAgents({ rate: () => 1, interval: 900, aht: 60 }, target)).toThrow(
      expect.objectContaining({ code: 'MISSING' }),
    )
    expect(() =>
      pointwiseAgents({ volumes: [1], interval: 900, aht: 60 }, target, { method: 'psa' as 'sipp' }),
    ).toThrow(expect.objectContaining({ code: 'UNREADABLE' }))
  })
})
