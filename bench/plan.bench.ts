import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { raceBuilds } from './against.ts'
import { finish, race } from './harness.ts'
import { runNode } from './node-process.ts'

/**
 * The whole `krarup plan` on a hotline's year (three queues, 20 487 rows), process and all: reading, forecasting, sizing, drawing days, printing and writing plan.csv.
 * Beside it a program that does no more than read the same file into objects with csv-parse.
 */
const folder = mkdtempSync(join(tmpdir(), 'krarup-bench-'))

const PLAN = ['plan', 'fixtures/hotline.csv', '--force', '--out', join(folder, 'plan.csv')]

const READ = `
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
const rows = parse(readFileSync('fixtures/hotline.csv'), { columns: true, cast: true })
if (rows.length !== 20487) throw new Error('not the file that was meant')
`

try {
  finish(import.meta.url, [
    await race({
      name: 'krarup plan',
      ours: () => runNode('dist/cli/main.js', ...PLAN),
      reference: () => runNode('--input-type=module', '--eval', READ),
      referenceName: 'csv-parse to objects',
      time: 1000,
      rounds: 3,
    }),
    ...raceBuilds({ name: 'krarup plan', rounds: 7, memory: true }, { command: PLAN }),
  ])
} finally {
  rmSync(folder, { recursive: true })
}
