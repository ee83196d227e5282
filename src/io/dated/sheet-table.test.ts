import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { type Made, type MadeSheet, madeWorkbook, serialOf } from '../workbook/made-workbook.testing.ts'
import { readEvents } from './read-events.ts'
import { readHolidays } from './read-holidays.ts'
import { readOverrides } from './read-overrides.ts'

const folder = mkdtempSync(join(tmpdir(), 'krarup-sheet-table-'))
afterAll(() => rmSync(folder, { recursive: true }))

const day = (text: string, format = 'dd.mm.yyyy'): Made => ({ value: serialOf(text), format })
let files = 0
/** The path of a workbook and of CSV files that say the same. */
function write(sheets: readonly MadeSheet[]): string {
  const path = join(folder, `${++files}.xlsx`)
  writeFileSync(path, madeWorkbook({ sheets }))
  return path
}
function writeCsv(text: string): string {
  const path = join(folder, `${++files}.csv`)
  writeFileSync(path, text)
  return path
}
const withoutPlaces = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value, (key, each) => (key === 'place' ? undefined : each)))

const HOLIDAYS: MadeSheet = {
  name: 'Holidays',
  rows: [
    ['Date', 'Name', 'Like'],
    [day('2026-10-01', 'd. mmm'), 'National Day', 'Sunday'],
    [day('2026-12-25', 'yyyy-mm-dd'), 'Christmas', ''],
  ],
}
const EVENTS: MadeSheet = {
  name: 'Campaigns',
  rows: [
    ['Events of the year'],
    [],
    ['date', 'to', 'name', 'kind', 'queue', 'contacts', 'aht'],
    [day('2026-03-05'), day('2026-03-06'), 'bill letter', 'campaign', '', '', ''],
    [
      day('2026-04-01 10:00', 'dd.mm.yyyy hh:mm'),
      day('2026-04-01 12:00', 'dd.mm.yyyy hh:mm'),
      'outage',
      'replace',
      'Sales',
      40,
      { value: 200 / 86_400, format: '[m]:ss' },
    ],
  ],
}
const OVERRIDES: MadeSheet = {
  name: 'Own figures',
  rows: [
    ['date', 'to', 'queue', 'contacts', 'factor', 'aht', 'name'],
    [day('2026-10-08'), '', 'Sales', 2300, '', '', 'tariff'],
    [day('2026-10-09'), '', '', '', { value: 1.2, format: '0%' }, '', ''],
    [day('2026-10-10'), '', '', '', { value: -0.15, format: '0%' }, { value: 200 / 86_400, format: 'mm:ss' }, ''],
  ],
}

describe('a table on a sheet and the CSV of the same rows say the same', () => {
  test('holidays, events and overrides, each found among the others', async () => {
    const path = write([{ name: 'About', rows: [['Made in March']] }, HOLIDAYS, EVENTS, OVERRIDES])
    expect(await readHolidays(path)).toEqual(
      await readHolidays(writeCsv('date,name,like\n2026-10-01,National Day,Sunday\n2026-12-25,Christmas,\n')),
    )
    const events = await readEvents(write([EVENTS]))
    expect(withoutPlaces(events)).toEqual(
      withoutPlaces(
        await readEvents(
          writeCsv(
            'date,to,name,kind,queue,contacts,aht\n2026-03-05,2026-03-06,bill letter,campaign,,,\n2026-04-01 10:00,2026-04-01 12:00,outage,replace,Sales,40,200\n',
          ),
        ),
      ),
    )
    expect(events.rulings[0].place).toMatchObject({ sheet: 'Campaigns', line: 5 })
    expect(withoutPlaces(await readOverrides(path, 1800))).toEqual(
      withoutPlaces(
        await readOverrides(
          writeCsv(
            'date,to,queue,contacts,factor,aht,name\n2026-10-08,,Sales,2300,,,tariff\n2026-10-09,,,,120%,,\n2026-10-10,,,,-15%,200,\n',
          ),
          1800,
        ),
      ),
    )
  })
})

describe('what a sheet cannot tell is asked', () => {
  const overrides = (factor: Made, aht: Made = '') =>
    readOverrides(
      write([
        {
          name: 'o',
          rows: [
            ['date', 'factor', 'aht'],
            [day('2026-10-08'), factor, aht],
          ],
        },
      ]),
      1800,
    )

  // +20% typed into Excel is kept as 20 %: a plan for a fifth of the contacts, without a word
  test('20 % as a factor', async () => {
    await expect(overrides({ value: 0.2, format: '0%' })).rejects.toThrow(
      'a spreadsheet keeps +20% as 20%: this may be that much more, or that much of the forecast (got "20%")\n  at 1.xlsx'.replace(
        '1.xlsx',
        `${files}.xlsx, sheet o, cell B2 (factor)\n  write 1.2 or 0.2 as a plain number`,
      ),
    )
    expect((await overrides({ value: 0.2, format: '0.0' }))[0].factor).toBe(0.2)
    expect((await overrides('+20%'))[0].factor).toBe(1.2)
  })

  test('a handle time of three hours where minutes and seconds were typed', async () => {
    await expect(overrides('', { value: (3 * 60 + 20) / 1440, format: 'h:mm' })).rejects.toThrow('cell C2 (aht)')
    expect((await overrides('', { value: 200 / 86_400, format: 'h:mm' }))[0].aht).toBeCloseTo(200)
  })

  test('a formula without a value', async () => {
    await expect(overrides({ formula: 'A1*2' })).rejects.toThrow('cell B2 (factor)')
  })

  test('several sheets that could be it, and none', async () => {
    await expect(
      readHolidays(
        write([
          { ...HOLIDAYS, name: 'A' },
          { ...HOLIDAYS, name: 'B' },
        ]),
      ),
    ).rejects.toThrow('several sheets could be the holidays: A, B')
    await expect(
      readHolidays(
        write([
          { name: 'A', rows: [['x', 'y']] },
          { name: 'B', rows: [['z']] },
        ]),
      ),
    ).rejects.toThrow('no sheet has the headings of holidays; there are A, B')
    await expect(readHolidays(write([{ name: 'A', rows: [[], ['day off', 'name']] }]))).rejects.toThrow(
      'sheet A, row 2',
    )
  })
})

// 1.000 was one contact without a word; the history asks.
test('a thousand or one: asked, with dates that have points and need no word on their order', async () => {
  const overrides = (contacts: string) => writeCsv(`date;queue;contacts\n07.07.2025;Sales;${contacts}\n`)
  await expect(readOverrides(overrides('1.000'), 1800)).rejects.toThrow(/1\.000 means 1000 or a little over 1/)
  await expect(readEvents(writeCsv('date;name;kind;contacts\n07.07.2025;Outage;replace;1.234\n'))).rejects.toThrow(
    /1\.234 means 1234/,
  )
  const [{ contacts, from }] = await readOverrides(overrides('1000'), 1800)
  expect(contacts).toBe(1000)
  expect(from).toBe(Date.UTC(2025, 6, 7) / 1000)
  expect((await readOverrides(writeCsv('date;contacts\n05.07.2025;90.5\n'), 1800))[0].from).toBe(
    Date.UTC(2025, 6, 5) / 1000,
  )
  const numbers = write([
    {
      name: 'Own',
      rows: [
        ['date', 'contacts'],
        [day('2025-07-07'), 1.234],
      ],
    },
  ])
  expect((await readOverrides(numbers, 1800))[0].contacts).toBe(1.234)
})
