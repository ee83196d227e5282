import { describe, expect, test } from 'vitest'
import { type ReadHistoryOptions, readHistory } from '../index.ts'
import { type MadeRow, madeCsv, madeRows } from './made-export.testing.ts'

const rows = madeRows()
const meanAht =
  rows.reduce((sum, { aht, answered }) => sum + aht * answered, 0) /
  rows.reduce((sum, { answered }) => sum + answered, 0)

/** Mean handle time of a file whose column of that heading is written so. */
async function ahtOf(
  heading: string,
  cell: (row: MadeRow) => string | number,
  options: ReadHistoryOptions = {},
  some: readonly MadeRow[] = rows,
): Promise<number> {
  const text = madeCsv(`Start,Queue,Offered,Answered,${heading}`, some, (row) => [
    row.start,
    row.queue,
    row.offered,
    row.answered,
    cell(row),
  ])
  const { history } = await readHistory(Buffer.from(text), options)
  const sum = (measure: 'answered' | 'handleTotal') =>
    history.queues.reduce(
      (all, { measures }) =>
        (measures[measure] ?? new Float64Array(0)).reduce((total, value) => total + (value || 0), all),
      0,
    )
  return sum('handleTotal') / sum('answered')
}

const clock = (seconds: number) =>
  [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')

// Once read as seconds whatever they were: 3 349 agents, or 1, without a word.
describe('handle times in a unit that no heading names', () => {
  test.each<[string, string, (row: MadeRow) => string | number, 'ms' | 'min' | 'h' | 'days']>([
    ['milliseconds', 'AHT', ({ aht }) => aht * 1000, 'ms'],
    ['minutes', 'AHT', ({ aht }) => (aht / 60).toFixed(4), 'min'],
    ['hours', 'Avg Handle Time', ({ aht }) => (aht / 3600).toFixed(7), 'h'],
    ['fractions of a day', 'AHT', ({ aht }) => (aht / 86_400).toFixed(9), 'days'],
    [
      'total of fractions of a day',
      'Total Handle Time',
      ({ aht, answered }) => ((aht * answered) / 86_400).toFixed(9),
      'days',
    ],
    ['total milliseconds', 'Total Handle Time', ({ aht, answered }) => aht * answered * 1000, 'ms'],
    ['hours and minutes', 'AHT', ({ aht }) => `00:${String(Math.round(aht / 60)).padStart(2, '0')}`, 'min'],
    ['a talk time in milliseconds', 'Avg Talk Time', ({ aht }) => aht * 1000, 'ms'],
  ])('%s stop the reading, and the unit that is named reads them', async (_, heading, cell, unit) => {
    await expect(ahtOf(heading, cell)).rejects.toMatchObject({
      code: 'OUT_OF_RANGE',
      where: { column: 5, heading },
      how: expect.stringContaining(`say --unit aht=${unit} `),
    })
    const read = await ahtOf(heading, cell, { units: { aht: unit } })
    expect(Math.abs(read / meanAht - 1)).toBeLessThan(unit === 'min' ? 0.02 : 1e-4)
  })

  test('what is really so is read when the unit is said', async () => {
    expect(await ahtOf('AHT', () => 5, { units: { aht: 's' } })).toBeCloseTo(5)
    await expect(ahtOf('AHT', () => 5)).rejects.toThrow('--unit aht=s')
  })

  test('a unit that is named twice differs from the heading: the option goes before', async () => {
    expect(await ahtOf('AHT (min)', ({ aht }) => aht, { units: { aht: 's' } })).toBeCloseTo(meanAht)
  })

  test.each<[string, (row: MadeRow) => string | number]>([
    ['tHandle', ({ aht }) => aht * 1000],
    ['AHT (ms)', ({ aht }) => aht * 1000],
    ['AHT [Minuten]', ({ aht }) => aht / 60],
    ['Avg Handle Time (hours)', ({ aht }) => aht / 3600],
    ['Total Handle Time (days)', ({ aht, answered }) => (aht * answered) / 86_400],
    ['AHT', ({ aht }) => clock(aht)],
    ['Total Handle Time', ({ aht, answered }) => `0.${clock(aht * answered)}`],
  ])('%s is read as it is', async (heading, cell) => {
    expect(await ahtOf(heading, cell)).toBeCloseTo(meanAht, 3)
  })

  test('one queue in another unit, and a unit that changes in the file, are said', async () => {
    const two = madeRows({ queues: ['Sales', 'Service'] })
    await expect(ahtOf('AHT', ({ aht, queue }) => (queue === 'Service' ? aht / 60 : aht), {}, two)).rejects.toThrow(
      /mean handle time of Service is 3\.\ds/,
    )
    await expect(ahtOf('AHT', ({ aht, date }) => (date < '2026-01-19' ? aht : aht * 1000))).rejects.toThrow(
      /impossible in \d+ % of the rows .* first on 2026-01-19 08:00, Sales.*the unit changes/,
    )
  })

  test('one clock left running is no wrong unit', async () => {
    const read = await ahtOf('AHT', (row) => (row === rows[7] ? 61_437 : row.aht))
    expect(read).toBeGreaterThan(meanAht)
  })

  test('waits in milliseconds are found with the handle times', async () => {
    const text = madeCsv('Start,Offered,Answered,Abandoned,Avg Handle,Avg Wait', rows, (row) => [
      row.start,
      row.offered,
      row.answered,
      row.abandoned,
      row.aht * 1000,
      row.asa * 1000,
    ])
    await expect(readHistory(Buffer.from(text))).rejects.toThrow('--unit aht=ms --unit wait=ms')
    const { history } = await readHistory(Buffer.from(text), { units: { aht: 'ms', wait: 'ms' } })
    expect(history.queues[0].measures.waitTotal?.[16]).toBe(rows[0].asa * rows[0].offered)
  })
})

describe('totals and averages', () => {
  // Once believed: handle times fell with the traffic, and the agents with them.
  test('a heading that says total over averages, and the other way round, is not believed', async () => {
    await expect(ahtOf('Total Handle Time', ({ aht }) => aht)).rejects.toThrow('--map aht=5')
    await expect(ahtOf('AHT', ({ aht, answered }) => aht * answered)).rejects.toThrow('--map handleTotal=5')
    expect(await ahtOf('Total Handle Time', ({ aht }) => aht, { map: { aht: '5' } })).toBeCloseTo(meanAht)
  })
})

/** A file whose columns after the answered contacts are written so. */
const made = (headings: string, cells: (row: MadeRow) => (string | number)[], some: readonly MadeRow[] = rows) =>
  Buffer.from(
    madeCsv(`Start,Queue,Offered,Answered,${headings}`, some, (row) => [
      row.start,
      row.queue,
      row.offered,
      row.answered,
      ...cells(row),
    ]),
  )
const handleSum = ({ history }: Awaited<ReturnType<typeof readHistory>>) =>
  history.queues.reduce(
    (all, { measures }) =>
      (measures.handleTotal ?? new Float64Array(0)).reduce((sum, value) => sum + (value || 0), all),
    0,
  )
const trueSum = rows.reduce((sum, { aht, answered }) => sum + aht * answered, 0)

describe('parts of a handle time', () => {
  // 2.7 minutes of talk and 35 seconds of after-call work were a handle time of 38 seconds, without a word.
  test.each([
    ['min', 60],
    ['ms', 0.001],
    ['days', 86_400],
  ] as const)('a talk time in %s beside seconds is given its own unit', async (unit, seconds) => {
    const file = made('Avg Talk,Avg ACW', ({ aht }) => [((aht - 35) / seconds).toFixed(9), 35])
    await expect(readHistory(file)).rejects.toMatchObject({
      code: 'OUT_OF_RANGE',
      where: { column: 5, heading: 'Avg Talk' },
      how: expect.stringContaining(`say --unit talk=${unit} `),
    })
    const reading = await readHistory(file, { units: { talk: unit } })
    expect(handleSum(reading) / trueSum).toBeCloseTo(1, 4)
  })

  test('all in minutes are given one unit', async () => {
    const file = made('Avg Talk,Avg ACW', ({ aht }) => [((aht - 35) / 60).toFixed(9), (35 / 60).toFixed(9)])
    await expect(readHistory(file)).rejects.toMatchObject({ how: expect.stringContaining('say --unit aht=min ') })
    expect(handleSum(await readHistory(file, { units: { aht: 'min' } })) / trueSum).toBeCloseTo(1, 4)
  })

  test.each([
    ['ACW', 1],
    ['Hold,ACW', 2],
    ['Talk Time (incl. hold),Hold,ACW', 3],
  ] as const)('%s without a talk time is no handle time', async (headings, columns) => {
    // Hold and after-call work of 45 seconds were planned as the whole.
    const reading = await readHistory(made(headings, () => [190, 10, 35].slice(-columns)))
    expect(reading.history.queues[0].measures.handleTotal).toBeUndefined()
    expect(reading.findings.aside).toContainEqual(
      expect.objectContaining({ heading: 'ACW', reason: expect.stringMatching(/no column holds the talk time/) }),
    )
  })
})

test('one queue in another unit than the others: no unit of the column is proposed', async () => {
  const two = madeRows({ queues: ['Sales', 'Care'] })
  const file = made('AHT', ({ queue, aht }) => [queue === 'Sales' ? aht : (aht / 60).toFixed(4)], two)
  const error = await readHistory(file).catch((it) => it)
  expect(error.what).toMatch(/the mean handle time of .* is 3\.\d+s/)
  expect(error.how).toMatch(/no unit of the whole column mends it/)
  expect(error.how).not.toMatch(/aht=min/)
})

test('minutes and seconds that a spreadsheet has made hours and minutes', async () => {
  // 3:24:00 was planned as 3 h 24 min: 452 agents.
  const file = made('AHT', ({ aht }) => [
    `${Math.floor(aht / 60)}:${String(Math.round(aht % 60) % 60).padStart(2, '0')}:00`,
  ])
  await expect(readHistory(file)).rejects.toMatchObject({ how: expect.stringContaining('say --unit aht=s ') })
  const { history } = await readHistory(file, { units: { aht: 's' } })
  expect(history.queues[0].measures.handleTotal?.[16]).toBeCloseTo(rows[0].answered * Math.round(rows[0].aht), 6)
})

test('waits in minutes make a patience that nobody has', async () => {
  // A patience of 6 s, and twelve agents in place of fourteen.
  const file = made('Abandoned,AHT,ASA,Avg Abandon Time', ({ offered, answered, aht }) => [
    offered - answered,
    aht,
    (15 / 60).toFixed(2),
    (45 / 60).toFixed(2),
  ])
  await expect(readHistory(file)).rejects.toMatchObject({ how: expect.stringContaining('say --unit wait=min ') })
  const { history } = await readHistory(file, { units: { wait: 'min' } })
  expect(history.queues[0].measures.waitTotal).toBeDefined()
})

test('queues that only titles between the rows name are not one queue', async () => {
  const pages = ['Sales', 'Care', 'Billing'].map(
    (queue) => `Queue: ${queue}\nDate,Interval,Offered,AHT\n2026-01-05,08:00,12,200\n2026-01-05,08:30,14,210\n`,
  )
  await expect(readHistory(Buffer.from(pages.join('\n')))).rejects.toThrow(/queues stand in titles between the rows/)
})
