import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { transformSync } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { checkedModule, findExamples } from './documented-examples.ts'
import { filesIn, ROOT } from './repository.ts'

/** Runs the examples on standard input one after the other and prints, as one line of JSON, what failed. */
const RUNNER = `
import { readFileSync } from 'node:fs'
import { inspect, isDeepStrictEqual } from 'node:util'
const list = JSON.parse(readFileSync(0, 'utf8'))
const failures = []
for (const [number, { file, place }] of list.entries()) {
  const failed = []
  const check = (value, expected, line) => {
    if (!isDeepStrictEqual(value, expected)) failed.push(file + ':' + line + ': ' + inspect(value) + ' is not ' + inspect(expected))
  }
  try {
    const { run } = await import('./' + number + '.mjs')
    await run(check)
  } catch (error) {
    failed.push(place + ': ' + (error?.stack ?? error))
  }
  if (failed.length) failures.push([place, failed])
}
console.log(JSON.stringify(failures))
`

/**
 * Every example of a docstring in `src`, of README.md and of `docs` that says what comes out (`statement //=> value`) runs against the built package, as a user's
 * program would: in a process of its own, importing by the package's name. Blocks of pages that promise nothing are left alone; those of docstrings must promise something,
 * but for `numeric`, which nobody can import.
 */
const folder = `${ROOT}build/examples/`
const examples = [
  ...filesIn('src', '.ts').filter((path) => !path.endsWith('.test.ts')),
  ...['README.md'].filter((path) => existsSync(`${ROOT}${path}`)),
  ...filesIn('docs', '.md'),
]
  .flatMap((file) => findExamples(file, readFileSync(`${ROOT}${file}`, 'utf8')))
  .map((example) => ({ ...example, place: `${example.file}:${example.line}`, module: checkedModule(example) }))
const promising = examples.filter(({ module }) => module.checks > 0)
const failures = runAll()

describe('documented examples', () => {
  it('there are some', () => {
    expect(promising.length).toBeGreaterThan(0)
  })

  const importable = examples.filter(({ file }) => file.startsWith('src/') && !file.startsWith('src/numeric/'))
  it.each(importable)('$place says what comes out', ({ module }) => {
    expect(module.checks).toBeGreaterThan(0)
  })

  it.each(promising)('$place', ({ place }) => {
    expect(failures.get(place) ?? []).toEqual([])
  })
})

/** What did not come out as promised, by example: one line each, with the line of the file. */
function runAll(): Map<string, string[]> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  promising.forEach(({ module }, number) => {
    writeFileSync(`${folder}${number}.mjs`, transformSync(module.source, { loader: 'ts', target: 'es2023' }).code)
  })
  writeFileSync(`${folder}run.mjs`, RUNNER)
  const list = JSON.stringify(promising.map(({ file, place }) => ({ file, place })))
  const out = execFileSync(process.execPath, [`${folder}run.mjs`], { input: list, encoding: 'utf8', cwd: ROOT })
  return new Map(JSON.parse(out.trimEnd().split('\n').at(-1) as string))
}
