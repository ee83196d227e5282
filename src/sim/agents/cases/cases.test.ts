import { describe, expect, it } from 'vitest'
import type { CaseScenario } from '../../../scenario/case.ts'
import type { QueueScenario } from '../../../scenario/queue.ts'
import type { Scenario } from '../../../scenario/scenario.ts'
import { expectMean, queueSum, told } from '../../conservation.testing.ts'
import { compile, replicate, simulate, type Tally } from '../../index.ts'
import { CASE, CASE_COLUMNS, CLOCK, CLOCK_COLUMNS } from '../../model/case-columns.ts'

const HOUR = 3600
const DAY = 24 * HOUR

const work = (aht: QueueScenario['aht'], more: Partial<QueueScenario> = {}): QueueScenario => ({
  channel: 'deferred',
  aht,
  groups: ['desk'],
  ...more,
})

/** Two steps, and whatever else. */
function desk(
  ticket: Partial<CaseScenario>,
  queues: Record<string, QueueScenario>,
  { days = 2, agents = 400, intervals = 24 } = {},
): Scenario {
  return {
    interval: HOUR,
    intervals,
    days,
    queues,
    cases: { ticket: { steps: [{ queue: 'first' }, { queue: 'second' }], ...ticket } },
    groups: { desk: { agents } },
  }
}

const caseSum = ({ cases }: Tally, column: number) =>
  cases.reduce((sum, each, k) => sum + (k % CASE_COLUMNS === column ? each : 0), 0)
const clockSum = ({ clocks }: Tally, clock: number, count: number, column: number) =>
  clocks.reduce((sum, each, k) => sum + (k % (CLOCK_COLUMNS * count) === clock * CLOCK_COLUMNS + column ? each : 0), 0)

describe('cases', () => {
  it('have clocks that run from their creation: of two exponential steps, one after the other, the second is done in time as the sum of both says', () => {
    const [one, two] = [2 * HOUR, 3 * HOUR]
    const within = 6 * HOUR
    const model = compile(
      desk(
        {
          steps: [
            { queue: 'first', within: 3 * HOUR },
            { queue: 'second', within },
          ],
        },
        { first: work(one, { volume: 200 }), second: work(two) },
      ),
    )
    const runs = Array.from({ length: 60 }, (_, k) => simulate(model, 2, k).clocks).map(
      (clocks) => ({ clocks }) as Tally,
    )
    const share = (clock: number) =>
      runs.map((tally) => clockSum(tally, clock, 2, CLOCK.inTime) / clockSum(tally, clock, 2, CLOCK.due))
    expectMean(share(0), 1 - Math.exp(-3 / 2), 'the first step')
    // The sum of two exponential times of different means (hypoexponential).
    const late = (one * Math.exp(-within / one) - two * Math.exp(-within / two)) / (one - two)
    expectMean(share(1), 1 - late, 'both steps')
  })

  it('have a clock for the beginning of the work: of one agent who takes what is due first, the wait of an M/M/1 queue', () => {
    const rate = 18 / HOUR
    const aht = 100
    const within = 50
    const model = compile(
      desk(
        { steps: [{ queue: 'first', beginWithin: within, within: 10 * DAY }] },
        { first: work(aht, { volume: rate * DAY }) },
        { agents: 1, days: 12 },
      ),
    )
    const shares = Array.from({ length: 60 }, (_, k) => {
      const tally = simulate(model, 2, k)
      return clockSum(tally, 0, 2, CLOCK.inTime) / clockSum(tally, 0, 2, CLOCK.due)
    })
    const load = rate * aht
    expectMean(shares, 1 - load * Math.exp(-within * (1 / aht - rate)), 'begun in time')
  })

  it('are escalated once when a clock runs out, as often as it does, and the work comes to its queue', () => {
    const model = compile(
      desk(
        { steps: [{ queue: 'first', within: HOUR }], escalation: { to: 'emergency', when: 'late' } },
        { first: work(2 * HOUR, { volume: 200 }), emergency: work(60) },
      ),
    )
    const runs = Array.from({ length: 60 }, (_, k) => simulate(model, 2, k))
    const share = runs.map((tally) => caseSum(tally, CASE.escalated) / clockSum(tally, 0, 1, CLOCK.due))
    expectMean(share, Math.exp(-1 / 2), 'escalated')
    const { tally, contacts } = told(model, 2)
    expect(contacts.filter(({ queue }) => queue === 1).length).toBe(caseSum(tally, CASE.escalated))
    expect(caseSum(tally, CASE.escalatedLate)).toBe(caseSum(tally, CASE.escalated))
    expect(clockSum(tally, 0, 1, CLOCK.due) - clockSum(tally, 0, 1, CLOCK.inTime)).toBe(caseSum(tally, CASE.escalated))
  })

  it('are escalated when their customer comes again while they are open: the ticket of a call is still open after d with exp(-d / m)', () => {
    const share = 0.5
    const delay = 4 * HOUR
    const aht = 6 * HOUR
    const scenario: Scenario = {
      ...desk(
        { steps: [{ queue: 'tickets' }], escalation: { to: 'emergency', when: 'repeat' } },
        {
          hotline: {
            volume: 400,
            aht: { type: 'constant', value: 60 },
            groups: ['desk'],
            repeat: { share, delay: { type: 'constant', value: delay }, to: 'again' },
            followUps: [{ to: 'tickets' }],
          },
          again: { volume: 0, aht: 60, groups: ['desk'] },
          tickets: work(aht),
          emergency: work(60),
        },
        { agents: 2000 },
      ),
    }
    const model = compile(scenario)
    const shares = Array.from({ length: 60 }, (_, k) => {
      const { tally, contacts } = told(model, 3, k)
      const again = contacts.filter(({ queue }) => queue === 1).length
      expect(caseSum(tally, CASE.escalatedByRepeat)).toBe(caseSum(tally, CASE.escalated))
      return caseSum(tally, CASE.escalated) / again
    })
    expectMean(shares, Math.exp(-delay / aht), 'escalated by those who came again')
  })

  it('skip steps by chance, come to a later one after an exact time, and every contact ends once', () => {
    const model = compile(
      desk(
        {
          steps: [
            { queue: 'first', within: 2 * HOUR },
            { queue: 'second', share: 0.3, within: DAY },
            { queue: 'third', after: 12 * HOUR, within: DAY },
          ],
        },
        { first: work(600, { volume: 100 }), second: work(600), third: work({ type: 'constant', value: 60 }) },
      ),
    )
    const { tally, contacts } = told(model, 4)
    const keys = contacts.map(({ origin, customer, followUp, visit }) => `${origin} ${customer} ${followUp} ${visit}`)
    expect(new Set(keys).size).toBe(contacts.length)
    for (const q of [0, 1, 2])
      expect(queueSum(model, tally, 'offered', q)).toBe(contacts.filter(({ queue }) => queue === q).length)
    const of = (q: number) => contacts.filter(({ queue }) => queue === q)
    const [first, second, third] = [0, 1, 2].map(of)
    expect(Math.abs(second.length - 0.3 * first.length)).toBeLessThan(4 * Math.sqrt(0.21 * first.length))
    const before = new Map([...first, ...second].map((each) => [`${each.customer}`, each.ended]))
    expect(third.length).toBeGreaterThan(100)
    for (const { customer, arrived } of third) expect(arrived).toBe((before.get(`${customer}`) as number) + 12 * HOUR)
    expect(caseSum(tally, CASE.opened)).toBe(first.length)
    expect(caseSum(tally, CASE.closed)).toBe(third.filter(({ ended, left }) => ended > left).length)
    expect(clockSum(tally, 1, 3, CLOCK.stopped)).toBe(second.filter(({ ended, left }) => ended > left).length)
  })

  it('count nights in their clocks, and do not judge what is not due', async () => {
    const scenario = desk(
      { steps: [{ queue: 'first', within: 24 * HOUR }] },
      { first: work(60, { volume: 60 }) },
      { intervals: 12, days: 2, agents: 0 },
    )
    const { estimates } = await replicate(scenario, { replications: 4 })
    const [{ days, whole, name }] = estimates.clocks ?? []
    expect(name).toBe('ticket: first done')
    expect(days.map(({ due }) => due.value > 40)).toEqual([true, false])
    expect([days[0].inTimeShare.value, days[1].due.value]).toEqual([0, 0])
    expect(whole.due.value).toBe(days[0].due.value)
    expect(estimates.cases?.[0].whole.opened.value).toBe(estimates.queues[0].whole.offered.value)
  })

  it('work on what is due first: an old case goes before a new one in its second step', () => {
    const model = compile(
      desk(
        {
          steps: [
            { queue: 'first', within: DAY },
            { queue: 'second', within: DAY },
          ],
        },
        {
          first: work({ type: 'constant', value: 60 }, { volume: 300 }),
          second: work({ type: 'constant', value: 60 }),
        },
        { agents: 1 },
      ),
    )
    const { contacts } = told(model, 4)
    const begun = contacts.filter(({ agent }) => agent >= 0).sort((a, b) => a.left - b.left)
    // A second step is due when its first was: it is begun before every case that was created later.
    const created = new Map(contacts.filter(({ queue }) => queue === 0).map((each) => [each.customer, each.arrived]))
    const second = begun.filter(({ queue }) => queue === 1)
    for (let k = 1; k < second.length; k++)
      expect(created.get(second[k].customer)).toBeGreaterThan(created.get(second[k - 1].customer) as number)
  })

  const two = { first: work(60, { volume: 10 }), second: work(60, { volume: 0 }) }
  it.each([
    [{ steps: [] }, two, 'MISSING', 'steps'],
    [{ steps: [{ queue: 'nowhere' }] }, two, 'MISSING', 'steps/0/queue'],
    [
      { steps: [{ queue: 'calls' }] },
      { ...two, calls: { volume: 1, aht: 60, groups: ['desk'] } },
      'CONFLICT',
      'steps/0/queue',
    ],
    [{ steps: [{ queue: 'first', after: 60 }] }, two, 'CONFLICT', 'steps/0/after'],
    [{ steps: [{ queue: 'first' }, { queue: 'first' }] }, two, 'CONFLICT', 'steps/1/queue'],
    [{ steps: [{ queue: 'first', within: 5, beginWithin: 9 }] }, two, 'OUT_OF_RANGE', 'steps/0/beginWithin'],
    [{ steps: [{ queue: 'first' }], escalation: { to: 'nobody' } }, two, 'MISSING', 'escalation/to'],
    [
      { steps: [{ queue: 'first' }, { queue: 'second' }] },
      { ...two, second: work(60, { volume: 0, open: [{ from: 0, to: 60 }] }) },
      'CONFLICT',
      'steps/1/queue',
    ],
  ] as const)('%j is refused', (ticket, queues, code, at) => {
    expect(() => compile(desk(ticket as CaseScenario, queues as never))).toThrow(
      expect.objectContaining({ code, where: { name: `/cases/ticket/${at}` } }),
    )
  })
})
