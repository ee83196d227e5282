/** `npm run bench [NAME ...]`: every bench in a process of its own; prints their tables and writes build/bench.json. */
import { fork } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import type { Claim } from './harness.ts'

const here = new URL('.', import.meta.url)
const wanted = process.argv.slice(2)
const names = readdirSync(here)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.slice(0, -'.bench.ts'.length))
  .filter((name) => wanted.length === 0 || wanted.includes(name))

const results: Record<string, Claim[]> = {}
const failed: string[] = []
for (const name of names) {
  console.log(`\n# ${name}`)
  const code = await new Promise<number>((resolve) => {
    const child = fork(new URL(`${name}.bench.ts`, here), { execArgv: process.execArgv })
    child.on('message', (message: { claims: Claim[] }) => {
      results[name] = message.claims
    })
    child.on('exit', (exit) => resolve(exit ?? 1))
  })
  if (code !== 0) failed.push(name)
}
const build = new URL('../build/', here)
mkdirSync(build, { recursive: true })
writeFileSync(
  new URL('bench.json', build),
  `${JSON.stringify({ node: process.version, arch: process.arch, results }, null, 2)}\n`,
)
console.log(
  `\n${names.length - failed.length} of ${names.length} benches within their bounds; figures in build/bench.json`,
)
if (failed.length) {
  console.error(`broken: ${failed.join(', ')}`)
  process.exitCode = 1
}
