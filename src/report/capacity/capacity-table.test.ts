import { describe, expect, it } from 'vitest'
import { planCapacity } from '../../capacity/index.ts'
import { smallQuestion, withClasses } from '../../capacity/question.testing.ts'
import { capacityCsvRows, capacityJson, capacityReport, capacityTable, capacityWorkbook } from './index.ts'

const MONDAY = 20_822
const work = [400, 400, 480, 480, 480, 480].map((mean) => ({ low: 0.9 * mean, mean, high: 1.1 * mean }))
const question = {
  ...withClasses(smallQuestion(10, work, { name: '<b>', currency: 'yuan', overtime: { most: 2, pay: 1.5 } }), {
    lead: 3,
    most: 4,
  }),
  teamLeaders: { agentsEach: 12, pay: 6000 },
}
const plan = await planCapacity(question, { without: [MONDAY + 21] })

describe('a plan of hiring', () => {
  it('is printed with classes, months, costs, what lacks and what would do', () => {
    const lines = capacityTable(plan, { width: 140 }).join('\n')
    expect(lines).toContain('<b>: whom to hire when, 6 weeks from 2027-01-04; hired for the mean of the forecast')
    // Two lack from week 2 on; overtime of 20 hours is half an agent. Without the class: 2 x 3 weeks of pay less, 3 x 20 hours of overtime more.
    expect(lines).toMatch(/^mail {3}2027-01-25 +2027-01-25 +2027-01-04 +2 +3,450 +4\.5 +2027-01-25 to 2027-02-08$/m)
    expect(lines).toMatch(/^2027-01 +11\.0 +9\.9 to 12\.1 +10\.5 +0\.0 +10\.5 +0\.1 +-1\.5 +1\.5 +-2\.7 to -0\.3$/m)
    expect(lines).toContain(
      'mail, 2027-01-18: up to 1.5 agents are lacking, 1.5 agent weeks in all; a class helps only if it is decided by 2026-12-28.',
    )
    expect(lines).toContain('What would do: 8.0 hours of overtime a week of each agent, or 1.5 agents from elsewhere.')
    expect(lines).toMatch(/^Team leaders +1$/m)
    expect(lines).toContain('Without the classes of 2027-01-25')
    expect(lines).toMatch(/^Agent weeks lacking +1\.5 +6\.0 +3\.0$/m)
    expect(lines).toContain('Planned anew: 2 on 2027-02-01 (mail)')
  })

  it('is printed in Chinese, all of it', () => {
    const lines = capacityTable(plan, { language: 'zh', width: 160 }).join('\n')
    for (const english of ['hire', 'Group', 'Need', 'Agents', 'Total', 'lack', 'Without', 'week'])
      expect(lines).not.toContain(english)
    expect(lines).toContain('最多缺1.5名坐席')
  })

  it('has days and months as German has them', () => {
    // They were `2027-01-25` and `2027-01`, where other tables in German print `25.01.2027`.
    const lines = capacityTable(plan, { language: 'de', width: 160 }).join('\n')
    expect(lines).not.toMatch(/\d{4}-\d\d/)
    expect(lines).toMatch(/^mail +25\.01\.2027 +25\.01\.2027 +04\.01\.2027 .* 25\.01\.2027 bis 08\.02\.2027$/m)
    expect(lines).toMatch(/^01\.2027 +11,0/m)
  })

  it('is a row for each week and group in CSV, and one for all', () => {
    const { headings, rows } = capacityCsvRows(plan)
    const all = [...rows]
    expect(all).toHaveLength(12)
    const row = Object.fromEntries(headings.map((name, k) => [name, all[6][k]]))
    expect(row).toMatchObject({
      week: '2027-01-25',
      group: 'mail',
      need: 12,
      need_low: 10.8,
      on_payroll: 12,
      over: 0,
      hired: 2,
    })
    const together = Object.fromEntries(headings.map((name, k) => [name, all[7][k]]))
    expect(together).toMatchObject({
      group: 'all',
      team_leaders: 1,
      cost: Math.round(plan.costsByWeek[3].total * 100) / 100,
    })
    expect(capacityCsvRows(plan, 'zh').headings[2]).toBe('需求')
  })

  it('is JSON with dates', () => {
    expect(JSON.parse(JSON.stringify(capacityJson(plan)))).toMatchObject({
      version: 1,
      kind: 'capacity',
      start: '2027-01-04',
      amounts: 'money',
      classes: [
        {
          start: '2027-01-25',
          decideBy: '2027-01-04',
          people: 2,
          byContract: { full: 2 },
          dropped: { from: '2027-01-25' },
        },
      ],
      shortages: [{ from: '2027-01-18', why: 'too soon', decideBy: '2026-12-28' }],
      without: { starts: ['2027-01-25'], replanned: { classes: [{ start: '2027-02-01', people: 2 }] } },
    })
  })

  it('is a page; names are escaped', () => {
    const page = capacityReport(plan)
    expect(page).toContain('&lt;b&gt;: whom to hire when')
    expect(page).not.toContain('<b>:')
  })

  it('is a workbook in which over and under follow from their cells', () => {
    const { sheets } = capacityWorkbook(plan, { generated: '2027-01-01' })
    expect(sheets.map(({ name }) => name)).toEqual(['Summary', 'mail', 'Cost'])
    const [, weeks, costs] = sheets
    expect(weeks.rows[4][11]).toMatchObject({ value: 0, formula: 'H5+I5+J5-K5-B5' })
    expect(costs.rows[7][8]).toMatchObject({ value: plan.costs.total, formula: 'SUM(I2:I7)' })
  })

  it('without rates of pay speaks of paid hours', async () => {
    const contracts = [{ name: 'full', hours: 40 }]
    const unpaid = await planCapacity({ ...question, contracts })
    expect(capacityTable(unpaid, { width: 140 }).join('\n')).toMatch(/^Paid hours +All weeks/m)
  })
})
