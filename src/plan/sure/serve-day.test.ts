import { describe, expect, it } from 'vitest'
import { erlangA } from '../../erlang/index.ts'
import { randomStream } from '../../numeric/random/stream.ts'
import { compile, QUEUE, QUEUE_COLUMNS, ROUTE, ROUTE_COLUMNS, simulate } from '../../sim/index.ts'
import { poissonCount } from '../history.testing.ts'
import { type DayShape, type RealisedDay, realisedDay } from './realised-day.ts'
import { makeDesk, serveDay } from './serve-day.ts'

const INTERVAL = 1800

function shapeOf(intervals: number, patience: number, stretches: DayShape['stretches'] = [[0, intervals]]): DayShape {
  return { interval: INTERVAL, aht: new Float64Array(intervals).fill(240), patience, stretches }
}

function dayOf(contacts: [at: number, handle: number, patience?: number][], intervals: number): RealisedDay {
  const first = Int32Array.from(
    { length: intervals + 1 },
    (_, i) => contacts.filter(([at]) => at < i * INTERVAL).length,
  )
  return {
    contacts: contacts.length,
    arrivals: Float64Array.from(contacts, ([at]) => at),
    handleTimes: Float64Array.from(contacts, ([, handle]) => handle),
    patience: Float64Array.from(contacts, ([, , patience = Infinity]) => patience),
    first,
  }
}

function waitsOf(day: RealisedDay, agents: number[], shape: DayShape): number[] {
  const waits = new Float64Array(day.contacts)
  serveDay(day, Float64Array.from(agents), shape, waits, makeDesk())
  return Array.from(waits)
}

describe('serveDay', () => {
  it('answers in the order of arrival, and writes down when somebody hangs up', () => {
    const day = dayOf(
      [
        [0, 100],
        [10, 100],
        [20, 100, 30],
        [30, 50],
      ],
      1,
    )
    expect(waitsOf(day, [1], shapeOf(1, 60))).toEqual([0, 90, -30, 170])
    expect(waitsOf(day, [2], shapeOf(1, 60))).toEqual([0, 0, -30, 70])
  })

  it('lets the queue go on into the next interval, where agents come and go', () => {
    const day = dayOf(
      [
        [1700, 1000],
        [1710, 1000],
        [1720, 100],
        [1900, 100],
      ],
      3,
    )
    // one more from 1800 on takes the second; the third waits for him
    expect(waitsOf(day, [1, 2, 2], shapeOf(3, 60))).toEqual([0, 90, 980, 900])
    // of two, who is first free goes
    expect(waitsOf(day, [2, 1, 1], shapeOf(3, 60))).toEqual([0, 0, 990, 910])
    // nobody is there before 3600
    expect(waitsOf(day, [0, 0, 1], shapeOf(3, 60))).toEqual([1900, 2890, 3880, 3800])
  })

  it('begins every stretch of open hours empty, and serves who waits at its end', () => {
    const day = dayOf(
      [
        [1700, 4000],
        [1790, 100],
        [3700, 100],
      ],
      3,
    )
    const shape = shapeOf(3, 60, [
      [0, 1],
      [2, 3],
    ])
    expect(waitsOf(day, [1, 0, 1], shape)).toEqual([0, 3910, 0])
  })

  it('answers nobody where no agent comes', () => {
    const shape = shapeOf(1, 60)
    expect(
      waitsOf(
        dayOf(
          [
            [0, 1],
            [5, 1, 30],
          ],
          1,
        ),
        [0],
        shape,
      ),
    ).toEqual([-Infinity, -30])
  })

  it('does what the simulator does with the same contacts', () => {
    const intervals = 12
    const shape = shapeOf(intervals, 90)
    const agents = Float64Array.from({ length: intervals }, (_, i) => [9, 10, 14, 8, 12, 11][i % 6])
    const course = Float64Array.from({ length: intervals }, (_, i) => 60 + 25 * Math.sin(i))
    for (let seed = 1; seed <= 5; seed++) {
      const day = realisedDay(course, shape, [seed])
      const waits = Float64Array.from(waitsOf(day, Array.from(agents), shape))
      const calls = Array.from(day.arrivals, (at, k) => ({ at, handle: day.handleTimes[k], patience: day.patience[k] }))
      const scenario = {
        interval: INTERVAL,
        intervals,
        queues: {
          calls: {
            calls,
            aht: 240,
            patience: 90,
            groups: ['all'],
            target: { serviceLevel: { within: 20, share: 0.8 } },
          },
        },
        groups: { all: { agents: Array.from(agents) } },
      }
      const tally = simulate(compile(scenario), 1, 0)
      const sum = (rows: Float64Array, columns: number, column: number) =>
        Array.from({ length: intervals }, (_, i) => rows[i * columns + column]).reduce((a, b) => a + b, 0)
      const within = waits.filter((wait) => wait >= 0 && wait <= 20).length
      expect(sum(tally.queue, QUEUE_COLUMNS, QUEUE.offered)).toBe(day.contacts)
      // those who wait at the very end are served here and left there
      expect(Math.abs(sum(tally.route, ROUTE_COLUMNS, ROUTE.answeredWithin) - within)).toBeLessThanOrEqual(1)
      expect(
        Math.abs(sum(tally.queue, QUEUE_COLUMNS, QUEUE.abandoned) - waits.filter((wait) => wait < 0).length),
      ).toBeLessThanOrEqual(3)
    }
  })

  it('comes to Erlang A over a long time of Poisson counts that all days share', { tags: ['slow'] }, () => {
    // 60 days of 48 half hours at one rate; counts of a Poisson stream, as realisedDay asks for.
    const intervals = 48
    const shape = shapeOf(intervals, 120)
    const volume = 60
    const days = Array.from({ length: 60 }, (_, d) => {
      const random = randomStream(8, d)
      const poisson = () => poissonCount(volume, random)
      return realisedDay(Float64Array.from({ length: intervals }, poisson), shape, [4, d])
    })
    const agents = new Float64Array(intervals).fill(9)
    const shares = days.map((day) => {
      const waits = waitsOf(day, Array.from(agents), shape)
      return waits.filter((wait) => wait >= 0 && wait <= 20).length / day.contacts
    })
    const mean = shares.reduce((a, b) => a + b, 0) / shares.length
    const deviation = Math.sqrt(shares.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (shares.length - 1))
    const theory = erlangA({ volumePerInterval: volume, interval: INTERVAL, aht: 240, agents: 9, patience: 120 })
    // four standard errors, and the empty start of each day: three handle times of 24 hours
    expect(Math.abs(mean - theory.serviceLevel(20))).toBeLessThan(
      (4 * deviation) / Math.sqrt(shares.length) + (720 / 86_400) * (1 - theory.serviceLevel(20)),
    )
  })
})

describe('realisedDay', () => {
  it('has the counts of its course, in order, in their intervals; fractions come by chance', () => {
    const shape = shapeOf(4, 60)
    const counts = Array.from({ length: 400 }, (_, d) =>
      realisedDay(Float64Array.of(10, Number.NaN, 2.25, 3), shape, [9, d]),
    )
    for (const { first, arrivals } of counts) {
      expect(first[1]).toBe(10)
      expect(first[2]).toBe(10)
      expect(first[4] - first[3]).toBe(3)
      for (let i = 0; i < 4; i++) {
        for (let k = first[i]; k < first[i + 1]; k++) {
          expect(arrivals[k]).toBeGreaterThanOrEqual(i * INTERVAL)
          expect(arrivals[k]).toBeLessThan((i + 1) * INTERVAL)
          if (k > 0) expect(arrivals[k]).toBeGreaterThanOrEqual(arrivals[k - 1])
        }
      }
    }
    const mean = counts.reduce((sum, { first }) => sum + first[3] - first[2], 0) / counts.length
    // four standard errors of a coin of 1/4
    expect(Math.abs(mean - 2.25)).toBeLessThan(4 * Math.sqrt(0.1875 / counts.length))
  })
})
