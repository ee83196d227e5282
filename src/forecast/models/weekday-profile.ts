import { WEEKDAYS } from '../../domain/index.ts'
import { addTimes } from '../../numeric/dot.ts'
import type { DayKinds, DayTable } from '../history/index.ts'
import { anyAbove0, medianOf } from '../statistics.ts'
import type { DayModel } from './day-model.ts'

/** Days of a kind that its profile is the median of. */
const PROFILE_DAYS = 8
/** Days after which a day counts half as much for the level. */
const LEVEL_HALF_LIFE = 10
/** A day counts for the level at most this far from the median of its last weeks: an outage or a campaign is no new level. */
const LEVEL_CLIP = 0.3
/** Days that the trend is measured over: the level of their younger half against that of the older half. */
const TREND_DAYS = 56
/** Standard deviation over median absolute deviation, and variance of a median over that of a mean, of normal numbers. */
const NORMAL_OF_MEDIAN_DEVIATION = 1.4826
const MEDIAN_VARIANCE = Math.PI / 2
/** What is left of a trend a day later: none lasts. */
const TREND_DAMPING = 0.95
/** A trend of so many standard errors is believed by half: most measured trends are chance. */
const TREND_DOUBT = 3

/**
 * A robust weekday-by-interval profile times a level with a damped trend. The profile of a weekday is the median of its last days, each divided by its level;
 * the level is an exponentially weighted mean of what the days were against their profile.
 */
export const weekdayProfile: DayModel = {
  name: 'weekday-profile',
  title: 'median profile of each weekday x level with trend',
  needs: 14,
  fit({ firstDay, days, slots, values }, kinds) {
    const counted = countedDays({ firstDay, days, slots, values }, kinds)
    const rowsOfKind = latestFirst(counted, firstDay, kinds)
    const profile = profiles(rowsOfKind, slots, values)
    let levels = levelsOf()
    // Once more with the days brought to one level, so that a growing queue's older days do not pull its profile down.
    const smooth = smoothed(levels)
    profile.set(profiles(rowsOfKind, slots, values, smooth))
    levels = levelsOf()

    const trend = trendOf(levels)
    // An average of the past lags behind a trend: it is taken of the levels as they would be today.
    const level = smoothed(levels.map((value, row) => value * Math.exp(trend * (days - 1 - row))))[days - 1]
    const factor = (ahead: number) =>
      level * Math.exp(trend * ((TREND_DAMPING * (1 - TREND_DAMPING ** ahead)) / (1 - TREND_DAMPING)))
    return {
      predict(count) {
        const mean = new Float64Array(count * slots)
        for (let ahead = 0; ahead < count; ahead++) {
          const at = kinds.kind(firstDay + days + ahead) * slots
          addTimes(mean, ahead * slots, factor(ahead + 1), profile, at, slots)
        }
        return mean
      },
      explain(day) {
        const kind = kinds.kind(day)
        const total = (at: number) => sumOf(profile.subarray(at * slots, (at + 1) * slots))
        const ordinary = medianOf(Float64Array.from({ length: 7 }, (_, k) => total(k)).filter((it) => it > 0))
        return [
          { kind: 'level', name: 'level', factor: ordinary * factor(day - firstDay - days + 1) },
          { kind: 'weekday', name: WEEKDAYS[kind], factor: total(kind) / ordinary },
        ]
      },
    }

    /** What each day was against its profile: 1 is ordinary, NaN where nothing was observed. */
    function levelsOf(): Float64Array {
      const levels = new Float64Array(days).fill(Number.NaN)
      for (let row = 0; row < days; row++) {
        if (!counted[row]) continue
        levels[row] = seenOverUsual(values, row * slots, profile, kinds.kind(firstDay + row) * slots, slots)
      }
      return levels
    }
  },
}

/** 1 for each day that has contacts and is no special day without a weekday it is like. */
function countedDays(
  { firstDay, days, slots, values }: Pick<DayTable, 'firstDay' | 'days' | 'slots' | 'values'>,
  kinds: DayKinds,
): Uint8Array {
  const counted = new Uint8Array(days)
  for (let row = 0; row < days; row++) {
    const special = kinds.special(firstDay + row)
    if (special && special.like === undefined) continue
    if (anyAbove0(values, row * slots, (row + 1) * slots)) counted[row] = 1
  }
  return counted
}

/** The counted rows of each kind of day. */
function latestFirst(counted: Uint8Array, firstDay: number, kinds: DayKinds): number[][] {
  const rowsOfKind: number[][] = Array.from({ length: 7 }, () => [])
  for (let row = counted.length - 1; row >= 0; row--) if (counted[row]) rowsOfKind[kinds.kind(firstDay + row)].push(row)
  return rowsOfKind
}

/** Fills `days` with the first known values of a place of these days; returns how many there are. */
function takeLevelled(
  days: Float64Array,
  values: Float64Array,
  levels: Float64Array | undefined,
  rows: readonly number[],
  slots: number,
  slot: number,
): number {
  let n = 0
  for (let r = 0; r < rows.length && n < days.length; r++) {
    const row = rows[r]
    const value = values[row * slots + slot] / (levels ? levels[row] : 1)
    if (value >= 0) days[n++] = value
  }
  return n
}

/** What came over what is usual, of the places at which both are known; NaN where nothing is usual. */
function seenOverUsual(
  values: Float64Array,
  from: number,
  profile: Float64Array,
  profileFrom: number,
  slots: number,
): number {
  let seen = 0
  let usual = 0
  for (let slot = 0; slot < slots; slot++) {
    const value = values[from + slot]
    const typical = profile[profileFrom + slot]
    if (value >= 0 && typical >= 0) {
      seen += value
      usual += typical
    }
  }
  return usual > 0 ? seen / usual : Number.NaN
}

/** @param levels what each day's values are divided by */
function profiles(
  rowsOfKind: readonly number[][],
  slots: number,
  values: Float64Array,
  levels?: Float64Array,
): Float64Array {
  const profile = new Float64Array(7 * slots).fill(Number.NaN)
  const days = new Float64Array(PROFILE_DAYS)
  for (let kind = 0; kind < 7; kind++) {
    for (let slot = 0; slot < slots; slot++) {
      const found = takeLevelled(days, values, levels, rowsOfKind[kind], slots, slot)
      profile[kind * slots + slot] = medianOf(days, found)
    }
  }
  return profile
}

/** The exponentially weighted level after each day, single days clipped. */
function smoothed(levels: Float64Array): Float64Array {
  const known = levels.filter((it) => it > 0)
  let level = known.length > 0 ? medianOf(known.subarray(0, Math.min(known.length, PROFILE_DAYS))) : 1
  const weight = 1 - 0.5 ** (1 / LEVEL_HALF_LIFE)
  return levels.map((value) => {
    if (value >= 0) {
      level += weight * (Math.min(Math.max(value, level * (1 - LEVEL_CLIP)), level * (1 + LEVEL_CLIP)) - level)
    }
    return level
  })
}

/** Growth a day, as a logarithm: the median of the younger half of the last weeks against the older half, drawn towards none by its doubt. */
function trendOf(levels: Float64Array): number {
  const recent = levels.subarray(Math.max(0, levels.length - TREND_DAYS))
  const half = recent.length >> 1
  const older = recent
    .subarray(0, half)
    .filter((it) => it > 0)
    .map(Math.log)
  const younger = recent
    .subarray(half)
    .filter((it) => it > 0)
    .map(Math.log)
  if (older.length < 7 || younger.length < 7) return 0
  const before = medianOf(older)
  const after = medianOf(younger)
  const spread = (values: Float64Array, centre: number) =>
    NORMAL_OF_MEDIAN_DEVIATION * medianOf(values.map((value) => Math.abs(value - centre)))
  const variance =
    MEDIAN_VARIANCE * (spread(older, before) ** 2 / older.length + spread(younger, after) ** 2 / younger.length)
  const difference = after - before
  const share = difference ** 2 / (difference ** 2 + TREND_DOUBT ** 2 * variance)
  return difference === 0 ? 0 : (share * difference) / half
}

function sumOf(values: Float64Array): number {
  let sum = 0
  for (const value of values) if (value > 0) sum += value
  return sum
}
