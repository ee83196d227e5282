/**
 * `npm run bench -- precision`: what replications that share out busyness and controls are worth beside crude ones, and how often their intervals hold the truth. For each scenario: the variance of a figure over runs
 * of 100 replications, crude over ours; how many crude replications the same interval takes, by the mean squared half-widths; and the share of intervals of 95 % that hold the truth, which a long run found.
 * `RUNS=1000 npm run bench -- precision` measures as many intervals of each figure; the usual number is for a bound with room for chance.
 */
import { type QueueEstimates, replicate, type Scenario } from 'krarup/sim'
import { type Claim, finish } from './harness.ts'

const RUNS = Number(process.env.RUNS ?? 40)
const REPLICATIONS = 100
/** Of the long run: known much better than the runs that are judged by it. */
const LONG = 100 * REPLICATIONS

const same = (intervals: number, value: number) => Array<number>(intervals).fill(value)

/** The day of the SSJ tutorial with a busyness of shape 10. */
const ssj: Scenario = {
  interval: 3600,
  busyness: Math.sqrt(1 / 10),
  queues: {
    calls: {
      volume: [100, 150, 150, 180, 200, 150, 150, 150, 120, 100, 80, 70, 60],
      aht: 100,
      patience: 1000,
      balking: 0.1,
      groups: ['agents'],
    },
  },
  groups: { agents: { agents: [4, 6, 8, 8, 8, 7, 8, 8, 6, 6, 4, 4, 4] } },
}

/** The hotline with tiers of the examples, in numbers. */
const profile = [5, 7, 9, 10, 10, 9, 8, 7, 5, 5, 6, 8, 9, 9, 8, 8, 7, 7, 6, 6, 6, 5, 4, 4]
const hotline: Scenario = {
  interval: 1800,
  busyness: 0.08,
  queues: {
    ordinary: {
      volume: 2900,
      profile,
      aht: { type: 'lognormal', mean: 190, sd: 150 },
      afterCall: 20,
      patience: 90,
      balking: 0.05,
      groups: ['general', 'vip'],
    },
    high: {
      volume: 260,
      profile,
      aht: { type: 'lognormal', mean: 240, sd: 180 },
      patience: 180,
      priority: 1,
      groups: ['vip', { group: 'general', after: 10 }],
    },
  },
  groups: {
    general: { agents: [15, 15, ...same(6, 22), 15, 15, ...same(10, 20), ...same(4, 14)] },
    vip: { agents: [3, 3, ...same(18, 5), ...same(4, 3)] },
  },
}

const twoSkills: Scenario = {
  interval: 1800,
  intervals: 8,
  queues: {
    first: { volume: same(8, 100), aht: 300, patience: 120, groups: ['A', { group: 'both', after: 20 }] },
    second: { volume: same(8, 100), aht: 240, patience: 120, groups: ['B', { group: 'both', after: 20 }] },
  },
  groups: { A: { agents: 15 }, B: { agents: 12 }, both: { agents: 4 } },
}

/** Nobody hangs up: waits are skewed. */
const heavy: Scenario = {
  interval: 1800,
  intervals: 16,
  queues: { calls: { volume: same(16, 80), aht: 300, groups: ['agents'] } },
  groups: { agents: { agents: 15 } },
}

/** Five days with factors of the centre, of queues and of parts of the day: 35 of them. */
const week: Scenario = {
  interval: 1800,
  intervals: 8,
  days: 5,
  busyness: 0.1,
  parts: { starts: [0, 7200], busyness: 0.06 },
  queues: {
    first: {
      volume: same(8, 60),
      aht: 280,
      patience: 150,
      busyness: 0.08,
      groups: ['A', { group: 'both', after: 15 }],
    },
    second: {
      volume: same(8, 40),
      aht: 240,
      patience: 150,
      busyness: 0.12,
      groups: ['B', { group: 'both', after: 15 }],
    },
  },
  groups: { A: { agents: 10 }, B: { agents: 6 }, both: { agents: 3 } },
}

/** Customers who call again, factors of volumes, handle times and who comes. */
const people: Scenario = {
  interval: 1800,
  intervals: 8,
  customers: true,
  dayFactors: [{ volume: { calls: 0.08 }, aht: { calls: 0.04 } }, { agents: { agents: -0.04 } }],
  queues: {
    calls: {
      volume: same(8, 70),
      aht: { type: 'lognormal', mean: 300, sd: 250 },
      patience: 120,
      redial: { abandoned: 0.5, delay: 600, attempts: 3 },
      groups: ['agents'],
    },
  },
  groups: { agents: { agents: 13 } },
}

const FIGURES = ['serviceLevel', 'abandonment', 'asa'] as const
type Interval = { value: number; low: number; high: number }

function intervalsOf({ whole, waits }: QueueEstimates): Map<string, Interval> {
  const found = new Map<string, Interval>()
  for (const figure of FIGURES) {
    const { value, halfWidth } = whole[figure]
    if (value > 0) found.set(figure, { value, low: value - halfWidth, high: value + halfWidth })
  }
  const { all } = waits.find(({ probability }) => probability === 0.9)!
  if (all.value > 0) found.set('wait90', all)
  return found
}

class Tried {
  #values: number[] = []
  #held = 0
  #squares = 0
  add({ value, low, high }: Interval, truth: number): void {
    this.#values.push(value)
    if (low <= truth && truth <= high) this.#held++
    this.#squares += ((high - low) / 2) ** 2
  }
  get held(): number {
    return this.#held / this.#values.length
  }
  get squares(): number {
    return this.#squares / this.#values.length
  }
  get variance(): number {
    const mean = this.#values.reduce((sum, value) => sum + value, 0) / this.#values.length
    return this.#values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (this.#values.length - 1)
  }
}

const claims: Claim[] = []
for (const [name, scenario] of Object.entries({ ssj, hotline, twoSkills, heavy, week, people })) {
  const run = async (seed: number, replications: number, crude: boolean) =>
    intervalsOf((await replicate(scenario, { seed, replications, crude })).estimates.queues[0])
  const truth = await run(1_000_000, LONG, false)
  const tried = [...truth.keys()].map((figure) => ({ figure, crude: new Tried(), ours: new Tried() }))
  for (let seed = 1; seed <= RUNS; seed++) {
    const [crude, ours] = [await run(seed, REPLICATIONS, true), await run(seed, REPLICATIONS, false)]
    for (const each of tried) {
      const known = truth.get(each.figure)!.value
      each.crude.add(crude.get(each.figure)!, known)
      each.ours.add(ours.get(each.figure)!, known)
    }
  }
  for (const { figure, crude, ours } of tried) {
    const about = `${name}, ${figure}`
    const claim = (what: string, unit: string, own: number, reference: number, ratio: number) =>
      claims.push({ name: `${about}: ${what}`, unit, ours: own, reference, referenceName: 'crude', ratio })
    claim('variance', '', ours.variance, crude.variance, crude.variance / ours.variance)
    claim('replications for the same interval', '', 1, crude.squares / ours.squares, crude.squares / ours.squares)
    claim('intervals that hold the truth', '%', 100 * ours.held, 100 * crude.held, ours.held)
  }
}
finish(import.meta.url, claims)
