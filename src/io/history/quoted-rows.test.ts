/** Text files with quotes go another way than those without: the same rows must come of both, on the same lines. */
import { describe, expect, it } from 'vitest'
import { type ReadHistoryOptions, type RejectedRow, readHistory } from '../index.ts'

const read = (text: string | Uint8Array, options: ReadHistoryOptions = {}) =>
  readHistory(typeof text === 'string' ? Buffer.from(text) : text, { interval: 1800, ...options })

const HEAD = 'start,queue,offered\n'
const row = (clock: string, queue = 'A', offered = '10') => `2026-03-02 ${clock},${queue},${offered}`

/** Offered by queue, and what was rejected. */
async function told(rows: readonly string[], options: ReadHistoryOptions = {}) {
  const rejects: RejectedRow[] = []
  const { history } = await read(`${HEAD}${rows.join('\n')}\n`, { rejects, ...options })
  const offered = history.queues.map(({ queue, measures }) => [
    queue,
    [...measures.offered].filter((value) => value > 0),
  ])
  return { offered: Object.fromEntries(offered), rejects: rejects.map(({ line, text }) => [line, text]) }
}

describe('rows with quotes', () => {
  it('are those without them', async () => {
    const { offered, rejects } = await told([
      row('08:00', '"A"', '"10"'),
      row('08:30', '"Sales, north"', '11'),
      row('09:00', '"the ""big"" one"', '12'),
      '"2026-03-02 10:00","A","14"',
    ])
    expect(offered).toEqual({ A: [10, 14], 'Sales, north': [11], 'the "big" one': [12] })
    expect(rejects).toEqual([])
  })

  it.each([
    ['within a cell', row('08:30', 'A"B')],
    ['at the end of a cell', row('08:30', 'A"')],
    ['after a quoted cell', row('08:30', '"A"B')],
    ['in the last cell', row('08:30', 'A', '1"0')],
  ])('are rejected where a quote stands %s', async (_, bad) => {
    const { offered, rejects } = await told([row('08:00', '"A"'), bad, row('09:00', '"A"', '12')])
    expect(offered).toEqual({ A: [10, 12] })
    expect(rejects).toEqual([[3, bad]])
  })

  it('may have cells beyond the headings that are empty, and no others', async () => {
    const { offered, rejects } = await told([
      row('08:00', '"A"'),
      `${row('08:30', '"A"', '11')},, ,`,
      `${row('09:00', '"A"', '12')},,x`,
    ])
    expect(offered).toEqual({ A: [10, 11] })
    expect(rejects).toEqual([[4, `${row('09:00', '"A"', '12')},,x`]])
  })

  it('over several lines keep the count of lines', async () => {
    const rows = [
      row('08:00', '"A"'),
      row('08:30', '"two\nlines"'),
      row('09:00', '"A"', 'many'),
      row('09:30', '"A"', '13'),
    ]
    const { offered, rejects } = await told(rows)
    expect(offered).toMatchObject({ A: [10, 13] })
    expect(rejects).toEqual([[5, row('09:00', '"A"', 'many')]])
    // the same interval twice is told with the lines of both
    await expect(read(`${HEAD}${[...rows.slice(0, 2), row('08:00', '"A"', '11')].join('\n')}\n`)).rejects.toThrow(
      /line 5/,
    )
  })

  it('between blank lines, of any line end', async () => {
    const text = `start,queue,offered\r\n\r\n"2026-03-02 08:00","A",10\r\n \r\n"2026-03-02 08:30","A",11\r\n`
    const { history } = await read(text)
    expect([...history.queues[0].measures.offered].filter((value) => value > 0)).toEqual([10, 11])
  })
})

describe('a file is refused', () => {
  it('whose rows do not start on five minutes, with the first of them and how many they are', async () => {
    const rows = [row('08:00'), row('08:31'), row('09:00'), row('09:02')]
    await expect(readHistory(Buffer.from(`${HEAD}${rows.join('\n')}\n`))).rejects.toThrow(
      expect.objectContaining({
        code: 'UNSUPPORTED',
        what: expect.stringMatching(/^2 rows/),
        where: expect.objectContaining({ line: 3 }),
        value: '2026-03-02T08:31:00',
      }),
    )
  })
})
