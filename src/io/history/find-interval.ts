import {
  DAY_SECONDS,
  formatDay,
  formatDuration,
  formatPlainDateTime,
  INTERVALS,
  KrarupError,
  type PlainDateTime,
} from '../../domain/index.ts'
import { errorSays, saidError } from '../../domain/messages/index.ts'

/** The finest interval that an export may have. */
const FINEST = INTERVALS[0]
const SLOTS = DAY_SECONDS / FINEST

/** A day needs this many different starts before its own interval means something, and so many days before a change does. */
const TELLING_STARTS = 8
const TELLING_DAYS = 3

/** Dates further apart than this are a slip of the pen. */
const LONGEST_HISTORY_DAYS = 40 * 366

/** Which five-minute places of which days have a row, over all queues: enough to find the interval. */
export class StartMarks {
  private readonly firstDay: number
  private readonly marks: Uint8Array
  /** Starts that are not on a multiple of five minutes, and the first of them. */
  odd = 0
  firstOdd: { row: number; start: PlainDateTime } | undefined

  constructor(firstDay: number, lastDay: number) {
    this.firstDay = firstDay
    this.marks = new Uint8Array((lastDay - firstDay + 1) * SLOTS)
  }

  static checkRange(firstDay: number, lastDay: number, file: string, line: (day: number) => number): void {
    if (lastDay - firstDay <= LONGEST_HISTORY_DAYS) return
    throw new KrarupError({
      code: 'OUT_OF_RANGE',
      what: `the dates run from ${formatDay(firstDay)} to ${formatDay(lastDay)}: one of the two must be wrong`,
      where: { file, line: line(firstDay) },
      how: `line ${line(firstDay)} has the first and line ${line(lastDay)} the last: mend the wrong one`,
    })
  }

  add(start: PlainDateTime, row: number): void {
    const place = (start - this.firstDay * DAY_SECONDS) / FINEST
    const whole = Math.floor(place)
    if (whole === place) this.marks[whole] = 1
    else {
      this.odd++
      this.firstOdd ??= { row, start }
    }
  }

  /** Whether all starts are apart by multiples of a length, wherever they begin. */
  haveOnePhase(length: number): boolean {
    const { marks } = this
    const places = length / FINEST
    let phase = -1
    for (let at = 0; at < marks.length; at++) {
      if (marks[at] === 0) continue
      if (phase < 0) phase = at % places
      else if (at % places !== phase) return false
    }
    return true
  }

  /** For each day with rows: how many different starts, their greatest common divisor and smallest distance, in seconds. */
  *days(): Generator<{ day: number; starts: number; divisor: number; distance: number }> {
    const { marks, firstDay } = this
    for (let at = 0; at < marks.length; at += SLOTS) {
      let divisor = SLOTS
      let distance = Number.POSITIVE_INFINITY
      let starts = 0
      let before = -1
      for (let slot = 0; slot < SLOTS; slot++) {
        if (marks[at + slot] === 0) continue
        starts++
        if (divisor > 1) divisor = gcd(divisor, slot)
        if (before >= 0 && slot - before < distance) distance = slot - before
        before = slot
      }
      if (starts > 0)
        yield { day: firstDay + at / SLOTS, starts, divisor: divisor * FINEST, distance: distance * FINEST }
    }
  }
}

/** How long a row is, and the grid that it is put on. */
export interface RowLength {
  /** Length of a row, in seconds. */
  row: number
  /** Length of a place on the grid; shorter than a row where rows begin at :30 or :10, so that each covers several places. */
  interval: number
}

/**
 * The interval of an export: the one length that all starts are multiples of and that some neighbours are apart. Hours that begin at :30 (half hours at :10)
 * are on a finer grid, every row over several of its places.
 *
 * @throws {KrarupError} UNSUPPORTED for starts on no grid, or a grid that changes in the middle; MISSING where too few rows tell.
 */
export function findInterval(
  marks: StartMarks,
  override: number | undefined,
  file: string,
  lineOf: (row: number) => number,
): RowLength {
  if (marks.firstOdd) {
    throw saidError({
      code: 'UNSUPPORTED',
      what: errorSays('unevenRows', { count: { count: marks.odd } }),
      where: { file, line: lineOf(marks.firstOdd.row) },
      how: 'a history needs one row an interval of 5, 10, 15, 20, 30 or 60 minutes or a day',
      value: formatPlainDateTime(marks.firstOdd.start),
    })
  }
  let divisor = DAY_SECONDS
  let distance = Number.POSITIVE_INFINITY
  const telling: { day: number; divisor: number }[] = []
  for (const day of marks.days()) {
    divisor = gcd(divisor, day.divisor)
    distance = Math.min(distance, day.distance)
    if (day.starts >= TELLING_STARTS) telling.push(day)
  }
  const allowed = INTERVALS as readonly number[]
  if (override !== undefined) {
    refuseOverride(override, { divisor, distance, telling: telling.length > 0 }, file)
    return { row: override, interval: override }
  }
  if (divisor === DAY_SECONDS) return { row: DAY_SECONDS, interval: DAY_SECONDS }
  if (distance === Number.POSITIVE_INFINITY || !allowed.includes(divisor)) {
    throw new KrarupError({
      code: 'MISSING',
      what: 'the interval cannot be told from the rows',
      where: { file },
      how: 'say it: --interval 30m (5m, 10m, 15m, 20m, 30m, 60m or 1d); the rows must start on its multiples',
    })
  }
  if (distance !== divisor) {
    if (allowed.includes(distance) && marks.haveOnePhase(distance)) return { row: distance, interval: divisor }
    throw saidError({
      code: 'UNSUPPORTED',
      what: errorSays('rowsApart', { distance: { seconds: distance } }),
      where: { file },
      how: 'export the history at one interval, all rows at the same minutes (some systems call this rounding to the interval), or read its parts apart',
    })
  }
  refuseChange(telling, divisor, file)
  return { row: divisor, interval: divisor }
}

/** An interval that is asked for must be one of the rows, and not so short that most places would be empty: those would be planned as closed. */
function refuseOverride(
  override: number,
  { divisor, distance, telling }: { divisor: number; distance: number; telling: boolean },
  file: string,
): void {
  const isMultiple = divisor % override === 0
  if (isMultiple && (!telling || distance <= override)) return
  const right = Number.isFinite(distance) ? distance : divisor
  throw new KrarupError({
    code: 'CONFLICT',
    what: isMultiple
      ? `the rows are ${formatDuration(right)} apart: intervals of ${formatDuration(override)} would be empty between them`
      : `the rows are ${formatDuration(divisor)} apart, which is no multiple of the interval asked for`,
    where: { file, name: '--interval' },
    how: isMultiple ? 'leave --interval away' : `leave --interval away, or give ${formatDuration(divisor)}`,
    value: formatDuration(override),
  })
}

/** A file whose first months are hourly and whose last are half-hourly must not be read as half-hourly with holes. */
function refuseChange(days: readonly { day: number; divisor: number }[], interval: number, file: string): void {
  const coarse = days.filter(({ divisor }) => divisor !== interval)
  if (coarse.length < TELLING_DAYS) return
  const isCoarse = (i: number) => days[i].divisor !== interval
  let at = 1
  while (at < days.length && isCoarse(at) === isCoarse(at - 1)) at++
  const before = days[at - 1].divisor
  throw saidError({
    code: 'UNSUPPORTED',
    what:
      at < days.length
        ? errorSays('intervalChanges', {
            before: { seconds: before },
            last: { day: days[at - 1].day },
            after: { seconds: days[at].divisor },
            first: { day: days[at].day },
          })
        : 'the interval changes in the file',
    where: { file },
    how: 'export the whole history at one interval, or read the parts apart',
  })
}

function gcd(a: number, b: number): number {
  while (b > 0) [a, b] = [b, a % b]
  return a
}
