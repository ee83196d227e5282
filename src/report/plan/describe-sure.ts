import { formatShare, formatTarget } from '../../domain/index.ts'
import type { GroupPlan, Plan, SurePlan } from '../../plan/index.ts'
import { figuresIn } from '../format.ts'
import type { Words } from '../plan-words.ts'

/** How sure a group's plan is and what it costs, in two sentences; nothing where it is sized to the mean. */
export function describeSure({ sure, targets }: GroupPlan, words: Words, plusMinus: string): string | undefined {
  if (sure === undefined || sure.periods.length === 0) return undefined
  const { fill, number, percent, share } = figuresIn(words.language)
  return fill(words.sureText, {
    target: targets.map(formatTarget).join('; '),
    certainty: share(sure.certainty),
    over: { day: words.sureDays, week: words.sureWeeks, month: words.sureMonths }[sure.over],
    hours: number(sure.agentHours, 1),
    more: moreThan(sure.agentHours, sure.meanAgentHours, words),
    mean: number(sure.meanAgentHours, 1),
    byMean: percent(sure.metByMean),
    judged: number(sure.periods[0].judged),
    met: percent(sure.met),
    margin: `${plusMinus} ${number(100 * sure.margin, 1)}`,
  })
}

/** `+8.3%` */
export function moreThan(hours: number, base: number, { language }: Words): string {
  const more = hours / base - 1
  return `${more >= 0 ? '+' : ''}${figuresIn(language).percent(more)}`
}

/** A point of a curve that directors ask for. */
export interface SurePoint {
  name: string
  agentHours: number
  present: boolean
}

/** Agent hours of all groups together by certainty and by target, the plan's own point among them; `undefined` where the plan is sized to the mean. */
export function sureCurves(
  plan: Plan,
): { meanAgentHours: number; byCertainty: SurePoint[]; byTarget: SurePoint[] } | undefined {
  const all = plan.groups.flatMap(({ sure }) => (sure && sure.periods.length > 0 ? [sure] : []))
  if (all.length === 0) return undefined
  const total = (of: (sure: SurePlan) => number) => all.reduce((sum, sure) => sum + of(sure), 0)
  const [first] = all
  const present = { name: formatShare(first.certainty), agentHours: total((sure) => sure.agentHours), present: true }
  const byCertainty = first.byCertainty
    .map(({ certainty }, k) => ({
      certainty,
      name: formatShare(certainty),
      agentHours: total((sure) => sure.byCertainty[k].agentHours),
      present: false,
    }))
    .filter(({ certainty, agentHours }) => certainty !== first.certainty && Number.isFinite(agentHours))
  // Groups with different targets have no curve in common.
  const targets = first.byTarget.filter(({ target }) => all.every((sure) => pointAt(sure, formatTarget(target))))
  const common = targets.some(
    (each) => each.present && all.every((sure) => pointAt(sure, formatTarget(each.target))?.present),
  )
  return {
    meanAgentHours: total((sure) => sure.meanAgentHours),
    byCertainty: [...byCertainty, { ...present, certainty: first.certainty }].sort((a, b) => a.certainty - b.certainty),
    byTarget: common
      ? targets.map(({ target, present: own }) => ({
          name: formatTarget(target),
          agentHours: total((sure) => pointAt(sure, formatTarget(target))!.agentHours),
          present: own,
        }))
      : [],
  }
}

function pointAt(sure: SurePlan, target: string) {
  return sure.byTarget.find((each) => formatTarget(each.target) === target)
}
