import {
  type DayNumber,
  dateParts,
  dayNumber,
  type SpecialDay,
  WEEKDAYS,
  type Weekday,
  weekdayOf,
} from '../../domain/index.ts'
import type { DayKinds } from '../history/index.ts'
import type { Effect, EffectKind } from './effect.ts'
import { type CalendarEffects, withoutParts } from './effect-groups.ts'
import { type EffectGroup, type RowWriter, rowWriter, type SparseRows } from './mixed-regression.ts'

/** Days between two bumps of the day-of-month curve, and the width of a bump: the calls about a bill come within a few days. */
const MONTH_SPACING = 2
const MONTH_WIDTH = 2.8
const MONTH_BUMPS = 15
const MONTH = MONTH_SPACING * MONTH_BUMPS
/** Days over which the level forgets where it was, and days between the places at which it is learnt. They are closer near the end, where it counts. */
const LEVEL_MEMORY = 90
const LEVEL_SPACING = 14
const LEVEL_CLOSE = 8
const LEVEL_SPACING_FAR = 30
/** Years back it matters little, and every place costs time. */
const LEVEL_OLD = 1100
const LEVEL_SPACING_OLD = 90
/** The last days may all be above the level, or all below it; that dies away within a few days. */
const LATELY_DAYS = 14
const LATELY_MEMORY = 3
const LATELY = Array.from({ length: LATELY_DAYS }, (_, back) => back)
/** Special days that name no weekday are taken to be like one another. */
const LIKE_NONE = 7
const LAST_DAY_OF_MONTH = 31
/** Days of history in which each day of the month has come six times: fewer do not tell a bill day from a busy one. */
const BILL_LEAST = 180
/**
 * How strong effects usually are: standard deviations, as shares of the square root of a day's volume. The volume itself changes by twice that. Chosen by what served best on two real
 * centres together, which have little else in common. The trend is for a hundred days.
 */
const USUAL = {
  weekday: 0.2,
  month: 0.025,
  level: 0.016,
  lately: 0.03,
  trend: 0.005,
  after: 0.06,
  special: 0.3,
  event: 0.3,
  bill: 0.008,
  year: 0.05,
  yearDetail: 0.0025,
}
/** Days of history from which on a yearly course can be told from a level that wanders and comes back: the first dates have come twice. */
export const YEARLY_LEAST = 400
const YEAR = 365.2425
const WAVES_FROM = dayNumber({ year: 2000, month: 1, day: 1 })
/** Waves of the course of the year: the broad ones, of which the second is usually half as strong as the first and the third a third, and those of peaks of a few weeks. The data say how strong each group is: where the year has no peaks the second group is drawn to nothing. */
const BROAD_WAVES = 3
const DETAIL_WAVES = 7
/** Days of history in which every date has come twice: a peak that came once may be chance. */
const DETAIL_LEAST = 730
/** Days over which a trend dies away after the history's end. */
const TREND_MEMORY = 90
/** Days that a search for the day before may go back: long closures end there. */
const SEARCH = 10

/** Heights of the bumps at each position in the month; 0 where a bump is too far away to matter. */
const MONTH_CURVE = Array.from({ length: MONTH + 1 }, (_, position) =>
  Float64Array.from({ length: MONTH_BUMPS }, (_, bump) => {
    const straight = Math.abs(position - bump * MONTH_SPACING)
    const distance = Math.min(straight, MONTH - straight)
    return distance < 3 * MONTH_WIDTH ? Math.exp(-0.5 * (distance / MONTH_WIDTH) ** 2) : 0
  }),
)

export interface EffectOptions {
  /** What the days' regression is about: their size, or their form, which changes more slowly and not by single days of the month. Default size. */
  of?: 'size' | 'form'
  /** The day after the whole history, where this one is its beginning: the peaks of a year are then looked for in both, or in neither. */
  wholeEnd?: DayNumber
  /** Days of history from which on the course of the year is learnt. Default {@link YEARLY_LEAST}. */
  yearFrom?: number
}

/** Effects on the size of a day that were asked for: several models regress on the same days. */
const SIZE_EFFECTS = new WeakMap<DayKinds, Map<string, CalendarEffects>>()

/**
 * Weekday, day of month (a smooth curve round the month, ends counted from its end, and single days that stand out: bill days, pay days), a wandering level, a trend,
 * the first days after a closure, special days by name and, for a name not met before, by the weekday they resemble, and with more than a year of history the course of the year.
 * Parts that are withheld are left out.
 */
export function calendarEffects(
  kinds: DayKinds,
  firstDay: DayNumber,
  end: DayNumber,
  options?: EffectOptions,
): CalendarEffects {
  return withoutParts(allEffects(kinds, firstDay, end, options), kinds.withheld)
}

function allEffects(
  kinds: DayKinds,
  firstDay: DayNumber,
  end: DayNumber,
  { of = 'size', wholeEnd = end, yearFrom = YEARLY_LEAST }: EffectOptions = {},
): CalendarEffects {
  const withYear = end - firstDay >= yearFrom
  if (of === 'form') return effectsOf(kinds, firstDay, end, of, wholeEnd, withYear)
  const known = SIZE_EFFECTS.get(kinds) ?? new Map<string, CalendarEffects>()
  SIZE_EFFECTS.set(kinds, known)
  const key = `${firstDay} ${end} ${wholeEnd} ${withYear}`
  const effects = known.get(key) ?? effectsOf(kinds, firstDay, end, of, wholeEnd, withYear)
  known.set(key, effects)
  return effects
}

function effectsOf(
  kinds: DayKinds,
  firstDay: DayNumber,
  end: DayNumber,
  of: 'size' | 'form',
  wholeEnd: DayNumber,
  withYear: boolean,
): CalendarEffects {
  const days = end - firstDay
  const knots = levelKnots(days)
  const factsOf = dayFacts(kinds)
  const names = specialNames(kinds, firstDay, end)
  const events = eventNames(kinds, firstDay, end)
  const waves = withYear ? BROAD_WAVES : 0
  // The form of a day changes too little within a year for its peaks to be told.
  const details = of === 'size' && wholeEnd - firstDay >= DETAIL_LEAST ? DETAIL_WAVES : 0
  let columns = 1
  const groups: EffectGroup[] = []
  const add = (name: string, size: number, usual: number, chain?: EffectGroup['chain']) => {
    groups.push({ name, from: columns, size, usual, ...(chain ? { chain } : {}) })
    columns += size
    return columns - size
  }
  const weekdayAt = add('weekday', 7, USUAL.weekday)
  const monthAt = add('day of month', MONTH_BUMPS, USUAL.month)
  const levelAt = add('level', knots.length, USUAL.level, chainOf(knots, LEVEL_MEMORY))
  const lately = of === 'size'
  const latelyAt = lately ? add('last days', LATELY_DAYS, USUAL.lately, chainOf(LATELY, LATELY_MEMORY)) : columns
  const trendAt = add('trend', 1, USUAL.trend)
  const afterAt = add('after a closed day', 2, USUAL.after)
  const bills = of === 'size' && days >= BILL_LEAST
  const billAt = bills ? add('bill day', LAST_DAY_OF_MONTH, USUAL.bill) : columns
  const specials = names.length > 0
  const alikeAt = specials ? add('days like it', LIKE_NONE + 1, USUAL.special) : columns
  const specialAt = specials ? add('special days', names.length, USUAL.special) : columns
  const eventAt = events.map((name) => add(eventGroup(name), 1, USUAL.event))
  const yearAt = waves > 0 ? add('time of year', 2 * waves, USUAL.year) : columns
  if (details > 0) add('time of year, detail', 2 * details, USUAL.yearDetail)

  const most = MOST_PLAIN + events.length + 2 * (waves + details)
  const write = (day: DayNumber, row: RowWriter): boolean => {
    const { kind, position, after, dayOfMonth, special, happening, waveHeights } = factsOf(day)
    row.put(0, 1)
    row.put(weekdayAt + kind, 1)
    putMonth(row, monthAt, MONTH_CURVE[position])
    const back = end - 1 - day
    putLevel(row, levelAt, knots, back)
    if (lately && back < LATELY_DAYS) {
      row.put(latelyAt + Math.max(0, back), back < 0 ? Math.exp(back / LATELY_MEMORY) : 1)
    }
    row.put(trendAt, (back >= 0 ? -back : TREND_MEMORY * (1 - Math.exp(back / TREND_MEMORY))) / 100)
    if (after === 1 || after === 2) row.put(afterAt + after - 1, 1)
    if (bills) row.put(billAt + dayOfMonth - 1, 1)
    if (special && specials) {
      row.put(alikeAt + (special.like ?? LIKE_NONE), 1)
      const name = names.indexOf(special.name)
      if (name >= 0) row.put(specialAt + name, 1)
    }
    if (happening.length > 0)
      for (const [e, event] of events.entries()) if (happening.includes(event)) row.put(eventAt[e], 1)
    if (waves + details > 0) {
      const heights = waveHeights()
      for (let k = 0; k < 2 * (waves + details); k++) row.put(yearAt + k, heights[k])
    }
    return special !== undefined || happening.length > 0
  }
  // Of the days of the history, and of those to come.
  const kept: { days: readonly DayNumber[]; rows: SparseRows }[] = []
  return {
    columns,
    groups,
    borrowed: (day) => {
      const special = kinds.special(day)
      return special?.usual && !names.includes(special.name) ? (kinds.usual(day)?.factor ?? 1) : 1
    },
    row(day) {
      const row = rowWriter(most)
      const firm = write(day, row)
      return { ...row.laid(), firm }
    },
    rows(asked) {
      const when = asked[0] >= end ? 1 : 0
      if (!kept[when] || !sameDays(kept[when].days, asked))
        kept[when] = { days: asked, rows: writeRows(asked, most, write) }
      return kept[when].rows
    },
  }
}

/** Columns of a day's row at most, but for events and waves. */
const MOST_PLAIN = 12 + MONTH_BUMPS

function writeRows(
  days: readonly DayNumber[],
  most: number,
  write: (day: DayNumber, row: RowWriter) => boolean,
): SparseRows {
  const rows = rowWriter(most * days.length)
  const from = new Int32Array(days.length + 1)
  const firm = new Uint8Array(days.length)
  for (let i = 0; i < days.length; i++) {
    firm[i] = write(days[i], rows) ? 1 : 0
    from[i + 1] = rows.count
  }
  return { count: days.length, from, firm, ...rows.laid() }
}

function sameDays(a: readonly DayNumber[], b: readonly DayNumber[]): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

function putMonth(row: RowWriter, monthAt: number, bumps: Float64Array): void {
  for (let bump = 0; bump < MONTH_BUMPS; bump++) if (bumps[bump] > 0) row.put(monthAt + bump, bumps[bump])
}

/** What of a day's row does not hang on where the history begins and ends. */
interface DayFacts {
  kind: Weekday
  /** In the month. */
  position: number
  dayOfMonth: number
  /** Days after a closure, 0 where there was none. */
  after: number
  special: SpecialDay | undefined
  happening: readonly string[]
  /** Cosine and sine of each wave of the year. */
  waveHeights(): Float64Array
}

/** Facts of days that were asked for: a history's beginnings, and all models, ask for the same days again. */
const FACTS = new WeakMap<DayKinds, Map<DayNumber, DayFacts>>()

function dayFacts(kinds: DayKinds): (day: DayNumber) => DayFacts {
  const known = FACTS.get(kinds) ?? new Map<DayNumber, DayFacts>()
  FACTS.set(kinds, known)
  return (day) => {
    let facts = known.get(day)
    if (!facts) {
      let heights: Float64Array | undefined
      facts = {
        kind: kinds.kind(day),
        position: positionInMonth(day),
        dayOfMonth: dateParts(day).day,
        after: daysAfterClosure(kinds, day),
        special: kinds.special(day),
        happening: kinds.events(day),
        waveHeights() {
          heights ??= waveHeightsOn(day)
          return heights
        },
      }
      known.set(day, facts)
    }
    return facts
  }
}

function waveHeightsOn(day: DayNumber): Float64Array {
  const heights = new Float64Array(2 * (BROAD_WAVES + DETAIL_WAVES))
  for (let wave = 0; 2 * wave < heights.length; wave++) {
    const angle = (2 * Math.PI * (wave + 1) * (day - WAVES_FROM)) / YEAR
    const size = wave < BROAD_WAVES ? 1 / (wave + 1) : 1
    heights[2 * wave] = size * Math.cos(angle)
    heights[2 * wave + 1] = size * Math.sin(angle)
  }
  return heights
}

/** The level so many days back from the end: between the two places next to it at which it is learnt; after the end it dies away. */
function putLevel(row: RowWriter, levelAt: number, knots: readonly number[], back: number): void {
  if (back <= 0 || knots.length === 1) {
    row.put(levelAt, back <= 0 ? Math.exp(back / LEVEL_MEMORY) : 1)
    return
  }
  let knot = 0
  while (knot + 1 < knots.length - 1 && knots[knot + 1] < back) knot++
  const share = Math.min(1, (back - knots[knot]) / (knots[knot + 1] - knots[knot]))
  if (share < 1) row.put(levelAt + knot, 1 - share)
  if (share > 0) row.put(levelAt + knot + 1, share)
}

/** Each event has a group of its own: how strong one is says nothing of another. */
const EVENT = 'event: '
function eventGroup(name: string): string {
  return `${EVENT}${name}`
}

/** Events of the history: what one does that it has never had cannot be known. */
function eventNames(kinds: DayKinds, firstDay: DayNumber, end: DayNumber): string[] {
  const names = new Set<string>()
  for (let day = firstDay; day < end; day++) for (const name of kinds.events(day)) names.add(name)
  return [...names]
}

/** The sort of reason that a group's effects are. Effects of one sort are told together. */
function effectKind(group: string): EffectKind {
  switch (group) {
    case 'weekday':
      return 'weekday'
    case 'day of month':
    case 'bill day':
      return 'month'
    case 'after a closed day':
      return 'closure'
    case 'days like it':
    case 'special days':
      return 'special'
    case 'time of year':
    case 'time of year, detail':
      return 'year'
    default:
      return group.startsWith(EVENT) ? 'event' : 'level'
  }
}

/** The order in which reasons are told. */
const KINDS: readonly EffectKind[] = ['level', 'year', 'weekday', 'month', 'special', 'closure', 'event']

/** In plain words what an effect is on that day. */
function effectName(kind: EffectKind, group: string, kinds: DayKinds, day: DayNumber): string {
  const like = kinds.kind(day)
  switch (kind) {
    case 'level':
      return 'level'
    case 'year':
      return 'time of year'
    case 'weekday':
      return like === weekdayOf(day) ? WEEKDAYS[like] : `like a ${WEEKDAYS[like]}`
    case 'month':
      return `day ${kinds.dayOfMonth(day)} of the month`
    case 'special':
      return kinds.special(day)?.name ?? 'special day'
    case 'closure':
      return daysAfterClosure(kinds, day) === 1
        ? 'first day after a closed or special day'
        : 'second day after a closed or special day'
    default:
      return group.slice(EVENT.length)
  }
}

/**
 * The effects of a day one after another, as factors on its volume. The first is the level: contacts of an ordinary day, as busy as it is by now.
 *
 * @param volume contacts for a value of the regression
 */
export function explainedEffects(
  effects: CalendarEffects,
  coefficients: Float64Array,
  kinds: DayKinds,
  day: DayNumber,
  volume: (value: number) => number,
): Effect[] {
  const row = effects.row(day)
  const parts = effects.groups.flatMap(({ name: group, from, size }) => {
    let sum = 0
    let touched = false
    row.at.forEach((column, k) => {
      if (column < from || column >= from + size) return
      sum += row.value[k] * coefficients[column]
      touched = true
    })
    if (!touched) return []
    const kind = effectKind(group)
    return [{ kind, name: effectName(kind, group, kinds, day), sum }]
  })
  const borrowed = effects.borrowed(day)
  if (borrowed !== 1) {
    // The volume of a sum of 1 is what a logarithm of 1 stands for.
    const sum = Math.log(borrowed) / Math.log(volume(1))
    parts.push({ kind: 'special', name: effectName('special', '', kinds, day), sum })
  }
  const told = new Map<string, { kind: EffectKind; name: string; sum: number }>()
  told.set('level', { kind: 'level', name: 'level', sum: coefficients[0] })
  for (const part of parts) {
    const before = told.get(part.name)
    told.set(part.name, before ? { ...before, sum: before.sum + part.sum } : part)
  }
  let value = 0
  return [...told.values()]
    .sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind))
    .map(({ kind, name, sum }) => {
      const before = kind === 'level' ? 1 : volume(value)
      value += sum
      return { kind, name, factor: before > 0 ? volume(value) / before : 1 }
    })
}

/** 1 to 15 from the month's beginning, later days counted from its end so that the last is 30, whatever the month's length. */
function positionInMonth(day: DayNumber): number {
  const { year, month, day: dayOfMonth } = dateParts(day)
  if (dayOfMonth <= MONTH / 2) return dayOfMonth
  const next = month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 }
  return MONTH - (dayNumber(next) - 1 - day)
}

/** 1 on the first open ordinary day after a special day or an unusual closure, 2 on the second, else 0. */
function daysAfterClosure(kinds: DayKinds, day: DayNumber): number {
  if (kinds.unusual(day) || kinds.closed(day)) return 0
  let opened = 1
  for (let before = day - 1; before >= day - SEARCH && opened <= 2; before--) {
    if (kinds.unusual(before)) return opened
    if (!kinds.closed(before)) opened++
  }
  return 0
}

function specialNames(kinds: DayKinds, firstDay: DayNumber, end: DayNumber): string[] {
  const names = new Set<string>()
  for (let day = firstDay; day < end; day++) {
    const special = kinds.special(day)
    if (special) names.add(special.name)
  }
  return [...names]
}

/** Days back from the history's end at which the level is learnt. */
function levelKnots(days: number): number[] {
  const knots = [0]
  while (true) {
    const last = knots.at(-1)!
    const far = last < LEVEL_OLD ? LEVEL_SPACING_FAR : LEVEL_SPACING_OLD
    const next = last + (knots.length < LEVEL_CLOSE ? LEVEL_SPACING : far)
    if (next > days) return knots
    knots.push(next)
  }
}

/**
 * An Ornstein-Uhlenbeck process, which wanders and comes back (Uhlenbeck and Ornstein 1930): the inverse of its covariance at the knots
 * has neighbours only, correlation exp(-distance / memory).
 */
function chainOf(knots: readonly number[], memory: number): { diagonal: Float64Array; beside: Float64Array } {
  const diagonal = new Float64Array(knots.length).fill(1)
  const beside = new Float64Array(Math.max(0, knots.length - 1))
  for (let k = 0; k + 1 < knots.length; k++) {
    const correlation = Math.exp(-(knots[k + 1] - knots[k]) / memory)
    const rest = 1 - correlation ** 2
    diagonal[k] += correlation ** 2 / rest
    diagonal[k + 1] += correlation ** 2 / rest
    beside[k] = -correlation / rest
  }
  return { diagonal, beside }
}
