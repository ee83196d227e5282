/** @module-tag slow */
import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ROOT } from './repository.ts'

const MAIN = `${ROOT}dist/cli/main.js`

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hard-use-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('a day of two thousand million contacts', () => {
  beforeEach(() =>
    writeFileSync(
      join(folder, 's.yaml'),
      'interval: 1h\nqueues: { a: { volume: 2e9, aht: 3m, patience: 1m, groups: [g] } }\ngroups: { g: { agents: 400 } }\n',
    ),
  )

  // The budget used to be looked at between replications only: 90 s later such a run went on.
  it('is interrupted by its budget', () => {
    const began = performance.now()
    const words = 'simulate s.yaml --budget 1s --yes'.split(' ')
    const { stderr, status } = spawnSync(process.execPath, [MAIN, ...words], { cwd: folder, encoding: 'utf8' })
    expect([status, stderr]).toEqual([2, expect.stringContaining('the time was up before the first replication')])
    expect(performance.now() - began).toBeLessThan(30_000)
  })

  it('is interrupted by Ctrl-C', async () => {
    const child = spawn(process.execPath, [MAIN, 'simulate', 's.yaml', '--yes'], { cwd: folder })
    setTimeout(() => child.kill('SIGINT'), 3000)
    expect(await new Promise((resolve) => child.on('exit', (code) => resolve(code)))).toBe(130)
  })
})

it('the file behind standard input is never overwritten', () => {
  copyFileSync(`${ROOT}fixtures/hotline.csv`, join(folder, 'h.csv'))
  const line = `exec "$0" "$1" plan - --out h.csv --force < h.csv`
  const { stderr, status } = spawnSync('sh', ['-c', line, process.execPath, MAIN], { cwd: folder, encoding: 'utf8' })
  expect([status, stderr]).toEqual([2, expect.stringContaining('an input is never overwritten')])
  expect(readFileSync(join(folder, 'h.csv'), 'utf8')).toBe(readFileSync(`${ROOT}fixtures/hotline.csv`, 'utf8'))
})
