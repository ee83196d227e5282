import type { Language } from '../../report/index.ts'
import type { Options } from './words.ts'

/** What figures are called in Chinese, by their name in files. */
const CHINESE: Record<string, string> = {
  start: '时段开始',
  day: '日期',
  queue: '队列',
  closed: '休息',
  volume: '呼入量',
  volume_p10: '呼入量10%分位',
  volume_p90: '呼入量90%分位',
  likely: '80%的日子',
  aht: '平均处理时长',
  volume_morning: '早间预测',
  volume_now: '现预测',
  known: '已发生',
  volume_model: '模型预测',
  overridden: '人工修正',
  ownFigures: '已人工修正；模型预测',
  between: '{low}至{high}',
  likelyInterval: '80%区间',
  todaySoFar: '{day}截至{time}：实际呼入{came}，预计{expected}（{change}）',
  todayRest: '当天剩余：{mean}（80%介于{low}与{high}）；早间预计{morning}（{change}）',
  agents: '坐席',
  scheduled: '排班坐席',
  service_level: '服务水平',
  wait_probability: '等待概率',
  abandonment: '放弃率',
  blocking: '呼损率',
  all_attempts: '总呼叫次数',
  asa: '平均应答速度',
  occupancy: '占用率',
  backlog_hours: '积压工时',
  patience: '平均耐心',
  patience_at_most: '平均耐心上限',
  model: '模型',
  cases: '历史数据异常：{replaced}处按常值替换，{kept}处保留原值，{told}处仅提示',
  moreCases: '另有{count}处：--cases 文件名 可全部写出',
  specialDays: '节假日或活动造成的异常日请写入--holidays或--events，以便学习其影响',
  when: '时间',
  rule: '规则',
  recorded: '记录值',
  usual: '常值',
  done: '处理',
  replaced: '已替换',
  kept: '保留',
  told: '仅提示',
  'zero day': '全天为零',
  outage: '中断',
  rebound: '反弹',
  'low day': '异常低',
  'high day': '异常高',
  'stuck value': '数值不变',
  spike: '突增',
  'doubled hour': '重复一小时',
  'skipped hour': '缺失一小时',
  gap: '缺记录',
  'impossible handle time': '处理时长异常',
  'level shift': '水平变化',
  ruling: '人工认定',
  days: '提前天数',
  wape: '加权绝对百分比误差',
  mase: '相对误差(MASE)',
  bias: '偏差',
  coverage80: '80%区间覆盖率',
  coverage95: '95%区间覆盖率',
  intervalScore80: '80%区间得分',
  pinball: '分位损失',
}

export type Title = (name: string, english?: string) => string

/** The language that is asked for. */
export function languageOf(options: Options): Language {
  return options.choice('lang', ['en', 'zh']) ?? 'en'
}

/** How a table's columns are headed: in Chinese with `--lang zh`, else as `english` says, else by their name. */
export function headingsOf(options: Options): Title {
  const chinese = languageOf(options) === 'zh'
  return (name, english = name) => (chinese ? (CHINESE[name] ?? english) : english)
}
