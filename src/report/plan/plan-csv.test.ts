import { describe, expect, it } from 'vitest'
import { SAMPLE_QUEUES, samplePlan } from '../../../test/report-sample.ts'
import { planCsvRows } from './plan-csv.ts'
import { planJson } from './plan-json.ts'

const { plan } = samplePlan()

describe('planCsvRows', () => {
  it('has a row for each open interval of each group', () => {
    const { headings, rows } = planCsvRows(plan)
    expect(headings).toEqual(
      'start,group,queues,volume,aht,agents,scheduled,service_level,connect_rate,asa,occupancy,abandonment'.split(','),
    )
    const all = [...rows]
    const open = plan.groups.reduce((sum, group) => sum + group.open.reduce((a, b) => a + b, 0), 0)
    expect(all).toHaveLength(open)
    expect([...rows]).toEqual(all)
    const group = plan.groups[0]
    const peak = group.agents.indexOf(group.total.peakAgents)
    const row = all.find(([start, name]) => start === '2026-04-07 10:00' && name === group.name) as unknown[]
    expect(row.slice(0, 3)).toEqual(['2026-04-07 10:00', 'General', 'General'])
    expect(row[3]).toBeCloseTo(group.volume[peak], 1)
    expect(row.slice(5, 7)).toEqual([group.agents[peak], group.scheduled[peak]])
    expect(row[7]).toBeCloseTo(group.serviceLevel[peak], 4)
  })

  it('names the queues of a pool, in Chinese where wanted', () => {
    const { headings, rows } = planCsvRows(plan, 'zh')
    expect(headings.slice(0, 4)).toEqual(['时段开始', '坐席组', '队列', '呼入量'])
    expect([...rows].find(([, group]) => group === 'Languages')?.[2]).toBe('<b>English</b> & "Co"; 方言')
  })

  it('leaves an endless wait empty', () => {
    const { plan: overloaded } = samplePlan(SAMPLE_QUEUES.slice(1, 2), 1)
    overloaded.groups[0].asa.fill(Number.POSITIVE_INFINITY)
    expect([...planCsvRows(overloaded).rows][0][9]).toBe('')
  })
})

describe('planJson', () => {
  const json = planJson(plan)

  it('is what JSON can carry, and says its version', () => {
    expect(JSON.parse(JSON.stringify(json))).toEqual(json)
    expect(json.version).toBe(1)
  })

  it('has null where there is no number or no end', () => {
    const vip = (json.groups as Record<string, unknown>[])[1]
    const columns = vip as Record<string, unknown[]>
    const closed = (columns.open as boolean[]).indexOf(false)
    expect(columns.volume[closed]).toBeNull()
    expect(vip.patience).toBeNull()
    expect(vip.verdict).toBeNull()
  })

  it("has the plan's numbers, unrounded", () => {
    const group = (json.groups as Record<string, never>[])[0]
    expect(group.agents).toEqual(Array.from(plan.groups[0].agents))
    expect((group.total as Record<string, number>).serviceLevel).toBe(plan.groups[0].total.serviceLevel)
    expect((group.total as Record<string, unknown>).peakAt).toBe('2026-04-07T10:00:00')
    expect((json.starts as string[])[1]).toBe('2026-04-06T00:30:00')
    expect((group.days as Record<string, unknown>[])[0].day).toBe('2026-04-06')
    expect(group.targets).toEqual(['90/10'])
  })
})
