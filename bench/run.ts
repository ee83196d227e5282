/**
 * `npm run bench [NAME ...]`: every bench in a process of its own; prints their tables and writes build/bench.json.
 * A bench that breaks a bound is run once more, and is broken if it breaks one again: other work on the machine moves times, and is seldom there twice.
 * `npm run bench -- against REV [NAME ...]` also times the work of the benches that have such lines beside that commit's build.
 */
import { fork } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { AGAINST } from './against.ts'
import { buildAt } from './build-at.ts'
import { showForecastAims } from './forecast-aims.ts'
import type { Claim } from './harness.ts'

const here = new URL('.', import.meta.url)
const { revision, wanted } = askedFor(process.argv.slice(2))
const all = readdirSync(here)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.slice(0, -'.bench.ts'.length))
const unknown = wanted.filter((name) => !all.includes(name))
if (unknown.length) fail(`there is no bench ${unknown.join(', ')}; there are ${all.join(', ')}`)
const names = all.filter((name) => wanted.length === 0 || wanted.includes(name))
const against = revision === undefined ? undefined : otherBuild(revision)
if (against) console.log(`"the other commit" is ${against.name}, built in ${against.dist}`)

const results: Record<string, Claim[]> = {}
let broken = await broke(names)
if (broken.length) {
  const again = await broke(broken)
  const passed = broken.filter((name) => !again.includes(name))
  if (passed.length) console.log(`\nbroken at first, within their bounds when run again: ${passed.join(', ')}`)
  broken = again
}
showForecastAims(results)
const build = new URL('../build/', here)
mkdirSync(build, { recursive: true })
writeFileSync(
  new URL('bench.json', build),
  `${JSON.stringify({ node: process.version, arch: process.arch, against: against?.name, results }, null, 2)}\n`,
)
console.log(
  `\n${names.length - broken.length} of ${names.length} benches within their bounds; figures in build/bench.json`,
)
if (broken.length) {
  console.error(`broken, twice: ${broken.join(', ')}`)
  process.exitCode = 1
}

/** Runs the benches in turn and returns those that broke a bound or failed. */
async function broke(wanted: readonly string[]): Promise<string[]> {
  const broken: string[] = []
  for (const name of wanted) {
    console.log(`\n# ${name}`)
    const code = await new Promise<number>((resolve) => {
      const child = fork(new URL(`${name}.bench.ts`, here), {
        execArgv: process.execArgv,
        env: { ...process.env, [AGAINST]: against?.dist },
      })
      child.on('message', (message: { claims: Claim[] }) => {
        results[name] = message.claims
      })
      child.on('exit', (exit) => resolve(exit ?? 1))
    })
    if (code !== 0) broken.push(name)
  }
  return broken
}

function askedFor(words: readonly string[]): { revision?: string; wanted: readonly string[] } {
  if (words[0] !== 'against') return { wanted: words }
  const [, revision, ...wanted] = words
  if (revision === undefined) fail('against which commit? npm run bench -- against REV [NAME ...]')
  return { revision, wanted }
}

function otherBuild(revision: string): ReturnType<typeof buildAt> {
  try {
    return buildAt(revision)
  } catch (error) {
    fail((error as Error).message)
  }
}

function fail(message: string): never {
  console.error(message)
  process.exit(2)
}
