import { beforeAll, describe, expect, it } from 'vitest'
import { replicate, type Scenario, type Simulation } from '../../sim/index.ts'
import {
  menuRemarks,
  simulationCsvRows,
  simulationJson,
  simulationReport,
  simulationTable,
  traceCsvRows,
  writeDifference,
  writeFigure,
} from './index.ts'

const scenario: Scenario = {
  name: '热线',
  interval: 1800,
  queues: {
    a: {
      volume: [90, 110],
      aht: 240,
      patience: 60,
      groups: ['x'],
      target: { serviceLevel: { share: 0.8, within: 20 } },
    },
    b: { volume: [30, 30], aht: 300, groups: [{ group: 'y' }, { group: 'x', after: 10 }] },
  },
  groups: { x: { agents: [14, 17] }, y: { agents: 6 } },
}
const simulated = { scenario, opens: 8 * 3600 }
let simulation: Simulation
beforeAll(async () => {
  simulation = await replicate(scenario, { replications: 4 })
})

describe('a simulation in two languages', () => {
  const figuresOf = (lines: readonly string[]) => lines.join('\n').match(/\d+(?:[.,]\d+)*%?/g)

  it('has the same figures, and no English word in Chinese', () => {
    const [en, zh] = (['en', 'zh'] as const).map((language) =>
      simulationTable(simulated, simulation, { language, width: 200 }),
    )
    expect(zh).toHaveLength(en.length)
    expect(figuresOf(zh.slice(1))?.toSorted()).toEqual(figuresOf(en.slice(1))?.toSorted())
    expect(zh.join('\n').replaceAll(/±|\b[abxy]\b|\d[smh]/g, '')).not.toMatch(/[a-z]/i)
  })

  it('has a page of its language, without a word of the other', () => {
    const page = simulationReport(simulated, simulation, { language: 'zh' })
    expect(page).toContain('<html lang="zh-CN">')
    const text = page
      .replace(/[\s\S]*<body>/, '')
      .replace(/<script.*<\/script>/s, '')
      .replaceAll(/<title>([^<]*)<\/title>|<[^>]*>/g, ' $1 ')
      .replaceAll(/±|\b[abxy]\b|\d[smh]|krarup/g, '')
    expect(text).not.toMatch(/[a-z]/i)
  })
})

describe('a simulation for the terminal', () => {
  it('is ASCII but for names where the terminal has no more', () => {
    const lines = simulationTable(simulated, simulation, { unicode: false })
    expect(lines.join('\n').replaceAll('热线', '')).toMatch(/^[\x20-\x7e\n]*$/)
  })
})

describe('intervals', () => {
  it('of a single replication there are none, and that is said', async () => {
    // Shares had them up to the ends of what a share can be: `29.8% ±70.2`.
    const once = await replicate(scenario, { replications: 1 })
    const lines = simulationTable(simulated, once, { width: 200 })
    expect(lines.join('\n')).not.toContain('±')
    expect(lines[0]).toMatch(/: 1 replication of .*; one alone has no intervals$/)
    expect(once.estimates.queues[0].whole.serviceLevel.halfWidth).toBe(Number.POSITIVE_INFINITY)
  })

  it('of times are written in the units of what they stand beside', () => {
    // A mean of 22 minutes was `22m31s ±83.2s`.
    const asa = (value: number, halfWidth: number) => writeFigure('asa', { value, halfWidth }, '±', 'en')
    expect([asa(1351, 83.2), asa(84, 13.8), asa(2.03, 0.31)]).toEqual(['22m31s ±1m23s', '1m24s ±14s', '2.0s ±0.3s'])
    const difference = { value: 0, halfWidth: 0, difference: -4520, differenceHalfWidth: 700 }
    expect(writeDifference('asa', difference, '±', 'en')).toBe('-1h15m ±11m40s')
  })
})

describe('the strip of the day', () => {
  // Where several intervals share a column it used to name the first of them.
  it('names the interval that is worst, also where columns are few, and days where there are several', async () => {
    const agents = Array.from({ length: 48 }, (_, i) => (i === 29 ? 1 : 12))
    const days = {
      name: 'x',
      interval: 1800,
      days: 2,
      queues: { a: { volume: Array(48).fill(20), aht: 240, patience: 60, groups: ['x'] } },
      groups: { x: { agents } },
    }
    const many = await replicate(days, { replications: 4 })
    const worst = many.estimates.queues[0].intervals.map(({ serviceLevel }) => serviceLevel.value)
    const at = worst.indexOf(Math.min(...worst))
    const lines = simulationTable({ scenario: days, opens: 0 }, many, { width: 80 })
    const strip = lines.find((line) => line.includes('lowest')) as string
    expect(at % 48).toBe(29)
    expect(strip).toMatch(new RegExp(`lowest \\d+% at day ${at < 48 ? 1 : 2} 14:30$`))
    expect(lines[lines.indexOf(strip) - 1]).toMatch(/^ +day 1 +day 2$/)
  })
})

describe('a simulation for programs', () => {
  it('says when its day begins; no half-width of one replication alone', () => {
    expect(simulationJson(simulated, simulation)).toMatchObject({ version: 1, name: '热线', opens: 28_800 })
  })

  it('has a row for each queue, group and interval', () => {
    const { headings, rows } = simulationCsvRows(simulated, simulation)
    const all = [...rows]
    expect(headings.slice(0, 6)).toEqual(['kind', 'name', 'stretch', 'start', 'offered', 'offered_half_width'])
    expect(all.filter(([kind]) => kind === 'queue').map((row) => row.slice(1, 4))).toEqual(
      ['a', 'b'].flatMap((name) => [
        [name, 'whole', ''],
        [name, 'interval', '08:00'],
        [name, 'interval', '08:30'],
      ]),
    )
  })

  it('traces every contact of a replication in the order of arrival', () => {
    const { headings, rows } = traceCsvRows(scenario, 0, { seed: simulation.seed })
    const arrived = [...rows].map((row) => row[headings.indexOf('arrived')] as number)
    expect(arrived.length).toBeGreaterThan(100)
    expect(arrived).toEqual(arrived.toSorted((x, y) => x - y))
  })

  it('remarks nothing on menus where there are none', () => {
    expect(menuRemarks(scenario, simulation)).toEqual([])
  })
})

// Twenty days of five minutes were 34 MB of JSON, without a word that asks for less.
describe('figures in less detail', () => {
  let simulation: Simulation
  beforeAll(async () => {
    simulation = await replicate({ ...scenario, days: 2 }, { replications: 4 })
  })

  it('leave out intervals, or days too, at every depth, in JSON and in CSV', () => {
    const text = (detail?: 'whole' | 'day' | 'interval') =>
      JSON.stringify(simulationJson(simulated, simulation, detail))
    expect(text()).toBe(text('interval'))
    expect(text('day')).not.toContain('"intervals"')
    expect(text('day')).toContain('"days"')
    expect(text('whole')).not.toContain('"days"')
    const [whole, told] = [JSON.parse(text('whole')), JSON.parse(text())]
    for (const [q, queue] of told.estimates.queues.entries()) {
      expect(whole.estimates.queues[q].whole).toEqual(queue.whole)
      expect(whole.estimates.queues[q].waits).toEqual(queue.waits)
    }
    const stretches = (detail: 'whole' | 'day' | 'interval') => [
      ...new Set([...simulationCsvRows(simulated, simulation, detail).rows].map((row) => row[2])),
    ]
    expect(stretches('whole')).toEqual(['whole'])
    expect(stretches('day')).toEqual(['whole', 'day'])
    expect(stretches('interval')).toEqual(['whole', 'day', 'interval'])
  })

  it('have the number in time beside its share, and the occupancy with the work after the close', () => {
    const { queues, groups } = simulation.estimates
    for (const { whole } of queues)
      expect(whole.inTime.value / whole.offered.value).toBeCloseTo(whole.serviceLevel.value, 12)
    for (const { whole, days, intervals } of groups) {
      const seconds = 7200 * whole.agents.value
      const busy = 7200 * whole.busyAgents.value
      // After the close nobody is there who is not busy.
      const all = (busy + whole.afterClose.value) / (seconds + whole.afterClose.value)
      expect(whole.occupancy.value).toBeCloseTo(busy / seconds, 12)
      expect(whole.occupancyWithAfterClose?.value).toBeCloseTo(all, 3)
      expect(days[0].occupancyWithAfterClose).toBeUndefined()
      expect(days[1].occupancyWithAfterClose?.value).toBeGreaterThan(days[1].occupancy.value - 1e-12)
      expect(intervals[0].occupancyWithAfterClose).toBeUndefined()
    }
  })
})
