import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PluginOptions } from 'typedoc-plugin-markdown'
import type { Draft } from './page.ts'

/** What each room of the library is for. */
export const ROOMS: Readonly<Record<string, string>> = {
  domain: 'Words that all speak: durations, targets, definitions of service level, histories, errors.',
  erlang: 'Queueing models of one queue, agents for a target, what given agents can carry.',
  'erlang/day': 'Staffing over a day, and what a staffing curve truly does.',
  'erlang/general': 'Any patience, variability, uncertain rates, chats, deferred work.',
  forecast: 'Forecasts with their uncertainty, cleaning, and the backtest that scores them.',
  scenario: 'The language of scenarios: types, checks, and the table of words.',
  sim: 'The simulator: replications, comparisons, figures with intervals.',
  'sim/node': 'Replications on worker threads of Node.',
  'sim/browser': 'Replications on workers of a browser.',
  'sim/browser/worker': 'What such a worker runs.',
  whatif: 'Changes of scenarios by paths and expressions, grids, searches, drills.',
  optimise: 'The cheapest staffing of groups and blocks, by simulation.',
  schedule: 'Shifts with breaks from agents by interval, at least cost.',
  calibrate: 'From a log of single calls to the measured figures of a centre.',
  plan: 'Forecast, target and shrinkage to a staffing plan, proved and judged.',
  roster: 'People on shifts, under rules, with a bound and reasons.',
  capacity: 'Whom to hire when, for one to two years.',
  io: 'Reading and writing files: histories, logs, plan files, scenarios.',
  'io/scenario': 'Reading and writing scenario files, in a page too.',
  'io/browser': 'The same readers for what is chosen or dropped in a page.',
  report: 'Tables, CSV, JSON, pages, pictures and workbooks of all results.',
}

interface Room {
  /** As it is imported, without the package's name. */
  subpath: string
  /** The file in `src` where it begins. */
  file: string
  /** The folder that typedoc gives it. */
  folder: string
}

/** The rooms of the library. What the package itself exports is exported by them too, and explained there. */
function roomsOf(root: string): Room[] {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    exports: Record<string, string | { types: string }>
  }
  return Object.entries(exports).flatMap(([path, target]) => {
    if (typeof target === 'string' || path === '.') return []
    const file = target.types.replace('./dist/', 'src/').replace('.d.ts', '.ts')
    return [{ subpath: path.slice(2), file, folder: file.replace(/^src\//, '').replace(/(\/index)?\.ts$/, '') }]
  })
}

/** The reference of the library, from its types and docstrings: a page for each room, and one for everything that a room exports. */
export async function referencePages(root: string): Promise<Draft[]> {
  const rooms = roomsOf(root)
  const folder = mkdtempSync(join(tmpdir(), 'krarup-reference-'))
  try {
    await writeMarkdown(root, rooms, folder)
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'))
    const pages = names.filter((name) => name.endsWith('.md') && name !== 'index.md').sort()
    return [overview(rooms), ...pages.map((name) => pageOf(name, readFileSync(join(folder, name), 'utf8'), rooms))]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function writeMarkdown(root: string, rooms: readonly Room[], folder: string): Promise<void> {
  const options: Partial<PluginOptions> = {
    entryFileName: 'index',
    hidePageHeader: true,
    hideBreadcrumbs: true,
    useCodeBlocks: true,
    indexFormat: 'table',
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    propertyMembersFormat: 'table',
    typeAliasPropertiesFormat: 'table',
    typeDeclarationFormat: 'table',
    tableColumnSettings: { hideInherited: true, hideOverrides: true, hideModifiers: true, hideSources: true },
  }
  // It brings a compiler, which tests of the site do not need.
  const { Application } = await import('typedoc')
  const app = await Application.bootstrapWithPlugins({
    ...options,
    entryPoints: rooms.map(({ file }) => join(root, file)),
    tsconfig: join(root, 'tsconfig.build.json'),
    plugin: ['typedoc-plugin-markdown'],
    outputs: [{ name: 'markdown', path: folder }],
    router: 'member',
    groupOrder: ['Functions', 'Classes', 'Variables', 'Interfaces', 'Type Aliases'],
    readme: 'none',
    // Types are checked by `npm run lint`.
    skipErrorChecking: true,
    disableSources: true,
    excludeReferences: true,
    logLevel: 'Error',
  })
  const project = await app.convert()
  if (!project) throw new Error('typedoc could not read the library: npm run lint says why')
  await app.generateOutputs(project)
}

function overview(rooms: readonly Room[]): Draft {
  const rows = rooms.map(({ subpath, folder }) => {
    const about = ROOMS[subpath]
    if (about === undefined) throw new Error(`site/reference.ts says nothing of krarup/${subpath}`)
    return `| [\`krarup/${subpath}\`](${folder}/index.md) | ${about} |`
  })
  const markdown = `# Reference of the library

Types and examples of everything that can be imported, from the source. \`krarup\` itself exports what is used most. [Build your own tool](../../docs/build-your-own.md) shows whole programs, [architecture](../../docs/architecture.md) which room knows which.

| import from | what is there |
|---|---|
${rows.join('\n')}
`
  return { source: 'made/api/index.md', url: 'api/index.html', language: 'en', markdown }
}

function pageOf(name: string, text: string, rooms: readonly Room[]): Draft {
  const nearest = rooms.filter(({ folder }) => name.startsWith(`${folder}/`))
  const room = nearest.reduce((a, b) => (b.folder.length > a.folder.length ? b : a))
  const [heading, ...rest] = text.split('\n')
  const body = rest
    .join('\n')
    .replaceAll(/\| - (?=\|)/g, '|  ')
    .replaceAll('\n***\n', '\n')
  const place = {
    source: `made/api/${name}`,
    url: `api/${name.replace('.md', '.html')}`,
    language: 'en',
    html: true,
  } as const
  if (name === `${room.folder}/index.md`)
    return { ...place, markdown: `# krarup/${room.subpath}\n\n${ROOMS[room.subpath]}\n${body}` }
  const [, kind, called] = /^# ([\w ]+): (.*)$/.exec(heading) ?? []
  const to = '../'.repeat(name.split('/').length - room.folder.split('/').length - 1)
  const from = `${kind} of [\`krarup/${room.subpath}\`](${to}index.md).`
  return { ...place, under: `made/api/${room.folder}/index.md`, markdown: `# ${called}\n${body}\n\n${from}\n` }
}
