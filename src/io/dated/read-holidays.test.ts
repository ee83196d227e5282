import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formatDay, WEEKDAYS } from '../../domain/index.ts'
import { readHolidays } from './read-holidays.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'krarup-holidays-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function holidays(content: string | Uint8Array, options = {}) {
  const path = join(folder, 'holidays.csv')
  await writeFile(path, content)
  return readHolidays(path, options)
}

describe('readHolidays', () => {
  test('date, name and the weekday it resembles, in English and Chinese, in order of the days', async () => {
    const days = await holidays(
      '\ufeff日期;名称;如同\r\n2026-10-01;国庆节;星期日\r\n2026年2月17日;春节;周天\r\n2026/9/27;调休;Mon\r\n2026-12-24;Christmas Eve;\r\n',
    )
    expect(
      days.map(({ day, name, like }) => [formatDay(day), name, like === undefined ? undefined : WEEKDAYS[like]]),
    ).toEqual([
      ['2026-02-17', '春节', 'Sunday'],
      ['2026-09-27', '调休', 'Monday'],
      ['2026-10-01', '国庆节', 'Sunday'],
      ['2026-12-24', 'Christmas Eve', undefined],
    ])
  })

  test('headings and weekdays in German', async () => {
    const days = await holidays(
      'Datum;Feiertag;Wie\n01.11.2026;Allerheiligen;Sonntag\n24.12.2026;Heiligabend;Sa\n31.12.2026;Silvester;Sonnabend\n30.04.2026;Brückentag;do.\n',
    )
    expect(days.map(({ name, like }) => [name, like === undefined ? undefined : WEEKDAYS[like]])).toEqual([
      ['Brückentag', 'Thursday'],
      ['Allerheiligen', 'Sunday'],
      ['Heiligabend', 'Saturday'],
      ['Silvester', 'Saturday'],
    ])
  })

  test('the column like may be absent', async () => {
    expect(await holidays('name,date\nEaster,5-4-2026\nMay Day,31-5-2026\n')).toMatchObject([
      { name: 'Easter' },
      { name: 'May Day' },
    ])
  })

  test.each([
    ['date,name,like\n2026-02-30,None,\n', 'UNREADABLE', 2, 1, '2026-02-30'],
    ['date,name,like\n2026-02-01,Odd,Sumday\n', 'UNREADABLE', 2, 3, 'did you mean Sunday?'],
    ['date,name,like\n2026-02-01,Odd,Sunday\n2026-02-02,Good,\n2026-02-01,Again,\n', 'CONFLICT', 4, 1, 'line 2'],
    ['day off,name\n2026-02-01,Odd\n', 'MISSING', 1, undefined, 'no column date'],
    ['date,name\n1/2/2026,Odd\n', 'MISSING', undefined, undefined, '--date-order'],
    ['\n', 'TOO_SHORT', undefined, undefined, 'empty'],
  ])('%j is refused', async (content, code, line, column, words) => {
    const error = await holidays(content).catch((one) => one)
    expect(error).toMatchObject({ code, where: { file: 'holidays.csv' } })
    expect([error.where.line, error.where.column]).toEqual([line, column])
    expect(error.message).toContain(words)
  })

  test('--date-order tells what the file does not', async () => {
    const [{ day }] = await holidays('date,name\n1/2/2026,Odd\n', { dateOrder: 'mdy' })
    expect(formatDay(day)).toBe('2026-01-02')
  })

  test('a missing file', async () => {
    await expect(readHolidays(join(folder, 'none.csv'))).rejects.toMatchObject({ code: 'FILE' })
  })

  const shared = new URL('../../../../shared/data/anonbank_holidays.csv', import.meta.url)
  test.skipIf(!existsSync(shared))('the holidays of 1999 (skipped where ../shared/data is missing)', async () => {
    const days = await readHolidays(shared.pathname)
    expect(days).toHaveLength(16)
    expect(days[0]).toEqual({ day: Date.UTC(1999, 2, 31) / 86_400_000, name: 'Passover eve', like: 4 })
  })
})
