import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from '../compile/index.ts'
import { createTally, GROUP, GROUP_COLUMNS, QUEUE, QUEUE_COLUMNS, WAIT_BINS, waitBin } from '../model/tally.ts'
import { bookAbandonedSpan, bookAfterCall, bookBusy, bookQueued, bookSpan, bookWaiting, countLeft } from './booking.ts'
import { settle, sumSteps } from './settle.ts'
import { Workspace } from './workspace.ts'

const INTERVAL = 60
const INTERVALS = 5

/** Two queues and two groups, the second of each with limits; the first interval is warm-up. */
function begun() {
  const model = compile({
    interval: INTERVAL,
    intervals: INTERVALS,
    warmUp: INTERVAL,
    queues: {
      first: { volume: 1, aht: 60, groups: ['one'] },
      second: {
        volume: 1,
        aht: 60,
        patience: 30,
        target: { serviceLevel: { within: 20, share: 0.8, definition: { excludingAbandonsWithin: 5 } } },
        groups: ['two'],
      },
    },
    groups: { one: { agents: 0 }, two: { agents: 2 } },
  })
  const work = new Workspace(model)
  const tally = createTally(model)
  work.reset(1, 0, tally, undefined)
  const queue = (name: keyof typeof QUEUE, interval: number, q = 1) =>
    tally.queue[(interval * 2 + q) * QUEUE_COLUMNS + QUEUE[name]]
  const group = (name: keyof typeof GROUP, g = 1) =>
    Array.from({ length: INTERVALS + 1 }, (_, i) => tally.group[(i * 2 + g) * GROUP_COLUMNS + GROUP[name]])
  return { work, tally, queue, group }
}

/** Seconds of [from, to) in each interval, and after the last. */
function parts(from: number, to: number): number[] {
  return Array.from({ length: INTERVALS + 1 }, (_, i) => {
    const end = i === INTERVALS ? Number.POSITIVE_INFINITY : (i + 1) * INTERVAL
    return Math.max(0, Math.min(to, end) - Math.max(from, i * INTERVAL))
  })
}

const moments = fc.integer({ min: 0, max: 4 * INTERVALS * INTERVAL + 100 }).map((quarters) => quarters / 4)

describe('what lasts from one moment to another', () => {
  it('is booked to the intervals in which it passes, the time after the last included', () => {
    const { work } = begun()
    fc.assert(
      fc.property(fc.array(fc.tuple(moments, moments), { maxLength: 6 }), (spans) => {
        const [columns, column, count, of] = [3, 1, 2, 1]
        const rows = new Float64Array((INTERVALS + 1) * count * columns)
        const steps = new Float64Array((INTERVALS + 1) * count)
        const expected = new Array<number>(INTERVALS + 1).fill(0)
        for (const [one, other] of spans) {
          const [from, to] = [Math.min(one, other), Math.max(one, other)]
          bookSpan(work, rows, of * columns + column, count * columns, steps, of, count, from, to)
          for (const [i, seconds] of parts(from, to).entries()) expected[i] += seconds
        }
        sumSteps(steps, rows, column, count, columns, INTERVALS, INTERVAL)
        for (const [place, seconds] of rows.entries()) {
          const isIts = place % (count * columns) === of * columns + column
          expect(seconds).toBe(isIts ? expected[Math.floor(place / (count * columns))] : 0)
        }
      }),
    )
  })

  it('of a group and of a queue stands in its columns when the run is settled', () => {
    const { work, tally, queue, group } = begun()
    bookBusy(work, 1, 10, 200)
    bookAfterCall(work, 1, 200, 310)
    bookWaiting(work, 1, 50, 130)
    settle(work)
    expect(group('busy')).toEqual(parts(10, 200))
    expect(group('afterCall')).toEqual(parts(200, 310))
    expect([0, 1, 2, 3].map((i) => queue('queueSeconds', i))).toEqual([10, 60, 10, 0])
    // two agents on duty; after the last interval only work counts, as overtime
    expect(group('staffed')).toEqual([120, 120, 120, 120, 120, 10])
    expect(group('overtime')).toEqual([0, 0, 0, 0, 0, 10])
    expect(group('busy', 0)).toEqual(parts(0, 0))
    expect(queue('queueSeconds', 1, 0)).toBe(0)
    expect(tally.longestQueue.every(Number.isNaN)).toBe(true)
  })
})

describe('a contact that waited', () => {
  it('and was answered counts where it came, its wait where it passed', () => {
    const { work, tally, queue } = begun()
    const wait = (from: number, to: number, current: number) => {
      work.span[0] = from
      work.span[1] = to
      bookQueued(work, 1, Math.floor(from / INTERVAL), current)
    }
    wait(10, 30, 0)
    wait(70, 100, 1)
    wait(90, 130, 2)
    settle(work)
    expect([0, 1, 2].map((i) => [queue('queued', i), queue('queueSeconds', i)])).toEqual([
      [1, 20],
      [2, 60],
      [0, 10],
    ])
    // the first came in the warm-up
    const bins = tally.answeredWaits.subarray(WAIT_BINS)
    expect(bins.reduce((sum, count) => sum + count)).toBe(2)
    expect([bins[waitBin(30)], bins[waitBin(40)]]).toEqual([1, 1])
    expect(tally.answeredWaits.subarray(0, WAIT_BINS).some(Boolean)).toBe(false)
  })

  it.each([
    [5, 1, 1],
    [5.25, 1, 0],
    [20, 1, 0],
    [20.25, 0, 0],
  ])('and hung up after %d s', (wait, within, early) => {
    const { work, tally, queue } = begun()
    for (const from of [10, 70]) {
      work.span[0] = from
      work.span[1] = from + wait
      bookAbandonedSpan(work, 1, Math.floor(from / INTERVAL))
    }
    for (const interval of [0, 1])
      expect(
        (['abandoned', 'abandonedWithin', 'abandonedEarly', 'abandonedWait'] as const).map((name) =>
          queue(name, interval),
        ),
      ).toEqual([1, within, early, wait])
    expect(tally.abandonedWaits[WAIT_BINS + waitBin(wait)]).toBe(1)
    expect(tally.abandonedWaits.reduce((sum, count) => sum + count)).toBe(1)
  })

  it('and is still there at the end is left', () => {
    const { work, queue } = begun()
    countLeft(work, 1, 3, 70)
    countLeft(work, 1, 3, 80)
    expect([queue('left', 3), queue('leftWait', 3), queue('left', 2)]).toEqual([2, 150, 0])
  })
})
