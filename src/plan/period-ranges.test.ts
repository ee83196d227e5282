import { describe, expect, it } from 'vitest'
import { horizonOf, parseTarget, type Target } from '../domain/index.ts'
import { drawnStaffing, periodRanges } from './period-ranges.ts'
import type { ServiceModel } from './service-model.ts'
import { staffLoad } from './staff-load.ts'

const INTERVAL = 1800
const PER_DAY = 48
const DAY = horizonOf({ start: 0, interval: INTERVAL, dayCount: 1 })

/** A day open from 8 to 20 with a peak at noon; contacts, handle time and agents that meet the target. */
function dayOf(size: number, target: Target, model: ServiceModel) {
  const volume = Float64Array.from({ length: PER_DAY }, (_, i) =>
    i < 16 || i >= 40 ? Number.NaN : size * Math.sin((Math.PI * (i - 14)) / 28),
  )
  const aht = volume.map((value) => (Number.isNaN(value) ? value : 240))
  const open = Uint8Array.from(volume, (value) => (Number.isNaN(value) ? 0 : 1))
  const agentsFor = (factor: number) =>
    staffLoad({ volume: volume.map((value) => value * factor), aht, open }, model, target, {
      horizon: DAY,
      targetOver: 'interval',
      floor: undefined,
      dayMethod: undefined,
      leastAgents: 1,
    })
  return { volume, aht, agentsFor }
}

const sum = (values: Float64Array) => values.reduce((all, value) => all + (value || 0), 0)

/** Two courses that need f and 2 - f times the load: their counts stray a little more than their rates, by what Poisson counts add. */
function twoCourses(volume: Float64Array, factor: number): Float64Array[] {
  const spread = (factor - 1) ** 2
  const more = Math.sqrt(1 + 1 / (spread * sum(volume)))
  return [factor, 2 - factor].map((f) => volume.map((value) => value * (1 + (f - 1) * more)))
}

describe('periodRanges', () => {
  // Worst measured at factors between 0.8 and 1.2: hours 0.7, 0.8, 3.0, 3.6 (an agent of five) and 2.2 %; at 0.6 and 1.4: 0.8, 1.6, 2.8, 8.0 and 4.0 %.
  const cases: [string, number, ServiceModel, string, number, number][] = [
    ['large, Erlang C, 80/20', 400, { model: 'erlangC', patience: Infinity }, '80/20', 0.03, 1],
    ['large, Erlang A, 90/10', 400, { model: 'erlangA', patience: 120 }, '90/10', 0.03, 1],
    ['middling, Erlang A, 80/20', 80, { model: 'erlangA', patience: 120 }, '80/20', 0.05, 1],
    ['small, Erlang C, 90/10', 15, { model: 'erlangC', patience: Infinity }, '90/10', 0.12, 1],
    ['bound by occupancy', 200, { model: 'erlangC', patience: Infinity }, 'sl=80/20,occupancy=80%', 0.06, 2],
  ]
  it.each(cases)(
    'is near the exact agents of days that are busier or quieter: %s',
    (_, size, model, text, hours, agents) => {
      const { volume, aht, agentsFor } = dayOf(size, parseTarget(text), model)
      const planned = { horizon: DAY, volume, aht, agents: agentsFor(1), leastAgents: 1, shrinkage: 0 }
      for (const factor of [0.6, 0.8, 0.9]) {
        const paths = twoCourses(volume, factor)
        const range = periodRanges([drawnStaffing({ ...planned, paths })])(0, 1, 1)
        const [low, high] = [agentsFor(factor), agentsFor(2 - factor)]
        expect(Math.abs(range.fteLow / (sum(low) / 2) - 1)).toBeLessThan(hours)
        expect(Math.abs(range.fteHigh / (sum(high) / 2) - 1)).toBeLessThan(hours)
        expect(Math.abs(range.peakAgentsLow - Math.max(...low))).toBeLessThanOrEqual(agents)
        expect(Math.abs(range.peakAgentsHigh - Math.max(...high))).toBeLessThanOrEqual(agents)
      }
    },
  )

  // Needs were rounded interval by interval, so that with up to seven agents 2 % more contacts needed no hour more.
  it.each([
    ['three agents', 6, { model: 'erlangC', patience: Infinity }, '80/20'],
    ['five agents', 12, { model: 'erlangA', patience: 120 }, '80/20'],
    ['seven agents', 20, { model: 'erlangA', patience: 120 }, '90/10'],
  ] as const)(
    'a few per cent of contacts move the hours of small groups as exact sizing does: %s',
    (_, size, model, text) => {
      // Days of many sizes, so that the whole agents of exact sizing are met at every place between two.
      const target = parseTarget(text)
      const moved = { planned: 0, exact: [0, 0], told: [0, 0] }
      for (let step = 0; step < 40; step++) {
        const { volume, aht, agentsFor } = dayOf(size * (1 + step / 80), target, model)
        const agents = agentsFor(1)
        const paths = twoCourses(volume, 0.97)
        const drawn = drawnStaffing({ horizon: DAY, volume, aht, agents, leastAgents: 1, shrinkage: 0, paths })
        const { fteLow, fteHigh } = periodRanges([drawn])(0, 1, 1)
        moved.planned += sum(agents) / 2
        moved.exact[0] += sum(agentsFor(0.97)) / 2
        moved.exact[1] += sum(agentsFor(1.03)) / 2
        moved.told[0] += fteLow
        moved.told[1] += fteHigh
      }
      const shares = (hours: number[]) => hours.map((each) => each / moved.planned - 1)
      const [exact, told] = [shares(moved.exact), shares(moved.told)]
      for (const [k, share] of told.entries()) expect(Math.abs(share - exact[k])).toBeLessThan(0.003)
      expect(told[0]).toBeLessThan(-0.01)
      expect(told[1]).toBeGreaterThan(0.01)
    },
  )

  it('what days have in common stays, however small their counts: the noise is taken out over the stretch', () => {
    // Days of four contacts, where Poisson noise hides a level of 10 % more or less; day by day it hid the stretch's too.
    const dayCount = 100
    const horizon = horizonOf({ start: 0, interval: INTERVAL, dayCount })
    const volume = new Float64Array(dayCount * PER_DAY).fill(4 / PER_DAY)
    const aht = new Float64Array(volume.length).fill(240)
    const agents = new Float64Array(volume.length).fill(2)
    const paths = Array.from({ length: 20 }, (_, p) => volume.map((value) => value * (p < 10 ? 0.9 : 1.1)))
    const planned = { horizon, volume, aht, agents, leastAgents: 1, shrinkage: 0, paths }
    const range = periodRanges([drawnStaffing(planned)])(0, dayCount, 1)
    expect(range.fteLow).toBeLessThan(0.98 * sum(agents) * 0.5)
    expect(range.fteHigh).toBeGreaterThan(1.02 * sum(agents) * 0.5)
  })

  it('a course as expected needs what is planned, and counts that stray as Poisson counts do move nothing', () => {
    const { volume, aht, agentsFor } = dayOf(60, parseTarget('80/20'), { model: 'erlangA', patience: 120 })
    const agents = agentsFor(1)
    const expected = sum(volume)
    const stray = Math.sqrt(expected) / expected
    const fte = sum(agents) / 2 / 0.7 / 8
    for (const strays of [0, stray]) {
      const paths = [1 - strays, 1 + strays].map((factor) => volume.map((value) => value * factor))
      const drawn = drawnStaffing({ horizon: DAY, volume, aht, agents, leastAgents: 1, shrinkage: 0.3, paths })
      const range = periodRanges([drawn])(0, 1, 8)
      expect(range.fteLow).toBeCloseTo(fte, 9)
      expect(range.fteHigh).toBeCloseTo(fte, 9)
      expect([range.peakAgentsLow, range.peakAgentsHigh]).toEqual([Math.max(...agents), Math.max(...agents)])
      expect(range.volumeLow).toBeCloseTo(expected * (1 - strays), 9)
      expect(range.volumeHigh).toBeCloseTo(expected * (1 + strays), 9)
    }
  })

  it('the least agents stay where there are fewer contacts', () => {
    const { volume, aht } = dayOf(1, parseTarget('80/20'), { model: 'erlangC', patience: Infinity })
    const agents = volume.map((value) => (value > 0 ? 2 : 0))
    const paths = [0, 2].map((factor) => volume.map((value) => value * factor))
    const drawn = drawnStaffing({ horizon: DAY, volume, aht, agents, leastAgents: 2, shrinkage: 0, paths })
    const range = periodRanges([drawn])(0, 1, 1)
    expect([range.fteLow, range.peakAgentsLow]).toEqual([sum(agents) / 2, 2])
    expect(range.fteHigh).toBeGreaterThan(range.fteLow)
  })

  it('groups are added course by course: two whose busy days meet are as unsure together as each by itself', () => {
    const { volume, aht, agentsFor } = dayOf(200, parseTarget('80/20'), { model: 'erlangA', patience: 120 })
    const paths = Array.from({ length: 20 }, (_, p) => volume.map((value) => value * (0.8 + 0.02 * p)))
    const one = drawnStaffing({ horizon: DAY, volume, aht, agents: agentsFor(1), leastAgents: 1, shrinkage: 0, paths })
    const alone = periodRanges([one])(0, 1, 8)
    const both = periodRanges([one, one])(0, 1, 8)
    expect(both.fteLow).toBeCloseTo(2 * alone.fteLow, 9)
    expect([both.peakAgentsLow, both.peakAgentsHigh]).toEqual([2 * alone.peakAgentsLow, 2 * alone.peakAgentsHigh])
  })

  it('nothing drawn, nothing said', () => {
    const { volume, aht, agentsFor } = dayOf(20, parseTarget('80/20'), { model: 'erlangC', patience: Infinity })
    const agents = agentsFor(1)
    const drawn = drawnStaffing({ horizon: DAY, volume, aht, agents, leastAgents: 1, shrinkage: 0, paths: [] })
    expect(Object.values(periodRanges([drawn])(0, 1, 8)).every(Number.isNaN)).toBe(true)
  })
})
