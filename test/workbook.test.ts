/** @module-tag slow */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runIn } from '../src/cli/terminal.testing.ts'
import { parsePlainDateTime } from '../src/domain/index.ts'
import { readHistory } from '../src/io/index.ts'
import { madeHistory, madeQueue } from '../src/plan/history.testing.ts'
import { type GroupPlan, makePlan, type Plan, scheduledAgents, serviceByAgents } from '../src/plan/index.ts'
import { UNKNOWN_RANGE } from '../src/plan/period-ranges.ts'
import { rollUp, rollUpDays, rollUpMonths, rollUpWeeks, workingDays } from '../src/plan/roll-up.ts'
import { type Cell, planWorkbook, toXlsx, type Workbook } from '../src/report/index.ts'
import { describeInLibreOffice, saveInLibreOffice, type Typed, typeInLibreOffice } from './libre-office.ts'
import { SAMPLE_QUEUES, samplePlan } from './report-sample.ts'

type Seen = Awaited<ReturnType<typeof typeInLibreOffice>>

async function hotline(): Promise<Plan> {
  const { history } = await readHistory('fixtures/hotline.csv')
  return makePlan(history, { days: 9, paths: 20 })
}

/** The plan with its sums made anew, after `change` of each group. */
function replanned(plan: Plan, change: (group: GroupPlan) => GroupPlan): Plan {
  const grid = { horizon: plan, fteHours: plan.fteHours, targetMet: () => Number.NaN, ranges: () => UNKNOWN_RANGE }
  return {
    ...plan,
    groups: plan.groups.map((before) => {
      const changed = change(before)
      const group = { ...changed, agents: changed.agents.map((n, i) => (changed.open[i] ? n : 0)) }
      return {
        ...group,
        scheduled: group.agents.map((n, i) => (group.open[i] ? scheduledAgents(n, group.shrinkage) : n)),
        days: rollUpDays(group, grid),
        weeks: rollUpWeeks(group, grid),
        months: rollUpMonths(group, grid),
        total: rollUp(group, grid, 0, plan.dayCount, workingDays(plan.dayCount)),
      }
    }),
  }
}

/** The group with so many agents more in one interval. */
function withMore(plan: Plan, group: GroupPlan, i: number, more: number): GroupPlan {
  const service = serviceByAgents(plan, group, more)!
  const put = (values: Float64Array, value: number) => values.map((before, k) => (k === i ? value : before))
  return {
    ...group,
    agents: put(group.agents, group.agents[i] + more),
    serviceLevel: put(group.serviceLevel, service.serviceLevel[i]),
    connectRate: put(group.connectRate, service.connectRate[i]),
    asa: put(group.asa, service.asa[i]),
    occupancy: put(group.occupancy, service.occupancy[i]),
    abandonment: put(group.abandonment, service.abandonment[i]),
  }
}

/** Every cell with a formula whose value in LibreOffice is not ours. */
function differences(workbook: Workbook, seen: Seen, isAsked: (cell: Cell) => boolean = () => true): string[] {
  return workbook.sheets.flatMap((sheet) =>
    sheet.rows.flatMap((row, r) =>
      row.flatMap((cell, c) => {
        if (cell?.formula === undefined || !isAsked(cell)) return []
        const there = seen(sheet.name, r, c) ?? ''
        const ours = cell.value ?? ''
        const same =
          typeof ours === 'number' && typeof there === 'number'
            ? Math.abs(there - ours) <= 1e-9 * Math.max(1, Math.abs(ours))
            : there === ours
        return same ? [] : [`${sheet.name} row ${r + 1} column ${c + 1}: ${there}, not ${ours}: =${cell.formula}`]
      }),
    ),
  )
}

/** What says how far the workbook is from its plan; and what is of the plan only. */
const isOfThePlan = ({ formula }: Cell) => !/^COUNTIFS|^IF\(COUNTIFS\(change|^F\d+-G\d+$/.test(formula!)

/** Row of an interval of the first group on the sheet of intervals: each open one has a row. */
function rowOf({ groups }: Plan, i: number): number {
  return 1 + groups[0].open.subarray(0, i).reduce((sum, one) => sum + one, 0)
}

/** Row of a block's total on the sheet of weeks: all groups together, then each. */
function totalRow({ groups }: Plan, block: number): number {
  return (block + 1) * (groups[0].weeks.length + 2) - 1
}

function column(workbook: Workbook, sheet: string, heading: string): number {
  const found = workbook.sheets.find(({ name }) => name === sheet)!
  return found.rows[0].findIndex((cell) => cell?.value === heading)
}

function cell(workbook: Workbook, sheet: string, row: number, heading: string): string {
  return `${String.fromCharCode(65 + column(workbook, sheet, heading))}${row + 1}`
}

describeInLibreOffice('a plan as a workbook, in LibreOffice', () => {
  it('is computed there as it is here, formula by formula', async () => {
    const workbook = planWorkbook(await hotline(), { title: 'hotline.csv' })
    const formulas = workbook.sheets.flatMap(({ rows }) => rows.flat()).filter((each) => each?.formula !== undefined)
    expect(formulas.length).toBeGreaterThan(5000)
    expect(differences(workbook, await typeInLibreOffice(await toXlsx(workbook), []))).toEqual([])
  })

  it('of one group and more than four weeks, with months', async () => {
    const { plan } = samplePlan(SAMPLE_QUEUES.slice(2, 3), 30)
    const workbook = planWorkbook(
      replanned(plan, (group) => group),
      { title: 'a' },
    )
    expect(workbook.sheets[0].rows.map(([cell]) => cell?.value)).toContain('Languages: April 2026')
    expect(differences(workbook, await typeInLibreOffice(await toXlsx(workbook), []))).toEqual([])
  })

  it('on days of 23 and 25 hours, and where the service is the transient solution', async () => {
    const at = (text: string) => parsePlainDateTime(text)
    const clockChanges = [
      { kind: 'skipped', from: at('2025-05-27T10:00'), to: at('2025-05-27T11:00') },
      { kind: 'doubled', from: at('2025-05-29T14:00'), to: at('2025-05-29T15:00') },
    ] as const
    const calendar = { specialDays: [], utcOffset: 3600, clockChanges }
    const plan = await makePlan(madeHistory(madeQueue('a')), { days: 4, calendar, dayMethod: 'mol', paths: 10 })
    const workbook = planWorkbook(plan, { title: 'a' })
    expect(plan.length).toBe(4 * 48)
    expect(workbook.sheets[1].rows.filter(([cell]) => cell?.shown === 'hh:mm" (2nd)"')).toHaveLength(2)
    const seen = await typeInLibreOffice(await toXlsx(workbook), [])
    expect(differences(workbook, seen)).toEqual([])
  })

  it('follows whoever overwrites agents and shrinkage, in every cell', async () => {
    const plan = await hotline()
    const workbook = planWorkbook(plan, { title: 'hotline.csv' })
    const [group] = plan.groups
    const i = group.agents.indexOf(group.total.peakAgents)
    const row = rowOf(plan, i)
    for (const [more, shrinkage] of [
      [-2, 0.35],
      [4, 0.25],
    ]) {
      const typed: Typed[] = [
        ['Intervals', cell(workbook, 'Intervals', row, 'Agents'), group.agents[i] + more],
        ['Assumptions', 'C10', shrinkage],
      ]
      const seen = await typeInLibreOffice(await toXlsx(workbook), typed)
      const changed = replanned(plan, (each) =>
        each === group ? { ...withMore(plan, each, i, more), shrinkage } : each,
      )
      expect(changed.groups[0].serviceLevel[i]).not.toBeCloseTo(group.serviceLevel[i], 3)
      expect(seen('Intervals', row, column(workbook, 'Intervals', 'Service level'))).toBeCloseTo(
        changed.groups[0].serviceLevel[i],
        12,
      )
      expect(seen('Intervals', row, column(workbook, 'Intervals', 'Change'))).toBe(more)
      expect(seen('Weeks', totalRow(plan, 1), column(workbook, 'Weeks', 'Meets target'))).toBe('agents changed')
      const expected = planWorkbook(changed, { title: 'hotline.csv' })
      expect(differences(expected, seen, (each) => isOfThePlan(each) && !/,shifts,/.test(each.formula!))).toEqual([])
    }
  })

  it('says so where agents are outside the table, in the interval, its day and its week, and never a number', async () => {
    const plan = await hotline()
    const workbook = planWorkbook(plan, { title: 'hotline.csv' })
    const [group] = plan.groups
    const first = group.agents.indexOf(group.total.peakAgents)
    const typed = [group.agents[first] + 5, group.agents[first + 1] + 0.5, 'many', -1].map((what, k): Typed => {
      const at = cell(workbook, 'Intervals', rowOf(plan, first + k), 'Agents')
      return ['Intervals', at, what]
    })
    const seen = await typeInLibreOffice(await toXlsx(workbook), typed)
    for (const figure of ['Service level', 'Connect rate', 'ASA', 'Occupancy', 'Abandonment']) {
      const there = typed.map((_, k) =>
        seen('Intervals', rowOf(plan, first + k), column(workbook, 'Intervals', figure)),
      )
      const sums = [0, 1, 2].map((block) => seen('Weeks', totalRow(plan, block), column(workbook, 'Weeks', figure)))
      const outside = 'outside the table'
      expect([figure, ...there, ...sums]).toEqual([
        figure,
        ...typed.map(() => outside),
        outside,
        outside,
        expect.any(Number),
      ])
    }
  })

  it('adds up cost where there are wages, in Chinese too, whatever the groups are called', async () => {
    const { plan } = samplePlan(SAMPLE_QUEUES, 3)
    const names = ['=1+1', '*', '#N/A']
    const made = replanned(plan, (group) => ({ ...group, name: names[plan.groups.indexOf(group)] }))
    const workbook = planWorkbook(made, { title: '示例', language: 'zh' })
    const seen = await typeInLibreOffice(await toXlsx(workbook), [
      ['假设', 'D10', 20],
      ['假设', 'D11', 30],
      ['假设', 'D12', 40],
    ])
    expect(differences(workbook, seen, ({ value }) => value !== '')).toEqual([])
    const hours = made.groups.map(({ total }) => total.paidHours)
    const at = column(workbook, '周', '成本')
    expect(seen('周', 2, at)).toBeCloseTo(20 * hours[0] + 30 * hours[1] + 40 * hours[2], 6)
    expect(seen('时段', 1, 2)).toBe('=1+1')
    expect(names.map((_, k) => seen('假设', 9 + k, 1))).toEqual(names)
    const without = await typeInLibreOffice(await toXlsx(workbook), [['假设', 'D10', 20]])
    expect([without('周', 2, at) ?? '', without('周', 5, at)]).toEqual(['', expect.closeTo(20 * hours[0], 6)])
  })
})

describe('what a workbook cannot have', () => {
  it('is refused: more intervals than anybody opens', () => {
    const { plan } = samplePlan()
    const many = { ...plan, groups: Array.from({ length: 120 }, () => plan.groups[0]) }
    expect(() => planWorkbook(many, { title: 'many' })).toThrow(/80,640 intervals.*--queue/s)
  })
})

describeInLibreOffice('a planner’s round trip', () => {
  it('a history from a spreadsheet, a plan as a workbook, agents overwritten there, service seen to change', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'krarup-round-'))
    try {
      const [heading, ...lines] = readFileSync('fixtures/hotline.csv', 'utf8').split(/\r?\n/)
      const recent = lines.filter((line) => line.includes('VIP') && line > '2025-02-01')
      writeFileSync(join(folder, 'history.csv'), [heading, ...recent].join('\n'))
      saveInLibreOffice(join(folder, 'history.csv'), 'xlsx')
      const { status, notes } = await runIn(folder, ['plan', 'history.xlsx', '--days', '5', '--out', 'plan.xlsx'])
      expect([status, notes]).toEqual([0, expect.stringContaining('wrote plan.xlsx')])

      const { history } = await readHistory(join(folder, 'history.csv'))
      const plan = await makePlan(history, { days: 5, paths: 200 })
      const [group] = plan.groups
      const i = group.agents.indexOf(group.total.peakAgents)
      const workbook = planWorkbook(plan, { title: 'history.xlsx' })
      const at = cell(workbook, 'Intervals', rowOf(plan, i), 'Agents')
      const level = column(workbook, 'Intervals', 'Service level')
      const written = readFileSync(join(folder, 'plan.xlsx'))
      const [as, less, more] = await Promise.all(
        [0, -1, 2].map(async (change) => {
          const seen = await typeInLibreOffice(written, [['Intervals', at, group.agents[i] + change]])
          return [
            seen('Intervals', rowOf(plan, i), level),
            seen('Weeks', plan.groups[0].weeks.length + 1, column(workbook, 'Weeks', 'Paid hours')),
          ] as number[]
        }),
      )
      const expected = (change: number) => serviceByAgents(plan, group, change)!.serviceLevel[i]
      expect([as[0], less[0], more[0]]).toEqual([0, -1, 2].map((change) => expect.closeTo(expected(change), 9)))
      expect(more[0]).toBeGreaterThan(as[0] + 0.01)
      expect(less[0]).toBeLessThan(as[0] - 0.01)
      expect(more[1] - as[1]).toBeCloseTo((2 * 0.5) / 0.7, 9)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
