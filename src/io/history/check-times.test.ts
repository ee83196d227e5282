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
