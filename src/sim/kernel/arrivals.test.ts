import { describe, expect, it } from 'vitest'
import type { Scenario } from '../../scenario/scenario.ts'
import { compile } from '../compile/index.ts'
import { createTally } from '../model/tally.ts'
import { nextArrival } from './arrivals.ts'
import { Workspace } from './workspace.ts'

/** All moments at which contacts come. */
function arrivals(scenario: Scenario, seed: number): number[] {
  const model = compile(scenario)
  const work = new Workspace(model)
  work.reset(seed, 0, createTally(model), undefined)
  const times: number[] = []
  for (let time = nextArrival(work, 0); time < Infinity; time = nextArrival(work, 0)) times.push(time)
  return times
}

/** Two days of four intervals of ten minutes. */
const days = (volume: number[], more: Partial<Scenario['queues'][string]> = {}): Scenario => ({
  interval: 600,
  intervals: 4,
  days: 2,
  queues: { calls: { volume, aht: 60, groups: ['agents'], ...more } },
  groups: { agents: { agents: 1 } },
})

const inEach = (times: readonly number[]) => {
  const counts = new Array<number>(8).fill(0)
  for (const time of times) counts[Math.floor(time / 600)]++
  return counts
}

describe('arrivals', () => {
  it.each([
    [
      [0, 0, 0, 0, 30, 0, 50, 20],
      [0, 100],
    ],
    [
      [30, 0, 50, 20, 0, 0, 0, 0],
      [100, 0],
    ],
    [
      [0, 0, 7, 0, 0, 90, 0, 0],
      [7, 90],
    ],
  ])('of a fixed number %j come on each day exactly, in order, where the profile has some', (volume, daily) => {
    for (let seed = 0; seed < 20; seed++) {
      const times = arrivals(days(volume, { arrivals: 'fixed' }), seed)
      const counts = inEach(times)
      const sum = (from: number) => counts.slice(from, from + 4).reduce((all, count) => all + count, 0)
      expect([sum(0), sum(4)]).toEqual(daily)
      for (const [i, count] of counts.entries()) if (volume[i] === 0) expect(count).toBe(0)
      expect(times).toEqual([...times].sort((a, b) => a - b))
    }
  })

  it('of a Poisson number are as many as expected in each interval, within chance, and spread as much', () => {
    const volume = [100, 0, 300, 50, 0, 20, 0, 500]
    const seeds = 400
    const sums = new Array<number>(8).fill(0)
    const squares = new Array<number>(8).fill(0)
    for (let seed = 0; seed < seeds; seed++)
      for (const [i, count] of inEach(arrivals(days(volume), seed)).entries()) {
        sums[i] += count
        squares[i] += (count - volume[i]) ** 2
      }
    for (const [i, expected] of volume.entries()) {
      // five standard errors of a mean, and of a variance, of Poisson counts
      expect(Math.abs(sums[i] / seeds - expected)).toBeLessThanOrEqual(5 * Math.sqrt(expected / seeds))
      const error = Math.sqrt((expected + 2 * expected ** 2) / seeds)
      expect(Math.abs(squares[i] / seeds - expected)).toBeLessThanOrEqual(5 * error)
    }
  })

  it('come earlier with more volume on the same draws, by the ratio of the rates', () => {
    const one = arrivals(days([100, 100, 100, 100, 100, 100, 100, 100]), 5)
    const two = arrivals(days([200, 200, 200, 200, 200, 200, 200, 200]), 5)
    expect(two.length).toBeGreaterThan(one.length)
    // times stand on a grid of a microsecond, and its rounding adds up
    for (const [k, time] of one.entries()) expect(two[k]).toBeCloseTo(time / 2, 3)
  })
})
