import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomStream } from '../../numeric/random/stream.ts'
import { erlangA } from '../erlang-a.ts'
import { chat, chatAgents } from './chat.ts'

const FIGURES = [
  'waitProbability',
  'abandonment',
  'connectRate',
  'meanWait',
  'asa',
  'occupancy',
  'queueLength',
] as const

describe('chat', () => {
  it('one at a time is Erlang A (and C)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0.1, max: 80, noNaN: true }),
        fc.option(fc.integer({ min: 10, max: 2000 }), { nil: undefined }),
        (agents, load, patience) => {
          const one = chat({ load, aht: 300, agents, concurrency: 1, slowdown: 0.4, patience })
          const plain = erlangA({ load, aht: 300, agents, patience: patience ?? Infinity })
          for (const figure of FIGURES) {
            if (plain[figure] === Infinity) expect(one[figure]).toBe(Infinity)
            else
              expect(Math.abs(one[figure] - plain[figure]), figure).toBeLessThanOrEqual(
                1e-9 * Math.max(1, plain[figure]),
              )
          }
          for (const definition of [
            undefined,
            'answered/answered',
            'answered+abandoned/offered',
            { excludingAbandonsWithin: 5 },
          ] as const) {
            expect(one.serviceLevel(20, definition)).toBeCloseTo(plain.serviceLevel(20, definition), 9)
          }
          expect(one.waitExceeds(40)).toBeCloseTo(plain.waitExceeds(40), 9)
          if (!plain.overloaded) expect(one.waitQuantile(0.9)).toBeCloseTo(plain.waitQuantile(0.9), 5)
        },
      ),
    )
  })

  it('without slowdown three at a time are three times the agents', () => {
    const chats = chat({ load: 20, aht: 300, agents: 8, concurrency: 3, patience: 100 })
    const plain = erlangA({ load: 20, aht: 300, agents: 24, patience: 100 })
    for (const figure of ['waitProbability', 'abandonment', 'meanWait', 'asa'] as const)
      expect(chats[figure]).toBeCloseTo(plain[figure], 11)
    expect(chats.fill).toBeCloseTo(plain.occupancy, 11)
    expect(chats.occupancy).toBeGreaterThan(plain.occupancy)
  })

  it('balances: the chain solved state by state', () => {
    const [rate, agents, patience] = [0.12, 6, 150]
    const lengths = [200, 250, 330]
    const finishing = (chats: number) => {
      const held = Array.from(
        { length: agents },
        (_, agent) => Math.floor(chats / agents) + Number(agent < chats % agents),
      )
      return held.reduce((sum, j) => sum + (j > 0 ? j / lengths[j - 1] : 0), 0)
    }
    const weights = [1]
    for (let m = 1; m < 400; m++) {
      const places = Math.min(m, agents * 3)
      weights.push((weights[m - 1] * rate) / (finishing(places) + (m - places) / patience))
    }
    const all = weights.reduce((sum, weight) => sum + weight, 0)
    const mean = (figure: (m: number) => number) =>
      weights.reduce((sum, weight, m) => sum + (weight / all) * figure(m), 0)
    const state = chat({ rate, aht: 200, agents, concurrency: 3, slowdown: lengths, patience })
    expect(state.waitProbability).toBeCloseTo(
      mean((m) => Number(m >= 18)),
      12,
    )
    expect(state.queueLength).toBeCloseTo(
      mean((m) => Math.max(0, m - 18)),
      11,
    )
    expect(state.chats).toBeCloseTo(
      mean((m) => Math.min(m, 18)),
      11,
    )
    expect(state.occupancy).toBeCloseTo(
      mean((m) => Math.min(m, agents) / agents),
      12,
    )
    expect(state.abandonment).toBeCloseTo(mean((m) => Math.max(0, m - 18)) / patience / rate, 12)
    expect(state.meanWait).toBeCloseTo(state.queueLength / rate, 9)
    // who finds k waiting: the share that is answered in the end, and its mean wait times it
    let [answered, waited, sum] = [1, 0, 0]
    for (let m = 18; m < 400; m++) {
      const onward = finishing(18) + (m - 18) / patience
      const all = onward + 1 / patience
      waited = (onward / all) * (answered / all + waited)
      answered *= onward / all
      sum += (weights[m] * waited) / weights.reduce((total, weight) => total + weight, 0)
    }
    expect(state.asa).toBeCloseTo(sum / state.connectRate, 9)
    expect(state.serviceLevel(0)).toBeCloseTo(1 - state.waitProbability, 12)
    expect(state.serviceLevel(1e6)).toBeCloseTo(state.connectRate, 12)
    expect(state.serviceLevel(20, 'answered/answered') * state.connectRate).toBeCloseTo(state.serviceLevel(20), 12)
    expect(state.waitExceeds(state.waitQuantile(0.9))).toBeCloseTo(0.1, 9)
    expect(state.waitQuantile((1 - state.waitProbability) / 2)).toBe(0)
  })

  it('has the share of a queue that is hardly ever full to the last digits of its chain', () => {
    // beyond a weight of 1e250 the parts above shrink instead, and nothing may be lost or counted twice by it
    const [rate, agents, aht] = [0.12, 130, 200]
    const lengths = [aht, aht * 1.3, aht * 1.6]
    let [logarithm, below] = [0, 0]
    for (let m = 3 * agents; m > 0; m--) {
      const each = Math.floor(m / agents)
      const more = m - each * agents
      const few = each > 0 ? ((agents - more) * each) / lengths[each - 1] : 0
      logarithm += Math.log((few + (more > 0 ? (more * (each + 1)) / lengths[each] : 0)) / rate)
      // the sum of the weights below a full house, relative to the largest so far
      below = Math.log1p(Math.exp(below - logarithm)) + logarithm
    }
    const full = (3 * agents) / lengths[2]
    const wait = -Math.log1p(-rate / full) - below
    const state = chat({ rate, aht, agents, concurrency: 3, slowdown: 0.3 })
    expect(wait).toBeLessThan(-600)
    expect(Math.log(state.waitProbability) / wait).toBeCloseTo(1, 12)
    expect(state.chats).toBeCloseTo(rate * aht, 9)
  })

  it('far from full, where the weight of a full house is beyond the smallest double', () => {
    // Used to count every chat as its agent's only one: 1.33 of the agents busy.
    const state = chat({ load: 400, aht: 240, agents: 300, concurrency: 6 })
    expect(state.waitProbability).toBe(0)
    expect(state.chats).toBeCloseTo(400, 9)
    expect(state.fill).toBeCloseTo(400 / 1800, 12)
    // Without slowdown chats are an infinite-server queue: Poisson with mean 400.
    let term = Math.exp(-400)
    let busy = 0
    for (let m = 0; m < 1000; m++) {
      busy += term * Math.min(m, 300)
      term *= 400 / (m + 1)
    }
    expect(state.occupancy).toBeCloseTo(busy / 300, 9)
    expect(state.occupancy).toBeLessThan(1)
  })

  it('against agents who keep their chats: what the even spread is worth', () => {
    for (const slowdown of [0.2, 0.5]) {
      const parameters = { rate: 0.11, aht: 200, agents: 8, concurrency: 3, slowdown, patience: 200 }
      const simulated = simulateChats(parameters, 300_000)
      const state = chat(parameters)
      expect(Math.abs(state.waitProbability - simulated.waitProbability)).toBeLessThan(0.015)
      expect(Math.abs(state.abandonment - simulated.abandonment)).toBeLessThan(0.005)
    }
  })

  it.each([2000, 6000, 20_000])('%d agents: as many chats an agent as the fluid limit says', (agents) => {
    // Used to take every agent for one chat from some 5 000 agents on, where the weights overflow: occupancy 1.5.
    // In the limit a share x of the agents has two chats, the others one: (1 - x) / 240 + x 2 / 312 = 1.5 / 240.
    const state = chat({ load: 1.5 * agents, aht: 240, agents, concurrency: 3, slowdown: 0.3 })
    const two = 0.5 / (2 / 1.3 - 1)
    expect(Math.abs(state.chats / agents - (1 + two))).toBeLessThan(0.5 / agents)
    expect(state.occupancy).toBeCloseTo(1, 12)
    expect(state.serviceLevel(30)).toBe(1)
  })

  it('a load that all agents together could serve one by one keeps occupancy a share', () => {
    // Used to be 1 + 1e-12: found by the property below.
    const state = chat({ load: 123.00000000012304, aht: 240, agents: 123, concurrency: 6 })
    expect(state.occupancy).toBeLessThanOrEqual(1)
  })

  it('figures are possible ones over the whole domain', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 1, max: 6 }),
        fc.double({ min: 0, max: 500, noNaN: true }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        fc.option(fc.integer({ min: 1, max: 5000 }), { nil: undefined }),
        (agents, concurrency, load, slowdown, patience) => {
          const state = chat({ load, aht: 240, agents, concurrency, slowdown, patience })
          for (const figure of [...FIGURES, 'fill', 'chats'] as const) {
            expect(state[figure], figure).not.toBeNaN()
            expect(state[figure], figure).toBeGreaterThanOrEqual(-1e-12)
          }
          for (const share of [
            state.waitProbability,
            state.occupancy,
            state.fill,
            state.serviceLevel(30),
            state.connectRate,
          ]) {
            expect(share).toBeLessThanOrEqual(1 + 1e-12)
          }
          expect(state.serviceLevel(30)).not.toBeNaN()
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('chatAgents', () => {
  it('is the smallest number, and a scan agrees', () => {
    const traffic = { volumePerInterval: 200, interval: 1800, aht: 300, concurrency: 3, slowdown: 0.3, patience: 120 }
    const target = { serviceLevel: { within: 10, share: 0.9 }, abandonment: 0.02 }
    const { agents, state } = chatAgents(traffic, target)
    const meets = (n: number) => {
      const at = chat({ ...traffic, agents: n })
      return at.serviceLevel(10) >= 0.9 && at.abandonment <= 0.02
    }
    expect(Array.from({ length: 60 }, (_, n) => n).find(meets)).toBe(agents)
    expect(state.fill).toBeGreaterThan(0.5)
  })

  it('refuses lengths that do not fit', () => {
    const traffic = { volumePerInterval: 200, interval: 1800, aht: 300, concurrency: 3 }
    const target = { serviceLevel: { within: 10, share: 0.9 } }
    expect(() => chatAgents({ ...traffic, slowdown: [300, 400] }, target)).toThrow(
      expect.objectContaining({ code: 'CONFLICT' }),
    )
    expect(() => chatAgents({ ...traffic, slowdown: [300, 400, 700] }, target)).toThrow(
      /holds 3 chats finishes fewer than with 2.*take a concurrency of 2/s,
    )
    // two at a time, each of twice the length, are as many as one at a time
    expect(chat({ ...traffic, concurrency: 2, slowdown: [300, 600], agents: 30 }).load).toBeCloseTo(100 / 3, 12)
  })

  it.each([
    ['concurrency', { concurrency: 1.5 }],
    ['concurrency', { concurrency: 0 }],
    ['patience', { patience: 0 }],
    ['slowdown', { slowdown: -0.1 }],
    ['slowdown[1]', { slowdown: [300, 0] }],
    ['agents', { agents: 2.5 }],
  ])('refuses a wrong %s by name', (name, wrong) => {
    expect(() => chat({ load: 20, aht: 300, agents: 12, concurrency: 2, ...wrong })).toThrow(
      expect.objectContaining({ code: 'OUT_OF_RANGE', where: expect.objectContaining({ name }) }),
    )
  })
})

/** Each agent keeps their own chats; a new one goes to who has fewest; the longest waiting takes the place that gets free. */
function simulateChats(
  {
    rate,
    aht,
    agents,
    concurrency,
    slowdown,
    patience,
  }: { rate: number; aht: number; agents: number; concurrency: number; slowdown: number; patience: number },
  arrivals: number,
): { waitProbability: number; abandonment: number } {
  const random = randomStream(8)
  const held = new Array<number>(agents).fill(0)
  const finishing = (j: number) => (j === 0 ? 0 : j / (aht * (1 + (j - 1) * slowdown)))
  let waiting = 0
  let arrived = 0
  let waited = 0
  let gone = 0
  while (arrived < arrivals) {
    const ends = held.map(finishing)
    const leaving = waiting / patience
    let at = random.uniform() * (rate + leaving + ends.reduce((sum, value) => sum + value, 0))
    if (at < rate) {
      arrived++
      const least = Math.min(...held)
      if (least < concurrency) held[held.indexOf(least)]++
      else {
        waited++
        waiting++
      }
      continue
    }
    at -= rate
    if (at < leaving) {
      waiting--
      gone++
      continue
    }
    at -= leaving
    let agent = 0
    while (agent < agents - 1 && at >= ends[agent]) at -= ends[agent++]
    if (waiting > 0) waiting--
    else held[agent]--
  }
  return { waitProbability: waited / arrived, abandonment: gone / arrived }
}
