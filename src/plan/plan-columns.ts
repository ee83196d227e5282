import type { ColumnNames } from '../domain/index.ts'

/** The columns of `plan.csv` in their order, each with its headings in other languages. Columns of one version are never renamed, moved or removed; new ones come last. */
export const PLAN_COLUMNS = {
  start: { zh: '时段开始', de: 'Beginn' },
  group: { zh: '坐席组', de: 'Gruppe' },
  queues: { zh: '队列', de: 'Warteschlangen' },
  volume: { zh: '呼入量', de: 'Kontakte' },
  aht: { zh: '平均处理时长', de: 'AHT' },
  agents: { zh: '坐席', de: 'Agenten' },
  scheduled: { zh: '排班坐席', de: 'Eingeplant' },
  service_level: { zh: '服务水平', de: 'Servicelevel' },
  connect_rate: { zh: '接通率', de: 'Erreichbarkeit' },
  asa: { zh: '平均应答速度', de: 'ASA' },
  occupancy: { zh: '占用率', de: 'Auslastung' },
  abandonment: { zh: '放弃率', de: 'Abbruchquote' },
} as const satisfies ColumnNames
