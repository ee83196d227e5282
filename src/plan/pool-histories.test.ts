import { describe, expect, it } from 'vitest'
import { type Measures, type QueueHistory, STATE } from '../domain/index.ts'
import { loadCurve, openStretches } from './load-curve.ts'
import { estimatePatience } from './patience.ts'
import type { PlannedQueue } from './plan-queue.ts'
import { poolHistories } from './pool-histories.ts'

const HALF_DAY = 43_200
const DAY = 2 * HALF_DAY
const _ = Number.NaN
const of = (...values: number[]) => Float64Array.from(values)

function history(
  queue: string,
  firstDay: number,
  state: number[],
  measures: Measures,
  timezone?: string,
): QueueHistory {
  const zone = timezone === undefined ? {} : { timezone }
  return { queue, start: firstDay * DAY, interval: HALF_DAY, ...zone, state: Uint8Array.from(state), measures }
}

const { observed, missing, closed } = STATE

describe('poolHistories', () => {
  it('adds up the days that all have, and knows what any of them knows', () => {
    const a = history('a', 2, [observed, observed, observed, observed, closed, closed], {
      offered: of(1, 2, 3, 4, _, _),
      answered: of(1, 1, 2, 3, _, _),
      abandoned: of(0, 1, 1, 1, _, _),
    })
    const b = history('b', 3, [observed, missing, closed, missing, observed, observed], {
      offered: of(10, _, _, _, 90, 90),
      answered: of(9, _, _, _, 80, 80),
    })
    // a's days are 2 to 4, b's are 3 to 5
    expect(poolHistories('both', [a, b])).toEqual({
      queue: 'both',
      start: 3 * DAY,
      interval: HALF_DAY,
      state: Uint8Array.of(observed, observed, closed, missing),
      measures: { offered: of(13, 4, _, _), answered: of(11, 3, _, _) },
    })
    expect(poolHistories('both', [b, a]).state).toEqual(Uint8Array.of(observed, observed, closed, missing))
    expect(poolHistories('one', [a])).toBe(a)
  })

  it('keeps the zone, and has no days where none are in common', () => {
    const early = history('a', 0, [observed, observed], { offered: of(1, 2) }, 'Europe/Paris')
    const late = history('b', 5, [observed, observed], { offered: of(1, 2) }, 'Europe/Paris')
    expect(poolHistories('both', [early, late])).toMatchObject({ timezone: 'Europe/Paris', state: new Uint8Array(0) })
  })
})

describe('loadCurve', () => {
  const member = (volume: Float64Array, aht: Float64Array) => ({ forecast: { volume, aht } }) as unknown as PlannedQueue

  it('adds contacts and weighs handle times by them; quiet intervals are open, closed ones are not', () => {
    const pool = loadCurve([member(of(10, 0, _, _), of(100, 120, _, _)), member(of(30, 0, 5, _), of(200, 300, 400, _))])
    expect(pool).toEqual({
      volume: of(40, 0, 5, _),
      aht: of(175, 120, 400, _),
      open: Uint8Array.of(1, 1, 1, 0),
    })
  })

  it('is open in stretches', () => {
    expect(openStretches(Uint8Array.of(1, 1, 0, 0, 1, 0, 1, 1))).toEqual([
      [0, 2],
      [4, 5],
      [6, 8],
    ])
    expect(openStretches(Uint8Array.of(0, 0))).toEqual([])
  })
})

describe('estimatePatience', () => {
  const patience = (measures: Omit<Measures, 'offered'>) =>
    estimatePatience(history('a', 0, [observed, observed], { offered: of(9, 9), ...measures }))

  it('is the wait of all over those who hung up, where both are known', () => {
    expect(patience({ abandoned: of(2, 3), waitTotal: of(100, 200) })).toBe(60)
    expect(patience({ abandoned: of(2, 3), waitTotal: of(100, _) })).toBe(50)
    expect(patience({ abandoned: of(_, 3), waitTotal: of(100, 240) })).toBe(80)
  })

  it('is not known where nobody hung up or waited', () => {
    expect(patience({ abandoned: of(0, 0), waitTotal: of(10, 0) })).toBeUndefined()
    expect(patience({ abandoned: of(1, 0), waitTotal: of(0, 0) })).toBeUndefined()
    expect(patience({ abandoned: of(1, 0) })).toBeUndefined()
    expect(patience({ waitTotal: of(1, 0) })).toBeUndefined()
  })
})
