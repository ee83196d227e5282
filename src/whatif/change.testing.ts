import type { Scenario } from '../sim/index.ts'
import { changeScenario } from './assignment.ts'

/** A centre with names of every kind. */
export const centre = (): Scenario => ({
  name: 'Centre',
  interval: 1800,
  intervals: 4,
  queues: {
    hotline: { volume: [100, 120, 110, 90], aht: 300, afterCall: 20, patience: 120, groups: ['general'] },
    'high-tier': {
      volume: 80,
      profile: [1, 2, 3, 2],
      aht: { type: 'lognormal', mean: 240, sd: 180 },
      groups: ['vip seats', { group: 'general', after: 10 }],
      target: { serviceLevel: { within: 10, share: 0.9 } },
    },
    热线: { volume: [10, 20, 20, 10], aht: 200, groups: ['客服 一组'] },
    '10.086': { volume: 40, aht: 180, groups: ['say "hi"'] },
  },
  groups: {
    general: { agents: [20, 22, 22, 20] },
    'vip seats': { agents: 5 },
    '客服 一组': { agents: 4 },
    'say "hi"': { agents: 3, callSelection: 'priority' },
  },
})

export const change = (...changes: string[]) => changeScenario(centre(), changes, { opens: 8 * 3600 })
