import { describe, expect, it } from 'vitest'
import { formatDay, horizonOf, parsePlainDateTime } from '../domain/index.ts'
import { UNKNOWN_RANGE } from './period-ranges.ts'
import { type Curve, rollUp, rollUpDays, rollUpMonths, rollUpWeeks } from './roll-up.ts'

const HALF_DAY = 43_200
/** A Thursday. */
const start = parsePlainDateTime('2026-01-29')

/** Two intervals a day, of which the second is like this on every day. */
function gridOf(dayCount: number) {
  const horizon = horizonOf({ start, interval: HALF_DAY, dayCount })
  const asked: number[][] = []
  return {
    horizon,
    fteHours: 8,
    targetMet: (from: number, to: number) => to - from,
    ranges: (from: number, to: number, fullTime: number) => {
      asked.push([from, to, fullTime])
      return UNKNOWN_RANGE
    },
    asked,
  }
}

const of = (...values: number[]) => Float64Array.from(values)

describe('rollUp', () => {
  it('weighs service and abandonment by contacts, waits by the answered, occupancy by agents', () => {
    const curve: Curve = {
      volume: of(100, 300, 0, Number.NaN),
      aht: of(200, 400, 300, Number.NaN),
      agents: of(4, 10, 1, 0),
      serviceLevel: of(0.5, 0.9, 1, Number.NaN),
      connectRate: of(0.8, 1, 1, Number.NaN),
      asa: of(30, 10, 0, Number.NaN),
      occupancy: of(0.9, 0.6, 0, Number.NaN),
      abandonment: of(0.2, 0, 0, Number.NaN),
      shrinkage: 0.25,
    }
    const grid = gridOf(2)
    expect(rollUp(curve, grid, 0, 2, 3)).toMatchObject({
      volume: 400,
      aht: (100 * 200 + 300 * 400) / 400,
      peakAgents: 10,
      peakAt: start + HALF_DAY,
      agentHours: 15 * 12,
      paidHours: 240,
      fte: 10,
      targetMet: 2,
      serviceLevel: (50 + 270) / 400,
      connectRate: 380 / 400,
      asa: (80 * 30 + 300 * 10) / 380,
      occupancy: (4 * 0.9 + 10 * 0.6) / 15,
      abandonment: 20 / 400,
    })
    expect(grid.asked).toEqual([[0, 2, 24]])
    // a day that is only staffed: the first of two peaks, and nothing to divide by
    expect(rollUp({ ...curve, agents: of(4, 10, 1, 1) }, grid, 1, 2, 1)).toMatchObject({
      volume: 0,
      aht: Number.NaN,
      peakAgents: 1,
      peakAt: start + 2 * HALF_DAY,
      occupancy: 0,
      serviceLevel: Number.NaN,
    })
    const nobodyAnswered = { ...curve, connectRate: of(0, 1, 1, 1), asa: of(Infinity, 10, 0, 0) }
    expect(rollUp(nobodyAnswered, grid, 0, 1, 1).asa).toBe(10)
  })

  it('cuts weeks at Mondays and months at their first days', () => {
    const days = 34
    const value = (each: number) => new Float64Array(2 * days).fill(each)
    const curve: Curve = {
      volume: value(50),
      aht: value(180),
      agents: value(2),
      serviceLevel: value(1),
      connectRate: value(1),
      asa: value(0),
      occupancy: value(0.5),
      abandonment: value(0),
      shrinkage: 0.5,
    }
    const grid = gridOf(days)
    const daily = rollUpDays(curve, grid)
    expect(daily).toHaveLength(days)
    expect(daily.map(({ day }) => formatDay(day)).slice(0, 2)).toEqual(['2026-01-29', '2026-01-30'])
    expect(daily[3]).toMatchObject({ volume: 100, agentHours: 48, paidHours: 96, fte: 12 })
    const weeks = rollUpWeeks(curve, grid)
    expect(weeks.map(({ monday, days: count, volume, fte }) => [formatDay(monday), count, volume, fte])).toEqual([
      ['2026-01-26', 4, 400, (4 * 96) / ((8 * 4 * 5) / 7)],
      ...['2026-02-02', '2026-02-09', '2026-02-16', '2026-02-23'].map((monday) => [monday, 7, 700, (7 * 96) / 40]),
      ['2026-03-02', 2, 200, (2 * 96) / ((8 * 2 * 5) / 7)],
    ])
    const months = rollUpMonths(curve, grid)
    expect(
      months.map(({ month, days: count, daysOfMonth, volume }) => [formatDay(month), count, daysOfMonth, volume]),
    ).toEqual([
      ['2026-01-01', 3, 31, 300],
      ['2026-02-01', 28, 28, 2800],
      ['2026-03-01', 3, 31, 300],
    ])
  })
})
