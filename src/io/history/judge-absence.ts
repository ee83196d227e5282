import { type DayNumber, STATE, weekdayOf } from '../../domain/index.ts'

/** Weeks before and after that say what is usual on a weekday: opening hours change over the years. */
const WEEKS_AROUND = 4

/** Odds of a queue that is really open showing nothing but zeros: below this it is taken as closed. Natural logarithm of a millionth. */
const CLOSED_ODDS = Math.log(1e-6)

/** Weeks that a silent stretch must be seen in: fewer where it is long, as no outage of the same hours comes back for so long. */
const SILENT_WEEKS = 4
const LONG_SILENT_WEEKS = 2
const LONG_SILENCE_DAYS = 1 / 6

/** How much of a day on each side of a silent stretch says what an open queue would have had there. */
const BESIDE_DAYS = 1 / 12

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

/** Places in a circle, of a week or of a day, and what all rows of the history have there. */
interface Places {
  contacts: Float64Array
  rows: Float64Array
  /** Rows that a week has there. */
  rowsAWeek: Float64Array
  /** 1 where anything was ever recorded. */
  busy: Uint8Array
}

/**
 * Exports that write zeros outside the opening hours: stretches of the week, or of all days, in which every row of the whole history is
 * zero, though by the traffic beside both their ends that would be less likely than one in a million for an open queue.
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
  const length = perDay * 7
  const week: Places = {
    contacts: new Float64Array(length),
    rows: new Float64Array(length),
    rowsAWeek: new Float64Array(length),
    busy: new Uint8Array(length),
  }
  const first = weekdayOf(firstDay) * perDay
  // Of most queues every place of the week has been busy after a few weeks.
  if (markBusy(state, offered, zero, first, week.busy) === length) return 0
  addByPlace(state, offered, first, week.contacts, week.rows)
  for (let place = 0; place < length; place++) week.rowsAWeek[place] = week.rows[place] > 0 ? 1 : 0
  const silent = new Uint8Array(length)
  const day = dayOf(week, perDay)
  markSilent(silent, week, day)
  markSilent(silent, day, day)
  if (!silent.includes(1)) return 0
  let closed = 0
  for (let i = 0; i < state.length; i++) {
    if (state[i] !== STATE.observed || silent[(first + i) % length] === 0) continue
    state[i] = STATE.closed
    closed++
  }
  return closed
}

/** All weekdays as one day: in a queue of few contacts the nights of one weekday show little. */
function dayOf(week: Places, perDay: number): Places {
  const day: Places = {
    contacts: new Float64Array(perDay),
    rows: new Float64Array(perDay),
    rowsAWeek: new Float64Array(perDay),
    busy: new Uint8Array(perDay),
  }
  for (let place = 0; place < week.rows.length; place++) {
    const slot = place % perDay
    day.contacts[slot] += week.contacts[place]
    day.rows[slot] += week.rows[place]
    day.rowsAWeek[slot] += week.rowsAWeek[place]
    if (week.busy[place] === 1) day.busy[slot] = 1
  }
  return day
}

/**
 * Marks stretches whose silence is no chance, at every place of the week that such a place stands for.
 *
 * @param day all weekdays as one
 */
function markSilent(silent: Uint8Array, places: Places, day: Places): void {
  const { rows, rowsAWeek, busy } = places
  const length = rows.length
  const perDay = day.rows.length
  const isSilent = (place: number) => rows[place % length] > 0 && busy[place % length] === 0
  const begin = busy.findIndex((it, place) => it === 1 && rows[place] > 0)
  if (begin < 0) return
  for (let from = begin; from < begin + length; from++) {
    if (!isSilent(from)) continue
    // rows may be absent within the stretch (a day that is closed anyway)
    let end = from
    let all = 0
    let aWeek = 0
    let counted = 0
    for (; end < begin + length && (isSilent(end) || rows[end % length] === 0); end++) {
      all += rows[end % length]
      aWeek += rowsAWeek[end % length]
      if (rows[end % length] > 0) counted++
    }
    const weeks = all / aWeek
    const often = weeks >= SILENT_WEEKS || (weeks >= LONG_SILENT_WEEKS && counted >= perDay * LONG_SILENCE_DAYS)
    const reach = Math.max(1, Math.round(perDay * BESIDE_DAYS))
    const odds = () =>
      Math.min(oddsByEnds(places, from, end, all, reach, places === day), oddsByHours(places, from, end, day))
    if (often && odds() < CLOSED_ODDS)
      for (let at = from; at < end; at++)
        for (let place = at % length; place < silent.length; place += length) silent[place] = 1
    from = end
  }
}

/**
 * Natural logarithm of the odds of no contact in so many rows of an open queue that has what comes beside the stretch: at the quieter of its ends, or at both together where the rows are those of all weekdays.
 * That rate is known from few contacts, too: the count is negative binomial. The place at the very end may be the fringe of busy hours, and those a little further on say more.
 */
function oddsByEnds(
  { contacts, rows }: Places,
  from: number,
  end: number,
  silentRows: number,
  most: number,
  together: boolean,
): number {
  const length = rows.length
  const reach = Math.min(most, length - (end - from))
  const odds = (came: number, seen: number) => came * Math.log(seen / (seen + silentRows)) || 0
  const least = [0, 0]
  const came = [0, 0]
  const seen = [0, 0]
  for (let k = 0; k < reach; k++) {
    const ends = [from - 1 - k + length, end + k].map((place) => place % length)
    ends.forEach((place, side) => {
      came[side] += contacts[place]
      seen[side] += rows[place]
      if (k === 0 || k === reach - 1) least[side] = Math.min(least[side], odds(came[side], seen[side]))
    })
  }
  return together ? odds(came[0] + came[1], seen[0] + seen[1]) : Math.max(least[0], least[1])
}

/** The same by the same hours of the days outside the stretch. Weekdays differ: half of what these have is held against it. */
function oddsByHours({ rows }: Places, from: number, end: number, day: Places): number {
  const perDay = day.rows.length
  const silentRows = new Float64Array(perDay)
  for (let place = from; place < end; place++) silentRows[place % perDay] += rows[place % rows.length]
  let odds = 0
  for (let slot = 0; slot < perDay; slot++) {
    const others = day.rows[slot] - silentRows[slot]
    if (others > 0) odds += day.contacts[slot] * Math.log(others / (others + silentRows[slot] / 2))
  }
  return odds
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
