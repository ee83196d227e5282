/**
 * `npm run bench -- precision`: what replications that share out busyness and controls are worth beside crude ones, and how often their intervals hold the truth. For each scenario: the variance of a figure over runs
 * of 100 replications, crude over ours; how many crude replications the same interval takes, by the mean squared half-widths; and the share of intervals of 95 % that hold the truth, which a long run found. Last, how many crude pairs
 * of replications the same interval of a difference takes: one more agent.
 * The number of runs is for bounds with room for chance: `npx tsx bench/coverage.ts` measures coverage.
 */
import { compareScenarios, type QueueEstimates, replicate, type Scenario } from 'krarup/sim'
import { type Claim, finish } from './harness.ts'
import { PRECISION_SCENARIOS, withOneMore } from './precision-scenarios.ts'

const RUNS = 40
const PAIRED_RUNS = 10
const REPLICATIONS = 100
/** Of the long run: known much better than the runs that are judged by it. */
const LONG = 50 * REPLICATIONS

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
for (const [name, scenario] of Object.entries(PRECISION_SCENARIOS)) {
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
const { ssj, twoSkills } = PRECISION_SCENARIOS
for (const [name, scenario] of Object.entries({ ssj, twoSkills } satisfies Record<string, Scenario>)) {
  const squares = { ours: 0, crude: 0 }
  for (let seed = 1; seed <= PAIRED_RUNS; seed++)
    for (const crude of [false, true]) {
      const { queues } = await compareScenarios(scenario, withOneMore(scenario), {
        seed,
        replications: REPLICATIONS,
        crude,
      })
      squares[crude ? 'crude' : 'ours'] += queues[0].serviceLevel.halfWidth ** 2
    }
  const ratio = squares.crude / squares.ours
  claims.push({
    name: `${name}, difference of serviceLevel: replications for the same interval`,
    unit: '',
    ours: 1,
    reference: ratio,
    referenceName: 'crude',
    ratio,
  })
}
finish(import.meta.url, claims)
