import {
  type Calendar,
  type IntervalSeries,
  intervalsPerDay,
  KrarupError,
  type Override,
  type PlannedEvent,
  type QueueHistory,
  type Ruling,
  STATE,
} from '../domain/index.ts'
import { type DoubtfulDays, type ForecastedQueue, forecastQueue } from '../forecast/index.ts'
import type { RandomStream } from '../numeric/random/stream.ts'
import type { QueueForecast, QueueSettings } from './plan.ts'

/** A queue on its way into a group: what it was, what it is to be, what is expected of it. */
export interface PlannedQueue {
  history: QueueHistory
  settings: QueueSettings
  forecast: QueueForecast
  /** Courses that its volume may take; over the plan's intervals, NaN where closed. */
  paths: Float64Array[]
  /** Intervals of the first day that have come. */
  known: number
  /** Zeros at the end of today's figures that were taken as not yet come. */
  notYetCome: number
  unused: readonly (Override | Ruling)[]
  silentEvents: readonly PlannedEvent[]
  doubtfulDays: DoubtfulDays
  /** Whose history stands before the queue's own, where it is young. */
  borrowedFrom?: string
}

export interface PlanQueueOptions {
  /** Intervals to forecast. */
  length: number
  /** Intervals between the queue's last and the plan's first. */
  lag: number
  calendar: Calendar
  forecastModel: string | undefined
  today: IntervalSeries | undefined
  believeZeros: boolean
  overrides: readonly Override[]
  rulings: readonly Ruling[]
  clean: boolean
  /** The centre's queues, which a young one borrows its history from. */
  siblings: readonly QueueHistory[]
  /** Number of sample paths. */
  paths: number
  random: RandomStream
}

/** Forecasts volume and handle time of one queue over the plan's intervals. */
export function planQueue(
  history: QueueHistory,
  settings: QueueSettings,
  { length, lag, calendar, forecastModel, paths, random, today, ...others }: PlanQueueOptions,
): PlannedQueue {
  const all = forecastQueue(history, {
    ...others,
    horizon: lag + length,
    calendar: settings.hours ? { ...calendar, hours: settings.hours } : calendar,
    ...(forecastModel === undefined ? {} : { model: forecastModel }),
    ...(today === undefined ? {} : { today }),
    ...(settings.aht === undefined ? {} : { aht: settings.aht }),
  })
  const { volume, morning, model, overridden } = all
  const skipped = (i: number) => {
    const time = volume.start + i * volume.interval
    return calendar.clockChanges?.some(({ kind, from, to }) => kind === 'skipped' && time >= from && time < to)
  }
  const open = volume.state.map((state, i) => (state === STATE.closed || skipped(i) ? 0 : 1))
  const whereOpen = (values: Float64Array) =>
    values.map((value, i) => (open[i] ? Math.max(0, value) : Number.NaN)).subarray(lag)
  const drawn = volume.paths(paths, random).map(whereOpen)
  return {
    history,
    settings,
    forecast: {
      name: history.queue,
      group: settings.group ?? history.queue,
      target: settings.target,
      forecastModel: volume.model,
      volume: whereOpen(volume.mean),
      low: whereOpen(volume.quantile(0.1)),
      high: whereOpen(volume.quantile(0.9)),
      ...dayLimits(drawn, length, intervalsPerDay(history.interval)),
      aht: whereOpen(handleTimes(all)),
      ahtSource: settings.aht === undefined ? 'history' : 'given',
      cases: all.cases,
      ...(morning ? { morning: whereOpen(morning.mean) } : {}),
      ...(overridden ? { overridden: overridden.subarray(lag), volumeBeforeOverride: whereOpen(model.mean) } : {}),
    },
    paths: drawn,
    known: all.knownUntil,
    notYetCome: all.notYetCome,
    unused: all.unused,
    silentEvents: all.silentEvents,
    doubtfulDays: all.doubtfulDays,
    ...(all.borrowedFrom === undefined ? {} : { borrowedFrom: all.borrowedFrom }),
  }
}

function dayLimits(
  paths: readonly Float64Array[],
  length: number,
  perDay: number,
): Pick<QueueForecast, 'dayLow' | 'dayHigh'> {
  const days = length / perDay
  const dayLow = new Float64Array(days)
  const dayHigh = new Float64Array(days)
  for (let day = 0; day < days; day++) {
    const totals = Float64Array.from(paths, (path) => dayTotal(path.subarray(day * perDay, (day + 1) * perDay))).sort()
    dayLow[day] = totals[Math.floor(0.1 * totals.length)]
    dayHigh[day] = totals[Math.ceil(0.9 * totals.length) - 1]
  }
  return { dayLow, dayHigh }
}

/** NaN where every interval is. */
function dayTotal(values: Float64Array): number {
  return values.every(Number.isNaN) ? Number.NaN : values.reduce((sum, value) => sum + (value || 0), 0)
}

function handleTimes({ aht, queue }: ForecastedQueue): Float64Array {
  if (aht) return aht
  throw new KrarupError({
    code: 'MISSING',
    what: `the history of ${queue} has no handle time`,
    how: 'give the mean handle time, for example --aht 3m, or export it (talk + hold + after-call work)',
  })
}
