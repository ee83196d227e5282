import { describe, expect, it } from 'vitest'
import { horizonOf, parsePlainDateTime, type Target } from '../domain/index.ts'
import { agentsOverPeriod, pointwiseAgents, transientDay } from '../erlang/day/index.ts'
import { erlangA, requiredAgents } from '../erlang/index.ts'
import type { LoadCurve } from './load-curve.ts'
import type { GroupPlan, Plan } from './plan.ts'
import { serviceByAgents } from './service-by-agents.ts'
import { serviceCurve } from './service-curve.ts'
import { type StaffingOptions, staffLoad } from './staff-load.ts'

const interval = 3600
const model = { model: 'erlangA', patience: 120 } as const
const target: Target = { serviceLevel: { within: 20, share: 0.8 } }

function optionsOf(start: string, dayCount: number, more: Partial<StaffingOptions> = {}): StaffingOptions {
  const horizon = horizonOf({ start: parsePlainDateTime(start), interval, dayCount })
  return { horizon, leastAgents: 1, targetOver: 'interval', floor: undefined, dayMethod: undefined, ...more }
}

/** Open from 10:00 to 14:00 on each day, on every day with other contacts. */
function loadOf(days: number): LoadCurve {
  const closed = (i: number) => i % 24 < 10 || i % 24 >= 14
  const along = (at: (i: number) => number) => Float64Array.from({ length: days * 24 }, (_, i) => at(i))
  return {
    volume: along((i) => (closed(i) ? Number.NaN : [30, 60, 20, 45][i % 4] + 5 * Math.floor(i / 24))),
    aht: along((i) => (closed(i) ? Number.NaN : 240)),
    open: Uint8Array.from({ length: days * 24 }, (_, i) => Number(!closed(i))),
  }
}

describe('staffLoad', () => {
  it('sizes each interval by itself, closed ones to nobody', () => {
    const load = loadOf(2)
    const agents = staffLoad(load, model, target, optionsOf('2026-01-05', 2))
    for (const [i, volume] of load.volume.entries()) {
      const needed =
        load.open[i] && requiredAgents({ volumePerInterval: volume, interval, aht: 240, patience: 120 }, target).agents
      expect(agents[i]).toBe(needed)
    }
    expect(
      Math.min(...staffLoad(load, model, target, optionsOf('2026-01-05', 1, { leastAgents: 9 })).subarray(10, 14)),
    ).toBe(9)
  })

  it.each([
    // a Thursday
    ['day', '2026-01-29', [[0], [1], [2], [3], [4]]],
    ['week', '2026-01-29', [[0, 1, 2, 3], [4]]],
    [
      'month',
      '2026-01-29',
      [
        [0, 1, 2],
        [3, 4],
      ],
    ],
    [
      'month',
      '2025-12-30',
      [
        [0, 1],
        [2, 3, 4],
      ],
    ],
  ] as const)('meets a target over each %s of days from %s', (targetOver, start, periods) => {
    const load = loadOf(5)
    const agents = staffLoad(load, model, target, optionsOf(start, 5, { targetOver }))
    for (const days of periods) {
      const places = days.flatMap((day) => [10, 11, 12, 13].map((hour) => day * 24 + hour))
      const traffic = {
        volumes: Float64Array.from(places, (i) => load.volume[i]),
        aht: new Float64Array(places.length).fill(240),
        interval,
        patience: 120,
      }
      const alone = agentsOverPeriod(traffic, target, {
        minimum: 1,
        // ten points less
        floor: { serviceLevel: { within: 20, share: 0.8 - 0.1 } },
      })
      expect(places.map((i) => agents[i])).toEqual([...alone.agents])
    }
    expect(agents[9]).toBe(0)
  })

  it('has no floor of its own for another part of a target', () => {
    const load = loadOf(1)
    const agents = staffLoad(load, model, { abandonment: 0.05 }, optionsOf('2026-01-05', 1, { targetOver: 'day' }))
    const traffic = { volumes: load.volume.slice(10, 14), aht: 240, interval, patience: 120 }
    expect([...agents.subarray(10, 14)]).toEqual([
      ...agentsOverPeriod(traffic, { abandonment: 0.05 }, { minimum: 1 }).agents,
    ])
  })

  it.each([
    ['sipp', 'sipp'],
    ['lag', 'lag-average'],
    ['lag-max', 'lag-max'],
    ['mol', 'modified-load'],
    ['square-root', 'square-root'],
  ] as const)('%s staffs each open stretch', (dayMethod, method) => {
    const load = loadOf(2)
    const agents = staffLoad(load, model, target, optionsOf('2026-01-05', 2, { dayMethod, leastAgents: 2 }))
    for (const from of [10, 34]) {
      const traffic = {
        volumes: load.volume.slice(from, from + 4),
        aht: load.aht.slice(from, from + 4),
        interval,
        patience: 120,
      }
      expect([...agents.subarray(from, from + 4)]).toEqual(
        pointwiseAgents(traffic, target, { method, minimum: 2 }).agents,
      )
    }
    expect([agents[9], agents[14]]).toEqual([0, 0])
  })

  it('meets the target in truth in every interval, and with one agent less in none, where truth is asked for', () => {
    const load = loadOf(1)
    const agents = staffLoad(load, model, target, optionsOf('2026-01-05', 1, { dayMethod: 'transient' }))
    const truth = (staff: Float64Array) =>
      transientDay({
        volumes: load.volume.slice(10, 14),
        aht: 240,
        interval,
        agents: staff,
        within: 20,
        patience: 120,
      }).intervals.map(({ serviceLevel }) => serviceLevel)
    const staff = agents.slice(10, 14)
    for (const level of truth(staff)) expect(level).toBeGreaterThanOrEqual(0.8)
    for (let k = 0; k < 4; k++) expect(truth(staff.map((n, i) => (i === k ? n - 1 : n)))[k]).toBeLessThan(0.8)
  })

  it('refuses what does not go together', () => {
    const load = loadOf(1)
    const both = optionsOf('2026-01-05', 1, { dayMethod: 'transient', targetOver: 'day' })
    expect(() => staffLoad(load, model, target, both)).toThrow(expect.objectContaining({ code: 'CONFLICT' }))
    for (const other of [{ asa: 20 }, { ...target, asa: 20 }])
      expect(() => staffLoad(load, model, other, { ...both, targetOver: 'interval' })).toThrow(
        expect.objectContaining({ code: 'UNSUPPORTED' }),
      )
  })
})

describe('the service to expect', () => {
  const load = loadOf(1)
  const agents = Float64Array.from(load.open, (open) => open && 5)

  it('is the steady state of each open interval, or the transient solution of the stretch', () => {
    const steady = serviceCurve(load, agents, model, target, interval, 'steady state')
    const state = erlangA({ volumePerInterval: load.volume[11], interval, aht: 240, agents: 5, patience: 120 })
    expect(Object.values(steady).map((values) => values[11])).toEqual([
      state.serviceLevel(20),
      state.connectRate,
      state.asa,
      state.occupancy,
      state.abandonment,
    ])
    expect(Object.values(steady).map((values) => values[9])).toEqual(new Array(5).fill(Number.NaN))
    const { serviceLevel } = serviceCurve(load, agents, model, { asa: 20 }, interval, 'steady state')
    expect(serviceLevel[11]).toBe(state.serviceLevel(10))
    const truth = serviceCurve(load, agents, model, target, interval, 'transient')
    const { intervals } = transientDay({
      volumes: load.volume.slice(10, 14),
      aht: 240,
      interval,
      agents: agents.slice(10, 14),
      within: 20,
      patience: 120,
    })
    expect([...truth.serviceLevel.subarray(9, 15)]).toEqual([
      Number.NaN,
      ...intervals.map(({ serviceLevel: level }) => level),
      Number.NaN,
    ])
    expect(truth.asa[13]).toBe(intervals[3].asa)
  })

  it('of more or fewer agents is that of each interval; none where nobody would be left', () => {
    const group = {
      ...load,
      agents,
      targets: [target],
      ...model,
      solution: 'steady state',
      serviceLevel: new Float64Array(24),
    } as unknown as GroupPlan
    const plan = { interval } as Plan
    const at = (more: number) => serviceByAgents(plan, group, more)!.serviceLevel[11]
    const levelOf = (n: number) =>
      erlangA({ volumePerInterval: load.volume[11], interval, aht: 240, agents: n, patience: 120 }).serviceLevel(20)
    expect([at(2), at(-1), at(-5), at(-6)]).toEqual([levelOf(7), levelOf(4), 0, Number.NaN])
    expect(serviceByAgents(plan, group, 0)).toBe(group)
    expect(serviceByAgents(plan, { ...group, solution: 'transient' }, 1)).toBeUndefined()
    expect(() => serviceByAgents(plan, group, 0.5)).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }))
  })
})
