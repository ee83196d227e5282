/**
 * `npx tsx bench/coverage.ts [SCENARIO ...]`, after `npm run build`: how often intervals of 95 % hold the truth, as `docs/simulator.md` tells it. For each scenario 1 000 runs of the default number of replications, each with a
 * seed of its own, against a run of 20 000 replications; how often the interval was below the truth and above it; and how many crude replications have the same interval, by the mean squared half-widths of a tenth of the runs.
 * Then differences of two scenarios, and runs that stop at a precision. `RUNS=100` is quicker and less sure: 1 000 runs know a share of 95 % within 1.4 points. All of it takes half an hour on a quiet core; no part of the benches.
 */
import { compareScenarios, type QueueEstimates, replicate, type Scenario } from 'krarup/sim'
import { PRECISION_SCENARIOS, withOneMore } from './precision-scenarios.ts'

const RUNS = Number(process.env.RUNS ?? 1000)
const CRUDE_RUNS = Math.ceil(RUNS / 10)
const SEQUENTIAL_RUNS = Math.ceil(RUNS / 5)
/** Known so much better than a run of 100 that its own error costs a tenth of a point. */
const LONG = 20_000
const LONG_SEED = 1_000_000

const FIGURES = ['serviceLevel', 'abandonment', 'blocking', 'asa', 'waitProbability', 'answered', 'targetMet'] as const
const QUANTILES = [0.5, 0.8, 0.9, 0.95, 0.99]

interface Interval {
  low: number
  high: number
  value: number
}

class Tried {
  runs = 0
  below = 0
  above = 0
  squares = 0

  add({ low, high }: Interval, truth: number): void {
    this.runs++
    if (high < truth) this.below++
    if (low > truth) this.above++
    this.squares += ((high - low) / 2) ** 2
  }

  get text(): string {
    const share = (count: number) => `${((100 * count) / this.runs).toFixed(1)} %`
    return `${share(this.runs - this.below - this.above)} (${share(this.below)} below, ${share(this.above)} above)`
  }
}

function around({ value, halfWidth }: { value: number; halfWidth: number }): Interval {
  return { value, low: value - halfWidth, high: value + halfWidth }
}

function intervalsOf(queues: readonly QueueEstimates[]): Map<string, Interval> {
  const found = new Map<string, Interval>()
  for (const { name, whole, waits } of queues) {
    for (const figure of FIGURES) found.set(`${name}, ${figure}`, around(whole[figure]))
    for (const { probability, all } of waits)
      if (QUANTILES.includes(probability)) found.set(`${name}, wait of ${100 * probability} %`, all)
  }
  return found
}

/** A wait that hardly anybody has to wait is 0 whatever chance does, and a rate that is not there is no rate. */
function isWorthwhile({ value, low, high }: Interval): boolean {
  return value > 0 && high > low
}

async function coverage(name: string, scenario: Scenario): Promise<void> {
  const run = async (seed: number, replications: number, crude: boolean) =>
    intervalsOf((await replicate(scenario, { seed, replications, crude })).estimates.queues)
  const truth = new Map([...(await run(LONG_SEED, LONG, false))].filter(([, interval]) => isWorthwhile(interval)))
  const tried = new Map([...truth.keys()].map((figure) => [figure, { ours: new Tried(), crude: new Tried() }]))
  for (let seed = 1; seed <= RUNS; seed++) {
    for (const crude of seed <= CRUDE_RUNS ? [false, true] : [false]) {
      const found = await run(seed, 100, crude)
      for (const [figure, { value }] of truth) {
        const interval = found.get(figure)
        if (interval) tried.get(figure)?.[crude ? 'crude' : 'ours'].add(interval, value)
      }
    }
  }
  for (const [figure, { ours, crude }] of tried) {
    const gain = crude.squares / crude.runs / (ours.squares / ours.runs)
    console.log(
      `| ${name} | ${figure} | ${truth.get(figure)?.value.toPrecision(4)} | ${ours.text} | ${gain.toFixed(1)} |`,
    )
  }
}

async function paired(name: string, scenario: Scenario): Promise<void> {
  const more = withOneMore(scenario)
  const run = async (seed: number, replications: number, crude: boolean) =>
    (await compareScenarios(scenario, more, { seed, replications, crude })).queues[0]
  const truth = await run(LONG_SEED, LONG / 4, false)
  for (const figure of ['serviceLevel', 'abandonment', 'asa'] as const) {
    const tried = { ours: new Tried(), crude: new Tried() }
    for (let seed = 1; seed <= RUNS / 2; seed++)
      for (const crude of seed <= CRUDE_RUNS ? [false, true] : [false]) {
        const { difference, halfWidth } = (await run(seed, 100, crude))[figure]
        tried[crude ? 'crude' : 'ours'].add(around({ value: difference, halfWidth }), truth[figure].difference)
      }
    const gain = tried.crude.squares / tried.crude.runs / (tried.ours.squares / tried.ours.runs)
    console.log(
      `| ${name}, one agent more | ${figure} | ${truth[figure].difference.toPrecision(4)} | ${tried.ours.text} | ${gain.toFixed(1)} |`,
    )
  }
}

async function sequential(name: string, scenario: Scenario, halfWidth: number): Promise<void> {
  const { value } = (await replicate(scenario, { seed: LONG_SEED, replications: LONG })).estimates.queues[0].whole
    .serviceLevel
  const queue = Object.keys(scenario.queues)[0]
  for (const crude of [false, true]) {
    const tried = new Tried()
    let replications = 0
    for (let seed = 1; seed <= (crude ? CRUDE_RUNS : SEQUENTIAL_RUNS); seed++) {
      const found = await replicate(scenario, { seed, crude, precision: [{ queue, halfWidth }] })
      tried.add(around(found.estimates.queues[0].whole.serviceLevel), value)
      replications += found.replications
    }
    const how = `precision of ${100 * halfWidth} points${crude ? ', crude' : ''}`
    console.log(
      `| ${name} | serviceLevel, ${how} | ${value.toPrecision(4)} | ${tried.text} | ${Math.round(replications / tried.runs)} replications |`,
    )
  }
}

const { ssj, hotline, twoSkills } = PRECISION_SCENARIOS
const parts: Record<string, () => Promise<void>> = {
  ...Object.fromEntries(
    Object.entries(PRECISION_SCENARIOS).map(([name, scenario]) => [name, () => coverage(name, scenario)]),
  ),
  paired: async () => {
    await paired('ssj', ssj)
    await paired('hotline', hotline)
    await paired('twoSkills', twoSkills)
  },
  sequential: async () => {
    await sequential('ssj', ssj, 0.01)
    await sequential('twoSkills', twoSkills, 0.005)
  },
}
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in parts))
if (unknown.length > 0)
  throw new Error(`no part is called ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`)
console.log('| scenario | figure | truth | intervals of 95 % that hold it | crude replications for one of ours |')
console.log('|---|---|---|---|---|')
for (const name of asked.length > 0 ? asked : Object.keys(parts)) await parts[name]()
