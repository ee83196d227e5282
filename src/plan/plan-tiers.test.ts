import { describe, expect, it } from 'vitest'
import { horizonOf, type Target } from '../domain/index.ts'
import { priorityQueue } from '../erlang/general/index.ts'
import { erlangA } from '../erlang/index.ts'
import { loadCurve } from './load-curve.ts'
import type { PlannedQueue } from './plan-queue.ts'
import { sharesOf, staffTiers, tierService, tiersOf, tiersWith } from './plan-tiers.ts'
import type { StaffingOptions } from './staff-load.ts'

const interval = 1800
const model = { model: 'erlangA', patience: 120 } as const
const within = (seconds: number, share: number): Target => ({ serviceLevel: { within: seconds, share } })
const horizon = horizonOf({ start: 0, interval, dayCount: 1 })
const options: StaffingOptions = {
  horizon,
  leastAgents: 2,
  targetOver: 'interval',
  floor: undefined,
  dayMethod: undefined,
}

/** Contacts at 09:00, 09:30, 10:00 and 10:30, closed at all other times. */
function member(queue: string, contacts: number[], aht: number, target: Target, priority?: number): PlannedQueue {
  const along = (at: (k: number) => number) => Float64Array.from({ length: 48 }, (_, i) => at(i - 18) ?? Number.NaN)
  return {
    history: { queue },
    settings: { target, priority },
    forecast: { volume: along((k) => contacts[k]), aht: along((k) => (contacts[k] === undefined ? Number.NaN : aht)) },
  } as unknown as PlannedQueue
}

const RED = member('red', [12, 0, 4], 300, within(5, 0.9), 20)
const VIP = member('vip', [8, 0, 6], 200, within(10, 0.9), 20)
const MANY = member('many', [60, 0, Number.NaN, 40], 240, within(20, 0.8))
const members = [MANY, RED, VIP]
const distinct = (own: readonly PlannedQueue[]) => own.map(({ settings }) => settings.target)
const pool = loadCurve(members)
const tiers = tiersOf(members, distinct)!

describe('tiers', () => {
  it('are the priorities of a group, the highest first; none where all have one', () => {
    expect(tiers.map(({ priority, members: own, targets }) => [priority, own, targets])).toEqual([
      [20, [RED, VIP], [within(5, 0.9), within(10, 0.9)]],
      [0, [MANY], [within(20, 0.8)]],
    ])
    expect(tiersOf([RED, VIP], distinct)).toBeUndefined()
    const other = member('red', [1], 300, within(5, 0.9), 20)
    expect(tiersWith(tiers, [other, VIP, MANY]).map(({ members: own }) => own)).toEqual([[other, VIP], [MANY]])
  })

  it('have their shares of the contacts; of a quiet interval all the same', () => {
    const shares = sharesOf(tiers, pool)
    expect(shares.map(({ share }) => [...share.subarray(18, 22)])).toEqual([
      [0.25, 0.5, 1, 0],
      [0.75, 0.5, 0, 1],
    ])
    expect(shares.map(({ targets }) => targets)).toEqual(tiers.map(({ targets }) => targets))
  })

  it('are staffed by the fewest agents with whom each meets its own targets', () => {
    const agents = staffTiers(tiers, pool, model, options)
    const meets = (i: number, n: number) => {
      const rates = sharesOf(tiers, pool).map(({ share }) => (pool.volume[i] * share[i]) / interval)
      const states = priorityQueue({ rates, aht: pool.aht[i], agents: n, patience: 120 })
      return states.every((state, k) =>
        tiers[k].targets.every(
          ({ serviceLevel: level }) => rates[k] === 0 || state.serviceLevel(level!.within) >= level!.share,
        ),
      )
    }
    for (const i of [18, 20, 21]) {
      expect(meets(i, agents[i])).toBe(true)
      expect(meets(i, agents[i] - 1)).toBe(false)
    }
    expect([agents[17], agents[19], agents[22]]).toEqual([0, 2, 0])
  })

  it.each([{ targetOver: 'day' }, { dayMethod: 'lag' }] as const)('are refused with %o', (other) => {
    expect(() => staffTiers(tiers, pool, model, { ...options, ...other })).toThrow(
      expect.objectContaining({ code: 'UNSUPPORTED' }),
    )
  })

  it('are served as queues with priorities are, and the pool as one line; sums are weighted by contacts', () => {
    const agents = new Float64Array(48)
    agents.set([9, 2, 3, 6], 18)
    const { curve, tiers: plans } = tierService(tiers, pool, agents, model, horizon)
    const [first, second] = priorityQueue({
      rates: [20 / interval, 60 / interval],
      aht: pool.aht[18],
      agents: 9,
      patience: 120,
    })
    const all = erlangA({ rate: 80 / interval, aht: pool.aht[18], agents: 9, patience: 120 })
    const [high, low] = plans
    expect(high).toMatchObject({ priority: 20, queues: ['red', 'vip'], targets: tiers[0].targets })
    expect([high.serviceLevel[18], high.connectRate[18], high.asa[18], high.abandonment[18]]).toEqual([
      first.serviceLevel(5),
      first.connectRate,
      first.asa,
      first.abandonment,
    ])
    expect(low.serviceLevel[18]).toBe(second.serviceLevel(20))
    expect([low.serviceLevel[20], high.serviceLevel[21]]).toEqual([Number.NaN, Number.NaN])
    expect(curve.serviceLevel[18]).toBeCloseTo(0.25 * first.serviceLevel(5) + 0.75 * second.serviceLevel(20), 12)
    expect([curve.connectRate[18], curve.occupancy[18], curve.abandonment[18]]).toEqual([
      all.connectRate,
      all.occupancy,
      all.abandonment,
    ])
    // whoever goes first, the answered wait as long as in one line; exactly so where nobody hangs up
    expect(curve.asa[18]).toBeCloseTo(
      (20 * first.connectRate * first.asa + 60 * second.connectRate * second.asa) / (80 * all.connectRate),
      9,
    )
    // who is not answered has no wait until the answer
    const nobody = tierService(tiers, pool, agents.with(20, 0), model, horizon).tiers[0]
    expect([nobody.connectRate[20], nobody.total.asa]).toEqual([0, expect.closeTo(high.asa[18], 9)])
    expect([curve.serviceLevel[19], curve.asa[19], curve.serviceLevel[17]]).toEqual([1, 0, Number.NaN])
    const contacts = [12 + 8, 4 + 6]
    const answered = [contacts[0] * high.connectRate[18], contacts[1] * high.connectRate[20]]
    for (const totals of [high.total, high.days[0]]) {
      expect(totals.volume).toBe(30)
      expect(totals.serviceLevel).toBeCloseTo((20 * high.serviceLevel[18] + 10 * high.serviceLevel[20]) / 30, 12)
      expect(totals.connectRate).toBeCloseTo((answered[0] + answered[1]) / 30, 12)
      expect(totals.asa).toBeCloseTo(
        (answered[0] * high.asa[18] + answered[1] * high.asa[20]) / (answered[0] + answered[1]),
        12,
      )
      expect(totals.abandonment).toBeCloseTo((20 * high.abandonment[18] + 10 * high.abandonment[20]) / 30, 12)
    }
  })
})
