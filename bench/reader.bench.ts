/**
 * `readHistory` beside csv-parse's stream on the same plain file: 1 million rows x 5 columns in the normal run,
 * 10 million (about 400 MB) with KRARUP_READER_ROWS=10000000. Each side runs in a process of its own, in turn, so that
 * peak memory is its own too. The reference only cuts the rows and adds up one column; ours returns the history.
 */
import { fork } from 'node:child_process'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse'
import { readHistory } from 'krarup/io'
import { type Claim, finish, median } from './harness.ts'

interface Run {
  seconds: number
  /** Contacts offered in all: both sides must agree. */
  sum: number
  peakMegabytes: number
}

const ROWS = Number(process.env.KRARUP_READER_ROWS ?? 1_000_000)
const QUEUES = 300
const ROUNDS = ROWS > 2_000_000 ? 1 : 3
/** What the reader may use at most for 10 million rows. */
const MEMORY_LIMIT_MB = 700

const [, , side, path] = process.argv
if (side === 'ours' || side === 'reference') {
  const begin = performance.now()
  const sum = side === 'ours' ? await sumByReader(path) : await sumByCsvParse(path)
  const run: Run = {
    seconds: (performance.now() - begin) / 1000,
    sum,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  }
  process.send?.(run)
} else await compare()

async function compare(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'krarup-reader-'))
  try {
    const file = join(folder, 'history.csv')
    await makeFile(file)
    const megabytes = (await stat(file)).size / 1e6
    const pairs: { ours: Run; reference: Run }[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const pair = { ours: await inChild('ours', file), reference: await inChild('reference', file) }
      if (pair.ours.sum !== pair.reference.sum) throw new Error('the two sides read different numbers')
      pairs.push(pair)
    }
    const peak = Math.max(...pairs.map(({ ours }) => ours.peakMegabytes))
    console.log(
      `${ROWS.toLocaleString('en')} rows x 5 columns, ${QUEUES} queues, ${Math.round(megabytes)} MB; peak memory ${Math.round(peak)} MB (csv-parse ${Math.round(Math.max(...pairs.map(({ reference }) => reference.peakMegabytes)))} MB)`,
    )
    const claims: Claim[] = [
      {
        name: 'rows a second',
        unit: 'rows/s',
        ours: ROWS / median(pairs.map(({ ours }) => ours.seconds)),
        reference: ROWS / median(pairs.map(({ reference }) => reference.seconds)),
        referenceName: 'csv-parse stream, rows cut and one column added up',
        ratio: median(pairs.map(({ ours, reference }) => reference.seconds / ours.seconds)),
      },
      {
        name: 'peak memory',
        unit: 'MB',
        ours: peak,
        reference: MEMORY_LIMIT_MB,
        referenceName: 'the limit for 10 million rows',
        ratio: MEMORY_LIMIT_MB / peak,
      },
    ]
    finish(import.meta.url, claims)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function inChild(side: 'ours' | 'reference', file: string): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [side, file], { execArgv: process.execArgv })
    let run: Run | undefined
    child.on('message', (message: Run) => {
      run = message
    })
    child.on('exit', () => (run ? resolve(run) : reject(new Error(`the ${side} side failed`))))
  })
}

async function sumByReader(file: string): Promise<number> {
  const { history } = await readHistory(file)
  let sum = 0
  for (const { measures } of history.queues) for (const value of measures.offered) if (value > 0) sum += value
  return sum
}

async function sumByCsvParse(file: string): Promise<number> {
  let sum = 0
  await new Promise<void>((resolve, reject) => {
    const parser = createReadStream(file).pipe(parse({ from_line: 2 }))
    parser.on('readable', () => {
      for (let record: string[] | null = parser.read(); record !== null; record = parser.read())
        sum += Number(record[2])
    })
    parser.on('end', resolve)
    parser.on('error', reject)
  })
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
