import type { Temporal } from 'temporal-polyfill'
import { type Calendar, type ClockChange, KrarupError, type PlainDateTime } from '../../domain/index.ts'

/** Wall-clock time of an instant; `second`: in the repetition of an hour that comes twice. */
export interface WallTime {
  time: PlainDateTime
  second: boolean
}

/** The wall clock of one zone. Its changes are looked up once, over the years that are asked for. */
export class ZoneClock {
  readonly timezone: string
  private readonly zoned: (epochMilliseconds: number) => Temporal.ZonedDateTime
  /** Instants (UTC seconds) from which an offset holds, in order; the first stands for all times before. */
  private segments: { from: number; offset: number }[] = []
  private reach: { from: number; to: number } = { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY }
  private last = 0

  private constructor(timezone: string, zoned: (epochMilliseconds: number) => Temporal.ZonedDateTime) {
    this.timezone = timezone
    this.zoned = zoned
  }

  /** @throws {KrarupError} UNREADABLE for a name that is no IANA zone. */
  static async of(timezone: string): Promise<ZoneClock> {
    // loaded here: reading without a zone must not pay for it
    const { Temporal } = await import('temporal-polyfill')
    try {
      const zone = Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timezone).timeZoneId
      return new ZoneClock(zone, (ms) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone))
    } catch (cause) {
      throw new KrarupError(
        {
          code: 'UNREADABLE',
          what: 'not a time zone',
          where: { name: '--timezone' },
          how: 'write an IANA name such as Asia/Shanghai, Europe/Berlin or America/New_York',
          value: timezone,
        },
        { cause },
      )
    }
  }

  /** The wall clock at an instant given in seconds since 1970-01-01T00:00Z. */
  wallTime(instant: number): WallTime {
    this.cover(instant)
    const at = this.segmentAt(instant)
    const { from, offset } = this.segments[at]
    const before = at > 0 ? this.segments[at - 1].offset : offset
    return { time: instant + offset, second: instant - from < before - offset }
  }

  /** The change that a wall-clock time falls into, where it is skipped or comes twice. */
  changeAt(time: PlainDateTime): ClockChange | undefined {
    this.cover(time)
    const at = this.segmentAt(time - this.segments[this.segmentAt(time)].offset)
    for (let i = Math.max(1, at - 1); i <= Math.min(this.segments.length - 1, at + 1); i++) {
      const change = this.changeInto(i)
      if (change && time >= change.from && time < change.to) return change
    }
    return undefined
  }

  /** Every change between two wall-clock times. */
  changes(from: PlainDateTime, to: PlainDateTime): ClockChange[] {
    this.cover(from)
    this.cover(to)
    return this.segments.flatMap((_, i) => {
      const change = i > 0 ? this.changeInto(i) : undefined
      return change && change.from < to && change.to > from ? [change] : []
    })
  }

  /** Seconds ahead of UTC at a wall-clock time; before the change where it falls into one. */
  offsetAt(time: PlainDateTime): number {
    this.cover(time)
    const at = this.segments.findIndex(({ offset }, i) => time - offset < (this.segments[i + 1]?.from ?? Infinity))
    return this.segments[at].offset
  }

  private changeInto(i: number): ClockChange | undefined {
    const { from, offset } = this.segments[i]
    const before = this.segments[i - 1].offset
    if (offset === before) return undefined
    return offset > before
      ? { from: from + before, to: from + offset, kind: 'skipped' }
      : { from: from + offset, to: from + before, kind: 'doubled' }
  }

  private segmentAt(instant: number): number {
    const { segments } = this
    let at = Math.min(this.last, segments.length - 1)
    while (at > 0 && segments[at].from > instant) at--
    while (at + 1 < segments.length && segments[at + 1].from <= instant) at++
    this.last = at
    return at
  }

  /** Looks the changes up for the years around a moment, once. */
  private cover(seconds: number): void {
    if (seconds >= this.reach.from && seconds <= this.reach.to) return
    const margin = 400 * 86_400
    const from = Math.min(this.reach.from, seconds - margin)
    const to = Math.max(this.reach.to, seconds + margin)
    this.reach = { from, to }
    let zoned = this.zoned(from * 1000)
    this.segments = [{ from: Number.NEGATIVE_INFINITY, offset: zoned.offsetNanoseconds / 1e9 }]
    for (;;) {
      const next = zoned.getTimeZoneTransition('next')
      if (!next || next.epochMilliseconds > to * 1000) break
      this.segments.push({ from: next.epochMilliseconds / 1000, offset: next.offsetNanoseconds / 1e9 })
      zoned = next
    }
  }
}

/**
 * How the clock of a zone stands between two wall-clock times, for the calendar of a forecast or a plan.
 *
 * @throws {KrarupError} UNREADABLE for a name that is no IANA zone.
 */
export async function clockChanges(
  timezone: string,
  from: PlainDateTime,
  to: PlainDateTime,
): Promise<Required<Pick<Calendar, 'clockChanges' | 'utcOffset'>>> {
  const clock = await ZoneClock.of(timezone)
  return { clockChanges: clock.changes(from, to), utcOffset: clock.offsetAt(from) }
}
