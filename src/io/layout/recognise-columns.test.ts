import { describe, expect, test } from 'vitest'
import { recogniseColumns } from './recognise-columns.ts'

const rolesOf = (headings: string[], firstRow: string[] = []) =>
  recogniseColumns(headings, {}, firstRow, 'f.csv').columns.map(({ role }) => role)

describe('recogniseColumns', () => {
  // Once a column of days: all rows of a day were in conflict.
  test('a lone "Date" with the time of day in it is the start', () => {
    expect(rolesOf(['Date', 'Offered'], ['2026-01-05 08:00', '40'])).toEqual(['start', 'offered'])
    expect(rolesOf(['Date', 'Offered'], ['2026-01-05', '40'])).toEqual(['date', 'offered'])
    expect(rolesOf(['Date', 'Time', 'Offered'], ['2026-01-05', '08:00', '40'])).toEqual(['date', 'time', 'offered'])
  })

  test.each([
    ['Interval Start', 'start'],
    ['INTERVAL_START_TIME', 'start'],
    ['时段', 'start'],
    ['VDN', 'queue'],
    ['技能组名称', 'queue'],
    ['# of Calls Offered', 'offered'],
    ['nOffered', 'offered'],
    ['Total Calls', 'offered'],
    ['话务量', 'offered'],
    ['人工呼入量', 'offered'],
    ['呼入数量', 'offered'],
    ['Calls Handled', 'answered'],
    ['应答次数', 'answered'],
    ['接听数', 'answered'],
    ['Lost Calls', 'abandoned'],
    ['放弃量（个）', 'abandoned'],
    ['Ans in 20 sec', 'answeredWithin'],
    ['answered<=20s', 'answeredWithin'],
    ['10秒内接通量', 'answeredWithin'],
    ['Service Level % (20s)', 'serviceLevel'],
    ['SL 80/20', 'serviceLevel'],
    ['20秒服务水平', 'serviceLevel'],
    ['10秒接通率', 'serviceLevel'],
    ['AHT', 'aht'],
    ['Avg. Handling Time (s)', 'aht'],
    ['avgHandleTime', 'aht'],
    ['Gesamtbearbeitungszeit', 'handleTotal'],
    ['Ø Bearbeitungszeit (Min)', 'aht'],
    ['Gesamtanrufe', 'offered'],
    ['Handle Time', 'handleEither'],
    ['Total Handle Time [ms]', 'handleTotal'],
    ['平均通话时长', 'talkAverage'],
    ['ACD Time', 'talkEither'],
    ['After-Call Work total', 'wrapTotal'],
    ['平均话后处理时长', 'wrapAverage'],
    ['Avg Hold Time', 'holdAverage'],
    ['Average Speed of Answer', 'asa'],
    ['平均应答速度', 'asa'],
    ['avg time in queue', 'waitAverage'],
    ['总等待时长', 'waitTotal'],
    ['Avg Time to Abandon', 'abandonedWaitAverage'],
    ['Agents staffed', 'agents'],
    ['在线坐席数', 'agents'],
    ['Avg Positions Staffed', 'agents'],
  ])('%s is %s', (heading, role) => {
    expect(rolesOf([heading])).toEqual([role])
  })

  test.each(['接通率', '% answered', 'abandoned within 5s', 'occupancy', 'weekday', 'transfer', ''])(
    '%j is left aside',
    (heading) => {
      expect(rolesOf([heading])).toEqual([])
    },
  )

  test('beside a date, words of time mean the time of day; a column with both is taken whole', () => {
    expect(rolesOf(['Date', 'Start Time'], ['2026-03-02', '08:00'])).toEqual(['date', 'time'])
    expect(rolesOf(['日期', '时间段'], ['2026-03-02', '08:00-08:30'])).toEqual(['date', 'time'])
    expect(rolesOf(['Date', 'Interval Start'], ['2026-03-02', '2026-03-02 08:00'])).toEqual(['start'])
    expect(rolesOf(['时间'], ['2026-03-02 08:00'])).toEqual(['start'])
  })

  test('units of headings become seconds', () => {
    const unitOf = (heading: string) => recogniseColumns([heading], {}, [], 'f.csv').columns[0].unit
    expect([
      unitOf('AHT (ms)'),
      unitOf('AHT s'),
      unitOf('AHT (min)'),
      unitOf('平均处理时长(分钟)'),
      unitOf('AHT'),
    ]).toEqual([0.001, 1, 60, 60, 1])
  })
})
