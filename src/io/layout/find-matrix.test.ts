import { describe, expect, test } from 'vitest'
import { groupsOf, madeCsv, madeRows } from '../history/made-export.testing.ts'
import { type ReadHistoryOptions, readHistory } from '../index.ts'

const read = (text: string, options: ReadHistoryOptions = {}) => readHistory(Buffer.from(text), options)
const rows = madeRows()
const truth = (some = rows) =>
  read(madeCsv('Date,Time,Queue,Offered', some, (row) => [row.date, row.time, row.queue, row.offered]))
const byTime = groupsOf(rows, ({ time }) => time)
const byDate = groupsOf(rows, ({ date }) => date)
const dates = byDate.map(([{ date }]) => date)

// Once "there is no heading row", and a hint to map columns by number.
describe('a sheet with dates and times across and down', () => {
  const datesAcross = [
    `Interval,${dates}`,
    ...byTime.map((own) => `${own[0].time},${own.map(({ offered }) => offered)}`),
  ]
  const timesAcross = [
    `Date,${byTime.map(([{ time }]) => time)}`,
    ...byDate.map((own) => `${own[0].date},${own.map(({ offered }) => offered)}`),
  ]

  test.each([
    ['dates across', datesAcross],
    ['times across', timesAcross],
    [
      'titles above, spans, weekdays',
      [
        'Contacts offered 2026',
        '',
        `,${dates.map((date) => `Mon ${date}`)}`,
        ...byTime.map((own) => `${own[0].time} - 18:00,${own.map(({ offered }) => offered)}`),
      ],
    ],
    [
      // Mon, Tue and so on were six queues.
      'weekdays in a column of their own',
      [
        `Date,Day,${byTime.map(([{ time }]) => time)}`,
        ...byDate.map(
          (own, i) =>
            `${own[0].date},${['Mon', 'Dienstag', 'mer.', '周四', 'vr'][i % 5]},${own.map(({ offered }) => offered)}`,
        ),
      ],
    ],
    [
      'sums below and beside',
      [
        `${datesAcross[0]},Summe`,
        ...byTime.map((own) => `${own[0].time},${own.map(({ offered }) => offered)},999`),
        `Zzz,${byDate.map((own) => own.reduce((sum, { offered }) => sum + offered, 0))},`,
      ],
    ],
    [
      'a block a fortnight',
      [0, 12].flatMap((from) => [
        `Interval,${dates.slice(from, from + 12)}`,
        ...byTime.map((own) => `${own[0].time},${own.slice(from, from + 12).map(({ offered }) => offered)}`),
        '',
      ]),
    ],
  ])('%s', async (_, lines) => {
    const { history, findings } = await read(lines.join('\n'), {})
    expect(findings.rejected).toBe(0)
    expect(history.queues[0].measures.offered).toEqual((await truth()).history.queues[0].measures.offered)
  })

  test('queues in a column of their own, merged', async () => {
    const two = madeRows({ queues: ['Sales', 'Service'] })
    const lines = groupsOf(two, ({ queue, time }) => `${queue} ${time}`)
      .sort(([a], [b]) => (a.queue + a.time < b.queue + b.time ? -1 : 1))
      .map((own, i) => `${i % 20 === 0 ? own[0].queue : ''},${own[0].time},${own.map(({ offered }) => offered)}`)
    const { history } = await read([`Queue,Time,${dates}`, ...lines].join('\n'))
    expect(history.queues).toEqual((await truth(two)).history.queues)
  })

  test('hours by number across', async () => {
    const hours = madeRows({ interval: 3600 })
    const lines = groupsOf(hours, ({ date }) => date).map(
      (own) => `${own[0].date},${own.map(({ offered }) => offered)}`,
    )
    const { history } = await read(
      `Date,${groupsOf(hours, ({ time }) => time).map(([{ time }]) => Number(time.slice(0, 2)))}\n${lines.join('\n')}`,
    )
    expect(history.queues[0].measures.offered).toEqual((await truth(hours)).history.queues[0].measures.offered)
  })

  test('other measures, several tables and keys that are none are refused by name', async () => {
    await expect(read(['AHT by interval', ...datesAcross].join('\n'))).rejects.toThrow(
      'something else than contacts offered',
    )
    await expect(read([...datesAcross, '', ...datesAcross].join('\n'))).rejects.toThrow('several tables')
    await expect(read([...datesAcross, `late,${dates.map(() => 7)}`].join('\n'))).rejects.toThrow('not a time of day')
  })
})

test.each([
  [
    'calls with three times',
    'id,start,answer,end\nc1,2026-01-05,2026-01-06,2026-01-07\nc2,2026-01-05,2026-01-06,2026-01-07\n',
  ],
  ['counts that count on', 'start,offered,answered,abandoned\n2026-01-05 08:00,12,13,14\n2026-01-05 08:30,12,11,1\n'],
])('%s are no matrix', async (_, text) => {
  const outcome = await read(text).catch((error: Error) => error.message)
  expect(typeof outcome === 'string' ? outcome : outcome.findings.warnings.join()).not.toContain('across and down')
})
