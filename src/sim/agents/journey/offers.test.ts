import { describe, expect, it } from 'vitest'
import type { Scenario } from '../../../scenario/scenario.ts'
import { centreSum, queueSum, told } from '../../conservation.testing.ts'
import { compile, OUTCOME } from '../../index.ts'
import { AGENT_LEVEL_GROUP, AGENT_LEVEL_GROUP_COLUMNS } from '../../model/agent-level-columns.ts'

const AHT = 100
const AGENTS = 8

/** Many callers for few agents; a chat queue besides. */
const centre = (words: object, more: object = {}): Scenario => ({
  interval: 3600,
  intervals: 4,
  customers: true,
  queues: {
    hotline: { volume: 1150, aht: AHT, groups: ['front'], ...words },
    chat: { volume: 0, aht: 60, groups: ['online'] },
  },
  groups: { front: { agents: AGENTS }, online: { agents: 50 } },
  ...more,
})
const run = (words: object, seed = 2, more: object = {}) => {
  const model = compile(centre(words, more))
  return { model, ...told(model, seed) }
}
const constant = (value: number) => ({ type: 'constant', value })

describe('the expected wait by the length of the queue', () => {
  it('knows after-call work that a group has of its own: it used to take that of the queue', () => {
    // One agent: nobody who waits is told less than 30 s of talk and the work after it. The queue has 10 s of that.
    const told = (group: object, above: number) => {
      const words = { aht: constant(30), afterCall: constant(10), announcedWait: [{ above, leave: 1 }] }
      const { model, tally } = run(words, 2, { groups: { front: { agents: 1, ...group }, online: { agents: 1 } } })
      return [centreSum(model, tally, 'leftAtAnnouncement', 0), queueSum(model, tally, 'queued', 0)]
    }
    for (const [group, least] of [
      [{}, 40],
      [{ afterCall: { hotline: constant(90) } }, 120],
      [{ pace: 1.5, paceCovers: 'all' }, 45],
    ] as const) {
      const [left, waiting] = told(group, least - 1)
      expect(left).toBeGreaterThan(100)
      expect(left).toBe(waiting)
      const [fewer, more] = told(group, least + 1)
      expect(fewer).toBeLessThan(more)
    }
  })
})

describe('call backs', () => {
  it("in turn, without dialling, change nobody's wait: work is conserved, contact by contact", () => {
    const plain = run({})
    const held = run({ callback: { above: 0, accept: 1 } })
    expect(held.contacts).toEqual(plain.contacts)
    const waiting = plain.contacts.filter(({ arrived, left }) => left > arrived).length
    expect(waiting).toBeGreaterThan(100)
    expect(centreSum(held.model, held.tally, 'callbacks', 0)).toBe(waiting)
    expect(centreSum(held.model, held.tally, 'callbacksReached', 0)).toBe(waiting)
    expect(centreSum(held.model, held.tally, 'callbackWait', 0)).toBe(
      plain.contacts.reduce((sum, { arrived, left }) => sum + left - arrived, 0),
    )
    expect(queueSum(held.model, held.tally, 'queued', 0)).toBe(waiting)
  })

  it('free the line and cannot hang up', () => {
    const words = { patience: 30 }
    const lines = { lines: AGENTS + 1 }
    const outcomes = (given: object) => new Set(run(given, 2, lines).contacts.map(({ outcome }) => outcome))
    expect(outcomes(words)).toEqual(new Set([OUTCOME.answered, OUTCOME.abandoned, OUTCOME.blocked]))
    expect(outcomes({ ...words, callback: { above: 0, accept: 1 } })).toEqual(new Set([OUTCOME.answered]))
  })

  it('are tried until somebody answers or it is given up; dialling is busy time', () => {
    const callback = { above: 0, accept: 0.8, dial: constant(20), reached: 0.5, retry: 60, attempts: 2 }
    const { model, tally, contacts } = run({ callback }, 2)
    const sum = (column: Parameters<typeof centreSum>[2]) => centreSum(model, tally, column, 0)
    const agreed = sum('callbacks')
    const missed = contacts.filter(({ outcome }) => outcome === OUTCOME.missed).length
    expect(agreed).toBeGreaterThan(300)
    expect(Math.abs(agreed - 0.8 * sum('callbacksOffered'))).toBeLessThan(4 * Math.sqrt(0.16 * sum('callbacksOffered')))
    expect(sum('callbacksMissed')).toBe(missed)
    expect(sum('callbacksReached')).toBe(agreed - missed)
    // One in four is reached by neither call, one in two needs the second; of the last nobody is called twice.
    expect(Math.abs(missed - 0.25 * agreed)).toBeLessThan(4.5 * Math.sqrt(0.1875 * agreed))
    expect(Math.abs(sum('callbackCalls') - 1.5 * agreed)).toBeLessThan(4.5 * Math.sqrt(0.25 * agreed))
    let ringing = 0
    for (let at = AGENT_LEVEL_GROUP.ringing; at < tally.agentLevelGroup.length; at += AGENT_LEVEL_GROUP_COLUMNS)
      ringing += tally.agentLevelGroup[at]
    expect(ringing).toBe(20 * sum('callbackCalls'))
  })

  it('later wait until nobody else does, and for their time of day', () => {
    const notBefore = 2 * 3600
    const { contacts, model, tally } = run({ callback: { above: 60, accept: 0.5, mode: 'later', notBefore } }, 2)
    const called = contacts.filter(
      ({ arrived, left }) => arrived < notBefore - 600 && left >= notBefore && left - arrived > 600,
    )
    expect(called.length).toBeGreaterThan(20)
    expect(centreSum(model, tally, 'callbacks', 0)).toBeGreaterThanOrEqual(called.length)
    for (const { left, arrived, customer } of called) {
      const others = contacts.filter(
        (other) =>
          other.customer !== customer &&
          !called.includes(other) &&
          other.arrived < left &&
          other.arrived > arrived + 600 &&
          other.left > left &&
          other.left - other.arrived < 600,
      )
      expect(others).toEqual([])
    }
  })
})

describe('the expected wait', () => {
  it('by queue length: who is told too much leaves, which is a limit of places, contact by contact', () => {
    const places = 6
    // With k ahead (k + 1) AHT / AGENTS: from `places` ahead on more than this.
    const above = ((places + 0.5) * AHT) / AGENTS
    const limited = run({ places })
    const told = run({ announcedWait: [{ above, leave: 1 }] })
    const gone = limited.contacts.filter(({ outcome }) => outcome === OUTCOME.blocked).length
    expect(gone).toBeGreaterThan(10)
    expect(centreSum(told.model, told.tally, 'leftAtAnnouncement', 0)).toBe(gone)
    expect(told.contacts).toEqual(
      limited.contacts.map((each) =>
        each.outcome === OUTCOME.blocked ? { ...each, outcome: OUTCOME.abandoned } : each,
      ),
    )
    const away = run({ deflection: { above, share: 1 } })
    expect(away.contacts).toEqual(
      limited.contacts.map((each) =>
        each.outcome === OUTCOME.blocked ? { ...each, outcome: OUTCOME.deflected } : each,
      ),
    )
  })

  it('decides which share leaves: the row of the longest wait that is exceeded', () => {
    const table = [
      { above: 0, leave: 0 },
      { above: 50, leave: 1 },
      { above: 100, leave: 0 },
    ]
    // Waits below 100 s lead to at most 50 s expected; a queue so long never builds up.
    const { contacts } = run({ announcedWait: table })
    const longest = Math.floor((50 * AGENTS) / AHT)
    expect(contacts.filter(({ outcome }) => outcome === OUTCOME.abandoned).length).toBeGreaterThan(20)
    for (const { arrived, outcome } of contacts) {
      const ahead = contacts.filter((other) => other.arrived < arrived && other.left > arrived).length
      if (outcome === OUTCOME.abandoned) expect(ahead).toBe(longest)
      else expect(ahead).toBeLessThanOrEqual(longest)
    }
  })

  it('by the last wait is that of whoever was given to an agent last', () => {
    const { contacts } = run({ expectedWait: 'last-wait', announcedWait: [{ above: 20, leave: 1 }] })
    const answered = contacts.filter(({ outcome }) => outcome === OUTCOME.answered).sort((a, b) => a.left - b.left)
    let gone = 0
    for (const { arrived, left, outcome } of contacts) {
      if (outcome !== OUTCOME.abandoned && left === arrived) continue
      const last = answered.filter((other) => other.left < arrived).at(-1)
      const wait = last ? last.left - last.arrived : 0
      expect(outcome === OUTCOME.abandoned).toBe(wait > 20)
      if (wait > 20) gone++
    }
    expect(gone).toBeGreaterThan(20)
  })

  it('sends a share to another queue at once', () => {
    const { contacts, model, tally } = run({ deflection: { above: 30, share: 0.5, to: 'chat' } })
    const away = contacts.filter(({ outcome }) => outcome === OUTCOME.deflected)
    expect(away.length).toBeGreaterThan(50)
    for (const { customer, left } of away) {
      const chat = contacts.find((each) => each.customer === customer && each.visit === 2)
      expect([chat?.queue, chat?.arrived]).toEqual([1, left])
    }
    expect(centreSum(model, tally, 'deflectedIn', 1)).toBe(away.length)
  })
})

describe('offers in chats and deferred work', () => {
  it.each([
    [{ channel: 'chat', callback: { above: 0, accept: 1 } }, '/queues/chat/callback', 'queue of calls'],
    [{ channel: 'chat', deflection: { above: 0, share: 1 } }, '/queues/chat/expectedWait', 'last-wait'],
    [{ channel: 'deferred', announcements: [{ at: 5 }] }, '/queues/chat/announcements', 'leave it out'],
    [{ channel: 'deferred', callback: { above: 0, accept: 1 } }, '/queues/chat/callback', 'leave it out'],
  ])('%j is answered with a message', (words, name, how) => {
    const scenario = centre({})
    const chat = { ...scenario.queues.chat, ...words } as Scenario['queues'][string]
    expect(() => compile({ ...scenario, queues: { ...scenario.queues, chat } })).toThrow(
      expect.objectContaining({ where: expect.objectContaining({ name }), how: expect.stringContaining(how) }),
    )
  })
})
