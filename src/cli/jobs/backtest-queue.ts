import {
  type Calendar,
  type IntervalSeries,
  measureSeries,
  type QueueHistory,
  type Ruling,
} from '../../domain/index.ts'
import { backtest, cleanSeries, worthOfParts } from '../../forecast/index.ts'
import type { QueueBacktest } from '../../report/index.ts'

/** What the backtests of all queues share: plain data. */
export interface BacktestSettings {
  models: readonly string[]
  origins: number
  /** Whether odd stretches are replaced before models see them. */
  clean: boolean
  /** Whether it is told what each part of the default forecast is worth. */
  parts: boolean
  calendar: Calendar
  rulings: readonly Ruling[]
}

/** How well each model would have forecast one queue. */
export function backtestQueue(
  queue: QueueHistory,
  { models, origins, clean: replace, parts, ...learning }: BacktestSettings,
): QueueBacktest {
  const series = measureSeries(queue, 'offered')
  const { calendar, rulings } = ofQueue(queue.queue, learning)
  const clean = (past: IntervalSeries) => cleanSeries(past, { calendar, rulings, replace })
  return {
    queue: queue.queue,
    start: queue.start,
    interval: queue.interval,
    cases: clean(series).cases,
    result: backtest(series, { models, origins, calendar, prepare: (past) => clean(past).series }),
    ...(parts ? { worth: worthOfParts(series, { origins, calendar, rulings, clean: replace }) } : {}),
  }
}

/** What concerns one queue of what --events says. */
function ofQueue(name: string, { calendar, rulings }: Pick<BacktestSettings, 'calendar' | 'rulings'>) {
  const ours = ({ queue }: { queue?: string }) => queue === undefined || queue === name
  return {
    calendar: { ...calendar, ...(calendar.events ? { events: calendar.events.filter(ours) } : {}) },
    rulings: rulings.filter(ours),
  }
}
