import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Claim, finish, median } from './harness.ts'

/**
 * A sweep over a queue: processor time of all that takes part (worker, Redis, whoever asks) beside the same sweep in one process, how much quicker two workers are than one, and what two processes without
 * any queue reach on the same cores, half of the sweep each: two cores that share a chip or a machine do not do twice as much as one.
 * A sweep that is worth sharing takes minutes; this one takes most of one, so that starting and warming up are a few percent. It is done twice (or `ROUNDS` times), each way beside the other. The better round counts for the time on the clock, which other work on the machine lengthens; for processor time the median.
 * Needs Linux, for the processor time of others, and a redis-server; without them it says so and claims nothing.
 */
const root = fileURLToPath(new URL('../', import.meta.url))
const PORT = 7397
const ADDRESS = `redis://127.0.0.1:${PORT}/bench`
const SWEEP = [
  'whatif',
  'examples/hotline-tiers.yaml',
  '--vary',
  'groups.general.agents=18..57',
  '--replications',
  '800',
]
const ROUNDS = Number(process.env.ROUNDS ?? 2)
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

/** Seconds that two processes take for half of the sweep each, side by side. */
async function sideBySide(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'krarup-bench-'))
  const began = performance.now()
  const half = (part: number) =>
    started(
      process.execPath,
      krarup(...SWEEP, '--workers', '1', '--part', `${part}/2`, '--out', join(folder, `${part}.points`)),
    )
  await Promise.all((await Promise.all([half(1), half(2)])).map(ended))
  rmSync(folder, { recursive: true })
  return (performance.now() - began) / 1000
}

function ended(child: ChildProcess): Promise<unknown> {
  if (child.spawnargs.includes('work')) child.kill('SIGTERM')
  return child.exitCode === null ? once(child, 'exit') : Promise.resolve()
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
    const rounds: (Record<'here' | 'one' | 'two', ReturnType<typeof timed>> & { halves: number })[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const here = timed([...SWEEP, '--json', '--workers', '1'], [])
      const one = timed([...SWEEP, '--json', '--queue', ADDRESS], processes)
      processes.push(await work())
      const halves = await sideBySide()
      const two = timed([...SWEEP, '--json', '--queue', ADDRESS], processes)
      if (one.stdout !== here.stdout || two.stdout !== here.stdout) throw new Error('the answers differ')
      await ended(processes.pop() as ChildProcess)
      rounds.push({ here, halves, one, two })
    }
    const of = (figure: (round: (typeof rounds)[number]) => number) => median(rounds.map(figure))
    const quickest = (ratio: (round: (typeof rounds)[number]) => number) => Math.max(...rounds.map(ratio))
    const claims: Claim[] = [
      {
        name: 'processor time of a sweep over a queue',
        unit: 'ticks',
        ours: of(({ one }) => one.ticks),
        reference: of(({ here }) => here.ticks),
        referenceName: 'the same sweep in one process',
        ratio: of(({ here, one }) => here.ticks / one.ticks),
      },
      {
        name: 'a sweep with two workers',
        unit: 's',
        ours: of(({ two }) => two.seconds),
        reference: of(({ one }) => one.seconds),
        referenceName: 'with one',
        ratio: quickest(({ one, two }) => one.seconds / two.seconds),
      },
      {
        name: 'a sweep with two workers, beside two processes',
        unit: 's',
        ours: of(({ two }) => two.seconds),
        reference: of(({ halves }) => halves),
        referenceName: 'each with half of it, no queue',
        ratio: quickest(({ halves, two }) => halves / two.seconds),
      },
    ]
    finish(import.meta.url, claims)
  } finally {
    for (const child of processes.reverse()) child.kill()
  }
}
