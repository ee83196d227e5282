import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { buildSync } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { bundleForBrowser, nodeGlobalsIn } from './browser-bundle.ts'
import { codeSubpaths, filesIn, packageJson, ROOT } from './repository.ts'

const { bin, exports, name } = packageJson()

describe('what is imported', () => {
  it('each room with a public face is a subpath', () => {
    const rooms = filesIn('src', 'index.ts').flatMap((path) => /^src\/([^/]+)\/index\.ts$/.exec(path)?.[1] ?? [])
    expect(codeSubpaths()).toEqual(expect.arrayContaining(rooms.map((room) => `${name}/${room}`)))
  })

  it.each(codeSubpaths())('%s imports from the built package by its name', (subpath) => {
    const script = `import(${JSON.stringify(subpath)}).then((module) => console.log(Object.keys(module).length))`
    const count = Number(execFileSync(process.execPath, ['-e', script], { cwd: ROOT, encoding: 'utf8' }))
    // A worker is a script: it has nothing to hand out.
    expect(count > 0).toBe(!subpath.endsWith('/worker'))
  })
})

describe('what runs in a browser', () => {
  const pure = codeSubpaths().filter((subpath) =>
    /^[^/]+\/(domain|erlang|forecast|plan|sim|whatif)(\/(?!node$)|$)/.test(subpath),
  )

  it.each(pure)('%s bundles without anything of Node', (subpath) => {
    expect(nodeGlobalsIn(bundleForBrowser(subpath))).toEqual([])
  })

  it('the check would see a module and a global of Node', () => {
    expect(() => bundleForBrowser('node:fs')).toThrow('node:fs')
    const use = { contents: 'export const at = () => process.cwd()', resolveDir: ROOT }
    const define = { process: 'NOT_IN_A_BROWSER_process' }
    const { outputFiles } = buildSync({ stdin: use, define, write: false, format: 'esm' })
    expect(nodeGlobalsIn(outputFiles[0].text)).toEqual(['process'])
  })

  it(`${name}/erlang is under 12 KB, minified and compressed`, () => {
    expect(gzipSync(bundleForBrowser(`${name}/erlang`)).length).toBeLessThan(12_000)
  })
})

describe('what is published', () => {
  const packed: { files: { path: string; mode: number }[] }[] = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      shell: process.platform === 'win32',
    }),
  )
  const paths = packed[0].files.map(({ path }) => path)

  it('every target of exports and bin', () => {
    const targets = [
      ...Object.values(bin),
      ...Object.values(exports).flatMap((target) => (typeof target === 'string' ? [target] : Object.values(target))),
    ].map((target) => target.replace(/^\.\//, ''))
    expect(targets.filter((target) => !paths.includes(target))).toEqual([])
  })

  it('the built library, examples of a history and of scenarios, the schema for editors, and the papers: no tests, no sources, no programs of the workshop', () => {
    const others = paths.filter((path) => !/^dist\/.*(?<!\.test)\.(js|d\.ts|json)$/.test(path))
    const papers = [
      ...['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'],
      ...['fixtures/hotline.csv', 'schema/scenario.schema.json', ...filesIn('examples', '.yaml')],
    ].sort()
    expect(others.sort()).toEqual(papers.filter((path) => existsSync(`${ROOT}${path}`)))
    expect(paths.filter((path) => /\.(test|noreg|bench)\./.test(path))).toEqual([])
  })

  it.each(Object.values(bin))('%s starts with a line that finds Node, and may be executed', (target) => {
    expect(readFileSync(`${ROOT}${target}`, 'utf8').split('\n', 1)).toEqual(['#!/usr/bin/env node'])
    // npx in a clone runs the file itself: without the bit, "Permission denied" from the second build on.
    if (process.platform !== 'win32') expect(statSync(`${ROOT}${target}`).mode & 0o111).toBe(0o111)
  })
})
