import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Scenario } from '../../../scenario/scenario.ts'
import type { TroubleScenario } from '../../../scenario/trouble.ts'
import { compile, OUTCOME, simulate, type Tally } from '../../index.ts'
import { meanOf } from '../../mean-of.testing.ts'
import {
  AGENT_LEVEL_GROUP,
  AGENT_LEVEL_GROUP_COLUMNS,
  AGENT_LEVEL_QUEUE,
  AGENT_LEVEL_QUEUE_COLUMNS,
} from '../../model/agent-level-columns.ts'
import { scenarios, traced } from '../../random-scenarios.testing.ts'

const FROM = 2000
const TO = 4000

/** Two sites with a queue each and one for both; four hours. */
const centre = (trouble: readonly TroubleScenario[], agents = 8): Scenario => ({
  interval: 1800,
  intervals: 8,
  queues: {
    north: { volume: 300, aht: 200, patience: 90, groups: ['north'] },
    south: { volume: 300, aht: 200, patience: 90, groups: ['south'] },
    both: { volume: 100, aht: 200, patience: 90, groups: ['north', 'south'], redial: { blocked: 0.5, delay: 300 } },
  },
  groups: { north: { agents, site: 'Harbin' }, south: { agents, site: 'Dalian' } },
  trouble,
})

const run = (scenario: Scenario, replication = 0) =>
  traced((sink) => simulate(compile(scenario), 17, replication, undefined, sink))

const columnSum = (rows: Float64Array, columns: number, column: number) => {
  let sum = 0
  for (let k = column; k < rows.length; k += columns) sum += rows[k]
  return sum
}
const queueSum = ({ agentLevelQueue }: Tally, column: number) =>
  columnSum(agentLevelQueue, AGENT_LEVEL_QUEUE_COLUMNS, column)

describe('troubles', () => {
  it('that change nothing change nothing, to the bit', () => {
    fc.assert(
      fc.property(scenarios, fc.nat(), (scenario, seed) => {
        const plain = traced((sink) => simulate(compile(scenario), seed, 0, undefined, sink))
        const trouble: TroubleScenario[] = [{ from: 100, to: 900, effect: 'slow', factor: 1 }]
        const { contacts } = traced((sink) => simulate(compile({ ...scenario, trouble }), seed, 0, undefined, sink))
        expect(contacts.map((record) => record.slice(0, 8))).toEqual(plain.contacts)
      }),
      { numRuns: 40 },
    )
  })

  it('lose the calls of the queues that fail: those that come, wait and talk', () => {
    const { contacts, tally } = run(centre([{ from: FROM, to: TO, effect: 'lost', queues: ['north', 'both'] }], 5))
    const failed = contacts.filter(([queue]) => queue !== 1)
    const during = failed.filter(([, , arrived]) => arrived >= FROM && arrived < TO)
    expect(during.length).toBeGreaterThan(30)
    for (const [, , arrived, outcome, , left] of during) {
      expect(outcome).toBe(OUTCOME.blocked)
      expect(left).toBe(arrived)
    }
    // Nothing that came before goes on: it ends at that moment or has ended.
    for (const [, , arrived, , , left, ended] of failed)
      if (arrived < FROM) {
        expect(left).toBeLessThanOrEqual(FROM)
        expect(ended).toBeLessThanOrEqual(FROM)
      }
    const cut = failed.filter(
      ([, , , outcome, , left, ended]) => outcome === OUTCOME.answered && left < FROM && ended === FROM,
    )
    expect(queueSum(tally, AGENT_LEVEL_QUEUE.cutOff)).toBe(cut.length)
    expect(cut.length).toBeGreaterThan(2)
    const lost = failed.filter(([, , , outcome]) => outcome === OUTCOME.blocked)
    expect(queueSum(tally, AGENT_LEVEL_QUEUE.lost)).toBe(lost.length)
    // Redials of the queue `both` come back.
    expect(contacts.some(([queue, attempt]) => queue === 2 && attempt === 2)).toBe(true)
  })

  it('let callers wait whose queue is not answered', () => {
    const { contacts } = run(centre([{ from: FROM, to: TO, effect: 'queued', queues: ['north'] }]))
    const answered = contacts.filter(([queue, , , outcome]) => queue === 0 && outcome === OUTCOME.answered)
    expect(answered.some(([, , , , , at]) => at < FROM)).toBe(true)
    expect(answered.some(([, , , , , at]) => at > FROM && at < TO)).toBe(false)
    // When it is over the waiting are taken at once.
    expect(answered.some(([, , , , , at]) => at === TO)).toBe(true)
  })

  it('take a site out: its conversations are cut, others serve whom they can', () => {
    const { contacts } = run(centre([{ from: FROM, to: TO, effect: 'lost', sites: ['Harbin'] }]))
    const north = contacts.filter(([, , , , group]) => group === 0)
    for (const [, , , , , at, ended] of north) {
      expect(at < FROM || at >= TO).toBe(true)
      if (at < FROM) expect(ended).toBeLessThanOrEqual(FROM)
    }
    expect(contacts.some(([queue, , , , group, at]) => queue === 2 && group === 1 && at > FROM && at < TO)).toBe(true)
  })

  it('let a site finish what it does where calls are only queued', () => {
    const { contacts } = run(centre([{ from: FROM, to: TO, effect: 'queued', groups: ['north'] }]))
    const north = contacts.filter(([, , , , group]) => group === 0)
    expect(north.some(([, , , , , at, ended]) => at < FROM && ended > FROM)).toBe(true)
    expect(north.some(([, , , , , at]) => at > FROM && at < TO)).toBe(false)
  })

  it('make contacts longer that are answered meanwhile', () => {
    const plain = run(centre([{ from: FROM, to: TO, effect: 'slow', factor: 1 }], 80)).contacts
    const slow = run(
      centre([{ from: FROM, to: TO, effect: 'slow', factor: 2, queues: ['north', 'south'] }], 80),
    ).contacts
    // With so many agents nobody waits: the same contacts in the same order.
    slow.forEach(([queue, , arrived, , , at, ended], index) => {
      const factor = queue < 2 && arrived >= FROM && arrived < TO ? 2 : 1
      expect(arrived).toBe(plain[index][2])
      expect(ended - at).toBeCloseTo(factor * (plain[index][6] - plain[index][5]), 5)
    })
  })

  it('leave nothing behind when they overlap and end', () => {
    const slow = (from: number, to: number, factor: number) => ({ from, to, effect: 'slow' as const, factor })
    const plain = run(centre([slow(FROM, TO, 1)], 80)).contacts
    const { contacts } = run(centre([slow(1000, 3000, 1.1), slow(2000, 4000, 1.3)], 80))
    const factorAt = (time: number) => (time >= 1000 && time < 3000 ? 1.1 : 1) * (time >= 2000 && time < 4000 ? 1.3 : 1)
    contacts.forEach(([, , arrived, , , at, ended], index) => {
      const usual = plain[index][6] - plain[index][5]
      if (factorAt(arrived) === 1) expect(ended - at).toBe(usual)
      else expect(ended - at).toBeCloseTo(factorAt(arrived) * usual, 5)
    })
  })

  it('send the share of agents away that is said, until it is over', () => {
    const scenario = centre([{ from: FROM, to: TO, effect: 'absent', share: 0.3, groups: ['north'] }], 40)
    const quiet = { ...scenario, queues: { north: { ...scenario.queues.north, volume: 0 } } }
    const model = compile(quiet)
    const away = Array.from({ length: 500 }, (_, replication) =>
      columnSum(simulate(model, 17, replication).agentLevelGroup, AGENT_LEVEL_GROUP_COLUMNS, AGENT_LEVEL_GROUP.away),
    )
    expect(meanOf(away, 0.3 * 40 * (TO - FROM))).toMatchObject({ isTrue: true, isSharp: true })
  })

  /** Two sites that chat, two at a time, and one that does tickets. */
  const written = (trouble: readonly TroubleScenario[], agents = 8): Scenario => ({
    interval: 1800,
    intervals: 8,
    queues: {
      web: { channel: 'chat', volume: 300, aht: 400, afterCall: 40, patience: 90, groups: ['east', 'west'] },
      app: { channel: 'chat', volume: 200, aht: 400, groups: ['east'], redial: { blocked: 0.5, delay: 300 } },
      mail: { channel: 'deferred', volume: 200, aht: 500, deadline: 3600, groups: ['desk'] },
    },
    groups: {
      east: { agents, chats: 3, chatSlowdown: 0.2, site: 'Harbin' },
      west: { agents, chats: 2, site: 'Dalian' },
      desk: { agents: 60, site: 'Harbin' },
    },
    trouble,
  })

  it.each([
    ['of the queues', { queues: ['web'] }],
    ['of the sites', { sites: ['Harbin'] }],
    ['of everything', {}],
  ])('cut off the chats %s that fail, and count their time until then', (_, scope) => {
    const { contacts, tally } = run(written([{ from: FROM, to: TO, effect: 'lost', ...scope }]))
    const fails = ([queue, , , , group]: readonly number[]) =>
      'queues' in scope ? queue === 0 : 'sites' in scope ? group === 0 : true
    const chats = contacts.filter(([queue, , , outcome]) => queue < 2 && outcome === OUTCOME.answered)
    const failing = chats.filter(fails)
    for (const [, , , , , at, ended] of failing) {
      expect(at < FROM || at >= TO).toBe(true)
      if (at < FROM) expect(ended).toBeLessThanOrEqual(FROM)
    }
    const cut = failing.filter(([, , , , , at, ended]) => at < FROM && ended === FROM)
    expect(cut.length).toBeGreaterThan(5)
    expect(queueSum(tally, AGENT_LEVEL_QUEUE.cutOff)).toBe(cut.length)
    if ('queues' in scope || 'sites' in scope)
      expect(chats.some((contact) => !fails(contact) && contact[5] > FROM && contact[5] < TO)).toBe(true)
    expect(queueSum(tally, AGENT_LEVEL_QUEUE.chatSeconds)).toBeCloseTo(
      chats.reduce((sum, [, , , , , at, ended]) => sum + ended - at, 0),
      3,
    )
  })

  it('lay deferred work aside: with enough agents it ends so much later as the trouble lasts', () => {
    // Those who come so late that the run might end before their work are not looked at.
    const early = ([queue, , arrived]: readonly number[]) => queue === 2 && arrived < 8000
    const usual = run(written([{ from: FROM, to: TO, effect: 'slow', factor: 1 }])).contacts.filter(early)
    for (const scope of [{ queues: ['mail'] }, { groups: ['desk'] }, {}]) {
      const { contacts, tally } = run(written([{ from: FROM, to: TO, effect: 'lost', ...scope }]))
      const tickets = contacts.filter(early)
      let moved = 0
      tickets.forEach(([, , arrived, outcome, , begun, ended], index) => {
        const [, , sameArrived, , , usuallyBegun, usuallyEnded] = usual[index]
        expect([arrived, outcome]).toEqual([sameArrived, OUTCOME.answered])
        if (usuallyBegun < FROM && usuallyEnded > FROM) {
          moved++
          expect(begun).toBe(usuallyBegun)
          expect(ended).toBeCloseTo(usuallyEnded + TO - FROM, 5)
        } else if (usuallyBegun >= FROM && usuallyBegun < TO) {
          expect(begun).toBe(TO)
          expect(ended - begun).toBeCloseTo(usuallyEnded - usuallyBegun, 5)
        } else expect([begun, ended]).toEqual([usuallyBegun, usuallyEnded])
      })
      expect(moved).toBeGreaterThan(3)
      // Of the third group in the second interval.
      expect(tally.agentLevelGroup[(3 + 2) * AGENT_LEVEL_GROUP_COLUMNS + AGENT_LEVEL_GROUP.interruptions]).toBe(moved)
    }
  })

  it('that are over let those who hold chats and may have more take who waits', () => {
    const calls = [100, 2100, 2200].map((at) => ({ at, handle: 5000 }))
    const { contacts } = run({
      interval: 1800,
      intervals: 8,
      queues: { web: { channel: 'chat', calls, aht: 400, groups: ['one'] } },
      groups: { one: { agents: 1, chats: 3 } },
      trouble: [{ from: FROM, to: TO, effect: 'queued' }],
    })
    expect(contacts.map(([, , , , , at]) => at).sort((a, b) => a - b)).toEqual([100, TO, TO])
  })

  it('that are peaks are surges of their queues', () => {
    const peak = compile(centre([{ from: FROM, to: TO, effect: 'peak', factor: 3, halving: 600, queues: ['north'] }]))
    const base = centre([])
    const surge = compile({
      ...base,
      queues: {
        ...base.queues,
        north: { ...base.queues.north, surges: [{ from: FROM, to: TO, factor: 3, halving: 600 }] },
      },
    })
    expect(peak).toEqual(surge)
  })

  it.each([
    ['an effect that nobody knows', { effect: 'gone' as never }, 'effect'],
    ['an end before the start', { effect: 'lost', to: 5 }, 'to'],
    ['a queue that nobody knows', { effect: 'lost', queues: ['nort'] }, 'queues/0'],
    ['a site that nobody knows', { effect: 'lost', sites: ['Halbin'] }, 'sites/0'],
    ['no factor', { effect: 'slow' }, 'factor'],
    ['a factor for nothing', { effect: 'lost', factor: 2 }, 'factor'],
    ['no share', { effect: 'absent' }, 'share'],
    ['more than all', { effect: 'absent', share: 1.2 }, 'share'],
    ['absent queues', { effect: 'absent', share: 0.2, queues: ['north'] }, 'queues'],
  ] as [string, Partial<TroubleScenario> & { effect: TroubleScenario['effect'] }, string][])(
    'are refused with their place: %s',
    (_, trouble, place) => {
      expect(() => compile(centre([{ from: FROM, to: TO, ...trouble }]))).toThrow(
        expect.objectContaining({ where: { name: `/trouble/0/${place}` } }),
      )
    },
  )
})
