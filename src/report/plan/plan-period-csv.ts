import { dayOf, formatDay, formatPlainDateTime } from '../../domain/index.ts'
import type { GroupPlan, Plan, RollUp } from '../../plan/index.ts'
import type { CsvRows } from '../csv-rows.ts'
import type { Language } from '../language.ts'
import { rounded } from '../rounded.ts'

/** What a row stands for. */
export type PlanPeriod = 'day' | 'week' | 'month'

const COLUMNS = {
  period: '时期',
  start: '开始日期',
  group: '坐席组',
  queues: '队列',
  covered_days: '涵盖天数',
  of_days: '时期天数',
  volume: '呼入量',
  volume_p10: '呼入量_p10',
  volume_p90: '呼入量_p90',
  aht: '平均处理时长',
  peak_agents: '峰值坐席',
  peak_agents_p10: '峰值坐席_p10',
  peak_agents_p90: '峰值坐席_p90',
  peak_at: '峰值时段',
  agent_hours: '坐席工时',
  paid_hours: '付薪工时',
  fte: '全职人力',
  fte_p10: '全职人力_p10',
  fte_p90: '全职人力_p90',
  service_level: '服务水平',
  connect_rate: '接通率',
  asa: '平均应答速度',
  occupancy: '占用率',
  abandonment: '放弃率',
  target_met: '达标概率',
}

/** Of a plan that is sure: what the plan sized to the mean takes, and how often it and this one meet the target. */
const SURE_COLUMNS = {
  certainty: '把握',
  agent_hours_mean: '按均值坐席工时',
  met_by_mean: '按均值达标率',
  met_judged: '检验达标率',
  met_lower: '检验达标率下限',
}

/** A roll-up with the days that it stands for: first one planned, how many are planned, how many the period has. */
interface Period {
  name: string
  start: number
  days: number
  all: number
  rolled: RollUp
}

/**
 * Days, weeks or months of a plan as CSV, a row a group and period; closed ones are left out. `covered_days` below `of_days`: only a part of the period is planned.
 * Units as in {@link planCsvRows}.
 */
export function planPeriodCsvRows(plan: Plan, by: PlanPeriod, language: Language = 'en'): CsvRows {
  const sure = plan.groups.some((group) => group.sure)
  const columns = { ...COLUMNS, ...(sure ? SURE_COLUMNS : {}) }
  return {
    headings: language === 'zh' ? Object.values(columns) : Object.keys(columns),
    rows: plan.groups.flatMap((group) =>
      periodsOf(group, by)
        .filter(({ rolled }) => rolled.volume > 0 || rolled.agentHours > 0)
        .map(({ name, start, days, all, rolled }) => [
          name,
          formatDay(start),
          group.name,
          group.queues.join('; '),
          days,
          all,
          rounded(rolled.volume, 1),
          rounded(rolled.volumeLow, 1),
          rounded(rolled.volumeHigh, 1),
          rounded(rolled.aht, 1),
          rounded(rolled.peakAgents, 0),
          rounded(rolled.peakAgentsLow, 0),
          rounded(rolled.peakAgentsHigh, 0),
          rolled.peakAgents > 0 ? formatPlainDateTime(rolled.peakAt).slice(0, 16).replace('T', ' ') : '',
          rounded(rolled.agentHours, 2),
          rounded(rolled.paidHours, 2),
          rounded(rolled.fte, 2),
          rounded(rolled.fteLow, 2),
          rounded(rolled.fteHigh, 2),
          rounded(rolled.serviceLevel, 4),
          rounded(rolled.connectRate, 4),
          rounded(rolled.asa, 1),
          rounded(rolled.occupancy, 4),
          rounded(rolled.abandonment, 4),
          rounded(rolled.targetMet, 3),
          ...(sure ? sureCells(group, start, days, plan) : []),
        ]),
    ),
  }
}

/** Empty where the target is over another period than the row. */
function sureCells({ sure }: GroupPlan, start: number, days: number, plan: Plan): (number | '')[] {
  const from = start - dayOf(plan.start)
  const period = sure?.periods.find((each) => each.from === from && each.to === from + days)
  return period && sure
    ? [
        sure.certainty,
        rounded(period.meanAgentHours, 2),
        rounded(period.metByMean, 3),
        rounded(period.met, 3),
        rounded(period.lower, 3),
      ]
    : ['', '', '', '', '']
}

function periodsOf(group: GroupPlan, by: PlanPeriod): Period[] {
  const first = group.days[0].day
  const within = (day: number) => Math.max(first, day)
  switch (by) {
    case 'day':
      return group.days.map((rolled) => ({
        name: formatDay(rolled.day),
        start: rolled.day,
        days: 1,
        all: 1,
        rolled,
      }))
    case 'week':
      return group.weeks.map((rolled) => ({
        name: formatDay(rolled.monday),
        start: within(rolled.monday),
        days: rolled.days,
        all: 7,
        rolled,
      }))
    case 'month':
      return group.months.map((rolled) => ({
        name: formatDay(rolled.month).slice(0, 7),
        start: within(rolled.month),
        days: rolled.days,
        all: rolled.daysOfMonth,
        rolled,
      }))
  }
}
