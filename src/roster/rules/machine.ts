import { OFF, type PersonRule, type ShiftKind, type Work } from '../model.ts'
import type { Calendar, RuleMachine, Step } from './automaton.ts'
import { weekdayOf } from './automaton.ts'
import { deniedMachine, totalMachine, weekendsMachine } from './count-machines.ts'

/** The machine of a rule. Histories are read by it before the first day: see `startOf`. */
export function machineOf(rule: PersonRule, kinds: readonly ShiftKind[], calendar: Calendar): RuleMachine {
  switch (rule.rule) {
    case 'run':
      return runMachine(rule.name, memberOf(rule.of), rule)
    case 'total':
      return totalMachine(rule, memberOf(rule.of), kinds, calendar)
    case 'weekends':
      return weekendsMachine(rule, calendar)
    case 'denied':
      return deniedMachine(
        rule,
        rule.wishes.map(({ work }) => memberOf(work)),
        calendar,
      )
    case 'weekend-run':
      return weekendRunMachine(rule, calendar)
    case 'whole-weekend':
      return wholeWeekendMachine(rule, calendar)
    case 'same-shift-at-weekend':
      return sameAtWeekendMachine(rule, calendar)
    case 'succession':
      return successionMachine(rule, kinds.length)
    case 'pattern':
      return patternMachine(rule, calendar)
    case 'window':
      return windowMachine(rule, kinds)
    case 'same-start':
      return sameStartMachine(rule, kinds, calendar)
  }
}

type Rule<R extends PersonRule['rule']> = Extract<PersonRule, { rule: R }>
type Member = (kind: number) => boolean

/** Whether a shift, or a day off, is of a set. */
export function memberOf(work: Work): Member {
  if (work === 'any') return (kind) => kind !== OFF
  if (work === 'off') return (kind) => kind === OFF
  const set = new Set(work)
  return (kind) => set.has(kind)
}

const SATURDAY = 5
const SUNDAY = 6
const hard = (weight: number | undefined) => weight ?? Number.POSITIVE_INFINITY
const nothing = () => 0

/** States: twice the days of the run so far, and one more where the run may have begun before what is known. */
function runMachine(
  name: string,
  isIn: Member,
  { least = 0, most, weight, isJudgedAtEnds = false }: Rule<'run'>,
): RuleMachine {
  const price = hard(weight)
  const longest = Math.max(least, most ?? 0)
  return {
    name,
    start: isJudgedAtEnds ? 0 : 1,
    step(state, _, kind, out) {
      const length = state >> 1
      const isOpen = state & 1
      out.add = 0
      if (isIn(kind)) {
        out.state = (Math.min(longest, length + 1) << 1) | isOpen
        out.cost = most !== undefined && length >= most ? price : 0
        return
      }
      out.state = 0
      out.cost = length > 0 && length < least && !isOpen ? (least - length) * price : 0
    },
    end: (state) => (isJudgedAtEnds && state >> 1 > 0 ? Math.max(0, least - (state >> 1)) * price || 0 : 0),
    signOf: (kind) => (isIn(kind) ? 1 : 0),
  }
}

/** States: weekends on end so far (twice, and one more where it may have begun earlier), and whether this one is worked. */
function weekendRunMachine(
  { name, least = 0, most, weight, isJudgedAtEnds = false }: Rule<'weekend-run'>,
  calendar: Calendar,
): RuleMachine {
  const price = hard(weight)
  const longest = Math.max(least, most ?? 0)
  return {
    name,
    start: isJudgedAtEnds ? 0 : 2,
    step(state, day, kind, out) {
      const weekday = weekdayOf(calendar, day)
      out.add = 0
      out.cost = 0
      out.state = state
      if (weekday < SATURDAY) return
      const run = (state >> 1) >> 1
      const isOpen = (state >> 1) & 1
      const isWorked = (state & 1) | (kind === OFF ? 0 : 1)
      if (weekday === SATURDAY) {
        out.state = (state & ~1) | (kind === OFF ? 0 : 1)
        return
      }
      if (isWorked) {
        if (most !== undefined && run >= most) out.cost = price
        out.state = (((Math.min(longest, run + 1) << 1) | isOpen) << 1) >>> 0
      } else {
        if (run > 0 && run < least && !isOpen) out.cost = (least - run) * price
        out.state = 0
      }
    },
    end: (state) => (isJudgedAtEnds && state >> 2 > 0 ? Math.max(0, least - (state >> 2)) * price || 0 : 0),
    signOf: nothing,
  }
}

/** States: 0 before Sunday or unknown, 1 Saturday off, 2 Saturday worked. */
function wholeWeekendMachine({ name, weight }: Rule<'whole-weekend'>, calendar: Calendar): RuleMachine {
  const price = hard(weight)
  return {
    name,
    start: 0,
    step(state, day, kind, out) {
      const weekday = weekdayOf(calendar, day)
      const isWorked = kind !== OFF
      out.add = 0
      out.cost = weekday === SUNDAY && state > 0 && isWorked !== (state === 2) ? price : 0
      out.state = weekday === SATURDAY ? (isWorked ? 2 : 1) : 0
    },
    end: nothing,
    signOf: nothing,
  }
}

/** States: Saturday's shift plus two, 1 where it is off, 0 where nothing is known. */
function sameAtWeekendMachine({ name, weight }: Rule<'same-shift-at-weekend'>, calendar: Calendar): RuleMachine {
  const price = hard(weight)
  return {
    name,
    start: 0,
    step(state, day, kind, out) {
      const weekday = weekdayOf(calendar, day)
      out.add = 0
      out.cost = 0
      if (weekday === SUNDAY && state > 0 && kind !== state - 2)
        out.cost = price * ((kind === OFF ? 0 : 1) + (state - 2 === OFF ? 0 : 1))
      out.state = weekday === SATURDAY ? kind + 2 : 0
    },
    end: nothing,
    signOf: (kind) => kind,
  }
}

/** States: yesterday's shift plus one, where anything may not follow it. */
function successionMachine({ name, pairs, weight }: Rule<'succession'>, kinds: number): RuleMachine {
  const price = hard(weight)
  const forbidden = Array.from({ length: kinds }, (_, k) => new Set(pairs[k] ?? []))
  // Shifts that forbid the same are one to the rule.
  const rows = forbidden.map((set) => [...set].sort((a, b) => a - b).join())
  const rowIds = [...new Set(rows)].filter((row) => row !== '')
  const stateOf = rows.map((row) => rowIds.indexOf(row) + 1)
  const byState = rowIds.map((row) => new Set(row.split(',').map(Number)))
  return {
    name,
    start: 0,
    step(state, _, kind, out) {
      out.add = 0
      out.state = kind === OFF ? 0 : stateOf[kind]
      out.cost = kind !== OFF && state > 0 && byState[state - 1].has(kind) ? price : 0
    },
    end: nothing,
    signOf: (kind) => `${stateOf[kind]}/${byState.map((set) => (set.has(kind) ? 1 : 0)).join('')}`,
  }
}

/** States: a bit for each beginning of the sequence that the last days are. */
function patternMachine({ name, days, weekday, weight }: Rule<'pattern'>, calendar: Calendar): RuleMachine {
  const price = hard(weight)
  const members = days.map(memberOf)
  const last = members.length - 1
  return {
    name,
    start: 0,
    step(state, day, kind, out) {
      let next = 0
      const mayBegin = weekday === undefined || weekdayOf(calendar, day) === weekday
      for (let i = 0; i <= last; i++) {
        const isBegun = i === 0 ? mayBegin : (state >> (i - 1)) & 1
        if (isBegun && members[i](kind)) next |= 1 << i
      }
      out.add = 0
      out.cost = (next >> last) & 1 ? price : 0
      out.state = next & ~(1 << last)
    },
    end: nothing,
    signOf: (kind) => members.map((isIn) => (isIn(kind) ? 1 : 0)).join(''),
  }
}

/** States: minutes of the last days, as digits. */
function windowMachine({ name, days, most, weight }: Rule<'window'>, kinds: readonly ShiftKind[]): RuleMachine {
  const price = hard(weight)
  const lengths = [...new Set([0, ...kinds.map(({ minutes }) => minutes)])].sort((a, b) => a - b)
  const digitOf = kinds.map(({ minutes }) => lengths.indexOf(minutes))
  const base = lengths.length
  const all = base ** (days - 1)
  const minutesOf = (state: number) => {
    let sum = 0
    for (let rest = state; rest > 0; rest = Math.floor(rest / base)) sum += lengths[rest % base]
    return sum
  }
  return {
    name,
    start: 0,
    step(state, _, kind, out) {
      const digit = kind === OFF ? 0 : digitOf[kind]
      const over = minutesOf(state) + lengths[digit] - most
      out.add = 0
      out.cost = over > 0 && kind !== OFF ? price * Math.ceil(over / 60) : 0
      out.state = (state * base + digit) % all
    },
    end: nothing,
    signOf: (kind) => digitOf[kind],
  }
}

/** States: when the last shift of the week began, as a number of a beginning, plus one. */
function sameStartMachine(
  { name, within, weight }: Rule<'same-start'>,
  kinds: readonly ShiftKind[],
  calendar: Calendar,
): RuleMachine {
  const price = hard(weight)
  const starts = [...new Set(kinds.map(({ start }) => start))]
  const startOf = kinds.map(({ start }) => starts.indexOf(start))
  return {
    name,
    start: 0,
    step(state, day, kind, out) {
      const before = weekdayOf(calendar, day) === 0 ? 0 : state
      out.add = 0
      out.cost = 0
      out.state = before
      if (kind === OFF) return
      if (before > 0 && Math.abs(starts[before - 1] - starts[startOf[kind]]) > within) out.cost = price
      out.state = startOf[kind] + 1
    },
    end: nothing,
    signOf: (kind) => startOf[kind],
  }
}

const scratch: Step = { state: 0, cost: 0, add: 0 }

/** The state of a machine on the first day, after the days before it; and what of the first period is counted already. */
export function startOf(
  machine: RuleMachine,
  before: readonly number[],
  daysOfPeriod: number,
): { state: number; counted: number; isOver: boolean } {
  let { start: state } = machine
  let counted = 0
  before.forEach((kind, i) => {
    const day = i - before.length
    machine.step(state, day, kind, scratch)
    state = scratch.state
    if (day >= -daysOfPeriod) counted += scratch.add
  })
  // What the days before broke already is not broken by these: nothing more may be added.
  const last = machine.count ? machine.count.costs[0].length - 1 : counted
  return { state, counted: Math.min(counted, last), isOver: counted > last }
}
