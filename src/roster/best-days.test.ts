import { describe, expect, it } from 'vitest'
import { randomStream } from '../numeric/random/stream.ts'
import { compile } from './compiled.ts'
import { ownPenalties, sumOf } from './explain.ts'
import { OFF, type PersonRule, type RosterProblem, type Work } from './model.ts'

const KINDS = [
  { name: 'early', start: 6 * 3600, end: 14 * 3600, minutes: 480 },
  { name: 'late', start: 14 * 3600, end: 22 * 3600, minutes: 450 },
  { name: 'night', start: 22 * 3600, end: 30 * 3600, minutes: 600 },
]
const DAYS = 6

/** Rules of every sort, each hard or with a weight, drawn at random. */
function drawnRules(random: () => number): PersonRule[] {
  const whole = (most: number) => Math.floor(random() * (most + 1))
  const weight = () => (random() < 0.3 ? {} : { weight: 1 + whole(4) })
  const works: Work[] = ['any', 'off', [2], [0, 1]]
  const work = () => works[whole(3)]
  const all: (() => PersonRule)[] = [
    () => ({
      rule: 'run',
      name: 'run',
      of: work(),
      least: whole(3),
      most: 1 + whole(4),
      isJudgedAtEnds: random() < 0.5,
      weight: 2,
    }),
    () => ({ rule: 'run', name: 'most in a row', of: 'any', most: 2 + whole(3), ...weight() }),
    () => ({
      rule: 'total',
      name: 'hours',
      unit: 'minutes',
      of: 'any',
      per: 'roster',
      least: 480 * whole(3),
      most: 480 * (3 + whole(2)),
      each: 60,
      weight: 1,
    }),
    () => ({
      rule: 'total',
      name: 'most hours',
      unit: 'minutes',
      of: 'any',
      per: 'week',
      most: 900 + 480 * whole(3),
      ...weight(),
    }),
    () => ({
      rule: 'total',
      name: 'nights',
      unit: 'shifts',
      of: [2],
      per: 'month',
      least: whole(2),
      most: 2,
      weight: 3,
      isSquare: true,
    }),
    () => ({ rule: 'weekends', name: 'weekends', per: 'roster', most: whole(1), ...weight() }),
    () => ({ rule: 'weekend-run', name: 'weekends in a row', most: 1, weight: 2 }),
    () => ({ rule: 'whole-weekend', name: 'whole weekends', weight: 3 }),
    () => ({ rule: 'same-shift-at-weekend', name: 'same shift', weight: 2 }),
    () => ({ rule: 'succession', name: 'rest', pairs: [[], [0], [0, 1]], ...weight() }),
    () => ({ rule: 'pattern', name: 'pattern', days: [work(), work(), work()], weight: 4 }),
    () => ({ rule: 'window', name: 'window', days: 3, most: 960 + 60 * whole(8), ...weight() }),
    () => ({ rule: 'same-start', name: 'same start', within: 3600, weight: 2 }),
    () => ({
      rule: 'denied',
      name: 'denied',
      wishes: [
        { day: 1, work: 'off', isFor: true },
        { day: 3, work: [0], isFor: false },
        { day: 4, work: [2], isFor: true },
      ],
      weight: 2,
    }),
  ]
  return all.filter(() => random() < 0.35).map((make) => make())
}

function drawnProblem(random: () => number): RosterProblem {
  return {
    days: DAYS,
    firstWeekday: Math.floor(random() * 7),
    monthStarts: [-9, 3],
    kinds: KINDS,
    needs: [],
    people: [
      {
        name: 'Ann',
        rules: drawnRules(random),
        wishes: [{ day: 2, work: 'any', isFor: false, weight: 2 }],
        barred: random() < 0.3 ? [{ day: 5, work: 'any' }] : [],
        fixed: random() < 0.2 ? [{ day: 0, kind: 1 }] : [],
        kindCost: [0, 0, random() < 0.2 ? Number.POSITIVE_INFINITY : 1],
        before: random() < 0.5 ? [] : Array.from({ length: 10 }, () => Math.floor(random() * 4) - 1),
      },
    ],
  }
}

/** The least cost among all rosters of a person: 4^6 of them. */
function leastOfAll(problem: RosterProblem, prices: Float64Array): number {
  const compiled = compile(problem)
  const days = new Int16Array(DAYS)
  let least = Number.POSITIVE_INFINITY
  for (let code = 0; code < 4 ** DAYS; code++) {
    let extra = 0
    for (let day = 0, rest = code; day < DAYS; day++, rest = Math.floor(rest / 4)) {
      days[day] = (rest % 4) - 1
      extra += prices[day * 4 + (days[day] === OFF ? 3 : days[day])]
    }
    if (extra >= least) continue
    least = Math.min(least, extra + sumOf(ownPenalties(compiled, 0, days)))
  }
  return least
}

describe('the best days of one person', () => {
  // The penalties are counted rule by rule on finished days, and the search carries them as states: two ways to the same sum.
  it('are those of least cost among all 4 096, under rules drawn at random', () => {
    const { uniform } = randomStream(5)
    let found = 0
    for (let draw = 0; draw < 40; draw++) {
      const problem = drawnProblem(uniform)
      const prices = Float64Array.from({ length: DAYS * 4 }, () => Math.round(20 * uniform() - 12))
      const compiled = compile(problem)
      const costs = compiled.own[0].map((own, at) => own + prices[at])
      const { days, cost, isExact } = compiled.searches[0].solve(costs)
      const least = leastOfAll(problem, prices)
      expect(isExact).toBe(true)
      expect(days === undefined).toBe(least === Number.POSITIVE_INFINITY)
      if (!days) continue
      found++
      expect(cost).toBeCloseTo(least, 6)
      const own = sumOf(ownPenalties(compiled, 0, days))
      const extra = [...days].reduce((sum, kind, day) => sum + prices[day * 4 + (kind === OFF ? 3 : kind)], 0)
      expect(own + extra).toBeCloseTo(cost, 6)
      // Nothing lies below the least cost, and the search says so.
      expect(compiled.searches[0].solve(costs, least).days).toBeUndefined()
      expect(compiled.searches[0].solve(costs, least + 0.5).cost).toBeCloseTo(least, 6)
    }
    expect(found).toBeGreaterThan(20)
  })
})
