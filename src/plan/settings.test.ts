import { describe, expect, it } from 'vitest'
import type { QueueSettings } from './plan.ts'
import { scheduledAgents } from './scheduled-agents.ts'
import { DEFAULT_SETTINGS, resolveSettings } from './settings.ts'

describe('resolveSettings', () => {
  it('takes the own setting of a queue before that of the plan, and that before the default', () => {
    const settings = resolveSettings(['a', 'b'], {
      settings: { patience: 60, shrinkage: 0.2 },
      queues: { a: { patience: 90 } },
    })
    expect([...settings]).toEqual([
      ['a', { ...DEFAULT_SETTINGS, shrinkage: 0.2, patience: 90 }],
      ['b', { ...DEFAULT_SETTINGS, shrinkage: 0.2, patience: 60 }],
    ])
    expect(resolveSettings(['a'], {}).get('a')).toEqual({
      target: { serviceLevel: { within: 10, share: 0.9 } },
      shrinkage: 0.3,
      patience: 'estimate',
      model: 'auto',
      leastAgents: 1,
    })
  })

  it.each<[string, string, Partial<QueueSettings>]>([
    ['OUT_OF_RANGE', 'queues.a.shrinkage', { shrinkage: 1 }],
    ['OUT_OF_RANGE', 'queues.a.shrinkage', { shrinkage: -0.1 }],
    ['OUT_OF_RANGE', 'queues.a.leastAgents', { leastAgents: 0.5 }],
    ['OUT_OF_RANGE', 'queues.a.leastAgents', { leastAgents: -1 }],
    ['OUT_OF_RANGE', 'queues.a.patience', { patience: 0 }],
    ['OUT_OF_RANGE', 'queues.a.aht', { aht: 0 }],
    ['OUT_OF_RANGE', 'queues.a.priority', { priority: 1e6 + 1 }],
    ['OUT_OF_RANGE', 'queues.a.priority', { priority: -1e6 - 1 }],
    ['CONFLICT', 'queues.a.patience', { model: 'erlangA', patience: 'infinite' }],
    ['OUT_OF_RANGE', 'serviceLevel.share', { target: { serviceLevel: { within: 10, share: 90 } } }],
  ])('refuses: %s of %s', (code, name, settings) => {
    for (const options of [{ settings }, { queues: { a: settings } }])
      expect(() => resolveSettings(['a'], options)).toThrow(
        expect.objectContaining({ code, where: expect.objectContaining({ name }) }),
      )
  })

  it('accepts the ends of every range', () => {
    for (const settings of [
      { shrinkage: 0, leastAgents: 0, priority: 1e6 },
      { shrinkage: 0.99, priority: -1e6 },
      { model: 'erlangC', patience: 'infinite' },
    ] as const)
      expect(resolveSettings(['a'], { settings }).get('a')).toMatchObject(settings)
  })

  it('names what it does not know', () => {
    expect(() => resolveSettings(['a'], { settings: { patiense: 1 } as never })).toThrow(/settings\.patiense/)
    expect(() => resolveSettings(['a'], { queues: { a: { shrinkag: 1 } as never } })).toThrow(/queues\.a\.shrinkag/)
    expect(() => resolveSettings(['sales'], { queues: { sale: {} } })).toThrow(/no such queue.*did you mean sales/s)
  })
})

describe('scheduledAgents', () => {
  it.each([
    [0, 0.3, 0],
    [7, 0, 7],
    [1, 0.99, 100],
    // 63 / 0.7 is 90 in decimals and a little more in doubles
    [63, 0.3, 90],
    [64, 0.3, 92],
  ])('%d on duty, %d away: %d', (agents, shrinkage, scheduled) => {
    expect(scheduledAgents(agents, shrinkage)).toBe(scheduled)
  })

  it.each([
    [-1, 0.3],
    [1, -0.1],
    [1, 1],
  ])('refuses %d agents with %d away', (agents, shrinkage) => {
    expect(() => scheduledAgents(agents, shrinkage)).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }))
  })
})
