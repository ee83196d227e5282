import { describe, expect, it } from 'vitest'
import type { QueueScenario, Scenario } from '../../scenario/index.ts'
import { staffingGaps } from './staffing-gaps.ts'

const HOUR = 3600
const queue = (volume: readonly number[], more: Partial<QueueScenario> = {}): QueueScenario => ({
  ...{ volume, aht: 200, groups: ['own'], target: { serviceLevel: { share: 0.8, within: 20 } } },
  ...more,
})
const gaps = (scenario: Omit<Scenario, 'interval'>) =>
  staffingGaps({ interval: HOUR, ...scenario }).map(({ queue, intervals }) => [queue, intervals])

describe('gaps in the staffing', () => {
  it('are intervals in which contacts come and none of the groups has anybody', () => {
    const groups = { own: { agents: [2, 0, 0, 0] }, other: { agents: [0, 0, 3, 0] } }
    expect(gaps({ queues: { calls: queue([5, 5, 5, 0]) }, groups })).toEqual([['calls', [1, 2]]])
    // A second group that may help, however late, closes the gap; one that may not does not.
    const overflow = queue([5, 5, 5, 0], { groups: ['own', 'other'] })
    expect(gaps({ queues: { calls: overflow }, groups })).toEqual([['calls', [1]]])
    expect(gaps({ queues: { calls: queue([5, 0, 0, 0]) }, groups })).toEqual([])
  })

  it('are none where the queue is closed, or its work can wait', () => {
    const groups = { own: { agents: [2, 0] } }
    expect(gaps({ queues: { calls: queue([5, 5], { open: [{ from: 0, to: HOUR }] }) }, groups })).toEqual([])
    const { target: _, ...mail } = queue([5, 5], { channel: 'deferred', deadline: 2 * HOUR })
    expect(gaps({ queues: { mail }, groups })).toEqual([])
  })

  it('are none where a shift is worked, one from the day before included', () => {
    const day = Array.from({ length: 24 }, () => 5)
    const shifts = [
      { agents: 1, from: 8 * HOUR, to: 20 * HOUR },
      { agents: 1, from: 22 * HOUR, to: 30 * HOUR },
    ]
    const scenario = { days: 2, queues: { calls: queue(day) }, groups: { own: { shifts } } }
    // Between the two, and between 6 and 8; of the run's first morning the night before counts as later ones do.
    expect(gaps(scenario)).toEqual([['calls', [6, 7, 20, 21, 30, 31, 44, 45]]])
  })
})
