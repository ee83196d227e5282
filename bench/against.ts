/**
 * `npm run bench -- against REV [NAME ...]`: the same work done by this build and by another commit's, in turn, each time in a process of its own.
 * What counts is processor time, of all threads: the clock on the wall says little on a machine that others use too.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Claim, median } from './harness.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const usageProbe = fileURLToPath(new URL('usage-probe.cjs', import.meta.url))

/** Name of the environment variable by which `bench/run.ts` hands the other build on to the benches. */
export const AGAINST = 'KRARUP_BENCH_AGAINST'

/** The `dist` folder of the other commit (an absolute path), where the benches were asked to run against one. */
export function againstBuild(): string | undefined {
  return process.env[AGAINST] || undefined
}

/** What each build is to do: a command line of krarup's, or a script. */
export type Work =
  /** Words after `krarup`. */
  | { command: readonly string[] }
  /**
   * An ES module. It loads what it needs by `await load('erlang/index.js')`, relative to the build's `dist`. `await measured(work)` narrows what is timed to that call:
   * without it the whole process counts, with the start of Node and the loading of modules.
   */
  | { script: string }

export interface BuildRace {
  name: string
  /** Times that each build does it. Default 5. */
  rounds?: number
  /** Operations in one run, so that a time an operation is printed. Default 1. */
  perRun?: number
  /** Whether peak memory is compared too, as a claim of its own. Default false. */
  memory?: boolean
}

interface Usage {
  /** Milliseconds of processor time. */
  milliseconds: number
  megabytes: number
}

/**
 * Runs the work in turn by this build and by the other one and returns the claims: least processor time, its median and, where asked, peak memory.
 * No claims where the benches run without another commit.
 */
export function raceBuilds({ name, rounds = 5, perRun = 1, memory = false }: BuildRace, work: Work): Claim[] {
  const other = againstBuild()
  if (other === undefined) return []
  const runs = Array.from({ length: rounds }, () => ({
    ours: usageOf(join(root, 'dist'), work),
    reference: usageOf(other, work),
  }))
  const claim = (title: string, unit: string, figure: (side: 'ours' | 'reference') => number): Claim => {
    const [ours, reference] = [figure('ours'), figure('reference')]
    return { name: title, unit, ours, reference, referenceName: 'the other commit', ratio: reference / ours }
  }
  const times = (side: 'ours' | 'reference') => runs.map((run) => run[side].milliseconds / perRun)
  return [
    claim(`${name}, processor time, least`, 'ms', (side) => Math.min(...times(side))),
    claim(`${name}, processor time, median`, 'ms', (side) => median(times(side))),
    ...(memory
      ? [claim(`${name}, peak memory`, 'MB', (side) => Math.max(...runs.map((run) => run[side].megabytes)))]
      : []),
  ]
}

function usageOf(dist: string, work: Work): Usage {
  const folder = mkdtempSync(join(tmpdir(), 'krarup-against-'))
  const file = join(folder, 'usage')
  try {
    const args =
      'command' in work
        ? [join(dist, 'cli', 'main.js'), ...work.command]
        : ['--input-type=module', '--eval', PRELUDE(dist) + work.script]
    const { status, stderr } = spawnSync(process.execPath, ['--require', usageProbe, ...args], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, KRARUP_BENCH_USAGE: file },
      maxBuffer: 1 << 28,
    })
    if (status !== 0) throw new Error(`the build in ${dist} ended with ${status}: ${stderr}`)
    // a line for each process: a command may start others
    const lines = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Usage)
    return {
      milliseconds: lines.reduce((sum, line) => sum + line.milliseconds, 0),
      megabytes: Math.max(...lines.map((line) => line.megabytes)),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const PRELUDE = (dist: string) => `
const load = (path) => import(new URL(path, ${JSON.stringify(`${pathToFileURL(dist).href}/`)}).href)
const measured = async (work) => {
  const before = process.cpuUsage()
  const result = await work()
  const { user, system } = process.cpuUsage(before)
  globalThis.measuredMilliseconds = (globalThis.measuredMilliseconds ?? 0) + (user + system) / 1000
  return result
}
`
