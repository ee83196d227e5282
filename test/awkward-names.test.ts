import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { runIn } from '../src/cli/terminal.testing.ts'
import { readScenarioText } from '../src/io/yaml/index.ts'
import { wordsAt } from '../src/scenario/index.ts'
import { compile } from '../src/sim/index.ts'
import { ROOT, scenarioExamples } from './repository.ts'

/** What every object has: a record looked up without asking whose it is finds these. */
const AWKWARD = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'isPrototypeOf',
  'toLocaleString',
  '__defineGetter__',
  '__lookupSetter__',
  'propertyIsEnumerable',
]

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'awkward-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

type Renames = ReadonlyMap<string, string>

/** The same data with other names, as keys and as values. */
function renamed(data: unknown, names: Renames): unknown {
  if (typeof data === 'string') {
    // the label of a case's clock: "ticket: tickets begun"
    const clock = /^(.+): (.+) (done|begun)$/.exec(data)
    if (clock) return `${clock[1]}: ${names.get(clock[2]) ?? clock[2]} ${clock[3]}`
    const parts = data.split(' / ').map((part) => names.get(part) ?? part)
    return names.get(data) ?? parts.join(' / ')
  }
  if (ArrayBuffer.isView(data)) return data
  if (Array.isArray(data)) return data.map((each) => renamed(each, names))
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [renamed(key, names), renamed(value, names)]))
}

/** A new name for each queue, group, tier, menu, node and client. Words of scenarios keep theirs, and so do names that are words. */
function renamesOf(scenario: Record<string, Record<string, object>>): Map<string, string> {
  const words = new Set([
    'call',
    'chat',
    'deferred',
    'outbound',
    '',
    'end',
    'hangup',
    'queue',
    ...wordsAt([]),
    ...wordsAt(['queues', 'x']),
    ...wordsAt(['groups', 'x']),
  ])
  const names = ['queues', 'groups', 'tiers', 'menus'].flatMap((kind) => Object.keys(scenario[kind] ?? {}))
  const own = [...new Set(names)].filter((name) => !words.has(name))
  return new Map(own.map((name, i) => [name, AWKWARD[i % AWKWARD.length] + (i < AWKWARD.length ? '' : i)]))
}

const EXAMPLES = scenarioExamples().filter((path) => !/province|plan/.test(path))

/** Without the seeds that are made of names. */
function withoutHashes(model: unknown): unknown {
  return JSON.parse(JSON.stringify(model, (key, value) => (/^key$|Key$/.test(key) ? undefined : value)))
}

describe('names that every object has', () => {
  // A queue named __proto__ used to be lost in silence, its contacts gone.
  it.each(EXAMPLES)('%s is the same centre under them', async (path) => {
    const scenario = parse(readFileSync(`${ROOT}${path}`, 'utf8'))
    const names = renamesOf(scenario)
    const back = new Map([...names].map(([name, awkward]) => [awkward, name]))
    expect(names.size).toBeGreaterThan(0)
    // Random streams are found by names, so that figures of two names differ by chance; what is simulated must not differ at all.
    const read = async (content: unknown) => {
      const text = async function* () {
        yield Buffer.from(stringify(content))
      }
      return (await readScenarioText(text())).scenario
    }
    const [plain, awkward] = [await read(scenario), await read(renamed(scenario, names))]
    expect(renamed(awkward, back)).toEqual(renamed(plain, back))
    const model = compile(awkward)
    expect(withoutHashes(renamed(model, back))).toEqual(withoutHashes(renamed(compile(plain), back)))
  })

  it('may be changed, compared, merged and searched', async () => {
    const scenario = {
      interval: '1h',
      hours: '08:00-10:00',
      queues: {
        ['__proto__']: { volume: 40, aht: '3m', patience: '2m', groups: ['constructor'] },
        toString: { volume: 30, aht: '3m', patience: '2m', groups: ['valueOf'] },
      },
      groups: {
        constructor: { agents: 4 },
        valueOf: { agents: 4, aht: { toString: '2m' }, priorities: { toString: 1 } },
      },
    }
    writeFileSync(join(folder, 'awkward.yaml'), stringify(scenario))
    for (const question of [
      '--set queues.__proto__.volume*=1.5',
      '--set groups.constructor.agents=6',
      '--vary groups.constructor.agents=4..5',
      '--merge __proto__,toString',
      '--vary groups.constructor.agents=2..12 --goal __proto__=60/60',
      '--curve',
    ]) {
      const words = `whatif awkward.yaml ${question} --json --replications 10`.split(' ')
      const { status, out, notes } = await runIn(folder, words)
      expect([question, status, notes.startsWith('error') ? notes : '']).toEqual([question, 0, ''])
      expect(out).toContain('"__proto__"')
      expect(out).toContain('"toString"')
    }
  })

  it('name queues of a history, its plan file, events and own figures', async () => {
    const history = readFileSync(`${ROOT}fixtures/hotline.csv`, 'utf8')
    const heading = history.slice(0, history.indexOf('\n'))
    const queues = [
      ...new Set(
        history
          .trim()
          .split(/\r?\n/)
          .slice(1)
          .map((row) => row.split(',')[heading.split(',').findIndex((cell) => /queue/i.test(cell))]),
      ),
    ]
    const names = new Map(queues.map((queue, i) => [queue, AWKWARD[i]]))
    const plain = join(folder, 'plain.csv')
    writeFileSync(plain, history)
    let text = history
    for (const [name, awkward] of names) text = text.replaceAll(`,${name},`, `,${awkward},`)
    writeFileSync(join(folder, 'awkward.csv'), text)
    const config = (of: (name: string) => string) =>
      stringify({
        target: '80/20',
        queues: Object.fromEntries(queues.map((queue, i) => [of(queue), { group: of(queue), 'least-agents': i + 2 }])),
      })
    writeFileSync(
      join(folder, 'plain-plan.yaml'),
      config((name) => name),
    )
    writeFileSync(
      join(folder, 'awkward-plan.yaml'),
      config((name) => names.get(name)!),
    )
    const plan = async (kind: string) => {
      const { status, out, notes } = await runIn(folder, [
        'plan',
        `${kind}.csv`,
        '--config',
        `${kind}-plan.yaml`,
        '--json',
        '--days',
        '2',
      ])
      expect([status, status ? notes : '']).toEqual([0, ''])
      return JSON.parse(out)
    }
    const back = new Map([...names].map(([name, awkward]) => [awkward, name]))
    const text2 = (data: unknown) => {
      let said = JSON.stringify(renamed(data, back))
      for (const [name, awkward] of names) said = said.replaceAll(awkward, name)
      return said
    }
    expect(text2(await plan('awkward'))).toBe(text2(await plan('plain')))
    const { status, out } = await runIn(folder, [
      'init',
      'awkward.csv',
      '--scenario',
      '--out',
      '-',
      '--config',
      'awkward-plan.yaml',
      '--days',
      '2',
    ])
    expect(status).toBe(0)
    for (const awkward of names.values()) expect(out).toContain(awkward)
  })

  it('are no kinds of events, no models and no measures', async () => {
    writeFileSync(join(folder, 'events.csv'), 'date,name,kind\n2026-01-05,x,constructor\n')
    const history = `${ROOT}fixtures/hotline.csv`
    const { status, notes } = await runIn(folder, ['forecast', history, '--events', 'events.csv'])
    expect([status, notes]).toEqual([2, expect.stringContaining('not a kind of event')])
    const model = await runIn(folder, ['plan', history, '--model', 'constructor', '--csv'])
    expect([model.status, model.notes]).toEqual([2, expect.stringContaining('not a model')])
  })
})
