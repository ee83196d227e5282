/**
 * `readHistory` beside csv-parse's stream on the same plain file: 1 million rows x 5 columns in the normal run,
 * 10 million (about 400 MB) with KRARUP_READER_ROWS=10000000. Each side runs in a process of its own, in turn, so that
 * peak memory is its own too; times are processor seconds of the whole process from the first byte on, which say the
 * same on a busy machine. Ours returns the history, on its grid and with its findings; one reference cuts the rows and
 * adds up one column, the other turns the cells into what ours starts from: times, numbers, and an array for each queue.
 * DuckDB, on one thread, groups the same file: by queue and moment, which is the nearest to a history that it has (without a grid, detection or findings), and by queue alone.
 * A small history is read as well: there the first look at the file costs more than its rows.
 */
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { raceBuilds } from './against.ts'
import { type Claim, finish, median } from './harness.ts'
import { answerParent, eachRow, inChild, type Run, sumByReader, sumByRows } from './reading.ts'

const SIDES = ['ours', 'rows', 'columns'] as const
/** DuckDB's, by what it groups the rows. */
const GROUPED = { byMoment: 'queue, start', byQueue: 'queue' } as const
type Side = (typeof SIDES)[number] | keyof typeof GROUPED

const ROWS = Number(process.env.KRARUP_READER_ROWS ?? 1_000_000)
const QUEUES = 300
const ROUNDS = ROWS > 2_000_000 ? 1 : 3
/** What the reader may use at most for 10 million rows. */
const MEMORY_LIMIT_MB = 700

/** A history as most planners have one: it fits into the first window of the reader, and the code is not warm. */
const SMALL = fileURLToPath(new URL('../fixtures/hotline.csv', import.meta.url))
const SMALL_READINGS = 5

const DUCKDB = new URL('duckdb-sum.mjs', import.meta.url).href

const [, , asked, path, readings] = process.argv
const side = SIDES.find((one) => one === asked)
if (side) {
  await answerParent({ ours: sumByReader, rows: sumByRows, columns: sumByColumns }[side], path, Number(readings))
} else await compare()

async function compare(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'krarup-reader-'))
  try {
    const file = join(folder, 'history.csv')
    await makeFile(file)
    const megabytes = (await stat(file)).size / 1e6
    const rounds: Record<Side, Run>[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const runs = {
        ours: await inChild(import.meta.url, 'ours', file),
        rows: await inChild(import.meta.url, 'rows', file),
        columns: await inChild(import.meta.url, 'columns', file),
        byMoment: await inChild(DUCKDB, GROUPED.byMoment, file),
        byQueue: await inChild(DUCKDB, GROUPED.byQueue, file),
      }
      if (Object.values(runs).some(({ sum }) => sum !== runs.ours.sum))
        throw new Error('the sides read different numbers')
      rounds.push(runs)
    }
    const peak = (side: Side) => Math.round(Math.max(...rounds.map((runs) => runs[side].peakMegabytes)))
    console.log(
      `${ROWS.toLocaleString('en')} rows x 5 columns, ${QUEUES} queues, ${Math.round(megabytes)} MB; peak memory ${peak('ours')} MB (csv-parse ${peak('rows')} MB cutting rows, ${peak('columns')} MB keeping columns; DuckDB ${peak('byMoment')} MB by queue and start, ${peak('byQueue')} MB by queue)`,
    )
    const rate = (side: Side) => ROWS / median(rounds.map((runs) => runs[side].seconds))
    const claim = (name: string, reference: Exclude<Side, 'ours'>, referenceName: string): Claim => ({
      name,
      unit: 'rows/s',
      ours: rate('ours'),
      reference: rate(reference),
      referenceName,
      ratio: median(rounds.map((runs) => runs[reference].seconds / runs.ours.seconds)),
    })
    const small: { ours: Run; columns: Run }[] = []
    for (let round = 0; round < ROUNDS; round++) {
      small.push({
        ours: await inChild(import.meta.url, 'ours', SMALL, SMALL_READINGS),
        columns: await inChild(import.meta.url, 'columns', SMALL, SMALL_READINGS),
      })
    }
    const claims: Claim[] = [
      {
        name: `fixtures/hotline.csv read ${SMALL_READINGS} times`,
        unit: 's',
        ours: median(small.map(({ ours }) => ours.seconds)),
        reference: median(small.map(({ columns }) => columns.seconds)),
        referenceName: 'csv-parse stream, cells kept as times and numbers by queue',
        ratio: median(small.map(({ ours, columns }) => columns.seconds / ours.seconds)),
      },
      claim(
        'a history, beside columns by csv-parse',
        'columns',
        'csv-parse stream, cells kept as times and numbers by queue',
      ),
      claim('a history, beside rows by csv-parse', 'rows', 'csv-parse stream, rows cut and dropped'),
      claim(
        'a history, beside DuckDB by queue and start',
        'byMoment',
        'DuckDB, one thread, grouped by queue and start',
      ),
      claim('a history, beside DuckDB by queue', 'byQueue', 'DuckDB, one thread, grouped by queue'),
      {
        name: 'peak memory',
        unit: 'MB',
        ours: peak('ours'),
        reference: MEMORY_LIMIT_MB,
        referenceName: 'the limit for 10 million rows',
        ratio: MEMORY_LIMIT_MB / peak('ours'),
      },
      ...raceBuilds(
        { name: `${ROWS.toLocaleString('en')} rows read to a history`, rounds: 3, memory: true },
        { script: `const { readHistory } = await load('io/index.js'); await readHistory(${JSON.stringify(file)})` },
      ),
    ]
    finish(import.meta.url, claims)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function sumByColumns(file: string): Promise<number> {
  const queues = new Map<string, { start: number[]; offered: number[]; answered: number[]; aht: number[] }>()
  await eachRow(file, ([start, name, offered, answered, aht]) => {
    let queue = queues.get(name)
    if (!queue) {
      queue = { start: [], offered: [], answered: [], aht: [] }
      queues.set(name, queue)
    }
    queue.start.push(Date.parse(`${start}Z`))
    queue.offered.push(Number(offered))
    queue.answered.push(Number(answered))
    queue.aht.push(Number(aht))
  })
  let sum = 0
  for (const { offered } of queues.values()) for (const value of offered) sum += value
  return sum
}

/** 15-minute rows in order of time, all queues of an interval together, as an ACD writes them; the numbers come from a small generator with a fixed seed. */
async function makeFile(file: string): Promise<void> {
  const out = createWriteStream(file)
  const write = (text: string) =>
    out.write(text) ? undefined : new Promise<void>((resolve) => out.once('drain', () => resolve()))
  let state = 20_260_331
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 4_294_967_296) * below)
  }
  await write('start,queue,offered,answered,aht\n')
  const first = Date.UTC(2024, 0, 1)
  for (let row = 0; row < ROWS; ) {
    const start = new Date(first + Math.floor(row / QUEUES) * 900_000).toISOString().slice(0, 19)
    let text = ''
    for (let queue = 0; queue < QUEUES && row < ROWS; queue++, row++) {
      const offered = next(120)
      text += `${start},Skill ${queue + 100},${offered},${Math.max(0, offered - next(8))},${120 + next(240)}\n`
    }
    await write(text)
  }
  await new Promise<void>((resolve) => out.end(() => resolve()))
}
