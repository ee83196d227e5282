import { type DayNumber, STATE, weekdayOf } from '../../domain/index.ts'

/** Weeks before and after that say what is usual on a weekday: opening hours change over the years. */
const WEEKS_AROUND = 4

/** Odds of a queue that is really open showing nothing but zeros: below this it is taken as closed. Natural logarithm of a millionth. */
const CLOSED_ODDS = Math.log(1e-6)

/** Weeks that a silent stretch must be seen in: fewer where it is long, as no outage of the same hours comes back for so long. */
const SILENT_WEEKS = 4
const LONG_SILENT_WEEKS = 2
const LONG_SILENCE_DAYS = 1 / 6

/** Mark of a place for which the file has no row, before it is judged. */
export const ABSENT = 255

export interface AbsenceOptions {
  /** Absent rows within the usual hours stand for nothing having happened. */
  absentIsZero: boolean
  /** Wall-clock places that the clock change skips. */
  isSkipped?: (index: number) => boolean
}

export interface AbsenceReport {
  /** Days without a row on a weekday that usually has some. */
  absentDays: DayNumber[]
  /** Stretches of missing places: index of the first and the one after the last. */
  missingSpans: [from: number, to: number][]
  /** Places set to zero by {@link AbsenceOptions.absentIsZero}. */
  zeroes: number[]
}

/**
 * Tells closed hours, closed days and lost rows apart and writes it into `state`, where {@link ABSENT} marks what has no row.
 *
 * - A place that the same weekday usually lacks (fewer than half of the days with rows, four weeks around) is closed.
 * - A day without any row is closed; where its weekday usually has rows it is reported.
 * - Anything else is missing: an outage, a lost export.
 */
export function judgeAbsence(
  state: Uint8Array,
  firstDay: DayNumber,
  perDay: number,
  options: AbsenceOptions,
): AbsenceReport {
  const days = state.length / perDay
  const hasRows = Uint8Array.from({ length: days }, (_, day) => (anyPresent(state, day * perDay, perDay) ? 1 : 0))
  const report: AbsenceReport = { absentDays: absentDays(hasRows, firstDay), missingSpans: [], zeroes: [] }
  const original = state.slice()
  for (let day = 0; day < days; day++) {
    const from = day * perDay
    const end = from + perDay
    if (!original.subarray(from, end).includes(ABSENT)) continue
    if (!hasRows[day]) {
      state.fill(STATE.closed, from, end)
      continue
    }
    if (options.isSkipped) closeSkipped(state, from, end, options.isSkipped)
    const around = sameWeekdays(day, days).filter((other) => hasRows[other])
    if (options.absentIsZero) openUsualHours(state, from, usualHours(original, around, perDay), perDay, report.zeroes)
    else judgeDay(state, from, original, around, perDay)
  }
  for (let from = state.indexOf(STATE.missing); from >= 0; ) {
    let end = from
    while (state[end] === STATE.missing) end++
    report.missingSpans.push([from, end])
    from = state.indexOf(STATE.missing, end)
  }
  return report
}

function anyPresent(state: Uint8Array, from: number, count: number): boolean {
  for (let i = from; i < from + count; i++) if (state[i] !== ABSENT) return true
  return false
}

function closeSkipped(state: Uint8Array, from: number, end: number, isSkipped: (index: number) => boolean): void {
  for (let i = from; i < end; i++) if (state[i] === ABSENT && isSkipped(i)) state[i] = STATE.closed
}

function openUsualHours(
  state: Uint8Array,
  from: number,
  hours: { first: number; last: number },
  perDay: number,
  zeroes: number[],
): void {
  for (let slot = 0; slot < perDay; slot++) {
    if (state[from + slot] !== ABSENT) continue
    const open = slot >= hours.first && slot <= hours.last
    state[from + slot] = open ? STATE.observed : STATE.closed
    if (open) zeroes.push(from + slot)
  }
}

/** Absent places of a day, by the days around it. */
function judgeDay(
  state: Uint8Array,
  from: number,
  original: Uint8Array,
  around: readonly number[],
  perDay: number,
): void {
  for (let slot = 0; slot < perDay; slot++) {
    if (state[from + slot] !== ABSENT) continue
    let present = 0
    for (let k = 0; k < around.length; k++) if (original[around[k] * perDay + slot] !== ABSENT) present++
    state[from + slot] = present * 2 >= around.length && present > 0 ? STATE.missing : STATE.closed
  }
}

function sameWeekdays(day: number, days: number): number[] {
  const same: number[] = []
  for (let week = -WEEKS_AROUND; week <= WEEKS_AROUND; week++) {
    const other = day + week * 7
    if (other >= 0 && other < days) same.push(other)
  }
  return same
}

function usualHours(state: Uint8Array, days: readonly number[], perDay: number): { first: number; last: number } {
  let first = perDay
  let last = -1
  for (const day of days) {
    for (let slot = 0; slot < perDay; slot++) {
      if (state[day * perDay + slot] === ABSENT) continue
      first = Math.min(first, slot)
      last = Math.max(last, slot)
    }
  }
  return { first, last }
}

function absentDays(hasRows: Uint8Array, firstDay: DayNumber): DayNumber[] {
  const withRows = new Array<number>(7).fill(0)
  const all = new Array<number>(7).fill(0)
  for (let day = 0; day < hasRows.length; day++) {
    withRows[day % 7] += hasRows[day]
    all[day % 7]++
  }
  const absent: DayNumber[] = []
  for (let day = 0; day < hasRows.length; day++) {
    if (hasRows[day]) continue
    const around = sameWeekdays(day, hasRows.length)
    const usual = around.filter((other) => hasRows[other]).length * 2 >= around.length
    if (usual || withRows[day % 7] * 2 >= all[day % 7]) absent.push(firstDay + day)
  }
  return absent
}

/**
 * Exports that write zeros outside the opening hours: stretches of the week in which every row of the whole history is
 * zero, though by the traffic at both their ends that would be less likely than one in a million for an open queue.
 * They become closed.
 *
 * @param zero whether everything recorded at a place is 0
 * @returns how many places
 */
export function judgeZeroHours(
  state: Uint8Array,
  offered: Float64Array,
  zero: (index: number) => boolean,
  firstDay: DayNumber,
  perDay: number,
): number {
  const week = perDay * 7
  const sum = new Float64Array(week)
  const count = new Float64Array(week)
  const busy = new Uint8Array(week)
  const first = weekdayOf(firstDay) * perDay
  // Of most queues every place of the week has been busy after a few weeks.
  if (markBusy(state, offered, zero, first, busy) === week) return 0
  addByPlace(state, offered, first, sum, count)
  const silent = (place: number) => count[place % week] > 0 && busy[place % week] === 0
  const begin = Array.from({ length: week }, (_, place) => place).find((place) => count[place] > 0 && busy[place] === 1)
  if (begin === undefined) return 0
  // from, and the place after the last: beyond the week's end where the stretch runs over it
  const found: { from: number; to: number }[] = []
  for (let place = begin; place < begin + week; place++) {
    if (!silent(place)) continue
    const from = place
    // rows may be absent within the stretch (a day that is closed anyway)
    while (place < begin + week && (silent(place) || count[place % week] === 0)) place++
    const mean = (at: number) => sum[at % week] / Math.max(1, count[at % week])
    const rate = Math.min(mean(from - 1 + week), mean(place))
    let rows = 0
    let places = 0
    for (let at = from; at < place; at++) {
      rows += count[at % week]
      if (count[at % week] > 0) places++
    }
    const weeks = rows / places
    const often = weeks >= SILENT_WEEKS || (weeks >= LONG_SILENT_WEEKS && places >= perDay * LONG_SILENCE_DAYS)
    if (often && -rate * rows < CLOSED_ODDS) found.push({ from: from % week, to: (from % week) + place - from })
  }
  if (found.length === 0) return 0
  const silentPlaces = new Uint8Array(week)
  for (const { from, to } of found) for (let at = from; at < to; at++) silentPlaces[at % week] = 1
  let closed = 0
  for (let i = 0; i < state.length; i++) {
    if (state[i] !== STATE.observed || silentPlaces[(first + i) % week] === 0) continue
    state[i] = STATE.closed
    closed++
  }
  return closed
}

/** Marks the places of the week at which something was ever recorded, until all are marked; returns how many are. */
function markBusy(
  state: Uint8Array,
  offered: Float64Array,
  zero: (index: number) => boolean,
  first: number,
  busy: Uint8Array,
): number {
  let marked = 0
  for (let i = 0, place = first; i < state.length && marked < busy.length; i++) {
    if (busy[place] === 0 && state[i] === STATE.observed && (offered[i] > 0 || !zero(i))) {
      busy[place] = 1
      marked++
    }
    place = place + 1 === busy.length ? 0 : place + 1
  }
  return marked
}

/** Contacts and rows at each place of the week; the series begins at place `first`. */
function addByPlace(
  state: Uint8Array,
  offered: Float64Array,
  first: number,
  sum: Float64Array,
  count: Float64Array,
): void {
  for (let i = 0, place = first; i < state.length; i++, place = place + 1 === sum.length ? 0 : place + 1) {
    if (state[i] !== STATE.observed) continue
    count[place]++
    sum[place] += offered[i]
  }
}

/** Whether a day has rows and no contacts. */
function hasNoContacts(state: Uint8Array, offered: Float64Array, from: number, count: number): boolean {
  let rows = 0
  for (let i = from; i < from + count; i++) {
    if (state[i] !== STATE.observed) continue
    if (offered[i] > 0) return false
    rows++
  }
  return rows > 0
}

/** Contacts of observed places; NaN where there are none. */
function observedTotal(state: Uint8Array, offered: Float64Array, from: number, count: number): number {
  let total = Number.NaN
  for (let i = from; i < from + count; i++) if (state[i] === STATE.observed) total = (total || 0) + (offered[i] || 0)
  return total
}

/**
 * Days on which every row is zero although their weekday usually has so many contacts that this would be less likely
 * than one in a million: holidays (or a day-long outage) of exports that write zeros. They become closed.
 *
 * @returns these days, and the places that had a row
 */
export function judgeZeroDays(
  state: Uint8Array,
  offered: Float64Array,
  zero: (index: number) => boolean,
  firstDay: DayNumber,
  perDay: number,
): { days: DayNumber[]; places: number[] } {
  const days = state.length / perDay
  let known: Float64Array | undefined
  const silent: DayNumber[] = []
  const places: number[] = []
  for (let day = 0; day < days; day++) {
    if (!hasNoContacts(state, offered, day * perDay, perDay)) continue
    known ??= Float64Array.from({ length: days }, (_, row) => observedTotal(state, offered, row * perDay, perDay))
    const totals = known
    const others = sameWeekdays(day, days)
      .filter((other) => other !== day && !Number.isNaN(totals[other]))
      .map((other) => totals[other])
      .sort((a, b) => a - b)
    const usual = others[others.length >> 1] ?? 0
    if (-usual >= CLOSED_ODDS) continue
    let allZero = true
    for (let i = day * perDay; i < (day + 1) * perDay && allZero; i++) allZero = state[i] !== STATE.observed || zero(i)
    if (!allZero) continue
    silent.push(firstDay + day)
    for (let i = day * perDay; i < (day + 1) * perDay; i++) {
      if (state[i] !== STATE.observed) continue
      state[i] = STATE.closed
      places.push(i)
    }
  }
  return { days: silent, places }
}
