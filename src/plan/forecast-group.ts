import {
  type Calendar,
  DAY_SECONDS,
  type Growth,
  type Horizon,
  type IntervalSeries,
  KrarupError,
  type Override,
  type PlainDateTime,
  type QueueHistory,
  type Ruling,
} from '../domain/index.ts'
import { type Message, messageOf } from '../domain/messages/index.ts'
import { endingAt, type ForecastedQueue, forecastQueue, forecastQueues, type KeptFits } from '../forecast/index.ts'
import type { QueueSettings } from './plan.ts'
import { deadlineOf } from './settings.ts'

export interface GroupForecastOptions {
  /** Intervals to plan. */
  horizon: Horizon
  calendar: Calendar
  forecastModel: string | undefined
  /** What has come of the plan's first day, by queue. */
  today: ReadonlyMap<string, IntervalSeries> | undefined
  believeZeros: boolean
  overrides: readonly Override[]
  growth: readonly Growth[]
  rulings: readonly Ruling[]
  clean: boolean
  /** The centre's queues, which a young one borrows its history from. */
  centre: readonly QueueHistory[]
  /** Fits of earlier plans, for queues that are a group by themselves. */
  kept?: KeptFits
}

/** What is expected of the queues of a group. */
export interface ForecastedGroup {
  queues: readonly {
    /** Up to the plan's first day where something of it has come. */
    history: QueueHistory
    expected: ForecastedQueue
    /** Intervals between the end of what it was forecast from and the plan's first. */
    lag: number
  }[]
  /** Why queues and their total are not fitted to one another, where they are several and are not. */
  notTogether?: Message
}

/**
 * Forecasts volume and handle time of a group's queues, on days of equal length. Those of a pool and their total are fitted to one another, as `forecastQueues` does it: agents are sized to the total.
 *
 * @param step called after each queue
 */
export async function forecastGroup(
  members: readonly QueueHistory[],
  settings: ReadonlyMap<string, QueueSettings>,
  options: GroupForecastOptions,
  step?: () => Promise<void>,
): Promise<ForecastedGroup> {
  const { today, horizon } = options
  const histories = members.map((history) => (today?.has(history.queue) ? endingAt(history, horizon.start) : history))
  if (histories.length === 1) return apart(histories, settings, options, step)
  try {
    return await together(histories, settings, options, step)
  } catch (error) {
    // Queues that are each known for long enough may have too few days in common.
    if (!(error instanceof KrarupError) || error.code !== 'TOO_SHORT') throw error
    return { ...(await apart(histories, settings, options)), notTogether: messageOf(error.what, error.messages) }
  }
}

async function together(
  histories: readonly QueueHistory[],
  settings: ReadonlyMap<string, QueueSettings>,
  { horizon, today, forecastModel, centre, kept: _, ...others }: GroupForecastOptions,
  step?: () => Promise<void>,
): Promise<ForecastedGroup> {
  const end = Math.max(...histories.map(endOf))
  const lag = intervalsAfter(end, horizon)
  const names = histories.map(({ queue }) => queue)
  const known = names.flatMap((name) => (today?.has(name) ? [[name, today.get(name)!] as const] : []))
  const { queues } = await forecastQueues(
    histories.map((history) => endingAt(history, end)),
    {
      ...others,
      ...modelOf(forecastModel),
      horizon: lag + intervalsOf(horizon),
      own: new Map(names.map((name) => [name, ownOptions(settings.get(name)!, others.calendar)])),
      siblings: centre.filter(({ queue }) => !names.includes(queue)),
      ...(known.length > 0 ? { today: new Map(known) } : {}),
      ...(step ? { onProgress: step } : {}),
    },
  )
  return { queues: queues.map((expected, q) => ({ history: histories[q], expected, lag })) }
}

/** Each queue by itself. */
async function apart(
  histories: readonly QueueHistory[],
  settings: ReadonlyMap<string, QueueSettings>,
  { horizon, today, forecastModel, centre, ...others }: GroupForecastOptions,
  step?: () => Promise<void>,
): Promise<ForecastedGroup> {
  const queues: ForecastedGroup['queues'][number][] = []
  for (const history of histories) {
    const came = today?.get(history.queue)
    const lag = intervalsAfter(endOf(history), horizon)
    const expected = forecastQueue(history, {
      ...others,
      ...modelOf(forecastModel),
      ...ownOptions(settings.get(history.queue)!, others.calendar),
      horizon: lag + intervalsOf(horizon),
      siblings: centre,
      ...(came === undefined ? {} : { today: came }),
    })
    queues.push({ history, expected, lag })
    await step?.()
  }
  return { queues }
}

function modelOf(forecastModel: string | undefined): { model?: string } {
  return forecastModel === undefined ? {} : { model: forecastModel }
}

/** Its hours, and its handle time. Of work that can wait, hours are those in which it is done. */
function ownOptions(settings: QueueSettings, calendar: Calendar): { calendar?: Calendar; aht?: number } {
  return {
    ...(settings.hours && !deadlineOf(settings) ? { calendar: { ...calendar, hours: settings.hours } } : {}),
    ...(settings.aht === undefined ? {} : { aht: settings.aht }),
  }
}

function intervalsOf({ dayCount, interval }: Horizon): number {
  return (dayCount * DAY_SECONDS) / interval
}

function endOf({ start, state, interval }: QueueHistory): PlainDateTime {
  return start + state.length * interval
}

function intervalsAfter(end: PlainDateTime, { start, interval }: Horizon): number {
  return Math.round((start - end) / interval)
}
