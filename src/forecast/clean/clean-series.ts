import {
  type Calendar,
  checkKeys,
  EMPTY_CALENDAR,
  type IntervalSeries,
  type Keys,
  type Ruling,
  STATE,
} from '../../domain/index.ts'
import { dayKinds, dayTable } from '../history/index.ts'
import type { CleanedCase } from './case.ts'
import { clockChange } from './clock-change.ts'
import { gap } from './gap.ts'
import { highDay } from './high-day.ts'
import { levelShift } from './level-shift.ts'
import { lowDay } from './low-day.ts'
import { outage } from './outage.ts'
import { type ContactEvidence, findCases, type Rule } from './rule.ts'
import { type JudgedCases, judgeCases, usualContacts } from './rulings.ts'
import { spike } from './spike.ts'
import { stuckValue } from './stuck-value.ts'
import { usualDays, usualValues } from './usual.ts'
import { withZeroDaysOpen, zeroDay } from './zero-day.ts'

export interface Cleaned {
  /** The series with the values of each case replaced by NaN, state missing: models leave them out or fill them. Where nothing was found, the series itself. */
  series: IntervalSeries
  /** What was recorded, untouched. */
  raw: IntervalSeries
  /** In order of time. */
  cases: readonly CleanedCase[]
  /** Rulings to keep what nothing was found in. They have no effect. */
  unused: readonly Ruling[]
}

export interface CleanOptions {
  calendar?: Calendar
  /** What the planner says of stretches of this series: found cases are kept or replaced accordingly, and what was not found is replaced too. */
  rulings?: readonly Ruling[]
  /** Whether found cases are replaced where no ruling speaks of them; else they are told only. Default true. Level shifts are always told and never replaced. */
  replace?: boolean
}

const CLEAN_KEYS = { calendar: 1, rulings: 1, replace: 1 } as const satisfies Keys<CleanOptions>

/** In this order: each rule sees what those before it have found. */
const RULES: readonly Rule<ContactEvidence>[] = [
  zeroDay,
  lowDay,
  highDay,
  clockChange,
  stuckValue,
  outage,
  spike,
  gap,
  levelShift,
]

/**
 * Finds what a history should not be learnt from, says why, and takes it out: zero days, outages and their rebounds, days far off, stuck values, spikes. Level shifts are told only.
 * Nothing is changed in silence: every case names its rule, what was recorded and what is usual, and the raw series stays beside the cleaned one.
 * A day that is closed by its state although zeros are recorded on it is judged like any other day: it is a zero day where its kind is usually busy and the calendar does not name it.
 *
 * What is usual at a time is the median of the same time on the four days of the same kind before and the four after, times the level of the day itself.
 */
export function cleanSeries(raw: IntervalSeries, options: CleanOptions = {}): Cleaned {
  checkKeys('cleanSeries', options, CLEAN_KEYS)
  const { calendar = EMPTY_CALENDAR, rulings = [], replace = true } = options
  const asRead = dayTable(raw)
  const kinds = dayKinds(asRead, calendar)
  const usual = usualValues(asRead, kinds)
  const recorded = withZeroDaysOpen(raw, asRead, kinds, usual)
  const table = recorded === raw ? asRead : dayTable(recorded)
  const evidence: ContactEvidence = {
    table,
    kinds,
    usual,
    days: usualDays(table, usual),
    taken: new Uint8Array(table.values.length),
    wholeDayTaken: new Uint8Array(table.days),
  }
  const found = findCases(RULES, evidence)
  const ofContacts = rulings.filter(
    (one) => one.measure !== 'handle time' && (one.says !== 'replace' || one.contacts !== undefined),
  )
  const judged = judgeCases(evidence, found, ofContacts, replace)
  return { series: replaced(recorded, usual, judged), raw, cases: judged.cases, unused: judged.unused }
}

/** The series with what is replaced taken out, or with the planner's own figure in its place, spread as is usual. A gap has nothing that could be taken out. */
function replaced(series: IntervalSeries, usual: Float64Array, { cases, figures }: JudgedCases): IntervalSeries {
  const out = cases.filter(({ done, rule }) => done === 'replaced' && rule !== 'gap')
  if (out.length === 0) return series
  const values = series.values.slice()
  const state = series.state.slice()
  for (const one of out) {
    const figure = figures.get(one)
    for (let i = one.from; i < one.from + one.count; i++) {
      if (figure !== undefined && usual[i] > 0 && state[i] !== STATE.closed) {
        values[i] = (figure * usual[i]) / usualContacts(usual, one)
        state[i] = STATE.observed
      } else if (!Number.isNaN(values[i])) {
        values[i] = Number.NaN
        state[i] = STATE.missing
      }
    }
  }
  return { ...series, values, state }
}
