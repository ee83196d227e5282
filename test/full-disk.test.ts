/** @module-tag slow */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { MAIN, prepare, WRITING_COMMANDS } from './writing-commands.ts'

/** What the file system answers: a limit on the size of files stands in for a full disk where no small one can be mounted. */
const FULL = /the disk is full|the file would be larger than this disk allows/
const OLD = 'as it was'

let folder: string
let isMounted = false
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'full-disk-'))
  mkdirSync(join(folder, 'out'))
  prepare(folder)
  isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', join(folder, 'out')]).status === 0
}, 120_000)
afterAll(() => {
  if (isMounted) spawnSync('umount', [join(folder, 'out')])
  rmSync(folder, { recursive: true, force: true })
})

/** A command whose files go to the folder `out`. */
function krarup(words: string, limited: boolean) {
  const line = ['exec', '"$0"', '"$@"'].join(' ')
  const into = words.split(' ').map((word, i, all) => (isOutput(all[i - 1]) ? `out/${word}` : word))
  const shell = ['-c', limited ? `ulimit -f 1; ${line}` : line, process.execPath, MAIN, ...into]
  return spawnSync('sh', shell, { cwd: folder, encoding: 'utf8' })
}

function isOutput(option: string | undefined): boolean {
  return ['--out', '--report', '--cases', '--trace', '--picture', '--rejects', '--resume'].includes(option ?? '')
}

/** Leaves a file of the folder less room than any output takes. */
function fill(): void {
  if (!isMounted) return
  try {
    writeFileSync(join(folder, 'out', 'filler'), new Uint8Array(1 << 20))
  } catch {
    // Full is what it is to be.
  }
}

describe.each(WRITING_COMMANDS)('$words', ({ words, outputs, grows }) => {
  beforeEach(() => {
    for (const name of readdirSync(join(folder, 'out'))) rmSync(join(folder, 'out', name), { recursive: true })
    for (const name of outputs) writeFileSync(join(folder, 'out', name), OLD)
  })

  it('on a full disk: says so, leaves the old files, and no other', () => {
    fill()
    const { status, stderr } = krarup(words, !isMounted)
    expect([status, stderr]).toEqual([2, expect.stringMatching(FULL)])
    for (const name of outputs) expect(readFileSync(join(folder, 'out', name), 'utf8')).toBe(OLD)
    const others = readdirSync(join(folder, 'out')).filter((name) => ![...outputs, 'filler', grows].includes(name))
    expect(others).toEqual([])
    rmSync(join(folder, 'out', 'filler'), { force: true })
    if (!isMounted) return
    expect(krarup(words, false)).toMatchObject({ status: 0 })
  })

  it('in a folder that may only be read: says so before it works, and changes nothing', () => {
    const before = readdirSync(join(folder, 'out')).sort()
    const readOnly = makeReadOnly()
    try {
      const { status, stderr } = krarup(words, false)
      expect([status, stderr]).toEqual([2, expect.stringMatching(readOnly)])
      for (const name of outputs) expect(readFileSync(join(folder, 'out', name), 'utf8')).toBe(OLD)
      expect(readdirSync(join(folder, 'out')).sort()).toEqual(before)
    } finally {
      makeWritable()
    }
  })
})

/** Permissions do not bind an administrator, so the disk itself is made read-only where that can be. Returns what is to be said. */
function makeReadOnly(): RegExp {
  if (!isMounted) chmodSync(join(folder, 'out'), 0o555)
  else spawnSync('mount', ['-o', 'remount,ro', join(folder, 'out')])
  return isMounted ? /this disk can only be read/ : /this user may not write there/
}

function makeWritable(): void {
  if (!isMounted) chmodSync(join(folder, 'out'), 0o755)
  else spawnSync('mount', ['-o', 'remount,rw', join(folder, 'out')])
}
