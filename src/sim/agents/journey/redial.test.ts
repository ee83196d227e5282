import { describe, expect, it } from 'vitest'
import { erlangB } from '../../../erlang/index.ts'
import type { Scenario } from '../../../scenario/scenario.ts'
import { told } from '../../conservation.testing.ts'
import { compile, OUTCOME, QUEUE, QUEUE_COLUMNS, simulate } from '../../index.ts'
import { meanOf } from '../../mean-of.testing.ts'

const AHT = 10
const AGENTS = 5
const LOAD = 4
const HORIZON = 30_000
/** Redials so late that they come as if by chance: then blocking is that of Erlang's formula at the load of all attempts. */
const DELAY = 2000

describe('redials by cause and attempt', () => {
  it('solve the fixed point of a loss system whose first and later attempts call again with shares of their own (Cohen 1957)', () => {
    const [first, later] = [0.6, 0.3]
    const model = compile({
      interval: 1000,
      intervals: HORIZON / 1000,
      warmUp: 12_000,
      queues: {
        hotline: {
          volume: (LOAD / AHT) * HORIZON,
          aht: AHT,
          places: 0,
          groups: ['front'],
          redial: { blocked: { share: first, later, laterDelay: DELAY / 2 }, delay: DELAY, attempts: 1000 },
        },
      },
      groups: { front: { agents: AGENTS } },
    })
    let load = LOAD
    for (let step = 0; step < 200; step++) {
      const blocking = erlangB(load, AGENTS)
      load = LOAD * (1 + (blocking * first) / (1 - blocking * later))
    }
    const days = Array.from({ length: 30 }, (_, day) => {
      const { queue } = simulate(model, 9, day)
      let offered = 0
      for (let i = model.warmUpIntervals; i < model.intervals; i++) offered += queue[i * QUEUE_COLUMNS + QUEUE.offered]
      return offered
    })
    const found = meanOf(days, (load / AHT) * (HORIZON - 12_000))
    expect(load / LOAD).toBeGreaterThan(1.1)
    expect(found.isSharp).toBe(true)
    expect(found.isTrue).toBe(true)
  })

  it('go on as long as it takes where attempts are unlimited: of those who always call again nobody is lost before the end', () => {
    const attempts = (limit: number | 'unlimited') => {
      const { contacts } = told(
        compile({
          interval: 3600,
          intervals: 2,
          customers: true,
          queues: {
            // 50 callers for no agent, every half minute.
            hotline: {
              volume: 50,
              aht: AHT,
              places: 0,
              groups: ['front'],
              redial: { blocked: 1, delay: { type: 'constant', value: 30 }, attempts: limit },
            },
          },
          groups: { front: { agents: 0 } },
        }),
        3,
      )
      return contacts
    }
    expect(Math.max(...attempts(7).map(({ attempt }) => attempt))).toBe(7)
    const all = attempts('unlimited')
    const first = all.filter(({ attempt }) => attempt === 1)
    for (const { customer, arrived } of first)
      expect(all.filter((each) => each.customer === customer).length).toBe(Math.floor((7200 - arrived) / 30) + 1)
  })

  const waiting = (redial: object): Scenario => ({
    interval: 3600,
    intervals: 4,
    queues: {
      hotline: {
        volume: 2000,
        aht: 60,
        patience: { type: 'constant', value: 10 },
        groups: ['front'],
        redial: { delay: 60, attempts: 3, ...redial } as never,
      },
      mail: { volume: 0, aht: 60, groups: ['office'] },
    },
    groups: { front: { agents: 4 }, office: { agents: 99 } },
  })

  it('go to another queue with the share that is said: a call becomes a mail', () => {
    const { contacts } = told(compile(waiting({ abandoned: { share: 1, to: { mail: 0.25 } } })), 4)
    const again = contacts.filter(({ attempt }) => attempt > 1)
    const mails = again.filter(({ queue }) => queue === 1).length
    expect(again.length).toBeGreaterThan(1000)
    expect(Math.abs(mails - 0.25 * again.length)).toBeLessThan(4 * Math.sqrt(0.1875 * again.length))
    expect(contacts.filter(({ queue, outcome }) => queue === 1 && outcome !== OUTCOME.answered)).toEqual([])
  })

  it('wait as long as the attempt and the cause say', () => {
    const constant = (value: number) => ({ type: 'constant', value })
    const { contacts } = told(
      compile(waiting({ abandoned: { share: 1, delay: constant(100), laterDelay: constant(300) } })),
      4,
    )
    contacts.forEach(({ attempt, arrived }, index) => {
      if (attempt > 1) expect(arrived - contacts[index - 1].left).toBe(attempt === 2 ? 100 : 300)
    })
  })

  it('that say nothing else are the same as a plain share, to the bit', () => {
    const plain = told(compile({ ...waiting({ abandoned: 0.6 }), customers: true }), 4)
    expect(told(compile(waiting({ abandoned: { share: 0.6 } })), 4)).toEqual(plain)
  })

  it('keep the patience, the handle time or both of the first attempt where that is said', () => {
    const said = (keeps?: object) => {
      const scenario = waiting({ abandoned: 1, ...keeps })
      scenario.queues.hotline.patience = 10
      return told(compile({ ...scenario, customers: true }), 4).contacts
    }
    const patiences = (contacts: ReturnType<typeof said>) => {
      const byCustomer = new Map<number, number[]>()
      for (const { outcome, customer, left, arrived } of contacts)
        if (outcome === OUTCOME.abandoned)
          byCustomer.set(customer, [...(byCustomer.get(customer) ?? []), left - arrived])
      return [...byCustomer.values()].filter((list) => list.length > 1)
    }
    const same = (list: number[]) => list.every((each) => each === list[0])
    const kept = patiences(said({ keeps: 'patience' }))
    expect(kept.length).toBeGreaterThan(100)
    expect(kept.every(same)).toBe(true)
    expect(patiences(said({ keeps: ['aht', 'patience'] })).every(same)).toBe(true)
    expect(patiences(said({ keeps: 'aht' })).some(same)).toBe(false)
    expect(patiences(said()).some(same)).toBe(false)
  })

  it('cannot keep what is not theirs', () => {
    expect(() => compile(waiting({ abandoned: 1, keeps: 'line' }))).toThrow(
      expect.objectContaining({ where: { name: '/queues/hotline/redial/keeps' } }),
    )
  })
})

// Published for the ContactCenters library (its example Bilingual), with 95 % intervals: the sums of both languages in a week.
describe('a centre in two languages whose callers keep their patience', () => {
  const calls = [...new Array(8).fill(0), 100, ...new Array(8).fill(50), ...new Array(7).fill(0)]
  const onDuty = (agents: number) => calls.map((volume) => (volume > 0 ? agents : 0))
  const week = (redial: object): Scenario => {
    const language = (name: string, from: number, to: number) => ({
      volume: calls,
      aht: { type: 'uniform' as const, from, to },
      patience: 120,
      groups: [name, 'both'],
      agentSelection: 'random' as const,
      redial: { abandoned: 0.75, delay: { type: 'constant' as const, value: 1200 }, attempts: 1000, ...redial },
    })
    return {
      interval: 3600,
      intervals: 24,
      days: 5,
      lines: 40,
      queues: { english: language('english', 180, 420), spanish: language('spanish', 240, 360) },
      groups: {
        english: { agents: onDuty(7) },
        spanish: { agents: onDuty(7) },
        both: { agents: onDuty(4), callSelection: 'longest-wait' },
      },
    }
  }
  const weekly = (redial: object) => {
    const model = compile(week(redial))
    const tally = simulate(model, 3, 0)
    const weeks = Array.from({ length: 250 }, (_, k) => simulate(model, 3, k, tally).queue.slice())
    return (column: number, published: number) =>
      meanOf(
        weeks.map((queue) => queue.reduce((sum, value, i) => sum + (i % QUEUE_COLUMNS === column ? value : 0), 0)),
        published,
      )
  }

  it('has as many abandoned and retrials as published', { tags: ['slow'] }, () => {
    const kept = weekly({ keeps: ['patience', 'aht'] })
    const drawnAnew = weekly({})
    for (const [column, published, halfWidth] of [
      [QUEUE.abandoned, 142.87, 1.66],
      [QUEUE.redials, 107.17, 1.33],
    ]) {
      const { mean, standardError } = kept(column, published)
      expect(Math.abs(mean - published)).toBeLessThan(3 * Math.hypot(standardError, halfWidth / 1.96))
      // With a new patience at each attempt there are fewer: 137.1 and 103 by a program written apart.
      expect(drawnAnew(column, published).mean).toBeLessThan(mean)
    }
  })
})
