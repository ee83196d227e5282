import { describe, expect, test } from 'vitest'
import { readHistory } from '../index.ts'
import { type MadeRow, madeCsv, madeRows } from './made-export.testing.ts'

const rows = madeRows()

async function read(headings: string, cells: (row: MadeRow, i: number) => (string | number)[]) {
  const text = madeCsv(headings, rows, (row) => cells(row, rows.indexOf(row)))
  const { history, findings } = await readHistory(Buffer.from(text))
  const sum = (measure: 'answeredWithin' | 'waitTotal' | 'handleTotal') =>
    history.queues[0].measures[measure]?.reduce((all, value) => all + (value || 0), 0)
  return { history, findings, said: findings.warnings.join('\n'), sum }
}

const total = (value: (row: MadeRow) => number) => rows.reduce((sum, row) => sum + value(row), 0)

describe('contradictions in rows', () => {
  test('more answered than offered: with lines and a reason', async () => {
    const again = await read('Start,Offered,Answered,Abandoned', (row, i) => [
      row.start,
      row.offered,
      i === 7 || i === 30 ? row.offered + 3 : row.answered,
      row.abandoned,
    ])
    expect(again.said).toContain(
      'more contacts answered than offered in 2 rows (lines 9, 32): call backs or transfers are counted again',
    )
    const carried = await read('Start,Offered,Answered,Abandoned', (row, i) => [
      row.start,
      row.offered,
      i === 7 ? row.offered + 2 : i === 6 ? row.answered - 4 : row.answered,
      row.abandoned,
    ])
    expect(carried.said).toContain('in 1 row (line 9): they came in the interval before')
  })

  // Once answered + abandoned stood in a blank cell of offered without a word.
  test('a blank cell of offered is filled, and said with its lines', async () => {
    const cells = (row: MadeRow, blank: boolean) => [
      row.start,
      blank ? '' : row.offered + 1,
      row.answered,
      row.abandoned,
    ]
    const headings = 'Start,Offered,Answered,Abandoned'
    const { said, history } = await read(headings, (row, i) => cells(row, [7, 30, 31, 60].includes(i)))
    expect(said).toBe(
      'the contacts offered are blank in 4 rows (lines 9, 32, 33 and others): answered + abandoned stand there instead',
    )
    const { offered } = history.queues[0].measures
    expect([offered[16 + 7], offered[16 + 8]]).toEqual([rows[7].offered, rows[8].offered + 1])
    expect((await read(headings, (row) => cells(row, false))).said).toBe('')
    expect((await read('Start,Answered,Abandoned', (row) => [row.start, row.answered, row.abandoned])).said).toBe('')
  })

  test('a row that is spread over two intervals is one row, and its line is named', async () => {
    const hourly = madeRows({ opens: 30_600, interval: 3600 })
    const text = madeCsv('Start,Offered,Answered,Abandoned', hourly, (row) => [
      row.start,
      row === hourly[3] || row === hourly[4] ? '' : row.offered,
      row.answered,
      row.abandoned,
    ])
    const { findings } = await readHistory(Buffer.from(text))
    expect([findings.interval, findings.rowLength]).toEqual([1800, 3600])
    expect(findings.warnings.join('\n')).toContain('the contacts offered are blank in 2 rows (lines 5, 6): ')
  })

  test('a blank in the hour that comes twice is said', async () => {
    const night = Array.from({ length: 48 * 9 }, (_, i) => {
      const moment = new Date(Date.UTC(2026, 9, 18) + i * 1_800_000)
      return `${moment.toISOString().slice(0, 16)}Z,${moment.getTime() === Date.UTC(2026, 9, 25, 1) ? '' : 12},10,1`
    })
    const text = `Start,Offered,Answered,Abandoned\n${night.join('\n')}\n`
    const { findings, history } = await readHistory(Buffer.from(text), { timezone: 'Europe/Berlin' })
    expect(findings.warnings.join('\n')).toContain('the contacts offered are blank in 1 row (line ')
    // Sunday, 02:00: 12 the first time, 10 + 1 the second.
    expect(history.queues[0].measures.offered[48 * 7 + 4]).toBe(11.5)
  })

  // Once 104 % went into the past service without a word.
  test('a service level above 100 % is said, and not used in its rows', async () => {
    const { said, history } = await read('Start,Offered,Answered,Service Level % (20s)', (row, i) => [
      row.start,
      row.offered,
      row.answered,
      i === 5 ? '104.2%' : `${((100 * (row.answered - 3)) / row.offered).toFixed(1)}%`,
    ])
    expect(said).toMatch(/in 1 row \(line 7\).*the service level of these rows is not used/)
    expect(history.queues[0].measures.answeredWithin?.[16 + 5]).toBeNaN()
    expect(history.queues[0].measures.answeredWithin?.[16 + 4]).toBeCloseTo(rows[4].answered - 3, 1)
  })

  // Once a patience of 57 minutes where it was five.
  test('waits that would make the abandoned wait for an hour are said and give no patience', async () => {
    const cells = (row: MadeRow) => [row.start, row.offered, row.answered, row.abandoned, row.asa]
    const odd = await read('Start,Offered,Answered,Abandoned,ASA,Avg Wait', (row) => [...cells(row), row.asa + row.aht])
    expect(odd.said).toMatch(/the waits contradict each other.*no patience is taken/)
    expect(odd.history.queues[0].measures.waitTotal).toBeUndefined()
    const whole = await read('Start,Offered,Answered,Abandoned,ASA,Avg Wait,Avg Time to Abandon', (row) => [
      ...cells(row),
      row.asa + row.aht,
      row.abandonedWait,
    ])
    expect(whole.sum('waitTotal')).toBe(total((row) => row.asa * row.answered + row.abandonedWait * row.abandoned))
    const fine = await read('Start,Offered,Answered,Abandoned,ASA,Avg Wait', (row) => [
      ...cells(row),
      (row.asa * row.answered + row.abandonedWait * row.abandoned) / row.offered,
    ])
    expect(fine.said).toBe('')
    expect(fine.sum('waitTotal')).toBeCloseTo(whole.sum('waitTotal') ?? Number.NaN)
  })
})

describe('what a service level is a share of', () => {
  const within = (row: MadeRow) => row.answered - (row.offered % 5)
  const level = (heading: string, share: (row: MadeRow) => string, offered = 'Offered') =>
    read(`Start,${offered},Answered,Abandoned,${heading}`, (row) => [
      row.start,
      row.offered,
      row.answered,
      row.abandoned,
      share(row),
    ])

  // Once every share was one of the offered: 568 in time where there were 543.
  test.each([
    ['20秒接通率', 2],
    ['20秒接通率', 0],
    ['20s应答率', 1],
    ['20秒内人工接通率(%)', 2],
    ['Percentage of Service Level Met - Only Handled', 2],
    ['Service Level % (20s)', 2],
  ])('%s of the answered, with %i places', async (heading, places) => {
    const { sum, findings } = await level(heading, (row) => `${((100 * within(row)) / row.answered).toFixed(places)}%`)
    expect((sum('answeredWithin') ?? 0) / total(within)).toBeCloseTo(1, places === 0 ? 2 : 3)
    expect(findings.derived.join()).toContain('service level x answered')
  })

  test.each(['20秒接通率', 'Service Level % (20s)', 'SL 80/20'])(
    '%s of the offered, by its figures',
    async (heading) => {
      const { sum } = await level(heading, (row) => `${((100 * within(row)) / row.offered).toFixed(2)}%`)
      expect((sum('answeredWithin') ?? 0) / total(within)).toBeCloseTo(1, 3)
    },
  )

  test('one that counts hang-ups in time as well is named and not used', async () => {
    const { history, findings } = await level('Service level 20 seconds', () => '80%', 'Contacts queued')
    expect(history.queues[0].measures.answeredWithin).toBeUndefined()
    expect(findings.aside.at(-1)?.reason).toContain('left the queue unanswered')
  })

  test('one of the answered, whose number is not there, is named and not used', async () => {
    const { history, findings } = await read('Start,Offered,20秒接通率', (row) => [row.start, row.offered, '80%'])
    expect(history.queues[0].measures.answeredWithin).toBeUndefined()
    expect(findings.aside[0].reason).toContain('share of the answered')
  })
})

describe('two columns for one measure', () => {
  // Once the last one won without a word.
  test('a bare heading beside one that says average or total is left aside, and named', async () => {
    for (const holds of [() => 2, (row: MadeRow) => row.answered * 2]) {
      const { sum, findings } = await read('Start,Offered,Answered,Avg Talk,Hold,Avg Hold,Avg ACW', (row) => [
        row.start,
        row.offered,
        row.answered,
        row.aht,
        holds(row),
        5,
        40,
      ])
      expect(sum('handleTotal')).toBe(total((row) => row.answered * (row.aht + 45)))
      expect(findings.aside[0]).toMatchObject({ heading: 'Hold', reason: expect.stringContaining('Avg Hold is taken') })
    }
  })
})
