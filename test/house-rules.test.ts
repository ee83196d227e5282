import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ROOT } from './repository.ts'

/** A small house with this project's rules, in which each rule is broken once. */
const house = mkdtempSync(join(tmpdir(), 'krarup-house-'))
afterAll(() => rmSync(house, { recursive: true, force: true }))

for (const file of ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs'])
  cpSync(`${ROOT}${file}`, join(house, file))
const biome = JSON.parse(readFileSync(`${ROOT}biome.json`, 'utf8'))
writeFileSync(join(house, 'biome.json'), JSON.stringify({ ...biome, vcs: { enabled: false } }))
symlinkSync(`${ROOT}node_modules`, join(house, 'node_modules'), 'junction')

const VALUE = 'export const value = 1\n'
const ROOMS = ['domain', 'erlang', 'forecast', 'sim', 'whatif', 'optimise', 'schedule', 'plan', 'io', 'report', 'cli']
for (const room of ROOMS) write(`src/${room}/index.ts`, VALUE)
write('src/numeric/value.ts', VALUE)
write('src/erlang/inner.ts', VALUE)
for (const path of ['queues/index.ts', 'clean/inner.ts']) write(`src/forecast/${path}`, VALUE)

function write(path: string, text: string): void {
  mkdirSync(dirname(join(house, path)), { recursive: true })
  writeFileSync(join(house, path), text)
}

function run(tool: string, args: string[]): string {
  return spawnSync(process.execPath, [`${ROOT}node_modules/${tool}`, ...args], { cwd: house, encoding: 'utf8' }).stdout
}

describe('which folder may import which', () => {
  const broken = {
    'src/domain/up.ts': ['../erlang/index.ts', 'domain-imports-only-what-is-below-it'],
    'src/numeric/up.ts': ['../erlang/index.ts', 'numeric-imports-only-what-is-below-it'],
    'src/erlang/across.ts': ['../forecast/index.ts', 'erlang-imports-only-what-is-below-it'],
    'src/forecast/across.ts': ['../erlang/index.ts', 'forecast-imports-only-what-is-below-it'],
    'src/forecast/history/up.ts': ['../queues/index.ts', 'forecast-history-imports-only-what-is-below-it'],
    'src/forecast/queues/side-door.ts': ['../clean/inner.ts', 'forecast-queues-imports-only-what-is-below-it'],
    'src/sim/across.ts': ['../erlang/index.ts', 'sim-imports-only-what-is-below-it'],
    'src/whatif/across.ts': ['../plan/index.ts', 'whatif-imports-only-what-is-below-it'],
    'src/whatif/heavy.ts': ['mathjs/number', 'mathjs-is-for-expressions'],
    'src/optimise/across.ts': ['../whatif/index.ts', 'optimise-imports-only-what-is-below-it'],
    'src/optimise/heavy.ts': ['highs', 'highs-is-behind-one-file'],
    'src/schedule/across.ts': ['../plan/index.ts', 'schedule-imports-only-what-is-below-it'],
    'src/plan/up.ts': ['../io/index.ts', 'plan-imports-only-what-is-below-it'],
    'src/io/up.ts': ['../cli/index.ts', 'io-imports-only-what-is-below-it'],
    'src/report/across.ts': ['../io/index.ts', 'report-imports-only-what-is-below-it'],
    'src/erlang/file.ts': ['node:fs', 'nothing-below-io-touches-the-machine'],
    'src/erlang/package.ts': ['commander', 'pure-rooms-need-no-package'],
    'src/io/network.ts': ['node:net', 'the-network-is-for-queues'],
    'src/plan/side-door.ts': ['../erlang/inner.ts', 'other-rooms-are-entered-by-their-index'],
  }
  for (const [path, [target]] of Object.entries(broken)) write(path, `export * from '${target}'\n`)
  write('src/forecast/a.ts', "export * from './b.ts'\n")
  write('src/forecast/b.ts', "export * from './a.ts'\n")
  write('src/forecast/word.ts', "import type { Sentence } from './sentence.ts'\nexport type Word = { in: Sentence }\n")
  write('src/forecast/sentence.ts', "import type { Word } from './word.ts'\nexport type Sentence = Word[]\n")
  for (const path of ['src/plan/down.ts', 'src/cli/down.ts', 'src/erlang/tested.test.ts']) {
    write(path, "export * from '../erlang/index.ts'\n")
  }
  write('src/erlang/down.ts', "export * from '../numeric/value.ts'\n")

  const { summary } = JSON.parse(
    run('dependency-cruiser/bin/dependency-cruise.mjs', [
      ...['--config', '.dependency-cruiser.cjs'],
      ...['--output-type', 'json', 'src'],
    ]),
  )
  const found: { from: string; rule: { name: string } }[] = summary.violations

  it.each(Object.entries(broken))('%s may not import %s', (path, [, rule]) => {
    expect(found.filter(({ from }) => from === path).map(({ rule: { name } }) => name)).toContain(rule)
  })

  it('no cycles, not of types either', () => {
    const cycles = found.filter(({ rule: { name } }) => name === 'no-cycles').map(({ from }) => from)
    // Each circle is told once, at one of its files.
    expect(cycles).toEqual([expect.stringMatching(/\/[ab]\.ts$/), expect.stringMatching(/\/(word|sentence)\.ts$/)])
  })

  it('arrows down are allowed', () => {
    expect(found.filter(({ from }) => /\/(down|tested\.test)\.ts$/.test(from))).toEqual([])
  })
})

describe('what a pure room may not touch', () => {
  const globals = ['process.cwd()', 'console.log(1)', 'Date.now()', 'performance.now()', 'setTimeout(() => {}, 1)']
  globals.forEach((expression, i) => {
    write(`src/erlang/global${i}.ts`, `export const touch = () => ${expression}\n`)
    write(`src/cli/global${i}.ts`, `export const touch = () => ${expression}\n`)
  })
  const { diagnostics } = JSON.parse(
    run('@biomejs/biome/bin/biome', ['lint', '--reporter=json', '--max-diagnostics=none', 'src']),
  )
  const found = (diagnostics as { category: string; location: { path: string | { file: string } } }[])
    .filter(({ category }) => category === 'lint/style/noRestrictedGlobals')
    .map(({ location: { path } }) => (typeof path === 'string' ? path : path.file))

  it.each(globals.map((expression, i) => [expression, i] as const))('%s', (_, i) => {
    expect(found).toContain(`src/erlang/global${i}.ts`)
    expect(found).not.toContain(`src/cli/global${i}.ts`)
  })
})

describe('how long a function may be', () => {
  const RULE = 'noExcessiveLinesPerFunction'
  const lines = (count: number) => `export function long(): void {\n${'  long()\n'.repeat(count)}}\n`
  /** The overrides of the lint rules that speak of it: the rule, and where it does not hold. */
  const [rule, exceptions] = (biome.overrides as { includes: string[]; linter: { rules: object } }[]).filter(
    ({ linter }) => JSON.stringify(linter).includes(RULE),
  )
  // The lines between the braces are counted, without comments and empty ones.
  write('src/io/just.ts', lines(150))
  write('src/io/long.ts', lines(151))
  write('src/io/long.test.ts', lines(151))
  const tooLong = (...words: string[]) => {
    const out = run('@biomejs/biome/bin/biome', ['lint', '--reporter=json', '--max-diagnostics=none', ...words])
    return (JSON.parse(out).diagnostics as { category: string; location: { path: string } }[])
      .filter(({ category }) => category.endsWith(RULE))
      .map(({ location: { path } }) => path)
  }

  it('150 lines of code, but for tests', () => {
    expect(tooLong('src')).toEqual(['src/io/long.ts'])
  })

  it('what is excepted has a long function: the list of exceptions only shrinks', () => {
    for (const path of exceptions.includes) write(`excepted/${path}`, readFileSync(`${ROOT}${path}`, 'utf8'))
    write('strict/biome.json', JSON.stringify({ vcs: { enabled: false }, overrides: [{ ...rule, includes: ['**'] }] }))
    const found = tooLong('--config-path=strict', 'excepted')
    expect(new Set(found)).toEqual(new Set(exceptions.includes.map((path) => `excepted/${path}`)))
  })
})
