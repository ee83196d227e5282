import { dayAt } from '../../domain/index.ts'
import type { Band, GroupPlan, Plan, Proof, ProvedPeriod } from '../../plan/index.ts'
import { clockAt } from '../dates.ts'
import { wrapped } from '../display-width.ts'
import { figures, figuresIn } from '../format.ts'
import { type Language, labelled } from '../language.ts'
import type { Words } from '../plan-words.ts'
import { type Column, table } from '../table.ts'
import { causeName, describeCauses, describeProof, provedPeriodName } from './describe-proof.ts'
import { moreThan } from './describe-sure.ts'
import type { LinesOfGroups } from './sure-table.ts'

interface Ways {
  width: number
  colour: boolean
  unicode: boolean
  language: Language
}

type Proved = GroupPlan & { proof: Proof }

/** How the plan did on fresh days: a sentence for each group; of the group that keeps its target least, its days, its intervals and its worst days. Nothing without a proof. */
export function proofTable(plan: Plan, words: Words, { heading, most, ways }: LinesOfGroups<Ways>): string[] {
  const proved = plan.groups.filter((group): group is Proved => (group.proof?.periods.length ?? 0) > 0)
  if (proved.length === 0) return []
  const several = plan.groups.length > 1
  const told = [...proved]
    .sort((a, b) => a.proof.met - b.proof.met)
    .slice(0, most)
    .flatMap((group) => {
      const sentences = [describeProof(group, words, ways.unicode ? '±' : '+-'), describeCauses(group, words)]
      return sentences.flatMap((text, k) =>
        text === undefined
          ? []
          : wrapped(several && k === 0 ? labelled(group.name, text, words.language) : text, ways.width),
      )
    })
  const least = proved.reduce((a, b) => (b.proof.met < a.proof.met ? b : a))
  return [
    ...heading(words.proof),
    ...told,
    ...(several ? heading(figures.fill(words.proofOf, { group: least.name })) : ['']),
    ...periodTable(plan, least.proof, words, ways),
    ...(least.proof.over === 'day' ? intervalTable(plan, least, words, ways) : []),
    ...worstTable(plan, least.proof, words, ways),
    ...['', words.causeNote, words.proofNote].flatMap((text) => (text === '' ? [''] : wrapped(text, ways.width))),
  ]
}

function periodTable(plan: Plan, proof: Proof, words: Words, ways: Ways): string[] {
  const { percent, fill } = figuresIn(words.language)
  return table(
    [
      { heading: words.stretch },
      { heading: words.targetHolds },
      { heading: words.proofLimits },
      ...figureColumns(words),
    ],
    proof.periods.map((period) => [
      provedPeriodName(plan, proof, period, words, ways.language),
      percent(period.met),
      fill(words.between, { low: percent(period.low), high: percent(period.high) }),
      ...figureCells(period, words),
    ]),
    ways,
  )
}

/** The intervals of the day that keeps the target least. */
function intervalTable(plan: Plan, { proof, open }: Proved, words: Words, ways: Ways): string[] {
  const least = proof.periods.reduce((a, b) => (b.met < a.met ? b : a))
  const places = Array.from({ length: plan.length }, (_, i) => i).filter(
    (i) => open[i] && dayAt(plan, i) >= least.from && dayAt(plan, i) < least.to,
  )
  const { serviceLevel, meanWait, abandonment, occupancy } = proof.intervals
  const at = ({ low, middle, high }: typeof serviceLevel, i: number): Band => ({
    low: low[i],
    middle: middle[i],
    high: high[i],
  })
  const day = provedPeriodName(plan, proof, least, words, ways.language)
  return [
    '',
    ...wrapped(figures.fill(words.proofByInterval, { day }), ways.width),
    ...table(
      [{ heading: words.time }, ...figureColumns(words)],
      places.map((i) => [
        clockAt(plan, i, words.secondTime),
        ...figureCells(
          {
            serviceLevel: at(serviceLevel, i),
            meanWait: at(meanWait, i),
            abandonment: at(abandonment, i),
            occupancy: at(occupancy, i),
          },
          words,
        ),
      ]),
      ways,
    ),
  ]
}

function worstTable(plan: Plan, proof: Proof, words: Words, ways: Ways): string[] {
  if (proof.worst.length === 0) return []
  const { percent, volume } = figuresIn(words.language)
  return [
    '',
    ...table(
      [
        { heading: words.farthest },
        { heading: words.serviceLevel },
        { heading: words.contacts },
        { heading: words.besidePlan },
        { heading: words.displaced, optional: true },
        { heading: words.aht },
        { heading: words.cause, align: 'left' },
      ],
      proof.worst.map((one) => [
        provedPeriodName(plan, proof, one, words, ways.language),
        percent(one.serviceLevel),
        volume(one.contacts),
        moreThan(one.contacts, one.expectedContacts, words),
        percent(one.displaced),
        moreThan(one.handleTime, 1, words),
        causeName(one.cause, words),
      ]),
      ways,
    ),
  ]
}

function figureColumns(words: Words): Column[] {
  return [
    { heading: words.serviceLevel },
    { heading: words.meanWait, optional: true },
    { heading: words.abandonment, optional: true },
    { heading: words.occupancy, optional: true },
  ]
}

function figureCells(
  {
    serviceLevel,
    meanWait,
    abandonment,
    occupancy,
  }: Pick<ProvedPeriod, 'serviceLevel' | 'meanWait' | 'abandonment' | 'occupancy'>,
  words: Words,
): string[] {
  const { percent, duration, fill } = figuresIn(words.language)
  const whole = (share: number) => percent(share, 0)
  const cell = ({ low, middle, high }: Band, write: (value: number) => string) =>
    fill(words.bandOf, { low: write(low), middle: write(middle), high: write(high) })
  return [cell(serviceLevel, whole), cell(meanWait, duration), cell(abandonment, whole), cell(occupancy, whole)]
}
