import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { readHistory, readTable, toCsv } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'formulas-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** What a spreadsheet runs: a sign that begins a formula, in any width, unless it begins a number. */
const RUNS = /^[=@＝＠\t\r\n]|^[+\-＋－](?!$|\d+(?:[.,]\d+)*\s?%?$)/

describe('text that a spreadsheet would run', () => {
  // Cells that begin with =, +, -, @ or a tab used to come out of every CSV as they were.
  it.each([
    ['=1+1', "'=1+1"],
    ['+cmd', "'+cmd"],
    ['-2+3+cmd|A0', "'-2+3+cmd|A0"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['＝1+1', "'＝1+1"],
    ["'=1", "''=1"],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
  ])('%j is written as %s', (name, written) => {
    expect(toCsv(['a'], [[name]]).replace('\ufeff', '')).toBe(`a\r\n${written}\r\n`)
  })

  it('numbers, and what stands for nothing, are left alone, and so is everything where that is asked for', () => {
    for (const text of ['-5', '+4512345678', '-1.5%', '-1,000.5', '-', 'a=b', "it's", "'quoted'"])
      expect(toCsv(['a'], [[text]])).toBe(`a\r\n${/,/.test(text) ? `"${text}"` : text}\r\n`)
    expect(toCsv(['a'], [[-5.25], [Number.NaN], [true]])).toBe('a\r\n-5.25\r\n\r\ntrue\r\n')
    expect(toCsv(['=a'], [['=1+1']], { rawText: true })).toBe('=a\r\n=1+1\r\n')
  })

  const names = fc
    .array(fc.constantFrom('=', '+', '-', '@', "'", '＝', 'a', '1', ' ', '热', ',', '"'), {
      minLength: 1,
      maxLength: 6,
    })
    .map((letters) => letters.join('').trim())
    .filter((name) => name !== '')

  it('is text in every cell, and read back as it was', async () => {
    const path = join(folder, 'table.csv')
    await fc.assert(
      fc.asyncProperty(names, async (name) => {
        const csv = toCsv(['name', 'x'], [[name, 1]])
        expect(csv.split('\r\n')[1].replace(/,1$/, '').replace(/^"|"$/g, '')).not.toMatch(RUNS)
        writeFileSync(path, csv)
        expect((await readTable(path, 'names')).rows[0].cells[0]).toBe(name)
      }),
      { numRuns: 300 },
    )
  })

  it('names a queue of a history as it did before it was written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(names, { minLength: 1, maxLength: 3 }), async (queues) => {
        const hours = Array.from({ length: 24 }, (_, hour) => `2026-01-05 ${String(hour).padStart(2, '0')}:00`)
        const rows = queues.flatMap((queue) => hours.map((start) => [start, queue, 5]))
        const { history } = await readHistory(Buffer.from(toCsv(['start', 'queue', 'offered'], rows)))
        expect(history.queues.map(({ queue }) => queue)).toEqual(queues)
      }),
      { numRuns: 50 },
    )
  })
})
