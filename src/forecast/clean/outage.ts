import type { CleanedCase } from './case.ts'
import { type ContactEvidence, caseInDay, dayByDay } from './rule.ts'
import { DISPERSION, spreadOf } from './usual.ts'

/** An outage: intervals in a row below this share of what is usual, which together miss so many standard deviations that chance does not do it. Where fewer contacts are usual, an interval is no part of one. */
const OUTAGE_SHARE = 0.35
const OUTAGE_SIGMA = 7
const OUTAGE_LEAST_CONTACTS = 1
/** The same as a logarithm of a likelihood ratio: a normal number of s standard deviations has s^2 / 2. */
const OUTAGE_LOG_LIKELIHOOD = (OUTAGE_SIGMA * OUTAGE_SIGMA) / 2
/** A rebound lies in this time after an outage or a gap, above this share of what is usual and so many standard deviations above it. */
const REBOUND_SECONDS = 7200
const REBOUND_SHARE = 1.3
const REBOUND_SIGMA = 4

/** Hours in which next to nobody came through, beyond chance, and the hours right after them, or after a gap, in which those call who could not. */
export const outage = dayByDay(['outage', 'rebound'], (evidence, row) => {
  const { table, usual, days, taken } = evidence
  const { slots, values } = table
  const level = days.level[row]
  const end = (row + 1) * slots
  const missing = (i: number) => Number.isNaN(values[i]) && usual[i] > 0
  const low = (i: number) =>
    !taken[i] && usual[i] * level > OUTAGE_LEAST_CONTACTS && values[i] < OUTAGE_SHARE * usual[i] * level
  const cases: CleanedCase[] = []
  for (let i = row * slots; i < end; i++) {
    const gap = missing(i)
    if (!gap && !low(i)) continue
    let to = i + 1
    while (to < end && (low(to) || missing(to))) to++
    const proven = isOutage(evidence, level, i, to)
    if (proven) cases.push(caseInDay(evidence, 'outage', i, to, 'next to no contacts'))
    if (proven || gap) {
      const until = endOfRebound(evidence, level, to, end)
      if (until > to) {
        cases.push(caseInDay(evidence, 'rebound', to, until, 'more contacts than usual right after a gap'))
      }
    }
    i = to - 1
  }
  return cases
})

/** Whether chance does not make so few contacts: by the sum of what is missing, or because they are few interval by interval. */
function isOutage({ table, usual }: ContactEvidence, level: number, from: number, to: number): boolean {
  const { values } = table
  let missed = 0
  let variance = 0
  /** Of a Poisson count with the over-dispersion taken off. */
  let logLikelihood = 0
  for (let k = from; k < to; k++) {
    if (Number.isNaN(values[k])) continue
    const mean = usual[k] * level
    missed += mean - values[k]
    variance += spreadOf(mean) ** 2
    logLikelihood += (mean - values[k] + (values[k] > 0 ? values[k] * Math.log(values[k] / mean) : 0)) / DISPERSION
  }
  return missed > OUTAGE_SIGMA * Math.sqrt(variance) || (missed > 0 && logLikelihood > OUTAGE_LOG_LIKELIHOOD)
}

/** The first interval from `from` on that holds no rebound. */
function endOfRebound({ table, usual }: ContactEvidence, level: number, from: number, end: number): number {
  const { values, interval } = table
  const last = Math.min(end, from + Math.round(REBOUND_SECONDS / interval))
  let until = from
  while (until < last && usual[until] > 0) {
    const mean = usual[until] * level
    const high = values[until] > REBOUND_SHARE * usual[until] * level
    if (!high || !(values[until] - mean > REBOUND_SIGMA * spreadOf(mean))) break
    until++
  }
  return until
}
