import type { DayNumber } from '../../domain/index.ts'
import type { Assignment, RosterAnswer, Shortfall, WhyAnswer } from '../../roster/index.ts'
import { numericDay, shortDay } from '../dates.ts'
import { figures, figuresIn } from '../format.ts'
import { type Language, listed } from '../language.ts'
import { type RosterWords, rosterWords } from './words.ts'

const { fill, clock } = figures

/** Shifts that have a sign of their own in the grid. */
export interface ShiftSign {
  sign: string
  queue: string
  shift: string
  /** Earliest and latest begin. */
  start: number
  lastStart: number
  /** Earliest and latest end. */
  end: number
  lastEnd: number
}

/** A letter for each shift: the first of its name where it is free. */
export function signsOf({ cover }: RosterAnswer): ShiftSign[] {
  const signs: ShiftSign[] = []
  for (const { queue, shift, start, end } of cover) {
    const known = signs.find((each) => each.queue === queue && each.shift === shift)
    if (known) {
      known.start = Math.min(known.start, start)
      known.lastStart = Math.max(known.lastStart, start)
      known.end = Math.min(known.end, end)
      known.lastEnd = Math.max(known.lastEnd, end)
      continue
    }
    const wanted = [...shift.toUpperCase(), ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghijklmnopqrstuvwxyz']
    const sign = wanted.find((each) => /^[A-Za-z0-9]$/.test(each) && !signs.some((other) => other.sign === each)) ?? '*'
    signs.push({ sign, queue, shift, start, lastStart: start, end, lastEnd: end })
  }
  return signs
}

export function signText(signs: readonly ShiftSign[], words: RosterWords): string {
  const at = (seconds: number) => clock(seconds % 86_400)
  const between = (from: number, to: number) =>
    from === to ? at(from) : fill(words.between, { from: at(from), to: at(to) })
  const list = signs.map(({ sign, queue, shift, start, lastStart, end, lastEnd }) =>
    fill(start === lastStart && end === lastEnd ? words.sign : words.signVaried, {
      sign,
      shift: queue === '' ? shift : `${queue} ${shift}`,
      start: between(start, lastStart),
      end: between(end, lastEnd),
    }),
  )
  return fill(words.signs, { list: listed(list, words.language) })
}

/** A person's shifts by day. */
export function shiftsByDay({ assignments, people }: RosterAnswer): Map<string, Map<DayNumber, Assignment>> {
  const byName = new Map(people.map((name) => [name, new Map<DayNumber, Assignment>()]))
  for (const each of assignments) byName.get(each.name)!.set(each.day, each)
  return byName
}

export function titleOf({ people, first, days }: RosterAnswer, words: RosterWords): string {
  const { number } = figuresIn(words.language)
  return fill(words.title, {
    people: number(people.length),
    from: numericDay(first, words.language),
    to: numericDay(first + days - 1, words.language),
  })
}

export function sumText(answer: RosterAnswer, words: RosterWords): string {
  const { number } = figuresIn(words.language)
  const { assignments, cost, bound, isBest } = answer
  const hours = assignments.reduce((sum, { paidHours }) => sum + paidHours, 0)
  const template = isBest ? words.best : bound > 0 ? words.sum : words.unbounded
  return fill(template, {
    shifts: number(assignments.length),
    hours: number(hours, 1),
    cost: number(cost, cost % 1 === 0 ? 0 : 1),
    bound: number(bound, bound % 1 === 0 ? 0 : 1),
  })
}

/** A rule as it is shown: by its name in the file, but for those that are not written there. */
export function ruleName(rule: string, words: RosterWords): string {
  if (rule === 'cover: too few') return words.tooFew
  return rule === 'cover: too many' ? words.tooMany : rule
}

/** Sums of penalties under a key, the dearest first. */
export function penaltiesBy(
  { penalties }: RosterAnswer,
  key: (penalty: RosterAnswer['penalties'][number]) => string | undefined,
): { key: string; times: number; cost: number }[] {
  const sums = new Map<string, { key: string; times: number; cost: number }>()
  for (const penalty of penalties) {
    const name = key(penalty)
    if (name === undefined) continue
    const sum = sums.get(name) ?? { key: name, times: 0, cost: 0 }
    sum.times++
    sum.cost += penalty.cost
    sums.set(name, sum)
  }
  return [...sums.values()].sort((a, b) => b.cost - a.cost)
}

/** People who are named one by one as kept from a shift. */
const MOST_NAMED = 6

export function shortText(shortfall: Shortfall, words: RosterWords, language: Language): string {
  const { number } = figuresIn(language)
  const { day, queue, shift, start, end, needed, short, kept } = shortfall
  const named = kept.slice(0, MOST_NAMED).map(({ name, by }) => fill(words.keptOne, { name, by: listed(by, language) }))
  if (kept.length > MOST_NAMED) named.push(fill(words.more, { count: number(kept.length - MOST_NAMED) }))
  return fill(words.short, {
    day: shortDay(day, language),
    shift: `${queue === '' ? shift : `${queue} ${shift}`} ${clock(start)}-${clock(end % 86_400)}`,
    short: number(short),
    needed: number(needed),
    kept: kept.length === 0 ? words.nobody : fill(words.keptBy, { list: listed(named, language) }),
  })
}

/** Why a person has a day as it is, in sentences. */
export function whyLines(why: WhyAnswer, language: Language): string[] {
  const { number } = figuresIn(language)
  const words = rosterWords(language)
  const { name, day, has, otherwise, more, rules, others } = why
  const said = fill(words.why, { name, has: has === 'off' ? words.off : has, day: shortDay(day, language) })
  if (otherwise === undefined) return [said, words.whyOnly]
  const template = more > 1e-6 ? words.whyMore : more < -1e-6 ? words.whyLess : words.whyNothing
  const signed = (value: number) => `${value > 0 ? '+' : '-'}${number(Math.abs(value), value % 1 === 0 ? 0 : 1)}`
  const list = rules.map((rule) => fill(words.whyRule, { rule: ruleName(rule.rule, words), more: signed(rule.more) }))
  return [
    said,
    fill(template, {
      otherwise: otherwise === 'off' ? words.off : otherwise,
      more: number(Math.abs(more), more % 1 === 0 ? 0 : 1),
      rules: listed(list, language),
    }),
    ...(others.length > 0 ? [fill(words.whyOthers, { list: listed(others, language) })] : []),
  ]
}
