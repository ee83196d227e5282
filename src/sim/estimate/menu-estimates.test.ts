import { expect, it } from 'vitest'
import type { Scenario } from '../../scenario/scenario.ts'
import { compareScenarios, type RatioEstimate, replicate } from '../index.ts'
import { HOTLINE } from '../menu/menu.testing.ts'

const { vip, main, language, bill } = HOTLINE.nodes
const scenario: Scenario = {
  interval: 1800,
  intervals: 4,
  menus: { hotline: { ...HOTLINE, volume: 4000, nodes: { vip, main, language, bill } } },
  tiers: { ordinary: {}, middle: {}, high: { priority: 1 } },
  queues: {
    general: { aht: 120, groups: ['agents'] },
    english: { aht: 120, groups: ['agents'] },
    complaints: { aht: 200, groups: ['agents'] },
  },
  groups: { agents: { agents: 40 } },
}

it('a simulation says what became of the calls in a menu, and what is to be expected of them', async () => {
  const [thinned, played] = await Promise.all(
    [scenario, { ...scenario, menus: { hotline: { ...scenario.menus!.hotline, lines: 10_000 } } }].map(
      async (each) => (await replicate(each, { replications: 60, confidence: 0.9999 })).estimates.menus!,
    ),
  )
  expect(thinned.map(({ name, thinned }) => [name, thinned])).toEqual([['hotline', true]])
  expect(played[0].thinned).toBe(false)
  const [{ expected }] = thinned
  expect(played[0].expected).toEqual(expected)
  expect(expected.nodes.map(({ name }) => name)).toEqual(['language', 'vip', 'main', 'bill'])
  expect(expected.nodes[0].choices.map(({ to }) => to)).toEqual(['main', 'english', 'hang-up'])
  expect(expected.exits.map(({ queue, tier }) => [queue, tier])).toContainEqual(['english', 'middle'])
  const within = ({ value, halfWidth }: Pick<RatioEstimate, 'value' | 'halfWidth'>, truth: number) =>
    expect(Math.abs(value - truth)).toBeLessThan(halfWidth)
  for (const [{ whole, days, intervals }] of [thinned, played]) {
    within(whole.offered, 4000)
    within(whole.toQueueShare, expected.toQueue.share)
    within(whole.containment, expected.contained.share)
    within(whole.selfServiceShare, expected.selfService.share)
    within(whole.hungUpShare, expected.hungUp.share)
    within(whole.silentShare, expected.silent.share)
    within(whole.meanTime, expected.meanTime)
    within(whole.timeToQueue, expected.toQueue.meanTime)
    expect(whole.blocking.value).toBe(0)
    expect(days).toEqual([])
    expect(intervals.reduce((sum, { offered }) => sum + offered.value, 0)).toBeCloseTo(whole.offered.value, 6)
  }
})

it('a scenario without menus has no figures of them', async () => {
  const { menus: _, ...without } = scenario
  const queues = Object.fromEntries(
    Object.entries(without.queues).map(([name, queue]) => [name, { ...queue, volume: 100 }]),
  )
  const { estimates } = await replicate({ ...without, queues }, { replications: 2 })
  expect(estimates).not.toHaveProperty('menus')
})

it('two menus with the same luck differ by what was changed, and a menu and itself by nothing', async () => {
  const quicker: Scenario = {
    ...scenario,
    menus: {
      hotline: { ...scenario.menus!.hotline, nodes: { ...scenario.menus!.hotline.nodes, main: { ...main, time: 5 } } },
    },
  }
  const options = { replications: 40, confidence: 0.9999 }
  const { menus } = await compareScenarios(scenario, quicker, options)
  const [before, after] = await Promise.all(
    [scenario, quicker].map(async (each) => (await replicate(each, { replications: 1 })).estimates.menus![0].expected),
  )
  expect(menus).toHaveLength(1)
  const { name, meanTime, containment } = menus![0]
  expect(name).toBe('hotline')
  expect(meanTime.verdict).toBe('lower')
  expect(Math.abs(meanTime.difference - (after.meanTime - before.meanTime))).toBeLessThan(meanTime.halfWidth)
  // Nobody goes another way: the same calls are contained.
  expect(containment.difference).toBe(0)
  const same = (await compareScenarios(scenario, scenario, { replications: 3 })).menus![0]
  expect(same.meanTime.difference).toBe(0)
})
