import { readXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { knownUntilNoon, SAMPLE_QUEUES, samplePlan } from '../../../test/report-sample.ts'
import type { Plan } from '../../plan/index.ts'
import { planWorkbook } from './plan-workbook.ts'
import { toXlsx } from './to-xlsx.ts'
import type { Cell, Workbook } from './workbook.ts'

const { plan } = samplePlan(SAMPLE_QUEUES, 8)

function named(workbook: Workbook, name: string) {
  return workbook.sheets.find((sheet) => sheet.name === name)!
}

function firstOf(sheet: ReturnType<typeof named>, heading: string): Cell | null {
  return sheet.rows[1][sheet.rows[0].findIndex((cell) => cell?.value === heading)]
}

describe('planWorkbook', () => {
  it('has a row for each open interval of each group, agents that may be overwritten, and formulas for what follows', () => {
    const intervals = named(planWorkbook(plan, { title: 'a' }), 'Intervals')
    const open = plan.groups.reduce((sum, group) => sum + group.open.reduce((a, b) => a + b, 0), 0)
    expect(intervals.rows).toHaveLength(open + 1)
    expect(firstOf(intervals, 'Agents')).toEqual({ value: plan.groups[0].agents[0], format: 'whole', look: 'input' })
    expect(firstOf(intervals, 'Contacts')).toEqual({ value: plan.groups[0].volume[0], format: 'tenth' })
    for (const heading of ['Change', 'Scheduled', 'Agent hours', 'Paid hours', 'Cost', 'Service level', 'ASA'])
      expect([heading, firstOf(intervals, heading)?.formula]).toEqual([heading, expect.any(String)])
  })

  it('in German has German sheets, headings and texts, and the same numbers and formulas but for the names of sheets', () => {
    const [en, de] = [planWorkbook(plan, { title: 'a' }), planWorkbook(plan, { title: 'a', language: 'de' })]
    expect(de.sheets.map(({ name }) => name)).toEqual(expect.arrayContaining(['Intervalle', 'Tage', 'Annahmen']))
    const [intervals, intervalle] = [named(en, 'Intervals'), named(de, 'Intervalle')]
    for (const [english, german] of [
      ['Agents', 'Agenten'],
      ['Contacts', 'Kontakte'],
      ['Scheduled', 'Eingeplant'],
      ['Service level', 'Servicelevel'],
    ])
      expect(firstOf(intervalle, german)?.value).toEqual(firstOf(intervals, english)?.value)
    expect(de.sheets.map(({ rows }) => rows.length)).toEqual(en.sheets.map(({ rows }) => rows.length))
  })

  it('counts dates from 1899-12-30, and times and durations in days', () => {
    const intervals = named(planWorkbook(plan, { title: 'a' }), 'Intervals')
    // 2026-04-06, as a spreadsheet counts.
    expect(firstOf(intervals, 'Date')).toMatchObject({ value: 46118, format: 'date' })
    expect(firstOf(intervals, 'Time')).toMatchObject({ value: 0, format: 'time' })
    expect((firstOf(intervals, 'AHT')?.value as number) * 86_400).toBeCloseTo(plan.groups[0].aht[0], 9)
  })

  it('has the service of each interval with two agents fewer to four more, and texts where there is none', () => {
    const { rows } = named(planWorkbook(plan, { title: 'a' }), 'Intervals')
    const at = rows[0].findIndex((cell) => cell?.value === -2)
    expect(rows[0].slice(at, at + 7).map((cell) => cell?.value)).toEqual([-2, -1, 0, 1, 2, 3, 4])
    expect(rows[1][at + 2]?.value).toBe(plan.groups[0].serviceLevel[0])
    const lone = samplePlan([{ queue: 'lone', peak: 0.2, aht: 60, from: 16, to: 40 }], 1).plan
    const row = named(planWorkbook(lone, { title: 'a' }), 'Intervals').rows[1]
    expect(lone.groups[0].agents[16]).toBe(1)
    expect(row.slice(at, at + 2).map((cell) => cell?.value)).toEqual(['–', 0])
  })

  it('of a transient solution knows the planned agents only', () => {
    const transient: Plan = { ...plan, groups: plan.groups.map((group) => ({ ...group, solution: 'transient' })) }
    const { rows } = named(planWorkbook(transient, { title: 'a' }), 'Intervals')
    const at = rows[0].findIndex((cell) => cell?.value === -2)
    expect(rows[1].slice(at, at + 4).map((cell) => cell?.value)).toEqual([
      'outside the table',
      'outside the table',
      plan.groups[0].serviceLevel[0],
      'outside the table',
    ])
  })

  it('has what today changes, and says who the planner’s own figures are', () => {
    const headings = named(planWorkbook(knownUntilNoon(plan), { title: 'a' }), 'Intervals').rows[0].map(
      (cell) => cell?.value,
    )
    expect(headings).toEqual(expect.arrayContaining(['Already past', 'Contacts, morning', 'add or release']))
  })

  it('leaves the service of closed days empty, a gap in the chart', () => {
    // They had a formula that gave "", which a chart draws as 0 %.
    const shut = (group: Plan['groups'][number]) => ({
      ...group,
      open: group.open.map((open, i) => (i < 48 ? 0 : open)),
    })
    const [group] = samplePlan([{ queue: 'lone', peak: 20, aht: 60, from: 16, to: 40 }], 3).plan.groups
    const days = named(planWorkbook({ ...plan, dayCount: 3, groups: [shut(group)] }, { title: 'a' }), 'Days')
    const line = days.rows.find((row) => row[0]?.value === 'Contacts')!
    expect(line.slice(6).map((cell) => cell?.formula !== undefined)).toEqual([false, true, true])
  })

  it('has Chinese sheets and headings', () => {
    const workbook = planWorkbook(plan, { title: 'a', language: 'zh' })
    expect(workbook.sheets.map(({ name }) => name)).toEqual(['周', '日', '时段', '假设'])
    expect(
      named(workbook, '时段')
        .rows[0].slice(0, 4)
        .map((cell) => cell?.value),
    ).toEqual(['日期', '时段', '坐席组', '呼入量'])
  })
})

describe('toXlsx', () => {
  const cells = (values: (string | number)[]): Workbook => ({
    title: 'a',
    language: 'en',
    sheets: [{ name: 'A', columns: [], rows: [values.map((value) => ({ value }))], frozen: { rows: 0, columns: 0 } }],
    names: {},
  })

  it('leaves text as text, whatever it begins with or is called', async () => {
    const texts = ['=1+1', '+1', '-1', '@SUM(A1)', "'a", '#N/A', '#REF!', '<b>&"', ' a ', 'a\u0001b', '中文']
    const { sheets } = await readXlsx(await toXlsx(cells(texts)))
    expect(sheets[0].rows[0]).toEqual(texts)
    expect([...(sheets[0].cells?.values() ?? [])].filter(({ formula }) => formula !== undefined)).toEqual([])
  })

  it('writes the same bytes again', async () => {
    const made = () => toXlsx(planWorkbook(plan, { title: 'a', generated: '2026-04-05' }))
    expect(Buffer.compare(await made(), await made())).toBe(0)
  })
})
