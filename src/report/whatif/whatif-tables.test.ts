import { describe, expect, it } from 'vitest'
import type { Scenario } from '../../sim/index.ts'
import {
  chooseFigures,
  drilled,
  type Factor,
  mergedQueues,
  poolingGain,
  poolingOfMany,
  readDrill,
  readFactor,
  readGoal,
  type Search,
  searchCheapest,
  serviceCurve,
  sweep,
} from '../../whatif/index.ts'
import type { Language } from '../language.ts'
import {
  type Comparison,
  comparisonCsvRows,
  comparisonJson,
  comparisonTable,
  curveReport,
  curveTable,
  describeDrill,
  searchReport,
  searchTable,
  sweepReport,
  sweepTable,
} from './index.ts'
import { searchGrids } from './search-grid.ts'

const scenario: Scenario = {
  name: '热线',
  interval: 1800,
  queues: {
    a: { volume: [40, 50], aht: 240, patience: 60, groups: ['x'] },
    b: { volume: [20, 20], aht: 300, groups: ['y'] },
  },
  groups: { x: { agents: [7, 8] }, y: { agents: 5 } },
}
const DAYS = { replications: 4 }
const figuresOf = (lines: readonly string[]) =>
  lines
    .slice(1)
    .join('\n')
    .match(/\d+(?:[.,]\d+)*%?/g)

/** Names, units and options are written with Latin letters in every language. */
function latinIn(text: string): string[] {
  return (
    text.replaceAll(/--replications|krarup|groups\.x\.agents|x\.agents|\b[abxy]\b|\d[smh]/g, '').match(/[a-z]+/gi) ?? []
  )
}

function check(print: (options: { language: Language }) => string[]) {
  const [en, zh] = [print({ language: 'en' }), print({ language: 'zh' })]
  expect(zh).toHaveLength(en.length)
  expect(figuresOf(zh)?.toSorted()).toEqual(figuresOf(en)?.toSorted())
  expect(latinIn(zh.join('\n'))).toEqual([])
}

function checkPage(page: string) {
  expect(page).toContain('<html lang="zh-CN">')
  expect(latinIn(page.replace(/[\s\S]*<body>/, '').replaceAll(/<script.*<\/script>|<[^>]*>/gs, ' '))).toEqual([])
}

async function compared(question: Comparison['question'], other: Scenario): Promise<Comparison> {
  const { base, points } = await sweep(scenario, [{ values: [], scenario: other }], DAYS)
  return { question, base, point: points[0], seed: 1 }
}

describe('what-ifs in two languages: the same figures, and no English word in Chinese', () => {
  it('a comparison', async () => {
    const changed = { ...scenario, groups: { ...scenario.groups, y: { agents: 6 } } }
    const comparison = await compared({ kind: 'set', name: '热线', changes: [] }, changed)
    const shown = { figures: chooseFigures(undefined, comparison.base) }
    check((options) => comparisonTable(comparison, shown, options))
    expect(comparisonJson(comparison)).toMatchObject({ version: 1, kind: 'set', name: '热线', seed: 1 })
    expect([...comparisonCsvRows(comparison, shown).rows]).not.toHaveLength(0)
  })

  it('a drill', async () => {
    const drill = readDrill('absence,share=40%')
    const usual = { scenario, opens: 0 }
    const comparison = await compared({ kind: 'drill', name: '热线', drill, usual }, drilled(scenario, drill))
    check((options) => comparisonTable(comparison, { figures: ['serviceLevel'] }, options))
    expect(comparisonJson(comparison)).not.toHaveProperty('usual')
  })

  it('a merger', async () => {
    const gain = await poolingGain(scenario, ['a', 'b'], DAYS)
    const question = { kind: 'merge', name: '热线', queues: ['a', 'b'], gain } as const
    const comparison = await compared(question, mergedQueues(scenario, ['a', 'b']))
    check((options) => comparisonTable(comparison, { figures: ['serviceLevel'] }, options))
  })

  it('a merger of many', async () => {
    const names = Object.keys(scenario.queues)
    const gain = await poolingOfMany(scenario, names, DAYS)
    const question = { kind: 'merge', name: '热线', queues: names, gain } as const
    const comparison = await compared(question, mergedQueues(scenario, names))
    check((options) => comparisonTable(comparison, { figures: ['serviceLevel'] }, options))
    const { apartHours = Number.NaN, togetherHours = Number.NaN } = gain
    expect(comparisonJson(comparison)).toHaveProperty(
      'gain.saved',
      gain.apartHours === undefined || gain.togetherHours === undefined ? null : apartHours - togetherHours,
    )
  })

  it('a grid', async () => {
    const factor = readFactor('groups.x.agents=6..8', scenario)
    const points = factor.values.map((value) => ({
      values: [value],
      scenario: { ...scenario, groups: { ...scenario.groups, x: { agents: Number(value) } } },
    }))
    const result = await sweep(scenario, points, DAYS)
    const answer = { name: '热线', changes: [], factors: [factor], base: result.base, points: result.points, seed: 1 }
    const shown = { figures: ['serviceLevel', 'asa'] }
    check((options) => sweepTable(answer, shown, options))
    checkPage(sweepReport(answer, shown, { language: 'zh' }))
  })

  it.each([
    ['reached', '6..12'],
    ['out of reach', '2..3'],
  ])('a search whose goal is %s', async (_, range) => {
    const factor = readFactor(`groups.x.agents=${range}`, scenario)
    const goals = [readGoal('a=80/20', scenario)]
    const scenarioAt = ([value]: readonly string[]) => ({
      ...scenario,
      groups: { ...scenario.groups, x: { agents: Number(value) } },
    })
    const found = await searchCheapest(
      { factors: [{ name: factor.path, values: factor.values }], scenarioAt },
      goals,
      DAYS,
    )
    const answer = { name: '热线', goals, factors: [factor], found, seed: 1 }
    check((options) => searchTable(answer, options))
    checkPage(searchReport(answer, { language: 'zh' }))
  })

  it('the price of service', async () => {
    const target = { serviceLevel: { share: 0.8, within: 20 } }
    const answer = { name: '热线', points: await serviceCurve(scenario, ['a'], [target], DAYS), seed: 1 }
    check((options) => curveTable(answer, options))
    checkPage(curveReport(answer, { language: 'zh' }))
  })
})

it.each([
  ['surge,queue=vip', 'a surge: 3 times the contacts of vip from 10:00, the excess halving every 1h'],
  ['outage,site=north,calls=slow', 'an outage of north from 10:00 to 10:30: contacts take 2 times as long'],
  ['absence,at=13:00,for=2h', 'absence: 20% of the agents are away from 13:00 for 2h'],
])('describes the drill %s', (text, words) => {
  expect(describeDrill(readDrill(text))).toBe(words)
})

describe('two scenarios', () => {
  const compare = (names: readonly [string | null, string | null], files: readonly [string, string]) =>
    compared({ kind: 'compare', names, files, changes: [] }, scenario).then((comparison) =>
      comparisonTable(comparison, { figures: ['serviceLevel'] }),
    )

  // The columns used to be called "first" and "second".
  it.each([
    [
      ['Today', 'Tomorrow'],
      ['a.yaml', 'b.yaml'],
      ['Today', 'Tomorrow'],
    ],
    [
      ['Hotline', 'Hotline'],
      ['old/a.yaml', 'old/b.yaml'],
      ['a.yaml', 'b.yaml'],
    ],
    [
      [null, 'Hotline'],
      ['a.yaml', 'b.yaml'],
      ['a.yaml', 'b.yaml'],
    ],
    [
      [null, null],
      ['old/a.yaml', 'new/a.yaml'],
      ['old/a.yaml', 'new/a.yaml'],
    ],
    [
      [null, null],
      ['a.yaml', 'a.yaml'],
      ['first', 'second'],
    ],
  ] as const)('called %j, in files %j, are shown as %j', async (names, files, [first, second]) => {
    const lines = await compare(names, files)
    expect(lines[0]).toContain(`${first} against ${second}`)
    expect(lines[2]).toMatch(new RegExp(`^ +${first} +${second} +`))
  })

  it('keep their columns narrow', async () => {
    const lines = await compare(['A province in its busiest week', 'A province in its quietest week'], ['a', 'b'])
    expect(lines[2]).toMatch(/A province in its b… +A province in its q…/)
  })
})

describe('a search over two factors', () => {
  it('has a map of what was looked at, with the answer, and with what meets the goals and cannot do with less', () => {
    const part = { queue: 'a', figure: 'serviceLevel', wanted: 0.8, value: 0.9, halfWidth: 0.01 }
    const point = (values: readonly string[], verdict: 'met' | 'missed', price: number) =>
      ({ values, verdict, price, parts: [part] }) as unknown as Search['looked'][number]
    // Values go down in price for the first factor, up for the second.
    const [dear, answer, frontier, beaten, missed] = [
      point(['9', '3'], 'met', 12),
      point(['8', '1'], 'met', 9),
      point(['7', '3'], 'met', 10),
      point(['8', '2'], 'met', 10),
      point(['7', '1'], 'missed', 8),
    ]
    const found = { minimised: 'agentHours', dearest: dear, answer, looked: [missed, answer, frontier, beaten, dear] }
    const factors = [
      { path: 'x', values: ['9', '8', '7'] },
      { path: 'y', values: ['1', '2', '3'] },
    ] as unknown as Factor[]
    const [grid, ...others] = searchGrids({ factors, found: found as unknown as Search }, 'en')
    expect(others).toEqual([])
    expect(grid.down.values).toEqual(['3', '2', '1'])
    expect(grid.cells.map(({ column, row, mark }) => [column, row, mark])).toEqual([
      [2, 2, undefined],
      [1, 2, 'answer'],
      [2, 0, 'frontier'],
      [1, 1, undefined],
      [0, 0, undefined],
    ])
    expect(grid.cells[1].tip.split('\n')).toEqual(['x 8, y 1', 'In time 90.0% ±1.0', 'Agent hours 9.0', 'met'])
    expect(searchGrids({ factors: factors.slice(1), found: found as unknown as Search }, 'en')).toEqual([])
  })
})
