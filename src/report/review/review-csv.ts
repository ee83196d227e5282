import { dayOf, formatClock, formatDay, secondOfDay } from '../../domain/index.ts'
import type { GroupReview, Review, ReviewedStretch } from '../../plan/index.ts'
import type { CsvRows } from '../csv-rows.ts'
import type { Language } from '../language.ts'
import { rounded } from '../rounded.ts'

/** What a row stands for. */
export const REVIEW_PERIODS = ['interval', 'day', 'week', 'month', 'all'] as const
export type ReviewPeriod = (typeof REVIEW_PERIODS)[number]

const COLUMNS = {
  start: '开始',
  group: '坐席组',
  volume_planned: '计划呼入量',
  volume: '实际呼入量',
  aht_planned: '计划平均处理时长',
  aht: '实际平均处理时长',
  agent_hours_planned: '计划坐席工时',
  agent_hours: '实际坐席工时',
  service_level_planned: '计划服务水平',
  service_level: '实际服务水平',
  connect_rate_planned: '计划接通率',
  connect_rate: '实际接通率',
  abandonment_planned: '计划放弃率',
  abandonment: '实际放弃率',
  occupancy_planned: '计划占用率',
  occupancy: '实际占用率',
  difference: '差异',
  effect_level: '呼入量作用',
  effect_shape: '时段分布作用',
  effect_handle_time: '处理时长作用',
  effect_staffing: '坐席作用',
  effect_rest: '其余作用',
}

/**
 * A plan's review as CSV: a row a group and interval, day, week, month or all; weeks and months begin with the first day that is looked at. Shares and their differences from 0 to 1, seconds, hours.
 * Empty: not known.
 */
export function reviewCsvRows(review: Review, by: ReviewPeriod = 'day', language: Language = 'en'): CsvRows {
  return {
    headings: language === 'zh' ? Object.values(COLUMNS) : Object.keys(COLUMNS),
    rows: review.groups.flatMap((group) =>
      stretchesOf(group, by).map((one) => [startText(one, by), group.name, ...cells(one)]),
    ),
  }
}

function stretchesOf(
  { intervals, days, weeks, months, total }: GroupReview,
  by: ReviewPeriod,
): readonly ReviewedStretch[] {
  return { interval: intervals, day: days, week: weeks, month: months, all: [total] }[by]
}

function startText({ start }: ReviewedStretch, by: ReviewPeriod): string {
  const day = formatDay(dayOf(start))
  return by === 'interval' ? `${day} ${formatClock(secondOfDay(start))}` : day
}

function cells({ planned, came, difference, effects }: ReviewedStretch): (string | number)[] {
  const both = (figure: keyof typeof planned, decimals: number) => [
    rounded(planned[figure], decimals),
    rounded(came[figure], decimals),
  ]
  return [
    ...both('volume', 1),
    ...both('aht', 1),
    ...both('agentHours', 2),
    ...both('serviceLevel', 4),
    ...both('connectRate', 4),
    ...both('abandonment', 4),
    ...both('occupancy', 4),
    rounded(difference, 4),
    ...(['level', 'shape', 'handleTime', 'staffing', 'rest'] as const).map((cause) => rounded(effects[cause], 4)),
  ]
}
