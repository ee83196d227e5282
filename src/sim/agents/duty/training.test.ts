import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GroupScenario, Scenario } from '../../../scenario/index.ts'
import { centreSum, expectConservation, queueSum, told } from '../../conservation.testing.ts'
import { compile, simulate } from '../../index.ts'
import { AGENT_LEVEL_GROUP, AGENT_LEVEL_GROUP_COLUMNS } from '../../model/agent-level-columns.ts'

const HOUR = 3600
const LOW = 6

/** 08:00 to 20:00, least calls from 14:00 to 16:00. */
function centre(group: GroupScenario, days = 30): Scenario {
  const volume = Array.from({ length: 12 }, (_, i) => (i === LOW || i === LOW + 1 ? 10 : 30))
  return {
    interval: HOUR,
    intervals: 12,
    days,
    firstDay: '2026-06-01',
    queues: { calls: { volume, aht: 300, patience: 120, groups: ['front'] } },
    groups: { front: group },
  }
}

function away(scenario: Scenario, replication = 0) {
  const model = compile(scenario)
  const { agentLevelGroup } = simulate(model, 7, replication)
  const column = (name: 'away' | 'pauses', i: number) =>
    agentLevelGroup[i * AGENT_LEVEL_GROUP_COLUMNS + AGENT_LEVEL_GROUP[name]]
  const sum = (name: 'away' | 'pauses') =>
    Array.from({ length: model.intervals + 1 }, (_, i) => column(name, i)).reduce((total, each) => total + each, 0)
  return { seconds: sum('away'), pauses: sum('pauses'), trainings: model.agentLevel?.trainings }
}

describe('a training', () => {
  it('takes everybody off once a month, a few at a time, in the hours with the fewest calls', () => {
    const { seconds, pauses, trainings } = away(centre({ agents: 20, training: { length: 2 * HOUR } }))
    expect(pauses).toBe(20)
    expect(seconds).toBe(20 * 2 * HOUR)
    expect(trainings?.agents).toEqual(new Int32Array(10).fill(2))
    const starts = Array.from(trainings!.at, (at) => at / HOUR)
    expect(starts.map((start) => start % 12)).toEqual(new Array(10).fill(LOW))
    // Ten days have one each: two at once would leave the others busier.
    expect(new Set(starts).size).toBe(10)
  })

  it('is attended once by each person of a shift, whenever that is', () => {
    // The lunch is in the cheapest hours: sessions were put there, and nobody came.
    const shift = (from: number) => ({
      agents: 6,
      from: from * HOUR,
      to: (from + 6) * HOUR,
      on: 'weekdays',
      pauses: [{ at: (from === 0 ? 3 : LOW + 1) * HOUR, length: HOUR }],
    })
    const group = { shifts: [shift(0), shift(6)], training: { length: 1.5 * HOUR, atOnce: 0.25 } }
    // 22 and 10 weekdays with a lunch each.
    expect(away(centre(group)).pauses).toBe(12 + 12 * 22)
    expect(away(centre({ ...group, training: { ...group.training, per: 'week' } }, 14)).pauses).toBe(24 + 12 * 10)
  })

  it.each([
    ['a week of a month', { per: 'week' as const }, 28, 40],
    ['a third of a quarter', { per: 'quarter' as const }, 30, Math.round((30 * 10) / (365.25 / 4))],
    ['a month of three days', {}, 3, Math.round((3 * 10) / (365.25 / 12))],
  ])('is attended by as many as the run has periods for: %s', (_, words, days, pauses) => {
    expect(away(centre({ agents: 10, training: { length: HOUR, ...words } }, days)).pauses).toBe(pauses)
  })

  it('makes up for who is absent', () => {
    const group = { agents: 20, absence: 0.3, training: { length: HOUR, atOnce: 1 } }
    expect(away(centre({ ...group, training: { length: HOUR, atOnce: 0.1 } })).pauses).toBeGreaterThan(18)
    expect(() => compile(centre({ agents: 2, training: { length: 13 * HOUR } }))).toThrow(/never on duty for so long/)
  })

  it('loses nobody and nothing, whatever the centre does', () => {
    fc.assert(
      fc.property(
        fc.record({
          length: fc.integer({ min: 60, max: 3 * HOUR }),
          per: fc.constantFrom('week' as const, 'month' as const),
          atOnce: fc.constantFrom(0, 0.3, 1),
        }),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom(0, 0.3),
        fc.constantFrom('contact' as const, 'queue' as const),
        fc.nat(),
        (training, agents, absence, overtime, seed) => {
          const shifts = [{ agents: 2, from: HOUR, to: 9 * HOUR, pauses: [{ at: 5 * HOUR, length: 900 }] }]
          const model = compile(centre({ agents, shifts, absence, overtime, training }, 3))
          const run = told(model, seed)
          expectConservation(model, run)
          expect(queueSum(model, run.tally, 'offered', 0)).toBeGreaterThan(0)
          expect(centreSum(model, run.tally, 'closed', 0)).toBe(0)
          expect(told(model, seed).tally).toEqual(run.tally)
        },
      ),
      { numRuns: 25 },
    )
  })
})
