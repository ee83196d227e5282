import { describe, expect, it } from 'vitest'
import { transientDay } from '../erlang/day/index.ts'
import { requiredAgents } from '../erlang/index.ts'
import type { Demand, ScheduledShift, ShiftKind, ShiftRules } from './index.ts'
import { schedule, targetOfPlan } from './index.ts'

const HOUR = 3600
const QUARTER = 900
const MINUTE = 60

const day = (more: Partial<ShiftKind> = {}): ShiftKind => ({
  name: 'day',
  earliest: 8 * HOUR,
  latest: 12 * HOUR,
  step: HOUR,
  lengths: [4 * HOUR, 8 * HOUR],
  breaks: [],
  ...more,
})
const demand = (agents: readonly number[], more: Partial<Demand> = {}): Demand => ({
  queue: 'sales',
  interval: HOUR,
  start: agents.map((_, i) => (8 + i) * HOUR),
  agents,
  ...more,
})
const paid = (shifts: readonly ScheduledShift[]) => shifts.reduce((sum, each) => sum + each.agents * each.paidHours, 0)

describe('shifts for heads', () => {
  it('cost the least that is possible', async () => {
    // Two all day and one more from 8 to 12, or three all day: 20 hours or 24.
    const { queues, cost, bound } = await schedule([demand([2, 3, 3, 3, 2, 2, 2, 2])], { kinds: [day()] })
    expect(paid(queues[0].shifts)).toBe(20)
    expect([cost, bound]).toEqual([20, 20])
    expect(queues[0].shortfalls).toEqual([])
    expect([...queues[0].agents]).toEqual([3, 3, 3, 3, 2, 2, 2, 2])
  })

  // The window was looked for on the day on which the shift begins alone, so that no night was ever made.
  it('have breaks on the clock after midnight', async () => {
    const night = day({
      name: 'night',
      earliest: 22 * HOUR,
      latest: 22 * HOUR,
      lengths: [8 * HOUR],
      breaks: [{ length: HOUR, paid: false, clock: [2 * HOUR, 4 * HOUR] }],
    })
    const { queues } = await schedule([demand([1], { start: [23 * HOUR] })], { kinds: [night] })
    expect(queues[0].shortfalls).toEqual([])
    const [{ start, breaks }] = queues[0].shifts
    expect(start).toBe(22 * HOUR)
    expect(breaks[0].start).toBeGreaterThanOrEqual(26 * HOUR)
    expect(breaks[0].end).toBeLessThanOrEqual(28 * HOUR)
  })

  // The kind was left out, and "no shift works then" was all that was said.
  it('whose breaks find no place anywhere are refused', async () => {
    const kind = day({ breaks: [{ length: HOUR, paid: false, clock: [3 * HOUR, 4 * HOUR] }] })
    await expect(schedule([demand([1])], { kinds: [kind] })).rejects.toThrow(
      'the breaks of day find no place at any of its begins and lengths',
    )
  })

  it('have breaks within their windows, apart, and off what is asked for', async () => {
    const kind = day({
      lengths: [8 * HOUR],
      latest: 9 * HOUR,
      step: QUARTER,
      breaks: [
        { length: QUARTER, paid: true, within: [HOUR, 4 * HOUR] },
        { length: 2 * QUARTER, paid: false, clock: [11 * HOUR, 14 * HOUR] },
        { length: QUARTER, paid: true },
      ],
      leastBetween: HOUR,
      beforeEnd: HOUR,
    })
    const { queues } = await schedule([demand([1, 4, 6, 7, 5, 6, 7, 6])], { kinds: [kind] })
    const [{ shifts, agents }] = queues
    expect(shifts.length).toBeGreaterThan(1)
    for (const { start, end, breaks, paidHours } of shifts) {
      expect(breaks.map((each) => each.end - each.start)).toEqual([QUARTER, 2 * QUARTER, QUARTER])
      expect(breaks[0].start).toBeGreaterThanOrEqual(start + HOUR)
      expect(breaks[0].end).toBeLessThanOrEqual(start + 4 * HOUR)
      expect(breaks[1].start).toBeGreaterThanOrEqual(11 * HOUR)
      expect(breaks[1].end).toBeLessThanOrEqual(14 * HOUR)
      expect(breaks[2].end).toBeLessThanOrEqual(end - HOUR)
      expect(breaks[1].start - breaks[0].end).toBeGreaterThanOrEqual(HOUR)
      expect(breaks[2].start - breaks[1].end).toBeGreaterThanOrEqual(HOUR)
      expect(paidHours).toBe(7.5)
    }
    for (const [i, there] of agents.entries()) expect(there).toBeGreaterThanOrEqual([1, 4, 6, 7, 5, 6, 7, 6][i])
  })

  it('count premiums, shrinkage, and who is there already', async () => {
    const rules: ShiftRules = {
      kinds: [day({ lengths: [4 * HOUR] })],
      premiums: [{ from: 12 * HOUR, to: 16 * HOUR, more: 0.5 }],
      shrinkage: 0.2,
    }
    const asked = demand([4, 4, 4, 4, 4, 4, 4, 4], { onDuty: new Float64Array(8).fill(0.8) })
    const { queues, cost } = await schedule([asked], rules)
    // 4 agents are 5 people in their shift, one of them is there: 4 x 4 h, and 4 x 4 h at half as much again.
    expect(queues[0].totals).toMatchObject({ paidHours: 32, cost: 40, shifts: 8 })
    expect(cost).toBe(40)
    expect([...queues[0].agents].every((each) => Math.abs(each - 4) < 1e-9)).toBe(true)
  })

  it('give the same answer twice, and serve nights over midnight', async () => {
    const nights = day({ name: 'night', earliest: 20 * HOUR, latest: 23 * HOUR, lengths: [8 * HOUR] })
    const start = Array.from({ length: 24 }, (_, i) => (20 + i) * HOUR)
    const asked = { queue: 'q', interval: HOUR, start, agents: start.map((_, i) => (i < 10 ? 2 + (i % 3) : 0)) }
    const rules = { kinds: [nights] }
    const first = await schedule([asked], rules)
    expect(first.queues[0].shortfalls).toEqual([])
    expect(JSON.stringify(await schedule([asked], rules))).toBe(JSON.stringify(first))
  })

  it('weigh people short against pay where that is asked for', async () => {
    const asked = demand([1, 1, 1, 1, 1, 1, 1, 9])
    const rules = { kinds: [day({ lengths: [8 * HOUR], latest: 8 * HOUR })] }
    const { queues } = await schedule([asked], rules, { objective: 'weighted', under: 2, over: 0.1 })
    // Each more would cost 8 hours and 0.7 over, and save 2.
    expect(queues[0].totals).toMatchObject({ shifts: 1, underHours: 8 })
    const dear = await schedule([asked], rules, { objective: 'weighted', under: 9, over: 0.1 })
    expect(dear.queues[0].totals).toMatchObject({ shifts: 9, underHours: 0 })
  })
})

describe('few forms of shift', () => {
  it('are found within the slack, and nobody is short', async () => {
    const few = day({ step: HOUR / 2, lengths: [4, 5, 6, 7, 8].map((hours) => hours * HOUR) })
    const asked = demand([3, 5, 9, 11, 8, 7, 9, 10, 6, 4, 3, 2])
    const forms = (shifts: readonly ScheduledShift[]) => new Set(shifts.map(({ start, end }) => `${start}-${end}`)).size
    const cover = await schedule([asked], { kinds: [few] }, { objective: 'cover' })
    const fewest = await schedule([asked], { kinds: [few] }, { objective: 'fewest', slack: 0.1 })
    expect(fewest.queues[0].shortfalls).toEqual([])
    expect(fewest.cost).toBeLessThanOrEqual(1.1 * fewest.bound + 1e-9)
    expect(forms(fewest.queues[0].shifts)).toBeLessThan(forms(cover.queues[0].shifts))
  })
})

describe('what the rules do not allow', () => {
  it('is answered as near as they allow, with the change that would be enough', async () => {
    const asked = demand([2, 2, 2, 2, 5, 2, 2, 2, 1, 1])
    const { queues } = await schedule([asked], { kinds: [day({ most: 3 })] })
    expect(queues[0].totals.shifts).toBe(3)
    const kinds = queues[0].shortfalls.map(({ why, change, agents }) => ({ why, change, agents }))
    expect(kinds).toContainEqual({ why: 'most', agents: 2, change: { kind: 'day', more: 2 } })
    const late = await schedule([demand([1, 1, 1, 1, 1], { start: [18, 19, 20, 21, 22].map((h) => h * HOUR) })], {
      kinds: [day()],
    })
    expect(late.queues[0].shortfalls).toEqual([
      { start: 20 * HOUR, end: 23 * HOUR, agents: 1, why: 'no shift', change: { kind: 'day', later: 3 * HOUR } },
    ])
  })

  it('is refused where no grid fits, with what does not', async () => {
    const odd = day({ breaks: [{ length: 7 * MINUTE, paid: true }] })
    await expect(schedule([demand([1])], { kinds: [odd] })).rejects.toThrow(/day: a break of 7 minutes/)
    await expect(schedule([demand([1])], { kinds: [day()] }, { objective: 'service' })).rejects.toThrow(
      /without contacts, handle times and a service level/,
    )
  })
})

describe('meetings', () => {
  it('are placed in the cheapest hours of those who are there', async () => {
    const rules: ShiftRules = {
      kinds: [day({ lengths: [8 * HOUR], latest: 8 * HOUR })],
      meetings: [{ name: 'training', length: 2 * HOUR, each: 'shift' }],
    }
    // Two hours need half of the others.
    const { queues } = await schedule([demand([4, 4, 4, 2, 2, 4, 4, 4])], rules)
    const all = queues[0].shifts.flatMap(({ breaks, agents }) => breaks.map((each) => ({ ...each, agents })))
    expect(all.every(({ meeting, paid: isPaid }) => meeting === 'training' && isPaid)).toBe(true)
    expect(all.reduce((sum, { agents }) => sum + agents, 0)).toBe(queues[0].totals.shifts)
    expect(queues[0].totals).toMatchObject({ underHours: 0 })
    expect(queues[0].unplaced).toEqual([])
  })
})

/** A day of a hotline: a peak in the morning and a lower one in the afternoon. */
const volume = Array.from({ length: 24 }, (_, i) => {
  const hour = 8 + i / 2
  return 15 + 110 * Math.exp(-((hour - 10.5) ** 2) / 4) + 80 * Math.exp(-((hour - 15.5) ** 2) / 5)
})
const target = { serviceLevel: { share: 0.8, within: 20 } }
const hotline = (): Demand => ({
  queue: 'hotline',
  interval: 1800,
  start: volume.map((_, i) => 8 * HOUR + i * 1800),
  volume,
  aht: volume.map(() => 240),
  agents: volume.map(
    (contacts) =>
      requiredAgents({ volumePerInterval: contacts, interval: 1800, aht: 240, patience: 120 }, target).agents,
  ),
  patience: 120,
  target,
})
const rules: ShiftRules = {
  kinds: [
    day({
      latest: 14 * HOUR,
      step: 1800,
      lengths: [4 * HOUR, 6 * HOUR, 8.5 * HOUR],
      breaks: [{ length: 1800, paid: false, within: [2.5 * HOUR, 5.5 * HOUR], leastShift: 6 * HOUR }],
    }),
  ],
}

describe('shifts for service', () => {
  it('reach the target of the day and the floor of every interval, by the curves themselves, and cost less than heads', async () => {
    const { queues } = await schedule([hotline()], rules)
    const heads = await schedule([hotline()], rules, { objective: 'cover' })
    expect(queues[0].totals.serviceLevel).toBeGreaterThanOrEqual(0.8)
    expect(queues[0].totals.serviceLevel).toBeLessThan(0.81)
    expect(Math.min(...queues[0].serviceLevel)).toBeGreaterThanOrEqual(0.6)
    expect(queues[0].shortfalls).toEqual([])
    expect(paid(queues[0].shifts)).toBeLessThan(0.985 * paid(heads.queues[0].shifts))
  })
})

describe('shifts for service with the queue carried over', () => {
  it('reach the target by the transient solution', async () => {
    const asked = hotline()
    const { queues } = await schedule([asked], rules, { transient: true })
    const { intervals } = transientDay({
      volumes: volume,
      aht: 240,
      patience: 120,
      interval: 1800,
      within: 20,
      agents: Array.from(queues[0].agents, Math.round),
    })
    const inTime = intervals.reduce((sum, { serviceLevel }, i) => sum + volume[i] * serviceLevel, 0)
    expect(inTime / volume.reduce((a, b) => a + b)).toBeGreaterThanOrEqual(0.8 - 1e-6)
  })
})

describe('the target that a plan was sized to', () => {
  it('is told from what the plan expects', () => {
    const { agents, aht } = hotline()
    const states = volume.map((contacts) =>
      requiredAgents({ volumePerInterval: contacts, interval: 1800, aht: 240, patience: 120 }, target),
    )
    const told = targetOfPlan({
      interval: 1800,
      agents,
      volume,
      aht: aht!,
      serviceLevel: states.map(({ state }) => Number(state.serviceLevel(20).toFixed(4))),
      abandonment: states.map(({ state }) => Number(state.abandonment.toFixed(4))),
    })!
    expect(told).toMatchObject({ within: 20, share: 0.8 })
    expect(told.patience).toBeGreaterThan(118)
    expect(told.patience).toBeLessThan(122)
  })

  it('is not told where no usual threshold explains it', () => {
    const odd = { interval: 1800, agents: [10], volume: [60], aht: [240], serviceLevel: [0.2], abandonment: [0.4] }
    expect(targetOfPlan(odd)).toBeUndefined()
  })
})
