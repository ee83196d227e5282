import { dayOf, formatDay, formatPlainDateTime } from '../../domain/index.ts'
import type { GroupPlan, Plan, RollUp } from '../../plan/index.ts'
import type { CsvRows } from '../csv-rows.ts'
import { columnHeadings, type Language } from '../language.ts'
import { rounded } from '../rounded.ts'

/** What a row stands for. */
export type PlanPeriod = 'day' | 'week' | 'month'

const COLUMNS = {
  period: { zh: '时期', de: 'Zeitraum' },
  start: { zh: '开始日期', de: 'Erster Tag' },
  group: { zh: '坐席组', de: 'Gruppe' },
  queues: { zh: '队列', de: 'Warteschlangen' },
  covered_days: { zh: '涵盖天数', de: 'Geplante Tage' },
  of_days: { zh: '时期天数', de: 'Tage des Zeitraums' },
  volume: { zh: '呼入量', de: 'Kontakte' },
  volume_p10: { zh: '呼入量_p10', de: 'Kontakte_p10' },
  volume_p90: { zh: '呼入量_p90', de: 'Kontakte_p90' },
  aht: { zh: '平均处理时长', de: 'AHT' },
  peak_agents: { zh: '峰值坐席', de: 'Agenten (Spitze)' },
  peak_agents_p10: { zh: '峰值坐席_p10', de: 'Agenten (Spitze)_p10' },
  peak_agents_p90: { zh: '峰值坐席_p90', de: 'Agenten (Spitze)_p90' },
  peak_at: { zh: '峰值时段', de: 'Spitze um' },
  agent_hours: { zh: '坐席工时', de: 'Agentenstunden' },
  paid_hours: { zh: '付薪工时', de: 'Bezahlte Stunden' },
  fte: { zh: '全职人力', de: 'Vollzeitkräfte' },
  fte_p10: { zh: '全职人力_p10', de: 'Vollzeitkräfte_p10' },
  fte_p90: { zh: '全职人力_p90', de: 'Vollzeitkräfte_p90' },
  service_level: { zh: '服务水平', de: 'Servicelevel' },
  connect_rate: { zh: '接通率', de: 'Erreichbarkeit' },
  asa: { zh: '平均应答速度', de: 'ASA' },
  occupancy: { zh: '占用率', de: 'Auslastung' },
  abandonment: { zh: '放弃率', de: 'Abbruchquote' },
  target_met: { zh: '达标概率', de: 'Ziel erreicht' },
}

/** Of a plan that is sure: what the plan sized to the mean takes, and how often it and this one meet the target. */
const SURE_COLUMNS = {
  certainty: { zh: '把握', de: 'Sicherheit' },
  agent_hours_mean: { zh: '按均值坐席工时', de: 'Agentenstunden nach Mittelwert' },
  met_by_mean: { zh: '按均值达标率', de: 'Ziel erreicht nach Mittelwert' },
  met_judged: { zh: '检验达标率', de: 'Ziel erreicht, geprüft' },
  met_lower: { zh: '检验达标率下限', de: 'Ziel erreicht, untere Grenze' },
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
    headings: columnHeadings(columns, language),
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
