import { describe, expect, it } from 'vitest'
import {
  dayOf,
  formatDay,
  formatPlainDateTime,
  parsePlainDateTime,
  requiredHours,
  requirementOnDay,
  type Target,
} from '../domain/index.ts'
import { erlangA, erlangC, requiredAgents } from '../erlang/index.ts'
import { madeHistory, madeQueue } from './history.testing.ts'
import { makePlan, planInParts } from './make-plan.ts'
import type { Plan, PlanOptions } from './plan.ts'
import { requirementOf } from './requirement-of.ts'
import { scenarioOf } from './scenario-of.ts'

const TARGET: Target = { serviceLevel: { within: 20, share: 0.8 } }

describe('makePlan', () => {
  it('begins on the day after the history and keeps closed intervals closed', async () => {
    const plan = await makePlan(madeHistory(madeQueue('general')), { paths: 0 })
    expect(formatPlainDateTime(plan.start)).toBe('2025-05-26T00:00:00')
    expect(plan.length).toBe(14 * 48)
    const [group] = plan.groups
    for (let i = 0; i < plan.length; i++) {
      const open = Math.floor(i / 48) % 7 !== 6 && i % 48 >= 16 && i % 48 < 40
      expect(group.open[i]).toBe(open ? 1 : 0)
      if (!open) expect([group.agents[i], group.scheduled[i]]).toEqual([0, 0])
    }
  })

  it('says of a plan of closed days that nothing is planned', async () => {
    const history = madeHistory(madeQueue('general'))
    const sunday = { days: 1, firstDay: dayOf(parsePlainDateTime('2025-06-01')), paths: 0 }
    expect((await makePlan(history, sunday)).remarks).toContainEqual(
      expect.stringMatching(/^general: no contacts are expected on any day of the plan/),
    )
    expect((await makePlan(history, { ...sunday, days: 2 })).remarks.join()).not.toContain('no contacts')
    // A history of zeros was said to be closed.
    const zeros = madeQueue('general')
    zeros.measures.offered = zeros.measures.offered.map((count) => count * 0)
    expect((await makePlan(madeHistory(zeros), { days: 2, paths: 0 })).remarks).toEqual([
      expect.stringMatching(/^general: no contacts .* though it is open/),
    ])
  })

  it('gives every interval the fewest agents that meet the target', async () => {
    const plan = await makePlan(madeHistory(madeQueue('general')), {
      settings: { target: TARGET, shrinkage: 0.3 },
      paths: 0,
    })
    const [group] = plan.groups
    expect(group.model).toBe('erlangA')
    expect(group.patienceSource).toBe('history')
    expect(group.patience).toBeCloseTo(120, 6)
    forOpen(plan, (i) => {
      const agents = group.agents[i]
      const queue = { rate: group.volume[i] / 1800, aht: group.aht[i], patience: group.patience }
      expect(erlangA({ ...queue, agents }).serviceLevel(20)).toBeGreaterThanOrEqual(0.8)
      if (agents > 1) expect(erlangA({ ...queue, agents: agents - 1 }).serviceLevel(20)).toBeLessThan(0.8)
      expect(group.serviceLevel[i]).toBe(erlangA({ ...queue, agents }).serviceLevel(20))
      expect(group.scheduled[i]).toBe(Math.ceil((agents * 10) / 7 - 1e-9))
    })
  })

  it('takes Erlang C, a handle time and least agents where they are given', async () => {
    const plan = await makePlan(madeHistory(madeQueue('general', { scale: 2 })), {
      settings: { model: 'erlangC', aht: 300, leastAgents: 3, target: TARGET },
      paths: 0,
    })
    const [group] = plan.groups
    expect(group).toMatchObject({ model: 'erlangC', patience: Infinity, patienceSource: 'none' })
    let least = 0
    forOpen(plan, (i) => {
      expect(group.aht[i]).toBeCloseTo(300, 9)
      const needed = requiredAgents({ volumePerInterval: group.volume[i], interval: 1800, aht: 300 }, TARGET).agents
      expect(group.agents[i]).toBe(Math.max(3, needed))
      if (needed < 3) least++
      expect(group.serviceLevel[i]).toBe(
        erlangC({ rate: group.volume[i] / 1800, aht: group.aht[i], agents: group.agents[i] }).serviceLevel(20),
      )
    })
    expect(least).toBeGreaterThan(0)
  })

  it('rolls up by hand-computed sums', async () => {
    const plan = await makePlan(madeHistory(madeQueue('general')), {
      settings: { target: TARGET, shrinkage: 0.25 },
      paths: 0,
    })
    const [group] = plan.groups
    const monday = group.days[0]
    expect(formatDay(monday.day)).toBe('2025-05-26')
    let volume = 0
    let within = 0
    let agentHours = 0
    for (let i = 0; i < 48; i++) {
      if (!group.open[i]) continue
      volume += group.volume[i]
      within += group.volume[i] * group.serviceLevel[i]
      agentHours += group.agents[i] / 2
    }
    expect(monday.volume).toBeCloseTo(volume, 9)
    expect(monday.serviceLevel).toBeCloseTo(within / volume, 12)
    expect(monday.agentHours).toBeCloseTo(agentHours, 9)
    expect(monday.paidHours).toBeCloseTo(agentHours / 0.75, 9)
    expect(monday.fte).toBeCloseTo(agentHours / 0.75 / 8, 9)
    expect(monday.peakAgents).toBe(Math.max(...group.agents.subarray(0, 48)))
    expect(group.weeks.map(({ days, monday: day }) => [days, formatDay(day)])).toEqual([
      [7, '2025-05-26'],
      [7, '2025-06-02'],
    ])
    expect(group.weeks[0].fte).toBeCloseTo(group.weeks[0].paidHours / 40, 9)
    expect(group.total.agentHours).toBeCloseTo(group.weeks[0].agentHours + group.weeks[1].agentHours, 9)
  })

  it('sizes queues that share a group as one pool with every target met', async () => {
    const history = madeHistory(madeQueue('a'), madeQueue('b', { scale: 60 }))
    const plan = await makePlan(history, {
      settings: { group: 'front', patience: 120 },
      queues: { a: { target: TARGET }, b: { target: { serviceLevel: { within: 10, share: 0.9 }, occupancy: 0.8 } } },
      paths: 0,
    })
    expect(plan.groups).toHaveLength(1)
    const [group] = plan.groups
    expect(group.queues).toEqual(['a', 'b'])
    expect(group.targets[0].occupancy).toBe(0.8)
    const [a, b] = plan.queues
    forOpen(plan, (i) => {
      expect(group.volume[i]).toBeCloseTo(a.volume[i] + b.volume[i], 9)
      const pool = erlangA({ rate: group.volume[i] / 1800, aht: group.aht[i], patience: 120, agents: group.agents[i] })
      expect(pool.serviceLevel(20)).toBeGreaterThanOrEqual(0.8)
      expect(pool.serviceLevel(10)).toBeGreaterThanOrEqual(0.9)
      expect(pool.occupancy).toBeLessThanOrEqual(0.8)
    })
    const apart = await makePlan(history, {
      settings: { patience: 120 },
      queues: { a: { target: TARGET }, b: { target: { serviceLevel: { within: 10, share: 0.9 }, occupancy: 0.8 } } },
      paths: 0,
    })
    expect(group.separateAgentHours).toBeCloseTo(
      apart.groups.reduce((sum, each) => sum + each.total.agentHours, 0),
      9,
    )
    expect(group.total.agentHours).toBeLessThan(group.separateAgentHours!)
  })

  it('meets a target over the day with fewer agent hours, and a floor in every interval', async () => {
    const history = madeHistory(madeQueue('general', { scale: 30 }))
    const plan = await makePlan(history, { settings: { target: TARGET }, targetOver: 'day', paths: 0 })
    const [group] = plan.groups
    for (const day of group.days) if (day.volume > 0) expect(day.serviceLevel).toBeGreaterThanOrEqual(0.8)
    forOpen(plan, (i) => expect(group.serviceLevel[i]).toBeGreaterThanOrEqual(0.7))
    const each = await makePlan(history, { settings: { target: TARGET }, paths: 0 })
    expect(group.intervalAgentHours).toBeCloseTo(each.groups[0].total.agentHours, 9)
    expect(group.total.agentHours).toBeLessThan(each.groups[0].total.agentHours)
    const floor = { serviceLevel: { within: 20, share: 0.79 } }
    const floored = await makePlan(history, { settings: { target: TARGET }, targetOver: 'month', floor, paths: 0 })
    forOpen(floored, (i) => expect(floored.groups[0].serviceLevel[i]).toBeGreaterThanOrEqual(0.79))
  })

  it('staffs by the transient solution where asked, and shows it', async () => {
    const history = madeHistory(madeQueue('general', { scale: 40, aht: 400 }))
    const settings = { settings: { target: TARGET }, days: 1, paths: 0 } as const
    const mol = await makePlan(history, { ...settings, dayMethod: 'mol' })
    const truth = await makePlan(history, { ...settings, dayMethod: 'transient' })
    expect(mol.groups[0].solution).toBe('transient')
    expect(worst(mol)).toBeLessThan(0.8)
    expect(worst(truth)).toBeGreaterThanOrEqual(0.8)
    const sipp = await makePlan(history, settings)
    expect(sipp.groups[0].solution).toBe('steady state')
    await expect(makePlan(history, { ...settings, dayMethod: 'mol', targetOver: 'day' })).rejects.toThrow(
      /--target-over and --day/,
    )
  })

  it('repeats from its seed, and says how likely a day is to meet its target', async () => {
    const history = madeHistory(madeQueue('general'))
    const run = (seed: number) => makePlan(history, { settings: { target: TARGET }, paths: 50, seed })
    const [one, again] = [await run(1), await run(1)]
    expect(again).toEqual(one)
    for (const day of one.groups[0].days) {
      if (day.volume > 0) {
        expect(day.targetMet).toBeGreaterThanOrEqual(0)
        expect(day.targetMet).toBeLessThanOrEqual(1)
      }
    }
  })

  describe('on days of 23 and 25 hours', () => {
    // Both used to be planned as days of 24: an hour of work and pay missing, or too much.
    const at = (text: string) => parsePlainDateTime(text)
    const calendar = {
      specialDays: [],
      utcOffset: 3600,
      clockChanges: [
        { kind: 'skipped', from: at('2025-05-27T10:00'), to: at('2025-05-27T11:00') },
        { kind: 'doubled', from: at('2025-05-29T14:00'), to: at('2025-05-29T15:00') },
      ] as const,
    }
    const planned = async (options: PlanOptions = {}) => {
      const history = madeHistory(madeQueue('general'))
      const plan = await makePlan(history, { calendar, paths: 40, ...options })
      const even = await makePlan(history, { paths: 40, ...options })
      return { plan, even, ofDay: (k: number) => [plan.groups[0].days[k], even.groups[0].days[k]] as const }
    }
    const hoursOf = (plan: Plan, day: number) =>
      Array.from(plan.places.subarray(plan.dayFrom[day], plan.dayFrom[day + 1]), (place) => (place % 48) / 2)

    it('has the intervals that come to pass', async () => {
      const { plan, even } = await planned()
      expect(even.length).toBe(14 * 48)
      expect(plan.length).toBe(14 * 48)
      expect(hoursOf(plan, 1).slice(18, 24)).toEqual([9, 9.5, 11, 11.5, 12, 12.5])
      expect(hoursOf(plan, 3).slice(27, 34)).toEqual([13.5, 14, 14.5, 14, 14.5, 15, 15.5])
      expect(plan.remarks).toEqual([
        '2025-05-27 has 23 hours: 10:00 to 11:00 does not exist',
        '2025-05-29 has 25 hours: 14:00 to 15:00 comes twice, and stands twice',
      ])
      const { volume, agents } = plan.groups[0]
      for (const values of [volume, agents]) {
        const day = values.subarray(plan.dayFrom[3], plan.dayFrom[4])
        expect([...day.subarray(30, 32)]).toEqual([...day.subarray(28, 30)])
      }
    })

    it('adds up contacts, hours and pay of them', async () => {
      const { plan, even, ofDay } = await planned()
      const hour = (day: number, slot: number, of: 'volume' | 'agents') => {
        const from = day * 48 + slot
        return even.groups[0][of].subarray(from, from + 2).reduce((sum, value) => sum + value, 0)
      }
      for (const [day, slot, sign] of [
        [1, 20, -1],
        [3, 28, 1],
      ]) {
        const [now, before] = ofDay(day)
        expect(now.volume).toBeCloseTo(before.volume + sign * hour(day, slot, 'volume'), 9)
        expect(now.agentHours).toBeCloseTo(before.agentHours + (sign * hour(day, slot, 'agents')) / 2, 9)
        expect(now.paidHours).toBeCloseTo(now.agentHours / 0.7, 9)
      }
      const { total, weeks, days } = plan.groups[0]
      for (const parts of [weeks, days]) {
        expect(parts.reduce((sum, part) => sum + part.agentHours, 0)).toBeCloseTo(total.agentHours, 9)
      }
      expect(plan.queues[0].dayHigh[3]).toBeGreaterThan(even.queues[0].dayHigh[3])
    })

    it('leaves the other days as they are', async () => {
      const { plan, even } = await planned()
      for (const day of [0, 2, 4, 13]) {
        expect(plan.groups[0].days[day]).toEqual(even.groups[0].days[day])
      }
    })

    it.each(['day', 'week', 'month'] as const)('meets a target over the %s', async (targetOver) => {
      const { plan } = await planned({ targetOver, paths: 0 })
      expect(plan.groups[0].days[3].serviceLevel).toBeGreaterThan(0.85)
    })

    it('carries the queue of the first hour into its repetition', async () => {
      const { plan } = await planned({ dayMethod: 'mol', paths: 0, days: 4 })
      const level = plan.groups[0].serviceLevel.subarray(plan.dayFrom[3], plan.dayFrom[4])
      expect(level[30]).not.toBe(level[28])
    })

    it('reads an own figure as that of the whole stretch, both hours of it', async () => {
      const figure = (text: string, end: string) => ({ from: at(text), to: at(end), contacts: 300, name: '' })
      const [whole, hour] = await Promise.all([
        planned({ overrides: [figure('2025-05-29', '2025-05-30')], paths: 0 }),
        planned({ overrides: [figure('2025-05-29T14:00', '2025-05-29T15:00')], paths: 0 }),
      ])
      expect(whole.plan.groups[0].days[3].volume).toBeCloseTo(300, 9)
      const from = hour.plan.dayFrom[3] + 28
      expect(hour.plan.queues[0].volume.subarray(from, from + 4).reduce((a, b) => a + b, 0)).toBeCloseTo(300, 9)
      const gone = await planned({ overrides: [figure('2025-05-27T10:00', '2025-05-27T11:00')], paths: 0 })
      expect(gone.plan.remarks.join()).toMatch(/2025-05-27/)
      expect(gone.plan.groups[0].days[1]).toEqual((await planned({ paths: 0 })).plan.groups[0].days[1])
    })

    it('hands the hours on to scenarios and schedules', async () => {
      const { plan } = await planned({ paths: 0 })
      const day = dayOf(at('2025-05-29'))
      const { scenario } = scenarioOf(plan, { day })
      const open = plan.groups[0].open.subarray(plan.dayFrom[3], plan.dayFrom[4]).filter(Boolean).length
      expect(scenario.intervals).toBe(open)
      const requirement = requirementOnDay(requirementOf(plan), day)
      expect(requirement.groups[0].agents).toHaveLength(50)
      expect(requiredHours(requirement).onDuty).toBeCloseTo(plan.groups[0].days[3].agentHours, 9)
      expect(Array.from(requirement.horizon!.offsets!.subarray(27, 33))).toEqual([7200, 7200, 7200, 3600, 3600, 3600])
    })
  })

  it('ends where the history has gone quiet, and says so', async () => {
    const old = madeQueue('old', { weeks: 6 })
    const plan = await makePlan(madeHistory(madeQueue('general'), old), { paths: 0 })
    expect(plan.queues.map(({ name }) => name)).toEqual(['general'])
    expect(plan.remarks[0]).toMatch(/left out.*: old/)
  })

  it('asks for a handle time in one sentence', async () => {
    const queue = madeQueue('general')
    delete queue.measures.handleTotal
    await expect(makePlan(madeHistory(queue))).rejects.toThrow(/^the history of general has no handle time\n.*--aht 3m/)
    await expect(makePlan(madeHistory(queue), { settings: { aht: 180 }, paths: 0 })).resolves.toMatchObject({
      queues: [{ ahtSource: 'given' }],
    })
  })

  it('plans the others where a queue has no handle time, and says which and how it gets one', async () => {
    const quick = { paths: 0, forecastModel: 'recent-median' }
    // The plan of all queues was refused.
    const silent = madeQueue('web chat')
    silent.measures.handleTotal!.fill(0)
    const history = madeHistory(madeQueue('general'), silent)
    const plan = await makePlan(history, { ...quick })
    expect(plan.groups.map(({ name }) => name)).toEqual(['general'])
    expect(plan.groups[0].agents).toEqual(
      (await makePlan(madeHistory(madeQueue('general')), { ...quick })).groups[0].agents,
    )
    expect(plan.remarks).toEqual([
      expect.stringMatching(
        /left out, without a handle time in the history: web chat;.*--config.*queues: { "web chat": { aht: 4m }/,
      ),
    ])
    const pool = await makePlan(history, { ...quick, settings: { group: 'front' } })
    expect(pool.remarks).toEqual([
      expect.stringContaining('web chat'),
      'front: sized without the contacts of the queues that are left out',
    ])
    const given = await makePlan(history, { ...quick, queues: { 'web chat': { aht: 240 } } })
    expect([given.queues.map(({ ahtSource }) => ahtSource), given.remarks]).toEqual([['history', 'given'], []])
    await expect(makePlan(madeHistory(silent, { ...silent, queue: 'mail' }))).rejects.toThrow(
      /^the history of web chat, mail has no handle time\n.*--aht 3m/,
    )
  })

  it('refuses daily totals, unknown queues and Erlang A without a patience', async () => {
    const daily = { interval: 86_400, queues: [] }
    await expect(makePlan(daily)).rejects.toThrow(expect.objectContaining({ code: 'UNSUPPORTED' }))
    const history = madeHistory(madeQueue('general'))
    await expect(makePlan(history, { queues: { genral: {} } })).rejects.toThrow(/did you mean general\?/)
    const queue = madeQueue('general')
    delete queue.measures.waitTotal
    await expect(makePlan(madeHistory(queue), { settings: { model: 'erlangA' } })).rejects.toThrow(/--patience 2m/)
  })

  it('stops when told to', async () => {
    const abort = new AbortController()
    const plan = makePlan(madeHistory(madeQueue('a'), madeQueue('b')), {
      paths: 0,
      signal: abort.signal,
      onProgress: () => abort.abort(),
    })
    await expect(plan).rejects.toThrow(/abort/i)
  })
})

function worst(plan: Plan): number {
  return Math.min(...plan.groups[0].serviceLevel.filter((share) => !Number.isNaN(share)))
}

function forOpen(plan: Plan, check: (i: number) => void): void {
  for (let i = 0; i < plan.length; i++) if (plan.groups[0].open[i]) check(i)
}

describe('planInParts', () => {
  // A page that answers a slider computed the verdict on eight weeks each time, a quarter of its work.
  it('leaves the verdict on the past to later, and makes the same plan', async () => {
    const queue = madeQueue('general')
    const { agents } = queue.measures
    // Of a plan by intervals, only the verdict works with the agents that were on duty.
    let looks = 0
    const measures = Object.defineProperty({ ...queue.measures }, 'agents', {
      enumerable: true,
      get: () => {
        looks++
        return agents
      },
    })
    const history = madeHistory({ ...queue, measures })
    const { planOne, judge, assemble } = planInParts(history, { days: 7, paths: 20 })
    looks = 0
    const full = await planOne('general')
    const looksOfFull = looks
    looks = 0
    const quick = await planOne('general', undefined, { verdict: false })
    expect(looks).toBeLessThan(looksOfFull)
    expect(quick.plan.verdict).toBeUndefined()
    const whole = judge(quick)
    expect(whole.plan.verdict).toEqual(full.plan.verdict)
    expect(whole.plan.verdict).toBeDefined()
    expect(assemble([whole])).toEqual(await makePlan(history, { days: 7, paths: 20 }))
  })
})
