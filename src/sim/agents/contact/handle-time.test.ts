import { describe, expect, it } from 'vitest'
import type { Scenario } from '../../../scenario/scenario.ts'
import { type Told, told } from '../../conservation.testing.ts'
import { compile, OUTCOME, simulate } from '../../index.ts'

const constant = (value: number) => ({ type: 'constant' as const, value })
const AFTER = [1, 0.5, 2, 1]

const run = (scenario: Scenario) => {
  const model = compile(scenario)
  return told(model, 6).contacts
}

describe('handle times', () => {
  it('follow the hour in which the conversation begins, of queue and group, and the wait', () => {
    const contacts = run({
      interval: 900,
      intervals: 4,
      queues: {
        hotline: { volume: 60, aht: constant(64), ahtFactors: AFTER, ahtPerWait: 0.25, groups: ['front'] },
      },
      groups: { front: { agents: 1, paceFactors: [1, 1, 1, 1.5] } },
    })
    expect(contacts.some(({ arrived, left }) => left > arrived)).toBe(true)
    for (const { arrived, left, ended } of contacts) {
      const i = Math.min(3, Math.floor(left / 900))
      expect(ended - left).toBeCloseTo(64 * AFTER[i] * [1, 1, 1, 1.5][i] + 0.25 * (left - arrived), 5)
    }
  })

  it('of a queue follow the hour in which the contact came, where it says so', () => {
    const contacts = run({
      interval: 900,
      intervals: 4,
      queues: {
        hotline: { volume: 60, aht: constant(64), ahtFactors: AFTER, ahtFactorsBy: 'arrival', groups: ['front'] },
      },
      groups: { front: { agents: 1, paceFactors: [1, 1, 1, 1.5] } },
    })
    const across = contacts.filter(({ arrived, left }) => Math.floor(arrived / 900) !== Math.floor(left / 900))
    expect(across.length).toBeGreaterThan(5)
    for (const { arrived, left, ended } of contacts) {
      const of = (time: number) => Math.min(3, Math.floor(time / 900))
      expect(ended - left).toBeCloseTo(64 * AFTER[of(arrived)] * [1, 1, 1, 1.5][of(left)], 5)
    }
  })
})

describe('after-call work', () => {
  it("is the group's own where it has some, and longer with its pace where that covers it", () => {
    const contacts = run({
      interval: 900,
      intervals: 4,
      queues: {
        hotline: { volume: 120, aht: constant(64), afterCall: constant(16), groups: ['own', 'slow', 'usual'] },
      },
      groups: {
        own: { agents: 1, pace: 2, afterCall: { hotline: constant(40) } },
        slow: { agents: 1, pace: 2, paceCovers: 'all', paceFactors: [1, 1, 1, 1.5] },
        usual: { agents: 1, pace: 2 },
      },
    })
    const [own, slow, usual] = [0, 1, 2].map((g) => contacts.filter(({ group }) => group === g))
    for (const list of [own, slow, usual]) expect(list.length).toBeGreaterThan(5)
    for (const { ended, free } of own) expect(free - ended).toBe(40)
    for (const { ended, free } of usual) expect(free - ended).toBe(16)
    for (const { left, ended, free } of slow) {
      const hour = left < 2700 ? 1 : 1.5
      expect(free - ended).toBe(32 * hour)
      expect(ended - left).toBe(128 * hour)
    }
  })

  it('of a group that is drawn has its own mean, and leaves what others draw as it is', () => {
    const scenario = (own: boolean): Scenario => ({
      interval: 900,
      intervals: 8,
      customers: true,
      queues: { hotline: { volume: 4000, aht: 60, afterCall: 30, groups: ['front'] } },
      groups: {
        front: { agents: 200, ...(own ? { afterCall: { hotline: { type: 'gamma', mean: 45, sd: 20 } } } : {}) },
      },
    })
    const [before, after] = [false, true].map((own) => run(scenario(own)))
    expect(after.map(({ arrived, left, ended }) => [arrived, left, ended])).toEqual(
      before.map(({ arrived, left, ended }) => [arrived, left, ended]),
    )
    const mean = after.reduce((sum, { ended, free }) => sum + free - ended, 0) / after.length
    // Four standard errors.
    expect(Math.abs(mean - 45)).toBeLessThan((4 * 20) / Math.sqrt(after.length))
  })
})

describe('priorities', () => {
  it('that grow with the wait, or are added for transfers, say who is answered', () => {
    const growth = 0.1
    const contacts = run({
      interval: 3600,
      intervals: 2,
      closing: 'stop',
      queues: {
        slow: { volume: 150, aht: 40, priorityPerSecond: growth, groups: ['front'] },
        urgent: { volume: 60, aht: 40, priority: 5, groups: ['front'] },
        first: { volume: 80, aht: 40, groups: ['other'], transfers: [{ share: 0.5, to: 'slow', priority: 20 }] },
      },
      groups: { front: { agents: 1 }, other: { agents: 90 } },
    })
    const priorityOf = ({ queue, arrived, visit }: Told, now: number) =>
      queue === 1 ? 5 : (visit > 1 ? 20 : 0) + growth * (now - arrived)
    const served = contacts.filter(({ queue, outcome }) => queue < 2 && outcome === OUTCOME.answered)
    let chosen = 0
    for (const contact of served) {
      const now = contact.left
      if (now === contact.arrived) continue
      const others = contacts.filter((other) => other.queue < 2 && other.arrived < now && other.left > now)
      for (const other of others) {
        // Numbers are as good as rounding lets them be.
        expect(priorityOf(other, now)).toBeLessThanOrEqual(priorityOf(contact, now) + 1e-9)
        if (other.arrived < contact.arrived) chosen++
      }
    }
    expect(chosen).toBeGreaterThan(20)
  })
})

describe('places by agent on duty', () => {
  it('limit who waits, rounded down', () => {
    const contacts = run({
      interval: 3600,
      intervals: 2,
      queues: { hotline: { volume: 400, aht: 100, placesPerAgent: 0.75, groups: ['front'] } },
      groups: { front: { agents: [4, 2] } },
    })
    const blocked = contacts.filter(({ outcome }) => outcome === OUTCOME.blocked)
    expect(blocked.length).toBeGreaterThan(30)
    for (const { arrived, outcome } of contacts) {
      const waiting = contacts.filter((other) => other.arrived < arrived && other.left > arrived).length
      const places = arrived < 3600 ? 3 : 1
      if (outcome === OUTCOME.blocked) expect(waiting).toBeGreaterThanOrEqual(places)
      else expect(waiting).toBeLessThanOrEqual(places)
    }
  })

  it('that run away with the waits are an error, not a figure', () => {
    const model = compile({
      interval: 1800,
      intervals: 8,
      queues: { calls: { volume: 600, aht: 300, ahtPerWait: 0.5, groups: ['front'] } },
      groups: { front: { agents: 10 } },
    })
    expect(() => simulate(model, 1, 0)).toThrow(/run away.*patience/s)
  })
})
