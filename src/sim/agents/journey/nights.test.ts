import { describe, expect, it } from 'vitest'
import type { QueueScenario } from '../../../scenario/queue.ts'
import type { Scenario } from '../../../scenario/scenario.ts'
import { centreSum, expectMean, told } from '../../conservation.testing.ts'
import { compile, OUTCOME, simulate } from '../../index.ts'

const HOUR = 3600
/** 08:00 to 20:00. */
const DAY = 12 * HOUR

function hotline(queue: Partial<QueueScenario>, days = 3, agents = 400): Scenario {
  return {
    interval: HOUR,
    intervals: 12,
    days,
    queues: { hotline: { volume: 600, aht: 60, groups: ['front'], ...queue } },
    groups: { front: { agents } },
  }
}

/** Of each contact that is followed by another of its customer: when it ended, and when the next came. */
function gaps(scenario: Scenario, seed = 4) {
  const { contacts } = told(compile(scenario), seed)
  return contacts.flatMap((contact, k) => {
    const next = contacts[k + 1]
    const follows = next?.origin === contact.origin && next.customer === contact.customer
    return follows ? [{ ended: contact.ended, next: next.arrived }] : []
  })
}

const exactly = (value: number) => ({ type: 'constant' as const, value })

describe('delays in a centre that is open from 08:00 to 20:00', () => {
  // They used to skip the nights: after 24 h of opening, on the third day.
  it('of 24 hours end at the same time of the next day', () => {
    const found = gaps(hotline({ repeat: { share: 0.3, delay: exactly(24 * HOUR) } }))
    expect(found.length).toBeGreaterThan(200)
    for (const { ended, next } of found) expect(next).toBeCloseTo(ended + DAY, 6)
  })

  it('that end in a night end at the next opening, after that on their way through the day', () => {
    const found = gaps(hotline({ repeat: { share: 0.5, delay: exactly(8 * HOUR) } }))
    const overNight = found.filter(({ ended }) => ended % DAY > 4 * HOUR)
    expect(overNight.length).toBeGreaterThan(100)
    for (const { ended, next } of overNight) {
      const opening = (Math.floor(ended / DAY) + 1) * DAY
      // In the order in which their time came, in the first minute.
      expect(next).toBeCloseTo(opening + (60 * (ended + 8 * HOUR - opening)) / DAY, 5)
    }
    for (const { ended, next } of found.filter(({ ended }) => ended % DAY < 4 * HOUR))
      expect(next).toBeCloseTo(ended + 8 * HOUR, 6)
  })

  it('count the open hours alone where the queue says so', () => {
    const found = gaps(hotline({ timeCounts: 'open-hours', repeat: { share: 0.5, delay: exactly(8 * HOUR) } }))
    expect(found.length).toBeGreaterThan(200)
    for (const { ended, next } of found) expect(next).toBeCloseTo(ended + 8 * HOUR, 6)
  })

  it('are the same for those who hang up, in the event loop and agent by agent', () => {
    const queue = { patience: exactly(20), redial: { abandoned: 1, delay: exactly(14 * HOUR), attempts: 3 } }
    const nobody = hotline(queue, 3, 0)
    const fast: number[][] = []
    simulate(compile(nobody), 4, 0, undefined, (...record) => fast.push(record as number[]))
    const { contacts } = told(compile({ ...nobody, customers: true }), 4)
    expect(fast.map(([, attempt, arrived]) => [attempt, arrived]).sort()).toEqual(
      contacts.map(({ attempt, arrived }) => [attempt, arrived]).sort(),
    )
    // 14 hours after a call between 18:00 and 20:00 it is open again, else it is the opening.
    for (const { ended, next } of gaps({ ...nobody, customers: true })) {
      const opening = (Math.floor(ended / DAY) + 1) * DAY
      if (ended + 2 * HOUR > opening) expect(next).toBeCloseTo(ended + 2 * HOUR, 6)
      else expect(next - opening).toBeLessThan(60)
    }
  })

  it('of a call back that is tried again, and its wait, count the night', () => {
    const scenario = hotline(
      {
        volume: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 100],
        callback: { above: 0, accept: 1, reached: 0.5, retry: exactly(4 * HOUR), attempts: 2 },
      },
      2,
      1,
    )
    const model = compile(scenario)
    const { tally, contacts } = told(model, 4)
    const overNight = contacts.filter(
      ({ outcome, arrived, left }) => outcome === OUTCOME.answered && arrived < DAY && left >= DAY,
    )
    expect(overNight.length).toBeGreaterThan(10)
    const waited = centreSum(model, tally, 'callbackWait', 0)
    expect(waited).toBeGreaterThan(12 * HOUR * overNight.length)
  })

  it('bring as many as the shares say: each day those of the day before too', () => {
    const share = 0.4
    const model = compile(hotline({ repeat: { share, delay: exactly(24 * HOUR) } }))
    const repeats = Array.from({ length: 80 }, (_, k) => centreSum(model, simulate(model, 6, k), 'repeats', 0))
    // Of three days' calls: the first day's come on the second, and these and the second's own on the third. A minute of handle time moves a few to the opening.
    expectMean(repeats, 600 * (share + share * (1 + share)), 'repeats')
  })

  it('send away who waits at the close of a day', () => {
    const queue: Partial<QueueScenario> = {
      volume: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 100],
      open: [{ from: 0, to: DAY }],
      atClosing: 'send-away',
    }
    const { contacts } = told(compile(hotline(queue, 2, 0)), 4)
    expect(new Set(contacts.map(({ outcome, ended }) => `${outcome} ${ended % DAY}`))).toEqual(
      new Set([`${OUTCOME.sentAway} 0`]),
    )
    expect(contacts.filter(({ ended }) => ended === DAY).length).toBeGreaterThan(50)
  })
})

describe('callers who hang up when the day ends', () => {
  // They stayed on the line through the night, and were answered at the opening as if no time had passed.
  it('are gone in the evening, and call again in the morning: what falls into the night in the first minute', () => {
    const scenario = hotline({
      aht: 600,
      atClosing: 'hang-up',
      redial: { abandoned: 1, delay: exactly(HOUR) },
    })
    const { contacts } = told(compile({ ...scenario, groups: { front: { agents: 6 } } }), 4)
    const inTheEvening = contacts.filter(({ outcome, left }) => outcome === OUTCOME.abandoned && left % DAY === 0)
    expect(inTheEvening.length).toBeGreaterThan(100)
    for (const { arrived, left } of contacts) expect(Math.floor(arrived / DAY)).toBe(Math.ceil(left / DAY) - 1)
    const again = contacts.filter(({ attempt, arrived }) => attempt > 1 && arrived % DAY < 60)
    // Nobody calls again after the last day.
    expect(again.length).toBe(inTheEvening.filter(({ left }) => left < 3 * DAY).length)
  })

  it('have waited half a day on average where nobody answers', () => {
    const model = compile(hotline({ volume: 200, atClosing: 'hang-up' }, 2, 0))
    const waits = Array.from({ length: 60 }, (_, replication) => {
      const { contacts } = told(model, 5, replication)
      expect(contacts.every(({ outcome }) => outcome === OUTCOME.abandoned)).toBe(true)
      return contacts.reduce((sum, { arrived, left }) => sum + left - arrived, 0) / contacts.length
    })
    expectMean(waits, DAY / 2, 'wait')
  })

  it('hang up by their tier, and not where work waits', () => {
    const model = compile({
      ...hotline({ volume: 200, tiers: { vip: 0.5, ordinary: 0.5 }, atClosing: 'hang-up' }, 2, 0),
      tiers: { vip: { atClosing: 'finish' }, ordinary: {} },
      closing: 'stop',
    })
    const { contacts } = told(model, 5)
    // Of the last day too, where the run is not stopped with it.
    for (const { queue, outcome } of contacts.filter(({ arrived }) => arrived < DAY))
      expect(outcome).toBe(queue === 0 ? OUTCOME.left : OUTCOME.abandoned)
    expect(() => compile(hotline({ channel: 'deferred', atClosing: 'hang-up' }))).toThrow(/does not hang up/)
    // Where days follow at once, nothing closes.
    expect(() => compile({ ...hotline({ atClosing: 'hang-up' }), intervals: 24 })).toThrow(/never closes/)
  })
})
