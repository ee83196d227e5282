import { dayOf, formatClock, formatDay, secondOfDay } from '../../domain/index.ts'
import type { GroupReview, Review, ReviewedStretch } from '../../plan/index.ts'
import type { CsvRows } from '../csv-rows.ts'
import { columnHeadings, type Language } from '../language.ts'
import { rounded } from '../rounded.ts'

/** What a row stands for. */
export const REVIEW_PERIODS = ['interval', 'day', 'week', 'month', 'all'] as const
export type ReviewPeriod = (typeof REVIEW_PERIODS)[number]

const COLUMNS = {
  start: { zh: '开始', de: 'Beginn' },
  group: { zh: '坐席组', de: 'Gruppe' },
  volume_planned: { zh: '计划呼入量', de: 'Kontakte, Plan' },
  volume: { zh: '实际呼入量', de: 'Kontakte, Ist' },
  aht_planned: { zh: '计划平均处理时长', de: 'AHT, Plan' },
  aht: { zh: '实际平均处理时长', de: 'AHT, Ist' },
  agent_hours_planned: { zh: '计划坐席工时', de: 'Agentenstunden, Plan' },
  agent_hours: { zh: '实际坐席工时', de: 'Agentenstunden, Ist' },
  service_level_planned: { zh: '计划服务水平', de: 'Servicelevel, Plan' },
  service_level: { zh: '实际服务水平', de: 'Servicelevel, Ist' },
  connect_rate_planned: { zh: '计划接通率', de: 'Erreichbarkeit, Plan' },
  connect_rate: { zh: '实际接通率', de: 'Erreichbarkeit, Ist' },
  abandonment_planned: { zh: '计划放弃率', de: 'Abbruchquote, Plan' },
  abandonment: { zh: '实际放弃率', de: 'Abbruchquote, Ist' },
  occupancy_planned: { zh: '计划占用率', de: 'Auslastung, Plan' },
  occupancy: { zh: '实际占用率', de: 'Auslastung, Ist' },
  difference: { zh: '差异', de: 'Abweichung' },
  effect_level: { zh: '呼入量作用', de: 'Wirkung Kontaktmenge' },
  effect_shape: { zh: '时段分布作用', de: 'Wirkung Tagesverlauf' },
  effect_handle_time: { zh: '处理时长作用', de: 'Wirkung Bearbeitungszeit' },
  effect_staffing: { zh: '坐席作用', de: 'Wirkung Besetzung' },
  effect_rest: { zh: '其余作用', de: 'Wirkung Rest' },
}

/**
 * A plan's review as CSV: a row a group and interval, day, week, month or all; weeks and months begin with the first day that is looked at. Shares and their differences from 0 to 1, seconds, hours.
 * Empty: not known.
 */
export function reviewCsvRows(review: Review, by: ReviewPeriod = 'day', language: Language = 'en'): CsvRows {
  return {
    headings: columnHeadings(COLUMNS, language),
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
