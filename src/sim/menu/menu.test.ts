import { describe, expect, it } from 'vitest'
import { binomial } from '../../numeric/random/binomial.ts'
import { STREAM_SIZE, seedStream, uniform } from '../../numeric/random/stream.ts'
import type { MenuScenario } from '../../scenario/menu.ts'
import { onGrid } from '../model/grid.ts'
import { CONTAINED_EXITS, HUNG_UP, SELF_SERVICE, SILENT } from '../model/menu-model.ts'
import { drawContained, splitContained } from './contained.ts'
import { compiled, HOTLINE } from './menu.testing.ts'
import { MENU_WALK_STREAM_SIZE, WALK_FIELDS, WALK_NODE, WALK_TIER, WALK_TIME, walkMenu } from './walk-menu.ts'

/** Two-sided normal quantile of one in 10 000. */
const Z = 3.891
const WALKS = 400_000

interface Walked {
  exit: number
  tier: number
  node: number
  time: number
}

function walkAll(menu: MenuScenario, wanted: 'everyCall' | 'queueCall', seed = 1, walks = WALKS): Walked[] {
  const { model, distributions } = compiled(menu)
  const streams = new Int32Array(MENU_WALK_STREAM_SIZE)
  seedStream(streams, 0, seed, 17)
  const walked = new Float64Array(WALK_FIELDS)
  return Array.from({ length: walks }, () => {
    const exit = walkMenu(model, model[wanted], distributions, streams, 0, walked)
    return { exit, tier: walked[WALK_TIER], node: walked[WALK_NODE], time: walked[WALK_TIME] }
  })
}

function expectShare(count: number, of: number, share: number) {
  expect(Math.abs(count / of - share)).toBeLessThanOrEqual(Z * Math.sqrt((share * (1 - share)) / of) + 1e-12)
}

function expectMean(values: readonly number[], mean: number) {
  const average = values.reduce((sum, x) => sum + x, 0) / values.length
  const variance = values.reduce((sum, x) => sum + (x - average) ** 2, 0) / (values.length - 1)
  expect(Math.abs(average - mean)).toBeLessThanOrEqual(Z * Math.sqrt(variance / values.length) + 1e-9)
}

/** Two-sample Kolmogorov-Smirnov: sqrt(nm / (n + m)) D, above 2.23 once in 10 000 times. */
function smirnov(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [Float64Array.from(a).sort(), Float64Array.from(b).sort()]
  let [i, j, distance] = [0, 0, 0]
  while (i < x.length && j < y.length) {
    const time = Math.min(x[i], y[j])
    while (x[i] === time) i++
    while (y[j] === time) j++
    distance = Math.max(distance, Math.abs(i / x.length - j / y.length))
  }
  return distance * Math.sqrt((x.length * y.length) / (x.length + y.length))
}

describe('analyseMenu', () => {
  it('gives one node the figures that follow by hand', () => {
    const { analysis } = compiled({
      nodes: {
        only: {
          time: 20,
          hangUp: 0.1,
          silence: { share: 0.2, again: 0.5, wait: 5, repeats: 3 },
          choices: [{ share: 0.25, to: 'general' }, { end: 'self-service' }],
        },
      },
    })
    // Silent to the end: 0.2 * 0.5^3 of those who stay; they wait for three replays.
    const lost = 0.2 * 0.125
    // Replays of those who press: one with 0.2 * 0.5, two with 0.2 * 0.25, three with 0.2 * 0.125 of those who stay.
    const replays = (1 * 0.1 + 2 * 0.05 + 3 * 0.025) / (1 - lost)
    expect(analysis.hungUp.share).toBeCloseTo(0.1, 15)
    expect(analysis.hungUp.meanTime).toBeCloseTo(10, 14)
    expect(analysis.silent.share).toBeCloseTo(0.9 * lost, 15)
    expect(analysis.silent.meanTime).toBeCloseTo(35, 13)
    expect(analysis.toQueue.share).toBeCloseTo(0.9 * (1 - lost) * 0.25, 15)
    expect(analysis.toQueue.meanTime).toBeCloseTo(20 + 5 * replays, 13)
    expect(analysis.selfService.share).toBeCloseTo(0.9 * (1 - lost) * 0.75, 15)
    expect(analysis.contained.share + analysis.toQueue.share).toBeCloseTo(1, 15)
    expect(analysis.nodes[0].visits).toBeCloseTo(1, 15)
    expect(analysis.nodes[0].time).toBeCloseTo(analysis.meanTime, 13)
  })

  it('counts every return through a circle', () => {
    const { analysis } = compiled({
      nodes: {
        main: { time: 10, choices: [{ share: 0.8, to: 'prices' }, { to: 'general' }] },
        prices: { time: 30, choices: [{ share: 0.5, to: 'main', tier: 'high' }, { end: 'self-service' }] },
      },
    })
    // Each round begins with chance 0.8 * 0.5 of the one before.
    const [main, prices] = analysis.nodes
    expect(main.visits).toBeCloseTo(1 / 0.6, 14)
    expect(prices.visits).toBeCloseTo(0.8 / 0.6, 14)
    expect(analysis.meanTime).toBeCloseTo((10 + 0.8 * 30) / 0.6, 13)
    expect(analysis.exits).toHaveLength(2)
    expect(analysis.exits[0]).toMatchObject({ queue: 0, tier: -1, meanTime: 10 })
    expect(analysis.exits[0].share).toBeCloseTo(0.2, 15)
    expect(analysis.exits[1]).toMatchObject({ queue: 0, tier: 2 })
    expect(analysis.exits[1].share).toBeCloseTo((0.2 * 0.4) / 0.6, 15)
    // At least one round of 40 s, geometrically many more, then 10 s.
    expect(analysis.exits[1].meanTime).toBeCloseTo(40 / 0.6 + 10, 12)
    expect(main.choices[0]).toBeCloseTo(0.8 / 0.6, 14)
    expect(prices.selfService).toBeCloseTo(0.4 / 0.6, 14)
  })

  it('gives a hotline shares and times that add up', () => {
    const { analysis, model } = compiled(HOTLINE)
    const { toQueue, contained, selfService, hungUp, silent, nodes, exits } = analysis
    expect(toQueue.share + contained.share).toBeCloseTo(1, 14)
    expect(selfService.share + hungUp.share + silent.share).toBeCloseTo(contained.share, 14)
    expect(exits.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(toQueue.share, 14)
    const ended = nodes.reduce((sum, node) => sum + node.selfService + node.hungUp + node.silent, 0)
    expect(ended).toBeCloseTo(contained.share, 14)
    expect(nodes.reduce((sum, { time }) => sum + time, 0)).toBeCloseTo(analysis.meanTime, 12)
    const byExit = [toQueue, selfService, hungUp, silent].reduce(
      (sum, { share, meanTime }) => sum + share * meanTime,
      0,
    )
    expect(byExit).toBeCloseTo(analysis.meanTime, 12)
    expect(model.reachesQueue[0]).toBeCloseTo(toQueue.share, 14)
    expect(model.nodeNames).toEqual(['language', 'bill', 'main', 'vip'])
    expect(nodes.map(({ layer }) => layer)).toEqual([1, 3, 2, 3])
    expect(analysis.layers).toBe(3)
  })
})

describe('walkMenu', () => {
  it('leaves a menu as the chain says: exits, tiers, last nodes and times', () => {
    const { analysis } = compiled(HOTLINE)
    const walks = walkAll(HOTLINE, 'everyCall')
    expectMean(
      walks.map(({ time }) => time),
      analysis.meanTime,
    )
    const kinds: [number, { share: number; meanTime: number }][] = [
      [SELF_SERVICE, analysis.selfService],
      [HUNG_UP, analysis.hungUp],
      [SILENT, analysis.silent],
    ]
    for (const [kind, { share, meanTime }] of kinds) {
      const times = walks.filter(({ exit }) => exit === kind).map(({ time }) => time)
      expectShare(times.length, WALKS, share)
      expectMean(times, meanTime)
    }
    for (const { queue, tier, share, meanTime } of analysis.exits) {
      const times = walks.filter((walk) => walk.exit === queue && walk.tier === tier).map(({ time }) => time)
      expectShare(times.length, WALKS, share)
      expectMean(times, meanTime)
    }
    expect(analysis.exits.map(({ queue, tier }) => [queue, tier])).toEqual([
      [0, -1],
      [0, 2],
      [1, 1],
      [2, -1],
      [2, 2],
    ])
    analysis.nodes.forEach(({ selfService, hungUp, silent }, n) => {
      const ends = [selfService, hungUp, silent]
      ends.forEach((share, e) => {
        expectShare(walks.filter(({ node, exit }) => node === n && exit === -1 - e).length, WALKS, share)
      })
    })
  })

  it('takes exactly the time of its announcements, on the grid of the clock', () => {
    const walks = walkAll(
      {
        nodes: {
          first: { time: 0.1, choices: [{ to: 'second' }] },
          second: {
            time: 7.3,
            silence: { share: 0.5, wait: 5, repeats: 2 },
            choices: [{ to: 'general' }],
          },
        },
      },
      'everyCall',
      3,
      20_000,
    )
    const times = new Map<number, number>()
    for (const { time } of walks) times.set(time, (times.get(time) ?? 0) + 1)
    // Pressed at once, after one replay, after the second or never: 1/2, 1/4, 1/8 + 1/8.
    expect([...times.keys()].sort((a, b) => a - b)).toEqual([onGrid(7.4), onGrid(12.4), onGrid(17.4)])
    expectShare(times.get(onGrid(7.4))!, walks.length, 0.5)
    expectShare(times.get(onGrid(12.4))!, walks.length, 0.25)
    expectShare(walks.filter(({ exit }) => exit === SILENT).length, walks.length, 0.125)
    expect(walks.every(({ exit, time }) => exit !== SILENT || time === onGrid(17.4))).toBe(true)
  })

  it('hangs up at any moment of the announcement alike', () => {
    const menu: MenuScenario = { nodes: { only: { time: 30, hangUp: 1, choices: [{ to: 'general' }] } } }
    const times = walkAll(menu, 'everyCall', 5, 50_000).map(({ time }) => time)
    const state = new Int32Array(STREAM_SIZE)
    seedStream(state, 0, 12)
    expect(
      smirnov(
        times,
        Array.from(times, () => 30 * uniform(state, 0)),
      ),
    ).toBeLessThan(2.23)
  })

  it('conditioned on reaching a queue is the full walk of those that reach one', () => {
    const all = walkAll(HOTLINE, 'everyCall', 8).filter(({ exit }) => exit >= 0)
    const conditioned = walkAll(HOTLINE, 'queueCall', 9, 150_000)
    expect(conditioned.every(({ exit }) => exit >= 0)).toBe(true)
    const { analysis } = compiled(HOTLINE)
    expectMean(
      conditioned.map(({ time }) => time),
      analysis.toQueue.meanTime,
    )
    const squares = (walks: Walked[]) => walks.map(({ time }) => time ** 2)
    const secondMoment = squares(all).reduce((sum, x) => sum + x, 0) / all.length
    const spread = Math.sqrt(squares(all).reduce((sum, x) => sum + (x - secondMoment) ** 2, 0) / all.length)
    const other = squares(conditioned).reduce((sum, x) => sum + x, 0) / conditioned.length
    expect(Math.abs(other - secondMoment)).toBeLessThan(Z * spread * Math.sqrt(1 / all.length + 1 / conditioned.length))
    for (const { queue, tier, share, meanTime } of analysis.exits) {
      const of = (walks: Walked[]) => walks.filter((w) => w.exit === queue && w.tier === tier).map(({ time }) => time)
      expectShare(of(conditioned).length, conditioned.length, share / analysis.toQueue.share)
      expectMean(of(conditioned), meanTime)
      expect(smirnov(of(all), of(conditioned))).toBeLessThan(2.23)
    }
  })

  it('gives each call luck of its own: a longer way of one does not disturb the next', () => {
    const longer: MenuScenario = {
      ...HOTLINE,
      nodes: { ...HOTLINE.nodes, vip: { ...HOTLINE.nodes.vip, choices: [{ share: 1, to: 'main' }] } },
    }
    const before = walkAll(HOTLINE, 'everyCall', 21, 5000)
    const after = walkAll(longer, 'everyCall', 21, 5000)
    const same = before.filter((walk, i) => walk.time === after[i].time && walk.exit === after[i].exit).length
    // Of 5 000 calls about 6 % come to the VIP node, half of which now go on from it.
    expect(same).toBeGreaterThan(4600)
    expect(same).toBeLessThan(5000)
  })
})

describe('calls that end in the menu', () => {
  const streams = new Int32Array(STREAM_SIZE)
  const { model, analysis } = compiled(HOTLINE)
  const shares = [analysis.selfService.share, analysis.hungUp.share, analysis.silent.share]
  const rounds = 20_000

  it('are Poisson numbers of each end', () => {
    seedStream(streams, 0, 31)
    const counts = new Float64Array(5)
    const seen = CONTAINED_EXITS.map(() => [] as number[])
    for (let round = 0; round < rounds; round++) {
      drawContained(model, 800, streams, 0, counts, 1)
      shares.forEach((_, e) => {
        seen[e].push(counts[1 + e])
      })
    }
    shares.forEach((share, e) => {
      expectMean(seen[e], 800 * share)
      const mean = 800 * share
      const variance = seen[e].reduce((sum, x) => sum + (x - mean) ** 2, 0) / rounds
      expect(Math.abs(variance - mean)).toBeLessThan(Z * mean * Math.sqrt((2 + 1 / mean) / rounds))
    })
    expect([counts[0], counts[4]]).toEqual([0, 0])
  })

  it('are split without loss where their number is known', () => {
    seedStream(streams, 0, 32)
    const counts = new Float64Array(3)
    const seen = CONTAINED_EXITS.map(() => [] as number[])
    for (let round = 0; round < rounds; round++) {
      // As a fixed day goes: those that reach a queue first, the rest ends in the menu.
      const contained = 500 - binomial(streams, 0, 500, model.reachesQueue[0])
      splitContained(model, contained, streams, 0, counts, 0)
      if (counts[0] + counts[1] + counts[2] !== contained) throw new Error('a call was lost')
      shares.forEach((_, e) => {
        seen[e].push(counts[e])
      })
    }
    shares.forEach((share, e) => {
      expectMean(seen[e], 500 * share)
    })
  })

  it('have the mean times of the chain', () => {
    expect([...model.containedTime]).toEqual([
      analysis.selfService.meanTime,
      analysis.hungUp.meanTime,
      analysis.silent.meanTime,
    ])
  })
})
