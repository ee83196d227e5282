import {
  alongHorizon,
  type Horizon,
  intervalsBefore,
  type Override,
  type PlannedEvent,
  type QueueHistory,
  type Ruling,
  STATE,
  type Target,
} from '../domain/index.ts'
import type { DoubtfulDays, ForecastedQueue } from '../forecast/index.ts'
import type { RandomStream } from '../numeric/random/stream.ts'
import type { QueueForecast, QueueSettings } from './plan.ts'
import { deadlineOf } from './settings.ts'

/** A queue on its way into a group: what it was, what it is to be, what is expected of it. */
export interface PlannedQueue {
  history: QueueHistory
  settings: QueueSettings
  forecast: QueueForecast
  /** Courses that its volume may take; over the plan's intervals, NaN where closed. */
  paths: Float64Array[]
  /** More of them, which nothing else is made of. */
  fresh: Float64Array[]
  /** Those that the finished plan is served on, of a stream of their own. */
  proof: Float64Array[]
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
  /** Intervals to plan. */
  horizon: Horizon
  /** Intervals between the queue's last and the plan's first. */
  lag: number
  /** Number of sample paths. */
  paths: number
  /** Number of sample paths beyond them. */
  freshPaths?: number
  /** Number of sample paths of the stream `proofRandom`. */
  proofPaths?: number
  proofRandom?: RandomStream
  random: RandomStream
}

/** Lays the forecast of one queue, of days of equal length, along the plan's intervals, and draws courses from it. */
export function planQueue(
  history: QueueHistory,
  settings: QueueSettings,
  all: ForecastedQueue,
  { horizon, lag, paths, freshPaths = 0, proofPaths = 0, random, proofRandom = random }: PlanQueueOptions,
): PlannedQueue {
  const { volume, morning, model, overridden } = all
  const open = volume.state.map((state) => (state === STATE.closed ? 0 : 1))
  const whereOpen = (values: Float64Array) => {
    const shown = alongHorizon(values.subarray(lag), horizon)
    for (let i = 0; i < shown.length; i++) shown[i] = open[lag + horizon.places[i]] ? Math.max(0, shown[i]) : Number.NaN
    return shown
  }
  const drawn = volume.paths(paths, random).map(whereOpen)
  const fresh = volume.paths(freshPaths, random).map(whereOpen)
  const proof = volume.paths(proofPaths, proofRandom).map(whereOpen)
  return {
    history,
    settings,
    forecast: {
      name: history.queue,
      group: settings.group ?? history.queue,
      target: targetInTime(settings),
      forecastModel: volume.model,
      volume: whereOpen(volume.mean),
      low: whereOpen(volume.quantile(0.1)),
      high: whereOpen(volume.quantile(0.9)),
      ...dayLimits(drawn, horizon),
      aht: whereOpen(all.aht!),
      ahtSource: settings.aht === undefined ? 'history' : 'given',
      cases: all.cases,
      ...(morning ? { morning: whereOpen(morning.mean) } : {}),
      ...(all.ahtMorning ? { ahtMorning: whereOpen(all.ahtMorning) } : {}),
      ...(overridden
        ? {
            overridden: Uint8Array.from(horizon.places, (place) => overridden[lag + place]),
            volumeBeforeOverride: whereOpen(model.mean),
          }
        : {}),
    },
    paths: drawn,
    fresh,
    proof,
    known: intervalsBefore(horizon, all.knownUntil),
    notYetCome: all.notYetCome,
    unused: all.unused,
    silentEvents: all.silentEvents,
    doubtfulDays: all.doubtfulDays,
    ...(all.borrowedFrom === undefined ? {} : { borrowedFrom: all.borrowedFrom }),
  }
}

/** What a queue is sized to: of work with a deadline the share in time. */
function targetInTime(settings: QueueSettings): Target {
  const deadline = deadlineOf(settings)
  return deadline ? { serviceLevel: { share: deadline.share, within: deadline.within } } : settings.target
}

function dayLimits(
  paths: readonly Float64Array[],
  { dayCount, dayFrom }: Horizon,
): Pick<QueueForecast, 'dayLow' | 'dayHigh'> {
  const dayLow = new Float64Array(dayCount)
  const dayHigh = new Float64Array(dayCount)
  for (let day = 0; day < dayCount; day++) {
    const totals = new Float64Array(paths.length)
    for (let p = 0; p < totals.length; p++) totals[p] = dayTotal(paths[p], dayFrom[day], dayFrom[day + 1])
    totals.sort()
    dayLow[day] = totals[Math.floor(0.1 * totals.length)]
    dayHigh[day] = totals[Math.ceil(0.9 * totals.length) - 1]
  }
  return { dayLow, dayHigh }
}

/** NaN where every interval is. */
function dayTotal(values: Float64Array, from: number, to: number): number {
  let sum = 0
  let known = false
  for (let i = from; i < to; i++) {
    known ||= !Number.isNaN(values[i])
    sum += values[i] || 0
  }
  return known ? sum : Number.NaN
}
