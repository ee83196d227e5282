import {
  type Calendar,
  checkKeys,
  checkNumber,
  DAY_SECONDS,
  type DayNumber,
  EMPTY_CALENDAR,
  type IntervalSeries,
  type Keys,
  KrarupError,
  type PlainDateTime,
  STATE,
} from '../../domain/index.ts'
import { averageHandleTimes, type BelievedHandleTimes, believedHandleTimes, HANDLE_TIME_CV } from '../clean/index.ts'
import { dayKinds, dayTable, type HandledToday } from '../history/index.ts'
import { calendarEffects, mixedRegression, weightedRows } from '../models/index.ts'
import { believedToday, knownUntil, restOfDayFactor } from './rest-of-day-handle-time.ts'

export interface HandleTimeOptions {
  /** Intervals to forecast, from midnight after the history's last day. */
  horizon: number
  calendar?: Calendar
  /** Whether handle times that chance cannot make are cut or left out. Default true; false learns from them as they stand. */
  clean?: boolean
  /** What is known of the first forecast day: the rest of it follows. */
  today?: HandledToday
}

const HANDLE_TIME_KEYS = { horizon: 1, calendar: 1, clean: 1, today: 1 } as const satisfies Keys<HandleTimeOptions>

/** Average handle time of the coming intervals. */
export interface HandleTimeForecast {
  /** Midnight of the day after the last of the history. */
  start: PlainDateTime
  interval: number
  /** Seconds a contact; finite and above 0 for every open interval, NaN for closed ones. */
  mean: Float64Array
  /** The same before anything of the first day was known; absent without {@link HandleTimeOptions.today}, and where it changes nothing. */
  morning?: Float64Array
  state: Uint8Array
  /** Seconds a contact over the whole day, as of now. */
  overall: number
  /** Intervals of the history whose handle time was not believed: none at all, or beyond what chance can do. */
  impossible: number
}

/** Days after which a day counts half as much: handle times drift with products and people, slowly. */
const HALF_LIFE = 28
/** Days of history that the calendar's effects on handle times are learnt from at least: at a hundred they gain nothing yet on made data. */
const CALENDAR_LEAST = 120
/** Effects on a handle time against those on the square root of a volume, which the calendar's are given in: handle times differ less. */
const EFFECT_SCALE = 0.5

/**
 * Average handle time by interval: the recent overall mean, times a factor for the time of day and one for the weekday. The fewer calls a factor rests on, the more it is shrunk towards 1
 * (empirical Bayes). From four months of history on, a regression of the days' means on the calendar takes the place of mean and weekday: level, weekday, day of the month, bill days, special days,
 * days after a closure, each shrunk by its doubt. Days are weighted by contacts. Impossible averages are cut or left out.
 *
 * What is known of the first day moves the rest of it by the ratio of what contacts took to what was expected, drawn to 1 by as much as past days did not keep theirs, and the more, the fewer contacts it rests on.
 *
 * On a small bank's calls of 1999, seven days ahead, this errs by about a fifth of an interval's handle time; the sampling of single calls alone makes 16.6 %.
 * On a made centre of 880 contacts a day with bill days a quarter longer, a year of history gives each of the next 28 days within 6 % (`npx vitest run src/forecast/queues/forecast-handle-time`).
 *
 * @param contacts answered contacts an interval (or offered, where answered ones are not known)
 * @param handleTotal total handle time of the same intervals, seconds
 * @throws {KrarupError} CONFLICT when the series do not lie on one grid, MISSING when there is no handle time in them
 */
export function forecastHandleTime(
  contacts: IntervalSeries,
  handleTotal: IntervalSeries,
  options: HandleTimeOptions,
): HandleTimeForecast {
  checkKeys('forecastHandleTime', options, HANDLE_TIME_KEYS)
  const { horizon, calendar = EMPTY_CALENDAR, clean = true } = options
  checkNumber('horizon', horizon, { least: 1, whole: true })
  const same =
    contacts.start === handleTotal.start &&
    contacts.interval === handleTotal.interval &&
    contacts.values.length === handleTotal.values.length
  if (!same) {
    throw new KrarupError({
      code: 'CONFLICT',
      what: 'contacts and handle times must lie on the same grid of intervals',
    })
  }
  const table = dayTable(contacts)
  const { slots, days, firstDay, values: calls } = table
  const kinds = dayKinds(table, calendar)
  const { values: totals } = dayTable(handleTotal)
  const { total, usable, impossible } = clean ? believedHandleTimes(calls, totals, slots) : asRecorded(calls, totals)

  const { overall, expected } = fittedTo(days)
  const mean = new Float64Array(horizon)
  const state = new Uint8Array(horizon)
  for (let i = 0; i < horizon; i++) {
    const day = firstDay + days + Math.floor(i / slots)
    const open = kinds.open(day)[i % slots] === 1
    state[i] = open ? STATE.observed : STATE.closed
    mean[i] = open ? expected(day)(i % slots) : Number.NaN
  }
  const updated = options.today && withToday(mean, options.today)
  return {
    start: (firstDay + days) * DAY_SECONDS,
    interval: table.interval,
    mean: updated ?? mean,
    ...(updated ? { morning: mean } : {}),
    state,
    overall,
    impossible: impossible.length,
  }

  /** The forecast with what is known of its first day; nothing where that is nothing. */
  function withToday(morning: Float64Array, handled: HandledToday): Float64Array | undefined {
    const today = clean ? believedToday(contacts, { ...handleTotal, values: total }, handled) : handled
    const cut = knownUntil(today)
    if (cut === 0) return undefined
    const factor = restOfDayFactor(
      { calls, total, usable, slots, days },
      (rows) => {
        const { expected } = fittedTo(rows)
        return (row) => expected(firstDay + row)
      },
      { ...today, cut, expected: (slot) => morning[slot] },
    )
    return morning.map((seconds, i) => {
      if (i >= cut) return i < slots ? seconds * factor : seconds
      return today.contacts[i] > 0 ? today.total[i] / today.contacts[i] : seconds
    })
  }

  /** What the first days of the history say: the mean as of their end, and what a contact of any place of a day takes. */
  function fittedTo(rows: number): { overall: number; expected: (day: DayNumber) => (slot: number) => number } {
    const ofSlots = { total: new Float64Array(slots), calls: new Float64Array(slots) }
    const ofKinds = { total: new Float64Array(7), calls: new Float64Array(7) }
    const ofAll = { total: new Float64Array(1), calls: new Float64Array(1) }
    for (let row = 0; row < rows; row++) {
      const weight = 0.5 ** ((rows - 1 - row) / HALF_LIFE)
      const kind = kinds.kind(firstDay + row)
      addWeighed(total, usable, weight, row * slots, ofSlots.total, kind, ofKinds.total, ofAll.total)
      addWeighed(calls, usable, weight, row * slots, ofSlots.calls, kind, ofKinds.calls, ofAll.calls)
    }
    const overall = ofAll.total[0] / ofAll.calls[0]
    const ofSlot = shrunkFactors(ofSlots.total, ofSlots.calls, overall)
    const ofKind = shrunkFactors(ofKinds.total, ofKinds.calls, overall)

    const ofDay = dayFactors()
    return {
      overall,
      expected: (day) => {
        const seconds = ofDay(day)
        return (slot) => seconds * ofSlot[slot]
      },
    }

    /** Seconds a contact of a day but for the time of day: the recent mean and the weekday, or the calendar's effects where there is history enough to learn them from. */
    function dayFactors(): (day: DayNumber) => number {
      const known: DayNumber[] = []
      const logarithms: number[] = []
      const callsOf: number[] = []
      for (let row = 0; row < rows; row++) {
        const sum = sumOfUsable(total, usable, row * slots, slots)
        const count = sumOfUsable(calls, usable, row * slots, slots)
        const usual = usualOfUsable(calls, usable, row * slots, ofSlot)
        if (!(sum > 0 && usual > 0)) continue
        known.push(firstDay + row)
        // The logarithm of a mean of few calls lies below that of the mean.
        logarithms.push(Math.log(sum / usual) + HANDLE_TIME_CV ** 2 / (2 * count))
        callsOf.push(count)
      }
      if (known.length < CALENDAR_LEAST) return (day) => overall * ofKind[kinds.kind(day)]
      const effects = calendarEffects(kinds, known[0], firstDay + rows)
      const average = callsOf.reduce((sum, count) => sum + count, 0) / callsOf.length
      const weights = callsOf.map((count) => Math.sqrt(count / average))
      const middle = Math.log(overall)
      // A row and its value times a weight count as often as the weight's square.
      const table = weightedRows(effects.rows(known), weights)
      const y = Float64Array.from(logarithms, (value, i) => (value - middle) * weights[i])
      const regression = mixedRegression(table, y, effects.columns, effects.groups, EFFECT_SCALE)
      return (day) => Math.exp(middle + regression.predict(effects.rows([day]))[0])
    }
  }
}

/** Adds a day's usable values, each times the day's weight, to those of their time of day, of their kind of day and of all. */
function addWeighed(
  values: Float64Array,
  usable: Uint8Array,
  weight: number,
  from: number,
  ofSlot: Float64Array,
  kind: number,
  ofKind: Float64Array,
  ofAll: Float64Array,
): void {
  for (let slot = 0; slot < ofSlot.length; slot++) {
    if (!usable[from + slot]) continue
    const value = weight * values[from + slot]
    ofSlot[slot] += value
    ofKind[kind] += value
    ofAll[0] += value
  }
}

function sumOfUsable(values: Float64Array, usable: Uint8Array, from: number, count: number): number {
  let sum = 0
  for (let i = from; i < from + count; i++) if (usable[i]) sum += values[i]
  return sum
}

/** Seconds that a day's calls take by the time of day at which they came, as multiples of the mean. */
function usualOfUsable(calls: Float64Array, usable: Uint8Array, from: number, ofSlot: Float64Array): number {
  let usual = 0
  for (let slot = 0; slot < ofSlot.length; slot++) if (usable[from + slot]) usual += calls[from + slot] * ofSlot[slot]
  return usual
}

function asRecorded(
  calls: Float64Array,
  total: Float64Array,
): Pick<BelievedHandleTimes, 'total' | 'usable' | 'impossible'> {
  // Throws where there is none at all.
  averageHandleTimes(calls, total)
  const usable = new Uint8Array(total.length)
  for (let i = 0; i < usable.length; i++) if (calls[i] > 0 && total[i] >= 0) usable[i] = 1
  return { total, usable, impossible: [] }
}

/**
 * Ratios of group means to the overall mean, drawn towards 1. The variance between groups is what their spread has over the spread that chance gives
 * (method of moments); a group of n calls keeps between / (between + cv^2 / n) of its difference.
 */
function shrunkFactors(total: Float64Array, calls: Float64Array, overall: number): Float64Array {
  const ratio = total.map((sum, i) => (calls[i] > 0 ? sum / calls[i] / overall : 1))
  let weights = 0
  let spread = 0
  let groups = 0
  for (let i = 0; i < ratio.length; i++) {
    if (!(calls[i] > 0)) continue
    weights += calls[i]
    spread += calls[i] * (ratio[i] - 1) ** 2
    groups++
  }
  const between = Math.max(0, (spread - (groups - 1) * HANDLE_TIME_CV ** 2) / weights)
  return ratio.map((it, i) => {
    const keep = calls[i] > 0 ? between / (between + HANDLE_TIME_CV ** 2 / calls[i]) : 0
    return 1 + (Number.isNaN(keep) ? 0 : keep) * (it - 1)
  })
}
