import type { DayKinds, DayTable } from '../history/index.ts'
import { type CleanedCase, type CleaningRule, formatStretch } from './case.ts'
import type { UsualDays } from './usual.ts'

/** One way in which a history can be wrong. {@link findCases} applies rules one after another. */
export interface Rule<Evidence> {
  /** The names of the cases that it finds. */
  finds: readonly CleaningRule[]
  /** The cases, in any order. They do not overlap. */
  find(evidence: Evidence): CleanedCase[]
}

/** What the rules for contacts look at. */
export interface ContactEvidence extends Marked {
  table: DayTable
  kinds: DayKinds
  /** Contacts that are usual in each interval; NaN where that cannot be told. */
  usual: Float64Array
  days: UsualDays
}

/** What earlier rules have found. */
interface Marked {
  /** 1 for each interval that a case covers. */
  taken: Uint8Array
  /** 1 for each day that a case covers as a whole. */
  wholeDayTaken: Uint8Array
}

/** The cases of all rules. Each rule sees what the rules before it have found. */
export function findCases<Evidence extends Marked & { table: DayTable }>(
  rules: readonly Rule<Evidence>[],
  evidence: Evidence,
): CleanedCase[] {
  const { slots } = evidence.table
  const found: CleanedCase[] = []
  for (const rule of rules) {
    for (const one of rule.find(evidence)) {
      found.push(one)
      evidence.taken.fill(1, one.from, one.from + one.count)
      if (one.from % slots === 0 && one.count === slots) evidence.wholeDayTaken[one.from / slots] = 1
    }
  }
  return found
}

/** A rule that looks at one day at a time, by the hour, and passes over days that are a case as a whole. */
export function dayByDay(
  finds: readonly CleaningRule[],
  findInDay: (evidence: ContactEvidence, row: number) => CleanedCase[],
): Rule<ContactEvidence> {
  return {
    finds,
    find(evidence) {
      // What the rule finds on one day has no part in what it finds on another.
      const cases: CleanedCase[] = []
      for (let row = 0; row < evidence.table.days; row++) {
        if (!evidence.wholeDayTaken[row]) cases.push(...findInDay(evidence, row))
      }
      return cases
    },
  }
}

/** A case within a day. What is usual in it is taken at that day's level. */
export function caseInDay(
  evidence: ContactEvidence,
  rule: CleaningRule,
  from: number,
  to: number,
  what: string,
): CleanedCase {
  return contactCase(evidence, rule, from, to, what, (row) => evidence.days.level[row])
}

/** A case of any length. A day without contacts, or one that lies in it as a whole, counts at its usual level: its own level is what is in question. */
export function caseOfStretch(
  evidence: ContactEvidence,
  rule: CleaningRule,
  from: number,
  to: number,
  what: string,
): CleanedCase {
  const { slots } = evidence.table
  return contactCase(evidence, rule, from, to, what, (row) => {
    const whole = from <= row * slots && (row + 1) * slots <= to
    return whole ? 1 : evidence.days.level[row] || 1
  })
}

function contactCase(
  { table, usual }: Pick<ContactEvidence, 'table' | 'usual'>,
  rule: CleaningRule,
  from: number,
  to: number,
  what: string,
  levelOf: (row: number) => number,
): CleanedCase {
  const { slots, firstDay, values } = table
  let recorded = 0
  let expected = 0
  for (let i = from; i < to; i++) {
    if (!Number.isNaN(values[i])) recorded += values[i]
    // Only of a gap is it of interest what was not recorded.
    if (!Number.isNaN(values[i]) || rule === 'gap') expected += (usual[i] || 0) * levelOf(Math.floor(i / slots))
  }
  return {
    rule,
    day: firstDay + Math.floor(from / slots),
    from,
    count: to - from,
    recorded,
    usual: expected,
    measure: 'contacts',
    done: 'replaced',
    reason: `${formatStretch(table, from, to)}: ${what}; ${Math.round(recorded)} contacts, ${Math.round(expected)} are usual`,
  }
}
