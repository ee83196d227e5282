import { spawnSync } from 'node:child_process'
import {
  chmod,
  link,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ownerMark } from '../source/index.ts'
import { noteMoves, partOf } from './interrupted-writes.ts'
import { toCsv } from './to-csv.ts'
import { writeFileAtomic, writeFilesTogether } from './write-file.ts'

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

  test('writes pieces of text one after another', async () => {
    const path = join(folder, 'pieces.json')
    await writeFileAtomic(path, ['[1', ',"ä"', ']\n'])
    expect(await readFile(path, 'utf8')).toBe('[1,"ä"]\n')
  })

  test('an existing file stays as it is, unless forced', async () => {
    const path = join(folder, 'plan.csv')
    await writeFile(path, 'old')
    await expect(writeFileAtomic(path, 'new')).rejects.toMatchObject({
      code: 'CONFLICT',
      what: expect.stringContaining(path),
    })
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

/** A mark as of a run that has gone: of a process that has ended. */
function markOfGone(): string {
  const { pid } = spawnSync(process.execPath, ['--version'])
  return ownerMark().replace(/-\d+-/, `-${pid}-`)
}

async function freshFolder(name: string): Promise<string> {
  const place = join(folder, name)
  await mkdir(place)
  return place
}

describe('a file that others lean on', () => {
  test('of a file with two names, the one that is named gets the new content and the other keeps the old', async () => {
    const place = await freshFolder('two-names')
    const [named, other] = [join(place, 'plan.csv'), join(place, 'kept.csv')]
    await writeFileAtomic(named, 'old')
    await link(named, other)
    await writeFileAtomic(named, 'new', { force: true })
    expect([await readFile(named, 'utf8'), await readFile(other, 'utf8')]).toEqual(['new', 'old'])
  })

  test('a link stays a link, also one that led nowhere yet, and the file keeps its permissions', async () => {
    const place = await freshFolder('linked')
    await mkdir(join(place, 'real'))
    const real = join(place, 'real', 'plan.csv')
    const linked = join(place, 'plan.csv')
    await symlink(join('real', 'plan.csv'), linked)
    await writeFileAtomic(linked, 'first')
    await chmod(real, 0o600)
    await writeFileAtomic(linked, 'second', { force: true })
    expect((await lstat(linked)).isSymbolicLink()).toBe(true)
    expect([await readlink(linked), await readFile(real, 'utf8')]).toEqual(['real/plan.csv', 'second'])
    expect((await stat(real)).mode & 0o777).toBe(0o600)
    expect(await readdir(join(place, 'real'))).toEqual(['plan.csv'])
  })

  // It used to be replaced by the output, whatever stood in it.
  test('an input is never an output, by any name or link, forced or not', async () => {
    const place = await freshFolder('inputs')
    const input = join(place, 'h.csv')
    await writeFile(input, 'history')
    await symlink('h.csv', join(place, 'soft.csv'))
    await link(input, join(place, 'hard.csv'))
    await symlink('.', join(place, 'again'))
    for (const name of ['h.csv', './h.csv', 'soft.csv', 'hard.csv', 'again/h.csv', '../inputs/h.csv']) {
      const options = { force: true, inputs: [input] }
      const path = `${place}/${name}`
      await expect(writeFileAtomic(path, 'plan', options), name).rejects.toMatchObject({ code: 'CONFLICT' })
      await expect(writeFileAtomic(input, 'plan', { ...options, inputs: [path] })).rejects.toThrow('never overwritten')
    }
    expect(await readFile(input, 'utf8')).toBe('history')
    expect((await readdir(place)).sort()).toEqual(['again', 'h.csv', 'hard.csv', 'soft.csv'])
  })

  test('two outputs are never one file, whether it is there or not', async () => {
    const place = await freshFolder('outputs')
    await symlink('new.csv', join(place, 'soft.csv'))
    for (const name of ['new.csv', './new.csv', 'soft.csv', 'NEW.csv', '../outputs/new.csv']) {
      const files = [join(place, 'new.csv'), `${place}/${name}`].map((path) => ({ path, content: path }))
      await expect(writeFilesTogether(files), name).rejects.toThrow('name one file')
    }
    expect(await readdir(place)).toEqual(['soft.csv'])
    await writeFilesTogether([
      { path: '/dev/null', content: 'a' },
      { path: '/dev/null', content: 'b' },
    ])
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true)
  })
})

describe('files that belong together', () => {
  test('are written all or none', async () => {
    const place = await freshFolder('together')
    const paths = ['plan.csv', 'plan.html', 'plan.svg'].map((name) => join(place, name))
    const files = (content: string) => paths.map((path) => ({ path, content }))
    await writeFilesTogether(files('old'))
    await writeFilesTogether(files('new'), { force: true })
    expect(await Promise.all(paths.map((path) => readFile(path, 'utf8')))).toEqual(['new', 'new', 'new'])
    await rm(paths[0])
    await expect(writeFilesTogether(files('newer'))).rejects.toThrow(`${paths[1]} exists already`)
    expect((await readdir(place)).sort()).toEqual(['plan.html', 'plan.svg'])
    const far = [...files('newer'), { path: join(place, 'none', 'x'), content: '' }]
    await expect(writeFilesTogether(far, { force: true })).rejects.toMatchObject({ code: 'FILE' })
    expect(await readFile(paths[1], 'utf8')).toBe('new')
  })

  // A run that was killed between two moves used to leave a new plan beside an old report, and its hidden files for ever.
  test('the next run moves what a killed one had still to move, and clears up', async () => {
    const place = await freshFolder('killed')
    const other = await freshFolder('killed-reports')
    const [plan, report] = [join(place, 'plan.csv'), join(other, 'plan.html')]
    const mark = markOfGone()
    await writeFile(plan, 'new plan')
    await writeFile(report, 'old report')
    await writeFile(partOf(report, mark), 'new report')
    await noteMoves([plan, report], mark)
    await writeFile(partOf(join(other, 'torn.html'), markOfGone()), 'to')
    await writeFileAtomic(join(other, 'next.csv'), 'next')
    expect([await readFile(plan, 'utf8'), await readFile(report, 'utf8')]).toEqual(['new plan', 'new report'])
    expect([await readdir(place), (await readdir(other)).sort()]).toEqual([['plan.csv'], ['next.csv', 'plan.html']])
  })

  test('a torn note of moves counts for nothing; what runs on, or is not ours, stays', async () => {
    const place = await freshFolder('torn')
    const plan = join(place, 'plan.csv')
    const mark = markOfGone()
    await writeFile(plan, 'old')
    await writeFile(partOf(plan, mark), 'new')
    await writeFile(join(place, `.${mark}.moves`), JSON.stringify([plan]))
    const staying = [partOf(join(place, 'a.csv'), ownerMark()), join(place, '.b.csv.0123456789ab.part')]
    for (const path of staying) await writeFile(path, '')
    await writeFileAtomic(join(place, 'next.csv'), 'next')
    expect(await readFile(plan, 'utf8')).toBe('old')
    expect((await readdir(place)).map((name) => join(place, name)).sort()).toEqual(
      [plan, join(place, 'next.csv'), ...staying].sort(),
    )
    const longAgo = new Date(Date.now() - 48 * 3600 * 1000)
    await utimes(staying[0], longAgo, longAgo)
    await writeFileAtomic(plan, 'next', { force: true })
    expect(await readdir(place)).not.toContain(staying[0].slice(place.length + 1))
  })
})

describe('a place where nothing can be written', () => {
  test.each([
    ['a folder that is missing', 'none/x.csv', 'there is no folder'],
    ['a folder in the way', '.', 'this is a directory'],
    ['a file as a folder', 'file/x.csv', 'not a directory'],
    ['a name that is too long', 'n'.repeat(300), 'the name is too long'],
    ['links in a circle', 'circle', 'the links lead in a circle'],
  ])('%s is said', async (_, name, said) => {
    const place = join(folder, `bad-${name.slice(0, 4).replace('/', '')}`)
    await mkdir(place)
    await writeFile(join(place, 'file'), '')
    await symlink('circle', join(place, 'circle'))
    const error = writeFileAtomic(`${place}/${name}`, 'x', { force: true })
    await expect(error).rejects.toMatchObject({ code: 'FILE', how: expect.stringContaining(said) })
    expect((await readdir(place)).sort()).toEqual(['circle', 'file'])
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
