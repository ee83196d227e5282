import { describe, expect, test } from 'vitest'
import { formatPlainDateTime, type History, STATE } from '../../domain/index.ts'
import { type ReadHistoryOptions, readHistory } from '../index.ts'
import { type MadeRow, madeCsv, madeRows } from './made-export.testing.ts'

const read = (text: string, options: ReadHistoryOptions = {}) => readHistory(Buffer.from(text), options)

/** Contacts offered by start, as `01-05 08:30`. */
function offeredBy({ queues }: History): Map<string, number> {
  const [queue] = queues
  const found = new Map<string, number>()
  for (const [i, state] of queue.state.entries()) {
    const start = formatPlainDateTime(queue.start + i * queue.interval)
      .slice(5, 16)
      .replace('T', ' ')
    if (state === STATE.observed) found.set(start, queue.measures.offered[i])
  }
  return found
}

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

describe('rows that are labelled by the end of their interval', () => {
  const evening = madeRows({ opens: 18 * 3600, closes: 24 * 3600 })
  const endOf = ({ time }: MadeRow) => clock(Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + 30)
  const truth = new Map(evening.map(({ start, offered }) => [start.slice(5), offered]))

  // Once read as starts: a centre that closes at midnight was open until half past.
  test.each<[string, string, ReadHistoryOptions]>([
    ['by a 24:00', 'Date,Interval,Offered', {}],
    ['by the heading', 'Date,Interval End,Offered', {}],
    ['as it is said', 'Date,Time,Offered', { labels: 'end' as const }],
  ])('%s', async (_, headings, options) => {
    const rows = headings.includes('Interval,') ? evening : evening.filter((row) => endOf(row) !== '24:00')
    const { history, findings } = await read(
      madeCsv(headings, rows, (row) => [row.date, endOf(row), row.offered]),
      options,
    )
    const found = offeredBy(history)
    expect(findings.labelsAreEnds).toBe(true)
    expect(found.size).toBe(rows.length)
    for (const [start, offered] of found) expect(offered, start).toBe(truth.get(start))
  })

  test('hours numbered 1 to 24', async () => {
    const hours = madeRows({ opens: 20 * 3600, closes: 24 * 3600, interval: 3600 })
    const { history } = await read(
      madeCsv('date,hour,offered', hours, ({ date, time, offered }) => [date, Number(time.slice(0, 2)) + 1, offered]),
    )
    expect(offeredBy(history)).toEqual(new Map(hours.map(({ start, offered }) => [start.slice(5), offered])))
  })

  test('start and end side by side: the start tells', async () => {
    const { history, findings } = await read(
      madeCsv('Interval Start,Interval End,Offered', evening, (row) => [row.start, row.start, row.offered]),
    )
    expect(findings.labelsAreEnds).toBe(false)
    expect(offeredBy(history)).toEqual(truth)
  })
})

describe('rows that do not begin on multiples of their length', () => {
  // Once refused with a hint that led to a plan with every other half hour closed.
  test.each([
    [3600, 30, 2],
    [3600, 15, 4],
    [1800, 10, 3],
    [3600, 40, 3],
  ])('rows of %i s that begin %i minutes later: each over %i intervals', async (interval, minutes, parts) => {
    const rows = madeRows({ opens: 8 * 3600 + minutes * 60, closes: 18 * 3600, interval })
    const { history, findings } = await read(
      madeCsv('Start,Offered,Answered,AHT', rows, (row) => [row.start, row.offered, row.answered, row.aht]),
    )
    expect(findings).toMatchObject({ interval: interval / parts, rowLength: interval, rows: rows.length })
    const [{ state, measures }] = history.queues
    const sum = (values: Float64Array | undefined) => values?.reduce((all, value) => all + (value || 0), 0)
    expect(state.filter((one) => one === STATE.observed)).toHaveLength(rows.length * parts)
    expect(sum(measures.offered)).toBeCloseTo(rows.reduce((all, { offered }) => all + offered, 0))
    expect(sum(measures.handleTotal)).toBeCloseTo(rows.reduce((all, { answered, aht }) => all + answered * aht, 0))
  })

  test('the last row of a day reaches into the next', async () => {
    const rows = madeRows({ opens: 1800, closes: 86_400, interval: 3600 })
    const { history } = await read(madeCsv('Start,Offered', rows, (row) => [row.start, row.offered]))
    const found = offeredBy(history)
    expect(found.get('01-06 00:00')).toBe((rows.find(({ start }) => start === '2026-01-05 23:30')?.offered ?? 0) / 2)
  })

  test('an interval shorter than the rows is refused: it would plan closed holes', async () => {
    const rows = madeRows({ interval: 3600 })
    const text = madeCsv('Start,Offered', rows, (row) => [row.start, row.offered])
    await expect(read(text, { interval: 1800 })).rejects.toThrow('would be empty between them')
  })
})
