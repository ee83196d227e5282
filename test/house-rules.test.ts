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
const ROOMS = ['domain', 'erlang', 'forecast', 'sim', 'whatif', 'plan', 'io', 'report', 'cli']
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
    'src/plan/up.ts': ['../io/index.ts', 'plan-imports-only-what-is-below-it'],
    'src/io/up.ts': ['../cli/index.ts', 'io-imports-only-what-is-below-it'],
    'src/report/across.ts': ['../io/index.ts', 'report-imports-only-what-is-below-it'],
    'src/erlang/file.ts': ['node:fs', 'nothing-below-io-touches-the-machine'],
    'src/erlang/package.ts': ['commander', 'pure-rooms-need-no-package'],
    'src/plan/side-door.ts': ['../erlang/inner.ts', 'other-rooms-are-entered-by-their-index'],
  }
  for (const [path, [target]] of Object.entries(broken)) write(path, `export * from '${target}'\n`)
  write('src/forecast/a.ts', "export * from './b.ts'\n")
  write('src/forecast/b.ts', "export * from './a.ts'\n")
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

  it('no cycles', () => {
    expect(found.filter(({ rule: { name } }) => name === 'no-cycles').map(({ from }) => from)).toContain(
      'src/forecast/a.ts',
    )
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
