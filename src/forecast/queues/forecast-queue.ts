import {
  type Calendar,
  checkKeys,
  checkQueueHistory,
  dayOf,
  EMPTY_CALENDAR,
  type Growth,
  horizonOf,
  type IntervalSeries,
  intervalsPerDay,
  type Keys,
  KrarupError,
  measureSeries,
  type Override,
  type PlannedEvent,
  type QueueHistory,
  type Ruling,
  type SpecialDay,
  STATE,
  timesOf,
} from '../../domain/index.ts'
import {
  type Cleaned,
  type CleanedCase,
  type CleanedHandleTimes,
  cleanHandleTimes,
  cleanSeries,
} from '../clean/index.ts'
import { DEFAULT_FORECASTER, type Fitted, type Forecast, findForecaster } from '../forecaster/index.ts'
import {
  borrowHistory,
  dayKinds,
  dayTable,
  fromFirstObserved,
  hasHandleTimes,
  type TodaysFigures,
} from '../history/index.ts'
import { forecastHandleTime, type HandleTimeForecast } from './forecast-handle-time.ts'
import { grown, grownModel, growthsOf, learntCalendar, withoutGrowth } from './grow.ts'
import { overrideForecast, overrideHandleTimes } from './override-forecast.ts'
import { believedToday } from './rest-of-day-handle-time.ts'

export interface QueueForecastOptions {
  /** Intervals to forecast, from midnight after the history's last day. */
  horizon: number
  calendar?: Calendar
  /** A name of {@link forecasters}; default {@link DEFAULT_FORECASTER}. */
  model?: string
  /** What has come of the first forecast day, from its midnight on: the rest of the day is forecast again, and with `handled` its handle time too. */
  today?: TodaysFigures
  /** Zeros at the end of today's figures are contacts that did not come; default: where many were expected, intervals that have not come yet. */
  believeZeros?: boolean
  /** The planner's own figures; those of other queues are passed over. */
  overrides?: readonly Override[]
  /** How much more, or fewer, contacts will come than the models expect; those of other queues are passed over. Growths of a queue and of all multiply. The planner's own figures go before. */
  growth?: readonly Growth[]
  /** What the planner says of stretches of the history; those of other queues are passed over. */
  rulings?: readonly Ruling[]
  /** Whether the cases that cleaning finds, impossible handle times among them, are replaced, or told only. Default true: on two real centres forecasts from the cleaned history are as good or better, and the worse the known calendar, the more so. */
  clean?: boolean
  /** Mean handle time in seconds, in place of the history's. */
  aht?: number
  /** Other queues of the centre: one that is young, of a week to eight, borrows the history of the one that it resembles most. */
  siblings?: readonly QueueHistory[]
  /** An empty map, handed over again with each call: what was fitted stays in it, and is taken where only growth, handle time and the planner's own figures are others. The forecast is the same to the bit. */
  kept?: KeptFits
}

/** What was fitted of each queue, by its name. One for one history; what is in it is nobody else's. */
export type KeptFits = Map<string, KeptFit>

interface KeptFit {
  history: QueueHistory
  siblings: readonly QueueHistory[]
  /** All else that the fit depends on. */
  said: string
  fit: FittedQueue
}

/** Those of one queue and of several. */
export const COMMON_FORECAST_KEYS = {
  horizon: 1,
  calendar: 1,
  model: 1,
  today: 1,
  believeZeros: 1,
  overrides: 1,
  growth: 1,
  rulings: 1,
  clean: 1,
  aht: 1,
} as const satisfies Keys<Omit<QueueForecastOptions, 'siblings' | 'kept'>>

const QUEUE_FORECAST_KEYS = {
  ...COMMON_FORECAST_KEYS,
  siblings: 1,
  kept: 1,
} as const satisfies Keys<QueueForecastOptions>

/** Everything that is expected of one queue, and where it comes from. */
export interface ForecastedQueue {
  queue: string
  /** With today's figures and the planner's own in it. */
  volume: Forecast
  /** The same without the planner's own figures. */
  model: Forecast
  /** What was expected before today's figures came, the planner's own in it; absent without them. */
  morning?: Forecast
  /** Intervals of the first day whose contacts are known, up to the last of them. */
  knownUntil: number
  /** Zeros at the end of today's figures that were taken as not yet come. */
  notYetCome: number
  /** 1 where contacts are the planner's own; absent where none are. */
  overridden?: Uint8Array
  /** Seconds by interval; absent where neither the history nor the options have one. */
  aht?: Float64Array
  /** The same before today's figures came, the planner's own in it; absent where they say nothing of handle times. */
  ahtMorning?: Float64Array
  /** Overrides of this queue that touch no open interval, and rulings to keep what is no case. */
  unused: readonly (Override | Ruling)[]
  /** Coming events that have no effect on the forecast: the history has none of the name, or the model knows no calendar. */
  silentEvents: readonly PlannedEvent[]
  /** Coming special days on which the calendar and the history do not say the same. */
  doubtfulDays: DoubtfulDays
  /** Whose history stands before the queue's own, where it is young. */
  borrowedFrom?: string
  /** What cleaning found, and what became of it; in order of time. */
  cases: readonly CleanedCase[]
  /** The model, today's figures in it. */
  fitted: Fitted
}

export interface DoubtfulDays {
  /** Taken for closed, for all past days of their name were closed and they name no weekday that they resemble. */
  closed: readonly SpecialDay[]
  /** Forecast as their own weekday, for so past special days were; not as the one that the calendar names. */
  asOwnWeekday: readonly SpecialDay[]
  /** Of a name that the history has never had: what such days usually do elsewhere is borrowed. */
  borrowed: readonly SpecialDay[]
}

/** Zeros at the end of an export of today, where so many contacts were expected, are intervals that have not come: chance makes such a silence once in a thousand times. */
const SILENCE = 7

/**
 * Forecasts one queue of a history with all that is known beside it: what has come of today, the planner's own figures, the calendar.
 *
 * @throws {KrarupError} what {@link forecastSeries} and {@link forecastHandleTime} throw; CONFLICT for overrides that meet
 */
export function forecastQueue(history: QueueHistory, options: QueueForecastOptions): ForecastedQueue {
  checkKeys('forecastQueue', options, QUEUE_FORECAST_KEYS)
  checkQueueHistory(history, 'forecastQueue')
  return finishQueue(options.kept ? keptFit(history, options, options.kept) : fitQueue(history, options))
}

/** The fit that is kept, or one that is kept from now on. */
function keptFit(history: QueueHistory, options: QueueForecastOptions, kept: KeptFits): FittedQueue {
  // Growth is taken out of today's figures before a model learns from them.
  if (options.today) return fitQueue(history, options)
  const { siblings = [], kept: _, growth, overrides, aht, ...others } = options
  const said = JSON.stringify(others)
  const known = kept.get(history.queue)
  const isSame =
    known?.history === history &&
    known.said === said &&
    known.siblings.length === siblings.length &&
    known.siblings.every((sibling, i) => sibling === siblings[i])
  if (isSame) return { ...known.fit, options, growths: growthsFor(history, options) }
  const fit = fitQueue(history, options)
  kept.set(history.queue, { history, siblings, said, fit })
  return fit
}

/** A queue forecast from its past and today, before the planner's own figures. */
export interface FittedQueue {
  history: QueueHistory
  options: QueueForecastOptions
  /** Growths of this queue, events with a figure among them. Everything else here is without them. */
  growths: readonly Growth[]
  /** What was learnt from: the cleaned series, another queue's past before it where it is young. */
  learnt: IntervalSeries
  morning: Forecast
  updated: Forecast
  /** Today's figures as far as they are believed. */
  today: IntervalSeries | undefined
  notYetCome: number
  /** The model, today's figures in it. */
  informed: Fitted
  cleaned: Cleaned
  cleanedTimes: CleanedHandleTimes | undefined
  borrowedFrom: string | undefined
  silentEvents: readonly PlannedEvent[]
  doubtfulDays: DoubtfulDays
}

/** Cleans, fits and brings up to date. */
export function fitQueue(history: QueueHistory, options: QueueForecastOptions): FittedQueue {
  const { horizon, model = DEFAULT_FORECASTER } = options
  const rulings = (options.rulings ?? []).filter(oursOf(history))
  const said = calendarFor(history, options)
  const growths = growthsFor(history, options)
  const own = learntCalendar(said, endOf(history))
  const replace = options.clean ?? true
  const cleaned = cleanSeries(measureSeries(history, 'offered'), { calendar: own, rulings, replace })
  const siblings = (options.siblings ?? []).filter(({ queue }) => queue !== history.queue)
  const borrowed = borrowHistory(
    cleaned.series,
    siblings.map((sibling) => measureSeries(sibling, 'offered')),
  )
  const learnt = borrowed ? borrowed.series : cleaned.series
  const fitted = ofQueue(history.queue, () => findForecaster(model).fit(learnt, own, borrowed?.ownFrom))
  const morning = fitted.forecast(horizon)
  const asExpected = options.today && withoutGrowth(options.today, growths)
  const { today, notYetCome } = believed({ ...options, ...(asExpected ? { today: asExpected } : {}) }, morning)
  const informed = today && fitted.update ? fitted.update(today) : fitted
  return {
    history,
    options,
    growths,
    learnt,
    morning,
    updated: informed === fitted ? morning : informed.forecast(horizon),
    today,
    notYetCome,
    informed,
    cleaned,
    cleanedTimes: cleanHandleTimes(history, { rulings, replace }),
    borrowedFrom: borrowed ? siblings[borrowed.donor].queue : undefined,
    silentEvents: silentEvents(own.events ?? [], fitted, morning),
    doubtfulDays: doubtfulDays(learnt, own, fitted, morning),
  }
}

/** The calendar with the events that concern this queue. */
function calendarFor(history: QueueHistory, { calendar = EMPTY_CALENDAR }: QueueForecastOptions): Calendar {
  return { ...calendar, ...(calendar.events ? { events: calendar.events.filter(oursOf(history)) } : {}) }
}

function growthsFor(history: QueueHistory, options: QueueForecastOptions): Growth[] {
  return growthsOf(history.queue, options.growth, calendarFor(history, options), endOf(history))
}

function endOf({ start, state, interval }: QueueHistory): number {
  return start + state.length * interval
}

/** Puts the planner's own figures in, and says what became of everything that was said. */
export function finishQueue(fit: FittedQueue): ForecastedQueue {
  const { history, options, growths, today, cleaned, cleanedTimes, borrowedFrom } = fit
  const come = today && options.today?.values.map((value, i) => (today.values[i] >= 0 ? value : Number.NaN))
  const morning = grown(fit.morning, growths)
  const updated = fit.updated === fit.morning ? morning : grown(fit.updated, growths, come)
  const ours = oursOf(history)
  const overrides = (options.overrides ?? []).filter(ours)
  const times = timesToPass(updated, options.calendar)
  const overridden = overrideForecast(updated, overrides, times, today?.values)
  const before = updated === morning ? undefined : overrideForecast(morning, overrides, times).forecast
  const expectedTimes = handleTimes(history, cleanedTimes, options)
  const ownAht = expectedTimes && overrideHandleTimes(expectedTimes.mean, updated, overrides)
  const ahtMorning = expectedTimes?.morning && overrideHandleTimes(expectedTimes.morning, updated, overrides).aht
  const rulings = (options.rulings ?? []).filter(ours)
  return {
    queue: history.queue,
    volume: overridden.forecast,
    model: updated,
    ...(before ? { morning: before } : {}),
    knownUntil: today ? today.state.lastIndexOf(STATE.observed) + 1 : 0,
    notYetCome: fit.notYetCome,
    ...(overridden.overridden ? { overridden: overridden.overridden } : {}),
    ...(ownAht ? { aht: ownAht.aht } : {}),
    ...(ahtMorning ? { ahtMorning } : {}),
    unused: [
      ...overridden.unused,
      ...(ownAht?.unused ?? []).filter((one) => !overridden.unused.includes(one)),
      ...cleaned.unused.filter(
        (one) => one.measure === 'contacts' || !cleanedTimes || cleanedTimes.unused.includes(one),
      ),
      ...(cleanedTimes?.unused ?? rulings).filter((one) => one.measure === 'handle time'),
    ],
    ...(borrowedFrom === undefined ? {} : { borrowedFrom }),
    silentEvents: fit.silentEvents,
    doubtfulDays: fit.doubtfulDays,
    cases: [...cleaned.cases, ...(cleanedTimes?.cases ?? [])].sort((a, b) => a.day - b.day || a.from - b.from),
    fitted: grownModel(fit.informed, growths, fit.morning),
  }
}

/** How often each interval of a forecast comes to pass on the clock of a calendar. */
function timesToPass({ start, interval, mean }: Forecast, calendar: Calendar = EMPTY_CALENDAR): Uint8Array {
  // Most centres' clocks are never changed: a horizon for each of their queues is work for nothing.
  if (!calendar.clockChanges?.length) return new Uint8Array(mean.length).fill(1)
  return timesOf(horizonOf({ start, interval, dayCount: mean.length / intervalsPerDay(interval), calendar }))
}

/** Says of an error which queue's history it is about. */
function ofQueue<T>(queue: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (!(error instanceof KrarupError) || error.code !== 'TOO_SHORT') throw error
    const { code, what, how, value } = error
    throw new KrarupError(
      { code, what, where: { name: `queue ${queue}` }, ...(how ? { how } : {}), value },
      { cause: error },
    )
  }
}

/** Whether something that may name a queue concerns this one. */
function oursOf({ queue: own }: QueueHistory): (one: { queue?: string }) => boolean {
  return ({ queue }) => queue === undefined || queue === own
}

function silentEvents(
  events: readonly PlannedEvent[],
  fitted: Fitted,
  { start, interval, mean }: Forecast,
): PlannedEvent[] {
  const slots = intervalsPerDay(interval)
  const first = dayOf(start)
  const days = mean.length / slots
  return events.filter(({ name, from, to }) => {
    const coming = Array.from({ length: Math.floor(days) }, (_, row) => row).filter(
      (row) => first + row >= from && first + row <= to,
    )
    return (
      coming.length > 0 &&
      coming.every(
        (row) => !fitted.explain?.(row * slots).some((effect) => effect.kind === 'event' && effect.name === name),
      )
    )
  })
}

function doubtfulDays(
  learnt: IntervalSeries,
  calendar: Calendar,
  fitted: Fitted,
  { start, interval, mean }: Forecast,
): DoubtfulDays {
  const first = dayOf(start)
  const end = first + mean.length / intervalsPerDay(interval)
  const coming = ({ day }: SpecialDay) => day >= first && day < end
  const kinds = dayKinds(fromFirstObserved(dayTable(learnt)), calendar)
  return {
    closed: calendar.specialDays.filter((one) => coming(one) && kinds.takenForClosed(one.day)),
    asOwnWeekday: kinds.corrected.filter(coming),
    borrowed: calendar.specialDays.filter(
      (one) =>
        coming(one) &&
        kinds.borrowed(one.day) &&
        fitted
          .explain?.((one.day - first) * intervalsPerDay(interval))
          .some(({ kind, name }) => kind === 'special' && name === one.name),
    ),
  }
}

function handleTimes(
  history: QueueHistory,
  cleaned: CleanedHandleTimes | undefined,
  { horizon, calendar = EMPTY_CALENDAR, aht, today, clean = true }: QueueForecastOptions,
): Pick<HandleTimeForecast, 'mean' | 'morning'> | undefined {
  if (aht !== undefined) return { mean: new Float64Array(horizon).fill(aht) }
  if (!hasHandleTimes(history)) return undefined
  const recorded = measureSeries(history, 'handleTotal')
  const contacts = measureSeries(history, history.measures.answered ? 'answered' : 'offered')
  const totals = cleaned ? { ...recorded, values: cleaned.total } : recorded
  const handled = today?.handled
  return forecastHandleTime(contacts, totals, {
    horizon,
    calendar,
    clean: false,
    ...(handled ? { today: clean ? believedToday(contacts, totals, handled) : handled } : {}),
  })
}

/** Today's figures without the silence at their end that no chance makes. */
function believed(
  { today, believeZeros = false }: QueueForecastOptions,
  { mean }: Forecast,
): { today: IntervalSeries | undefined; notYetCome: number } {
  if (!today || believeZeros) return { today, notYetCome: 0 }
  let last = today.values.length - 1
  let expected = 0
  while (last >= 0 && !(today.values[last] > 0)) expected += today.values[last--] === 0 ? mean[last + 1] || 0 : 0
  if (expected < SILENCE) return { today, notYetCome: 0 }
  const values = today.values.map((value, i) => (i > last ? Number.NaN : value))
  const state = today.state.map((it, i) => (i > last ? STATE.missing : it))
  const notYetCome = today.state.subarray(last + 1).filter((it) => it === STATE.observed).length
  return { today: last < 0 ? undefined : { ...today, values, state }, notYetCome }
}
