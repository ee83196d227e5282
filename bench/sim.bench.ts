/**
 * `npm run bench -- sim`: the simulator beside hand-written C where the programs and gcc are present, beside the npm simulators and beside a plain event list,
 * and beside itself at other sizes. All times are processor time of one core.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PerformanceObserver } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type CompiledModel, compile, createTally, QUEUE, QUEUE_COLUMNS, simulate, type Tally } from 'krarup/sim'
import { type Claim, finish } from './harness.ts'
import { experiments, LONG, run, twoSkills } from './sim/experiments.ts'
import { simjs, simscript } from './sim/peers.ts'
import { simulateByTheBook } from './sim/textbook.ts'

const cpuNanoseconds = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) * 1e3
}

const offered = (tally: Tally) => {
  let sum = 0
  for (let i = QUEUE.offered; i < tally.queue.length; i += QUEUE_COLUMNS) sum += tally.queue[i]
  return sum
}

/** Least nanoseconds a contact over replications, the first two being for the compiler. */
function perContact(model: CompiledModel, program: typeof simulate = simulate, replications = 7): number {
  const tally = createTally(model)
  let least = Number.POSITIVE_INFINITY
  for (let replication = 0; replication < replications; replication++) {
    const start = cpuNanoseconds()
    program(model, 1, replication, tally)
    const took = cpuNanoseconds() - start
    if (replication >= 2) least = Math.min(least, took / offered(tally))
  }
  return least
}

/** Replications after which V8 has compiled the loops for a model. */
const UNTIL_COMPILED = 20

/** Garbage collections in the replications after the first `warm`, which are for the compiler. */
async function collections(model: CompiledModel, warm: number, replications: number): Promise<number> {
  const tally = createTally(model)
  for (let replication = 0; replication < warm; replication++) simulate(model, 1, replication, tally)
  let count = 0
  const observer = new PerformanceObserver((list) => {
    count += list.getEntries().length
  })
  // What the warm-up has left to be reported is reported before.
  await setTimeout(50)
  observer.observe({ entryTypes: ['gc'] })
  for (let replication = 0; replication < replications; replication++) simulate(model, 1, replication, tally)
  await setTimeout(50)
  observer.disconnect()
  return count
}

/** One queue and one group in half hours, `load` of its agents' capacity, about this many contacts. */
function oneQueue(agents: number, load: number, contacts: number): CompiledModel {
  const aht = 300
  const volume = (load * agents * 1800) / aht
  const intervals = Math.max(4, Math.round(contacts / volume))
  return compile({
    interval: 1800,
    intervals,
    queues: { calls: { volume: Array<number>(intervals).fill(volume), aht, patience: 120, groups: ['agents'] } },
    groups: { agents: { agents } },
  })
}

/** A province's day: 300 000 contacts, 30 queues with a group each, ten shared groups that open after 20 and 40 s. */
function province(): CompiledModel {
  const hours = [6, 4, 3, 2, 2, 3, 8, 20, 45, 62, 65, 60, 48, 50, 58, 60, 58, 50, 42, 40, 36, 28, 18, 10]
  const total = hours.reduce((sum, hour) => sum + hour, 0)
  const profile = hours.flatMap((hour) => [hour, hour])
  const volume = 10_000
  const aht = (q: number) => 180 + 5 * q
  const staff = (seconds: number, share: number) =>
    profile.map((weight) => {
      const load = (((volume * weight) / (2 * total)) * seconds) / 1800
      return Math.ceil(share * (load + Math.sqrt(load)))
    })
  return compile({
    interval: 1800,
    queues: Object.fromEntries(
      Array.from({ length: 30 }, (_, q) => [
        `queue ${q}`,
        {
          volume,
          profile,
          aht: { type: 'lognormal' as const, mean: aht(q), sd: aht(q) },
          patience: 150,
          groups: [
            `group ${q}`,
            { group: `shared ${q % 10}`, after: 20 },
            { group: `shared ${(q + 3) % 10}`, after: 40 },
          ],
        },
      ]),
    ),
    groups: Object.fromEntries([
      ...Array.from({ length: 30 }, (_, g) => [`group ${g}`, { agents: staff(aht(g), 0.85) }]),
      ...Array.from({ length: 10 }, (_, g) => [`shared ${g}`, { agents: staff(250, 0.45) }]),
    ]),
  })
}

/** As many queues as given, with a group each and one for all of them. */
function manyQueues(queues: number): CompiledModel {
  const intervals = Math.round(8000 / queues / 4)
  return compile({
    interval: 1800,
    intervals,
    queues: Object.fromEntries(
      Array.from({ length: queues }, (_, q) => [
        `queue ${q}`,
        {
          volume: Array<number>(intervals).fill(100),
          aht: 300,
          patience: 120,
          groups: [`group ${q}`, { group: 'all', after: 20 }],
        },
      ]),
    ),
    groups: {
      ...Object.fromEntries(Array.from({ length: queues }, (_, g) => [`group ${g}`, { agents: 16 }])),
      all: { agents: 2 * queues },
    },
  })
}

/** Nanoseconds a call of the C programs, by row of the table; undefined where they cannot be built. */
function limits(): Map<string, number> | undefined {
  const source = fileURLToPath(new URL('../../shared/limit/', import.meta.url))
  if (!existsSync(join(source, 'mmn.c'))) {
    console.log('The C programs of the physical limit are not here: no comparison with them.')
    return undefined
  }
  const folder = mkdtempSync(join(tmpdir(), 'krarup-limit-'))
  try {
    for (const file of ['blk.c', 'mmn.c', 'multi.c']) copyFileSync(join(source, file), join(folder, file))
    const gcc = (...options: string[]) => execFileSync('gcc', options, { cwd: folder, stdio: 'pipe' })
    gcc('-O3', '-march=native', '-ffast-math', '-c', 'blk.c')
    gcc('-O3', '-march=native', 'mmn.c', 'blk.o', '-o', 'mmn', '-lm', '-lmvec')
    gcc('-O3', '-march=native', 'multi.c', '-o', 'multi', '-lm')
    const text = (program: string, ...options: string[]) =>
      execFileSync(join(folder, program), options, { encoding: 'utf8' })
    const found = new Map<string, number>()
    // The fastest exact methods with patience and interval tallies: heaps and calendars of free times.
    for (const [, , agents, ns] of text('mmn', '1', '500000').matchAll(
      /^((?:kw4|kw8|cal)_\S*_ab_st)\s+n=(\d+)\s+([\d.]+) ns/gm,
    ))
      found.set(agents, Math.min(found.get(agents) ?? Number.POSITIVE_INFINITY, Number(ns)))
    for (const [, agents, ns] of text('multi', '3').matchAll(/^C lazy\+stats agents=(\d+) ([\d.]+) ns/gm))
      found.set(agents, Number(ns))
    return found
  } catch (error) {
    console.log(`The C programs of the physical limit could not be built: ${(error as Error).message.split('\n')[0]}`)
    return undefined
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const claims: Claim[] = []
const claim = (name: string, ours: number, reference: number, referenceName: string, unit = 'ns') =>
  claims.push({ name, unit, ours, reference, referenceName, ratio: reference / ours })

const twenty = oneQueue(20, 5 / 6, 400_000)
const rows: [string, string, CompiledModel][] = [
  ['one queue, 20 agents, patience', '20', twenty],
  ['one queue, 3 060 agents, patience', '3060', oneQueue(3060, 3000 / 3060, 500_000)],
  ['two-skill overflow, 91 agents', '91', twoSkills(1, 700)],
  ['two-skill overflow, 2 730 agents', '2730', twoSkills(30, 24)],
]
const limit = limits()
const ours = new Map(rows.map(([name, , model]) => [name, perContact(model, simulate, 20)]))
for (const [name, agents] of rows) {
  const reference = limit?.get(agents)
  if (reference !== undefined) claim(name, ours.get(name)!, reference, 'C')
}

const book = twoSkills(1, 60)
claim(
  'two-skill overflow beside a plain event list',
  perContact(book),
  perContact(book, simulateByTheBook, 4),
  'textbook',
)

let start = cpuNanoseconds()
const calls = simjs(18 * 20_000)
claim('one queue beside simjs', ours.get(rows[0][0])!, (cpuNanoseconds() - start) / calls, 'simjs')
start = cpuNanoseconds()
const fewer = await simscript(18 * 2000)
claim('one queue beside simscript', ours.get(rows[0][0])!, (cpuNanoseconds() - start) / fewer, 'simscript')

for (const agents of [200, 2000, 20_000])
  claim(
    `a contact with ${agents} agents`,
    perContact(oneQueue(agents, 0.97, 400_000), simulate, 4),
    ours.get(rows[0][0])!,
    '20 agents',
  )
const one = perContact(manyQueues(1))
for (const queues of [6, 60]) claim(`a contact with ${queues} queues`, perContact(manyQueues(queues)), one, '1 queue')
claim('a contact of a day in overload', perContact(oneQueue(200, 3, 400_000)), ours.get(rows[0][0])!, '5/6 load')

const day = province()
const dayTally = createTally(day)
const milliseconds = perContact(day, simulate, 12) * offered(simulate(day, 1, 0, dayTally)) * 1e-6
claim("a province's day beside the aim", milliseconds, 100, '0.1 s', 'ms')

// Nothing is put on the heap for a contact: one number of 16 bytes for each would be at least two collections a million.
for (const [name, model, replications] of [
  ['one queue', twenty, 5],
  ['two-skill overflow', rows[2][2], 5],
  ["a province's day", day, 7],
] as const) {
  const found = await collections(model, UNTIL_COMPILED, replications)
  const millions = (replications * offered(simulate(model, 1, 0))) / 1e6
  console.log(`garbage collections in ${millions.toFixed(1)} million contacts, ${name}: ${found}`)
  if (found > millions) process.exitCode = 1
}

// The long version of the truth tests: 1 % for up to 20 agents.
console.log('figure: truth, estimate, its error in % and in standard errors')
for (const experiment of experiments().filter(({ name }) => name.startsWith('Erlang')))
  for (const { name, truth, estimate, off } of run(experiment, experiment.replications * LONG, 2)) {
    console.log(
      `${experiment.name}, ${name}: ${truth} ${estimate.toPrecision(6)} ${((estimate / truth - 1) * 100).toFixed(2)} % ${off.toFixed(1)}`,
    )
    if (off > 5 || Math.abs(estimate / truth - 1) > 0.01) process.exitCode = 1
  }
finish(import.meta.url, claims)
