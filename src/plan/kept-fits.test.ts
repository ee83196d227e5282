import { describe, expect, it } from 'vitest'
import { parsePlainDateTime } from '../domain/index.ts'
import type { KeptFits } from '../forecast/index.ts'
import { madeHistory, madeQueue } from './history.testing.ts'
import { makePlan } from './make-plan.ts'
import type { PlanOptions } from './plan.ts'

const history = madeHistory(madeQueue('general'), madeQueue('sales'))
const settings: PlanOptions = { days: 7, paths: 20 }

const NOON = parsePlainDateTime('2025-05-26T12:00')

describe('forecasts that are kept', () => {
  it.each<[string, PlanOptions]>([
    ['the same plan', {}],
    ['another target', { settings: { target: { serviceLevel: { within: 20, share: 0.8 } } } }],
    ['growth', { growth: [{ factor: 1.2 }, { factor: 0.9, queue: 'sales' }] }],
    ['a handle time', { settings: { aht: 200 } }],
    ['figures of the planner', { overrides: [{ from: NOON, to: NOON + 3600, contacts: 500, name: 'a campaign' }] }],
  ])('make %s as it is without them', async (_, change) => {
    const kept: KeptFits = new Map()
    await makePlan(history, { ...settings, kept })
    const fits = [...kept.values()]
    expect(await makePlan(history, { ...settings, ...change, kept })).toEqual(
      await makePlan(history, { ...settings, ...change }),
    )
    expect([...kept.values()].map((one, i) => one === fits[i])).toEqual([true, true])
  })

  it('are made anew where they would be others', async () => {
    const kept: KeptFits = new Map()
    for (const change of [
      {},
      { days: 14 },
      { clean: false },
      { forecastModel: 'seasonal-naive' },
      { queues: { sales: { hours: [] } } },
    ] as PlanOptions[]) {
      const fits = [...kept.values()]
      expect(await makePlan(history, { ...settings, ...change, kept }), JSON.stringify(change)).toEqual(
        await makePlan(history, { ...settings, ...change }),
      )
      expect(kept.get('sales')).not.toBe(fits[1])
    }
    const other = madeHistory(madeQueue('general'), madeQueue('sales'))
    const fits = [...kept.values()]
    await makePlan(other, { ...settings, kept })
    expect([...kept.values()].map((one, i) => one === fits[i])).toEqual([false, false])
  })
})
