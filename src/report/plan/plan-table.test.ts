import { describe, expect, it } from 'vitest'
import { manyQueues, SAMPLE_QUEUES, samplePlan } from '../../../test/report-sample.ts'
import { displayWidth } from '../display-width.ts'
import { figures } from '../format.ts'
import { planTable } from './plan-table.ts'
import { wholePlan } from './whole-plan.ts'

const { plan } = samplePlan()
const one = samplePlan(SAMPLE_QUEUES.slice(0, 1)).plan

describe('planTable', () => {
  it('shows the figures of the plan, a column a day', () => {
    const lines = planTable(one)
    const monday = lines.findIndex((line) => line.startsWith('Week of 6 Apr')) + 1
    expect(lines[monday].trim().split(/\s{2,}/)).toEqual([
      'Mon 6',
      'Tue 7',
      'Wed 8',
      'Thu 9',
      'Fri 10',
      'Sat 11',
      'Sun 12',
      'Week',
    ])
    const row = (name: string) => lines.slice(monday).find((line) => line.startsWith(name)) as string
    const { days, weeks } = one.groups[0]
    const contacts = [...days.slice(0, 7), weeks[0]].map(({ volume }) => figures.volume(volume))
    expect(row('Contacts').split(/\s+/).slice(1)).toEqual(contacts)
    const levels = [...days.slice(0, 7), weeks[0]].map(({ serviceLevel }) => figures.percent(serviceLevel))
    expect(row('Service level').split(/\s+/).slice(2)).toEqual(levels)
    expect(row('Meets target').split(/\s+/).slice(2)).toEqual(
      [...days.slice(0, 7), weeks[0]].map(({ targetMet }) => figures.percent(targetMet, 0)),
    )
  })

  it.each([60, 80, 132])('keeps within %i columns, in both languages, in blocks and in ASCII', (width) => {
    for (const language of ['en', 'zh'] as const) {
      for (const unicode of [true, false]) {
        for (const line of planTable(plan, { width, language, unicode })) {
          expect(displayWidth(line), line).toBeLessThanOrEqual(width)
        }
      }
    }
    expect(planTable(one, { width, unicode: false }).join('')).toMatch(/^[\x20-\x7e]+$/)
  })

  it('draws the busiest day: the highest column stands at the peak', () => {
    const lines = planTable(one)
    const at = lines.findIndex((line) => line.startsWith('Agents by interval on the busiest day'))
    expect(lines[at]).toContain('Tue 7 Apr')
    const chart = lines.slice(at + 1, at + 6)
    expect(chart[0]).toMatch(new RegExp(`^${one.groups[0].total.peakAgents} ┤`))
    const left = chart[0].indexOf('┤') + 1
    const peakSlot = (one.groups[0].total.peakAt % 86_400) / 1800
    expect(chart[0][left + peakSlot]).toBe('█')
    expect(chart[0].slice(left).indexOf('█')).toBe(peakSlot)
  })

  it('lists the five intervals that need most agents', () => {
    const lines = planTable(one)
    const at = lines.indexOf('Peak intervals')
    const agents = lines.slice(at + 3, at + 8).map((line) => Number(line.split(/\s{2,}/)[2]))
    expect(agents).toEqual(
      Array.from(one.groups[0].agents)
        .sort((a, b) => b - a)
        .slice(0, 5),
    )
  })

  it('shows all groups when they are few and says how many are left out when they are many', () => {
    expect(planTable(plan).join('\n')).toMatch(/VIP 贵宾.*\nLanguages/)
    const lines = planTable(samplePlan(manyQueues(40), 7).plan)
    expect(lines).toContain('and 28 more, all in plan.csv')
    expect(lines.filter((line) => /^Queue \d+ /.test(line))).toHaveLength(12)
  })

  it('says what a pool and a longer period save', () => {
    const text = planTable(plan, { width: 500 }).join('\n')
    const hours = (value: number | undefined) => figures.number(value as number)
    const [, vip, pool] = plan.groups
    expect(text).toContain(
      `Languages: 2 queues served as one pool: ${hours(pool.total.agentHours)} agent hours; separate groups would take ${hours(pool.separateAgentHours)}.`,
    )
    expect(text).toContain(
      `VIP 贵宾: target over a longer period: ${hours(vip.total.agentHours)} agent hours; meeting the target in every interval by itself would take ${hours(vip.intervalAgentHours)}.`,
    )
  })

  it('ends with the verdict', () => {
    expect(planTable(one, { width: 500 }).at(-1)).toBe(
      'Against the past (Mon 9 Feb to Sun 5 Apr): expected 87.2% within 10s, measured 85.8%; off by 3.1 points an interval; 61.4 agents on duty, 63.2 required',
    )
  })

  it('has Chinese headings', () => {
    const text = planTable(plan, { language: 'zh' }).join('\n')
    for (const heading of ['呼入量', '平均处理时长', '服务水平', '接通率', '占用率', '坐席组']) {
      expect(text).toContain(heading)
    }
    expect(text).not.toMatch(/Contacts|Service|Week/)
  })

  it('has terminal codes only with colour, whatever a queue is called', () => {
    const { plan: rude } = samplePlan(SAMPLE_QUEUES.slice(0, 2), 7)
    for (const group of rude.groups) group.name = `${group.name}\u001b[2J`
    expect(planTable(rude).join('')).not.toContain('\u001b')
    expect(planTable(plan).join('')).not.toContain('\u001b')
    expect(planTable(plan, { colour: true }).join('')).toContain('\u001b[1m')
  })
})

describe('wholePlan', () => {
  const whole = wholePlan(plan)

  it('adds groups up', () => {
    const sum = (of: (group: (typeof plan.groups)[number]) => number) =>
      plan.groups.reduce((total, group) => total + of(group), 0)
    expect(whole.total.agentHours).toBeCloseTo(sum((group) => group.total.agentHours))
    expect(whole.total.paidHours).toBeCloseTo(sum((group) => group.total.paidHours))
    expect(whole.total.serviceLevel).toBeCloseTo(
      sum((group) => group.total.volume * group.total.serviceLevel) / whole.total.volume,
    )
    expect(whole.total.occupancy).toBeCloseTo(
      sum((group) => group.total.agentHours * group.total.occupancy) / whole.total.agentHours,
    )
  })

  it('takes its peak from the sum of the groups, interval by interval', () => {
    const sums = Array.from({ length: plan.length }, (_, i) =>
      plan.groups.reduce((total, group) => total + (group.open[i] ? group.agents[i] : 0), 0),
    )
    expect(whole.total.peakAgents).toBe(Math.max(...sums))
    expect(whole.total.peakAt).toBe(plan.start + sums.indexOf(Math.max(...sums)) * plan.interval)
    expect(whole.days.reduce((total, day) => total + day.volume, 0)).toBeCloseTo(whole.total.volume)
  })

  it('does not invent how likely several groups together meet their targets', () => {
    expect(whole.days.every((day) => Number.isNaN(day.targetMet))).toBe(true)
  })

  it('is the group itself where there is one', () => {
    expect(wholePlan(one)).toBe(one.groups[0])
  })
})
