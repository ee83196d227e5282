/**
 * `npm run build`: makes `dist` from `src`. Everything is made in a folder of its own and swapped in at the end, file by file, and a file that is as it was is not touched:
 * a command that runs meanwhile keeps finding the modules it has yet to load, and a build that fails leaves `dist` as it was. Where nothing has changed since the last build,
 * nothing is done.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { writeScriptText } from './src/report/page/script-text.make.ts'
import { buildSite } from './web/build.ts'

/** What is done one after the other to fill the folder that becomes `dist`. A step that fails throws. */
const STEPS: readonly ((root: string, folder: string) => void)[] = [
  bundlePageScripts,
  compile,
  bundleCommand,
  pointMapsToSources,
  makeExecutable,
]

/** Where in `dist` the playground is. */
const SITE = 'site'

/** What the result depends on; tests are not part of it. */
const INPUTS = [
  'src',
  'web',
  'fixtures/small-centre.xlsx',
  'examples',
  'build.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
]
const NO_INPUT = /\.(test|testing)\.ts$/

/** The one thing that is made in `src`: see docs/architecture.md. */
function bundlePageScripts(root: string): void {
  const pages = join(root, 'src', 'report', 'page')
  if (statSync(pages, { throwIfNoEntry: false })) writeScriptText(pages)
}

function compile(root: string, folder: string): void {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
  const args = [tsc, '-p', 'tsconfig.build.json', '--outDir', folder]
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) throw new Error('src does not compile; dist is as it was')
}

/** What of the command line a process or a thread starts with. */
const STARTS = ['cli/main.js', 'cli/jobs/plan-thread.js', 'cli/jobs/thread.js', 'sim/run/node/worker.js']
/** A part of the command line that is loaded when it is needed, and its map: the name changes with what is in it. */
const PART = /^cli\/[\w-]+-[0-9A-Z]{8}\.js(\.map)?$/
/** Milliseconds for which the parts of an earlier build stay: a command that runs meanwhile may have yet to load them. */
const PARTS_STAY = 3_600_000

/**
 * Lays the hundreds of modules that a command loads together in a few files, of which each command loads what it needs: loading took a seventh of the time of a plan.
 * Packages stay outside, and so do the modules of the library for those who import it. All files lie beside `main.js`, so that a module of `src/cli` finds what it looks for
 * from there.
 */
function bundleCommand(_root: string, folder: string): void {
  if (!isThere(join(folder, 'cli'))) return
  const { outputFiles } = buildSync({
    // Names of parts come from what is in them, paths of modules included: they must not differ from build to build.
    absWorkingDir: folder,
    entryPoints: STARTS.filter((path) => isThere(join(folder, path))),
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    outdir: join(folder, 'cli'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    write: false,
  })
  rmSync(join(folder, 'cli'), { recursive: true })
  mkdirSync(join(folder, 'cli'))
  for (const { path, contents } of outputFiles) writeFileSync(path, contents)
}

/** Source maps are written for the folder of the build, and are read in `dist`, which lies elsewhere. */
function pointMapsToSources(root: string, folder: string): void {
  for (const path of filesBelow(folder).filter((name) => name.endsWith('.map'))) {
    const map = JSON.parse(readFileSync(join(folder, path), 'utf8')) as { sources: string[] }
    const place = (from: string, to: string) => relative(dirname(join(from, path)), to).replaceAll('\\', '/')
    const sources = map.sources.map((source) => place(join(root, 'dist'), resolve(folder, dirname(path), source)))
    writeFileSync(join(folder, path), JSON.stringify({ ...map, sources }))
  }
}

function makeExecutable(root: string, folder: string): void {
  const { bin = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { bin?: Record<string, string> }
  for (const path of Object.values(bin)) chmodSync(join(folder, path.replace(/^(\.\/)?dist\//, '')), 0o755)
}

/** Builds the project in a folder. Returns how many files of `dist` were replaced, added or removed. */
export function build(root: string): number {
  const dist = join(root, 'dist')
  const stamp = join(root, 'build', 'dist.stamp')
  const inputs = INPUTS.flatMap((path) => filesBelow(root, path)).filter((path) => !NO_INPUT.test(path))
  const stampOf = () => `${digestOf(root, inputs)} ${digestOf(root, filesBelow(root, 'dist'))}\n`
  if (readIfThere(stamp)?.toString() === stampOf()) return 0

  const folder = join(root, 'build', `dist-${process.pid}`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  try {
    for (const step of STEPS) step(root, folder)
    const changes = swapIn(folder, dist) + swapSiteIn(root, dist)
    writeFileSync(stamp, stampOf())
    return changes
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The playground, where there is one. It is bundled from the finished package, as others would: so it comes after. */
function swapSiteIn(root: string, dist: string): number {
  if (!isThere(join(root, 'web'))) return 0
  const folder = join(root, 'build', `site-${process.pid}`)
  try {
    buildSite(root, folder)
    return swapIn(folder, join(dist, SITE))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Makes a folder hold what another holds. Files that differ are replaced whole, in one step each; those that do not are left alone. Returns how many changed. */
function swapIn(from: string, to: string): number {
  const made = filesBelow(from)
  const changed = made.filter((path) => {
    const before = readIfThere(join(to, path))
    return (
      before === undefined || !before.equals(readFileSync(join(from, path))) || modeOf(to, path) !== modeOf(from, path)
    )
  })
  for (const path of changed) {
    mkdirSync(dirname(join(to, path)), { recursive: true })
    renameSync(join(from, path), join(to, path))
  }
  const kept = new Set(made)
  const left = filesBelow(to).filter(
    (path) => !kept.has(path) && !(PART.test(path) && isYoung(to, path)) && !path.startsWith(`${SITE}${sep}`),
  )
  for (const path of left) {
    rmSync(join(to, path))
    for (let above = dirname(path); above !== '.' && readdirSync(join(to, above)).length === 0; above = dirname(above))
      rmdirSync(join(to, above))
  }
  return changed.length + left.length
}

/** Paths, relative to the root, of a file or of all files in a folder and below; none where there is nothing. */
function filesBelow(root: string, path = '.'): string[] {
  const found = statSync(join(root, path), { throwIfNoEntry: false })
  if (!found) return []
  if (!found.isDirectory()) return [path]
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesBelow(root, join(path, name)))
}

function digestOf(root: string, paths: readonly string[]): string {
  const hash = createHash('sha256')
  for (const path of paths)
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0')
  return hash.digest('hex')
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined
}

function isYoung(root: string, path: string): boolean {
  return Date.now() - statSync(join(root, path)).mtimeMs < PARTS_STAY
}

function modeOf(root: string, path: string): number {
  return statSync(join(root, path)).mode
}

function readIfThere(path: string): Buffer | undefined {
  return statSync(path, { throwIfNoEntry: false }) && readFileSync(path)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    build(dirname(fileURLToPath(import.meta.url)))
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    process.exitCode = 1
  }
}
