import { dayOf, formatTarget } from '../../domain/index.ts'
import type { GroupPlan, MissCause, Plan, Proof, ProvedPeriod } from '../../plan/index.ts'
import { monthName, shortDate, shortDay } from '../dates.ts'
import { figures, figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import type { Words } from '../plan-words.ts'

/** What fresh days said of a group's plan, in one sentence. */
export function describeProof(
  { proof, sure, targets }: GroupPlan,
  words: Words,
  plusMinus: string,
): string | undefined {
  if (proof === undefined || proof.periods.length === 0) return undefined
  const { fill, number, percent, share } = figuresIn(words.language)
  const text = {
    proved: words.proofProved,
    missed: words.proofMissed,
    open: words.proofOpen,
    measured: words.proofMeasured,
  }[proof.verdict]
  return fill(text, {
    courses: number(proof.courses),
    over: overOf(proof, words),
    target: targets.map(formatTarget).join('; '),
    met: percent(proof.met),
    margin: `${plusMinus} ${number(50 * (proof.high - proof.low), 1)}`,
    certainty: sure ? share(sure.certainty) : '',
    planned: percent(proof.planned),
  })
}

/** Why days miss the target, in one sentence; nothing where none do. */
export function describeCauses({ proof }: GroupPlan, words: Words): string | undefined {
  if (proof === undefined) return undefined
  const all = Object.values(proof.causes).reduce((a, b) => a + b, 0)
  if (all === 0) return undefined
  const names: Record<MissCause, string> = {
    volume: words.causeVolume,
    shape: words.causeShape,
    handleTime: words.causeHandleTime,
    luck: words.causeLuck,
  }
  const list = (Object.keys(names) as MissCause[])
    .sort((a, b) => proof.causes[b] - proof.causes[a])
    .map((cause) =>
      figures.fill(names[cause], { share: figuresIn(words.language).percent(proof.causes[cause] / all, 0) }),
    )
  return figures.fill(words.proofCauses, { over: overOf(proof, words), list: list.join(words.causeMark) })
}

export function causeName(cause: MissCause, words: Words): string {
  return {
    volume: words.volumeAlone,
    shape: words.shapeAlone,
    handleTime: words.handleTimeAlone,
    luck: words.luckAlone,
  }[cause]
}

/** The day, week or month of a proof: `Tue 1 Jul`, `Week of 30 Jun`. */
export function provedPeriodName(
  plan: Plan,
  { over }: Proof,
  { from }: Pick<ProvedPeriod, 'from'>,
  words: Words,
  language: Language,
): string {
  const day = dayOf(plan.start) + from
  if (over === 'month') return monthName(day, language)
  return over === 'week' ? figures.fill(words.weekOf, { day: shortDate(day, language) }) : shortDay(day, language)
}

function overOf({ over }: Proof, words: Words): string {
  return { day: words.sureDays, week: words.sureWeeks, month: words.sureMonths }[over]
}
