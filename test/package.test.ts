import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildSync } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { PAGES } from '../web/pages.ts'
import { bundleForBrowser, nodeGlobalsIn } from './browser-bundle.ts'
import { codeSubpaths, filesIn, packageJson, ROOT } from './repository.ts'

const { bin, exports, name } = packageJson()

/** What of the command line a process or a thread starts with. */
const STARTS = ['main', 'plan-thread', 'thread', 'worker'].map((start) => `dist/cli/${start}.js`)

/** These and all that they load, at once or later. Beside them may lie parts of builds of the last hour. */
function commandParts(): string[] {
  const found = new Set(STARTS)
  for (const path of found)
    for (const [, loaded, later] of readFileSync(`${ROOT}${path}`, 'utf8').matchAll(
      /^\} from "\.\/(.*)";$|import\("\.\/(.*?)"\)/gm,
    ))
      found.add(`dist/cli/${loaded ?? later}`)
  return [...found]
}

describe('what is imported', () => {
  it('each room with a public face is a subpath', () => {
    const rooms = filesIn('src', 'index.ts').flatMap((path) => /^src\/([^/]+)\/index\.ts$/.exec(path)?.[1] ?? [])
    // The solver is for the rooms above it: what it takes and gives may change with HiGHS.
    const faces = rooms.filter((room) => room !== 'solver')
    expect(codeSubpaths()).toEqual(expect.arrayContaining(faces.map((room) => `${name}/${room}`)))
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
    /^[^/]+\/(domain|erlang|forecast|plan|scenario|sim|whatif)(\/(?!node$)|$)/.test(subpath),
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

  it('the built library, examples of histories and of scenarios, the schema for editors, tables for other calculators, and the papers: no tests, no sources, no programs of the workshop', () => {
    const others = paths.filter((path) => !/^dist\/.*(?<!\.test)\.(js|js\.map|d\.ts|json)$|^dist\/site\//.test(path))
    const papers = [
      ...['CHANGELOG.md', 'CONTRIBUTING.md', 'LICENSE', 'README.md', 'SECURITY.md', 'package.json'],
      ...[
        'fixtures/hotline.csv',
        'fixtures/small-centre.xlsx',
        'schema/scenario.schema.json',
        ...filesIn('examples', '.yaml'),
        ...filesIn('examples', '.csv'),
        ...filesIn('examples', '.js'),
        ...filesIn('examples', '.html'),
      ],
      ...[...filesIn('docs', '.md'), ...filesIn('docs/images', '')],
      ...[...filesIn('conformance', '.md'), ...filesIn('conformance', '.csv')],
    ].sort()
    expect(others.sort()).toEqual(papers)
    expect(paths.filter((path) => /\.(test|noreg|bench)\./.test(path))).toEqual([])
  })

  it('of the library, what is made from each source that is no test, and nothing else', () => {
    const sources = filesIn('src', '.ts').filter(
      (path) => !/\.(test|testing|make|bench|noreg)\.|^src\/report\/page\/script\//.test(path),
    )
    const made = sources.flatMap((path) => {
      const stem = path.replace(/^src\//, 'dist/').replace(/\.ts$/, '')
      return path.endsWith('.d.ts') || path.startsWith('src/cli/')
        ? []
        : [`${stem}.d.ts`, `${stem}.js`, `${stem}.js.map`]
    })
    expect(paths.filter((path) => /^dist\/(?!(cli|site)\/)/.test(path)).sort()).toEqual(made.sort())
  })

  it('of the playground, its pages and the parts that they load, as the build made them', () => {
    const pages = PAGES.flatMap(({ folder, file }) => [file, `${folder}.js`])
    const parts = [
      'example',
      'scenarios',
      ...[...filesIn('web', '.worker.ts'), ...filesIn('web', '.part.ts')].map(
        (path) => /([^/]+)\.(worker|part)\.ts$/.exec(path)![1],
      ),
    ]
    const made = [...pages, ...parts.map((part) => `parts/${part}.js`), 'style.css', 'LICENSE']
    const site = paths.filter((path) => path.startsWith('dist/site/'))
    expect(site.sort()).toEqual(made.map((path) => `dist/site/${path}`).sort())
  })

  it('of the command line, what its processes and threads start with, and the parts that they load', () => {
    const ofCommand = paths.filter((path) => path.startsWith('dist/cli/'))
    expect(ofCommand.filter((path) => !/-[0-9A-Z]{8}\.js(\.map)?$/.test(path)).sort()).toEqual(
      STARTS.flatMap((path) => [path, `${path}.map`]),
    )
    const parts = commandParts()
    expect(parts.length).toBeGreaterThan(10)
    expect(parts.filter((path) => !ofCommand.includes(path) || !ofCommand.includes(`${path}.map`))).toEqual([])
  })

  it('nothing that a machine or an editor left, and no key', () => {
    expect(paths.filter((path) => /(^|\/)\.|~$|\.(log|tgz|pem|key|env|orig|swp|points|part)$/.test(path))).toEqual([])
  })

  // README pointed to pages that the package did not have.
  it.each(paths.filter((path) => path.endsWith('.md')))('%s links to pages that are there', (page) => {
    const links = [...readFileSync(`${ROOT}${page}`, 'utf8').matchAll(/\]\((?!https?:)([^)#\s]+)/g)]
    const targets = links.map(([, link]) => join(dirname(page), link).replaceAll('\\', '/'))
    expect(targets.filter((target) => !paths.includes(target))).toEqual([])
  })

  it.each(Object.values(bin))('%s starts with a line that finds Node, and may be executed', (target) => {
    expect(readFileSync(`${ROOT}${target}`, 'utf8').split('\n', 1)).toEqual(['#!/usr/bin/env node'])
    // npx in a clone runs the file itself: without the bit, "Permission denied" from the second build on.
    if (process.platform !== 'win32') expect(statSync(`${ROOT}${target}`).mode & 0o111).toBe(0o111)
  })
})

describe('source maps', () => {
  const maps = filesIn('dist', '.js.map')

  it('hold the sources they speak of, which are not published', () => {
    const modules = filesIn('dist', '.js').filter((path) => !path.startsWith('dist/site/'))
    expect(maps).toEqual(modules.map((path) => `${path}.map`))
    const parts = new Set(commandParts().map((path) => `${path}.map`))
    for (const path of maps.filter((path) => !path.startsWith('dist/cli/') || parts.has(path))) {
      const { sources, sourcesContent } = JSON.parse(readFileSync(`${ROOT}${path}`, 'utf8'))
      const files = (sources as string[]).map((source) => join(ROOT, dirname(path), source))
      expect(sourcesContent).toEqual(files.map((file) => readFileSync(file, 'utf8')))
    }
  })

  it('a stack trace names the line of the source that threw', () => {
    const script = `import('${name}/erlang').then(({ erlangB }) => erlangB(-1, 2)).catch((error) => console.log(error.stack))`
    const options = { cwd: ROOT, encoding: 'utf8' } as const
    const stack = execFileSync(process.execPath, ['--enable-source-maps', '-e', script], options)
    const [, file, line] = /\((?:file:\/\/)?(\S+\/src\/\S+\.ts):(\d+):\d+\)/.exec(stack) ?? []
    expect(readFileSync(file, 'utf8').split('\n')[Number(line) - 1]).toContain('throw')
  })
})
