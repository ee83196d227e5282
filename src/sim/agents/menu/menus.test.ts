import { describe, expect, it } from 'vitest'
import { erlangB } from '../../../erlang/index.ts'
import type { MenuScenario } from '../../../scenario/menu.ts'
import type { Scenario } from '../../../scenario/scenario.ts'
import { compile, replicate, simulate, type Tally } from '../../index.ts'
import { analyseMenu } from '../../menu/analyse-menu.ts'
import { MENU, MENU_COLUMNS } from '../../model/menu-columns.ts'
import { QUEUE, QUEUE_COLUMNS } from '../../model/tally.ts'
import { traced } from '../../random-scenarios.testing.ts'

/** Two-sided normal quantile of one in 10 000. */
const Z = 3.891
const REPLICATIONS = 150

const MAIN: MenuScenario = {
  volume: [300, 500, 400, 100],
  nodes: {
    language: {
      time: 8,
      hangUp: 0.04,
      silence: { share: 0.1, again: 0.8 },
      choices: [{ share: 0.9, to: 'keys' }, { to: 'english' }],
    },
    keys: {
      time: { type: 'gamma', mean: 40, sd: 20 },
      choices: [
        { share: 0.2, to: 'general' },
        { share: 0.1, to: 'general', tier: 'high' },
        { share: 0.2, to: 'language' },
        { end: 'self-service' },
      ],
    },
  },
}

const CENTRE: Scenario = {
  interval: 900,
  menus: { main: MAIN },
  tiers: { high: { priority: 1 }, plain: {} },
  queues: {
    general: { aht: 120, patience: 90, groups: ['agents'], tiers: { plain: 0.9, high: 0.1 } },
    english: { volume: [10, 10, 10, 10], aht: 150, patience: 60, groups: ['agents'] },
  },
  groups: { agents: { agents: [14, 22, 20, 8] } },
}

/** The same, played call by call: lines that never bind. */
const full = (scenario: Scenario): Scenario => ({
  ...scenario,
  menus: Object.fromEntries(
    Object.entries(scenario.menus ?? {}).map(([name, menu]) => [name, { ...menu, lines: 1_000_000 }]),
  ),
})

function runAll(scenario: Scenario, seed: number, read: (tally: Tally) => number[]): number[][] {
  const model = compile(scenario)
  return Array.from({ length: REPLICATIONS }, (_, r) => read(simulate(model, seed, r)))
}

/** By interval: every column of the menu and the offered of each queue. */
const figures = ({ menu, queue }: Tally) => [
  ...menu.slice(0, 4 * MENU_COLUMNS),
  ...Array.from({ length: 12 }, (_, k) => queue[k * QUEUE_COLUMNS + QUEUE.offered]),
]

const moments = (values: readonly number[]) => {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1)
  return { mean, variance, error: variance / values.length }
}
const column = (rows: readonly (readonly number[])[], k: number) => rows.map((row) => row[k])

describe('calls that go through a menu', () => {
  it('thinned are in number and time what they are call by call', { tags: ['slow'] }, () => {
    const variants: Partial<MenuScenario>[] = [
      { surges: [{ from: 600, to: 2000, factor: 2, halving: 600 }] },
      { arrivals: 'fixed' },
      { busyness: 0.3 },
    ]
    for (const [variant, more] of variants.entries()) {
      const scenario = { ...CENTRE, menus: { main: { ...MAIN, ...more } } }
      const thinned = runAll(scenario, 11 + variant, figures)
      const played = runAll(full(scenario), 21 + variant, figures)
      for (let k = 0; k < thinned[0].length; k++) {
        const [a, b] = [moments(column(thinned, k)), moments(column(played, k))]
        expect(Math.abs(a.mean - b.mean)).toBeLessThanOrEqual(Z * Math.sqrt(a.error + b.error) + 1e-9)
        // Sums of seconds of those that end in the menu are expectations given their number: their means are the same, not their spread.
        if (k % MENU_COLUMNS === MENU.containedSeconds && k < 4 * MENU_COLUMNS) continue
        // The logarithm of a sample variance of near-normal figures spreads by sqrt(2 / n); small counts are skewed, which adds 1 / mean.
        if (a.mean < 3) continue
        const spread = Math.sqrt((2 + 1 / a.mean) / REPLICATIONS) * (variant === 2 ? 1.6 : 1)
        expect(Math.abs(Math.log(a.variance / b.variance))).toBeLessThan(Z * spread * Math.SQRT2)
      }
    }
  })

  it('end as the Markov chain of the menu says', () => {
    const { menus } = compile(CENTRE)
    const analysis = analyseMenu(menus!.menus[0])
    const offered = 1300
    for (const scenario of [CENTRE, full(CENTRE)]) {
      const rows = runAll(scenario, 5, ({ menu }) =>
        Array.from({ length: MENU_COLUMNS }, (_, c) =>
          [0, 1, 2, 3].reduce((sum, i) => sum + menu[i * MENU_COLUMNS + c], 0),
        ),
      )
      const expected: [number, number][] = [
        [MENU.offered, offered],
        [MENU.toQueue, offered * analysis.toQueue.share],
        [MENU.selfService, offered * analysis.selfService.share],
        [MENU.hungUp, offered * analysis.hungUp.share],
        [MENU.silent, offered * analysis.silent.share],
        [MENU.queueSeconds, offered * analysis.toQueue.share * analysis.toQueue.meanTime],
        [MENU.containedSeconds, offered * analysis.contained.share * analysis.contained.meanTime],
        [MENU.blocked, 0],
        [MENU.left, 0],
      ]
      for (const [k, mean] of expected) {
        const seen = moments(column(rows, k))
        expect(Math.abs(seen.mean - mean)).toBeLessThanOrEqual(Z * Math.sqrt(seen.error) + 1e-9)
      }
    }
  })

  it('with a fixed volume are as many as were said, each day', () => {
    const scenario: Scenario = { ...CENTRE, days: 2, menus: { main: { ...MAIN, arrivals: 'fixed' } } }
    for (const each of [scenario, full(scenario)])
      for (let r = 0; r < 20; r++) {
        const { menu } = simulate(compile(each), 3, r)
        for (const day of [0, 1]) {
          let offered = 0
          for (let i = day * 4; i < day * 4 + 4; i++) offered += menu[i * MENU_COLUMNS + MENU.offered]
          expect(offered).toBe(1300)
        }
      }
  })

  it('are each accounted for once, in the menu and in the queues, whatever binds', () => {
    const cases: Scenario[] = [
      CENTRE,
      full(CENTRE),
      { ...CENTRE, menus: { main: { ...MAIN, batch: { sizes: [1, 4], shares: [0.5, 0.5] } } } },
      { ...CENTRE, closing: 'stop' },
      { ...full(CENTRE), closing: 'stop' },
      { ...CENTRE, menus: { main: { ...MAIN, lines: 25 } } },
      { ...CENTRE, lines: 40 },
      { ...CENTRE, menus: { main: { ...MAIN, lines: 25 } }, lines: 30, closing: 'stop' },
    ]
    for (const [index, scenario] of cases.entries()) {
      const model = compile(scenario)
      let stopped = 0
      let blocked = 0
      for (let r = 0; r < 20; r++) {
        const { tally, contacts } = traced((sink) => simulate(model, 8, r, undefined, sink))
        let entered = 0
        for (let i = 0; i <= model.intervals; i++) {
          const row = tally.menu.subarray(i * MENU_COLUMNS, (i + 1) * MENU_COLUMNS)
          const ends = [MENU.blocked, MENU.toQueue, MENU.selfService, MENU.hungUp, MENU.silent, MENU.left]
          expect(ends.reduce((sum, c) => sum + row[c], 0)).toBe(row[MENU.offered])
          entered += row[MENU.toQueue]
          stopped += row[MENU.left]
          blocked += row[MENU.blocked]
        }
        let offered = 0
        for (let k = 0; k < tally.queue.length; k += QUEUE_COLUMNS) offered += tally.queue[k + QUEUE.offered]
        expect(contacts).toHaveLength(offered)
        // The English queue has calls of its own besides.
        const own = offered - entered
        expect(own).toBeGreaterThan(0)
        expect(own).toBeLessThan(90)
      }
      if (scenario.closing === 'stop') expect(stopped).toBeGreaterThan(0)
      else expect(stopped).toBe(0)
      if (index >= 5) expect(blocked).toBeGreaterThan(0)
      else expect(blocked).toBe(0)
    }
  })

  it('come in batches, as many in all, and oftener many at once', () => {
    const batch = { sizes: [1, 4], shares: [0.5, 0.5] }
    const offered = (scenario: Scenario) =>
      runAll(scenario, 6, ({ menu }) => [MENU.offered, MENU.toQueue].map((c) => menu[c] + menu[MENU_COLUMNS + c])).map(
        ([all]) => all,
      )
    const [one, many] = [moments(offered(CENTRE)), moments(offered({ ...CENTRE, menus: { main: { ...MAIN, batch } } }))]
    expect(Math.abs(many.mean - 800)).toBeLessThan(Z * Math.sqrt(many.error))
    // Variance of a compound Poisson number: contacts times E B^2 / E B = 3.4; near-normal, so its estimate spreads by sqrt(2 / n).
    expect(Math.abs(many.variance / (3.4 * 800) - 1)).toBeLessThan(Z * Math.sqrt(2 / REPLICATIONS))
    expect(Math.abs(one.variance / 800 - 1)).toBeLessThan(Z * Math.sqrt(2 / REPLICATIONS))
  })

  it('are more in a peak of everything, and not in that of a queue', () => {
    const peak = { from: 900, to: 1800, effect: 'peak' as const, factor: 3 }
    const second = (trouble: Scenario['trouble']) =>
      moments(
        runAll({ ...CENTRE, ...(trouble ? { trouble } : {}) }, 6, ({ menu }) => [
          menu[MENU_COLUMNS + MENU.offered],
        ]).map(([calls]) => calls),
      )
    const expectMean = ({ mean, error }: { mean: number; error: number }, expected: number) =>
      expect(Math.abs(mean - expected)).toBeLessThan(Z * Math.sqrt(error))
    expectMean(second([peak]), 1500)
    expectMean(second([{ ...peak, queues: ['general'] }]), 500)
  })

  it('on few lines are blocked as the Erlang B formula says, which asks for the mean time only', async () => {
    const alone: Scenario = {
      interval: 3600,
      intervals: 5,
      warmUp: 3600,
      menus: { main: { ...MAIN, volume: 5 * 2000, lines: 30 } },
      tiers: { high: {}, plain: {} },
      queues: {
        general: { aht: 1, groups: ['agents'], tiers: { plain: 0.9, high: 0.1 } },
        english: { aht: 1, groups: ['agents'] },
      },
      groups: { agents: { agents: 50 } },
    }
    const { menus } = (await replicate(alone, { replications: 30, confidence: 0.9999 })).estimates
    const [{ whole, expected }] = menus!
    const blocked = erlangB((2000 / 3600) * expected.meanTime, 30)
    expect(blocked).toBeGreaterThan(0.05)
    expect(Math.abs(whole.blocking.value - blocked)).toBeLessThan(whole.blocking.halfWidth)
    expect(whole.blocking.halfWidth).toBeLessThan(0.01)
    // Who gets in goes the same ways as without a limit.
    expect(Math.abs(whole.meanTime.value - expected.meanTime)).toBeLessThan(whole.meanTime.halfWidth)
  })

  it('on more lines than calls are the same calls as with more lines still', () => {
    const withLines = (lines: number) => simulate(compile({ ...CENTRE, menus: { main: { ...MAIN, lines } } }), 9, 0)
    expect(withLines(2000)).toEqual(withLines(3000))
  })

  it('reach the tier that the menu gives them, and the queue by its shares where it gives none', () => {
    const model = compile(CENTRE)
    const { exits } = analyseMenu(model.menus!.menus[0])
    const share = (queue: number, tier: number) => exits.find((e) => e.queue === queue && e.tier === tier)?.share ?? 0
    const [plain, high, english] = [0, 1, 2].map((q) =>
      moments(
        runAll(CENTRE, 13, ({ queue }) => [
          [0, 1, 2, 3].reduce((sum, i) => sum + queue[(i * 3 + q) * QUEUE_COLUMNS + QUEUE.offered], 0),
        ]).map(([offered]) => offered),
      ),
    )
    expect(model.queueNames).toEqual(['general / plain', 'general / high', 'english'])
    const given = share(0, 0)
    const chance = share(0, -1)
    const expectMean = ({ mean, error }: { mean: number; error: number }, expected: number) =>
      expect(Math.abs(mean - expected)).toBeLessThan(Z * Math.sqrt(error))
    expectMean(plain, 1300 * chance * 0.9)
    expectMean(high, 1300 * (given + chance * 0.1))
    expectMean(english, 40 + 1300 * (share(1, -1) + share(1, 0)))
  })
})

describe('a scenario with a wrong menu', () => {
  it('says where a tier is missing in the queue that a menu leads to', () => {
    const { plain } = CENTRE.queues.general.tiers as Record<string, number>
    expect(plain).toBe(0.9)
    const general = { ...CENTRE.queues.general, tiers: { plain: 1 } }
    expect(() => compile({ ...CENTRE, queues: { ...CENTRE.queues, general } })).toThrow(/high: 0%/)
  })

  it('needs a volume for the menu, and none for a queue that it feeds', () => {
    const { volume: _, ...silent } = MAIN
    expect(() => compile({ ...CENTRE, menus: { main: silent } })).toThrow('menu "main" has no volume')
    const { volume: __, ...english } = CENTRE.queues.english
    const quiet: MenuScenario = { ...MAIN, nodes: { keys: { time: 5, choices: [{ to: 'general' }] } } }
    expect(() => compile({ ...CENTRE, menus: { main: quiet }, queues: { ...CENTRE.queues, english } })).toThrow(
      'queue "english" has no volume',
    )
  })
})
