/** @module-tag slow */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from './repository.ts'

const MAIN = `${ROOT}dist/cli/main.js`
/** Enough for three threads. */
const QUEUES = 36

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'krarup-threads-'))
  const rows = ['queue,start,offered,aht']
  for (let queue = 0; queue < QUEUES; queue++)
    for (let day = 0; day < 35; day++)
      for (let hour = 9; hour < 13; hour++) {
        const date = new Date(Date.UTC(2026, 0, 5 + day)).toISOString().slice(0, 10)
        rows.push(
          `q${queue},${date} ${hour}:00,${(Math.imul((queue * 64 + day) * 16 + hour, 0x9e3779b1) >>> 16) % 30},${200 + queue}`,
        )
      }
  writeFileSync(join(folder, 'h.csv'), rows.join('\n'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const plan = (...words: string[]) => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [MAIN, 'plan', 'h.csv', '--days', '3', ...words], {
    cwd: folder,
    encoding: 'utf8',
  })
  return { stdout, stderr, status }
}

describe('a plan of many groups', () => {
  it('is the same to the byte on one thread and on three', () => {
    const one = plan('--json', '--workers', '1')
    expect(one.status).toBe(0)
    expect(JSON.parse(one.stdout).groups).toHaveLength(QUEUES)
    expect(plan('--json', '--workers', '3')).toEqual(one)
  })

  it('says of several groups with a fault what one thread says', () => {
    writeFileSync(
      join(folder, 'p.yaml'),
      'queues: { q20: { model: erlang-a }, q5: { model: erlang-a }, q33: { model: erlang-a } }\n',
    )
    const one = plan('--config', 'p.yaml', '--json', '--workers', '1')
    expect([one.status, one.stderr]).toEqual([2, expect.stringContaining('history of q5 does not tell it')])
    expect(plan('--config', 'p.yaml', '--json', '--workers', '3')).toEqual(one)
  })

  it('a part takes no threads, and says so', () => {
    const { status, stderr } = plan('--part', '1/2', '--workers', '2')
    expect([status, stderr]).toEqual([2, expect.stringContaining('a part of a plan is computed by one thread')])
    expect(() => readFileSync(join(folder, 'part-1.points'))).toThrow()
  })
})
