import { expect, it } from 'vitest'
import { groupsServing } from './staffing-scale.ts'

it('a queue is served by its own groups and by those of its tiers', () => {
  const scenario = {
    interval: 1800,
    tiers: { vip: { groups: ['seats', { group: 'front', after: 20 }] }, plain: {}, other: { groups: ['far'] } },
    queues: {
      calls: { volume: 10, aht: 60, groups: ['front'], tiers: { vip: 0.1, plain: 0.9 } },
      mail: { volume: 10, aht: 60, groups: [{ group: 'back' }] },
    },
    groups: { front: { agents: 1 }, seats: { agents: 1 }, back: { agents: 1 }, far: { agents: 1 } },
  }
  expect(groupsServing(scenario, ['calls'])).toEqual(['front', 'seats'])
  expect(groupsServing(scenario, ['calls', 'mail'])).toEqual(['front', 'seats', 'back'])
})
