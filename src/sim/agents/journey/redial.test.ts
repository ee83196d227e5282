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
})
