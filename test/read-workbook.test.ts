/** @module-tag slow */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readHistory } from '../src/io/index.ts'
import { madeWorkbook } from '../src/io/workbook/made-workbook.testing.ts'
import { describeInLibreOffice, saveInLibreOffice } from './libre-office.ts'
import { ROOT } from './repository.ts'

const folder = mkdtempSync(join(tmpdir(), 'krarup-read-workbook-'))
afterAll(() => rmSync(folder, { recursive: true }))

describeInLibreOffice('workbooks that LibreOffice has written', () => {
  it('of a CSV file: the same history', async () => {
    const lines = readFileSync(`${ROOT}fixtures/hotline.csv`, 'utf8').split('\n').slice(0, 1500)
    writeFileSync(join(folder, 'hotline.csv'), `${lines.join('\n')}\n`)
    saveInLibreOffice(join(folder, 'hotline.csv'), 'xlsx')
    const [csv, workbook] = await Promise.all(
      ['hotline.csv', 'hotline.xlsx'].map((name) => readHistory(join(folder, name))),
    )
    expect(workbook.history).toEqual(csv.history)
  })

  it('in other formats: refused by name', async () => {
    copyFileSync(`${ROOT}fixtures/small-centre.xlsx`, join(folder, 'centre.xlsx'))
    saveInLibreOffice(join(folder, 'centre.xlsx'), 'xls')
    saveInLibreOffice(join(folder, 'centre.xlsx'), 'ods')
    await expect(readHistory(join(folder, 'centre.xls'))).rejects.toThrow('old Excel workbook (.xls)')
    await expect(readHistory(join(folder, 'centre.ods'))).rejects.toThrow('OpenDocument file (.ods)')
    // and back again, as the hint says: durations, merged cells and a hidden sheet as LibreOffice writes them
    saveInLibreOffice(join(folder, 'centre.ods'), 'xlsx')
    const [again, before] = await Promise.all(
      [join(folder, 'centre.xlsx'), `${ROOT}fixtures/small-centre.xlsx`].map((path) =>
        readHistory(path, { name: 'c' }),
      ),
    )
    expect(again.findings).toMatchObject({ sheet: 'Intervals', filledRows: before.findings.filledRows })
    expect(again.history.queues[0].measures.offered).toEqual(before.history.queues[0].measures.offered)
    again.history.queues[0].measures.handleTotal?.forEach((value, place) => {
      // LibreOffice keeps fifteen digits of a time
      if (!Number.isNaN(value))
        expect(value).toBeCloseTo(before.history.queues[0].measures.handleTotal?.[place] ?? 0, 2)
    })
  })

  it('formulas without values are calculated by opening and saving, as the hint says', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => [
      { value: 46_023 + i, format: 'yyyy-mm-dd' },
      20 + i,
      { formula: `B${i + 2}*2` },
    ])
    const path = join(folder, 'formulas.xlsx')
    writeFileSync(path, madeWorkbook({ sheets: [{ name: 'Days', rows: [['Date', 'Half', 'Offered'], ...rows] }] }))
    await expect(readHistory(path)).rejects.toThrow('a formula whose value is not in the file')
    saveInLibreOffice(path, 'ods')
    saveInLibreOffice(join(folder, 'formulas.ods'), 'xlsx')
    const { history } = await readHistory(path)
    expect([...history.queues[0].measures.offered]).toEqual(rows.map((_, i) => 40 + 2 * i))
  })
})
