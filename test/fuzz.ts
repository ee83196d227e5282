import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync, zipSync } from 'fflate'
import { KrarupError } from '../src/domain/index.ts'
import { readEvents, readHistory, readHolidays, readOverrides, readTable } from '../src/io/index.ts'
import { openPointFile, readPointFile } from '../src/io/points/index.ts'
import { pack, unpack } from '../src/io/queue/index.ts'
import { readPlanFile, readScenarioFile } from '../src/io/yaml/index.ts'
import { randomStream } from '../src/numeric/random/stream.ts'
import { ROOT, scenarioExamples } from './repository.ts'

/** A reader of files: what is read by it, and examples that it takes. */
interface Reader {
  name: string
  examples: readonly (string | Uint8Array)[]
  read: (path: string) => Promise<unknown>
}

const HISTORY = readFileSync(`${ROOT}fixtures/hotline.csv`, 'utf8').split('\n').slice(0, 200).join('\n')
const SCENARIOS = scenarioExamples().map((path) => readFileSync(`${ROOT}${path}`, 'utf8'))
const EVENTS =
  'date,to,name,kind,queue,contacts,aht,measure\n2026-01-05,2026-01-06,fair,campaign,General,,,\n2026-01-07 10:00,2026-01-07 11:00,x,replace,,20,,contacts\n'

/** Rows of every kind that are told: sums, blanks, repetitions, titles. */
const REPORT = HISTORY.split('\n')
  .flatMap((line, i) => {
    const told = [
      line,
      'Page 2',
      ',,,',
      `${line.slice(0, 16)},,,,,,`,
      HISTORY.split('\n', 1)[0],
      `Total${line.slice(16)}`,
    ]
    return i > 0 && i % 7 === 0 ? [line, told[(i / 7) % told.length]] : [line]
  })
  .join('\n')

const WORKBOOK = readFileSync(`${ROOT}fixtures/small-centre.xlsx`)
const PARTS = unzipSync(WORKBOOK)
const SHEET = 'xl/worksheets/sheet1.xml'
const CELLS = shortened(strFromU8(PARTS[SHEET]))

/** The first rows of a sheet. */
function shortened(xml: string): string {
  const rows = xml.split('</row>')
  return [...rows.slice(0, 200), rows.at(-1)].join('</row>')
}

function workbookOf(sheet: Uint8Array): Uint8Array {
  return zipSync({ ...PARTS, [SHEET]: sheet })
}

/** Reads a history, and holds what was read, rejected and told to the rows of the file. Between quotes a line end ends no row: such files are read only. */
async function readWithEveryRow(path: string): Promise<void> {
  const { findings } = await readHistory(path, { rejects: [] })
  const text = readFileSync(path, 'latin1')
  if (text.includes('"')) return
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line !== '').length
  const { rows, rejected, blankAfterEnd, blankWithin, emptyRows, sumRows, titleRows, preamble } = findings
  const told = rows + rejected + blankAfterEnd + blankWithin + emptyRows + sumRows + titleRows + preamble.length + 1
  if (told !== lines)
    throw new Error(
      `${lines} lines, ${told} of them told: ${JSON.stringify({ rows, rejected, blankAfterEnd, blankWithin, emptyRows, sumRows, titleRows, preamble: preamble.length })}`,
    )
}

/** Logs of two calls: by event, by record, by row. */
const CALL_LOGS = [
  `1772438400|7.1|sales|NONE|ENTERQUEUE||0301|1
1772438420|7.1|sales|SIP/11|CONNECT|20|7.2|4
1772438520|7.1|sales|SIP/11|COMPLETECALLER|20|100|1
1772440300|8.1|sales|NONE|ENTERQUEUE||0302|1
1772440303|8.1|sales|NONE|ABANDON|1|1|3
`,
  ['08:00:00', '09:10:00']
    .map((time) =>
      JSON.stringify({
        ContactId: time,
        InitiationMethod: 'INBOUND',
        DisconnectTimestamp: `2026-03-02T${time}Z`,
        Queue: { Name: 'Sales', EnqueueTimestamp: '2026-03-02T07:59:00Z' },
      }),
    )
    .join('\n'),
  `call_id,queue,arrived,wait,outcome,talk_time
1,sales,2026-03-02 08:00:10,12,answered,100
2,sales,2026-03-02 08:40:10,30,abandoned,
`,
]

/** Every reader, a line each. */
export const READERS: readonly Reader[] = [
  {
    name: 'history',
    examples: [HISTORY, HISTORY.replaceAll(',', ';'), HISTORY.replaceAll(',', '\t')],
    read: (path) => readHistory(path),
  },
  { name: 'history with rejects', examples: [HISTORY, REPORT], read: readWithEveryRow },
  { name: 'log of calls', examples: CALL_LOGS, read: (path) => readHistory(path) },
  { name: 'workbook', examples: [WORKBOOK], read: (path) => readHistory(path) },
  { name: 'cells of a workbook', examples: [CELLS], read: (path) => readHistory(workbookOf(readFileSync(path))) },
  { name: 'scenario', examples: SCENARIOS, read: readScenarioFile },
  {
    name: 'scenario in JSON',
    examples: [
      '{"interval":3600,"queues":{"a":{"volume":[5,6],"aht":60,"groups":["g"]}},"groups":{"g":{"agents":[1,2]}}}',
    ],
    read: readScenarioFile,
  },
  {
    name: 'plan file',
    examples: [
      'target: 90/10\nshrinkage: 30%\ndays: 7\nqueues:\n  general:\n    group: a\n    hours: mon-fri 08:00-20:00\n',
    ],
    read: readPlanFile,
  },
  {
    name: 'holidays',
    examples: ['date,name,like\n2026-10-01,National Day,Sunday\n2026-12-25,Christmas,\n'],
    read: (path) => readHolidays(path),
  },
  { name: 'events', examples: [EVENTS], read: (path) => readEvents(path) },
  {
    name: 'own figures',
    examples: ['date,queue,contacts,factor,aht,name\n2026-01-05,General,20,,,\n2026-01-06,,,1.2,3m,fair\n'],
    read: (path) => readOverrides(path, 1800),
  },
  {
    name: 'table',
    examples: ['volume,interval,aht,target\n100,30m,5m,90/10\n'],
    read: (path) => readTable(path, 'requirements'),
  },
  { name: 'points', examples: [await pointsExample()], read: readPointFile },
  {
    name: 'message of a queue',
    examples: [pack([1, 2, 3]), pack({ a: [1, null, 'x'.repeat(5000)], b: Float64Array.of(1, Number.NaN) })],
    read: async (path) => unpack(readFileSync(path), 1 << 20),
  },
]

async function pointsExample(): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'points-'))
  const path = join(folder, 'x.points')
  const file = await openPointFile(path, {
    about: { seed: '1' },
    command: { name: 'whatif', argument: 's.yaml', words: {} },
  })
  for (let i = 0; i < 5; i++) await file.put(`k${i}`, { value: i / 3, list: Float64Array.of(1, Number.NaN) })
  const bytes = readFileSync(path)
  rmSync(folder, { recursive: true })
  return bytes
}

const TOKENS = [
  '"',
  "'",
  ',',
  ';',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '\0',
  '\ufeff',
  '\u001b[2J',
  '__proto__',
  'constructor',
  '*x',
  '&x ',
  '<<: *x',
  '!!js/function x',
  '? [',
  '{',
  '}',
  '[',
  ']',
  ': ',
  '- ',
  '1e308',
  '-1',
  'NaN',
  'Infinity',
  '9'.repeat(400),
  '0x10',
  '1e-320',
  '%',
  '24:00',
  '99:99',
  '2026-02-30',
  '0000-00-00',
  '9999-12-31 23:59',
  '31/12/26',
  '=1+1',
  '热线',
  '\ud83d',
  'a'.repeat(5000),
  ' '.repeat(3000),
  ','.repeat(16000),
  '['.repeat(2000),
  'null',
  'true',
  '~',
]

export interface Fuzzed {
  inputs: number
  refused: number
  slowestSeconds: number
  slowest: string
  mostMegabytes: number
  faults: { reader: string; number: number; error: unknown; input: Buffer }[]
}

/** Gives readers damaged examples until it is told to stop. Input number n of a seed is always the same. */
export async function fuzz(seed: number, goOn: (inputs: number) => boolean): Promise<Fuzzed> {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-'))
  const path = join(folder, 'input')
  const result: Fuzzed = { inputs: 0, refused: 0, slowestSeconds: 0, slowest: '', mostMegabytes: 0, faults: [] }
  try {
    for (let number = 0; goOn(number); number++) {
      const reader = READERS[number % READERS.length]
      const input = damaged(reader, seed, number)
      writeFileSync(path, input)
      const began = performance.now()
      try {
        await reader.read(path)
      } catch (error) {
        result.refused++
        if (!(error instanceof KrarupError)) result.faults.push({ reader: reader.name, number, error, input })
      }
      const seconds = (performance.now() - began) / 1000
      if (seconds > result.slowestSeconds) {
        result.slowestSeconds = seconds
        result.slowest = `${reader.name}, input ${number}`
      }
      result.mostMegabytes = Math.max(result.mostMegabytes, process.memoryUsage().rss / 1e6)
      result.inputs++
    }
    return result
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function damaged({ examples }: Reader, seed: number, number: number): Buffer {
  const stream = randomStream(seed, number)
  const below = (limit: number) => Math.floor(stream.uniform() * limit)
  let bytes: Buffer = Buffer.from(examples[below(examples.length)] as Uint8Array)
  const times = 1 + below(8)
  for (let k = 0; k < times; k++) {
    const at = below(bytes.length + 1)
    const to = Math.min(bytes.length, at + below(below(3) === 0 ? bytes.length + 1 : 40))
    const [before, part, after] = [bytes.subarray(0, at), bytes.subarray(at, to), bytes.subarray(to)]
    const token = Buffer.from(TOKENS[below(TOKENS.length)])
    switch (below(7)) {
      case 0:
        bytes = Buffer.concat([before, after])
        break
      case 1:
        bytes = Buffer.concat([before, part, part, after])
        break
      case 2:
        bytes = Buffer.concat([before, token, part, after])
        break
      case 3:
        bytes = Buffer.concat([before, token, after])
        break
      case 4:
        bytes = Buffer.from(bytes)
        if (at < bytes.length) bytes[at] ^= 1 << below(8)
        break
      case 5:
        bytes = Buffer.from(before)
        break
      default:
        bytes = Buffer.concat([before, after.subarray(below(after.length + 1)), part])
    }
  }
  return bytes
}

/** `npm run fuzz -- --minutes 10 --seed 7` */
async function main(words: readonly string[]): Promise<void> {
  const given = (name: string, usual: number) => {
    const at = words.indexOf(name)
    return at < 0 ? usual : Number(words[at + 1])
  }
  const seed = given('--seed', 1)
  const until = performance.now() + given('--minutes', 1) * 60_000
  const { faults, ...told } = await fuzz(seed, () => performance.now() < until)
  console.log(JSON.stringify({ seed, ...told, faults: faults.length }))
  for (const { reader, number, error, input } of faults.slice(0, 20)) {
    console.log(`${reader}, input ${number}: ${error instanceof Error ? error.stack : error}`)
    console.log(`  ${JSON.stringify(input.toString('latin1').slice(0, 300))}`)
  }
  if (faults.length > 0) process.exitCode = 1
}

if (process.argv[1]?.endsWith('fuzz.ts')) await main(process.argv.slice(2))
