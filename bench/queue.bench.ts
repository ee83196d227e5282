import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Claim, finish } from './harness.ts'

/**
 * A sweep over a queue: processor time of all that takes part (worker, Redis, whoever asks) beside the same sweep in one process, and how much quicker two workers are than one.
 * Needs Linux, for the processor time of others, and a redis-server; without them it says so and claims nothing.
 */
const root = fileURLToPath(new URL('../', import.meta.url))
const PORT = 7397
const ADDRESS = `redis://127.0.0.1:${PORT}/bench`
const SWEEP = [
  'whatif',
  'examples/hotline-tiers.yaml',
  '--vary',
  'groups.general.agents=18..33',
  '--replications',
  '600',
  '--json',
]
const krarup = (...words: string[]) => ['dist/cli/main.js', ...words]

/** Ticks of processor time that a process has used; of this one, those of its ended children. */
function ticks(pid: number | 'children'): number {
  const fields = readFileSync(`/proc/${pid === 'children' ? 'self' : pid}/stat`, 'utf8')
    .split(') ')[1]
    .split(' ')
  const [own, children] = [Number(fields[11]) + Number(fields[12]), Number(fields[13]) + Number(fields[14])]
  return pid === 'children' ? children : own
}

function started(command: string, words: string[], sign?: string): Promise<ChildProcess> {
  const child = spawn(command, words, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] })
  if (sign === undefined) return Promise.resolve(child)
  return new Promise((resolve) => {
    child.stderr?.on('data', (text) => String(text).includes(sign) && resolve(child))
  })
}

/** One sweep: its answer, seconds, and ticks of all the processes given besides itself. */
function timed(words: string[], others: readonly ChildProcess[]) {
  const used = () => ticks('children') + others.reduce((sum, { pid }) => sum + ticks(pid as number), 0)
  const [before, began] = [used(), performance.now()]
  const { stdout, status, stderr } = spawnSync(process.execPath, krarup(...words), { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return { stdout, seconds: (performance.now() - began) / 1000, ticks: used() - before }
}

const isThere = process.platform === 'linux' && spawnSync('redis-server', ['--version']).status === 0
if (!isThere) {
  console.warn('queue: skipped, for it needs Linux and a redis-server')
  process.send?.({ claims: [] })
} else {
  const redis = await started('redis-server', ['--port', String(PORT), '--bind', '127.0.0.1', '--save', ''])
  const processes = [redis]
  try {
    const work = () => started(process.execPath, krarup('work', ADDRESS, '--workers', '1'), 'working for')
    await new Promise((resolve) => setTimeout(resolve, 500))
    processes.push(await work())
    const here = timed([...SWEEP, '--workers', '1'], [])
    const one = timed([...SWEEP, '--queue', ADDRESS], processes)
    processes.push(await work())
    const two = timed([...SWEEP, '--queue', ADDRESS], processes)
    if (one.stdout !== here.stdout || two.stdout !== here.stdout) throw new Error('the answers differ')
    const claims: Claim[] = [
      {
        name: 'processor time of a sweep over a queue',
        unit: 'ticks',
        ours: one.ticks,
        reference: here.ticks,
        referenceName: 'the same sweep in one process',
        ratio: here.ticks / one.ticks,
      },
      {
        name: 'a sweep with two workers',
        unit: 's',
        ours: two.seconds,
        reference: one.seconds,
        referenceName: 'with one',
        ratio: one.seconds / two.seconds,
      },
    ]
    finish(import.meta.url, claims)
  } finally {
    for (const child of processes.reverse()) child.kill()
  }
}
