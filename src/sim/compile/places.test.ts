import { describe, expect, it } from 'vitest'
import { finiteLines } from '../../erlang/index.ts'
import type { Scenario } from '../../scenario/scenario.ts'
import { compile, QUEUE, QUEUE_COLUMNS, simulate } from '../index.ts'
import { meanOf } from '../mean-of.testing.ts'

const AHT = 200
const AGENTS = 6
const PLACES = 4
const LOAD = 6

/** Twenty hours of two queues with the same agents, of which the first is not looked at. */
const centre = (more: Partial<Scenario>): Scenario => ({
  interval: 3600,
  intervals: 21,
  queues: {
    a: { volume: (21 * 3600 * LOAD) / AHT / 4, aht: AHT, groups: ['front'] },
    b: { volume: ((21 * 3600 * LOAD) / AHT / 4) * 3, aht: AHT, priority: 1, groups: ['front'] },
  },
  groups: { front: { agents: AGENTS } },
  ...more,
})

/** Of the days' offered the share that was blocked, by queue. */
function blocked(scenario: Scenario, seed: number): number[][] {
  const model = compile(scenario)
  return Array.from({ length: 200 }, (_, replication) => {
    const { queue } = simulate(model, seed, replication)
    return [0, 1].map((q) => {
      let [offered, lost] = [0, 0]
      for (let row = (2 + q) * QUEUE_COLUMNS; row < queue.length; row += 2 * QUEUE_COLUMNS) {
        offered += queue[row + QUEUE.offered]
        lost += queue[row + QUEUE.blocked]
      }
      return lost / offered
    })
  })
}

describe('places of the whole centre', () => {
  const { blocking } = finiteLines({ load: LOAD, aht: AHT, agents: AGENTS, lines: AGENTS + PLACES })

  // In the event loop, and where every contact stands for itself.
  it.each([{}, { customers: true }])(
    'block as one queue with these places would, whatever the priorities: %j',
    (more) => {
      const days = blocked(centre({ places: PLACES, ...more }), 5)
      for (const q of [0, 1])
        expect(
          meanOf(
            days.map((day) => day[q]),
            blocking,
          ).isTrue,
        ).toBe(true)
      // Of both together: three quarters of the contacts are of the second queue.
      const all = days.map(([a, b]) => a / 4 + (b * 3) / 4)
      expect(meanOf(all, blocking)).toMatchObject({ isTrue: true, isSharp: true })
    },
  )

  it('are apart from those of a queue: who finds either taken is blocked', () => {
    const { queues, ...rest } = centre({ places: PLACES })
    const days = blocked({ ...rest, queues: { ...queues, a: { ...queues.a, places: 0 } } }, 5)
    const mean = (q: number) => days.reduce((sum, day) => sum + day[q], 0) / days.length
    expect(mean(0)).toBeGreaterThan(2 * mean(1))
  })

  it('are a number', () => {
    expect(() => compile(centre({ places: -1 }))).toThrow(
      expect.objectContaining({ code: 'OUT_OF_RANGE', where: { name: '/places' } }),
    )
  })
})
