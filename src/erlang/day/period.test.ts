import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Target } from '../../domain/index.ts'
import { randomStream } from '../../numeric/random/stream.ts'
import { erlangA } from '../erlang-a.ts'
import { busynessQuantile } from '../general/uncertainty.ts'
import { requiredAgents } from '../required-agents.ts'
import { agentsOverPeriod, periodTargetProbability } from './period.ts'

const queue = { interval: 1800, aht: 240, patience: 180 }
const day = { ...queue, volumes: [10, 60, 120, 60, 10] }
const target = { serviceLevel: { within: 20, share: 0.8 } }
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)

describe('agentsOverPeriod', () => {
  it('against every staffing curve that there is', () => {
    const random = randomStream(5)
    const whole = (least: number, most: number) => Math.floor(least + random.uniform() * (most - least + 1))
    const over = new Map<number, number>()
    for (let run = 0; run < 2000; run++) {
      const volumes = Array.from({ length: whole(2, 4) }, () => whole(0, 60))
      const patience = random.uniform() < 0.3 ? Infinity : whole(20, 600)
      const aht = whole(60, 500)
      const [share, within] = [whole(40, 97) / 100, whole(0, 60)]
      const traffic = { volumes, interval: 1800, aht, patience }
      const staffing = agentsOverPeriod(traffic, { serviceLevel: { within, share } })
      const found = sum(staffing.agents)
      const surplus = (volume: number, agents: number) =>
        volume === 0
          ? 0
          : volume *
            (erlangA({ volumePerInterval: volume, interval: 1800, aht, patience, agents }).serviceLevel(within) - share)
      // best[n]: the largest surplus of the intervals so far with n agents among them.
      let best = [0, ...new Array<number>(found).fill(-Infinity)]
      for (const volume of volumes) {
        const own = Array.from({ length: found + 1 }, (_, agents) => surplus(volume, agents))
        best = best.map((_, all) =>
          Math.max(...own.slice(0, all + 1).map((value, agents) => value + best[all - agents])),
        )
      }
      const optimum = best.findIndex((value) => value >= 0)
      expect(optimum).toBeGreaterThanOrEqual(Math.round(staffing.leastAgentHours * 2))
      expect(staffing.reached[0] >= share || Number.isNaN(staffing.reached[0])).toBe(true)
      over.set(found - optimum, (over.get(found - optimum) ?? 0) + 1)
    }
    // 1988 the best, 11 one agent over, 1 two over.
    expect(Math.max(...over.keys())).toBeLessThanOrEqual(2)
    expect(over.get(0)).toBeGreaterThanOrEqual(1980)
  })

  it('a month of half hours: within an agent of the bound, and cheaper than interval by interval', () => {
    const volumes = Array.from({ length: 30 * 48 }, (_, i) =>
      Math.round(120 * Math.sin(((i % 48) / 48) * Math.PI) + 10),
    )
    const traffic = { volumes, interval: 1800, aht: 300, patience: 180 }
    const staffing = agentsOverPeriod(traffic, target)
    expect(staffing.agentHours - staffing.leastAgentHours).toBeLessThanOrEqual(0.5)
    expect(staffing.agentHours).toBeLessThan(staffing.separateAgentHours)
    const daily = agentsOverPeriod(traffic, target, { period: 48 })
    expect(daily.reached).toHaveLength(30)
    expect(Math.min(...daily.reached)).toBeGreaterThanOrEqual(0.8)
    expect(daily.agentHours).toBeGreaterThanOrEqual(staffing.agentHours)
    expect(daily.agents.slice(0, 48)).toEqual(daily.agents.slice(48, 96))
  })

  it('the floor holds in every interval', () => {
    const floor = { serviceLevel: { within: 20, share: 0.7 }, abandonment: 0.08 }
    const { agents } = agentsOverPeriod(day, target, { floor, minimum: 3 })
    agents.forEach((n, i) => {
      const volume = day.volumes[i]
      expect(n).toBeGreaterThanOrEqual(
        requiredAgents({ ...queue, volumePerInterval: volume }, floor, { minimum: 3 }).agents,
      )
    })
  })

  it.each<[string, Target]>([
    ['connectRate', { connectRate: 0.93 }],
    ['abandonment', { abandonment: 0.05 }],
    ['asa', { asa: 15 }],
    ['meanWait', { meanWait: 15 }],
    ['answered/answered', { serviceLevel: { within: 20, share: 0.8, definition: 'answered/answered' } }],
    ['answered+abandoned', { serviceLevel: { within: 20, share: 0.8, definition: 'answered+abandoned/offered' } }],
    ['excluding', { serviceLevel: { within: 20, share: 0.8, definition: { excludingAbandonsWithin: 5 } } }],
  ])('what is reached is the ratio of what was counted: %s', (_, wanted) => {
    const { agents, reached, agentHours, separateAgentHours, leastAgentHours } = agentsOverPeriod(day, wanted)
    const states = agents.map((n, i) => erlangA({ ...queue, volumePerInterval: day.volumes[i], agents: n }))
    const perCall = (figure: (i: number) => number) =>
      sum(states.map((_, i) => (day.volumes[i] === 0 ? 0 : day.volumes[i] * figure(i))))
    const answered = perCall((i) => states[i].connectRate)
    const level = wanted.serviceLevel
    const inTime = level ? perCall((i) => states[i].serviceLevel(20)) : 0
    const early = perCall((i) => states[i].serviceLevel(5, 'answered+abandoned/offered') - states[i].serviceLevel(5))
    const offered = sum(day.volumes)
    const expected = level
      ? level.definition === 'answered/answered'
        ? inTime / answered
        : typeof level.definition === 'object'
          ? inTime / (offered - early)
          : perCall((i) => states[i].serviceLevel(20, 'answered+abandoned/offered')) / offered
      : wanted.connectRate
        ? answered / offered
        : wanted.abandonment
          ? 1 - answered / offered
          : wanted.asa
            ? perCall((i) => states[i].asa * states[i].connectRate) / answered
            : perCall((i) => states[i].meanWait) / offered
    expect(reached[0]).toBeCloseTo(expected, 10)
    const limit = level?.share ?? wanted.connectRate ?? wanted.abandonment ?? wanted.asa ?? wanted.meanWait!
    if (level || wanted.connectRate) expect(reached[0]).toBeGreaterThanOrEqual(limit)
    else expect(reached[0]).toBeLessThanOrEqual(limit)
    expect(agentHours).toBeLessThanOrEqual(separateAgentHours)
    expect(agentHours).toBeGreaterThanOrEqual(leastAgentHours)
  })

  it('patient callers and a mean wait: every interval can carry its load', () => {
    const traffic = { volumes: [10, 60, 120], interval: 1800, aht: 240 }
    const { agents, reached } = agentsOverPeriod(traffic, { asa: 30 })
    agents.forEach((n, i) => {
      expect(n).toBeGreaterThan((traffic.volumes[i] * 240) / 1800)
    })
    expect(reached[0]).toBeLessThanOrEqual(30)
  })

  it('refuses several parts, occupancy and what cannot be reached', () => {
    expect(() => agentsOverPeriod(day, { ...target, asa: 20 })).toThrow(
      expect.objectContaining({ code: 'UNSUPPORTED' }),
    )
    expect(() => agentsOverPeriod(day, { occupancy: 0.8 })).toThrow(expect.objectContaining({ code: 'UNSUPPORTED' }))
    expect(() => agentsOverPeriod(day, { serviceLevel: { within: 20, share: 1 } })).toThrow(
      expect.objectContaining({ code: 'UNREACHABLE' }),
    )
    expect(agentsOverPeriod({ ...day, volumes: [0, 0] }, target).agents).toEqual([0, 0])
  })
})

describe('periodTargetProbability', () => {
  const { agents } = agentsOverPeriod(day, target)

  it('of one day is that of the busiest factor with which the day meets the target', () => {
    const level = (factor: number) => {
      const served = day.volumes.map(
        (volume, i) =>
          volume * erlangA({ ...queue, volumePerInterval: volume * factor, agents: agents[i] }).serviceLevel(20),
      )
      return sum(served) / sum(day.volumes)
    }
    fc.assert(
      fc.property(fc.double({ min: 0.02, max: 0.4, noNaN: true }), (cv) => {
        const probability = periodTargetProbability({ ...day, agents }, target, { cv })
        const edge = busynessQuantile(cv, probability)
        expect(level(edge * (1 - 1e-9))).toBeGreaterThanOrEqual(0.8)
        expect(level(edge * (1 + 1e-9))).toBeLessThan(0.8)
      }),
      { numRuns: 20 },
    )
  })

  it('of several days: against drawing the days', () => {
    const volumes = [...day.volumes, ...day.volumes.map((v) => v * 1.2), ...day.volumes]
    const traffic = { ...day, volumes }
    const staffing = agentsOverPeriod(traffic, target)
    for (const cv of [0.05, 0.2]) {
      const probability = periodTargetProbability({ ...traffic, agents: staffing.agents }, target, { cv, day: 5 })
      const random = randomStream(3)
      const surplusTable = [0, 5, 10].map((from) =>
        Array.from({ length: 200 }, (_, k) => {
          const factor = busynessQuantile(cv, (k + 0.5) / 200)
          return sum(
            volumes.slice(from, from + 5).map((volume, i) => {
              const state = erlangA({ ...queue, volumePerInterval: volume * factor, agents: staffing.agents[from + i] })
              return volume * factor * (state.serviceLevel(20) - 0.8)
            }),
          )
        }),
      )
      const draws = 40_000
      let met = 0
      for (let d = 0; d < draws; d++)
        if (sum(surplusTable.map((table) => table[Math.floor(random.uniform() * 200)])) >= 0) met++
      // 0.005 of its own and four standard errors of the draws.
      expect(Math.abs(probability - met / draws)).toBeLessThan(0.005 + 4 * Math.sqrt(0.25 / draws))
    }
  })

  it('a curve that just meets the target meets it on half of the days, and the less often the more days are judged together', () => {
    const [one, many] = [1, 20].map((count) => {
      const volumes = new Array(count).fill(day.volumes).flat()
      const staffing = agentsOverPeriod({ ...day, volumes }, target)
      return periodTargetProbability({ ...day, volumes, agents: staffing.agents }, target, { cv: 0.1, day: 5 })
    })
    expect(one).toBeCloseTo(0.53, 2)
    expect(many).toBeCloseTo(0.18, 2)
  })

  it('is certain either way where the rate is known', () => {
    expect(periodTargetProbability({ ...day, agents }, target, { cv: 0 })).toBe(1)
    expect(periodTargetProbability({ ...day, agents: agents.map((n) => Math.max(0, n - 1)) }, target, { cv: 0 })).toBe(
      0,
    )
    const many = { ...day, agents: agents.map((n) => n + 100) }
    expect(periodTargetProbability(many, target, { cv: 0.1 })).toBe(1)
  })
})
