import { dateParts, weekdayOf } from '../../domain/index.ts'
import { caseInDay, dayByDay } from './rule.ts'
import { spreadOf } from './usual.ts'

/** Clocks are changed in these months, on a Friday or a Sunday (weekdays from Monday 0), in the first hours of the day. */
const CLOCK_MONTHS = [3, 4, 9, 10, 11]
const CLOCK_WEEKDAYS = [4, 6]
const CLOCK_HOURS = 4
const HOUR_SECONDS = 3600
/** A doubled hour holds a share of its usual contacts between these two, and is so many standard deviations above them. */
const DOUBLED_LEAST_SHARE = 1.6
const DOUBLED_MOST_SHARE = 2.6
const DOUBLED_SIGMA = 5
/** The hours beside it hold a share of their usual contacts between these two. */
const BESIDE_LEAST_SHARE = 0.5
const BESIDE_MOST_SHARE = 1.35
/** An hour without contacts is odd where more than so many are usual: chance makes such a silence once in a thousand times. */
const SILENT_CONTACTS = 7

/** An hour of a night on which clocks may have been changed: it holds two hours in one, or none at all. */
export const clockChange = dayByDay(['doubled hour', 'skipped hour'], (evidence, row) => {
  const { table, usual, days } = evidence
  const { slots, interval, values, firstDay } = table
  const day = firstDay + row
  const mayChange = CLOCK_MONTHS.includes(dateParts(day).month) && CLOCK_WEEKDAYS.includes(weekdayOf(day))
  if (!mayChange || interval > HOUR_SECONDS) return []
  const level = days.level[row]
  const perHour = HOUR_SECONDS / interval
  /** What an hour holds, what it usually holds, and how far that strays. */
  const hour = (h: number) => {
    let recorded = 0
    let expected = 0
    let variance = 0
    let silent = true
    for (let i = row * slots + h * perHour; i < row * slots + (h + 1) * perHour; i++) {
      recorded += values[i] || 0
      expected += (usual[i] || 0) * level
      variance += spreadOf((usual[i] || 0) * level) ** 2
      if (values[i] > 0) silent = false
    }
    return { recorded, expected, silent, sigma: Math.sqrt(variance), share: recorded / expected }
  }
  /** The hour before midnight belongs to another day and passes. */
  const ordinary = (h: number) => {
    const { share } = hour(h)
    return h < 0 || (share > BESIDE_LEAST_SHARE && share < BESIDE_MOST_SHARE)
  }
  for (let h = 0; h < CLOCK_HOURS; h++) {
    const { recorded, expected, silent, sigma, share } = hour(h)
    if (!(expected > 0) || !ordinary(h - 1) || !ordinary(h + 1)) continue
    const from = row * slots + h * perHour
    const to = from + perHour
    const doubled = share > DOUBLED_LEAST_SHARE && share < DOUBLED_MOST_SHARE
    if (doubled && recorded - expected > DOUBLED_SIGMA * sigma) {
      return [caseInDay(evidence, 'doubled hour', from, to, 'twice the contacts: the clock went back')]
    }
    if (silent && expected > SILENT_CONTACTS) {
      return [caseInDay(evidence, 'skipped hour', from, to, 'no contacts: the clock went forward')]
    }
  }
  return []
})
