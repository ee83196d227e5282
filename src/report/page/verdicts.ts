import type { GroupPlan } from '../../plan/index.ts'
import { shortDay } from '../dates.ts'
import { figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import { describePool, describeTime, type Words } from '../plan/index.ts'
import type { PlanVerdict } from './plan/content.ts'

/** Pooled groups whose savings are listed for the whole plan. */
const MOST_POOLS = 5
/** Groups whose verdicts are listed for the whole plan. */
const MOST_VERDICTS = 20

/** What the largest pools save, a fact a group. */
export function savings(groups: readonly GroupPlan[], words: Words): [string, string][] {
  return groups
    .flatMap((group): [string, string][] => {
      const pool = describePool(group, words)
      return pool === undefined ? [] : [[`${words.pool}: ${group.name}`, pool]]
    })
    .slice(0, MOST_POOLS)
}

/** The verdicts of the groups that have one, a row a group. */
export function verdictOfAll(groups: readonly GroupPlan[], words: Words): { verdict?: PlanVerdict } {
  const { percent, number } = figuresIn(words.language)
  const rows = groups.flatMap(({ name: group, verdict }) =>
    verdict
      ? [
          [
            group,
            percent(verdict.expected.serviceLevel),
            percent(verdict.actual.serviceLevel),
            number(verdict.serviceLevelError * 100, 1),
            number(verdict.agentsOnDuty, 1),
            number(verdict.agentsRequired, 1),
          ],
        ]
      : [],
  )
  if (rows.length === 0) return {}
  const headings = [words.group, words.expected, words.measured, words.error, words.agentsOnDuty, words.required]
  return { verdict: { before: words.verdictAll, headings, rows: rows.slice(0, MOST_VERDICTS), after: '' } }
}

export function verdictOf(verdict: NonNullable<GroupPlan['verdict']>, words: Words, language: Language): PlanVerdict {
  const { percent, duration, number, fill } = figuresIn(language)
  const { expected, actual } = verdict
  return {
    before: fill(words.verdictText, {
      from: shortDay(verdict.from, language),
      to: shortDay(verdict.to, language),
      intervals: number(verdict.intervals),
      error: fill(words.points, { points: number(verdict.serviceLevelError * 100, 1) }),
    }),
    after: fill(words.verdictDuty, {
      duty: number(verdict.agentsOnDuty, 1),
      required: number(verdict.agentsRequired, 1),
    }),
    headings: ['', words.expected, words.measured],
    rows: [
      [
        fill(words.withinThreshold, { time: describeTime(verdict.threshold, words) }),
        percent(expected.serviceLevel),
        percent(actual.serviceLevel),
      ],
      [words.abandonment, percent(expected.abandonment), percent(actual.abandonment)],
      [words.meanWait, duration(expected.meanWait), duration(actual.meanWait)],
    ],
  }
}
