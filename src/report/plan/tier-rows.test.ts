import { describe, expect, it } from 'vitest'
import { samplePlan } from '../../../test/report-sample.ts'
import { type History, parsePlainDateTime, parseTarget, STATE } from '../../domain/index.ts'
import { priorityQueue } from '../../erlang/general/index.ts'
import { makePlan, serviceByAgents } from '../../plan/index.ts'
import { planPage } from '../page/index.ts'
import { planWorkbook } from '../workbook/index.ts'
import { planTierCsvRows } from './tier-rows.ts'

/** Eight weeks in which every hour of every day is alike. */
function even(contacts: Record<string, number>): History {
  const state = new Uint8Array(8 * 7 * 24).fill(STATE.observed)
  const start = parsePlainDateTime('2026-01-05')
  return {
    interval: 3600,
    queues: Object.entries(contacts).map(([queue, each]) => {
      const offered = new Float64Array(state.length).fill(each)
      return { queue, start, interval: 3600, state, measures: { offered } }
    }),
  }
}

const history = even({ '=General': 120, VIP: 20, Mail: 6 })
const plan = await makePlan(history, {
  days: 2,
  paths: 0,
  settings: { aht: 240, patience: 120, target: parseTarget('80/20') },
  queues: { '=General': { group: 'front' }, VIP: { group: 'front', priority: 1, target: parseTarget('95/10') } },
})
const front = plan.groups.find(({ tiers }) => tiers)!
const [vip, general] = front.tiers!

describe('the tiers of a plan', () => {
  it('have a row each and interval in CSV; other groups have none', () => {
    const { headings, rows } = planTierCsvRows(plan)
    expect(headings.join()).toBe('start,group,priority,queues,target,volume,service_level,connect_rate,asa,abandonment')
    const all = [...rows]
    expect(all).toHaveLength(2 * 48)
    expect(all[9]).toEqual([
      '2026-03-02 09:00',
      'front',
      1,
      'VIP',
      '95/10',
      20,
      expect.closeTo(vip.serviceLevel[9], 4),
      expect.closeTo(vip.connectRate[9], 4),
      expect.closeTo(vip.asa[9], 1),
      expect.closeTo(vip.abandonment[9], 4),
    ])
    expect(all[48 + 47].slice(0, 5)).toEqual(['2026-03-03 23:00', 'front', 0, '=General', '80/20'])
    expect(planTierCsvRows(plan, 'zh').headings.slice(0, 4)).toEqual(['时段开始', '坐席组', '优先级', '队列'])
    expect(() => planTierCsvRows(samplePlan().plan)).toThrow(expect.objectContaining({ code: 'MISSING' }))
  })

  // Page and workbook had the pool only.
  it('stand on the page, where there are any', () => {
    const page = planPage(plan, history, { title: 'a' })
    expect(page).toContain('<h2>Tiers, the highest priority first</h2><h3>front</h3>')
    expect(page).toMatch(/<th scope="row">VIP<\/th><td>95\/10<\/td><td>960<\/td><td>9\d\.\d%<\/td>/)
    expect(page).toContain('In one line, without priorities')
    const { plan: plain, history: past } = samplePlan()
    expect(planPage(plain, past, { title: 'a' })).not.toContain('<h2>Tiers')
  })

  it('have a sheet in the workbook, a row a day and one for all', () => {
    const { sheets } = planWorkbook(plan, { title: 'a' })
    const { rows } = sheets.find(({ name }) => name === 'Tiers')!
    const texts = rows.map((row) => row.map((cell) => cell?.value))
    expect(texts[0].slice(0, 6)).toEqual(['Group', 'Tier', 'Priority', 'Target', 'Date', 'Contacts'])
    expect(texts.slice(1, 4).map((row) => row.slice(0, 7))).toEqual([
      ['front', 'VIP', 1, '95/10', 46083, expect.closeTo(480, 6), vip.days[0].serviceLevel],
      ['front', 'VIP', 1, '95/10', 46084, expect.closeTo(480, 6), vip.days[1].serviceLevel],
      ['front: total', 'VIP', 1, '95/10', null, expect.closeTo(960, 6), vip.total.serviceLevel],
    ])
    expect(rows[6][8]).toMatchObject({ value: general.total.asa / 86_400, format: 'wait' })
    expect(planWorkbook(samplePlan().plan, { title: 'a' }).sheets.map(({ name }) => name)).not.toContain('Tiers')
  })

  // With other agents than planned the pool was judged as one line, by the target of its largest queue.
  it('are what the service of more and fewer agents is judged by', () => {
    for (const more of [-2, 1, 3]) {
      const states = priorityQueue({
        rates: [20 / 3600, 120 / 3600],
        aht: 240,
        agents: front.agents[9] + more,
        patience: 120,
      })
      const { serviceLevel } = serviceByAgents(plan, front, more)!
      expect(serviceLevel[9]).toBeCloseTo((20 * states[0].serviceLevel(10) + 120 * states[1].serviceLevel(20)) / 140, 9)
    }
    expect(serviceByAgents(plan, front, 0)).toBe(front)
  })
})
