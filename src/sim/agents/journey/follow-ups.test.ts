import { describe, expect, it } from 'vitest'
import type { QueueScenario } from '../../../scenario/queue.ts'
import type { Scenario } from '../../../scenario/scenario.ts'
import { centreSum, expectMean, queueSum, routeSum, told } from '../../conservation.testing.ts'
import { compile, OUTCOME, QUEUE_COLUMNS, ROUTE_COLUMNS, simulate } from '../../index.ts'

const HOUR = 3600

/** A hotline, and inspectors who check what it does. */
function centre(words: Partial<QueueScenario>, checks: Partial<QueueScenario> = {}): Scenario {
  return {
    interval: 1800,
    intervals: 16,
    queues: {
      hotline: {
        volume: 900,
        aht: 200,
        patience: 60,
        groups: ['front'],
        repeat: { share: 0.15, delay: 1800 },
        redial: { abandoned: 0.4, delay: 300 },
        ...words,
      },
      checks: { channel: 'deferred', volume: 0, aht: 300, groups: ['inspectors'], ...checks },
    },
    groups: { front: { agents: 7 }, inspectors: { agents: 4 } },
  }
}

/** All that is counted of the hotline and who answered it. */
function ofHotline(scenario: Scenario, seed: number) {
  const model = compile({ ...scenario, customers: true })
  const { queue, route } = simulate(model, seed, 0)
  const rows = Array.from({ length: model.intervals + 1 }, (_, i) => i)
  return rows.map((i) => [
    ...queue.subarray(i * model.queues * QUEUE_COLUMNS, i * model.queues * QUEUE_COLUMNS + QUEUE_COLUMNS),
    ...route.subarray(i * model.routes * ROUTE_COLUMNS, i * model.routes * ROUTE_COLUMNS + ROUTE_COLUMNS),
  ])
}

describe('follow-ups', () => {
  it('leave every figure of what they follow from as it is, to the bit', () => {
    const alone = ofHotline(centre({}), 3)
    for (const followUps of [
      [{ to: 'checks', share: 0.1 }],
      [
        { to: 'checks', share: 0.3, delay: HOUR },
        { to: 'checks', share: 0.5, after: 'abandoned' as const },
      ],
    ])
      expect(ofHotline(centre({ followUps }), 3)).toEqual(alone)
  })

  // A check by transfers made the hotline's customers repeat less: 12.4 % in place of 13.7 %.
  it('and so does work that transfers bring to a queue of deferred work', () => {
    expect(ofHotline(centre({ transfers: [{ share: 0.1, to: 'checks' }] }), 3)).toEqual(ofHotline(centre({}), 3))
  })

  it('of one contact come each by its own chance: as many as their shares say, and both as often as their product', () => {
    const model = compile({
      ...centre({
        followUps: [
          { to: 'checks', share: 0.5 },
          { to: 'survey', share: 0.6 },
        ],
      }),
      queues: {
        hotline: {
          ...centre({}).queues.hotline,
          followUps: [
            { to: 'checks', share: 0.5 },
            { to: 'survey', share: 0.6 },
          ],
        },
        checks: { channel: 'deferred', aht: 60, groups: ['inspectors'] },
        survey: { channel: 'deferred', aht: 60, groups: ['inspectors'] },
      } as Scenario['queues'],
    })
    const shares = Array.from({ length: 60 }, (_, day) => {
      const { tally, contacts } = told(model, 5, day)
      const answered = routeSum(model, tally, 'answered', 0)
      const followed = [1, 2].map((q) => contacts.filter(({ queue }) => queue === q))
      const keyOf = ({ origin, customer, arrived }: (typeof contacts)[number]) => `${origin} ${customer} ${arrived}`
      const checked = new Set(followed[0].map(keyOf))
      return [
        followed[0].length / answered,
        followed[1].length / answered,
        followed[1].filter((contact) => checked.has(keyOf(contact))).length / answered,
      ]
    })
    // What ends after the close of the day is followed by nothing; of 900 calls that is one or two.
    const [first, second, both] = [0, 1, 2].map((k) => shares.map((share) => share[k]))
    expectMean(first, 0.5, 'checks')
    expectMean(second, 0.6, 'surveys')
    expectMean(both, 0.3, 'both')
  })

  it('come after an exact delay, by the clock, and follow each end of a contact that they name', () => {
    const scenario = centre(
      {
        open: [{ from: HOUR, to: 7 * HOUR }],
        atClosing: 'send-away',
        followUps: (['answered', 'abandoned', 'closed', 'sent-away'] as const).map((after) => ({
          to: `after ${after}`,
          after,
          delay: 900,
        })),
        repeat: { share: 0, delay: 1 },
        redial: { delay: 1 },
      },
      {},
    )
    const work: QueueScenario = { channel: 'deferred', aht: 60, groups: ['inspectors'] }
    const names = ['answered', 'abandoned', 'closed', 'sent-away'] as const
    const model = compile({
      ...scenario,
      groups: { front: { agents: 4 }, inspectors: { agents: 4 } },
      queues: {
        hotline: { ...scenario.queues.hotline, volume: 1500, patience: 400 },
        ...Object.fromEntries(names.map((name) => [`after ${name}`, work])),
      },
    })
    const { tally, contacts } = told(model, 2)
    const ends = [OUTCOME.answered, OUTCOME.abandoned, OUTCOME.closed, OUTCOME.sentAway]
    const calls = contacts.filter(({ queue }) => queue === 0)
    ends.forEach((outcome, k) => {
      const ended = calls.filter((call) => call.outcome === outcome && call.ended + 900 < 8 * HOUR)
      const followed = contacts.filter(({ queue }) => queue === k + 1)
      expect(ended.length).toBeGreaterThan(outcome === OUTCOME.sentAway ? 2 : 40)
      expect(followed.map(({ arrived }) => arrived).sort()).toEqual(ended.map((call) => call.ended + 900).sort())
      expect(centreSum(model, tally, 'followUps', k + 1)).toBe(followed.length)
      expect(queueSum(model, tally, 'offered', k + 1)).toBe(followed.length)
    })
  })

  it('are customers of nobody: those are counted as they are without them', () => {
    const model = compile(centre({ followUps: [{ to: 'checks', share: 0.5 }] }))
    const { tally } = told(model, 3)
    expect(centreSum(model, tally, 'followUps', 1)).toBeGreaterThan(200)
    expect([centreSum(model, tally, 'customers', 1), centreSum(model, tally, 'customersServed', 1)]).toEqual([0, 0])
  })

  it.each([
    [{ to: 'nowhere' }, 'MISSING', 'to'],
    [{ to: 'checks', share: 2 }, 'OUT_OF_RANGE', 'share'],
    [{ to: 'checks', after: 'never' as 'closed' }, 'UNREADABLE', 'after'],
    [{ to: 'checks', delay: -1 }, 'OUT_OF_RANGE', 'delay'],
    // It went round for ever in one moment.
    [{ to: 'hotline', after: 'blocked', share: 0.5 }, 'CONFLICT', ''],
  ] as const)('%j is refused', (followUp, code, word) => {
    expect(() => compile(centre({ followUps: [followUp] }))).toThrow(
      expect.objectContaining({
        code,
        where: {
          name: expect.stringContaining(
            word === '' ? '/queues/hotline/followUps' : `/queues/hotline/followUps/0/${word}`,
          ),
        },
      }),
    )
  })
})
