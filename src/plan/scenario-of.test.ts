import { describe, expect, it } from 'vitest'
import { dayOf, formatDay, type History, horizonOf, STATE } from '../domain/index.ts'
import { replicate } from '../sim/index.ts'
import { madeHistory, madeQueue } from './history.testing.ts'
import { makePlan } from './make-plan.ts'
import type { Plan } from './plan.ts'
import { scenarioOf } from './scenario-of.ts'

/** Eight weeks in which every half hour of every day is alike. */
function even(contacts: number): History {
  const state = new Uint8Array(8 * 7 * 48).fill(STATE.observed)
  const offered = new Float64Array(state.length).fill(contacts)
  return { interval: 1800, queues: [{ queue: 'sales', start: 0, interval: 1800, state, measures: { offered } }] }
}

describe('scenarioOf', () => {
  it('simulates to the service that the plan promises, where every interval is in the steady state that the plan takes it for', async () => {
    const plan = await makePlan(even(60), { days: 2, paths: 0, settings: { aht: 240, patience: 120 } })
    const { scenario } = scenarioOf(plan)
    // The centre begins empty: the first hours are not counted.
    const simulation = await replicate({ ...scenario, warmUp: 4 * 3600 }, { replications: 400, confidence: 0.999 })
    const found = simulation.estimates.queues[0].whole
    const [day] = plan.groups[0].days
    for (const figure of ['serviceLevel', 'abandonment', 'asa'] as const) {
      const { value, halfWidth } = found[figure]
      expect(Math.abs(value - day[figure]), `${figure} ${value} and ${day[figure]}`).toBeLessThanOrEqual(halfWidth)
    }
  })

  it('takes volumes, patience, targets and pools from the plan, from the first open interval to the last', async () => {
    const history = madeHistory(madeQueue('general'), madeQueue('vip', { scale: 10, patience: 300 }))
    const target = { serviceLevel: { within: 20, share: 0.8 } }
    const plan = await makePlan(history, {
      days: 7,
      paths: 0,
      queues: { general: { group: 'front' }, vip: { group: 'front', target } },
    })
    const day = dayOf(plan.start) + 1
    const { scenario, opens } = scenarioOf(plan, { day })
    const [group] = plan.groups
    const from = 48 + 16
    expect(opens).toBe(8 * 3600)
    expect(scenario).toMatchObject({ interval: 1800, intervals: 24, name: `planned day ${formatDay(day)}` })
    expect(Object.keys(scenario.queues)).toEqual(['general', 'vip'])
    expect(scenario.queues.vip).toMatchObject({ target, groups: ['front'], patience: group.patience })
    expect(scenario.queues.general.volume).toEqual([...plan.queues[0].volume.subarray(from, from + 24)])
    expect(scenario.groups).toEqual({ front: { agents: [...group.agents.subarray(from, from + 24)] } })
    expect(scenarioOf(plan, { day, staffing: 'scheduled' }).scenario.groups).toEqual({
      front: { agents: [...group.scheduled.subarray(from, from + 24)], absence: 0.3 },
    })
  })

  it('takes the busiest day where none is named, and refuses days that are closed or not planned', async () => {
    const plan = await makePlan(madeHistory(madeQueue('general')), { days: 7, paths: 0 })
    const volumes = plan.groups[0].days.map(({ volume }) => volume || 0)
    const { day } = scenarioOf(plan)
    expect(volumes[day - dayOf(plan.start)]).toBe(Math.max(...volumes))
    const closed = dayOf(plan.start) + volumes.indexOf(0)
    expect(() => scenarioOf(plan, { day: closed })).toThrow('no contacts are expected on this day')
    expect(() => scenarioOf(plan, { day: dayOf(plan.start) + 7 })).toThrow(
      /this day is not planned.*\n.*\n.*take one from/,
    )
    expect(() => scenarioOf(plan, { staffing: 'on dutty' as never })).toThrow('did you mean on duty?')
  })

  describe('of a small plan', () => {
    const interval = 43_200
    const horizon = horizonOf({ start: 0, interval, dayCount: 3 })
    const of = (...values: number[]) => Float64Array.from(values)
    const _ = Number.NaN
    /** Two intervals a day for three days; only the last day is busy in both. */
    const plan = (aht: Float64Array) =>
      ({
        ...horizon,
        queues: [
          { name: 'a', group: 'front', target: {}, volume: of(10, _, 5, 0, 30, 10), aht },
          { name: 'b', group: 'back', target: {}, volume: of(1, _, 0, 0, 0, 0), aht },
        ],
        groups: [
          {
            name: 'front',
            patience: Infinity,
            shrinkage: 0.2,
            agents: of(1, 0, 1, 1, 3, 2),
            scheduled: of(2, 0, 2, 2, 4, 3),
            days: [{ volume: 10 }, { volume: _ }, { volume: 40 }],
          },
          {
            name: 'back',
            patience: 90,
            agents: of(1, 0, 0, 0, 0, 0),
            days: [{ volume: 1 }, { volume: _ }, { volume: 0 }],
          },
        ],
      }) as unknown as Plan

    it('weighs the handle time by contacts, and has factors where it differs by more than half a percent', () => {
      const { scenario, day, opens } = scenarioOf(plan(of(200, _, 200, 200, 200, 240)))
      expect([day, opens]).toEqual([2, 0])
      expect(scenario).toMatchObject({ intervals: 2, queues: { a: { volume: [30, 10], aht: 210 } } })
      const { ahtFactors } = scenario.queues.a
      expect(ahtFactors).toEqual([200 / 210, 240 / 210])
      const alike = scenarioOf(plan(of(200, _, 200, 200, 200, 201))).scenario.queues.a
      expect(alike).toMatchObject({ aht: (30 * 200 + 10 * 201) / 40 })
      expect(alike).not.toHaveProperty('ahtFactors')
    })

    it('leaves out queues and groups without contacts, ends with the last open interval, and has no patience where nobody hangs up', () => {
      const aht = of(200, 200, 200, 200, 200, 200)
      const { queues, groups } = scenarioOf(plan(aht)).scenario
      expect(Object.keys(queues)).toEqual(['a'])
      expect(queues.a).not.toHaveProperty('patience')
      expect(queues.a).not.toHaveProperty('priority')
      expect(groups).toEqual({ front: { agents: [3, 2] } })
      const first = scenarioOf(plan(aht), { day: 0 }).scenario
      expect(first).toMatchObject({ intervals: 1, queues: { a: { volume: [10] }, b: { volume: [1], patience: 90 } } })
      expect(scenarioOf(plan(aht), { day: 1 }).scenario).toMatchObject({ intervals: 1, queues: { a: { volume: [5] } } })
    })

    it('says which days there are', () => {
      expect(() => scenarioOf(plan(new Float64Array(6).fill(200)), { day: 9 })).toThrow(
        /take one from 1970-01-01 to 1970-01-03/,
      )
    })

    it.each([-1, 3, 0.5])('refuses day %d', (day) => {
      expect(() => scenarioOf(plan(new Float64Array(6).fill(200)), { day })).toThrow(
        expect.objectContaining({ code: 'OUT_OF_RANGE' }),
      )
    })
  })
})
