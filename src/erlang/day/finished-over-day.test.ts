import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agentsToFinish, finishedWithin } from './finished-in-time.ts'
import { agentsToFinishOverDay, finishedOverDay } from './finished-over-day.ts'

const HOUR = 3600
const open = Array.from({ length: 24 }, (_, hour) => hour >= 8 && hour < 18)
const mails = { volumes: new Array<number>(24).fill(20), interval: HOUR, aht: 300, within: 4 * HOUR, open }

/** P(a sum of so many exponential times with mean 1 <= x). */
function gammaBelow(count: number, x: number): number {
  let term = Math.exp(-x)
  let tail = 0
  for (let k = 0; k < count; k++) {
    tail += term
    term *= x / (k + 1)
  }
  return 1 - tail
}

describe('work over a day', () => {
  it('that comes evenly and is done at all hours is the queue of the textbook', () => {
    for (const [agents, load, x] of [
      [1, 0.7, 3],
      [10, 9, 3],
      [40, 36, 0.5],
    ]) {
      const work = { interval: HOUR, aht: 600, within: 600 * x }
      const { onTime, utilisation, meanFinishTime } = finishedOverDay(
        { ...work, volumes: new Array(6).fill(load * 6) },
        new Array(6).fill(agents),
      )
      const truth = finishedWithin({ load, aht: 600, within: 600 * x, agents })
      expect(onTime).toBeCloseTo(truth.onTime, 4)
      expect(utilisation).toBeCloseTo(truth.utilisation, 4)
      expect(meanFinishTime / truth.meanFinishTime).toBeCloseTo(1, 3)
    }
    const traffic = { volumePerInterval: 54, interval: HOUR, aht: 600, within: 1800 }
    const { agents } = agentsToFinish({ ...traffic, share: 0.85 })
    expect(
      agentsToFinishOverDay({ interval: HOUR, aht: 600, within: 1800, volumes: [54, 54], share: 0.85 }).agents,
    ).toBe(agents)
  })

  it('behind a backlog is done after it: a sum of handle times', () => {
    const { onTime, onTimeByInterval } = finishedOverDay(
      {
        volumes: [1e-6, ...new Array(59).fill(0)],
        interval: 60,
        aht: 600,
        within: 2400,
        repeat: false,
        backlog: 3,
      },
      new Array(60).fill(1),
    )
    let truth = 0
    for (let k = 0; k < 100; k++) truth += gammaBelow(4, (2400 + (k + 0.5) * 0.6) / 600) / 100
    expect(onTime).toBeCloseTo(truth, 4)
    expect(onTimeByInterval[1]).toBeNaN()
  })

  it('that comes at night waits until the morning; what is due after the end is not judged', () => {
    // One item at most, at midnight: begun at 8, done within half an hour by its own handle time.
    const volumes = [1e-6, ...new Array(23).fill(0)]
    const agents = open.map((isOpen) => (isOpen ? 1 : 0))
    const work = { volumes, interval: HOUR, aht: 600, within: 8.5 * HOUR, repeat: false }
    let truth = 0
    for (let k = 0; k < 100; k++) truth -= Math.expm1(-(1800 + (k + 0.5) * 36) / 600) / 100
    expect(finishedOverDay(work, agents).onTime).toBeCloseTo(truth, 3)
    expect(finishedOverDay({ ...work, open, counts: 'open hours' }, agents).onTime).toBeCloseTo(1, 9)
    expect(finishedOverDay({ ...work, within: 25 * HOUR }, agents).onTime).toBeNaN()
  })

  it('is done sooner with every agent', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 6, maxLength: 6 }),
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 1, max: 9 }),
        (volumes, more, hours) => {
          const work = { volumes, interval: HOUR, aht: 500, within: hours * HOUR, open: [1, 1, 1, 1, 0, 0] }
          const items = volumes.reduce((sum, each) => sum + each, 0)
          fc.pre(items > 0)
          const least = Math.floor((items * 500) / (4 * HOUR)) + 2 + more
          const by = (n: number) => finishedOverDay(work, [n, n, n, n, 0, 0]).onTime
          const [few, many] = [by(least), by(least + 1)]
          expect(few).toBeGreaterThanOrEqual(0)
          expect(many).toBeGreaterThan(few - 1e-4)
          expect(many).toBeLessThanOrEqual(1 + 1e-9)
        },
      ),
      { numRuns: 15 },
    )
  })

  it('needs the least agents that reach the share', () => {
    const found = agentsToFinishOverDay({ ...mails, counts: 'open hours', share: 0.95 })
    const by = (n: number) =>
      finishedOverDay(
        { ...mails, counts: 'open hours' },
        open.map((isOpen) => (isOpen ? n : 0)),
      )
    expect(found.onTime).toBeGreaterThanOrEqual(0.95)
    expect(by(found.agents - 1).onTime).toBeLessThan(0.95)
    // The fluid has 4 agents busy to the last minute with these 40 hours of work.
    expect(by(4).onTime).toBe(0)
  })

  it('says how much can be done in time at most, and where work piles up', () => {
    expect(() => agentsToFinishOverDay({ ...mails, share: 0.95 })).toThrow(
      expect.objectContaining({ code: 'UNREACHABLE', how: expect.stringContaining('at most 58.0 %') }),
    )
    const { onTime, meanFinishTime } = finishedOverDay(
      mails,
      open.map((isOpen) => (isOpen ? 3 : 0)),
    )
    expect([onTime, meanFinishTime]).toEqual([0, Number.POSITIVE_INFINITY])
    expect(() => finishedOverDay({ ...mails, backlog: 5 }, new Array(24).fill(5))).toThrow(
      expect.objectContaining({ code: 'CONFLICT' }),
    )
  })
})
