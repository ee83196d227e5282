import { DAY_SECONDS, formatPlace, type Ruling } from '../../domain/index.ts'
import type { DayTable } from '../history/index.ts'
import type { CleanedCase } from './case.ts'
import { type ContactEvidence, caseOfStretch } from './rule.ts'

/** A ruling and the intervals of the history that it covers: `from` to `to`, exclusive. */
export interface RuledStretch {
  ruling: Ruling
  from: number
  to: number
}

/** Where a ruling lies in a history. It may lie outside; then it covers nothing. */
export function stretchOf(ruling: Ruling, { firstDay, interval, values }: DayTable): RuledStretch {
  const index = (time: number) => Math.round((time - firstDay * DAY_SECONDS) / interval)
  return { ruling, from: Math.max(0, index(ruling.from)), to: Math.min(values.length, index(ruling.to)) }
}

/** What a ruling is called: its name, or the place it was read from. */
export function rulingName({ name, place }: Ruling): string {
  return name || (place ? formatPlace(place) : 'ruling')
}

/** A ruling that covers a case stands in the list for it. */
export function covers(rulings: readonly RuledStretch[], from: number, to: number): boolean {
  return rulings.some((one) => one.from <= from && to <= one.to)
}

/** The first ruling to keep that meets a stretch. */
export function keeperOf(rulings: readonly RuledStretch[], from: number, to: number): Ruling | undefined {
  return rulings.find((one) => one.ruling.says === 'keep' && one.from < to && from < one.to)?.ruling
}

export interface JudgedCases {
  /** In order of time. */
  cases: CleanedCase[]
  /** The planner's own contacts for a stretch, by its case. */
  figures: ReadonlyMap<CleanedCase, number>
  /** Rulings to keep what nothing was found in. */
  unused: Ruling[]
}

/**
 * Decides what becomes of each case, by the planner's word where there is one.
 *
 * @param replace whether a case that no ruling speaks of is replaced; else it is told. A gap has nothing to be kept, and a level shift is always told.
 */
export function judgeCases(
  evidence: ContactEvidence,
  found: readonly CleanedCase[],
  rulings: readonly Ruling[],
  replace: boolean,
): JudgedCases {
  const stretches = rulings.map((ruling) => stretchOf(ruling, evidence.table))
  const own = stretches.filter(({ ruling }) => ruling.says !== 'keep')
  const used = new Set<Ruling>()
  const cases: CleanedCase[] = []
  const figures = new Map<CleanedCase, number>()
  for (const { ruling, from, to } of own) {
    if (to <= from) continue
    const name = rulingName(ruling)
    const one = caseOfStretch(evidence, 'ruling', from, to, name)
    const contacts = ruling.says === 'replace' ? ruling.contacts : undefined
    const judged: CleanedCase = { ...one, done: 'replaced', ruling: name, usual: contacts ?? one.usual }
    if (contacts !== undefined && usualContacts(evidence.usual, one) > 0) figures.set(judged, contacts)
    cases.push(judged)
  }
  for (const one of found) {
    const end = one.from + one.count
    if (one.rule === 'level shift') cases.push(one)
    if (one.rule === 'level shift' || covers(own, one.from, end)) continue
    const keep = keeperOf(stretches, one.from, end)
    if (keep) {
      used.add(keep)
      cases.push({ ...one, done: 'kept', ruling: rulingName(keep) })
    } else cases.push({ ...one, done: replace || one.rule === 'gap' ? one.done : 'told' })
  }
  cases.sort((a, b) => a.from - b.from)
  return { cases, figures, unused: rulings.filter((one) => one.says === 'keep' && !used.has(one)) }
}

/** Contacts that are usual in the intervals of a case, at the usual level of their days. */
export function usualContacts(usual: Float64Array, { from, count }: CleanedCase): number {
  return usual.subarray(from, from + count).reduce((sum, it) => sum + (it || 0), 0)
}
