import { describe, expect, it } from 'vitest'
import type { QueueScenario } from '../../../scenario/queue.ts'
import type { Scenario } from '../../../scenario/scenario.ts'
import { compile, replicate, simulate } from '../../index.ts'
import { meanOf } from '../../mean-of.testing.ts'
import { AGENT_LEVEL_QUEUE, AGENT_LEVEL_QUEUE_COLUMNS } from '../../model/agent-level-columns.ts'

const HOUR = 3600

function desk(queue: Partial<QueueScenario>, agents = 1, days = 1): Scenario {
  return {
    interval: HOUR,
    intervals: 12,
    days,
    queues: { tickets: { channel: 'deferred', volume: 200, aht: 600, groups: ['desk'], ...queue } },
    groups: { desk: { agents } },
    costs: { penalties: { tickets: { day: 1000 } } },
  }
}

describe('work that is not due by the end of the run', () => {
  // It used to count as missed: 45.5 % in time beside 100 % within the deadline, and the penalty in every replication.
  it('is not judged: there is no share in time, and nothing to pay', async () => {
    const { estimates } = await replicate(desk({ deadline: 48 * HOUR }), { replications: 10 })
    const { serviceLevel, withinDeadlineShare, targetMet, notDue, due, offered } = estimates.queues[0].whole
    expect(estimates.queues[0].whole.left.value).toBeGreaterThan(50)
    expect([serviceLevel.value, withinDeadlineShare?.value]).toEqual([Number.NaN, Number.NaN])
    expect(targetMet.value).toBe(1)
    expect([notDue?.value, due?.value]).toEqual([offered.value, 0])
    expect(estimates.money?.penaltyCost.value).toBe(0)
  })

  it('is told from work that was due, finished or not', async () => {
    const { estimates } = await replicate(desk({ deadline: 3 * HOUR }), { replications: 20 })
    const { whole, intervals } = estimates.queues[0]
    expect(whole.serviceLevel.value).toBe(whole.withinDeadlineShare?.value)
    expect(whole.serviceLevel.value).toBeLessThan(0.9)
    expect(whole.targetMet.value).toBeLessThan(0.5)
    expect(estimates.money?.penaltyCost.value).toBeGreaterThan(500)
    // Due at 20:00 by the clock is due; what comes in the last three hours is not.
    expect(intervals.map(({ due }) => (due?.value ?? 0) > 0)).toEqual(intervals.map((_, i) => i < 9))
  })

  it.each([
    ['due at the close of the last day', { at: 12 * HOUR }, true],
    ['due in the night after it', { at: 13 * HOUR }, false],
    ['due an hour after it came, in the night', HOUR, false],
    ['due after an hour of opening, on a day after it', HOUR, false, 'open-hours'],
  ] as const)('%s', (_, deadline, isDue, timeCounts: 'open-hours' | 'always' = 'always') => {
    const model = compile(desk({ volume: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 50], deadline, timeCounts }, 0))
    const { agentLevelQueue } = simulate(model, 1, 0)
    const sum = (column: number) =>
      agentLevelQueue.reduce((all, each, k) => all + (k % AGENT_LEVEL_QUEUE_COLUMNS === column ? each : 0), 0)
    expect([sum(AGENT_LEVEL_QUEUE.overdue) > 0, sum(AGENT_LEVEL_QUEUE.notDue) > 0]).toEqual([isDue, !isDue])
  })

  it('leaves the share in time as it is in a run without end: exponential work of nobody who waits is done by its deadline with 1 - exp(-d / m)', () => {
    // Many agents, 2 hours of work on average, due in 4 hours, a day of 12: a third of what comes is not due, and what of it is finished early is not counted as in time.
    const model = compile(desk({ aht: 2 * HOUR, deadline: 4 * HOUR, volume: 400 }, 500))
    const shares = Array.from({ length: 60 }, (_, k) => {
      const { agentLevelQueue } = simulate(model, 3, k)
      const sum = (column: number) =>
        agentLevelQueue.reduce((all, each, k) => all + (k % AGENT_LEVEL_QUEUE_COLUMNS === column ? each : 0), 0)
      const inTime = sum(AGENT_LEVEL_QUEUE.dueInTime)
      return inTime / (inTime + sum(AGENT_LEVEL_QUEUE.finishedLate) + sum(AGENT_LEVEL_QUEUE.overdue))
    })
    const found = meanOf(shares, 1 - Math.exp(-2))
    expect([found.isTrue, found.isSharp]).toEqual([true, true])
  })

  it('of open hours counts no night: eight hours of opening after 16:00 is the next noon', () => {
    const volume = new Array(24).fill(0)
    volume[8] = 50
    const due = (timeCounts: 'always' | 'open-hours') => {
      const model = compile(desk({ volume, deadline: 8 * HOUR, timeCounts }, 0, 2))
      const { agentLevelQueue } = simulate(model, 1, 0)
      const overdue = Array.from(
        { length: 24 },
        (_, i) => agentLevelQueue[i * AGENT_LEVEL_QUEUE_COLUMNS + AGENT_LEVEL_QUEUE.backlogOverdue],
      )
      return overdue.findIndex((value) => value > 0)
    }
    expect([due('always'), due('open-hours')]).toEqual([12, 16])
  })
})
