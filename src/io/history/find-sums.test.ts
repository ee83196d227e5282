import { describe, expect, test } from 'vitest'
import { type ReadHistoryOptions, readHistory } from '../index.ts'
import { groupsOf, type MadeRow, madeCsv, madeRows } from './made-export.testing.ts'

const read = (text: string, options: ReadHistoryOptions = {}) => readHistory(Buffer.from(text), options)

/** Rows of queues with those that add them up behind each interval. */
function withTotals(
  queues: readonly string[],
  totals: Readonly<Record<string, readonly string[]>>,
  change: (sum: number) => number = (sum) => sum,
): string {
  const rows = madeRows({ queues })
  const all = groupsOf(rows, ({ start }) => start).flatMap((own) => [
    ...own,
    ...Object.entries(totals).map(([name, parts]): MadeRow => {
      const offered = own.filter(({ queue }) => parts.includes(queue)).reduce((sum, row) => sum + row.offered, 0)
      return { ...own[0], queue: name, offered: change(offered) }
    }),
  ])
  return madeCsv('Start,Queue,Offered,AHT', all, ({ start, queue, offered, aht }) => [start, queue, offered, aht])
}

const namesOf = async (text: string, options: ReadHistoryOptions = {}) =>
  (await read(text, options)).history.queues.map(({ queue }) => queue)

describe('queues that are sums of others', () => {
  // Once a queue of its own: every contact was planned twice.
  test.each([
    'All Queues',
    'Total',
    'Gesamt',
    'Alle Warteschlangen',
    'Toutes les files',
    'Todas las colas',
    'Totaal',
    'Totale',
    '全部队列',
    '合计',
    'A;B;C',
    'Grand Total of Service',
  ])('%s is left out and said', async (name) => {
    const text = withTotals(['A', 'B', 'C'], { [name]: ['A', 'B', 'C'] })
    const { history, findings } = await read(text)
    expect(history.queues.map(({ queue }) => queue)).toEqual(['A', 'B', 'C'])
    expect(findings.warnings.join()).toContain(`${name} is the sum of all other queues in every interval: left out`)
    expect(await namesOf(text, { sums: 'keep' })).toHaveLength(4)
  })

  test('subtotals and a total over them', async () => {
    const text = withTotals(['A', 'B', 'C', 'D'], {
      'Sales total': ['A', 'B'],
      'Service total': ['C', 'D'],
      Total: ['A', 'B', 'C', 'D'],
    })
    expect(await namesOf(text)).toEqual(['A', 'B', 'C', 'D'])
  })

  test('figures alone, and a name alone, ask; the answer is taken', async () => {
    const figures = withTotals(['A', 'B'], { Yhteismäärä: ['A', 'B'] })
    await expect(read(figures)).rejects.toMatchObject({ code: 'CONFLICT', how: expect.stringContaining('--sums drop') })
    expect(await namesOf(figures, { sums: 'drop' })).toEqual(['A', 'B'])
    expect(await namesOf(figures, { sums: 'keep' })).toHaveLength(3)
    const name = withTotals(['A', 'B'], { Total: ['A'] }, (sum) => sum * 3 + 1)
    await expect(read(name)).rejects.toThrow('Total is called like a sum of queues, and is not the sum of the others')
    expect(await namesOf(name, { sums: 'keep' })).toHaveLength(3)
  })

  test('a total that counts contacts of two queues once is found by its name', async () => {
    const text = withTotals(['A', 'B'], { 'All Queues': ['A', 'B'] }, (sum) => sum - (sum % 7 === 0 ? 1 : 0))
    expect(await namesOf(text)).toEqual(['A', 'B'])
  })

  test('queues whose names only contain such a word are queues', async () => {
    expect(await namesOf(withTotals(['A', 'Total Care', 'All-risk insurance'], {}))).toHaveLength(3)
  })
})

describe('rows of sums', () => {
  const rows = madeRows({ days: 6, queues: ['A', 'B'] })
  const line = ({ date, time, queue, offered, aht }: MadeRow) => [date, time, queue, offered, aht]
  const sum = (some: readonly MadeRow[]) => some.reduce((all, { offered }) => all + offered, 0)

  test.each(['Total', 'Summe', 'Gesamtergebnis', 'Suma', 'Totaal', 'Somme', 'Итого', '总计', 'Zzyzx', ''])(
    '%j at the end of every day and of the file',
    async (label) => {
      const days = groupsOf(rows, ({ date }) => date)
      const text = [
        'Date,Time,Queue,Offered,AHT',
        ...days.flatMap((own) => [...own.map((row) => line(row).join(',')), `${label},,,${sum(own)},200`]),
        `${label},,,${sum(rows)},200`,
      ].join('\n')
      const { findings } = await read(text)
      expect(findings).toMatchObject({ sumRows: days.length + 1, rows: rows.length })
    },
  )

  test('a total behind the time of day, and one a queue without a time', async () => {
    const text = madeCsv('Date,Time,Queue,Offered,AHT', rows, line)
    const own = (queue: string) => sum(rows.filter((row) => row.queue === queue))
    const { findings } = await read(`${text}2026-01-10,Tagessumme,A,7,200\n`.replace('Tagessumme', 'Summe'))
    expect(findings).toMatchObject({ sumRows: 1, rows: rows.length })
    const two = await read(`${text},,A,${own('A')},200\n,,B,${own('B')},200\n`)
    expect(two.findings).toMatchObject({ sumRows: 2, rows: rows.length })
  })

  test('a row with another figure and no date stays a bad row', async () => {
    const text = madeCsv('Date,Time,Queue,Offered,AHT', rows, line)
    await expect(read(`${text}Zzyzx,,,123456,200\n`)).rejects.toThrow('not a date')
  })
})
