import { describe, expect, it } from 'vitest'
import { requiredAgents } from '../erlang/index.ts'
import type { Scenario } from '../sim/index.ts'
import { formatGoal, goalParts, judgeGoals, readGoal } from './goal.ts'
import { type SearchSpace, searchCheapest } from './search.ts'

const hours = (agents: number): Scenario => ({
  interval: 3600,
  intervals: 6,
  warmUp: 3600,
  queues: { hotline: { volume: Array(6).fill(240), aht: 240, patience: 120, groups: ['front'] } },
  groups: { front: { agents } },
})

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, k) => String(from + k))

describe('the fewest agents for a goal', () => {
  it('are those of Erlang A, or one more where the last agent cannot be told from the target', async () => {
    const space: SearchSpace = {
      factors: [{ name: 'agents', values: range(10, 30) }],
      scenarioAt: ([agents]) => hours(Number(agents)),
    }
    const goal = { queue: 'hotline', target: { serviceLevel: { within: 10, share: 0.9 } } }
    const { agents } = requiredAgents({ volumePerInterval: 240, interval: 3600, aht: 240, patience: 120 }, goal.target)
    const { answer, cheaper, minimised, confidence, looked } = await searchCheapest(space, [goal], { replications: 40 })
    const found = Number(answer?.values[0])
    expect(minimised).toBe('agentHours')
    expect(confidence).toBeCloseTo(1 - 0.05 / 3, 12)
    const undecided = cheaper.filter(({ verdict }) => verdict === 'undecided').length
    expect(found).toBeGreaterThanOrEqual(agents)
    expect(found - undecided).toBeLessThanOrEqual(agents)
    expect(answer?.agentHours).toBe(found * 5)
    // Bisection, not a scan.
    expect(looked.length).toBeLessThan(10)
    // Undecided points were looked at with sixteen times the days.
    for (const { verdict, figures } of cheaper) if (verdict === 'undecided') expect(figures.replications).toBe(640)
    expect(cheaper.at(-1)?.verdict).toBe('missed')
  })

  it('are not known where the range ends before they do', async () => {
    const space = (from: number): SearchSpace => ({
      factors: [{ name: 'agents', values: range(from, 30) }],
      scenarioAt: ([agents]) => hours(Number(agents)),
    })
    const goal = { queue: 'hotline', target: { serviceLevel: { within: 10, share: 0.9 } } }
    const { answer, cheaper, atEnd } = await searchCheapest(space(26), [goal], { replications: 40 })
    expect([answer?.values, cheaper, atEnd]).toEqual([['26'], [], ['agents']])
    expect((await searchCheapest(space(10), [goal], { replications: 40 })).atEnd).toEqual([])
  })

  it('is a no where the dearest point surely misses it', async () => {
    const space = {
      factors: [{ name: 'agents', values: range(4, 8) }],
      scenarioAt: ([agents]: readonly string[]) => hours(Number(agents)),
    }
    const goal = { queue: 'hotline', target: { serviceLevel: { within: 10, share: 0.9 } } }
    const { answer, dearest } = await searchCheapest(space, [goal], { replications: 20 })
    expect(answer).toBeUndefined()
    expect(dearest).toMatchObject({ values: ['8'], verdict: 'missed' })
  })

  it('are not the cheapest where lost contacts cost more than agents', async () => {
    const space = (lostCall: number): SearchSpace => ({
      factors: [{ name: 'agents', values: range(16, 26) }],
      scenarioAt: ([agents]) => ({ ...hours(Number(agents)), costs: { agentHour: 30, overtime: 0, lostCall } }),
    })
    const goal = { queue: 'hotline', target: { serviceLevel: { within: 10, share: 0.8 } } }
    const cheap = await searchCheapest(space(0), [goal], { replications: 40 })
    expect(cheap.minimised).toBe('cost')
    // Five hours on duty, and nothing else: 30 an hour.
    expect(cheap.answer?.price).toBeCloseTo(150 * Number(cheap.answer?.values[0]), 6)
    const dear = await searchCheapest(space(60), [goal], { replications: 40 })
    expect(Number(dear.answer?.values[0])).toBeGreaterThan(Number(cheap.answer?.values[0]))
    // Of all points that meet the goal none is cheaper.
    for (const agents of space(60).factors[0].values) {
      const one = { factors: [], scenarioAt: () => space(60).scenarioAt([agents]) }
      const { dearest } = await searchCheapest(one, [goal], { replications: 40 })
      if (dearest.verdict === 'met' && dearest.figures.replications === 40)
        expect(dearest.price).toBeGreaterThanOrEqual(dear.answer!.price)
    }
    // Fewer agents are dearer here, and still at the lower end.
    const centre = (figures: typeof dear.dearest.figures) =>
      figures.entities.find(({ kind }) => kind === 'centre')?.figures
    expect(centre(dear.answer!.figures)?.cost.value).toBe(dear.answer!.price)
  })

  it('a factor that costs nothing is refused', async () => {
    const space = {
      factors: [{ name: 'aht', values: ['200', '240'] }],
      scenarioAt: () => hours(20),
    }
    await expect(searchCheapest(space, [], { replications: 5 })).rejects.toThrow('aht costs the same at both ends')
  })
})

describe('two groups that help each other out', () => {
  const centre = (own: number, shared: number): Scenario => ({
    interval: 3600,
    intervals: 5,
    warmUp: 3600,
    queues: {
      hotline: { volume: Array(5).fill(90), aht: 240, patience: 120, groups: ['own', 'shared'] },
      vip: { volume: Array(5).fill(40), aht: 240, patience: 120, priority: 1, groups: ['shared'] },
    },
    groups: { own: { agents: own }, shared: { agents: shared } },
  })
  const goals = [
    { queue: 'hotline', target: { serviceLevel: { within: 20, share: 0.8 } } },
    { queue: 'vip', target: { serviceLevel: { within: 20, share: 0.85 } } },
  ]
  const space: SearchSpace = {
    factors: [
      { name: 'own', values: range(2, 9) },
      { name: 'shared', values: range(3, 9) },
    ],
    scenarioAt: ([own, shared]) => centre(Number(own), Number(shared)),
  }

  it('the search finds as cheap a point as looking at all of them does', { tags: ['slow'] }, async () => {
    const { answer, looked } = await searchCheapest(space, goals, { replications: 60, minimise: 'agents' })
    const all = await Promise.all(
      space.factors[0].values.flatMap((own) =>
        space.factors[1].values.map(async (shared) => {
          const one = { factors: [], scenarioAt: () => space.scenarioAt([own, shared]) }
          return (await searchCheapest(one, goals, { replications: 60 })).dearest
        }),
      ),
    )
    const cheapest = Math.min(...all.filter(({ verdict }) => verdict === 'met').map(({ price }) => price))
    expect(answer?.price).toBe(cheapest)
    expect(looked.length).toBeLessThan(all.length)
  })

  it('the same answer to the bit, again; and it stops when it is told to', async () => {
    const once = await searchCheapest(space, goals, { replications: 20 })
    const again = await searchCheapest(space, goals, { replications: 20 })
    expect(JSON.stringify(again) === JSON.stringify(once)).toBe(true)
    const stop = new AbortController()
    const cut = searchCheapest(space, goals, {
      replications: 20,
      signal: stop.signal,
      onProgress: ({ looked }) => {
        if (looked === 3) stop.abort()
      },
    })
    await expect(cut).rejects.toMatchObject({ code: 'ABORTED' })
  })
})

describe('a goal', () => {
  const scenario = { ...hours(20), queues: { 'a=b': hours(20).queues.hotline, hotline: hours(20).queues.hotline } }
  it.each([
    ['hotline=90/10', { queue: 'hotline', target: { serviceLevel: { share: 0.9, within: 10 } } }],
    [
      'a=b = sl=80/20,abandon=5%',
      { queue: 'a=b', target: { serviceLevel: { share: 0.8, within: 20 }, abandonment: 0.05 } },
    ],
  ])('%s', (text, goal) => {
    expect(readGoal(text, scenario)).toEqual(goal)
  })

  it.each([
    ['hotlin=90/10', 'did you mean hotline?'],
    ['90/10', 'write a=b=90/10'],
    ['hotline', 'write hotline=90/10'],
    ['a=b', 'write a=b=90/10'],
    ['hotline=ninety', 'not a target'],
  ])('%s: %s', (text, message) => {
    expect(() => readGoal(text, scenario)).toThrow(message)
  })

  const tiered: Scenario = {
    interval: 3600,
    tiers: { vip: { priority: 1 }, ordinary: {} },
    queues: {
      hotline: { volume: [200], aht: 200, groups: ['front', 'vip seats'], tiers: { vip: 0.2, ordinary: 0.8 } },
      desk: { volume: [100], aht: 200, groups: ['back'], tiers: { vip: 0.5, ordinary: 0.5 } },
    },
    groups: { front: { agents: 12 }, 'vip seats': { agents: 3 }, back: { agents: 8 } },
  }

  it('is of a tier in all its queues, or in one, where its name is written', () => {
    const target = { serviceLevel: { share: 0.95, within: 10 } }
    expect(readGoal('vip=95/10', tiered)).toEqual({ tier: 'vip', target })
    expect(readGoal('hotline / vip=95/10', tiered)).toEqual({ queue: 'hotline', tier: 'vip', target })
    expect(formatGoal(readGoal('hotline / vip=95/10', tiered))).toBe('hotline / vip 95/10')
    expect(() => readGoal('vib=95/10', tiered)).toThrow('did you mean vip?')
    expect(() => readGoal('vip', tiered)).toThrow('write vip=90/10')
  })

  it('of a tier is judged by the figures of its customers, and the groups that serve them', async () => {
    const goals = [readGoal('vip=sl=95/10,occupancy=85%', tiered), readGoal('hotline / ordinary=80/20', tiered)]
    const space: SearchSpace = {
      factors: [{ name: 'front', values: ['30'] }],
      scenarioAt: async ([agents]) => ({
        ...tiered,
        groups: { ...tiered.groups, front: { agents: Number(agents) } },
      }),
    }
    const { dearest } = await searchCheapest(space, goals, { minimise: 'agents', replications: 20 })
    const whole = (kind: string, name: string) =>
      dearest.figures.entities.find((entity) => entity.kind === kind && entity.name === name)?.figures
    expect(dearest.parts.map(({ of, figure, value }) => [of, figure, value])).toEqual([
      ['vip', 'serviceLevel', whole('tiers', 'vip')?.serviceLevel.value],
      ['vip', 'occupancy', expect.closeTo(whole('allGroups', '')?.occupancy.value as number, 12)],
      ['hotline / ordinary', 'serviceLevel', whole('parts', 'hotline / ordinary')?.serviceLevel.value],
    ])
    expect(dearest.parts[0].value).not.toBe(whole('queues', 'hotline')?.serviceLevel.value)
  })

  it('of a tier has one time for all its queues', async () => {
    const space: SearchSpace = { factors: [{ name: 'none', values: ['1'] }], scenarioAt: async () => tiered }
    const goals = [readGoal('hotline / vip=95/10', tiered), readGoal('desk / vip=90/20', tiered)]
    await expect(searchCheapest(space, goals)).rejects.toThrow('are of one tier, whose service is counted by one time')
  })

  /** One queue and its groups. */
  const served = (groupNames: string[]) => ({
    parentNames: ['q'],
    parentOf: Int32Array.of(0),
    tierNames: [],
    tierOf: Int32Array.of(-1),
    groupNames,
    routeQueue: Int32Array.from(groupNames, () => 0),
    routeGroup: Int32Array.from(groupNames, (_, g) => g),
  })

  it('has the occupancy of the groups that serve its queue, overflow from other queues included', () => {
    const group = (name: string, agents: number, busy: number, halfWidth: number | null) => ({
      kind: 'groups',
      name,
      figures: {
        agents: { value: agents, halfWidth: 0 },
        busyAgents: { value: busy, halfWidth: 0 },
        occupancy: { value: busy / agents, halfWidth },
      },
    })
    const partOf = (...entities: ReturnType<typeof group>[]) =>
      goalParts(
        { replications: 9, contacts: 9, entities },
        [{ queue: 'q', target: { occupancy: 0.8 } }],
        served(['a', 'b']),
      )
    const both = [group('a', 10, 9, 0.02), group('b', 30, 21, 0.01), group('elsewhere', 5, 5, 0)]
    expect(partOf(...both)).toEqual([
      { of: 'q', figure: 'occupancy', wanted: 0.8, atLeast: false, value: 0.75, halfWidth: 0.0125 },
    ])
    expect(judgeGoals(partOf(...both))).toBe('met')
    expect(partOf(group('a', 10, 9, null), group('b', 30, 21, 0.01))[0].halfWidth).toBe(null)
    expect(judgeGoals(partOf(group('a', 10, 9, 0.02)))).toBe('missed')
    // A group of nobody is not busy.
    expect(partOf(group('a', 0, 0, null), group('b', 30, 21, 0.01))[0]).toMatchObject({ value: 0.7, halfWidth: 0.01 })
    expect(partOf(group('a', 0, 0, null))[0].value).toBe(null)
  })

  it('finds the agents whom an occupancy needs: the load over it', async () => {
    const scenario: Scenario = {
      interval: 3600,
      intervals: 100,
      queues: { q: { volume: 100 * 3600 * 0.04, aht: 200, groups: ['desk'] } },
      groups: { desk: { agents: 12 } },
    }
    // 8 Erlang: 11 agents are busy 73 % of the time, 10 are 80 %.
    const { answer } = await searchCheapest(
      {
        factors: [{ name: 'agents', values: ['9', '10', '11', '12', '13'] }],
        scenarioAt: ([agents]) => ({ ...scenario, groups: { desk: { agents: Number(agents) } } }),
      },
      [{ queue: 'q', target: { occupancy: 0.76 } }],
      { replications: 10 },
    )
    expect(answer?.values).toEqual(['11'])
    expect(answer?.parts[0].value).toBeCloseTo(8 / 11, 1)
  })

  it('is met where every condition surely holds, missed where one surely does not', () => {
    const goals = [{ queue: 'q', target: { serviceLevel: { within: 10, share: 0.9 }, abandonment: 0.05 } }]
    const judge = (serviceLevel: number, abandonment: number | null, halfWidth = 0.01) =>
      judgeGoals(
        goalParts(
          {
            replications: 9,
            contacts: 9,
            entities: [
              {
                kind: 'queues',
                name: 'q',
                figures: {
                  serviceLevel: { value: serviceLevel, halfWidth },
                  abandonment: { value: abandonment, halfWidth },
                },
              },
            ],
          },
          goals,
          served(['a']),
        ),
      )
    expect(judge(0.92, 0.03)).toBe('met')
    expect(judge(0.905, 0.03)).toBe('undecided')
    expect(judge(0.88, 0.03)).toBe('missed')
    expect(judge(0.92, 0.07)).toBe('missed')
    expect(judge(0.905, 0.07)).toBe('missed')
    expect(judge(0.92, 0.045)).toBe('undecided')
    expect(judge(0.9, 0.05, 0)).toBe('met')
    expect(judge(0.95, null)).toBe('met')
    expect(judge(0.95, 0.01, Number.POSITIVE_INFINITY)).toBe('undecided')
  })
})
