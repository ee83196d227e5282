import { describe, expect, it } from 'vitest'
import type { QueueScenario, Scenario } from '../../../scenario/index.ts'
import { centreSum, queueSum, told } from '../../conservation.testing.ts'
import { compile, simulate } from '../../index.ts'

const DAY = 12

/** A hotline, whose front has two new agents among eight, and inspectors. */
function centre(checks: Partial<QueueScenario>, hotline: Partial<QueueScenario> = {}, days = 7): Scenario {
  return {
    interval: 3600,
    intervals: DAY,
    days,
    tiers: { vip: { priority: 1 }, ordinary: {} },
    queues: {
      hotline: { volume: 600, aht: 240, patience: 60, groups: ['front'], ...hotline },
      checks: { channel: 'deferred', aht: 420, groups: ['inspectors'], ...checks },
    },
    groups: { front: { agents: 8, newcomers: { agents: 2, pace: 1.3 } }, inspectors: { agents: 2 } },
  }
}

describe('work that follows from another queue', () => {
  it('is what that queue says by follow-ups, to the bit', () => {
    const said = compile(centre({}, { followUps: [{ to: 'checks', share: 0.1, after: 'abandoned', delay: 600 }] }))
    for (const from of [
      { queue: 'hotline', share: 0.1, outcome: 'abandoned' as const, delay: 600 },
      [{ queue: 'hotline', share: 0.1, outcome: 'abandoned' as const, delay: 600 }],
    ])
      expect(simulate(compile(centre({ from })), 3, 0)).toEqual(simulate(said, 3, 0))
  })

  it('follows from the contacts of all its tiers', () => {
    const model = compile(centre({ from: { queue: 'hotline' } }, { tiers: { vip: 0.4, ordinary: 0.6 } }))
    const { tally, contacts } = told(model, 3)
    const answered = contacts.filter(({ queue, outcome }) => queue < 2 && outcome === 0).length
    const after = contacts.filter(({ queue, outcome, ended }) => queue < 2 && outcome === 0 && ended >= 7 * DAY * 3600)
    expect(answered).toBeGreaterThan(3000)
    expect(centreSum(model, tally, 'followUps', 2)).toBe(answered - after.length)
  })

  it('names a queue that there is', () => {
    expect(() => compile(centre({ from: { queue: 'hotlin' } }))).toThrow(/no queue has this name.*hotlin/s)
  })
})

describe('work for each agent', () => {
  it.each([
    ['once a week, the new five times', { each: 1, newcomers: 5 }, 7, 6 + 10],
    ['once a day', { each: 1, per: 'day' as const }, 3, 3 * 8],
    ['once a month, over twelve of them', { each: 1, per: 'month' as const }, 365, Math.round((365 * 8 * 12) / 365.25)],
    ['a third of a week', { each: 1 }, 2, Math.round((2 * 8) / 7)],
  ])('is exactly as much as is said: %s', (_, perAgent, days, pieces) => {
    const model = compile(centre({ perAgent: { group: 'front', ...perAgent } }, { volume: 10 }, days))
    for (const replication of [0, 1])
      expect(queueSum(model, simulate(model, 3, replication), 'offered', 1)).toBe(pieces)
  })

  it('stands in place of a volume', () => {
    expect(() => compile(centre({ volume: 10, perAgent: { group: 'front', each: 1 } }))).toThrow(/evenly over the day/)
    expect(() => compile(centre({ perAgent: { group: 'frnt', each: 1 } }))).toThrow(/no group has this name/)
    expect(() => compile(centre({}, { perAgent: { group: 'front', each: 1 } }))).toThrow(/a word of deferred work/)
  })
})
