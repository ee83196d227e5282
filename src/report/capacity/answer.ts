import type { Accounts, CapacityPlan, Costs, GroupWeek, Shortage } from '../../capacity/index.ts'
import { formatDay } from '../../domain/index.ts'
import { numericDay } from '../dates.ts'
import { figures, figuresIn } from '../format.ts'
import type { CapacityWords } from './words.ts'

const { fill } = figures

export function titleOf({ question }: CapacityPlan, words: CapacityWords): string {
  const { name, weeks, start } = question
  return fill(words.title, { name: name ?? words.plan, weeks, start: numericDay(start, words.language) })
}

export function coverOf({ question: { cover = 'mean' } }: CapacityPlan, words: CapacityWords): string {
  return { mean: words.forMean, low: words.forLow, high: words.forHigh }[cover]
}

/** What amounts are: money, or paid hours. */
export function amountHeading({ priced, question: { currency } }: CapacityPlan, words: CapacityWords): string {
  if (!priced) return words.hours
  return currency === undefined ? words.costs : fill(words.costsIn, { currency })
}

/** Headings and rows of the classes, with what each is worth. */
export function classRows(plan: CapacityPlan, words: CapacityWords): { headings: string[]; rows: string[][] } {
  const { number } = figuresIn(words.language)
  const { contracts } = plan.question
  const day = (each: number) => numericDay(each, words.language)
  const byContract = contracts.length > 1 ? contracts.map(({ name }) => name) : []
  return {
    headings: [
      words.group,
      words.start,
      words.onContacts,
      words.decideBy,
      words.people,
      ...byContract,
      plan.priced ? words.saved : words.savedHours,
      words.lackingAfter,
      words.when,
    ],
    rows: plan.classes.map((one, k) => {
      const { saved, shortWeeks, from, to } = plan.worths[k]
      return [
        one.group,
        day(one.start),
        day(one.onContacts),
        one.planned ? words.decided : day(one.decideBy),
        number(one.people),
        ...byContract.map((_, c) => number(one.byContract[c])),
        number(saved),
        number(shortWeeks, 1),
        from === null ? '–' : spanText(from, to!, words),
      ]
    }),
  }
}

function spanText(from: number, to: number, words: CapacityWords): string {
  const day = (each: number) => numericDay(each, words.language)
  return from === to ? day(from) : fill(words.span, { from: day(from), to: day(to) })
}

/** Of the weeks of a group, in the order of their columns. */
export function weekHeadings(words: CapacityWords): string[] {
  return [
    words.week,
    words.need,
    words.needLow,
    words.needHigh,
    words.occupancy,
    words.heads,
    words.inTraining,
    words.agents,
    words.overtime,
    words.borrowed,
    words.lent,
    words.over,
    words.overLow,
    words.overHigh,
  ]
}

/** Kinds of cost, in the order in which they are shown. */
export function costNames(words: CapacityWords): [kind: Exclude<keyof Costs, 'total'>, name: string][] {
  return [
    ['agents', words.agents],
    ['overtime', words.overtime],
    ['lending', words.lending],
    ['hiring', words.hiring],
    ['teamLeaders', words.teamLeaders],
    ['trainers', words.trainers],
    ['inspectors', words.inspectors],
  ]
}

/** People beside the agents, in the order in which they are shown. */
export function followerNames(words: CapacityWords) {
  return [
    ['teamLeaders', words.teamLeaders],
    ['trainers', words.trainers],
    ['inspectors', words.inspectors],
    ['checks', words.checks],
  ] as const
}

/** Costs by their kind, without those that are 0, and the total. */
export function costRows({ costs }: Pick<Accounts, 'costs'>, words: CapacityWords): [name: string, cost: number][] {
  return costNames(words).flatMap(([key, name]) => (costs[key] > 0 ? [[name, costs[key]]] : []))
}

/** People beside the agents, where there are any: in the mean and at most. */
export function followerRows(
  { followers }: Accounts,
  words: CapacityWords,
): [name: string, mean: number, most: number][] {
  return followerNames(words).flatMap(([key, name]) => {
    const counts = followers.map((each) => each[key])
    const most = Math.max(...counts)
    return most > 0 ? [[name, counts.reduce((sum, each) => sum + each, 0) / counts.length, most]] : []
  })
}

/** A month of a group: means of its weeks, and the week that is worst off. */
export interface GroupMonth {
  /** First week of it that is planned. */
  first: number
  weeks: number
  mean: Record<'need' | 'low' | 'high' | 'heads' | 'inTraining' | 'agents' | 'overtime' | 'borrowed' | 'lent', number>
  worst: GroupWeek['over']
  /** In weeks of a full-time agent. */
  lacking: number
}

/** Weeks by the month of their Monday. */
export function monthsOf(start: number, weeks: readonly GroupWeek[]): GroupMonth[] {
  const months: number[][] = []
  weeks.forEach((_, week) => {
    const last = months.at(-1)
    const month = (at: number) => formatDay(start + 7 * at).slice(0, 7)
    if (last && month(last[0]) === month(week)) last.push(week)
    else months.push([week])
  })
  return months.map((own) => {
    const mean = (of: (week: GroupWeek) => number) => own.reduce((sum, week) => sum + of(weeks[week]), 0) / own.length
    return {
      first: own[0],
      weeks: own.length,
      mean: {
        need: mean(({ need }) => need.mean),
        low: mean(({ need }) => need.low),
        high: mean(({ need }) => need.high),
        heads: mean(({ heads }) => heads),
        inTraining: mean(({ inTraining }) => inTraining),
        agents: mean(({ agents }) => agents),
        overtime: mean(({ overtime }) => overtime),
        borrowed: mean(({ borrowed }) => borrowed),
        lent: mean(({ lent }) => lent),
      },
      worst: own.map((week) => weeks[week].over).reduce((worst, over) => (over.mean < worst.mean ? over : worst)),
      lacking: own.reduce((sum, week) => sum + weeks[week].short, 0),
    }
  })
}

/** How sure it is that nothing is cheaper, what lacks where, and what would do. */
export function sentencesOf(plan: Pick<CapacityPlan, 'proof' | 'shortages'>, words: CapacityWords): string[] {
  const { percent } = figuresIn(words.language)
  const { proof, shortages } = plan
  return [
    fill(words.proof, { gap: percent(Math.max(0, proof.gap), 2) }),
    ...(proof.reached ? [] : [words.stopped]),
    ...(shortages.length === 0 ? [words.covered] : shortages.flatMap((one) => shortageText(one, words))),
  ]
}

function shortageText(one: Shortage, words: CapacityWords): string[] {
  const { number } = figuresIn(words.language)
  const { group, from, to, most, agentWeeks, why, decideBy, overtimeHours } = one
  const reasons = {
    'too soon': fill(words.tooSoon, { decideBy: numericDay(decideBy, words.language) }),
    'no classes': words.noneAllowed,
    full: words.full,
    cheaper: words.cheaper,
  }
  const said = { most: number(most, 1), agentWeeks: number(agentWeeks, 1) }
  return [
    fill(words.short, { group, span: spanText(from, to, words), ...said, why: reasons[why] }),
    Number.isFinite(overtimeHours)
      ? fill(words.wouldDo, { ...said, hours: number(overtimeHours, 1) })
      : fill(words.wouldDoNone, said),
  ]
}

/** The rows of {@link withoutOf} as they are shown. */
export function shownRows(
  { rows }: NonNullable<ReturnType<typeof withoutOf>>,
  { language }: CapacityWords,
): string[][] {
  const { number } = figuresIn(language)
  return rows.map(({ name, values, decimals }) => [name, ...values.map((value) => number(value, decimals))])
}

/** The plan beside those without some classes: headings, rows, and the classes that take their place. */
export function withoutOf(
  plan: CapacityPlan,
  words: CapacityWords,
):
  | { title: string; headings: string[]; rows: { name: string; values: number[]; decimals: 0 | 1 }[]; classes: string }
  | undefined {
  const { without } = plan
  if (!without) return undefined
  const { dropped, replanned, starts } = without
  const day = (each: number) => numericDay(each, words.language)
  const both = [plan, dropped, replanned]
  const held = starts.filter((day) => plan.classes.some(({ start }) => start === day))
  const hiresOf = ({ classes }: Accounts) => classes.reduce((sum, { people }) => sum + people, 0)
  const row = (name: string, decimals: 0 | 1, of: (accounts: Accounts) => number) => ({
    name,
    decimals,
    values: both.map(of),
  })
  const listed = replanned.classes.map(({ people, start, group }) =>
    fill(words.classText, { people, day: day(start), group }),
  )
  return {
    title: fill(words.without, { days: (held.length > 0 ? held : starts).map(day).join(words.comma) }),
    headings: ['', words.asPlanned, words.nothingInstead, words.replanned],
    rows: [
      row(words.hires, 0, hiresOf),
      row(amountHeading(plan, words), 0, ({ costs }) => costs.total),
      row(words.difference, 0, ({ costs }) => costs.total - plan.costs.total),
      row(words.agentWeeksLacking, 1, ({ shortWeeks }) => shortWeeks),
    ],
    classes: fill(words.replannedClasses, { classes: listed.length > 0 ? listed.join(words.comma) : words.noneThen }),
  }
}
