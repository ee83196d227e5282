/**
 * `readHistory` of a workbook of 100 000 rows x 5 columns beside csv-parse's stream on the same rows as CSV, and beside `readHistory` of that CSV.
 * Each side runs in a process of its own, in turn, so that peak memory is its own too; times are processor seconds from the first byte on.
 */
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Made, madeWorkbook } from '../src/io/workbook/made-workbook.testing.ts'
import { type Claim, finish, median } from './harness.ts'
import { answerParent, inChild, type Run, sumByReader, sumByRows } from './reading.ts'

const SIDES = ['workbook', 'csv', 'rows'] as const
type Side = (typeof SIDES)[number]

const ROWS = 100_000
const QUEUES = 50
const ROUNDS = 9
const MEMORY_LIMIT_MB = 400

const [, , asked, path, readings] = process.argv
const side = SIDES.find((one) => one === asked)
if (side) await answerParent(side === 'rows' ? sumByRows : sumByReader, path, Number(readings))
else await compare()

async function compare(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'krarup-workbook-'))
  try {
    const files = { workbook: join(folder, 'history.xlsx'), csv: join(folder, 'history.csv') }
    await makeFiles(files)
    const rounds: Record<Side, Run>[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const runs = {
        workbook: await inChild(import.meta.url, 'workbook', files.workbook),
        csv: await inChild(import.meta.url, 'csv', files.csv),
        rows: await inChild(import.meta.url, 'rows', files.csv),
      }
      if (runs.workbook.sum !== runs.rows.sum || runs.csv.sum !== runs.rows.sum)
        throw new Error('the sides read different numbers')
      rounds.push(runs)
    }
    const peak = Math.round(Math.max(...rounds.map(({ workbook }) => workbook.peakMegabytes)))
    const megabytes = async (file: string) => ((await stat(file)).size / 1e6).toFixed(1)
    console.log(
      `${ROWS.toLocaleString('en')} rows x 5 columns, ${QUEUES} queues: workbook ${await megabytes(files.workbook)} MB, CSV ${await megabytes(files.csv)} MB; peak memory ${peak} MB`,
    )
    const seconds = (one: Side) => median(rounds.map((runs) => runs[one].seconds))
    const claim = (name: string, reference: 'csv' | 'rows', referenceName: string): Claim => ({
      name,
      unit: 's',
      ours: seconds('workbook'),
      reference: seconds(reference),
      referenceName,
      ratio: median(rounds.map((runs) => runs[reference].seconds / runs.workbook.seconds)),
    })
    finish(import.meta.url, [
      claim('a workbook, beside its rows by csv-parse', 'rows', 'csv-parse stream, rows cut and dropped'),
      claim('a workbook, beside the same as CSV', 'csv', 'readHistory of the CSV file'),
      {
        name: 'peak memory',
        unit: 'MB',
        ours: peak,
        reference: MEMORY_LIMIT_MB,
        referenceName: 'the limit',
        ratio: MEMORY_LIMIT_MB / peak,
      },
    ])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** 15-minute rows in order of time, the handle time as a spreadsheet's duration; the numbers come from a small generator with a fixed seed. */
async function makeFiles({ workbook, csv }: { workbook: string; csv: string }): Promise<void> {
  let state = 20_260_331
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 4_294_967_296) * below)
  }
  const headings = ['start', 'queue', 'offered', 'answered', 'aht']
  const rows: Made[][] = [headings]
  let text = `${headings.join(',')}\n`
  const first = Date.UTC(2024, 0, 1)
  for (let row = 0; row < ROWS; row++) {
    const time = first + Math.floor(row / QUEUES) * 900_000
    const queue = `Skill ${(row % QUEUES) + 100}`
    const offered = next(120)
    const answered = Math.max(0, offered - next(8))
    const aht = 120 + next(240)
    rows.push([
      { value: time / 86_400_000 + 25_569, format: 'yyyy-mm-dd hh:mm' },
      queue,
      offered,
      answered,
      { value: aht / 86_400, format: '[h]:mm:ss' },
    ])
    text += `${new Date(time).toISOString().slice(0, 19)},${queue},${offered},${answered},${aht}\n`
  }
  await writeFile(workbook, madeWorkbook({ sheets: [{ name: 'Data', rows }] }))
  await writeFile(csv, text)
}
