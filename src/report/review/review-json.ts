import { dayOf, formatDay, formatPlainDateTime, formatTarget } from '../../domain/index.ts'
import type { GroupReview, Review, ReviewedStretch } from '../../plan/index.ts'
import { verdictText } from './sentences.ts'
import { reviewWords } from './words.ts'

/** Changes only when a field is renamed, removed or given another meaning; new fields may come at any time. */
export const REVIEW_JSON_VERSION = 1

/** A plan's review as JSON can carry it: days `2026-03-31`, durations in seconds, shares and their differences from 0 to 1; null where not known. */
export function reviewJson(review: Review): object {
  const { interval, from, to, target, groups, remarks } = review
  return {
    version: REVIEW_JSON_VERSION,
    from: formatDay(from),
    to: formatDay(to),
    interval,
    target: target ? formatTarget(target) : null,
    groups: groups.map(groupJson),
    remarks,
  }
}

function groupJson({ name, verdict, worst, days, met, ...group }: GroupReview): object {
  const { model, total, months, weeks, intervals } = group
  return {
    group: name,
    queues: group.queues,
    measure: group.measure,
    within: group.within,
    model: model.model,
    patience: finite(model.patience),
    modelError: finite(group.modelError),
    staffing: group.staffing,
    met: met ?? null,
    verdict: {
      kind: verdict.kind,
      text: verdictText({ verdict, days, total, measure: group.measure }, reviewWords('en')),
      halfWidth: finite(verdict.halfWidth),
      causes: verdict.causes.map(({ cause, ...one }) => ({ cause, ...numbers(one) })),
    },
    advice: group.advice,
    accuracy: numbers({ ...group.accuracy }),
    total: stretchJson(total),
    months: months.map(stretchJson),
    weeks: weeks.map(stretchJson),
    days: days.map(stretchJson),
    worst: worst.map((k) => formatDay(dayOf(days[k].start))),
    intervals: intervals.map(stretchJson),
  }
}

function stretchJson({
  start,
  intervals,
  planned,
  came,
  scheduledHours,
  difference,
  effects,
}: ReviewedStretch): object {
  return {
    start: formatPlainDateTime(start),
    intervals,
    planned: numbers({ ...planned }),
    came: numbers({ ...came }),
    scheduledHours: finite(scheduledHours),
    difference: finite(difference),
    effects: numbers(effects),
  }
}

function numbers(values: Readonly<Record<string, number>>): { [name: string]: number | null } {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, finite(value)]))
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
