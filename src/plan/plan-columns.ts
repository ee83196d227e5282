/** The columns of `plan.csv` in their order, each with its Chinese heading. Columns of one version are never renamed, moved or removed; new ones come last. */
export const PLAN_COLUMNS = {
  start: '时段开始',
  group: '坐席组',
  queues: '队列',
  volume: '呼入量',
  aht: '平均处理时长',
  agents: '坐席',
  scheduled: '排班坐席',
  service_level: '服务水平',
  connect_rate: '接通率',
  asa: '平均应答速度',
  occupancy: '占用率',
  abandonment: '放弃率',
} as const
