import { describe, expect, it } from 'vitest'
import type { Scenario } from '../../../scenario/scenario.ts'
import { centreSum, expectMean, queueSum, routeSum, told } from '../../conservation.testing.ts'
import { compile, OUTCOME, QUEUE, QUEUE_COLUMNS, simulate } from '../../index.ts'

/** Nobody waits: two queues with agents for everybody. */
const network: Scenario = {
  interval: 600,
  intervals: 18,
  warmUp: 3600,
  queues: {
    first: {
      volume: 1800,
      aht: 60,
      afterCall: 20,
      groups: ['front'],
      transfers: [{ share: 0.3, to: 'second' }],
    },
    second: {
      volume: 900,
      aht: 90,
      groups: ['back'],
      transfers: [{ share: 0.1, to: 'first' }],
      repeat: { share: 0.25, delay: 120, to: 'first' },
    },
  },
  groups: { front: { agents: 400 }, back: { agents: 400 } },
}

describe('transfers and repeat contacts', () => {
  it('to a second agent of the same queue come geometrically often: volume over one less the share', () => {
    const { queues, ...rest } = network
    const model = compile({
      ...rest,
      queues: { first: { ...queues.first, transfers: [{ share: 0.2, to: 'first', priority: 1 }] } },
    })
    const days = Array.from({ length: 40 }, (_, day) => simulate(model, 6, day))
    const offered = days.map((tally) => {
      let sum = 0
      for (let i = model.warmUpIntervals; i < model.intervals; i++)
        sum += tally.queue[i * QUEUE_COLUMNS + QUEUE.offered]
      return sum
    })
    expectMean(offered, 1200 / (1 - 0.2), 'first')
  })

  it('that do not count leave offered, answers and service level to first conversations, and the work where it is', () => {
    const [share, volume, aht, agents] = [0.3, 180, 100, 9]
    const saying = (words: object): Scenario => ({
      interval: 3600,
      intervals: 12,
      queues: {
        only: {
          volume: Array.from({ length: 12 }, () => volume),
          aht,
          groups: ['front'],
          transfers: [{ share, to: 'only', ...words }],
        },
      },
      groups: { front: { agents } },
    })
    const model = compile(saying({ counts: false }))
    const days = Array.from({ length: 40 }, (_, day) => simulate(model, 8, day))
    expectMean(
      days.map((tally) => queueSum(model, tally, 'offered', 0)),
      12 * volume,
      'offered',
    )
    expectMean(
      days.map((tally) => centreSum(model, tally, 'uncounted', 0)),
      (12 * volume * share) / (1 - share),
      'second conversations',
    )
    // Of those that count as many go on as the share says.
    expectMean(
      days.map((tally) => centreSum(model, tally, 'transferredOut', 0)),
      12 * volume * share,
      'put through',
    )
    // Handle time of a contact, its second conversations included: offered times AHT is the work.
    expectMean(
      days.map((tally) => routeSum(model, tally, 'handleSeconds', 0) / routeSum(model, tally, 'answered', 0)),
      aht / (1 - share),
      'AHT',
    )
    expect(centreSum(model, days[0], 'transferredIn', 0)).toBe(0)
  })

  it('to the same queue with priority go before all others who wait, on the line that they hold', () => {
    const model = compile({
      interval: 3600,
      intervals: 1,
      queues: {
        only: {
          volume: 40,
          arrivals: 'fixed',
          aht: { type: 'constant', value: 100 },
          lines: 1000,
          groups: ['front'],
          transfers: [{ share: 0.3, to: 'only', priority: 1 }],
        },
      },
      groups: { front: { agents: 1 } },
    })
    const { contacts } = told(model, 1)
    const second = contacts.filter(({ visit }) => visit > 1)
    expect(second.length).toBeGreaterThan(5)
    // The agent who has put it through takes whoever waits at that moment, and it is the next.
    for (const { arrived, left } of second) expect(left - arrived).toBeLessThanOrEqual(100)
    expect(contacts.filter(({ visit, arrived, left }) => visit === 1 && left > arrived + 200).length).toBeGreaterThan(5)
  })

  it('flow as in a network of queues: with agents for all, rates solve the balance of flows (Jackson 1957)', () => {
    const model = compile(network)
    const days = Array.from({ length: 40 }, (_, day) => simulate(model, 5, day))
    // Two hours are counted of three in which volume is spread evenly.
    const [a, b] = [1800, 900].map((volume) => (volume * 2) / 3)
    // first = a + (0.1 + 0.9 * 0.25) second; second = b + 0.3 first.
    const back = 0.1 + 0.9 * 0.25
    const first = (a + back * b) / (1 - 0.3 * back)
    const second = b + 0.3 * first
    const counted = model.warmUpIntervals
    const end = model.intervals
    const offered = (q: number) =>
      days.map((tally) => {
        let sum = 0
        for (let i = counted; i < end; i++) sum += tally.queue[(i * model.queues + q) * QUEUE_COLUMNS + QUEUE.offered]
        return sum
      })
    expectMean(offered(0), first, 'first')
    expectMean(offered(1), second, 'second')
  })

  it('hold their line all the while and wait anew in the other queue', () => {
    const model = compile({
      interval: 3600,
      intervals: 2,
      lines: 3,
      queues: {
        one: {
          volume: 60,
          aht: { type: 'constant', value: 60 },
          groups: ['front'],
          transfers: [{ share: 1, to: 'two', priority: 1 }],
        },
        two: { volume: 0, aht: { type: 'constant', value: 300 }, groups: ['back'] },
      },
      groups: { front: { agents: 9 }, back: { agents: 1 } },
    })
    const { contacts, tally } = told(model, 1)
    const calls = contacts.filter(({ visit }) => visit === 1)
    expect(calls.some(({ outcome }) => outcome === OUTCOME.blocked)).toBe(true)
    for (const call of calls) {
      const onLine = contacts.filter(
        ({ arrived, ended, outcome, customer }) =>
          outcome === OUTCOME.answered && customer !== call.customer && arrived < call.arrived && ended > call.arrived,
      )
      expect(call.outcome).toBe(onLine.length === 3 ? OUTCOME.blocked : OUTCOME.answered)
    }
    const transferred = contacts.filter(({ visit }) => visit === 2)
    expect(transferred.some(({ left, arrived }) => left > arrived)).toBe(true)
    for (const { customer, arrived, queue } of transferred) {
      expect(queue).toBe(1)
      expect(arrived).toBe(calls.find((call) => call.customer === customer)?.ended)
    }
    expect(centreSum(model, tally, 'transferredOut', 0)).toBe(transferred.length)
    expect(centreSum(model, tally, 'transferredIn', 1)).toBe(transferred.length)
    expect(queueSum(model, tally, 'offered', 1)).toBe(transferred.length)
  })

  it('happen less where the group that answered says so', () => {
    const model = compile({
      interval: 3600,
      intervals: 1,
      queues: {
        one: {
          volume: 400,
          aht: 60,
          groups: ['specialists', 'front'],
          transfers: [{ share: 1, to: 'two', byGroup: { specialists: 0 } }],
        },
        two: { volume: 0, aht: 300, groups: ['back'] },
      },
      groups: { specialists: { agents: 3 }, front: { agents: 30 }, back: { agents: 60 } },
    })
    const { contacts } = told(model, 1)
    const groups = (visits: number) =>
      new Set(
        contacts
          .filter(
            ({ visit, customer }) => visit === 1 && contacts.filter((c) => c.customer === customer).length === visits,
          )
          .map(({ group }) => model.groupNames[group]),
      )
    expect(groups(1)).toEqual(new Set(['specialists']))
    expect(groups(2)).toEqual(new Set(['front']))
  })

  it('of tiers go to the part of the other queue for the same tier', () => {
    const model = compile({
      interval: 3600,
      intervals: 1,
      tiers: { vip: {}, ordinary: {} },
      queues: {
        one: {
          volume: 200,
          aht: 60,
          groups: ['all'],
          tiers: { vip: 0.3, ordinary: 0.7 },
          transfers: [{ share: 0.5, to: 'two' }],
        },
        two: { volume: 0, aht: 60, groups: ['all'], tiers: { ordinary: 0.5, vip: 0.5 } },
      },
      groups: { all: { agents: 30 } },
    })
    const { contacts } = told(model, 1)
    const second = contacts.filter(({ visit }) => visit === 2)
    expect(second.length).toBeGreaterThan(0)
    for (const { origin, queue } of second) expect(model.tierOf[queue]).toBe(model.tierOf[origin])
  })

  const saying = (queue: object): Scenario => ({
    ...network,
    queues: {
      ...network.queues,
      first: { volume: 1, aht: 1, groups: ['front'], ...queue },
      circle: { volume: 1, aht: 1, groups: ['front'], transfers: [{ share: 1, to: 'first' }] },
    },
  })
  it.each([
    [{ transfers: [{ share: 0.3, to: 'secnd' }] }, '/queues/first/transfers/0/to', 'did you mean "second"?'],
    [{ transfers: [{ share: 30, to: 'second' }] }, '/queues/first/transfers/0/share', ''],
    [
      {
        transfers: [
          { share: 0.7, to: 'second' },
          { share: 0.5, to: 'second' },
        ],
      },
      '/queues/first/transfers',
      'shares of the answered',
    ],
    [
      { transfers: [{ share: 0.7, to: 'second', byGroup: { bakc: 0 } }] },
      '/queues/first/transfers/0/byGroup',
      'did you mean "back"?',
    ],
    [{ transfers: [{ share: 1, to: 'circle' }] }, '/queues/first/transfers', 'less than 1'],
    [
      { transfers: [{ share: 0.1, to: 'second', counts: false }] },
      '/queues/first/transfers/0/counts',
      'leave counts out',
    ],
    [{ repeat: { share: 0.2 } }, '/queues/first/repeat/delay', 'mean in seconds'],
    [{ repeat: { share: 0.2, delay: 60, to: 'x' } }, '/queues/first/repeat/to', 'take one of'],
    [{ repeat: { share: 2, delay: 60 } }, '/queues/first/repeat/share', ''],
  ])('%j is answered with a message at %s', (words, name, how) => {
    expect(() => compile(saying(words))).toThrow(
      expect.objectContaining({
        where: expect.objectContaining({ name }),
        ...(how ? { how: expect.stringContaining(how) } : {}),
      }),
    )
  })
})
