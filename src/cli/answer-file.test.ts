import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readXlsx } from 'hucre/xlsx'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { run } from './terminal.testing.ts'

const HISTORY = 'fixtures/hotline.csv'
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'krarup-answer-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function sheetOf(name: string) {
  const { sheets } = await readXlsx(await readFile(join(folder, name)))
  return sheets[0]
}

describe('--out of commands that print a table', () => {
  it('krarup forecast: a sheet with real dates and the numbers of the CSV', async () => {
    const words = ['forecast', HISTORY, '--days', '2', '--quiet']
    const { out, status } = await run([...words, '--out', join(folder, 'next [days].xlsx'), '--csv'])
    expect(status).toBe(0)
    const { name, rows } = await sheetOf('next [days].xlsx')
    const csv = out.split('\r\n').map((line) => line.split(','))
    expect(name).toBe('next  days')
    expect(rows[0]).toEqual(csv[0])
    expect(rows).toHaveLength(csv.length)
    expect(rows[1][0]).toEqual(new Date(`${csv[1][0]}Z`))
    expect(rows[1].slice(1)).toEqual([csv[1][1], ...csv[1].slice(2).map(Number)])
  })

  it('krarup forecast: CSV and JSON are what is printed', async () => {
    const words = ['forecast', HISTORY, '--days', '2', '--quiet']
    for (const form of ['csv', 'json']) {
      const path = join(folder, `a.${form}`)
      const { out } = await run([...words, '-o', path, `--${form}`])
      expect((await readFile(path, 'utf8')).trimEnd()).toBe(out.trimEnd())
    }
  })

  it('krarup staff: one question, a range, a batch', async () => {
    const batch = join(folder, 'asked.csv')
    await writeFile(batch, 'name,volume,aht\n=1+1,100,5m\nevening,40,5m\n')
    await run(['staff', batch, '--out', join(folder, 'batch.xlsx')])
    const { rows } = await sheetOf('batch.xlsx')
    expect(rows.slice(1).map(([name]) => name)).toEqual(['=1+1', 'evening'])
    await run(['staff', '--volume', '100', '--aht', '5m', '--agents', '20..24', '--out', join(folder, 'range.xlsx')])
    expect((await sheetOf('range.xlsx')).rows).toHaveLength(6)
    await run(['staff', '--agents', '20', '--solve', 'volume', '--aht', '5m', '--out', join(folder, 'solved.json')])
    expect(JSON.parse(await readFile(join(folder, 'solved.json'), 'utf8'))).toBeTypeOf('object')
  })

  it('refuses what it does not write, and what is there already', async () => {
    const path = join(folder, 'x.pdf')
    const { status, notes } = await run(['forecast', HISTORY, '--out', path])
    expect([status, notes]).toEqual([2, expect.stringContaining('x.csv')])
    await writeFile(join(folder, 'mine.csv'), 'mine')
    const words = ['staff', '--volume', '100', '--aht', '5m', '--out', join(folder, 'mine.csv')]
    expect((await run(words)).notes).toContain('exists already')
    expect(await readFile(join(folder, 'mine.csv'), 'utf8')).toBe('mine')
    expect((await run([...words, '--force'])).status).toBe(0)
    expect(await readdir(folder)).toEqual(['mine.csv'])
  })
})
