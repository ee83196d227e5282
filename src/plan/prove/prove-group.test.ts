import { describe, expect, it } from 'vitest'
import { type Horizon, horizonOf, parsePlainDateTime } from '../../domain/index.ts'
import { compile, GROUP, GROUP_COLUMNS, QUEUE, QUEUE_COLUMNS, ROUTE, ROUTE_COLUMNS, simulate } from '../../sim/index.ts'
import { madeQueue } from '../history.testing.ts'
import { makePlan } from '../make-plan.ts'
import type { GroupPlan } from '../plan.ts'
import { drawDay, planDay, Server } from '../sure/plan-days.ts'
import { COUNT, COUNTS, DayFigures, figuresOf } from './day-figures.ts'
import { proveGroup } from './prove-group.ts'
import { withCounts } from './repaired-day.ts'

const INTERVAL = 1800
const OPEN = 12
const TARGET = { serviceLevel: { within: 20, share: 0.8 } }

/** One day, open from midnight on, 60 contacts of 240 s in each half hour. */
function oneDay(agents = 10): { horizon: Horizon; group: GroupPlan } {
  const horizon = horizonOf({ start: parsePlainDateTime('2025-06-02'), interval: INTERVAL, dayCount: 1 })
  const column = (value: number) => Float64Array.from({ length: 48 }, (_, i) => (i < OPEN ? value : Number.NaN))
  const group = {
    name: 'calls',
    targets: [TARGET],
    patience: 90,
    volume: column(60),
    aht: column(240),
    open: Uint8Array.from({ length: 48 }, (_, i) => (i < OPEN ? 1 : 0)),
    agents: Float64Array.from({ length: 48 }, (_, i) => (i < OPEN ? agents : 0)),
    days: [{ targetMet: 0.5 }],
  } as unknown as GroupPlan
  return { horizon, group }
}

function courseOf(count: (i: number) => number): Float64Array {
  return Float64Array.from({ length: 48 }, (_, i) => (i < OPEN ? Math.round(count(i)) : Number.NaN))
}

describe('a proof', () => {
  it('counts of a day what the simulator counts of the same contacts', () => {
    const { horizon, group } = oneDay()
    for (let i = 0; i < OPEN; i++) group.agents[i] = [9, 10, 14, 8, 12, 11][i % 6]
    const { open, aht, patience, agents } = group
    const day = planDay({ horizon, open, aht, patience, seed: 5 }, 0)
    const drawn = drawDay(day, [courseOf((i) => 60 + 25 * Math.sin(i))], 0)
    const server = new Server()
    server.serve(day, drawn, agents)
    const counts = new Float64Array(48 * COUNTS)
    new DayFigures(TARGET).add(day, drawn, server.waits, agents, counts, 0)
    const calls = Array.from(drawn.arrivals, (at, k) => ({
      at,
      handle: drawn.handleTimes[k],
      patience: drawn.patience[k],
    }))
    const tally = simulate(
      compile({
        interval: INTERVAL,
        intervals: OPEN,
        queues: { calls: { calls, aht: 240, patience: 90, groups: ['all'], target: TARGET } },
        groups: { all: { agents: Array.from(agents.subarray(0, OPEN)) } },
      }),
      1,
      0,
    )
    // Those who wait at the very end are served here and left there: the last interval is not compared.
    for (let i = 0; i < OPEN - 1; i++) {
      const at = i * COUNTS
      const queue = (column: number) => tally.queue[i * QUEUE_COLUMNS + column]
      const route = (column: number) => tally.route[i * ROUTE_COLUMNS + column]
      expect(counts[at + COUNT.offered]).toBe(queue(QUEUE.offered))
      expect(counts[at + COUNT.abandoned]).toBe(queue(QUEUE.abandoned))
      expect(counts[at + COUNT.inTime]).toBe(route(ROUTE.answeredWithin))
      expect(counts[at + COUNT.counted]).toBe(queue(QUEUE.offered))
      // Sums of seconds in another order.
      expect(counts[at + COUNT.busy]).toBeCloseTo(tally.group[i * GROUP_COLUMNS + GROUP.busy], 3)
      expect(figuresOf(counts, at).serviceLevel).toBe(route(ROUTE.answeredWithin) / queue(QUEUE.offered))
    }
  })

  it('tells the share of courses that hold, its limits, and bands by interval', async () => {
    const { horizon, group } = oneDay()
    // Half of the days are empty of trouble, half have a third more contacts than agents can bear.
    const courses = Array.from({ length: 400 }, (_, c) => courseOf(() => (c % 2 ? 45 : 100)))
    const proof = await proveGroup(group, courses, { horizon, over: 'day', seed: 3 })
    expect(proof).toMatchObject({ courses: 400, met: 0.5, planned: 0.5, verdict: 'measured' })
    expect(proof.high - proof.low).toBeCloseTo(2 * 1.96 * Math.sqrt(0.25 / 400), 2)
    expect(proof.causes).toEqual({ volume: 200, shape: 0, handleTime: 0, luck: 0 })
    const { low, high } = proof.intervals.serviceLevel
    expect(low[5]).toBeLessThan(0.6)
    expect(high[5]).toBeGreaterThan(0.95)
    expect(low[OPEN]).toBeNaN()
    expect(proof.worst[0]).toMatchObject({ cause: 'volume', contacts: 1200, expectedContacts: 720, from: 0, to: 1 })
  })

  it('finds days that have their contacts at the wrong time, and those whose handle times are long', async () => {
    const { horizon, group } = oneDay()
    const humped = Array.from({ length: 100 }, () => courseOf((i) => (i < 4 ? 120 : 30)))
    const { causes } = await proveGroup(group, humped, { horizon, over: 'day', seed: 3 })
    expect(causes.shape).toBe(100)
    // As many contacts as planned, of which some days have longer ones by chance.
    const even = Array.from({ length: 400 }, () => courseOf(() => 60))
    const proof = await proveGroup(oneDay(9).group, even, { horizon, over: 'day', seed: 3 })
    expect(proof.met).toBeLessThan(0.9)
    expect(proof.causes.handleTime).toBeGreaterThan(proof.causes.volume + proof.causes.shape)
  })

  it('repeats from its seed, and can be ended', async () => {
    const { horizon, group } = oneDay()
    const courses = Array.from({ length: 100 }, () => courseOf(() => 62))
    const prove = (seed: number) => proveGroup(group, courses, { horizon, over: 'day', seed })
    expect(await prove(3)).toEqual(await prove(3))
    expect((await prove(3)).intervals).not.toEqual((await prove(4)).intervals)
    const ended = proveGroup(group, courses, { horizon, over: 'day', seed: 3 }, () =>
      Promise.reject(new Error('ended')),
    )
    await expect(ended).rejects.toThrow('ended')
  })

  it('leaves the plan as it is without one, and agrees with what it says of its days', { tags: ['slow'] }, async () => {
    const history = { interval: INTERVAL, queues: [madeQueue('calls', { scale: 30 })] }
    const options = { days: 2, forecastModel: 'recent-median', settings: { patience: 120 } }
    const plain = await makePlan(history, options)
    const steps: string[] = []
    const proved = await makePlan(history, {
      ...options,
      prove: 500,
      onProgress: (done, all) => void steps.push(`${done}/${all}`),
    })
    const { proof, ...group } = proved.groups[0]
    expect(group).toEqual(plain.groups[0])
    expect(steps.at(-1)).toBe('4/4')
    // Both are counted: 500 courses here, 200 there.
    expect(Math.abs(proof!.met - proof!.planned)).toBeLessThan(4 * Math.sqrt(0.25 / 500 + 0.25 / 200))
  })

  it('refuses tiers, work that can wait and too few days by name', async () => {
    const history = { interval: INTERVAL, queues: [madeQueue('vip'), madeQueue('calls')] }
    const tiers = { vip: { group: 'all', priority: 1 }, calls: { group: 'all' } }
    await expect(makePlan(history, { prove: 500, queues: tiers })).rejects.toThrow('all has tiers')
    const work = { calls: { deadline: { within: 86_400 } } }
    await expect(makePlan(history, { prove: 500, queues: work })).rejects.toThrow('calls serves work that can wait')
    await expect(makePlan(history, { prove: 5 })).rejects.toThrow('prove')
  })
})

describe('withCounts', () => {
  it('gives a day the counts that are wanted, in order, and leaves the others as they are', () => {
    const { horizon, group } = oneDay()
    const { open, aht, patience } = group
    const day = planDay({ horizon, open, aht, patience, seed: 5 }, 0)
    const drawn = drawDay(day, [courseOf((i) => 20 * (i % 3))], 0)
    const wanted = Float64Array.from({ length: 48 }, (_, i) => (i < OPEN ? 20 : 0))
    const other = withCounts(drawn, wanted, day.shape, [1])
    const had = new Set(drawn.arrivals)
    for (let i = 0; i < OPEN; i++) {
      const arrivals = Array.from(other.arrivals.subarray(other.first[i], other.first[i + 1]))
      expect(arrivals).toHaveLength(20)
      expect(arrivals).toEqual(arrivals.toSorted((a, b) => a - b))
      expect(arrivals.every((at) => at >= i * INTERVAL && at < (i + 1) * INTERVAL)).toBe(true)
      expect(arrivals.filter((at) => had.has(at))).toHaveLength(i % 3 === 0 ? 0 : 20)
    }
    expect(
      withCounts(
        drawn,
        drawn.first.slice(1).map((to, i) => to - drawn.first[i]),
        day.shape,
        [1],
      ),
    ).toEqual(drawn)
  })
})
