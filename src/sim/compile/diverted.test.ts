import { expect, it } from 'vitest'
import { erlangA, erlangC } from '../../erlang/index.ts'
import type { QueueScenario, Scenario } from '../../scenario/index.ts'
import { replicate } from '../index.ts'
import { compile } from './compile.ts'

const HOUR = 3600
const centre = (hotline: Partial<QueueScenario>, mails: Partial<QueueScenario> = {}): Scenario => ({
  interval: HOUR,
  intervals: 10,
  warmUp: HOUR,
  queues: {
    hotline: { volume: Array(10).fill(240), aht: 240, patience: 120, groups: ['front'], ...hotline },
    mails: { aht: 300, groups: ['office'], ...mails },
  },
  groups: { front: { agents: 14 }, office: { agents: 8 } },
})

it('of a standing share what stays is a queue with so much less to do, and what goes a queue of its own', async () => {
  const { estimates } = await replicate(centre({ diverted: { mails: 0.3 } }), { replications: 200, confidence: 0.999 })
  const [hotline, mails] = estimates.queues.map(({ whole }) => whole)
  const stays = erlangA({ rate: (0.7 * 240) / HOUR, aht: 240, patience: 120, agents: 14 })
  const goes = erlangC({ rate: (0.3 * 240) / HOUR, aht: 300, agents: 8 })
  // What is offered is known to the rounding of its sums.
  for (const [{ value, halfWidth }, expected] of [
    [hotline.serviceLevel, stays.serviceLevel(10)],
    [hotline.abandonment, stays.abandonment],
    [hotline.offered, 0.7 * 240 * 9],
    [mails.offered, 0.3 * 240 * 9],
    [mails.asa, goes.asa],
  ] as const)
    expect(Math.abs(value - expected), `${value} and ${expected}`).toBeLessThanOrEqual(halfWidth + 1e-9)
})

it('shares of several queues add to what comes there, interval by interval, tiers by tiers', () => {
  const { rates, queues } = compile(centre({ diverted: { mails: 0.25 } }, { volume: [...Array(9).fill(40), 0] }))
  const perHour = (q: number, i: number) => rates[i * queues + q] * HOUR
  expect([perHour(0, 0), perHour(1, 0), perHour(1, 9)].map((each) => Math.round(each * 1e9) / 1e9)).toEqual([
    180, 100, 60,
  ])
  const tiered = compile({
    ...centre({ diverted: { mails: 0.5 }, tiers: { vip: 0.1, ordinary: 0.9 } }),
    tiers: { vip: { priority: 1 }, ordinary: {} },
  })
  expect(Array.from(tiered.rates.subarray(0, 3), (rate) => Math.round(rate * HOUR * 1e9) / 1e9)).toEqual([12, 108, 120])
})

it.each<[Partial<QueueScenario>, Partial<QueueScenario>, RegExp]>([
  [{ diverted: { mail: 0.3 } }, { volume: 5 }, /no queue has this name/],
  [{ diverted: { hotline: 0.3 } }, { volume: 5 }, /diverted to another queue/],
  [{ diverted: { mails: 1.3 } }, {}, /1\.3/],
  [{ diverted: { mails: 0.3 } }, { volume: 5, diverted: { hotline: 0.1 } }, /not diverted again/],
  [{ diverted: { mails: 0.3 }, arrivals: 'fixed' }, {}, /Poisson arrivals/],
  [{ diverted: { mails: 0.3 } }, { volume: 5, batch: { sizes: [2], shares: [1] } }, /Poisson arrivals/],
])('is refused: %j beside %j', (hotline, mails, message) => {
  expect(() => compile(centre(hotline, mails))).toThrow(message)
})
