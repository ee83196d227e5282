import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPointFile, type PointFileHead, readPointFile } from './point-file.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'krarup-points-'))
  path = join(folder, 'points.jsonl')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const HEAD: PointFileHead = {
  about: { scenario: 'f'.repeat(64), seed: '1' },
  command: { name: 'whatif', argument: 'a.yaml', words: { vary: ['x=1..2'], replications: '5', clean: true } },
  part: '3/40',
}
const about = (other: Record<string, string>): PointFileHead => ({ ...HEAD, about: { ...HEAD.about, ...other } })

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
    await expect(openPointFile(path, about({ seed: '2' }))).rejects.toThrow('holds points of another seed: 1, not 2')
    await expect(openPointFile(path, about({ scenario: 'e'.repeat(64) }))).rejects.toThrow(/another scenario\n/)
    expect(readFileSync(path, 'utf8')).toBe(before)
  })

  it('never writes over a file that is something else', async () => {
    for (const text of ['queues:\n', 'one line', '{"form":"other"}\n', '{"some":"json"}', '[]\n']) {
      writeFileSync(path, text)
      await expect(openPointFile(path, HEAD)).rejects.toThrow('not a file of finished points')
      expect(readFileSync(path, 'utf8')).toBe(text)
    }
    const ours = { form: 'krarup points 2', ...HEAD }
    for (const head of [
      { ...ours, about: { seed: 1 } },
      { ...ours, command: { name: 'x' } },
      { ...ours, command: { ...HEAD.command, words: { vary: [1] } } },
      { ...ours, part: 3 },
    ]) {
      writeFileSync(path, `${JSON.stringify(head)}\n`)
      await expect(readPointFile(path)).rejects.toThrow('not a file of finished points')
    }
    writeFileSync(path, '')
    await (await openPointFile(path, HEAD)).put('a', 1)
    expect((await openPointFile(path, HEAD)).found).toBe(1)
  })

  it('of another version is refused by its name', async () => {
    writeFileSync(path, '{"form":"krarup points 1","scenario":"x"}\n')
    const refusal = /of another version of krarup: krarup points 1, not krarup points 2/
    await expect(openPointFile(path, HEAD)).rejects.toThrow(refusal)
    await expect(readPointFile(path)).rejects.toThrow(refusal)
    writeFileSync(path, `${JSON.stringify({ form: 'krarup points 2', ...about({ krarup: '0.0.9' }) })}\n`)
    await expect(openPointFile(path, about({ krarup: '0.1.0' }))).rejects.toThrow('another krarup: 0.0.9, not 0.1.0')
  })

  it('is read with its head by who merges', async () => {
    const file = await openPointFile(path, HEAD)
    await file.put('a', new Float64Array([Number.NaN, -0]))
    const { head, points, damaged } = await readPointFile(path)
    expect({ head, damaged }).toEqual({ head: HEAD, damaged: [] })
    expect(points.get('a')).toStrictEqual(new Float64Array([Number.NaN, -0]))
    await expect(readPointFile(join(folder, 'none'))).rejects.toThrow('cannot be read')
  })

  // A damaged line ended in a TypeError, and a digit that had changed was taken for a figure.
  it('names damaged lines and counts their points as unfinished; what is appended later counts', async () => {
    const file = await openPointFile(path, HEAD)
    for (const key of ['a', 'b', 'c']) await file.put(key, { value: 1234 })
    const [head, a, b, c] = readFileSync(path, 'utf8').split('\n')
    for (const bad of [
      '',
      'not JSON',
      '[]',
      '{}',
      'null',
      '["b"]',
      '["b",{"value":1234}]',
      b.replace('1234', '1235'),
      b.replace('"b"', '"d"'),
      b.slice(1),
      `${b}]`,
      b.replace('{', '['),
      '["b",{"$":["map"]},"00"]',
    ]) {
      writeFileSync(path, [head, a, bad, c, ''].join('\n'))
      const again = await openPointFile(path, HEAD)
      expect([bad, again.found, again.damaged, again.get('b')]).toEqual([bad, 2, [3], undefined])
      await again.put('b', 5)
      expect((await openPointFile(path, HEAD)).get('b')).toBe(5)
    }
  })
})
