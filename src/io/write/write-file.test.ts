import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toCsv } from './to-csv.ts'
import { writeFileAtomic } from './write-file.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'krarup-write-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('writeFileAtomic', () => {
  test('writes text and bytes and leaves nothing beside them', async () => {
    const place = join(folder, 'fresh')
    await mkdir(place)
    await writeFileAtomic(join(place, 'a.csv'), 'a,b\r\n')
    await writeFileAtomic(join(place, 'b.bin'), Uint8Array.of(1, 2))
    expect(await readdir(place)).toEqual(['a.csv', 'b.bin'])
    expect(await readFile(join(place, 'a.csv'), 'utf8')).toBe('a,b\r\n')
  })

  test('an existing file stays as it is, unless forced', async () => {
    const path = join(folder, 'plan.csv')
    await writeFile(path, 'old')
    await expect(writeFileAtomic(path, 'new')).rejects.toMatchObject({ code: 'CONFLICT', where: { file: path } })
    await expect(writeFileAtomic(path, 'new')).rejects.toThrow('--force')
    expect(await readFile(path, 'utf8')).toBe('old')
    await writeFileAtomic(path, 'new', { force: true })
    expect(await readFile(path, 'utf8')).toBe('new')
  })

  test('of many that write the same new file at once, one does', async () => {
    const path = join(folder, 'race.csv')
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, (_, i) => writeFileAtomic(path, String(i))))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  test('a folder that is missing or a directory in the way is said, and nothing is left behind', async () => {
    await expect(writeFileAtomic(join(folder, 'none', 'x.csv'), '')).rejects.toMatchObject({ code: 'FILE' })
    await mkdir(join(folder, 'taken'))
    await writeFile(join(folder, 'taken', 'inside'), '')
    await expect(writeFileAtomic(join(folder, 'taken'), '', { force: true })).rejects.toMatchObject({ code: 'FILE' })
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([])
    await chmod(folder, 0o755)
  })
})

describe('toCsv', () => {
  test('quotes what needs it, leaves empty what is no value, marks what is not ASCII', () => {
    expect(
      toCsv(
        ['a', 'b'],
        [
          ['x,y', 1.5],
          ['say "no"', Number.NaN],
          [undefined, null],
          [' left', true],
          ['two\nlines', Number.POSITIVE_INFINITY],
        ],
      ),
    ).toBe('a,b\r\n"x,y",1.5\r\n"say ""no""",\r\n,\r\n" left",true\r\n"two\nlines",\r\n')
    expect(toCsv(['队列'], [['一般']])).toBe('\ufeff队列\r\n一般\r\n')
  })
})
