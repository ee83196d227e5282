import {
  type Calendar,
  DAY_SECONDS,
  type DayNumber,
  dateParts,
  EMPTY_CALENDAR,
  formatClock,
  formatDay,
  formatPlace,
  type IntervalSeries,
  type Ruling,
  STATE,
  weekdayOf,
} from '../domain/index.ts'
import { type DayKinds, dayKinds } from './day-kinds.ts'
import { type DayTable, dayTable, hasValues } from './day-table.ts'
import { medianOf } from './statistics.ts'

export type CleaningRule =
  /** A whole open day without a single contact. */
  | 'zero day'
  /** Hours in which next to nobody came through, beyond chance. */
  | 'outage'
  /** Hours right after an outage or a gap in which those call who could not. */
  | 'rebound'
  /** A day with a fraction of its usual contacts, though it was not marked as special. */
  | 'low day'
  /** A day with far more than its usual contacts, though it was not marked as special. */
  | 'high day'
  /** The same count again and again. */
  | 'stuck value'
  /** One interval, or two, far above its neighbours and its usual size: counted twice, or a burst. */
  | 'spike'
  /** An hour of a night on which clocks may go back that holds twice its contacts: two hours in one. */
  | 'doubled hour'
  /** An hour of a night on which clocks may go forward without a contact, with contacts before and after. */
  | 'skipped hour'
  /** Open hours that have no record. */
  | 'gap'
  /** A mean handle time that chance cannot make. */
  | 'impossible handle time'
  /** The level changed from one day to the next and stayed there. Told, not changed. */
  | 'level shift'
  /** Nothing was found, but the planner says so. */
  | 'ruling'

/** One finding: what is wrong where, and what stands there now. */
export interface CleanedCase {
  rule: CleaningRule
  /** What `recorded` and `usual` are: contacts, or seconds a contact. */
  measure: 'contacts' | 'handle time'
  /** Day of the first interval. */
  day: DayNumber
  /** First interval of the series, and how many. */
  from: number
  count: number
  /** One sentence for a planner. */
  reason: string
  /** Contacts recorded in these intervals; for a handle time its mean. */
  recorded: number
  /** What is usual there; what the replacement adds up to. */
  usual: number
  /** What was done: the values were taken out and what is usual stands for them; they were left as recorded, as the planner says; or it is told only. */
  done: 'replaced' | 'kept' | 'told'
  /** The planner's words, where a ruling decided. */
  ruling?: string
}

export interface Cleaned {
  /** The series with the values of each case replaced by NaN, state missing: models leave them out or fill them. Where nothing was found, the series itself. */
  series: IntervalSeries
  /** What was recorded, untouched. */
  raw: IntervalSeries
  /** In order of time. */
  cases: readonly CleanedCase[]
  /** Rulings to keep what nothing was found in: they have no effect. */
  unused: readonly Ruling[]
}

export interface CleanOptions {
  calendar?: Calendar
  /** What the planner says of stretches of this series: found cases are kept or replaced accordingly, and what was not found is replaced too. */
  rulings?: readonly Ruling[]
  /** Whether found cases are replaced where no ruling speaks of them; else they are told only. Default true. Level shifts are always told and never replaced. */
  replace?: boolean
}

/** Same kinds of days on both sides that a day is compared with. */
const NEIGHBOURS = 4
/** An outage: intervals in a row below this share of what is usual, which together miss so many contacts that chance (spread of a count with {@link DISPERSION}) would not do it in so many standard deviations. */
const OUTAGE_SHARE = 0.35
const OUTAGE_SIGMA = 7
/** Variance of a count over its mean, within a day; 8.5 at a bank of 1 100 calls an interval, 1.5 at one of 30: grows with size. */
const DISPERSION = 1.5
const INTERVAL_CV = 0.12
/** Intervals after an outage or a gap that may hold its rebound, and how far above usual they must be. */
const REBOUND_SECONDS = 7200
const REBOUND_SHARE = 1.3
const REBOUND_SIGMA = 4
/** A day below this part of usual, or above that multiple. */
const LOW_DAY = 0.55
const HIGH_DAY = 1.7
/** Hours with this share of the usual volume lie below the level of a day's better hours; when these are at least so good, the others were an outage, not a low day. */
const UPPER_SHARE = 0.8
const UPPER_LEAST = 0.8
/** The day must also be this far off in standard deviations of days of its kind. */
const DAY_SIGMA = 3.5
const DAY_CV = 0.06
/** A count that stays for so many intervals, where it is so many standard deviations unlikely to. */
const STUCK_LEAST = 4
const STUCK_CHANCE = 1e-7
/** A spike stands so far above usual and above its neighbours. */
const SPIKE_SHARE = 1.7
const SPIKE_SIGMA = 6
/** Days on each side of a level shift, and how large it must be. */
const SHIFT_DAYS = 21
/** Days far off in a row up to the history's end: these may be the new level, which must not be taken out. */
const LAST_DAYS = 2
/** Weeks in a row up to the history's end in which a weekday has nothing but zeros: then it may be closed for good. Two may be days that have not come yet, in an export that is filled up with zeros. */
const LAST_WEEKS = 3
/** Clocks are changed in these months, early on a Sunday or a Friday. */
const CLOCK_MONTHS = [3, 4, 9, 10, 11]
const CLOCK_WEEKDAYS = [4, 6]
const CLOCK_HOURS = 4
const HOUR = 3600
/** A doubled hour holds so much of the usual and is so far above it; the hours beside it are ordinary. */
const DOUBLED_LEAST = 1.6
const DOUBLED_MOST = 2.6
const DOUBLED_SIGMA = 5
const BESIDE_LEAST = 0.5
const BESIDE_MOST = 1.35
/** Contacts that an hour must usually have for its silence to be no chance: once in a thousand times. */
const SILENCE = 7
const SHIFT_SHARE = 0.2
const SHIFT_SIGMA = 7

/**
 * Finds what a history should not be learnt from, says why, and takes it out: zero days, outages and their rebounds, days far off, stuck values, spikes. Level shifts are told only.
 * Nothing is changed in silence: every case names its rule, what was recorded and what is usual, and the raw series stays beside the cleaned one.
 * A day that is closed by its state and yet has zeros recorded is judged like any other: a zero day, where its kind is usually busy and the calendar does not name it.
 *
 * What is usual at a time is the median of the same time on the four days of the same kind before and the four after, times the level of the day itself.
 */
export function cleanSeries(
  raw: IntervalSeries,
  { calendar = EMPTY_CALENDAR, rulings = [], replace = true }: CleanOptions = {},
): Cleaned {
  const asRead = dayTable(raw)
  const kinds = dayKinds(asRead, calendar)
  const usual = usualValues(asRead, kinds)
  const recorded = withZeroDays(raw, asRead, kinds, usual)
  const table = recorded === raw ? asRead : dayTable(recorded)
  const days = usualDays(table, usual)
  const found: CleanedCase[] = []
  const taken = new Uint8Array(table.values.length)
  const take = (it: CleanedCase) => {
    found.push(it)
    taken.fill(1, it.from, it.from + it.count)
  }
  const offDays = dayCases(table, kinds, days)
  for (const it of offDays) take(it)
  for (let row = 0; row < table.days; row++) {
    if (taken[row * table.slots + firstOpen(table, row)]) continue
    const level = days.level[row]
    for (const it of clockCases(table, usual, row, level)) take(it)
    for (const it of stuckCases(table, usual, row, level)) take(it)
    for (const it of outageCases(table, usual, row, level, taken)) take(it)
    // What a special day looks like by the hour, its kind does not tell.
    if (!isKnown(kinds, table.firstDay + row)) for (const it of spikeCases(table, usual, row, level, taken)) take(it)
  }
  for (const it of gapCases(table, usual, days, taken)) take(it)
  const ours = rulings.filter(
    (one) => one.measure !== 'handle time' && (one.says !== 'replace' || one.contacts !== undefined),
  )
  const judged = judge(table, usual, days, [...found, ...levelShifts(table, kinds, days)], ours, replace)
  const { cases, unused } = judged
  const replaced = cases.filter(({ done, rule }) => done === 'replaced' && rule !== 'gap')
  if (replaced.length === 0) return { series: recorded, raw, cases, unused }
  const values = recorded.values.slice()
  const state = recorded.state.slice()
  for (const one of replaced) {
    const figure = judged.figures.get(one)
    for (let i = one.from; i < one.from + one.count; i++) {
      if (figure !== undefined && usual[i] > 0 && state[i] !== STATE.closed) {
        values[i] = (figure * usual[i]) / judged.usualOf(one)
        state[i] = STATE.observed
      } else if (!Number.isNaN(values[i])) {
        values[i] = Number.NaN
        state[i] = STATE.missing
      }
    }
  }
  return { series: { ...raw, values, state }, raw, cases, unused }
}

/** What becomes of the cases, by the planner's word where there is one. */
function judge(
  table: DayTable,
  usual: Float64Array,
  days: UsualDays,
  found: readonly CleanedCase[],
  rulings: readonly Ruling[],
  replace: boolean,
) {
  const { firstDay, interval, values } = table
  const span = ({ from, to }: Ruling) => {
    const index = (time: number) => Math.round((time - firstDay * DAY_SECONDS) / interval)
    return { from: Math.max(0, index(from)), to: Math.min(values.length, index(to)) }
  }
  const told = ({ name, place }: Ruling) => name || (place ? formatPlace(place) : 'ruling')
  const used = new Set<Ruling>()
  const cases: CleanedCase[] = []
  const figures = new Map<CleanedCase, number>()
  const usualOf = ({ from, count }: CleanedCase) =>
    usual.subarray(from, from + count).reduce((sum, it) => sum + (it || 0), 0)
  const own = rulings.filter(({ says }) => says !== 'keep').map((ruling) => ({ ruling, ...span(ruling) }))
  for (const { ruling, from, to } of own) {
    if (to <= from) continue
    const one = caseOf(table, usual, days, 'ruling', from, to, told(ruling))
    const contacts = ruling.says === 'replace' ? ruling.contacts : undefined
    const judged: CleanedCase = { ...one, done: 'replaced', ruling: told(ruling), usual: contacts ?? one.usual }
    if (contacts !== undefined && usualOf(one) > 0) figures.set(judged, contacts)
    cases.push(judged)
  }
  for (const one of found) {
    const end = one.from + one.count
    if (one.rule === 'level shift') {
      cases.push(one)
      continue
    }
    // A ruling that covers it stands in the list for it.
    if (own.some(({ from, to }) => from <= one.from && end <= to)) continue
    const keep = rulings.find((ruling) => {
      const { from, to } = span(ruling)
      return ruling.says === 'keep' && from < end && one.from < to
    })
    if (keep) used.add(keep)
    cases.push(
      keep
        ? { ...one, done: 'kept', ruling: told(keep) }
        : { ...one, done: replace || one.rule === 'gap' ? one.done : 'told' },
    )
  }
  cases.sort((a, b) => a.from - b.from)
  return { cases, figures, usualOf, unused: rulings.filter((one) => one.says === 'keep' && !used.has(one)) }
}

/**
 * The series with those days open again that it has as closed though zeros are recorded on them: an export that writes zeros on days that are usually busy does not say why.
 * A day that the calendar names was closed; of one on which few contacts are usual nothing can be said.
 */
function withZeroDays(raw: IntervalSeries, { firstDay, days, slots }: DayTable, kinds: DayKinds, usual: Float64Array) {
  const silent = (i: number) => raw.state[i] === STATE.closed && raw.values[i] === 0
  let state: Uint8Array | undefined
  for (let row = 0; row < days; row++) {
    if (isKnown(kinds, firstDay + row)) continue
    let expected = 0
    for (let i = row * slots; i < (row + 1) * slots; i++) if (silent(i)) expected += usual[i] || 0
    if (expected <= OUTAGE_SIGMA) continue
    state ??= raw.state.slice()
    for (let i = row * slots; i < (row + 1) * slots; i++) if (silent(i)) state[i] = STATE.observed
  }
  return state ? { ...raw, state } : raw
}

/** Whether the calendar has something to say of the day: then it is not odd to be off. */
function isKnown(kinds: DayKinds, day: DayNumber): boolean {
  return kinds.special(day) !== undefined || kinds.events(day).length > 0
}

/** Median of the same time on neighbouring days of the same kind, NaN where there are fewer than three. */
function usualValues(table: DayTable, kinds: DayKinds): Float64Array {
  const { days, slots, values, firstDay } = table
  const usual = new Float64Array(values.length).fill(Number.NaN)
  const rowsOfKind: number[][] = Array.from({ length: 7 }, () => [])
  for (let row = 0; row < days; row++) {
    const special = kinds.special(firstDay + row)
    if ((special && special.like === undefined) || kinds.events(firstDay + row).length > 0) continue
    let sum = 0
    for (let slot = 0; slot < slots; slot++) sum += values[row * slots + slot] || 0
    if (sum > 0) rowsOfKind[kinds.kind(firstDay + row)].push(row)
  }
  const near = new Float64Array(2 * NEIGHBOURS)
  for (let row = 0; row < days; row++) {
    const special = kinds.special(firstDay + row)
    if (special && special.like === undefined) continue
    const same = rowsOfKind[kinds.kind(firstDay + row)]
    let at = 0
    while (at < same.length && same[at] < row) at++
    const after = same[at] === row ? at + 1 : at
    const rows = [...same.slice(Math.max(0, at - NEIGHBOURS), at), ...same.slice(after, after + NEIGHBOURS)]
    if (rows.length < 3) continue
    for (let slot = 0; slot < slots; slot++) {
      let n = 0
      for (const other of rows) {
        const value = values[other * slots + slot]
        if (!(value >= 0)) continue
        // Kept in order as they come: for so few that is many times quicker than a sort.
        let at = n++
        while (at > 0 && near[at - 1] > value) {
          near[at] = near[at - 1]
          at--
        }
        near[at] = value
      }
      if (n >= 3) usual[row * slots + slot] = (near[(n - 1) >> 1] + near[n >> 1]) / 2
    }
  }
  return usual
}

interface UsualDays {
  /** What each day was against usual over its believable intervals, by their median ratio; 1 where it cannot be told. */
  level: Float64Array
  recorded: Float64Array
  usual: Float64Array
  /** Spread of ordinary days about what is usual. */
  cv: number
}

function usualDays({ days, slots, values }: DayTable, usual: Float64Array): UsualDays {
  const level = new Float64Array(days).fill(1)
  const recorded = new Float64Array(days)
  const expected = new Float64Array(days)
  for (let row = 0; row < days; row++) {
    const pairs: { ratio: number; weight: number }[] = []
    for (let i = row * slots; i < (row + 1) * slots; i++) {
      if (Number.isNaN(values[i]) || Number.isNaN(usual[i])) continue
      recorded[row] += values[i]
      expected[row] += usual[i]
      if (usual[i] > 0) pairs.push({ ratio: values[i] / usual[i], weight: usual[i] })
    }
    pairs.sort((a, b) => a.ratio - b.ratio)
    /** The ratio that a share of the day's usual volume stays under. */
    const ratioAt = (share: number): number => {
      let weight = 0
      for (const pair of pairs) {
        weight += pair.weight
        if (weight >= share * expected[row]) return pair.ratio
      }
      return 1
    }
    // The median by volume: an outage of less than half the day does not move it. Where more is missing and the rest is as usual, the rest says more.
    const middle = ratioAt(0.5)
    const upper = ratioAt(UPPER_SHARE)
    level[row] = middle < LOW_DAY && upper > UPPER_LEAST ? Math.min(1, upper) : middle
  }
  const off = Float64Array.from(recorded, (sum, row) =>
    expected[row] > 0 ? Math.abs(sum / expected[row] - 1) : Number.NaN,
  ).filter((it) => !Number.isNaN(it))
  const cv = off.length > 0 ? Math.max(DAY_CV, 1.4826 * medianOf(off)) : DAY_CV
  return { level, recorded, usual: expected, cv }
}

function dayCases(table: DayTable, kinds: DayKinds, days: UsualDays): CleanedCase[] {
  const { slots, firstDay } = table
  const result: CleanedCase[] = []
  for (let row = 0; row < table.days; row++) {
    const day = firstDay + row
    const expected = days.usual[row]
    if (!(expected > 0) || isKnown(kinds, day)) continue
    const recorded = days.recorded[row]
    const ratio = recorded / expected
    const sigma = Math.hypot(days.cv, Math.sqrt(DISPERSION / expected))
    const rule: CleaningRule | undefined =
      recorded === 0 && expected > OUTAGE_SIGMA
        ? 'zero day'
        : ratio < LOW_DAY && days.level[row] < LOW_DAY && (1 - ratio) / sigma > DAY_SIGMA
          ? 'low day'
          : ratio > HIGH_DAY && days.level[row] > HIGH_DAY && (ratio - 1) / sigma > DAY_SIGMA
            ? 'high day'
            : undefined
    if (!rule) continue
    result.push({
      rule,
      day,
      from: row * slots,
      count: slots,
      recorded,
      usual: expected,
      measure: 'contacts',
      done: 'replaced',
      reason:
        rule === 'zero day'
          ? `${formatDay(day)}: no contacts at all, ${Math.round(expected)} are usual`
          : `${formatDay(day)}: ${Math.round(recorded)} contacts, ${Math.round(expected)} are usual (${Math.round(100 * ratio)} %)`,
    })
  }
  const level = newLevel(table, result)
  const shut = shutSince(table, result)
  return result.map((one) => {
    if (level.has(one))
      return { ...one, done: 'told', reason: `${one.reason}; so to the end of the history: a new level?` }
    if (shut.has(one))
      return { ...one, done: 'told', reason: `${one.reason}; so every week to the end of the history: closed since?` }
    return one
  })
}

/** Zero days of a weekday that has had no others since, several weeks in a row up to the history's end: days that are no longer open. */
function shutSince(table: DayTable, cases: readonly CleanedCase[]): ReadonlySet<CleanedCase> {
  const byRow = new Map(cases.map((one) => [one.from / table.slots, one]))
  const shut = new Set<CleanedCase>()
  for (let weekday = 0; weekday < 7; weekday++) {
    const run: CleanedCase[] = []
    for (let row = table.days - 1; row >= 0; row--) {
      if (weekdayOf(table.firstDay + row) !== weekday || !hasValues(table, row)) continue
      const one = byRow.get(row)
      if (one?.rule !== 'zero day') break
      run.push(one)
    }
    if (run.length >= LAST_WEEKS) for (const one of run) shut.add(one)
  }
  return shut
}

/** The days up to the history's end that are all off in the same way, where there are several. */
function newLevel(table: DayTable, cases: readonly CleanedCase[]): ReadonlySet<CleanedCase> {
  const byRow = new Map(cases.map((one) => [one.from / table.slots, one]))
  const run: CleanedCase[] = []
  for (let row = table.days - 1; row >= 0; row--) {
    if (!hasValues(table, row)) continue
    const one = byRow.get(row)
    if (one?.rule === 'zero day') continue
    if (!one || (run.length > 0 && one.rule !== run[0].rule)) break
    run.push(one)
  }
  return new Set(run.length >= LAST_DAYS ? run : [])
}

/** Hours of a night on which clocks may have been changed: two in one, or none at all. */
function clockCases(table: DayTable, usual: Float64Array, row: number, level: number): CleanedCase[] {
  const { slots, interval, values, firstDay } = table
  const day = firstDay + row
  if (!CLOCK_MONTHS.includes(dateParts(day).month) || !CLOCK_WEEKDAYS.includes(weekdayOf(day)) || interval > HOUR)
    return []
  const perHour = HOUR / interval
  /** What an hour holds, what it usually does, and how far that strays; the hours beside a midnight may belong to another day. */
  const hour = (h: number) => {
    let recorded = 0
    let expected = 0
    let variance = 0
    let silent = true
    for (let i = row * slots + h * perHour; i < row * slots + (h + 1) * perHour; i++) {
      recorded += values[i] || 0
      expected += (usual[i] || 0) * level
      variance += spread((usual[i] || 0) * level) ** 2
      if (values[i] > 0) silent = false
    }
    return { recorded, expected, silent, sigma: Math.sqrt(variance), ratio: recorded / expected }
  }
  const ordinary = (h: number) => {
    const { ratio } = hour(h)
    return h < 0 || (ratio > BESIDE_LEAST && ratio < BESIDE_MOST)
  }
  for (let h = 0; h < CLOCK_HOURS; h++) {
    const { recorded, expected, silent, sigma, ratio } = hour(h)
    if (!(expected > 0) || !ordinary(h - 1) || !ordinary(h + 1)) continue
    const from = row * slots + h * perHour
    if (ratio > DOUBLED_LEAST && ratio < DOUBLED_MOST && recorded - expected > DOUBLED_SIGMA * sigma) {
      return [
        caseOf(table, usual, level, 'doubled hour', from, from + perHour, 'twice the contacts: the clock went back'),
      ]
    }
    if (silent && expected > SILENCE) {
      return [caseOf(table, usual, level, 'skipped hour', from, from + perHour, 'no contacts: the clock went forward')]
    }
  }
  return []
}

/** Open hours that have no record, where no case is made of them yet. */
function gapCases(table: DayTable, usual: Float64Array, days: UsualDays, taken: Uint8Array): CleanedCase[] {
  const { state, slots } = table
  const result: CleanedCase[] = []
  for (let i = 0; i < state.length; i++) {
    if (state[i] !== STATE.missing || taken[i]) continue
    let to = i + 1
    while (to % slots !== 0 && state[to] === STATE.missing && !taken[to]) to++
    result.push(caseOf(table, usual, days, 'gap', i, to, 'no record in open hours'))
    i = to - 1
  }
  return result
}

function firstOpen({ values, slots }: DayTable, row: number): number {
  for (let slot = 0; slot < slots; slot++) if (!Number.isNaN(values[row * slots + slot])) return slot
  return 0
}

/** Standard deviation of an interval about its usual size. */
function spread(usual: number): number {
  return Math.sqrt(DISPERSION * usual + (INTERVAL_CV * usual) ** 2) + 0.5
}

function caseOf(
  table: DayTable,
  usual: Float64Array,
  level: number | UsualDays,
  rule: CleaningRule,
  from: number,
  to: number,
  what: string,
): CleanedCase {
  const { slots, interval, firstDay, values } = table
  let recorded = 0
  let expected = 0
  for (let i = from; i < to; i++) {
    const day = Math.floor(i / slots)
    // The level of a day without contacts, or of one that is meant as a whole, is what is in question.
    const whole = from <= day * slots && (day + 1) * slots <= to
    const times = typeof level === 'number' ? level : whole ? 1 : level.level[day] || 1
    if (!Number.isNaN(values[i])) recorded += values[i]
    if (!Number.isNaN(values[i]) || rule === 'gap') expected += (usual[i] || 0) * times
  }
  const row = Math.floor(from / slots)
  const last = Math.floor((to - 1) / slots)
  const clock = (i: number, of: number) => formatClock((i - of * slots) * interval)
  const whole = from === row * slots && to === (last + 1) * slots
  const [first, end] = [formatDay(firstDay + row), formatDay(firstDay + last)]
  const when = whole
    ? last === row
      ? first
      : `${first} to ${end}`
    : `${first} ${clock(from, row)} to ${last === row ? '' : `${end} `}${clock(to, last)}`
  return {
    rule,
    day: firstDay + row,
    from,
    count: to - from,
    recorded,
    usual: expected,
    measure: 'contacts',
    done: 'replaced',
    reason: `${when}: ${what}; ${Math.round(recorded)} contacts, ${Math.round(expected)} are usual`,
  }
}

function outageCases(
  table: DayTable,
  usual: Float64Array,
  row: number,
  level: number,
  taken: Uint8Array,
): CleanedCase[] {
  const { slots, values, interval } = table
  const end = (row + 1) * slots
  const low = (i: number) => !taken[i] && usual[i] * level > 1 && values[i] < OUTAGE_SHARE * usual[i] * level
  const result: CleanedCase[] = []
  for (let i = row * slots; i < end; i++) {
    const gap = Number.isNaN(values[i]) && usual[i] > 0
    if (!gap && !low(i)) continue
    let to = i + 1
    while (to < end && (low(to) || (Number.isNaN(values[to]) && usual[to] > 0))) to++
    let missed = 0
    let variance = 0
    for (let k = i; k < to; k++) {
      if (Number.isNaN(values[k])) continue
      missed += usual[k] * level - values[k]
      variance += spread(usual[k] * level) ** 2
    }
    const outage = missed > OUTAGE_SIGMA * Math.sqrt(variance) || (missed > 0 && provenLow(i, to))
    if (outage) result.push(caseOf(table, usual, level, 'outage', i, to, 'next to no contacts'))
    if (outage || gap) {
      let until = to
      const most = Math.min(end, to + Math.round(REBOUND_SECONDS / interval))
      while (
        until < most &&
        usual[until] > 0 &&
        values[until] > REBOUND_SHARE * usual[until] * level &&
        values[until] - usual[until] * level > REBOUND_SIGMA * spread(usual[until] * level)
      )
        until++
      if (until > to)
        result.push(caseOf(table, usual, level, 'rebound', to, until, 'more contacts than usual right after a gap'))
    }
    i = to - 1
  }
  return result

  /** Deep and wide enough that no chance makes it: a log-likelihood of Poisson with the over-dispersion taken off. */
  function provenLow(from: number, to: number): boolean {
    let likelihood = 0
    for (let k = from; k < to; k++) {
      if (Number.isNaN(values[k])) continue
      const mean = usual[k] * level
      likelihood += (mean - values[k] + (values[k] > 0 ? values[k] * Math.log(values[k] / mean) : 0)) / DISPERSION
    }
    return likelihood > (OUTAGE_SIGMA * OUTAGE_SIGMA) / 2
  }
}

function spikeCases(
  table: DayTable,
  usual: Float64Array,
  row: number,
  level: number,
  taken: Uint8Array,
): CleanedCase[] {
  const { slots, values } = table
  const end = (row + 1) * slots
  const result: CleanedCase[] = []
  const ratio = (i: number) => (usual[i] > 0 && values[i] >= 0 ? values[i] / (usual[i] * level) : 1)
  for (let i = row * slots; i < end; i++) {
    if (taken[i] || !(values[i] >= 0) || !(usual[i] >= 0)) continue
    const expected = usual[i] * level
    if (!(values[i] > SPIKE_SHARE * expected) || values[i] - expected < SPIKE_SIGMA * spread(expected)) continue
    // Beside a burst that swells and ebbs the neighbours are high too: that is no error of the record.
    const beside = Math.max(1, Math.min(i > row * slots ? ratio(i - 1) : 1, i + 1 < end ? ratio(i + 1) : 1))
    if (ratio(i) < SPIKE_SHARE * beside) continue
    result.push(
      caseOf(table, usual, level, 'spike', i, i + 1, 'far more contacts than usual and than before and after'),
    )
  }
  return result
}

function stuckCases(table: DayTable, usual: Float64Array, row: number, level: number): CleanedCase[] {
  const { slots, values } = table
  const end = (row + 1) * slots
  const result: CleanedCase[] = []
  for (let i = row * slots; i < end; i++) {
    if (!(values[i] > 0)) continue
    let to = i + 1
    // The chance that a count comes again is at most that of the likeliest value: 1 / (spread sqrt(2 pi)).
    let chance = 1
    while (to < end && values[to] === values[i]) {
      chance *= Math.min(1, 0.4 / spread(Math.max(usual[to] * level || 0, values[i])))
      to++
    }
    // A count that is usual all along is no error of a day's record.
    const isUsual = usual.subarray(i, to).every((each) => each === values[i])
    if (to - i >= STUCK_LEAST && chance < STUCK_CHANCE && !isUsual) {
      result.push(
        caseOf(
          table,
          usual,
          level,
          'stuck value',
          i,
          to,
          `the same count of ${values[i]} in ${to - i} intervals in a row`,
        ),
      )
    }
    i = to - 1
  }
  return result
}

/** The day on which the level of three weeks before and after differs most, again and again until none is left that is large and beyond doubt. */
function levelShifts(table: DayTable, kinds: DayKinds, days: UsualDays): CleanedCase[] {
  const { firstDay, slots } = table
  const totals = dayLevels(table, kinds)
  const result: CleanedCase[] = []
  const median = (from: number, to: number) => {
    const known = totals.subarray(Math.max(0, from), Math.min(totals.length, to)).filter((it) => !Number.isNaN(it))
    return known.length >= SHIFT_DAYS / 3 ? { at: medianOf(known), count: known.length } : undefined
  }
  /** Means of a week each find the very day; medians of three weeks, the strength, are flat about it. */
  const step = (row: number): number => {
    const mean = (from: number, to: number) => {
      const known = totals.subarray(Math.max(0, from), to).filter((it) => !Number.isNaN(it))
      return known.reduce((sum, it) => sum + it, 0) / known.length
    }
    return mean(row, row + 7) - mean(row - 7, row) || 0
  }
  const strength = new Float64Array(table.days)
  for (let row = 7; row < table.days - 7; row++) {
    const before = median(row - SHIFT_DAYS, row)
    const after = median(row, row + SHIFT_DAYS)
    if (!before || !after) continue
    const doubt = days.cv * Math.sqrt((Math.PI / 2) * (1 / before.count + 1 / after.count))
    if (Math.abs(after.at - before.at) > Math.max(SHIFT_SHARE, SHIFT_SIGMA * doubt))
      strength[row] = after.at - before.at
  }
  for (let row = 0; row < table.days; row++) {
    if (strength[row] === 0) continue
    let best = row
    let to = row
    while (to < table.days && strength[to] !== 0 && Math.sign(strength[to]) === Math.sign(strength[row])) {
      if (Math.abs(step(to)) > Math.abs(step(best))) best = to
      to++
    }
    const share = Math.exp(strength[best]) - 1
    result.push({
      rule: 'level shift',
      day: firstDay + best,
      from: best * slots,
      count: slots,
      recorded: days.recorded[best],
      usual: days.usual[best],
      measure: 'contacts',
      done: 'told',
      reason: `from ${formatDay(firstDay + best)} on ${Math.abs(Math.round(100 * share))} % ${share > 0 ? 'more' : 'fewer'} contacts than in the three weeks before`,
    })
    row = to
  }
  return result
}

/** Logarithms of day totals less the median of their weekday. */
function dayLevels({ firstDay, days, slots, values }: DayTable, kinds: DayKinds): Float64Array {
  const levels = new Float64Array(days).fill(Number.NaN)
  for (let row = 0; row < days; row++) {
    if (isKnown(kinds, firstDay + row)) continue
    let sum = 0
    for (let i = row * slots; i < (row + 1) * slots; i++) if (values[i] > 0) sum += values[i]
    if (sum > 0) levels[row] = Math.log(sum)
  }
  for (let weekday = 0; weekday < 7; weekday++) {
    const own = levels.filter((it, row) => !Number.isNaN(it) && weekdayOf(firstDay + row) === weekday)
    if (own.length === 0) continue
    const usual = medianOf(own)
    for (let row = 0; row < days; row++) if (weekdayOf(firstDay + row) === weekday) levels[row] -= usual
  }
  return levels
}
