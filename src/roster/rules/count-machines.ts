import { type DeniedRule, OFF, type ShiftKind, type TotalRule, type WeekendsRule } from '../model.ts'
import { type Calendar, type Count, type RuleMachine, weekdayOf } from './automaton.ts'

type Per = TotalRule['per']

/** The period of each day: one for the roster, or one for each week or month that it touches. */
export function periodsOf(per: Per, { days, firstWeekday, monthStarts }: Calendar): Int16Array {
  const periods = new Int16Array(days)
  if (per === 'roster') return periods
  for (let day = 1; day < days; day++) {
    const isNew = per === 'week' ? (firstWeekday + day) % 7 === 0 : monthStarts.includes(day)
    periods[day] = periods[day - 1] + (isNew ? 1 : 0)
  }
  return periods
}

/** Whether a period begins on its first day and ends on its last one within the roster, as far as the calendar says. */
function isWhole(per: Per, period: number, periods: Int16Array, calendar: Calendar): boolean {
  if (per === 'roster') return true
  const first = periods.indexOf(period)
  const next = periods.lastIndexOf(period) + 1
  const begins = (day: number) =>
    per === 'week' ? (((calendar.firstWeekday + day) % 7) + 7) % 7 === 0 : calendar.monthStarts.includes(day)
  return begins(first) && begins(next)
}

function daysBefore(per: Per, { firstWeekday, monthStarts }: Calendar): number {
  if (per === 'roster') return 0
  if (per === 'week') return ((firstWeekday % 7) + 7) % 7
  return -Math.max(...monthStarts.filter((start) => start <= 0), Number.NEGATIVE_INFINITY) || 0
}

const greatestDivisor = (a: number, b: number): number => (b > 0 ? greatestDivisor(b, a % b) : a)

/** Counts minutes or shifts. Minutes are counted in the largest unit that all shifts are multiples of. */
export function totalMachine(
  rule: TotalRule,
  isIn: (kind: number) => boolean,
  kinds: readonly ShiftKind[],
  calendar: Calendar,
): RuleMachine {
  const minutes = kinds.map((kind, k) => (isIn(k) ? kind.minutes : 0))
  const unit = rule.unit === 'shifts' ? 1 : minutes.reduce(greatestDivisor, 0) || 1
  const addOf = kinds.map((_, k) => (rule.unit === 'minutes' ? minutes[k] / unit : isIn(k) ? 1 : 0))
  const addOff = rule.unit === 'shifts' && isIn(OFF) ? 1 : 0
  const periodOf = periodsOf(rule.per, calendar)
  const largest = Math.max(addOff, 0, ...addOf)
  const before = daysBefore(rule.per, calendar)
  const costs = Array.from({ length: periodOf[periodOf.length - 1] + 1 }, (_, period) => {
    const days = periodOf.filter((each) => each === period).length
    const least = isWhole(rule.per, period, periodOf, calendar) ? rule.least : undefined
    return costsOf({ ...rule, least }, unit, largest * (days + (period === 0 ? before : 0)))
  })
  return {
    name: rule.name,
    start: 0,
    step(_, __, kind, out) {
      out.state = 0
      out.cost = 0
      out.add = kind === OFF ? addOff : addOf[kind]
    },
    end: () => 0,
    signOf: (kind) => addOf[kind],
    count: { periodOf, costs, largest, daysBefore: before },
    isPlain: true,
  }
}

/** Penalties by the total, in units. A hard rule's table ends where it is broken. */
function costsOf(
  rule: { least?: number | undefined; most?: number; weight?: number; each?: number; isSquare?: boolean },
  unit: number,
  top: number,
): Float64Array {
  const { least = 0, most = Number.POSITIVE_INFINITY, weight, each = 1, isSquare = false } = rule
  const last = weight === undefined ? Math.min(top, Math.floor(most / unit)) : top
  return Float64Array.from({ length: last + 1 }, (_, total) => {
    const outside = Math.max(0, least - total * unit, total * unit - most)
    if (outside === 0) return 0
    if (weight === undefined) return Number.POSITIVE_INFINITY
    const units = isSquare ? outside / each : Math.ceil(outside / each - 1e-9)
    return weight * (isSquare ? units * units : units)
  })
}

/** Counts weekends with any work. State: whether this one was worked already. */
export function weekendsMachine(rule: WeekendsRule, calendar: Calendar): RuleMachine {
  const periodOf = periodsOf(rule.per, calendar)
  // A weekend belongs to the month of its Saturday.
  for (let day = 1; day < calendar.days; day++) if (weekdayOf(calendar, day) === 6) periodOf[day] = periodOf[day - 1]
  const count: Count = {
    periodOf,
    costs: Array.from({ length: periodOf[periodOf.length - 1] + 1 }, () =>
      costsOf(rule, 1, Math.ceil((calendar.days + daysBefore(rule.per, calendar)) / 7) + 1),
    ),
    largest: 1,
    daysBefore: daysBefore(rule.per, calendar),
  }
  return {
    name: rule.name,
    start: 0,
    step(state, day, kind, out) {
      const weekday = weekdayOf(calendar, day)
      const isWorked = kind !== OFF
      out.cost = 0
      out.add = isWorked && (weekday === 5 || (weekday === 6 && state === 0)) ? 1 : 0
      out.state = weekday === 5 && isWorked ? 1 : 0
    },
    end: () => 0,
    signOf: () => 0,
    count,
    countsAs: 'weekends',
  }
}

/** Counts wishes that are not met. */
export function deniedMachine(
  { name, wishes, weight }: DeniedRule,
  members: readonly ((kind: number) => boolean)[],
  { days }: Calendar,
): RuleMachine {
  const byDay = Array.from({ length: days }, (_, day) => wishes.flatMap((wish, w) => (wish.day === day ? [w] : [])))
  const largest = Math.max(0, ...byDay.map((each) => each.length))
  return {
    name,
    start: 0,
    step(_, day, kind, out) {
      out.state = 0
      out.cost = 0
      out.add = (byDay[day] ?? []).filter((w) => members[w](kind) !== wishes[w].isFor).length
    },
    end: () => 0,
    signOf: (kind) => members.map((isIn) => (isIn(kind) ? 1 : 0)).join(''),
    count: {
      periodOf: new Int16Array(days),
      costs: [Float64Array.from({ length: wishes.length + 1 }, (__, denied) => weight * denied * denied)],
      largest,
      daysBefore: 0,
    },
  }
}
