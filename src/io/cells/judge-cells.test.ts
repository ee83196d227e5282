import { describe, expect, test } from 'vitest'
import { DAY_SECONDS, dayNumber } from '../../domain/index.ts'
import { RowReader } from '../history/row-reader.ts'
import { recogniseColumns } from '../layout/index.ts'
import { TextEncoding } from '../source/index.ts'
import {
  type Cell,
  DateReader,
  isRefusal,
  judgeClock,
  judgeDuration,
  judgeMoment,
  judgeName,
  judgeNumber,
  judgeShare,
  NumberReader,
} from './index.ts'

const day = dayNumber({ year: 2026, month: 3, day: 31 }) * DAY_SECONDS
const numbers = () => new NumberReader(undefined)
const dates = () => new DateReader(undefined, () => {})

describe('a typed cell and the text that a person would write for it say the same', () => {
  test.each<[string, (cell: Cell) => unknown, Cell, string]>([
    ['count', (cell) => judgeNumber(cell, numbers()), { type: 'number', value: 1234 }, '1234'],
    ['no count', (cell) => judgeNumber(cell, numbers()), { type: 'empty' }, ''],
    ['duration', (cell) => judgeDuration(cell, numbers()), { type: 'duration', seconds: 134 }, '0:02:14'],
    ['over a day', (cell) => judgeDuration(cell, numbers()), { type: 'duration', seconds: 91_800 }, '25:30:00'],
    ['minutes', (cell) => judgeDuration(cell, numbers(), 60), { type: 'number', value: 2 }, '2'],
    ['share', (cell) => judgeShare(cell, numbers()), { type: 'percentage', share: 0.67 }, '67%'],
    ['date', (cell) => judgeMoment(cell, dates()), { type: 'date', time: day }, '2026-03-31'],
    ['moment', (cell) => judgeMoment(cell, dates()), { type: 'date', time: day + 27_000 }, '2026-03-31 07:30'],
    ['time of day', (cell) => judgeClock(cell, dates()), { type: 'duration', seconds: 27_000 }, '07:30'],
    ['time of a first day', (cell) => judgeClock(cell, dates()), { type: 'date', time: day + 27_000 }, '07:30'],
    ['hour', (cell) => judgeClock(cell, dates()), { type: 'number', value: 7 }, '7'],
    ['name', judgeName, { type: 'number', value: 7301 }, ' 7301 '],
  ])('%s', (_, judge, typed, text) => {
    expect(isRefusal(judge(text))).toBe(false)
    expect(judge(typed)).toEqual(judge(text))
  })

  test('a type that is not what the column wants is refused, whatever its number would be', () => {
    for (const refused of [
      judgeNumber({ type: 'percentage', share: 0.67 }, numbers()),
      judgeNumber({ type: 'date', time: day }, numbers()),
      judgeNumber({ type: 'number', value: -1 }, numbers()),
      judgeDuration({ type: 'boolean', value: true }, numbers()),
      judgeMoment({ type: 'number', value: 46_112 }, dates()),
      judgeClock({ type: 'duration', seconds: 91_800 }, dates()),
    ]) {
      expect(refused).toMatchObject({ reason: expect.stringContaining('not a'), hint: expect.anything() })
    }
  })
})

test('rows of typed cells and rows of text become the same rows', () => {
  const rows = (cells: Cell[][]) => {
    const { columns } = recogniseColumns(['Start', 'Queue', 'Offered', 'AHT'], {}, [], 'f')
    const reader = new RowReader({ columns, width: 4, encoding: new TextEncoding('utf-8'), delimiter: ',', goOn: true })
    for (const [i, row] of cells.entries()) {
      reader.beginRow()
      for (const [column, cell] of row.entries()) reader.cell(column, cell)
      expect(reader.finishRow(i + 2, row.length, false)).toBe(true)
    }
    const stored: number[][] = []
    reader.rows.store.forEachChunk([0, 1, 2, 3], (columns, length) => {
      for (const column of columns) stored.push([...column.subarray(0, length)])
    })
    return { names: reader.rows.queues.names, stored }
  }
  const typed = rows([
    [{ type: 'date', time: day + 27_000 }, '英语', { type: 'number', value: 40 }, { type: 'duration', seconds: 134 }],
    [{ type: 'date', time: day + 28_800 }, '英语', { type: 'number', value: 41 }, { type: 'empty' }],
  ])
  expect(typed).toEqual(
    rows([
      ['2026-03-31 07:30', '英语', '40', '0:02:14'],
      ['2026-03-31 08:00', '英语', '41', ''],
    ]),
  )
})
