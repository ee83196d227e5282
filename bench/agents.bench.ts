/**
 * `npm run bench -- agents`: what a contact costs in the scenarios that are said in the words of agent-level simulation: by the loop that `simulate` takes, beside agent-level simulation where that is another.
 * `npm run bench -- against REV agents`: beside that commit's build. All times are processor time of one core.
 */
import { fileURLToPath } from 'node:url'
import { type CompiledModel, compile, createTally, QUEUE, QUEUE_COLUMNS, simulate } from 'krarup/sim'
import { readScenarioFile } from '../src/io/yaml/index.ts'
import type { Scenario } from '../src/scenario/index.ts'
import { raceBuilds } from './against.ts'
import { type Claim, finish, median } from './harness.ts'
import { twoSkillsScenario } from './sim/experiments.ts'

const INTERVALS = 60
/** Contacts that are simulated before time is taken, and while it is. */
const UNTIL_COMPILED = 200_000
const MEASURED = 400_000

const wave = (phase: number) => Array.from({ length: INTERVALS }, (_, i) => 1 + 0.2 * Math.sin((i + phase) / 3))
const flat = (volume: number) => Array<number>(INTERVALS).fill(volume)

/** Three call types and two groups as in SimpleMSK of the ContactCenters library (Buist and L'Ecuyer 2005), handle time and patience by interval. */
const skillsWithFactors: Scenario = {
  interval: 1800,
  intervals: INTERVALS,
  queues: {
    A: {
      volume: flat(200),
      aht: 300,
      patience: 120,
      groups: ['one', 'two'],
      ahtFactors: wave(0),
      patienceFactors: wave(2),
    },
    B: {
      volume: flat(250),
      aht: 240,
      patience: 120,
      groups: ['two', 'one'],
      ahtFactors: wave(1),
      patienceFactors: wave(3),
    },
    C: { volume: flat(100), aht: 200, patience: 200, groups: ['two'], ahtFactors: wave(4) },
  },
  groups: { one: { agents: 36 }, two: { agents: 48 } },
}

const example = async (name: string) =>
  (await readScenarioFile(fileURLToPath(new URL(`../examples/${name}.yaml`, import.meta.url)))).scenario

const scenarios: [name: string, scenario: Scenario][] = [
  ['two skills', twoSkillsScenario(1, INTERVALS)],
  ['two skills, counts of customers', { ...twoSkillsScenario(1, INTERVALS), customers: true }],
  ['two skills, any free agent alike', twoSkillsScenario(1, INTERVALS, { agentSelection: 'random' })],
  ['three skills, factors of handle time and patience', skillsWithFactors],
]
for (const name of ['bilingual-week', 'provincial-hotline', 'tiers-and-seats', 'service-and-sales', 'all-channels'])
  scenarios.push([name, await example(name)])

function offered(tally: ReturnType<typeof createTally>): number {
  let sum = 0
  for (let i = QUEUE.offered; i < tally.queue.length; i += QUEUE_COLUMNS) sum += tally.queue[i]
  return sum
}

/** Of large scenarios a few replications are all contacts that are to be measured: too few for their least time to be that of a quiet moment. */
const FEWEST_RUNS = 12

/** Least and median nanoseconds of processor time a contact. */
function perContact(model: CompiledModel, trace?: () => void): { least: number; middle: number } {
  const tally = createTally(model)
  const times: number[] = []
  let contacts = 0
  for (let replication = 0; contacts < UNTIL_COMPILED + MEASURED || times.length < FEWEST_RUNS; replication++) {
    const before = process.cpuUsage()
    simulate(model, 1, replication, tally, trace)
    const { user, system } = process.cpuUsage(before)
    const count = offered(tally)
    contacts += count
    if (contacts > UNTIL_COMPILED) times.push(((user + system) * 1000) / count)
  }
  return { least: Math.min(...times), middle: median(times) }
}

const claims: Claim[] = []
for (const [name, scenario] of scenarios) {
  const model = compile(scenario)
  const ours = perContact(model)
  console.log(`${name}: ${ours.least.toFixed(0)} ns a contact, median ${ours.middle.toFixed(0)}`)
  if (model.agentLevel && !model.agentLevel.needsPersons) {
    // A trace asks which agent and which customer it was: then agent-level simulation runs.
    const reference = perContact(model, () => {})
    claims.push({
      name: `${name}: event loop beside agent-level simulation`,
      unit: 'ns',
      ours: ours.least,
      reference: reference.least,
      referenceName: 'agent-level',
      ratio: reference.least / ours.least,
    })
  }
  const each = offered(simulate(model, 1, 0))
  const [warm, runs] = [UNTIL_COMPILED, MEASURED].map((contacts) => Math.ceil(contacts / each))
  claims.push(
    ...raceBuilds(
      { name, perRun: (runs * each) / 1e6 },
      {
        script: `
const { compile, simulate, createTally } = await load('sim/index.js')
const model = compile(${JSON.stringify(scenario)})
const tally = createTally(model)
let replication = 0
const run = (count) => { for (let k = 0; k < count; k++) simulate(model, 1, replication++, tally) }
run(${warm})
await measured(async () => run(${runs}))
`,
      },
    ),
  )
}
finish(import.meta.url, claims)
