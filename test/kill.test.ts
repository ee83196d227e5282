/** @module-tag slow */
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { randomStream } from '../src/numeric/random/stream.ts'
import { MAIN, prepare, WRITING_COMMANDS } from './writing-commands.ts'

/** Moments at which each command is killed: `KILLS=100 npx vitest run test/kill.test.ts` tries a hundred. */
const KILLS = Number(process.env.KILLS ?? 1)

const PREPARED = mkdtempSync(join(tmpdir(), 'kill-'))
beforeAll(() => prepare(PREPARED), 120_000)
afterAll(() => rmSync(PREPARED, { recursive: true, force: true }))

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kill-'))
  cpSync(PREPARED, folder, { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Runs a command, killed after some milliseconds; says how long it ran and whether it came to its end. */
function krarup(words: string, killAfter?: number): Promise<{ milliseconds: number; finished: boolean }> {
  const began = performance.now()
  const child = spawn(process.execPath, [MAIN, ...words.split(' ')], {
    cwd: folder,
    stdio: 'ignore',
  })
  const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter)
  return new Promise((resolve) =>
    child.on('exit', (code) => {
      clearTimeout(timer)
      resolve({ milliseconds: performance.now() - began, finished: code === 0 })
    }),
  )
}

it.each(WRITING_COMMANDS)(
  'killed at any moment, the old or the new file is whole, and the next run clears up: $words',
  async ({ words, outputs }) => {
    const chance = randomStream(1, words.length)
    const { milliseconds, finished } = await krarup(words)
    expect(finished).toBe(true)
    const whole = outputs.map((name) => readFileSync(join(folder, name), 'latin1'))
    const files = readdirSync(folder).sort()
    for (let kill = 0; kill < KILLS; kill++) {
      const old = outputs.map((_, i) => `old ${i}`)
      outputs.forEach((name, i) => {
        writeFileSync(join(folder, name), old[i])
      })
      // Half of the moments are near the end, where files are written.
      const share = kill % 2 === 0 ? chance.uniform() : 0.85 + 0.2 * chance.uniform()
      await krarup(words, share * milliseconds)
      outputs.forEach((name, i) => {
        expect([old[i], whole[i]], name).toContain(readFileSync(join(folder, name), 'latin1'))
      })
      expect((await krarup(words)).finished).toBe(true)
      expect(outputs.map((name) => readFileSync(join(folder, name), 'latin1'))).toEqual(whole)
      expect(readdirSync(folder).sort()).toEqual(files)
    }
  },
  60_000 * (KILLS + 2),
)

it('two runs that write one file leave one of the two, whole', async () => {
  const words = 'init h.csv --force --out plan.yaml'
  await Promise.all([krarup(words), krarup(words)])
  const once = readFileSync(join(folder, 'plan.yaml'), 'utf8')
  await krarup(words)
  expect([
    readFileSync(join(folder, 'plan.yaml'), 'utf8'),
    readdirSync(folder).filter((name) => name.startsWith('.')),
  ]).toEqual([once, []])
})
