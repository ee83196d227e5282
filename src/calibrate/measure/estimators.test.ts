import { describe, expect, test } from 'vitest'
import { fillExponential } from '../../numeric/random/exponential.ts'
import { fillNormal } from '../../numeric/random/normal.ts'
import { poisson } from '../../numeric/random/poisson.ts'
import { randomStream, STREAM_SIZE, seedStream } from '../../numeric/random/stream.ts'
import { AGENT_STATE } from '../log.ts'
import { logOf, type MadeVisit } from './calls.testing.ts'
import { measureLog } from './measure.ts'
import { chiSquareQuantile, medianOf, rateOf, slices } from './measured.ts'
import { TimesAtRisk, weibullOf } from './patience.ts'
import { kaplanMeier } from './survival.ts'
import { lognormalAbove } from './times.ts'
import type { Measured } from './types.ts'

const DAY = 86_400

/** How many of so many intervals hold the truth: of 95 % at least `least` in a hundred, which chance undercuts once in a thousand. */
function held(rounds: number, truth: number, measure: (seed: number) => Measured): number {
  let count = 0
  for (let seed = 0; seed < rounds; seed++) {
    const { low, high } = measure(seed)
    if (low <= truth && truth <= high) count++
  }
  return count / rounds
}

function stateOf(...keys: number[]): Int32Array {
  const state = new Int32Array(STREAM_SIZE)
  seedStream(state, 0, ...keys)
  return state
}

function exponentials(count: number, ...keys: number[]): Float64Array {
  const values = new Float64Array(count)
  fillExponential(stateOf(...keys), 0, values, 0, count)
  return values
}

function lognormals(count: number, median: number, sigma: number, ...keys: number[]): Float64Array {
  const values = new Float64Array(count)
  fillNormal(stateOf(...keys), 0, values, 0, count)
  return values.map((value) => median * Math.exp(sigma * value))
}

describe('small measures', () => {
  test('limits of a Poisson count are those of the tables (exact 95 %: Garwood 1936)', () => {
    const table = [
      [0, 0, 3.689],
      [5, 1.623, 11.668],
      [20, 12.217, 30.888],
      [100, 81.364, 121.627],
    ]
    for (const [count, low, high] of table) {
      const measured = rateOf(count, 1)
      // Byar's approximation is within 2 % from a count of 5 on
      expect(measured.low).toBeCloseTo(low, count < 10 ? 1 : 0)
      expect(Math.abs(measured.high - high) / high).toBeLessThan(0.02)
    }
  })

  test('quantiles of chi-square', () => {
    // tables: 95 % of 10 degrees is 18.307, 2.5 % of 30 is 16.791
    expect(chiSquareQuantile(10, 1.6449)).toBeCloseTo(18.307, 1)
    expect(chiSquareQuantile(30, -1.96)).toBeCloseTo(16.791, 1)
  })

  test('slices keep the mean, whatever their number', () => {
    const values = [1, 2, 3, 4, 5, 6, 7]
    for (const count of [1, 2, 3, 7, 50]) {
      const cut = slices(values, count)
      expect(cut.reduce((sum, one) => sum + one, 0) / cut.length).toBeCloseTo(4, 12)
    }
    expect(medianOf(values).value).toBe(4)
  })
})

describe('survival', () => {
  test("Kaplan and Meier's curve with Greenwood's error: the remissions of Freireich (1963), as in Cox and Oakes, Table 1.1", () => {
    // 6-MP: weeks, + for those still in remission
    const weeks = '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+'.split(' ')
    const curve = kaplanMeier({
      time: Float64Array.from(weeks, (one) => Number.parseInt(one, 10)),
      event: Uint8Array.from(weeks, (one) => (one.endsWith('+') ? 0 : 1)),
    })
    expect(curve.times).toEqual([6, 7, 10, 13, 16, 22, 23])
    const printed = [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]
    for (const [i, survival] of printed.entries()) expect(curve.survival[i]).toBeCloseTo(survival, 4)
    // R's survfit with conf.type = "log-log", at week 10: 0.503 to 0.889
    expect(curve.low[2]).toBeCloseTo(0.503, 2)
    expect(curve.high[2]).toBeCloseTo(0.889, 2)
  })

  test('a Weibull distribution is found again where half of the times are cut off', () => {
    const values = exponentials(4000, 1).map((value) => 120 * value ** (1 / 1.6))
    const cuts = exponentials(4000, 2).map((value) => 130 * value)
    const times = new TimesAtRisk()
    for (let i = 0; i < values.length; i++) times.add(Math.min(values[i], cuts[i]), values[i] <= cuts[i] ? 1 : 0)
    const { shape, scale, errors } = weibullOf(times)
    expect(Math.abs(shape - 1.6)).toBeLessThan(3.3 * errors[0])
    expect(Math.abs(scale - 120)).toBeLessThan(3.3 * errors[1])
  })
})

describe('handle times', () => {
  test('the lognormal behind times from 10 s up: its intervals hold the truth', () => {
    const fits = (seed: number) =>
      lognormalAbove(
        lognormals(400, 60, 1, 3, seed)
          .filter((value) => value >= 10)
          .sort(),
        10,
      )!
    // of 200 intervals of 95 %, fewer than 180 hold once in a thousand
    expect(held(200, 60, (seed) => fits(seed).median)).toBeGreaterThan(0.9)
    expect(held(200, 1, (seed) => fits(seed).sigma)).toBeGreaterThan(0.9)
  })

  test('calls that were ended at once are apart, their agent is named, and a slow agent is shrunk by chance', () => {
    const random = randomStream(5)
    const times = lognormals(6000, 120, 0.8, 6)
    const visits = [...times].map((handled, i): MadeVisit => {
      const agent = ['ann', 'bob', 'eve'][i % 3]
      const isShort = agent === 'eve' && random.uniform() < 0.2
      return {
        at: (i % 20) * DAY + 28_800 + i * 4,
        agent,
        handled: isShort ? 3 : (agent === 'bob' ? 1.3 : 1) * Math.max(10, handled),
      }
    })
    const { handling, speeds, agents } = measureLog(logOf(visits))
    const [{ all }] = handling
    expect(all.short.byAgents.map((agent) => agents[agent])).toEqual(['eve'])
    expect(all.short.share.value).toBeCloseTo(0.2 / 3, 1)
    expect(all.distribution.type).toBe('empirical')
    const [ann, bob] = ['ann', 'bob'].map((name) => speeds.factors[agents.indexOf(name)])
    expect(bob.value / ann.value).toBeGreaterThan(1.2)
    expect(bob.value / ann.value).toBeLessThan(1.35)
  })

  test('hours of the day: a factor of 1.5 from noon on', () => {
    const times = lognormals(8000, 100, 0.7, 7)
    const visits = [...times].map((handled, i): MadeVisit => {
      const second = 28_800 + (i % 400) * 80
      return { at: Math.floor(i / 400) * DAY + second, agent: 'ann', handled: handled * (second < 43_200 ? 1 : 1.5) }
    })
    const [{ byHour }] = measureLog(logOf(visits)).handling
    const ratio = byHour[14].value / byHour[9].value
    expect(ratio).toBeGreaterThan(1.4)
    expect(ratio).toBeLessThan(1.6)
    expect(byHour[3]).toMatchObject({ value: 1, n: 0 })
  })
})

describe('patience', () => {
  /** Waits that an answer ends at random, and patience of its own; `waited` where nobody had to wait is 0. */
  function waits(count: number, mean: number, seed: number, atOnce = 0): MadeVisit[] {
    const patience = exponentials(count, 8, seed)
    const offered = exponentials(count, 9, seed)
    const random = randomStream(10, seed)
    return Array.from(patience, (own, i): MadeVisit => {
      const at = (i % 10) * DAY + 36_000 + i
      if (random.uniform() < 0.3) return { at, agent: 'ann', handled: 100 }
      if (random.uniform() < atOnce) return { at, waited: 0, end: 'abandoned' }
      const isAnswered = 60 * offered[i] < mean * own
      return isAnswered
        ? { at, waited: 60 * offered[i], agent: 'ann', handled: 100 }
        : { at, waited: mean * own, end: 'abandoned' }
    })
  }

  test('the mean of exponential patience, and who hangs up at once: their intervals hold the truth', () => {
    const measured = (seed: number) => measureLog(logOf(waits(500, 150, seed, 0.08))).patience[0].all
    expect(held(60, 150, (seed) => measured(seed).mean)).toBeGreaterThan(0.86)
    expect(held(60, 0.08, (seed) => measured(seed).balking)).toBeGreaterThan(0.86)
    expect(measured(1).distribution).toMatchObject({ type: 'exponential' })
  })

  test('an announcement after 30 s at which a tenth hangs up is a peak of the hazard, and the curve is kept as it is', () => {
    const random = randomStream(11)
    const visits = waits(6000, 300, 1).map(
      (visit): MadeVisit =>
        (visit.waited ?? 0) > 31 && random.uniform() < 0.1
          ? { at: visit.at, waited: 31 + random.uniform() * 3, end: 'abandoned' }
          : visit,
    )
    const { peaks, distribution } = measureLog(logOf(visits)).patience[0].all
    expect(peaks.map(({ at }) => at)).toEqual([32.5])
    expect(distribution.type).toBe('empirical')
  })

  test('a priority that is told only of those who wait has its share among them', () => {
    const visits = waits(2000, 150, 2).map((visit, i) => ({ ...visit, priority: visit.waited ? 1 + (i % 2) : 0 }))
    const { priorities } = measureLog(logOf(visits)).arrivals.byQueue[0]
    expect(priorities.map(({ priority }) => priority)).toEqual([1, 2])
    expect(priorities[0].share.value).toBeCloseTo(0.5, 1)
  })
})

describe('arrivals', () => {
  /** Poisson counts by half hour of ten weeks of weekdays, on days that are busy or quiet. */
  function arrivals(cv: number, seed: number): MadeVisit[] {
    const state = stateOf(12, seed)
    const factors = exponentials(70, 13, seed)
    return Array.from({ length: 70 }, (_, day) => day).flatMap((day) => {
      if (day % 7 > 4) return []
      // a factor of mean 1: of two values, so that its coefficient of variation is exact
      const factor = factors[day] < Math.LN2 ? 1 - cv : 1 + cv
      return Array.from({ length: 20 }, (_, place) => place).flatMap((place) =>
        Array.from(
          { length: poisson(state, 0, 15 * factor) },
          (__, i): MadeVisit => ({
            at: day * DAY + 28_800 + place * 1800 + i * 10,
            end: 'left',
          }),
        ),
      )
    })
  }

  test('rates, busyness of the day and dispersion: their intervals hold the truth', () => {
    const measured = [0, 1, 2, 3, 4, 5, 6, 7].map((seed) => measureLog(logOf(arrivals(0.1, seed))).arrivals.byQueue[0])
    const count = (pick: (one: (typeof measured)[number]) => Measured, truth: number) =>
      measured.filter((one) => pick(one).low <= truth && truth <= pick(one).high).length
    expect(count(({ busyness }) => busyness, 0.1)).toBeGreaterThanOrEqual(6)
    expect(count(({ dispersion }) => dispersion, 1)).toBeGreaterThanOrEqual(6)
    const rates = measured.flatMap((one) => one.rates.slice(0, 5).flatMap((day) => day.slice(16, 36)))
    const inside = rates.filter(({ low, high }) => low <= 15 && 15 <= high).length / rates.length
    expect(inside).toBeGreaterThan(0.93)
    expect(measured[0].rates[6][20]).toMatchObject({ n: 0, value: Number.NaN })
  })

  test('days that are alike have no busyness of their own', () => {
    expect(measureLog(logOf(arrivals(0, 1))).arrivals.byQueue[0].busyness.low).toBe(0)
  })
})

describe('agents', () => {
  test('turnover: what is cut off because nobody waits any more is not left out', () => {
    // an agent with calls back to back: somebody waits at the end of each for a while of mean 15 s, and gaps have a mean of 10 s
    const gaps = exponentials(6000, 14)
    const cuts = exponentials(6000, 17)
    let at = 0
    const visits: MadeVisit[] = []
    for (const [i, own] of gaps.entries()) {
      if (i % 300 === 0) at = (i / 300) * DAY + 30_000
      const [gap, cut] = [10 * own, 15 * cuts[i]]
      const isAnswered = gap <= cut
      const call = { agent: 'ann', handled: 50 }
      visits.push({
        at: at - 1,
        waited: 1 + Math.min(gap, cut),
        ...(isAnswered ? call : { end: 'abandoned' as const }),
      })
      // whoever waited is gone: the next call comes as the agent is ready
      if (!isAnswered) visits.push({ at: at + gap, ...call })
      at += gap + 50
    }
    const { all } = measureLog(logOf(visits)).turnover
    // without those that were cut off, the median would be 4.2 and the mean 6
    expect(all.median.low).toBeLessThanOrEqual(10 * Math.LN2)
    expect(all.median.high).toBeGreaterThanOrEqual(10 * Math.LN2)
    expect(all.mean.value).toBeGreaterThan(9)
    expect(all.mean.value).toBeLessThan(10.5)
  })

  test('who takes what: rare answers are exceptions, and days for one queue alone are apart', () => {
    const random = randomStream(15)
    const visits: MadeVisit[] = []
    const answer = (day: number, agent: string, queue: string) =>
      visits.push({ at: day * DAY + 30_000 + visits.length, agent, queue, handled: 60 })
    for (let day = 0; day < 20; day++) {
      for (let i = 0; i < 30; i++) {
        answer(day, 'ann', random.uniform() < 0.7 ? 'sales' : 'care')
        answer(day, 'bob', random.uniform() < 0.7 ? 'sales' : 'care')
        answer(day, 'cem', i === 0 && day === 3 ? 'care' : 'sales')
        // for care alone on every second day
        answer(day, 'dan', day % 2 === 0 ? 'care' : random.uniform() < 0.7 ? 'sales' : 'care')
      }
    }
    const { routing, queues, agents } = measureLog(logOf(visits))
    const taken = routing.groups.map((group) => group.queues.map((queue) => queues[queue]))
    const groupOf = (agent: string) => taken[routing.groupOf[agents.indexOf(agent)]]
    expect(groupOf('ann')).toEqual(groupOf('bob'))
    expect(groupOf('ann')).toHaveLength(2)
    expect(groupOf('cem')).toEqual(['sales'])
    expect(groupOf('dan')).toHaveLength(2)
    expect(routing.apart).toHaveLength(10)
    expect(taken[routing.apart[0].group]).toEqual(['care'])
  })

  test('who goes first: callers of a priority who are 60 s ahead', () => {
    const random = randomStream(16)
    const visits: MadeVisit[] = []
    for (let i = 0; i < 400; i++) {
      const at = (i % 20) * DAY + 30_000 + Math.floor(i / 20) * 1000
      // two wait; the agent takes one of them, and the other 100 s later
      const [ordinary, special] = [at - 200 * random.uniform(), at - 200 * random.uniform()]
      const isFirst = at - special + 60 > at - ordinary
      visits.push({ at: ordinary, priority: 0, waited: at - ordinary + (isFirst ? 100 : 0), agent: 'ann', handled: 90 })
      visits.push({ at: special, priority: 2, waited: at - special + (isFirst ? 0 : 100), agent: 'ann', handled: 90 })
      // one more of the ordinary, alone: they are most
      visits.push({ at: at + 500, priority: 0, waited: 5, agent: 'ann', handled: 90 })
    }
    const { byPriority } = measureLog(logOf(visits)).routing
    const { value, low, high } = byPriority[1].ahead
    expect(value).toBeCloseTo(60, -1)
    expect(low).toBeLessThanOrEqual(60)
    expect(high).toBeGreaterThanOrEqual(60)
  })

  test('redials and transfers are told apart from new calls', () => {
    const visits: MadeVisit[] = []
    for (let i = 0; i < 300; i++) {
      const at = (i % 20) * DAY + 30_000 + Math.floor(i / 20) * 1000
      visits.push({ at, waited: 40, end: 'abandoned', customer: i })
      if (i % 3 === 0) visits.push({ at: at + 40 + 120, customer: i, agent: 'ann', handled: 60, afterCall: 10 })
      // put through as the talk ends, before the after-call work
      if (i % 6 === 0) visits.push({ queue: 'care', at: at + 210, customer: i, agent: 'bob', handled: 60 })
    }
    visits.push(...Array.from({ length: 20 }, (_, day) => ({ at: day * DAY + 60_000, end: 'left' as const })))
    const { redials, transfers, arrivals, queues } = measureLog(logOf(visits))
    const sales = queues.indexOf('sales')
    expect(redials[sales].share).toMatchObject({ value: 1 / 3, n: 300 })
    expect(redials[sales].delay.mean.value).toBe(120)
    expect(transfers[sales].to).toMatchObject([{ queue: queues.indexOf('care'), share: { value: 0.5, n: 100 } }])
    const counted = arrivals.byQueue[sales].byWeekday.reduce((all, { n }) => all + n, 0)
    expect(counted).toBe(300 + 20)
    expect(arrivals.byQueue[queues.indexOf('care')].byWeekday.every(({ n }) => n === 0)).toBe(true)
  })

  test('presence: from the first call to the last, without long gaps; or as the states say, without pauses', () => {
    const calls = [0, 600, 1200, 5400, 6000].map(
      (second): MadeVisit => ({
        at: 36_000 + second,
        agent: 'ann',
        handled: 300,
      }),
    )
    const ofCalls = measureLog(logOf(calls)).presence
    // 10:00 to 10:25, and 11:30 to 11:45
    expect([...ofCalls.byDay[0][0].slice(20, 24)].map((value) => Math.round(value * 1800))).toEqual([1500, 0, 0, 900])
    const ofStates = measureLog(
      logOf(calls, () => ({
        count: 2,
        agent: Int32Array.of(0, 0),
        from: Float64Array.of(calls[0].at - 1800, calls[0].at + 1500).map((second) => second + 20_514 * DAY),
        to: Float64Array.of(calls[0].at + 7200, calls[0].at + 5400).map((second) => second + 20_514 * DAY),
        state: Uint8Array.of(AGENT_STATE.present, AGENT_STATE.paused),
      })),
    ).presence
    expect(ofStates.from).toBe('states')
    expect([...ofStates.byDay[0][0].slice(19, 24)].map((value) => Math.round(value * 1800))).toEqual([
      1800, 1500, 0, 0, 1800,
    ])
  })
})
