import { describe, expect, test } from 'vitest'
import { type History, KrarupError } from '../../domain/index.ts'
import { type ReadHistoryOptions, type RejectedRow, readHistory } from '../index.ts'
import {
  type Made,
  type MadeCell,
  type MadeSheet,
  type MadeWorkbook,
  madeWorkbook,
  serialOf,
} from '../workbook/made-workbook.testing.ts'
import { groupsOf, type MadeRow, madeCsv, madeRows } from './made-export.testing.ts'

const read = (book: MadeWorkbook | Uint8Array, options: ReadHistoryOptions = {}) =>
  readHistory(book instanceof Uint8Array ? book : madeWorkbook(book), { name: 'h.xlsx', ...options })

const refusal = async (book: MadeWorkbook | Uint8Array, options: ReadHistoryOptions = {}): Promise<KrarupError> => {
  const outcome = await read(book, options).catch((error: unknown) => error)
  if (outcome instanceof KrarupError) return outcome
  throw outcome instanceof Error ? outcome : new Error('it was read')
}

const made = madeRows({ days: 10, queues: ['Sales', 'Änderung 变更'] })
const truth = await readHistory(
  Buffer.from(
    madeCsv('Start,Queue,Offered,Answered,AHT', made, (row) => [
      row.start,
      row.queue,
      row.offered,
      row.answered,
      row.aht,
    ]),
  ),
)

const DAY = 86_400
const asMoment = (text: string, format = 'yyyy-mm-dd hh:mm'): MadeCell => ({ value: serialOf(text), format })
const asDuration = (seconds: number, format = '[h]:mm:ss'): MadeCell => ({ value: seconds / DAY, format })

const HEADINGS: Made[] = ['Start', 'Queue', 'Offered', 'Answered', 'AHT']

function sheet(cells: (row: MadeRow) => Made[], more: Partial<MadeSheet> = {}, headings = HEADINGS): MadeSheet {
  return { name: 'Data', rows: [headings, ...made.map(cells)], ...more }
}

const typed = (row: MadeRow): Made[] => [asMoment(row.start), row.queue, row.offered, row.answered, asDuration(row.aht)]

/** The same but for rounding of times that are kept as parts of a day. */
function expectSame(history: History, other: History): void {
  const sums = ({ queues }: History) =>
    queues.map(({ queue, start, state, measures }) => ({
      queue,
      start,
      state,
      offered: measures.offered,
      answered: measures.answered,
    }))
  expect(sums(history)).toEqual(sums(other))
  for (const [i, { measures }] of history.queues.entries()) {
    const expected = other.queues[i].measures.handleTotal
    measures.handleTotal?.forEach((value, place) => {
      // to a millisecond a contact
      if (!Number.isNaN(value)) expect(Math.abs(value - (expected?.[place] ?? 0))).toBeLessThan(0.001 * 40)
    })
  }
}

describe('a workbook and the CSV of the same rows are the same history', () => {
  const variants: [string, MadeWorkbook][] = [
    ['shared strings and styles', { sheets: [sheet(typed)] }],
    [
      'a streaming writer: no numbers of rows and cells, texts in place, no styles',
      {
        writer: 'streaming',
        sheets: [sheet((row) => [row.start, row.queue, row.offered, row.answered, row.aht])],
      },
    ],
    ['every element with a prefix', { writer: 'prefixed', sheets: [sheet(typed)] }],
    [
      'strict, with dates as ISO 8601',
      {
        writer: 'strict',
        sheets: [
          sheet((row) => [
            { value: `${row.start.replace(' ', 'T')}:00`, type: 'iso date', format: 'yyyy-mm-dd hh:mm' },
            ...typed(row).slice(1),
          ]),
        ],
      },
    ],
    [
      'dates from 1904',
      {
        date1904: true,
        sheets: [
          sheet((row) => [{ value: serialOf(row.start) - 1462, format: 'd.m.yyyy h:mm' }, ...typed(row).slice(1)]),
        ],
      },
    ],
    [
      'numbers as text',
      {
        sheets: [
          sheet((row) => [asMoment(row.start), row.queue, String(row.offered), String(row.answered), String(row.aht)]),
        ],
      },
    ],
    [
      'formulas with their last value',
      {
        sheets: [
          sheet((row) => [
            { ...asMoment(row.start), formula: 'A1+1/48' },
            { value: row.queue, type: 'formula text', formula: 'B1' },
            { value: row.offered, formula: 'SUM(D2:E2)' },
            row.answered,
            asDuration(row.aht),
          ]),
        ],
      },
    ],
    [
      'date and time in two columns, dates with eight decimals',
      {
        sheets: [
          sheet(
            (row) => [
              { value: serialOf(row.date), format: 'dd/mm/yyyy' },
              { value: (serialOf(row.start) % 1).toFixed(8), format: 'h:mm AM/PM' },
              ...typed(row).slice(1),
            ],
            {},
            ['Date', 'Time', ...HEADINGS.slice(1)],
          ),
        ],
      },
    ],
    [
      'texts of several fonts',
      {
        sheets: [
          sheet((row) => [
            asMoment(row.start),
            row.queue === 'Sales'
              ? '<r><t>Sa</t></r><r><rPr><b/></rPr><t>les</t></r><rPh sb="0" eb="1"><t>セ</t></rPh>'
              : row.queue,
            ...typed(row).slice(2),
          ]),
        ],
      },
    ],
    [
      'titles above, empty rows, a note beside',
      {
        sheets: [
          {
            name: 'Data',
            rows: [
              ['Report of the queues'],
              [],
              HEADINGS,
              ...made.map((row, i) => [...typed(row), ...(i === 3 ? ['', 'storm that day'] : [])]),
              [],
            ],
          },
        ],
      },
    ],
  ]
  test.each(variants)('%s', async (_, book) => {
    const { history, findings } = await read(book)
    expectSame(history, truth.history)
    expect(findings).toMatchObject({ sheet: 'Data', rows: made.length, rejected: 0 })
    expect(findings.encoding).toBeUndefined()
  })

  test('by its bytes, whatever its name; as a stream too', async () => {
    const bytes = madeWorkbook({ sheets: [sheet(typed)] })
    expectSame((await readHistory(bytes, { name: 'history.csv' })).history, truth.history)
    async function* pieces() {
      for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000)
    }
    expectSame((await readHistory(pieces())).history, truth.history)
    expectSame((await readHistory(pieces(), { rejects: [] })).history, truth.history)
  })
})

// 1 to 12 May had become 5 January to 5 December: a plan of zeros.
test('day and month that a spreadsheet has swapped', async () => {
  const swapped = Array.from({ length: 12 }, (_, i) =>
    made
      .slice(0, 20)
      .map((row): Made[] => [
        asMoment(`2025-${String(i + 1).padStart(2, '0')}-05 ${row.time}`),
        ...typed(row).slice(1),
      ]),
  ).flat()
  const error = await refusal({ sheets: [{ name: 'Data', rows: [HEADINGS, ...swapped] }] })
  expect(error).toMatchObject({ code: 'CONFLICT', what: expect.stringContaining('day 5 of 12 successive months') })
})

describe('a time is a time in every format that shows one', () => {
  const ahtOf = async (cell: (seconds: number) => Made, options: ReadHistoryOptions = {}, heading = 'AHT') => {
    const headings = [...HEADINGS.slice(0, 4), heading]
    const { history } = await read(
      { sheets: [sheet((row) => [...typed(row).slice(0, 4), cell(row.aht)], {}, headings)] },
      options,
    )
    return history
  }
  // Readers of workbooks do not agree on these: see findings/xlsx-durations.sh.
  test.each([
    '[h]:mm:ss',
    'h:mm:ss',
    'hh:mm:ss',
    'mm:ss',
    '[mm]:ss',
    '[ss]',
    'mm:ss.0',
    'h:mm',
    '[h]:mm',
    'h:mm:ss AM/PM',
    '[$-F400]h:mm:ss AM/PM',
    '[$-407]hh:mm:ss',
    'hh:mm:ss;@',
    'h"h "mm"m "ss"s"',
    '[hh]:mm:ss;[Red]-[hh]:mm:ss',
    'HH:MM:SS',
    'h"时"mm"分"ss"秒"',
  ])('handle times as %s', async (format) => {
    expectSame(await ahtOf((seconds) => asDuration(seconds, format)), truth.history)
  })

  test('a number whose format names its unit', async () => {
    expectSame(await ahtOf((seconds) => ({ value: seconds / 60, format: '0.0" min"' })), truth.history)
    expectSame(await ahtOf((seconds) => ({ value: seconds / 60, format: '0.0' }), {}, 'AHT (min)'), truth.history)
  })

  // Who types 3:20 into Excel gets 03:20:00.
  // [h]:mm:ss was planned as it stands, 259 agents in place of 8, and --unit aht=s kept the hours.
  test.each(['h:mm', '[h]:mm:ss', 'h:mm:ss'])(
    'minutes and seconds in %s: both readings have an option',
    async (format) => {
      const cell = (seconds: number): Made => asDuration(seconds * 60, format)
      await expect(ahtOf(cell)).rejects.toMatchObject({
        code: 'OUT_OF_RANGE',
        what: expect.stringContaining('in times without seconds'),
        how: expect.stringMatching(/minutes and seconds, say --unit aht=s .*hours and minutes.*--unit aht=min/),
      })
      expectSame(await ahtOf(cell, { units: { aht: 's' } }), truth.history)
      const [{ measures }] = (await ahtOf(cell, { units: { aht: 'min' } })).queues
      const place = measures.offered.findIndex((value) => value > 0)
      expect(measures.handleTotal?.[place]).toBeCloseTo(60 * made[0].answered * made[0].aht, 1)
      // real ones are no sixtieth, whatever the option
      for (const unit of ['s', 'min'] as const) {
        expectSame(await ahtOf((seconds) => asDuration(seconds, format), { units: { aht: unit } }), truth.history)
      }
    },
  )

  test('a queue of short calls among minutes and seconds: the question is about the column', async () => {
    // "the other queues are possible as they are" was said of 25 minutes that were 25 seconds.
    const cells = (row: MadeRow): Made[] => [
      ...typed(row).slice(0, 4),
      asDuration((row.queue === 'Sales' ? row.aht : 25) * 60),
    ]
    const error = await refusal({ sheets: [sheet(cells)] })
    expect(error.how).toMatch(/say --unit aht=s .*--unit aht=min/)
    expect(error.how).not.toContain('the other queues')
  })

  test.each([3, 2])('every row of %d is sixty times too long: the unit changes', async (every) => {
    // Passed without a word.
    let n = 0
    const cells = (row: MadeRow): Made[] => [
      ...typed(row).slice(0, 4),
      asDuration(row.aht * (n++ % (2 * every) < 2 ? 60 : 1)),
    ]
    await expect(read({ sheets: [sheet(cells)] })).rejects.toThrow(/60 times less: the unit changes in the file/)
  })

  test('over 24 hours: totals of a day', async () => {
    const days = groupsOf(
      made.filter(({ queue }) => queue === 'Sales'),
      ({ date }) => date,
    ).map((rows) => ({
      date: rows[0].date,
      offered: rows.reduce((sum, { offered }) => sum + offered, 0),
      seconds: rows.reduce((sum, { answered, aht }) => sum + answered * aht, 0) * 5,
    }))
    expect(Math.min(...days.map(({ seconds }) => seconds))).toBeGreaterThan(86_400)
    for (const format of ['[h]:mm:ss', 'h:mm:ss']) {
      const { history } = await read({
        sheets: [
          {
            name: 'Days',
            rows: [
              ['Date', 'Offered', 'Total handle time'],
              ...days.map(({ date, offered, seconds }) => [
                { value: serialOf(date), format: 'yyyy-mm-dd' },
                offered,
                asDuration(seconds, format),
              ]),
            ],
          },
        ],
      })
      const { handleTotal = new Float64Array() } = history.queues[0].measures
      const found = [...handleTotal].filter((value) => value > 0)
      for (const [i, { seconds }] of days.entries()) expect(found[i]).toBeCloseTo(seconds, 2)
    }
  })

  test.each([
    'dd.mm.yyyy hh:mm',
    'm/d/yy h:mm',
    'TT.MM.JJJJ hh:mm',
    'jj/mm/aaaa hh:mm',
    'yyyy"年"m"月"d"日" h:mm',
    '[$-804]yyyy-m-d h:mm',
    'ddd d mmm h:mm',
    'h:mm',
  ])('starts as %s', async (format) => {
    const { history } = await read({ sheets: [sheet((row) => [asMoment(row.start, format), ...typed(row).slice(1)])] })
    expectSame(history, truth.history)
  })

  test('a share, and an answered within', async () => {
    const { history } = await read({
      sheets: [
        sheet((row) => [...typed(row), { value: 0.8, format: '0.0%' }], {}, [...HEADINGS, 'Service Level (20s)']),
      ],
    })
    const [{ measures }] = history.queues
    const place = measures.offered.findIndex((value) => value > 0)
    expect(measures.answeredWithin?.[place]).toBeCloseTo(0.8 * measures.offered[place])
  })
})

describe('what is refused names sheet and cell', () => {
  test('a text for a number, a share, a negative number', async () => {
    const error = await refusal({
      sheets: [sheet((row) => (row === made[5] ? [...typed(row).slice(0, 2), 'many', row.answered, 200] : typed(row)))],
    })
    expect(error.message).toBe(
      'not a number (got "many")\n  at h.xlsx, sheet Data, cell C7 (Offered)\n  write digits, or leave it empty where there is none\n  or go on without these rows and keep them apart: --rejects FILE',
    )
    expect(error.where).toMatchObject({ file: 'h.xlsx', sheet: 'Data', line: 7, column: 3 })
  })

  test('several: each with its cell, and as rejects whole', async () => {
    const book = {
      sheets: [
        sheet((row) => {
          const at = made.indexOf(row)
          if (at === 5) return [...typed(row).slice(0, 2), -1, row.answered, 200]
          return at === 9 ? [...typed(row).slice(0, 2), { value: 0.5, format: '0%' }, row.answered, 200] : typed(row)
        }),
      ],
    }
    const error = await refusal(book)
    expect(error.what).toContain('  cell C7 (Offered): not a number ("-1")')
    expect(error.what).toContain('  cell C11 (Offered): not a number ("50%")')
    const rejects: RejectedRow[] = []
    const { findings } = await read(book, { rejects })
    expect(findings.rejected).toBe(2)
    expect(rejects.map(({ sheet: name, line, column, text }) => [name, line, column, text])).toEqual([
      ['Data', 7, 3, `${made[5].start}\t${made[5].queue}\t-1\t${made[5].answered}\t200`],
      ['Data', 11, 3, `${made[9].start}\t${made[9].queue}\t50%\t${made[9].answered}\t200`],
    ])
  })

  test('a formula without a value', async () => {
    const error = await refusal({
      sheets: [sheet((row) => [...typed(row).slice(0, 2), { formula: 'D2+1' }, row.answered, 200])],
    })
    expect(error.message).toContain('cell C2 (Offered): a formula whose value is not in the file')
    expect(error.how).toContain('open it in Excel or LibreOffice, save it')
  })

  test('an error of a formula is an empty cell, and said', async () => {
    const { findings } = await read({
      sheets: [
        sheet((row) =>
          row === made[7]
            ? [...typed(row).slice(0, 4), { value: '#DIV/0!', type: 'error', formula: 'A1/0' }]
            : typed(row),
        ),
      ],
    })
    expect(findings.warnings).toContain(
      '1 cell holds the error of a formula instead of a value (E9, #DIV/0!): read as empty',
    )
  })

  // Opened by a spreadsheet that takes the month first, half of an export with the day first is turned around and the rest stays text.
  test('dates that a spreadsheet has turned around where it could', async () => {
    const turned = (row: MadeRow): Made => {
      const [year, month, date] = row.date.split('-')
      return Number(date) <= 12
        ? asMoment(`${year}-${date}-${month} ${row.time}`)
        : `${date}/${month}/${year} ${row.time}`
    }
    const error = await refusal({ sheets: [sheet((row) => [turned(row), ...typed(row).slice(1)])] })
    expect(error.code).toBe('CONFLICT')
    expect(error.message).toContain('a spreadsheet has taken the day for the month')
    expect(error.message).toMatch(/sheet Data, cell A\d+ \(Start\)/)
  })

  test('a name that says otherwise is said', async () => {
    const { findings } = await read({ sheets: [sheet(typed)] }, { name: 'march.csv' })
    expect(findings.warnings).toContain('the file ends in .csv and is a workbook: it was read as one')
    const csv = await readHistory(
      Buffer.from(
        madeCsv(
          'Start,Offered',
          made.filter(({ queue }) => queue === 'Sales'),
          (row) => [row.start, row.offered],
        ),
      ),
      { name: 'march.xlsx' },
    )
    expect(csv.findings.warnings).toContain('the file has the name of a workbook and is text: it was read as CSV')
  })

  test('a day number without a format', async () => {
    const error = await refusal({ sheets: [sheet((row) => [serialOf(row.start), ...typed(row).slice(1)])] })
    expect(error.message).toContain('not a date')
    expect(error.how).toContain('format the column as a date')
    // once every one of them was listed
    expect(error.what.split('\n').length).toBe(21)
    expect(error.what).toContain(`${made.length} rows cannot be used, the first 20 are:`)
    const part = await refusal({
      sheets: [
        sheet((row) => [asMoment(row.date, 'yyyy-mm-dd'), serialOf(row.start) % 1, ...typed(row).slice(1)], {}, [
          'Date',
          'Time',
          ...HEADINGS.slice(1),
        ]),
      ],
    })
    expect(part.message).toContain('cell B2 (Time): not a time of day')
    expect(part.how).toContain('format the column as a time')
  })

  test('rows in conflict', async () => {
    const rejects: RejectedRow[] = []
    const rows = [...made, { ...made[0], offered: made[0].offered + 1 }]
    const book = { sheets: [{ name: 'Data', rows: [HEADINGS, ...rows.map(typed)] }] }
    const error = await refusal(book)
    expect(error.message).toContain('row 2')
    await read(book, { rejects })
    expect(rejects.map(({ line }) => line)).toEqual([2, rows.length + 1])
    expect(rejects[0].text).toContain(made[0].start)
  })
})

describe('the sheet that has a history', () => {
  const notes: MadeSheet = { name: 'Notes', rows: [['What this is'], ['Made by the planner, in March']] }
  const other: MadeSheet = sheet((row) => [asMoment(row.start), row.queue, 1, 1, 100], { name: 'Budget' })

  test('is found among others', async () => {
    const { history, findings } = await read({ sheets: [notes, { name: 'Empty', rows: [] }, sheet(typed)] })
    expectSame(history, truth.history)
    expect(findings.sheet).toBe('Data')
  })

  test('is asked for where several have one, and taken by its name', async () => {
    const book = { sheets: [notes, sheet(typed), other] }
    const error = await refusal(book)
    expect(error.message).toContain('several sheets of the workbook have a history: Data, Budget')
    expect(error.how).toContain('say which one is to be read: --sheet "Data" or --sheet "Budget"')
    expectSame((await read(book, { sheet: 'data ' })).history, truth.history)
    expect(await refusal(book, { sheet: 'Dat' })).toMatchObject({ code: 'MISSING', how: 'did you mean Data?' })
  })

  test('a hidden one is read where no other has one, and said; else left alone, and said', async () => {
    const hidden = { ...sheet(typed), state: 'hidden' as const }
    const alone = await read({ sheets: [notes, hidden] })
    expect(alone.findings.warnings).toContain('the sheet Data is hidden; no other has a history, so it is read')
    const beside = await read({
      sheets: [
        { ...sheet(typed), name: 'Seen' },
        { ...other, state: 'veryHidden' },
      ],
    })
    expectSame(beside.history, truth.history)
    expect(beside.findings.warnings).toContain('not read: Budget (hidden, with a history too; --sheet reads it)')
  })

  test('none: what each lacks', async () => {
    const error = await refusal({
      sheets: [
        notes,
        {
          name: 'Staff',
          rows: [
            ['Name', 'Team'],
            ['Ann', 'A'],
          ],
        },
      ],
    })
    expect(error.code).toBe('MISSING')
    expect(error.message).toContain('no sheet of the workbook has a history')
    expect(error.message).toContain('Staff: no column tells when an interval starts')
  })

  test('a sheet for a text file is refused', async () => {
    await expect(readHistory(Buffer.from('start,offered\n'), { sheet: 'Data' })).rejects.toThrow('no workbook but text')
  })
})

describe('merged, hidden, filtered', () => {
  const merged = (letter: string, count: number) =>
    Array.from(
      { length: Math.floor(made.length / count) },
      (_, i) => `${letter}${2 + i * count}:${letter}${1 + (i + 1) * count}`,
    )

  test('a start over the rows of its queues is filled down, and said', async () => {
    const { history, findings } = await read({
      sheets: [
        sheet((row) => [made.indexOf(row) % 2 === 0 ? asMoment(row.start) : '', ...typed(row).slice(1)], {
          merged: merged('A', 2),
        }),
      ],
    })
    expectSame(history, truth.history)
    expect(findings.filledRows).toBe(made.length / 2)
  })

  test('one number over several rows is refused', async () => {
    const error = await refusal({ sheets: [sheet(typed, { merged: ['C4:C7'] })] })
    expect(error.message).toContain('cell C4 (Offered): one merged cell holds the number of several rows')
    expect(error.message).toContain('cell C7 (Offered)')
  })

  test('hidden rows and columns are read and said', async () => {
    const { history, findings } = await read({
      sheets: [sheet(typed, { hiddenRows: [4, 5, 6], hiddenColumns: [5], filter: 'A1:E400' })],
    })
    expectSame(history, truth.history)
    expect(findings.warnings).toContain(
      `3 of ${made.length} rows are hidden by a filter and were read like the others: to plan the visible ones alone, copy them to a sheet of their own`,
    )
    expect(findings.warnings).toContain('hidden columns were read: AHT')
  })
})

describe('a sheet with dates across and times down', () => {
  const sales = made.filter(({ queue }) => queue === 'Sales')
  const times = groupsOf(sales, ({ time }) => time)
  const expected = readHistory(Buffer.from(madeCsv('Start,Offered', sales, (row) => [row.start, row.offered])))
  const offered = ({ queues }: History) =>
    queues.map(({ start, state, measures }) => ({ start, state, offered: measures.offered }))

  test.each(['d.m.', 'yyyy-mm-dd', 'ddd dd/mm/yy', 'yyyy-mm-dd hh:mm'])('dates as %s', async (format) => {
    const { history } = await read({
      sheets: [
        {
          name: 'Calls',
          rows: [
            ['Calls offered'],
            ['Time', ...times[0].map(({ date }): Made => ({ value: serialOf(date), format })), 'Total'],
            ...times.map((row): Made[] => [
              { value: serialOf(row[0].start) % 1, format: 'hh:mm' },
              ...row.map(({ offered: count }) => count),
              { value: row.reduce((sum, { offered: count }) => sum + count, 0), formula: 'SUM(B3:I3)' },
            ]),
            ['Total', ...times[0].map((_, i): Made => times.reduce((sum, row) => sum + row[i].offered, 0))],
          ],
        },
      ],
    })
    expect(offered(history)).toEqual(offered((await expected).history))
  })

  test('the other way round', async () => {
    const days = groupsOf(sales, ({ date }) => date)
    const { history } = await read({
      sheets: [
        {
          name: 'Calls',
          rows: [
            ['', ...days[0].map(({ start }): Made => ({ value: serialOf(start) % 1, format: 'h:mm' }))],
            ...days.map((row): Made[] => [
              { value: serialOf(row[0].date), format: 'dd.mm.yyyy' },
              ...row.map(({ offered: count }) => count),
            ]),
          ],
        },
      ],
    })
    expect(offered(history)).toEqual(offered((await expected).history))
  })
})
