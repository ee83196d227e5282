import { DAY_SECONDS } from '../../domain/index.ts'
import type { CallLog } from '../log.ts'
import type { Contacts } from './contacts.ts'
import { hadToWait, type LogDays } from './days.ts'
import { chiSquareQuantile, rateOf, shareOf, sum, UNKNOWN, Z95 } from './measured.ts'
import type { ArrivalMeasurements, Measured, QueueArrivals } from './types.ts'

/** Callers of whom so many are expected in an interval at least say something of its dispersion. */
const LEAST_EXPECTED = 1

/** Arrivals by queue, weekday and interval, and what of their spread over days and intervals is more than Poisson. */
export function measureArrivals(
  log: CallLog,
  days: LogDays,
  contacts: Contacts,
  interval: number,
): ArrivalMeasurements {
  const places = DAY_SECONDS / interval
  const many = days.days.length
  const counts = log.queues.map(() => new Float64Array(many * places))
  const priorities = log.queues.map(() => new Map<number, number>())
  for (let i = 0; i < log.count; i++) {
    const day = days.dayOfVisit[i]
    if (day < 0 || contacts.isTransferred[i] || contacts.isRedial[i]) continue
    const place = Math.floor((log.arrived[i] % DAY_SECONDS) / interval)
    counts[log.queue[i]][day * places + place]++
    const priority = log.priority[i]
    // some systems know a caller's priority only once the caller waits
    if (Number.isNaN(priority) || !hadToWait(log, i)) continue
    const seen = priorities[log.queue[i]]
    seen.set(priority, (seen.get(priority) ?? 0) + 1)
  }
  const totals = counts.map((own) => totalsByDay(own, places))
  const byQueue = counts.map((own, queue): QueueArrivals => {
    const busyness = busynessOf(totals[queue], days)
    const cv = busyness.value || 0
    const spread = dispersionOf(own, totals[queue], places, days)
    const all = sum([...priorities[queue].values()])
    return {
      rates: days.many.map((seen, weekday) =>
        seen === 0
          ? Array.from({ length: places }, () => UNKNOWN)
          : Array.from({ length: places }, (_, place) => {
              const count = countOf(own, weekday, places, days, place)
              return rateOf(count, seen, Math.max(1, spread.value || 1) + (cv * cv * count) / seen)
            }),
      ),
      byWeekday: days.many.map((seen, weekday) => {
        const count = countOf(own, weekday, places, days)
        return seen === 0 ? UNKNOWN : rateOf(count, seen, 1 + (cv * cv * count) / seen)
      }),
      busyness,
      dispersion: spread,
      priorities: [...priorities[queue]]
        .sort(([a], [b]) => a - b)
        .map(([priority, count]) => ({ priority, share: shareOf(count, all) })),
    }
  })
  const together = new Float64Array(many).map((_, day) => sum(totals.map((own) => own[day])))
  return { byQueue, busyness: busynessOf(together, days), correlation: correlationsOf(totals, days, byQueue) }
}

function totalsByDay(counts: Float64Array, places: number): Float64Array {
  return Float64Array.from({ length: counts.length / places }, (_, day) =>
    sum(counts.subarray(day * places, (day + 1) * places)),
  )
}

/** Contacts of all days of a weekday, in one interval or in all. */
function countOf(counts: Float64Array, weekday: number, places: number, days: LogDays, place?: number): number {
  let count = 0
  for (const [day, one] of days.weekdays.entries()) {
    if (one !== weekday) continue
    const from = day * places
    count += place === undefined ? sum(counts.subarray(from, from + places)) : counts[from + place]
  }
  return count
}

function meansOf(totals: Float64Array, { weekdays, many }: LogDays): number[] {
  return many.map((seen, weekday) => {
    let total = 0
    for (const [day, one] of weekdays.entries()) if (one === weekday) total += totals[day]
    return seen === 0 ? 0 : total / seen
  })
}

/**
 * The coefficient of variation of a factor of the day, beyond Poisson and weekdays: that for which the standardised squares of the days' totals are on average 1; its interval are those for which they are as extreme as chi-square's.
 */
function busynessOf(totals: Float64Array, days: LogDays): Measured {
  const means = meansOf(totals, days)
  const degrees = days.many.reduce((all, seen, weekday) => all + (means[weekday] > 0 ? Math.max(0, seen - 1) : 0), 0)
  if (degrees < 1) return { ...UNKNOWN, n: totals.length }
  const squares = (cv: number) => {
    let all = 0
    for (const [day, weekday] of days.weekdays.entries()) {
      const mean = means[weekday]
      if (mean > 0) all += (totals[day] - mean) ** 2 / (mean + (cv * mean) ** 2)
    }
    return all
  }
  const solved = (wanted: number): number => {
    if (squares(0) <= wanted) return 0
    let [low, high] = [0, 1]
    while (squares(high) > wanted && high < 1e3) high *= 2
    for (let step = 0; step < 60; step++) {
      const middle = (low + high) / 2
      if (squares(middle) > wanted) low = middle
      else high = middle
    }
    return high
  }
  return {
    value: solved(degrees),
    n: totals.length,
    low: solved(chiSquareQuantile(degrees, Z95)),
    high: solved(chiSquareQuantile(degrees, -Z95)),
  }
}

/** Pearson's chi-square of the counts by interval around the profile of their weekday and the total of their day, over its degrees of freedom. */
function dispersionOf(counts: Float64Array, totals: Float64Array, places: number, days: LogDays): Measured {
  let squares = 0
  let degrees = 0
  let n = 0
  for (const [weekday, seen] of days.many.entries()) {
    const all = countOf(counts, weekday, places, days)
    if (seen < 2 || all === 0) continue
    let used = 0
    for (let place = 0; place < places; place++) {
      const share = countOf(counts, weekday, places, days, place) / all
      if ((share * all) / seen < LEAST_EXPECTED) continue
      used++
      for (const [day, one] of days.weekdays.entries()) {
        if (one !== weekday || totals[day] === 0) continue
        const expected = totals[day] * share
        squares += (counts[day * places + place] - expected) ** 2 / expected
        n++
      }
    }
    degrees += Math.max(0, used - 1) * (seen - 1)
  }
  if (degrees < 1) return { ...UNKNOWN, n }
  return {
    value: squares / degrees,
    n,
    low: squares / chiSquareQuantile(degrees, Z95),
    high: squares / chiSquareQuantile(degrees, -Z95),
  }
}

/** Correlations of the factors of the day: covariances of totals around the means of their weekdays have no Poisson noise. */
function correlationsOf(totals: readonly Float64Array[], days: LogDays, queues: readonly QueueArrivals[]): number[][] {
  const relative = totals.map((own) => {
    const means = meansOf(own, days)
    return Float64Array.from(own, (total, day) => {
      const mean = means[days.weekdays[day]]
      return mean > 0 ? total / mean - 1 : 0
    })
  })
  const degrees = days.many.reduce((all, seen) => all + Math.max(0, seen - 1), 0)
  return queues.map((a, i) =>
    queues.map((b, j) => {
      if (i === j) return 1
      const spread = (a.busyness.value || 0) * (b.busyness.value || 0)
      if (spread === 0 || degrees < 2) return Number.NaN
      let product = 0
      for (let day = 0; day < totals[i].length; day++) product += relative[i][day] * relative[j][day]
      return Math.max(-1, Math.min(1, product / degrees / spread))
    }),
  )
}
