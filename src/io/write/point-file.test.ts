import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPointFile } from './point-file.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'krarup-points-'))
  path = join(folder, 'points.jsonl')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const HEAD = { scenario: 'f'.repeat(64), seed: '1' }

describe('a file of finished points', () => {
  it('gives back what was put into it, also when it is opened again', async () => {
    const file = await openPointFile(path, HEAD)
    await file.put('a', { value: 0.1 + 0.2, none: null })
    expect(file.found).toBe(0)
    const again = await openPointFile(path, HEAD)
    expect(again.found).toBe(1)
    expect(again.get('a')).toEqual({ value: 0.1 + 0.2, none: null })
    expect(again.get('b')).toBeUndefined()
    await again.put('b', 2)
    expect((await openPointFile(path, HEAD)).found).toBe(2)
  })

  it('loses a torn last line and nothing else, and goes on to the same bytes', async () => {
    const file = await openPointFile(path, HEAD)
    await file.put('a', '热线')
    const before = readFileSync(path, 'utf8')
    await file.put('b', 2)
    const whole = readFileSync(path, 'utf8')
    for (let end = before.length; end < whole.length; end++) {
      writeFileSync(path, whole.slice(0, end))
      const again = await openPointFile(path, HEAD)
      expect([again.found, again.get('a'), again.get('b')]).toEqual([1, '热线', undefined])
      await again.put('b', 2)
      expect(readFileSync(path, 'utf8')).toBe(whole)
    }
    for (let end = 0; end < before.indexOf('\n'); end++) {
      writeFileSync(path, whole.slice(0, end))
      expect((await openPointFile(path, HEAD)).found).toBe(0)
    }
  })

  it('of another question is refused and left alone, with what differs', async () => {
    await (await openPointFile(path, HEAD)).put('a', 1)
    const before = readFileSync(path, 'utf8')
    await expect(openPointFile(path, { ...HEAD, seed: '2' })).rejects.toThrow('holds points of another seed: 1, not 2')
    await expect(openPointFile(path, { ...HEAD, scenario: 'e'.repeat(64) })).rejects.toThrow(/another scenario\n/)
    expect(readFileSync(path, 'utf8')).toBe(before)
  })

  it('never writes over a file that is something else', async () => {
    for (const text of ['queues:\n', 'one line', '{"form":"other"}\n', '{"some":"json"}', '[]\n']) {
      writeFileSync(path, text)
      await expect(openPointFile(path, HEAD)).rejects.toThrow('not a file of finished points')
      expect(readFileSync(path, 'utf8')).toBe(text)
    }
    writeFileSync(path, '')
    await (await openPointFile(path, HEAD)).put('a', 1)
    appendFileSync(path, 'not JSON\n')
    await expect(openPointFile(path, HEAD)).rejects.toThrow('not a file of finished points')
  })
})
