import type { Scenario } from 'krarup/sim'
import { tutorialDay } from './sim/experiments.ts'

const same = (intervals: number, value: number) => Array<number>(intervals).fill(value)

/** A busyness of shape 10: one strong factor. */
const ssj = tutorialDay(Math.sqrt(1 / 10))

/** The hotline with tiers of the examples, in numbers. */
const profile = [5, 7, 9, 10, 10, 9, 8, 7, 5, 5, 6, 8, 9, 9, 8, 8, 7, 7, 6, 6, 6, 5, 4, 4]
const hotline: Scenario = {
  interval: 1800,
  busyness: 0.08,
  queues: {
    ordinary: {
      volume: 2900,
      profile,
      aht: { type: 'lognormal', mean: 190, sd: 150 },
      afterCall: 20,
      patience: 90,
      balking: 0.05,
      groups: ['general', 'vip'],
    },
    high: {
      volume: 260,
      profile,
      aht: { type: 'lognormal', mean: 240, sd: 180 },
      patience: 180,
      priority: 1,
      groups: ['vip', { group: 'general', after: 10 }],
    },
    english: {
      volume: 90,
      aht: { type: 'lognormal', mean: 260, sd: 200 },
      patience: 120,
      priority: 1,
      groups: ['english'],
      target: { serviceLevel: { within: 10, share: 0.8 } },
    },
  },
  groups: {
    general: { agents: [15, 15, ...same(6, 22), 15, 15, ...same(10, 20), ...same(4, 14)] },
    vip: { agents: [3, 3, ...same(18, 5), ...same(4, 3)] },
    english: { agents: 2 },
  },
}

const twoSkills: Scenario = {
  interval: 1800,
  intervals: 8,
  queues: {
    first: { volume: same(8, 100), aht: 300, patience: 120, groups: ['A', { group: 'both', after: 20 }] },
    second: { volume: same(8, 100), aht: 240, patience: 120, groups: ['B', { group: 'both', after: 20 }] },
  },
  groups: { A: { agents: 15 }, B: { agents: 12 }, both: { agents: 4 } },
}

/** Nobody hangs up: waits are skewed. */
const heavy: Scenario = {
  interval: 1800,
  intervals: 16,
  queues: { calls: { volume: same(16, 80), aht: 300, groups: ['agents'] } },
  groups: { agents: { agents: 15 } },
}

/** Five days with factors of the centre, of queues and of parts of the day: 35 of them. */
const week: Scenario = {
  interval: 1800,
  intervals: 8,
  days: 5,
  busyness: 0.1,
  parts: { starts: [0, 7200], busyness: 0.06 },
  queues: {
    first: {
      volume: same(8, 60),
      aht: 280,
      patience: 150,
      busyness: 0.08,
      groups: ['A', { group: 'both', after: 15 }],
    },
    second: {
      volume: same(8, 40),
      aht: 240,
      patience: 150,
      busyness: 0.12,
      groups: ['B', { group: 'both', after: 15 }],
    },
  },
  groups: { A: { agents: 10 }, B: { agents: 6 }, both: { agents: 3 } },
}

/** Customers who call again, factors of volumes, handle times and who comes. */
const people: Scenario = {
  interval: 1800,
  intervals: 8,
  customers: true,
  dayFactors: [{ volume: { calls: 0.08 }, aht: { calls: 0.04 } }, { agents: { agents: -0.04 } }],
  queues: {
    calls: {
      volume: same(8, 70),
      aht: { type: 'lognormal', mean: 300, sd: 250 },
      patience: 120,
      redial: { abandoned: 0.5, delay: 600, attempts: 3 },
      groups: ['agents'],
    },
  },
  groups: { agents: { agents: 13 } },
}

/** Few agents, and days that differ much: most of the waits are on a few of them. */
const small: Scenario = {
  interval: 1800,
  intervals: 8,
  busyness: 0.35,
  queues: {
    calls: { volume: same(8, 14), aht: { type: 'lognormal', mean: 240, sd: 240 }, patience: 240, groups: ['agents'] },
  },
  groups: { agents: { agents: 3 } },
}

/** Hardly anybody waits, hangs up or finds no line. */
const rare: Scenario = {
  interval: 1800,
  intervals: 8,
  busyness: 0.1,
  lines: 17,
  queues: { calls: { volume: same(8, 60), aht: 240, patience: 60, groups: ['agents'] } },
  groups: { agents: { agents: 14 } },
}

export const PRECISION_SCENARIOS = { ssj, hotline, twoSkills, week, small, rare, heavy, people }

/** The scenario with one more agent in its first group. */
export function withOneMore(scenario: Scenario): Scenario {
  const [[name, group], ...others] = Object.entries(scenario.groups)
  const { agents } = group
  const more = typeof agents === 'number' ? agents + 1 : (agents as number[]).map((each) => each + 1)
  return { ...scenario, groups: { [name]: { ...group, agents: more }, ...Object.fromEntries(others) } }
}
