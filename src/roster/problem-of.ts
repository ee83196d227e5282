import { DAY_SECONDS, type DayNumber, dateParts, KrarupError, unknownName, weekdayOf } from '../domain/index.ts'
import {
  type Need,
  OFF,
  type Pair,
  type PersonRule,
  type RosterPerson,
  type RosterProblem,
  type ShiftKind,
  type Wish,
  type Work,
} from './model.ts'
import type { Allowed, Assignment, NeededShift, PersonToRoster, RosterRequest, RosterRules } from './request.ts'

/** A kind of shift of a request. */
export interface RequestKind extends ShiftKind {
  queue: string
}

/** The problem of a request, with what its indexes mean. */
export interface Translation {
  problem: RosterProblem
  first: DayNumber
  kinds: RequestKind[]
  /** Rows of each day and kind, in their order: their breaks are handed out one after the other. */
  rows: Map<number, NeededShift[]>
}

const HOUR = 3600
/** Weights that hold where the rules say nothing. */
const DEFAULT = { under: 100, over: 1, rest: 11, changes: 10 }
/** Who works at this time works at night. */
const DEEP_NIGHT = 3 * HOUR
/** So many days before the first are looked at. */
const DAYS_BEFORE = 35

/** Turns what planners write into days, kinds of shift and rules by number. */
export function problemOf(request: RosterRequest): Translation {
  const { shifts, people, rules } = request
  if (shifts.length === 0)
    throw new KrarupError({ code: 'TOO_SHORT', what: 'no shifts are needed', how: 'give shifts with dates and agents' })
  if (people.length === 0)
    throw new KrarupError({ code: 'TOO_SHORT', what: 'there are no people', how: 'name at least one' })
  const first = Math.min(...shifts.map(({ day }) => day))
  const days = Math.max(...shifts.map(({ day }) => day)) - first + 1
  const kinds = kindsOf(shifts)
  const rows = new Map<number, NeededShift[]>()
  for (const row of shifts) {
    const at = (row.day - first) * kinds.length + kinds.findIndex((kind) => isOf(row, kind))
    rows.set(at, [...(rows.get(at) ?? []), row])
  }
  const { under = DEFAULT.under, over = DEFAULT.over } = rules.cover ?? {}
  const needs = Array.from(
    { length: days * kinds.length },
    (_, at): Need => ({
      day: Math.floor(at / kinds.length),
      kind: at % kinds.length,
      people: (rows.get(at) ?? []).reduce((sum, { agents }) => sum + agents, 0),
      under,
      over,
    }),
  )
  const context: Context = { request, first, days, kinds, rules, needs, rows }
  return {
    problem: {
      days,
      firstWeekday: weekdayOf(first),
      monthStarts: monthStarts(first, days),
      kinds,
      needs,
      people: people.map((person) => personOf(person, context)),
      pairs: pairsOf(rules, people),
    },
    first,
    kinds,
    rows,
  }
}

interface Context {
  request: RosterRequest
  first: DayNumber
  days: number
  kinds: RequestKind[]
  rules: RosterRules
  needs: Need[]
  rows: Map<number, NeededShift[]>
}

function isOf(row: { queue: string; shift: string; start: number; end: number; paidHours: number }, kind: RequestKind) {
  return (
    row.queue === kind.queue &&
    row.shift === kind.name &&
    row.start === kind.start &&
    row.end === kind.end &&
    Math.round(row.paidHours * 60) === kind.minutes
  )
}

function kindsOf(shifts: readonly NeededShift[]): RequestKind[] {
  const kinds: RequestKind[] = []
  for (const row of shifts)
    if (!kinds.some((kind) => isOf(row, kind)))
      kinds.push({
        name: row.shift,
        queue: row.queue,
        start: row.start,
        end: row.end,
        minutes: Math.round(row.paidHours * 60),
      })
  return kinds.sort((a, b) => a.queue.localeCompare(b.queue, 'en') || a.start - b.start || a.end - b.end)
}

/** First days of months from the one in which the roster begins. */
function monthStarts(first: DayNumber, days: number): number[] {
  return Array.from({ length: days + 32 }, (_, i) => i - 31).filter((day) => dateParts(first + day).day === 1)
}

function named(kinds: readonly RequestKind[], name: string, where: string): number[] {
  const found = kinds.flatMap((kind, k) => (kind.name === name ? [k] : []))
  if (found.length > 0) return found
  throw unknownName({
    what: 'no shift of this name is needed',
    name,
    known: [...new Set(kinds.map((kind) => kind.name))],
    where: { name: where },
  })
}

function nightsOf({ kinds, rules }: Context): number[] {
  const names = rules.nights?.shifts
  if (names) return names.flatMap((name) => named(kinds, name, 'nights: shifts'))
  return kinds.flatMap(({ start, end }, k) =>
    (start <= DEEP_NIGHT && end > DEEP_NIGHT) || end > DAY_SECONDS + DEEP_NIGHT ? [k] : [],
  )
}

const limitsOf = ({ least, most, weight }: Allowed) => ({
  ...(least === undefined ? {} : { least }),
  ...(most === undefined ? {} : { most }),
  ...(weight === undefined ? {} : { weight }),
})
const weightOf = (weight: number | undefined) => (weight === undefined ? {} : { weight })

/** The rules that hold for everybody. */
function commonRules(context: Context): PersonRule[] {
  const { kinds, rules } = context
  const list: PersonRule[] = []
  const rest = rules.rest ?? { least: DEFAULT.rest }
  const tooSoon = kinds.map(({ end }) =>
    kinds.flatMap(({ start }, k) => (start + DAY_SECONDS - end < rest.least * HOUR ? [k] : [])),
  )
  list.push({ rule: 'succession', name: 'rest', pairs: tooSoon, ...weightOf(rest.weight) })
  for (const { shift, next, weight } of rules.notAfter ?? []) {
    const from = named(kinds, shift, 'not-after')
    const to = next.flatMap((name) => named(kinds, name, 'not-after'))
    list.push({
      rule: 'succession',
      name: 'not-after',
      pairs: kinds.map((_, k) => (from.includes(k) ? to : [])),
      ...weightOf(weight),
    })
  }
  if (rules.daysInARow) list.push({ rule: 'run', name: 'days-in-a-row', of: 'any', ...limitsOf(rules.daysInARow) })
  if (rules.daysOffTogether)
    list.push({ rule: 'run', name: 'days-off-together', of: 'off', ...limitsOf(rules.daysOffTogether) })
  if (rules.weekends)
    list.push({ rule: 'weekends', name: 'weekends', per: rules.weekends.per ?? 'month', ...limitsOf(rules.weekends) })
  if (rules.weekendsInARow)
    list.push({ rule: 'weekend-run', name: 'weekends-in-a-row', ...limitsOf(rules.weekendsInARow) })
  if (rules.wholeWeekends)
    list.push({ rule: 'whole-weekend', name: 'whole-weekends', ...weightOf(rules.wholeWeekends.weight) })
  if (rules.sameShiftAtWeekend)
    list.push({
      rule: 'same-shift-at-weekend',
      name: 'same-shift-at-weekend',
      ...weightOf(rules.sameShiftAtWeekend.weight),
    })
  if (rules.sameStart)
    list.push({
      rule: 'same-start',
      name: 'same-start',
      within: rules.sameStart.within * HOUR,
      ...weightOf(rules.sameStart.weight),
    })
  if (rules.hoursAWeek) {
    const { least, most, weight } = rules.hoursAWeek
    list.push({
      rule: 'total',
      name: 'hours-a-week',
      unit: 'minutes',
      of: 'any',
      per: 'week',
      each: 60,
      ...limitsOf({
        ...(least === undefined ? {} : { least: least * 60 }),
        ...(most === undefined ? {} : { most: most * 60 }),
        ...weightOf(weight),
      }),
    })
  }
  for (const { days, most, weight } of rules.hoursIn ?? [])
    list.push({ rule: 'window', name: `hours-in-${days}-days`, days, most: most * 60, ...weightOf(weight) })
  return [...list, ...nightRules(context)]
}

function nightRules(context: Context): PersonRule[] {
  const { rules } = context
  const nights = nightsOf(context)
  if (!rules.nights || nights.length === 0) return []
  const { per = 'month', inARow, daysOffAfter } = rules.nights
  const list: PersonRule[] = []
  if (rules.nights.least !== undefined || rules.nights.most !== undefined)
    list.push({ rule: 'total', name: 'nights', unit: 'shifts', of: nights, per, ...limitsOf(rules.nights) })
  if (inARow) list.push({ rule: 'run', name: 'nights-in-a-row', of: nights, ...limitsOf(inARow) })
  const others = context.kinds.flatMap((_, k) => (nights.includes(k) ? [] : [k]))
  for (let off = 0; off < (daysOffAfter?.least ?? 0); off++) {
    const days: Work[] = [nights, ...Array.from({ length: off }, (): Work => 'off'), off === 0 ? others : 'any']
    list.push({ rule: 'pattern', name: 'days-off-after-nights', days, ...weightOf(daysOffAfter!.weight) })
  }
  return list
}

function personOf(person: PersonToRoster, context: Context): RosterPerson {
  const { kinds, days, first, rules, request } = context
  const canOf = kinds.map(({ queue }) => (person.queues && queue !== '' ? (person.queues.get(queue) ?? 0) : 1))
  const skillWeight = rules.skills?.weight ?? 0
  const absent = new Set<number>()
  for (const [from, to] of person.holidays ?? [])
    for (let day = Math.max(from, first); day <= Math.min(to, first + days - 1); day++) absent.add(day - first)
  const barred = Array.from({ length: days }, (_, day) => {
    if (absent.has(day)) return { day, work: 'any' as Work }
    const weekday = weekdayOf(first + day)
    const out = kinds.flatMap(({ start, end }, k) => (isAvailable(person, weekday, start, end) ? [] : [k]))
    return { day, work: out as Work }
  }).filter(({ work }) => work.length > 0)
  const wishes = wishesOf(person, context)
  return {
    name: person.name,
    rules: [...commonRules(context), ...ownRules(person, context, absent, wishes)],
    wishes: [...wishes, ...keptWishes(person, context)],
    barred,
    fixed: (person.fixed ?? [])
      .filter(({ day }) => day >= first && day < first + days)
      .map(({ day, shift }) => ({ day: day - first, kind: fixedKind(person, day, shift, context) })),
    kindCost: canOf.map((share) =>
      share <= 0 ? Number.POSITIVE_INFINITY : Math.round((1 - share) * 100) * skillWeight,
    ),
    before: daysBefore(request.before ?? [], person.name, context),
  }
}

function isAvailable({ available }: PersonToRoster, weekday: number, start: number, end: number): boolean {
  return !available || available[weekday].some(({ from, to }) => from <= start && (end <= to || to === DAY_SECONDS))
}

function fixedKind(person: PersonToRoster, day: DayNumber, shift: string, { kinds, rows, first }: Context): number {
  if (shift === 'off') return OFF
  const all = named(kinds, shift, `fixed of ${person.name}`)
  const serves = (k: number) => !person.queues || kinds[k].queue === '' || (person.queues.get(kinds[k].queue) ?? 0) > 0
  const needed = all.filter((k) => rows.has((day - first) * kinds.length + k))
  return needed.find(serves) ?? all.find(serves) ?? all[0]
}

function wishesOf(person: PersonToRoster, { kinds, days, first }: Context): Wish[] {
  return (person.wishes ?? []).flatMap(({ day, weekdays, shift, isFor, weight }): Wish[] => {
    const work: Work =
      shift === 'off' ? 'off' : shift === 'work' ? 'any' : named(kinds, shift, `wishes of ${person.name}`)
    return Array.from({ length: days }, (_, each) => each)
      .filter(
        (each) =>
          (day === undefined || first + each === day) && (!weekdays || weekdays.includes(weekdayOf(first + each))),
      )
      .map((each) => ({ day: each, work, isFor, weight, name: 'wishes' }))
  })
}

/** The kind that an assignment is, or the nearest of its name. */
function kindOfAssignment({ queue, shift, start }: Assignment, kinds: readonly RequestKind[]): number {
  const same = kinds.flatMap((kind, k) => (kind.name === shift && kind.queue === queue ? [k] : []))
  return same.find((k) => kinds[k].start === start) ?? same[0] ?? kinds.findIndex((kind) => kind.start === start)
}

function keptWishes({ name }: PersonToRoster, { request, kinds, days, first, rules }: Context): Wish[] {
  if (!request.keep) return []
  const weight = rules.changes?.weight ?? DEFAULT.changes
  const own = request.keep.filter((each) => each.name === name)
  return Array.from({ length: days }, (_, day): Wish => {
    const had = own.find((each) => each.day === first + day)
    const kind = had ? kindOfAssignment(had, kinds) : OFF
    return { day, work: kind === OFF ? 'off' : [kind], isFor: true, weight, name: 'changes' }
  })
}

function daysBefore(before: readonly Assignment[], name: string, { first, kinds }: Context): number[] {
  const known = before.filter(({ day }) => day < first && day >= first - DAYS_BEFORE)
  if (known.length === 0) return []
  const from = Math.min(...known.map(({ day }) => day))
  return Array.from({ length: first - from }, (_, i) => {
    const had = known.find((each) => each.name === name && each.day === from + i)
    return had ? kindOfAssignment(had, kinds) : OFF
  })
}

/** Rules that depend on the person: contract, fair shares, counts. */
function ownRules(person: PersonToRoster, context: Context, absent: ReadonlySet<number>, wishes: Wish[]): PersonRule[] {
  const { rules, days, first, kinds, request } = context
  const list: PersonRule[] = []
  if (person.hours !== undefined && rules.contract) {
    // A day of holiday on a weekday counts as a fifth of the week.
    const away = [...absent].filter((day) => weekdayOf(first + day) < 5).length
    const minutes = Math.max(0, (person.hours * days) / 7 - (away * person.hours) / 5) * 60
    const slack = rules.contract.within * 60
    list.push({
      rule: 'total',
      name: 'contract',
      unit: 'minutes',
      of: 'any',
      per: 'roster',
      each: 60,
      least: Math.max(0, minutes - slack),
      most: minutes + slack,
      ...weightOf(rules.contract.weight),
    })
  }
  const { nights, weekends, wishes: denied } = rules.fairness ?? {}
  const share = shareOf(person, request.people)
  const night = nightsOf(context)
  if (nights !== undefined && night.length > 0) {
    const all = context.needs.filter(({ kind }) => night.includes(kind)).reduce((sum, need) => sum + need.people, 0)
    list.push({
      rule: 'total',
      name: 'fair-nights',
      unit: 'shifts',
      of: night,
      per: 'roster',
      least: all * share,
      most: all * share,
      weight: nights,
      isSquare: true,
    })
  }
  if (weekends !== undefined) {
    const all = weekendShare(context) * share
    list.push({
      rule: 'weekends',
      name: 'fair-weekends',
      per: 'roster',
      least: all,
      most: all,
      weight: weekends,
      isSquare: true,
    })
  }
  if (denied !== undefined && wishes.length > 0)
    list.push({
      rule: 'denied',
      name: 'fair-wishes',
      wishes: wishes.map(({ day, work, isFor }) => ({ day, work, isFor })),
      weight: denied,
    })
  for (const { name, shifts, per, people, ...limits } of rules.counts ?? []) {
    if (people && !people.includes(person.name)) continue
    const of = shifts.includes('work') ? 'any' : shifts.flatMap((shift) => named(kinds, shift, `counts: ${name}`))
    list.push({ rule: 'total', name, unit: 'shifts', of, per, ...limitsOf(limits) })
  }
  return list
}

/** A person's part of what is to be shared, by contract hours. */
function shareOf(person: PersonToRoster, people: readonly PersonToRoster[]): number {
  const hours = people.map((each) => each.hours ?? 40)
  const all = hours.reduce((sum, each) => sum + each, 0)
  return all > 0 ? (person.hours ?? 40) / all : 1 / people.length
}

/** Weekends that all people together have to work at least: of each weekend the busier day. */
function weekendShare({ needs, days, first }: Context): number {
  let sum = 0
  const of = (day: number) => needs.filter((need) => need.day === day).reduce((all, { people }) => all + people, 0)
  for (let day = 0; day < days; day++)
    if (weekdayOf(first + day) === 5) sum += Math.max(of(day), day + 1 < days ? of(day + 1) : 0)
  return sum
}

function pairsOf({ pairs = [] }: RosterRules, people: readonly PersonToRoster[]): Pair[] {
  const names = people.map(({ name }) => name)
  return pairs.map(({ kind, people: pair, weight }) => {
    const indexes = pair.map((name) => {
      const at = names.indexOf(name)
      if (at >= 0) return at
      throw unknownName({ what: 'nobody has this name', name, known: names, where: { name: 'pairs' } })
    })
    return { people: [indexes[0], indexes[1]], kind, weight }
  })
}
