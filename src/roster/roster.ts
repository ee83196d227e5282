import { checkKeys, type DayNumber, formatDay, type Keys, KrarupError, unknownName } from '../domain/index.ts'
import { type Compiled, compile } from './compiled.ts'
import { coverOf, ownPenalties, type Penalty, penaltiesOf, sumOf } from './explain.ts'
import { OFF, type RosterPerson, type RosterProblem } from './model.ts'
import { problemOf, type RequestKind, type Translation } from './problem-of.ts'
import type { Assignment, RosterRequest, RosterRules } from './request.ts'
import { type SearchAnswer, type SearchOptions, search } from './search.ts'

/** What is short on a day, and what keeps each of those who could do it. */
export interface Shortfall {
  day: DayNumber
  queue: string
  shift: string
  /** Seconds of the day; an end over 86 400 is on the next day. Shifts of one name may begin at several times. */
  start: number
  end: number
  needed: number
  short: number
  /** People who serve the queue, with the rules or shifts that keep them from it. */
  kept: { name: string; by: string[] }[]
}

/** A penalty in the words of the request. */
export interface RosterPenalty {
  rule: string
  name?: string
  day?: DayNumber
  queue?: string
  shift?: string
  /** Of cover: people over, negative where they are too few. */
  people?: number
  cost: number
}

export interface CoverLine {
  day: DayNumber
  queue: string
  shift: string
  start: number
  end: number
  needed: number
  there: number
}

export interface RosterAnswer {
  first: DayNumber
  days: number
  people: string[]
  assignments: Assignment[]
  penalties: RosterPenalty[]
  /** Sum of all penalties; no roster has less than the bound. */
  cost: number
  bound: number
  isBest: boolean
  stopped: SearchAnswer['stopped']
  paths: number
  seed: number
  cover: CoverLine[]
  shortfalls: Shortfall[]
  /** Days that differ from the roster that was kept; absent where none was. */
  changes?: { name: string; day: DayNumber; before: string; now: string }[]
}

export interface RosterOptions extends SearchOptions {
  /** With `keep`: at most so many changed days, where that is possible. */
  changeAtMost?: number
}

const SEARCH_KEYS = {
  seed: 1,
  paths: 1,
  seconds: 1,
  now: 1,
  isLocalOnly: 1,
  start: 1,
  signal: 1,
  onProgress: 1,
} as const satisfies Keys<SearchOptions>

/** A rule that is written wrongly would be no rule, without a word. */
function checkRequest(where: string, request: RosterRequest): void {
  checkKeys(where, request, { shifts: 1, people: 1, rules: 1, before: 1, keep: 1 })
  checkKeys(`${where}.rules`, request.rules, RULE_KEYS)
}

const RULE_KEYS = {
  rest: 1,
  daysInARow: 1,
  daysOffTogether: 1,
  weekends: 1,
  weekendsInARow: 1,
  wholeWeekends: 1,
  sameShiftAtWeekend: 1,
  nights: 1,
  notAfter: 1,
  contract: 1,
  hoursAWeek: 1,
  hoursIn: 1,
  fairness: 1,
  sameStart: 1,
  pairs: 1,
  counts: 1,
  cover: 1,
  skills: 1,
  changes: 1,
} as const satisfies Keys<RosterRules>

/** How often the price of a change is raised. */
const CHANGE_WEIGHTS = [10, 100, 1000, 10_000]

/**
 * A roster of people at least penalty, with a bound, and what it costs by rule, person and day.
 *
 * @throws {KrarupError} CONFLICT where a person's own hard rules leave no days at all, with the rules that keep them; MISSING, UNREADABLE
 * @example
 * ```ts
 * import { makeRoster } from 'krarup/roster'
 * const shifts = [0, 1, 2].map((day) => ({
 *   day: 20_000 + day, queue: '', shift: 'early', start: 7 * 3600, end: 15 * 3600, breaks: '', paidHours: 8, agents: 1,
 * }))
 * const people = [{ name: 'Ann' }, { name: 'Bo', holidays: [[20_000, 20_000]] as const }]
 * const { assignments, cost } = await makeRoster({ shifts, people, rules: { daysInARow: { most: 2 } } })
 * assignments.length //=> 3
 * cost //=> 0
 * ```
 */
export async function makeRoster(request: RosterRequest, options: RosterOptions = {}): Promise<RosterAnswer> {
  checkKeys('makeRoster', options, { ...SEARCH_KEYS, changeAtMost: 1 })
  checkRequest('makeRoster', request)
  const { changeAtMost, ...others } = options
  if (request.keep === undefined || changeAtMost === undefined) return rosterOf(request, others)
  let answer: RosterAnswer | undefined
  for (const weight of CHANGE_WEIGHTS) {
    answer = await rosterOf({ ...request, rules: { ...request.rules, changes: { weight } } }, others)
    if (answer.changes!.length <= changeAtMost) break
  }
  return answer!
}

async function rosterOf(request: RosterRequest, options: SearchOptions): Promise<RosterAnswer> {
  const translation = problemOf(request)
  const { compiled, found } = await searched(translation.problem, options)
  return answerOf(request, translation, compiled, found, options.seed ?? 1)
}

/** Searches, and again with dearer hard needs where some were left. */
async function searched(
  problem: RosterProblem,
  options: SearchOptions,
): Promise<{ compiled: Compiled; found: SearchAnswer }> {
  let compiled = compile(problem)
  refuseImpossible(compiled)
  let found = await search(compiled, options)
  if (isHardNeedBroken(problem, found.days)) {
    compiled = compile(problem, compiled.hardNeed * 20)
    const start = { days: found.days, ownCost: found.days.map((days, p) => sumOf(ownPenalties(compiled, p, days))) }
    found = await search(compiled, { ...options, start })
  }
  return { compiled, found }
}

function isHardNeedBroken(problem: RosterProblem, roster: readonly Int16Array[]): boolean {
  const cover = coverOf(problem, roster)
  return problem.needs.some(({ day, kind, people, under, over }) => {
    const there = cover[day * problem.kinds.length + kind]
    return (
      (there < people && under === Number.POSITIVE_INFINITY) || (there > people && over === Number.POSITIVE_INFINITY)
    )
  })
}

/** Says who cannot be rostered at all, and which of her rules keep her. */
function refuseImpossible(compiled: Compiled): void {
  const { problem, searches, own } = compiled
  searches.forEach((each, p) => {
    if (each.solve(own[p]).days) return
    const person = problem.people[p]
    const without = (change: Partial<RosterPerson>) => {
      const alone = compile({ ...problem, people: [{ ...person, ...change }], pairs: [] })
      return alone.searches[0].solve(alone.own[0]).days !== undefined
    }
    const names = [...new Set(person.rules.filter(({ weight }) => weight === undefined).map(({ name }) => name))]
    const keeping = names.filter((name) => without({ rules: person.rules.filter((rule) => rule.name !== name) }))
    if (person.fixed.length > 0 && without({ fixed: [] })) keeping.push('fixed')
    if (person.barred.length > 0 && without({ barred: [] })) keeping.push('availability and holidays')
    throw new KrarupError({
      code: 'CONFLICT',
      what: `no days can be given to ${person.name}: hard rules exclude each other`,
      where: { name: person.name },
      how:
        keeping.length > 0
          ? `give a weight to, or loosen, one of: ${keeping.join(', ')}`
          : `several rules exclude each other: give weights to some of ${names.join(', ')}`,
    })
  })
}

function answerOf(
  request: RosterRequest,
  translation: Translation,
  compiled: Compiled,
  found: SearchAnswer,
  seed: number,
): RosterAnswer {
  const { problem, first, kinds } = translation
  const { people } = problem
  const penalties = penaltiesOf(compiled, found.days)
  const cover = coverOf(problem, found.days)
  const lines: CoverLine[] = problem.needs.flatMap(({ day, kind, people: needed }, at) => {
    const { queue, name, start, end } = kinds[kind]
    if (needed === 0 && cover[at] === 0) return []
    return [{ day: first + day, queue, shift: name, start, end, needed, there: cover[at] }]
  })
  return {
    first,
    days: problem.days,
    people: people.map(({ name }) => name),
    assignments: assignmentsOf(translation, found.days),
    penalties: penalties.map((each) => inWords(each, translation)),
    cost: sumOf(penalties),
    bound: found.bound,
    isBest: found.isBest,
    stopped: found.stopped,
    paths: found.paths,
    seed,
    cover: lines,
    shortfalls: shortfallsOf(translation, compiled, found.days),
    ...(request.keep ? { changes: changesOf(translation, request.keep, found.days) } : {}),
  }
}

function inWords(
  { rule, person, day, kind, people, cost }: Penalty,
  { problem, first, kinds }: Translation,
): RosterPenalty {
  return {
    rule,
    ...(person === undefined ? {} : { name: problem.people[person].name }),
    ...(day === undefined ? {} : { day: first + day }),
    ...(kind === undefined ? {} : { queue: kinds[kind].queue, shift: kinds[kind].name }),
    ...(people === undefined ? {} : { people }),
    cost,
  }
}

/** Each person's shifts; the breaks of a day and kind are handed out in the order of the rows. */
function assignmentsOf({ problem, first, kinds, rows }: Translation, roster: readonly Int16Array[]): Assignment[] {
  const list: Assignment[] = []
  for (let day = 0; day < problem.days; day++) {
    const given = new Map<number, number>()
    roster.forEach((days, p) => {
      const kind = days[day]
      if (kind === OFF) return
      const at = day * kinds.length + kind
      const nth = given.get(at) ?? 0
      given.set(at, nth + 1)
      list.push({
        name: problem.people[p].name,
        day: first + day,
        queue: kinds[kind].queue,
        shift: kinds[kind].name,
        start: kinds[kind].start,
        end: kinds[kind].end,
        breaks: breaksOf(rows.get(at) ?? [], nth),
        paidHours: kinds[kind].minutes / 60,
      })
    })
  }
  return list
}

function breaksOf(rows: readonly { breaks: string; agents: number }[], nth: number): string {
  let before = 0
  for (const { breaks, agents } of rows) {
    before += agents
    if (nth < before) return breaks
  }
  return rows[rows.length - 1]?.breaks ?? ''
}

function shortfallsOf(
  { problem, first, kinds }: Translation,
  compiled: Compiled,
  roster: readonly Int16Array[],
): Shortfall[] {
  const cover = coverOf(problem, roster)
  return problem.needs.flatMap(({ day, kind, people }) => {
    const short = people - cover[day * kinds.length + kind]
    if (short <= 0) return []
    const kept = problem.people.flatMap(({ name, kindCost }, p) =>
      kindCost[kind] < Number.POSITIVE_INFINITY ? [{ name, by: keptBy(compiled, kinds, roster[p], p, day, kind) }] : [],
    )
    const { queue, name: shift, start, end } = kinds[kind]
    return [{ day: first + day, queue, shift, start, end, needed: people, short, kept }]
  })
}

/** What keeps a person from a shift, the rest of her days as they are. */
function keptBy(
  compiled: Compiled,
  kinds: readonly RequestKind[],
  days: Int16Array,
  person: number,
  day: number,
  kind: number,
): string[] {
  if (days[day] !== OFF) return [`works ${kinds[days[day]].name}`]
  const other = days.slice()
  other[day] = kind
  const rules = ownPenalties(compiled, person, other)
  const hard = [...new Set(rules.filter(({ cost }) => cost === Number.POSITIVE_INFINITY).map(({ rule }) => rule))]
  return hard.length > 0 ? hard : ['dearer']
}

/** Days on which a roster differs from the one that was kept. */
function changesOf({ problem, first, kinds }: Translation, keep: readonly Assignment[], roster: readonly Int16Array[]) {
  const key = (name: string, day: number) => `${day} ${name}`
  const had = new Map(keep.map((each) => [key(each.name, each.day), each.shift]))
  return problem.people.flatMap(({ name }, p) =>
    [...roster[p]].flatMap((kind, day) => {
      const before = had.get(key(name, first + day)) ?? 'off'
      const now = kind === OFF ? 'off' : kinds[kind].name
      return before === now ? [] : [{ name, day: first + day, before, now }]
    }),
  )
}

/** Why a person has a day as it is: what the roster would cost otherwise, and which rules or cover would suffer. */
export interface WhyAnswer {
  name: string
  day: DayNumber
  /** The shift, or `off`. */
  has: string
  /** What the roster costs with the day otherwise, less what it costs now; Infinity where the person's hard rules leave nothing else. */
  more: number
  /** What she has on that day then. */
  otherwise?: string
  /** Rules by how much they cost more (or, negative, less) then, the dearest first. */
  rules: { rule: string; more: number }[]
  /** Others whose days change. */
  others: string[]
}

/**
 * Answers why a person works, or not, on a day: the roster is searched again with what she has on that day forbidden.
 *
 * @throws {KrarupError} UNREADABLE where there is no such person or day
 */
export async function whyDay(
  request: RosterRequest,
  answer: RosterAnswer,
  question: { name: string; day: DayNumber },
  options: SearchOptions = {},
): Promise<WhyAnswer> {
  checkKeys('whyDay', options, SEARCH_KEYS)
  checkKeys('whyDay', question, { name: 1, day: 1 })
  checkRequest('whyDay', request)
  const { name, day } = question
  const translation = problemOf(request)
  const { problem, first, kinds } = translation
  const person = problem.people.findIndex((each) => each.name === name)
  if (person < 0)
    throw unknownName({ what: 'nobody has this name', name, known: answer.people, where: { name: 'why' } })
  if (day < first || day >= first + problem.days)
    throw new KrarupError({
      code: 'OUT_OF_RANGE',
      what: 'the roster does not have this day',
      how: `it goes from ${formatDay(first)} to ${formatDay(first + problem.days - 1)}`,
      value: formatDay(day),
    })
  const now = daysOf(answer.assignments, translation)
  const compiled = compile(problem)
  const had = now[person][day - first]
  const has = had === OFF ? 'off' : kinds[had].name
  const people = problem.people.map((each, p) =>
    p === person
      ? {
          ...each,
          fixed: each.fixed.filter((one) => one.day !== day - first),
          barred: [...each.barred, { day: day - first, work: had === OFF ? ('off' as const) : [had] }],
        }
      : each,
  )
  const other = compile({ ...problem, people })
  const alone = other.searches[person].solve(other.own[person])
  if (!alone.days) return { name, day, has, more: Number.POSITIVE_INFINITY, rules: [], others: [] }
  const start = now.map((days, p) => (p === person ? alone.days! : days))
  const found = await search(other, {
    ...options,
    start: { days: start, ownCost: start.map((days, p) => sumOf(ownPenalties(other, p, days))) },
  })
  const before = byRule(penaltiesOf(compiled, now))
  const after = byRule(penaltiesOf(other, found.days))
  const rules = [...new Set([...before.keys(), ...after.keys()])]
    .map((rule) => ({ rule, more: (after.get(rule) ?? 0) - (before.get(rule) ?? 0) }))
    .filter(({ more }) => Math.abs(more) > 1e-6)
    .sort((a, b) => b.more - a.more)
  const kind = found.days[person][day - first]
  return {
    name,
    day,
    has,
    more: rules.reduce((sum, { more }) => sum + more, 0),
    otherwise: kind === OFF ? 'off' : kinds[kind].name,
    rules,
    others: problem.people.flatMap((each, p) =>
      p !== person && found.days[p].some((one, d) => one !== now[p][d]) ? [each.name] : [],
    ),
  }
}

function byRule(penalties: readonly Penalty[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { rule, cost } of penalties) sums.set(rule, (sums.get(rule) ?? 0) + cost)
  return sums
}

/** Assignments as days of numbers. */
function daysOf(assignments: readonly Assignment[], { problem, first, kinds }: Translation): Int16Array[] {
  const at = new Map(problem.people.map(({ name }, p) => [name, p]))
  const roster = problem.people.map(() => new Int16Array(problem.days).fill(OFF))
  for (const { name, day, queue, shift, start, end } of assignments)
    roster[at.get(name)!][day - first] = kinds.findIndex(
      (kind) => kind.queue === queue && kind.name === shift && kind.start === start && kind.end === end,
    )
  return roster
}
