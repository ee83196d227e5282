import {
  checkKeys,
  checkList,
  checkQueueHistory,
  EMPTY_CALENDAR,
  type IntervalSeries,
  intervalsPerDay,
  type Keys,
  type QueueHistory,
  STATE,
} from '../../domain/index.ts'
import { DEFAULT_FORECASTER, type Fitted, type Forecast, findForecaster } from '../forecaster/index.ts'
import { endingAt, sumOfSeries, type TodaysFigures } from '../history/index.ts'
import type { Effect } from '../models/index.ts'
import {
  COMMON_FORECAST_KEYS,
  type FittedQueue,
  type ForecastedQueue,
  finishQueue,
  fitQueue,
  type QueueForecastOptions,
} from './forecast-queue.ts'
import { drawnTogether, totalOf } from './forecast-together.ts'
import { learntCalendar } from './grow.ts'

export interface QueuesForecastOptions extends Omit<QueueForecastOptions, 'today' | 'siblings' | 'kept'> {
  /** Queues of the centre beside those that are forecast: a young one may borrow the history of one of them, too. */
  siblings?: readonly QueueHistory[]
  /** What has come of the first forecast day, by queue. */
  today?: ReadonlyMap<string, TodaysFigures>
  /** What the total is called; default `total`. */
  name?: string
  /** What holds for one queue alone, by its name: its own calendar in place of that of all (for its hours), and its handle time. */
  own?: ReadonlyMap<string, OwnForecastOptions>
  /** Called after each queue; what it returns is waited for. */
  onProgress?: (done: number) => void | Promise<void>
}

export type OwnForecastOptions = Pick<QueueForecastOptions, 'calendar' | 'aht'>

const QUEUES_FORECAST_KEYS = {
  ...COMMON_FORECAST_KEYS,
  name: 1,
  own: 1,
  siblings: 1,
  onProgress: 1,
} as const satisfies Keys<QueuesForecastOptions>

export interface ForecastedQueues {
  /** In the order of the histories; in each interval they add up to the total. */
  queues: ForecastedQueue[]
  total: ForecastedQueue
}

/**
 * Forecasts all queues of a centre and their total, so that they agree. Each queue is forecast as by {@link forecastQueue}, so is the total, and each is moved towards the other by its doubt
 * (`reconcile`). The planner's own figures come after that and stand. Handle times of the total are weighted by contacts.
 *
 * The rest of today is drawn together where today is known of every queue until the same time; else it is the sum of the queues.
 * A history that ends before the others is taken as open as the week before, with nothing recorded.
 *
 * @throws {KrarupError} what {@link forecastQueue} throws
 * @example
 * ```ts
 * import { forecastQueues } from 'krarup/forecast'
 * // Ten weeks of daily totals, Monday first.
 * const history = (queue: string, size: number) => {
 *   const offered = Float64Array.from({ length: 70 }, (_, day) => size * [12, 10, 10, 10, 9, 4, 3][day % 7])
 *   return { queue, start: 4 * 86_400, interval: 86_400, state: new Uint8Array(70), measures: { offered } }
 * }
 * const options = { horizon: 7, model: 'recent-median' }
 * const { queues, total } = await forecastQueues([history('sales', 20), history('service', 50)], options)
 * const monday = [...queues, total].map(({ volume }) => Math.round(volume.mean[0])) //=> [240, 600, 840]
 * ```
 */
export async function forecastQueues(
  histories: readonly QueueHistory[],
  options: QueuesForecastOptions,
): Promise<ForecastedQueues> {
  checkKeys('forecastQueues', options, QUEUES_FORECAST_KEYS)
  for (const history of checkList(histories, 'forecastQueues', 'histories'))
    checkQueueHistory(history, 'forecastQueues')
  const { today, name = 'total', own, siblings = [], onProgress, ...ofQueues } = options
  const end = Math.max(...histories.map(({ start, interval, state }) => start + state.length * interval))
  const whole = histories.map((history) => endingAt(history, end))
  const fits: FittedQueue[] = []
  for (const history of whole) {
    const came = today?.get(history.queue)
    fits.push(
      fitQueue(history, {
        ...ofQueues,
        ...own?.get(history.queue),
        siblings: [...whole, ...siblings],
        ...(came ? { today: came } : {}),
      }),
    )
    await onProgress?.(fits.length)
  }
  const calendar = learntCalendar(options.calendar ?? EMPTY_CALENDAR, end)
  const ofSum = findForecaster(options.model ?? DEFAULT_FORECASTER).fit(
    sumOfSeries(fits.map(({ learnt }) => learnt)),
    calendar,
  )
  const cameTogether = todayOfAll(fits)
  const informed = cameTogether && ofSum.update ? ofSum.update(cameTogether) : ofSum
  const [early, late] = [ofSum.forecast(ofQueues.horizon), informed.forecast(ofQueues.horizon)]
  // Of a day that is known of some queues only the forecast of the sum knows too little.
  const untouched = fits.some((fit) => fit.today) && !cameTogether ? intervalsPerDay(whole[0].interval) : 0
  const otherHours = placesOfOtherHours(fits)
  const mornings = drawnTogether(
    fits.map(({ morning }) => morning),
    early,
    (i) => otherHours[i] === 1,
  )
  const updates = drawnTogether(
    fits.map(({ updated }) => updated),
    late,
    (i) => i < untouched || otherHours[i] === 1,
  )
  const queues = fits.map((fit, q) =>
    finishQueue({
      ...fit,
      morning: fit.updated === fit.morning ? updates[q] : mornings[q],
      updated: updates[q],
      informed: together(fit.informed, fit.updated, updates[q]),
    }),
  )
  const total = (of: (queue: ForecastedQueue) => Forecast, sum: Forecast) => totalOf(queues.map(of), sum)
  const known = queues.some(({ morning }) => morning)
  const ahts = queues.flatMap(({ aht }) => (aht ? [aht] : []))
  const overridden = queues.flatMap((queue) => (queue.overridden ? [queue.overridden] : []))
  const model = total((queue) => queue.model, late)
  return {
    queues,
    total: {
      queue: name,
      volume: total(({ volume }) => volume, late),
      model,
      ...(known ? { morning: total((queue) => queue.morning ?? queue.volume, early) } : {}),
      knownUntil: cameTogether ? cameTogether.values.length : 0,
      notYetCome: 0,
      ...(overridden.length > 0
        ? { overridden: Uint8Array.from(model.mean, (_, i) => (overridden.some((one) => one[i]) ? 1 : 0)) }
        : {}),
      ...(ahts.length === queues.length ? { aht: weightedByContacts(queues) } : {}),
      ...(ahts.length === queues.length && queues.some(({ ahtMorning }) => ahtMorning)
        ? { ahtMorning: weightedByContacts(queues.map(asInTheMorning)) }
        : {}),
      unused: [],
      silentEvents: [],
      doubtfulDays: { closed: [], asOwnWeekday: [], borrowed: [] },
      cases: [],
      fitted: withoutScores(together(informed, late, model)),
    },
  }
}

/** 1 where the hours that are said of a queue are not those of its last week: there the sum of the past is of other queues than the coming one. */
function placesOfOtherHours(fits: readonly FittedQueue[]): Uint8Array {
  const [{ morning }] = fits
  const week = DAYS_OF_WEEK * intervalsPerDay(morning.interval)
  const other = new Uint8Array(morning.mean.length)
  for (const { options, learnt, morning: own } of fits) {
    if (!options.calendar?.hours) continue
    const last = learnt.state.subarray(Math.max(0, learnt.state.length - week))
    for (let i = 0; i < other.length; i++) {
      const open = own.state[i] !== STATE.closed
      if (open !== (last[i % week] !== STATE.closed)) other[i] = 1
    }
  }
  return other
}

const DAYS_OF_WEEK = 7

/** What has come of today of all queues, up to the time until which each that is open then is known; nothing where one of them is not known at all, or until another time. */
function todayOfAll(fits: readonly FittedQueue[]): IntervalSeries | undefined {
  const cuts = fits.map(({ today }) => (today ? today.state.lastIndexOf(STATE.observed) + 1 : 0))
  const cut = Math.max(...cuts)
  if (cut === 0) return undefined
  const { start, interval } = fits.find(({ today }) => today)!.today!
  const values = new Float64Array(cut).fill(Number.NaN)
  for (let i = 0; i < cut; i++) {
    const open = fits.filter(({ morning }) => morning.state[i] !== STATE.closed)
    const came = open.map(({ today }) => today?.values[i] ?? Number.NaN)
    if (came.some((value) => Number.isNaN(value))) return undefined
    if (open.length > 0) values[i] = came.reduce((sum, value) => sum + value, 0)
  }
  const state = Uint8Array.from(values, (value) => (Number.isNaN(value) ? STATE.closed : STATE.observed))
  return { start, interval, values, state }
}

/** A model whose reasons add up to a forecast that was drawn to others. */
function together(fitted: Fitted, own: Forecast, drawn: Forecast): Fitted {
  if (!fitted.explain) return fitted
  const slots = intervalsPerDay(own.interval)
  return {
    ...fitted,
    explain(index) {
      const effects = fitted.explain!(index)
      const from = Math.floor(index / slots) * slots
      const dayOf = ({ mean }: Forecast) =>
        mean.subarray(from, from + slots).reduce((sum, value) => sum + (value || 0), 0)
      const factor = dayOf(drawn) / dayOf(own)
      if (effects.length === 0 || !(Math.abs(factor - 1) > ROUNDING)) return effects
      return [...effects, { kind: 'together', name: 'queues and total together', factor } satisfies Effect]
    },
  }
}

/** Relative difference below which nothing is left to be explained. */
const ROUNDING = 1e-9

/** Scores are of a model that forecasts the sum by itself, which this is not. */
function withoutScores({ scores: _, ...fitted }: Fitted): Fitted {
  return fitted
}

function asInTheMorning({ volume, morning = volume, aht, ahtMorning = aht }: ForecastedQueue) {
  return { volume: morning, ...(ahtMorning ? { aht: ahtMorning } : {}) }
}

function weightedByContacts(queues: readonly Pick<ForecastedQueue, 'volume' | 'aht'>[]): Float64Array {
  return Float64Array.from(queues[0].volume.mean, (_, i) => {
    const open = queues.filter(({ volume, aht }) => volume.mean[i] >= 0 && aht![i] >= 0)
    const contacts = open.reduce((sum, { volume }) => sum + volume.mean[i], 0)
    if (open.length === 0) return Number.NaN
    // Where nobody is expected each counts alike.
    return contacts > 0
      ? open.reduce((sum, { volume, aht }) => sum + volume.mean[i] * aht![i], 0) / contacts
      : open.reduce((sum, { aht }) => sum + aht![i], 0) / open.length
  })
}
