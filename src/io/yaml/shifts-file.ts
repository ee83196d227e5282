import * as z from 'zod'
import { DAY_SECONDS, KrarupError, parseDuration, parseShare, unknownName } from '../../domain/index.ts'
import type { BreakRule, Meeting, ShiftKind, ShiftRules, TourKind } from '../../schedule/index.ts'
import { weekdaysOf } from '../dated/opening-hours.ts'
import { readTextFile } from './text-file.ts'
import { textValue } from './text-value.ts'
import { openYamlDocument, type ReadYaml } from './yaml-document.ts'

const CLOCKS = /^(\d{1,2}):([0-5]\d)\s*(?:-|–|to)\s*(\d{1,2}):([0-5]\d)$/
const CLOCK = /^(\d{1,2}):([0-5]\d)$/

/** `07:00-13:30`, in seconds; an end before the begin is on the next day. */
function readClocks(text: string): [from: number, to: number] {
  const match = CLOCKS.exec(text.trim())
  if (match) {
    const [from, to] = [clock(match[1], match[2]), clock(match[3], match[4])]
    if (from <= DAY_SECONDS && to <= 2 * DAY_SECONDS) return [from, to < from ? to + DAY_SECONDS : to]
  }
  throw new KrarupError({
    code: 'UNREADABLE',
    what: 'not two times of day',
    how: 'write 07:00-13:30, or 22:00-06:00 over midnight',
    value: text,
  })
}

/** `07:00-13:30`, or `07:00` alone. */
function readBegins(text: string): [from: number, to: number] {
  const one = CLOCK.exec(text.trim())
  if (!one) return readClocks(text)
  const at = clock(one[1], one[2])
  return [at, at]
}

function clock(hours: string, minutes: string): number {
  return Number(hours) * 3600 + Number(minutes) * 60
}

/** `3h-5h30m`: two durations. */
function readWithin(text: string): [from: number, to: number] {
  const parts = text.split(/\s*[-–]\s*/)
  if (parts.length === 2) {
    const [from, to] = parts.map((part) => parseDuration(part))
    if (from <= to) return [from, to]
  }
  throw new KrarupError({
    code: 'UNREADABLE',
    what: 'not a stretch of the shift',
    how: 'write 3h-5h30m: from and until when after its begin, the shorter first',
    value: text,
  })
}

/** `8h`, or `6h-9h`: every length between that steps lead to. */
function readLengths(text: string): { from: number; to: number } {
  if (!/[-–]/.test(text)) {
    const length = parseDuration(text)
    return { from: length, to: length }
  }
  const [from, to] = readWithin(text)
  return { from, to }
}

const duration = textValue(parseDuration)
const days = textValue(weekdaysOf, 'not days of the week: write mon-fri, or sat,sun').optional()
const name = z.union([z.string(), z.number()]).transform(String)
const yesOrNo = z
  .union([z.boolean(), z.enum(['yes', 'no'])], 'neither yes nor no')
  .transform((value) => value === true || value === 'yes')
const people = z.int('not a whole number of people').min(0, 'not a number of people: 0 or more').optional()

const breakShape = z.strictObject({
  name: z.string().optional(),
  length: duration,
  paid: yesOrNo.optional(),
  within: textValue(readWithin).optional(),
  at: textValue(readClocks).optional(),
  'if-shift-from': duration.optional(),
  'if-shift-to': duration.optional(),
})

const pauses = {
  breaks: z.array(breakShape).optional(),
  'no-break-in-first': duration.optional(),
  'no-break-in-last': duration.optional(),
  'breaks-apart': duration.optional(),
}

const kindShape = z.strictObject({
  start: textValue(readBegins),
  step: duration.optional(),
  length: z.union([textValue(readLengths), z.array(textValue(readLengths))]),
  days,
  queues: z.array(name).optional(),
  least: people,
  most: people,
  cost: z.number('not a factor: write 1.2 for an hour that costs a fifth more').min(0).optional(),
  ...pauses,
})

/** `early early early late late off off`: seven days, Monday first. */
function readPatternWeek(text: string): (string | null)[] {
  const days = text.trim().split(/[\s,]+/)
  if (days.length === 7) return days.map((day) => (day === 'off' || day === '-' ? null : day))
  throw new KrarupError({
    code: 'UNREADABLE',
    what: `a week of a pattern has seven days, and here are ${days.length}`,
    how: 'write the kind of shift of each day, Monday first, and off: early early early late late off off',
    value: text,
  })
}

const tourShape = z.strictObject({
  shifts: z.array(name).optional(),
  'work-days': z.int().min(1).max(7).optional(),
  'off-together': z.int().min(0).max(6).optional(),
  'start-within': duration.optional(),
  least: people,
  most: people,
  weeks: z.array(textValue(readPatternWeek)).optional(),
})

const shiftsSchema = z.strictObject({
  shrinkage: textValue((text) => parseShare(text, 'shrinkage')).optional(),
  'month-days': z.number().min(1).max(31).optional(),
  ...pauses,
  shifts: z.record(z.string(), kindShape),
  tours: z.record(z.string(), tourShape).optional(),
  premiums: z
    .array(
      z.strictObject({
        days,
        at: textValue(readClocks).optional(),
        more: textValue((text) => parseShare(text, 'the premium')),
      }),
    )
    .optional(),
  meetings: z
    .record(
      z.string(),
      z.strictObject({
        length: duration,
        each: z.enum(['shift', 'week', 'month']).optional(),
        agents: people,
        days,
        at: textValue(readClocks).optional(),
      }),
    )
    .optional(),
})

type TourWords = z.infer<typeof tourShape>
type ShiftsWords = z.infer<typeof shiftsSchema>
type KindWords = ShiftsWords['shifts'][string]

/** Begins are half an hour apart where nothing is said. */
const STEP = 1800

/**
 * Reads what shifts may be made (YAML): kinds of shift with their begins, lengths and breaks, premiums, meetings.
 *
 * @throws {KrarupError} FILE, UNREADABLE with line and column, CONFLICT for rules that no shift can keep
 */
export async function readShiftRules(path: string): Promise<ShiftRules> {
  const read = openYamlDocument(await readTextFile(path), path, shiftsSchema)
  const { data } = read
  const kinds = Object.entries(data.shifts).map(([kind, words]) => kindOf(kind, words, data, read))
  if (kinds.length === 0) throw refused(read, ['shifts'], 'there is no kind of shift', 'write at least one')
  const { shrinkage, 'month-days': monthDays, premiums, meetings, tours } = data
  const names = kinds.map((kind) => kind.name)
  return {
    kinds,
    ...given({
      shrinkage,
      monthDays,
      premiums: premiums?.map(({ days: of, at, more }) => ({
        more,
        ...given({ days: of, from: at?.[0], to: at && (at[1] === DAY_SECONDS ? at[1] : at[1] % DAY_SECONDS) }),
      })),
      tours: tours && Object.entries(tours).map(([tour, words]): TourKind => tourOf(tour, words, names, read)),
      meetings:
        meetings && Object.entries(meetings).map(([meeting, words]): Meeting => meetingOf(meeting, words, read)),
    }),
  }
}

function kindOf(kind: string, words: KindWords, all: ShiftsWords, read: ReadYaml<unknown>): ShiftKind {
  const path = ['shifts', kind]
  const step = words.step ?? STEP
  const [earliest, latest] = words.start
  if (step <= 0) throw refused(read, [...path, 'step'], 'begins are no time apart', 'write for example step: 15m')
  if (latest - earliest >= DAY_SECONDS)
    throw refused(read, [...path, 'start'], 'begins go over more than a day', 'write at most 00:00-23:45')
  const lengths = new Set<number>()
  for (const { from, to } of [words.length].flat())
    for (let length = from; length <= to; length += step) lengths.add(length)
  const longest = Math.max(...lengths)
  if (lengths.size === 0 || Math.min(...lengths) <= 0 || longest > DAY_SECONDS)
    throw refused(
      read,
      [...path, 'length'],
      'a shift lasts more than nothing and at most 24h',
      'write for example 8h30m',
    )
  const { least, most } = words
  if (least !== undefined && most !== undefined && least > most)
    throw refused(
      read,
      [...path, 'least'],
      `at least ${least} and at most ${most} cannot both hold`,
      'mend one of them',
    )
  const pausesOf = words.breaks ? words : all
  const breaks = (pausesOf.breaks ?? []).map((each): BreakRule => breakOf(each))
  for (const [b, one] of breaks.entries())
    if (one.length <= 0 || (one.within && one.within[1] - one.within[0] < one.length))
      throw refused(
        read,
        words.breaks ? [...path, 'breaks', String(b)] : ['breaks', String(b)],
        one.length <= 0 ? 'a break lasts more than nothing' : 'the break is longer than the stretch that it may be in',
        'write for example { length: 30m, within: 3h-5h30m }',
      )
  return {
    name: kind,
    earliest,
    latest,
    step,
    lengths: [...lengths].sort((a, b) => a - b),
    breaks,
    ...given({
      days: words.days,
      queues: words.queues,
      least,
      most,
      factor: words.cost,
      afterStart: words['no-break-in-first'] ?? all['no-break-in-first'],
      beforeEnd: words['no-break-in-last'] ?? all['no-break-in-last'],
      leastBetween: words['breaks-apart'] ?? all['breaks-apart'],
    }),
  }
}

function breakOf(words: z.infer<typeof breakShape>): BreakRule {
  return {
    length: words.length,
    paid: words.paid ?? false,
    ...given({
      name: words.name,
      within: words.within,
      clock: words.at,
      leastShift: words['if-shift-from'],
      mostShift: words['if-shift-to'],
    }),
  }
}

function meetingOf(
  meeting: string,
  words: NonNullable<ShiftsWords['meetings']>[string],
  read: ReadYaml<unknown>,
): Meeting {
  const { length, each, agents, days: of, at } = words
  if ((each === undefined) === (agents === undefined))
    throw refused(
      read,
      ['meetings', meeting],
      'a meeting is for everyone once in some time, or for some agents a day',
      'write each: month (or week, or shift), or agents: 12',
    )
  return { name: meeting, length, ...given({ each, agents, days: of, clock: at }) }
}

function tourOf(tour: string, words: TourWords, kinds: readonly string[], read: ReadYaml<unknown>): TourKind {
  const path = ['tours', tour]
  const { weeks, shifts = kinds, least, most } = words
  const { 'work-days': workDays, 'off-together': offTogether, 'start-within': startWithin } = words
  if (weeks && (words.shifts || workDays || offTogether !== undefined || startWithin !== undefined))
    throw refused(
      read,
      path,
      'a pattern of weeks says all of its days itself',
      'leave out shifts, work-days, off-together and start-within beside weeks',
    )
  if (!weeks && workDays === undefined)
    throw refused(
      read,
      path,
      'the tour says no working days',
      'write work-days: 5, or weeks with the days of a pattern',
    )
  if (least !== undefined && most !== undefined && least > most)
    throw refused(
      read,
      [...path, 'least'],
      `at least ${least} and at most ${most} cannot both hold`,
      'mend one of them',
    )
  const all = weeks ? weeks.flat().filter((each) => each !== null) : shifts
  for (const each of all)
    if (!kinds.includes(each))
      throw unknownName({
        what: 'no kind of shift',
        name: each,
        known: kinds,
        where: { name: path.join('.'), ...read.placeOf(path) },
      })
  if (offTogether !== undefined && workDays !== undefined && offTogether > 7 - workDays)
    throw refused(
      read,
      [...path, 'off-together'],
      `${offTogether} days off together leave no room for ${workDays} working days`,
      `write at most ${7 - workDays}`,
    )
  return {
    name: tour,
    shifts: weeks ? [...new Set(all)] : shifts,
    workDays: workDays ?? 7,
    ...given({ offTogether, startWithin, least, most, weeks }),
  }
}

function refused(read: ReadYaml<unknown>, path: readonly string[], what: string, how: string): KrarupError {
  return new KrarupError({ code: 'CONFLICT', what, where: { name: path.join('.'), ...read.placeOf(path) }, how })
}

function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}
