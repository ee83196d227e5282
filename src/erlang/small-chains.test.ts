/** Models with a limited number of callers or lines, held to their Markov chains solved state by state. */
import { describe, expect, it } from 'vitest'
import { countedShare } from './counted-share.ts'
import { engset } from './engset.ts'
import { erlangA, erlangC, finiteLines } from './index.ts'

const AHT = 240

interface Centre {
  load: number
  agents: number
  lines: number
  patience: number
}

/** Stationary shares of 0 to `lines` in the system. */
function stationary({ load, agents, lines, patience }: Centre): number[] {
  const weights = [1]
  for (let k = 1; k <= lines; k++) {
    const leaving = Math.min(k, agents) + (Math.max(0, k - agents) * AHT) / patience
    weights.push((weights[k - 1] * load) / leaving)
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / total)
}

/** What becomes of a caller who finds j waiting ahead: share answered, and mean wait of that share times it. */
function fates({ agents, lines, patience }: Centre): { answered: number[]; wait: number[] } {
  const answered: number[] = []
  const wait: number[] = []
  for (let j = 0; j < lines - agents; j++) {
    const onward = agents / AHT + j / patience
    const all = onward + 1 / patience
    const [next, nextWait] = j === 0 ? [1, 0] : [answered[j - 1], wait[j - 1]]
    answered.push((onward / all) * next)
    wait.push((onward / all) * (next / all + nextWait))
  }
  return { answered, wait }
}

/** Of the callers who find j ahead (shares of the offered), how many still wait after t seconds, and with how many ahead: the chain by uniformisation. */
function stillWaiting(centre: Centre, found: readonly number[], t: number): number[] {
  const { agents, patience } = centre
  const fastest = agents / AHT + found.length / patience
  let at = [...found]
  const result = found.map(() => 0)
  let weight = Math.exp(-fastest * t)
  for (let step = 0; step < 2000; step++) {
    for (const [j, share] of at.entries()) result[j] += weight * share
    weight *= (fastest * t) / (step + 1)
    at = at.map((share, j) => {
      const onward = agents / AHT + j / patience
      const behind = at[j + 1] ?? 0
      return (share * (fastest - onward - 1 / patience) + behind * (agents / AHT + (j + 1) / patience)) / fastest
    })
  }
  return result
}

const CENTRES: Centre[] = [
  { load: 12, agents: 10, lines: 14, patience: 120 },
  { load: 5, agents: 10, lines: 13, patience: 30 },
  { load: 12, agents: 10, lines: 40, patience: 600 },
  { load: 9, agents: 10, lines: 16, patience: Infinity },
  { load: 14, agents: 10, lines: 16, patience: Infinity },
  { load: 3, agents: 1, lines: 2, patience: 60 },
]

describe('finite lines', () => {
  it.each(CENTRES)('load $load, $agents agents, $lines lines, patience $patience', (centre) => {
    const { load, agents, lines, patience } = centre
    const queue = finiteLines({ load, aht: AHT, agents, lines, patience })
    const shares = stationary(centre)
    const found = shares.slice(agents, lines)
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
    const length = sum(shares.map((share, k) => share * Math.max(0, k - agents)))
    const abandonment = (length * AHT) / (patience * load)
    const blocking = shares[lines]
    expect(queue.blocking).toBeCloseTo(blocking, 12)
    expect(queue.waitProbability).toBeCloseTo(sum(found), 12)
    expect(queue.queueLength).toBeCloseTo(length, 10)
    expect(queue.abandonment).toBeCloseTo(abandonment, 12)
    expect(queue.connectRate).toBeCloseTo(1 - blocking - abandonment, 12)
    expect(queue.occupancy).toBeCloseTo(sum(shares.map((share, k) => share * Math.min(k, agents))) / agents, 12)
    expect(queue.meanWait).toBeCloseTo((length * AHT) / (load * (1 - blocking)), 9)
    const { answered, wait } = fates(centre)
    expect(queue.asa).toBeCloseTo(sum(found.map((share, j) => share * wait[j])) / queue.connectRate, 9)
    for (const t of [0, 5, 20, 90, 400]) {
      const left = stillWaiting(centre, found, t)
      const answeredLate = sum(left.map((share, j) => share * answered[j]))
      const abandonedLate = sum(left) - answeredLate
      expect(queue.waitExceeds(t)).toBeCloseTo(sum(left) / (1 - blocking), 11)
      expect(queue.answeredAfter(t)).toBeCloseTo(answeredLate, 11)
      expect(queue.abandonedWithin(t)).toBeCloseTo(t === 0 ? 0 : abandonment - abandonedLate, 11)
      const inTime = queue.connectRate - answeredLate
      expect(queue.serviceLevel(t)).toBeCloseTo(inTime, 11)
      expect(queue.serviceLevel(t, 'answered/answered')).toBeCloseTo(inTime / queue.connectRate, 11)
      expect(queue.serviceLevel(t, 'answered+abandoned/offered')).toBeCloseTo(1 - blocking - sum(left), 11)
      for (const x of [5, 90]) {
        const quick = abandonment - sum(stillWaiting(centre, found, x).map((share, j) => share * (1 - answered[j])))
        expect(queue.serviceLevel(t, { excludingAbandonsWithin: x })).toBeCloseTo(inTime / (1 - quick), 11)
      }
    }
    for (const p of [0.6, 0.9, 0.99]) {
      const quantile = queue.waitQuantile(p)
      const beyond = sum(stillWaiting(centre, found, quantile)) / (1 - blocking)
      if (quantile > 0) expect(beyond).toBeCloseTo(1 - p, 9)
      else expect(beyond).toBeLessThanOrEqual(1 - p)
    }
  })
})

describe('finite lines without', () => {
  it('calls', () => {
    expect(finiteLines({ load: 0, aht: AHT, agents: 2, lines: 4, patience: 60 })).toMatchObject({
      abandonment: 0,
      blocking: 0,
      waitProbability: 0,
      connectRate: 1,
      meanWait: 0,
      asa: 0,
    })
  })

  it('agents: callers fill the lines until they hang up', () => {
    // an infinite-server queue of callers who hang up, with 3 lines: Erlang B's with their load, 5 x 60 / 240
    const nobody = finiteLines({ load: 5, aht: AHT, agents: 0, lines: 3, patience: 60 })
    const weights = [1, 1.25, 1.25 ** 2 / 2, 1.25 ** 3 / 6]
    expect(nobody.blocking).toBeCloseTo(weights[3] / weights.reduce((sum, weight) => sum + weight), 13)
    expect(nobody.connectRate).toBe(0)
    expect(nobody.abandonment).toBeCloseTo(1 - nobody.blocking, 13)
    expect(nobody.waitProbability).toBeCloseTo(1 - nobody.blocking, 13)
    expect(finiteLines({ load: 5, aht: AHT, agents: 0, lines: 3 })).toMatchObject({ blocking: 1, waitProbability: 0 })
    expect(finiteLines({ load: 5, aht: AHT, agents: 0, lines: 0, patience: 60 }).blocking).toBe(1)
  })
})

describe('finite sources', () => {
  it.each([
    { sources: 10, agents: 5, loadPerIdleSource: 0.5 },
    { sources: 30, agents: 4, loadPerIdleSource: 0.2 },
    { sources: 3, agents: 7, loadPerIdleSource: 2 },
    { sources: 6, agents: 6, loadPerIdleSource: 1 },
  ])('$sources sources, $agents agents', ({ sources, agents, loadPerIdleSource }) => {
    const most = Math.min(sources, agents)
    const weights = [1]
    for (let k = 1; k <= most; k++) weights.push((weights[k - 1] * (sources - k + 1) * loadPerIdleSource) / k)
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    const shares = weights.map((weight) => weight / total)
    const offered = shares.reduce((sum, share, k) => sum + share * (sources - k) * loadPerIdleSource, 0)
    const carried = shares.reduce((sum, share, k) => sum + share * k, 0)
    const state = engset({ sources, agents, loadPerIdleSource })
    expect(state.load).toBeCloseTo(offered, 12)
    expect(state.connectRate).toBeCloseTo(carried / offered, 12)
    expect(state.blocking).toBeCloseTo(1 - carried / offered, 12)
    expect(state.occupancy).toBeCloseTo(carried / agents, 12)
    expect(state.timeCongestion).toBeCloseTo(agents > sources ? 0 : shares[agents], 12)
    expect(state.serviceLevel(0)).toBeCloseTo(carried / offered, 12)
    expect(state.serviceLevel(0, 'answered/answered')).toBe(1)
  })

  it('nobody calls, or nobody is there', () => {
    expect(engset({ sources: 5, agents: 3, loadPerIdleSource: 0 })).toMatchObject({
      load: 0,
      occupancy: 0,
      blocking: 0,
    })
    expect(engset({ sources: 5, agents: 0, loadPerIdleSource: 1 })).toMatchObject({ occupancy: 0, blocking: 1 })
  })

  it.each([1.5, -1, Number.NaN])('%s sources are refused by name', (sources) => {
    expect(() => engset({ sources, agents: 3, loadPerIdleSource: 1 })).toThrow(
      expect.objectContaining({ code: 'OUT_OF_RANGE', where: expect.objectContaining({ name: 'sources' }) }),
    )
  })
})

describe('what a definition of service level divides by', () => {
  it.each([
    ['few lines', finiteLines({ load: 12, aht: AHT, agents: 10, lines: 14, patience: 120 })],
    ['Erlang A', erlangA({ load: 12, aht: AHT, agents: 10, patience: 120 })],
    ['Erlang C', erlangC({ load: 8, aht: AHT, agents: 10 })],
  ] as const)('%s: service level times it is what was answered in time', (_, state) => {
    for (const definition of ['answered/offered', 'answered/answered', { excludingAbandonsWithin: 5 }] as const) {
      for (const t of [0, 10, 60]) {
        expect(state.serviceLevel(t, definition) * countedShare(state, definition)).toBeCloseTo(
          state.serviceLevel(t),
          12,
        )
      }
    }
  })
})
