import { DAY_SECONDS } from '../../domain/index.ts'
import type { Help, Judged, JudgedStaffing, Optimised, Training } from '../../optimise/index.ts'
import { figures, figuresIn } from '../format.ts'
import { type Language, listed } from '../language.ts'
import { figureForm, figureHeading } from '../simulation/index.ts'
import { type OptimiseWords, optimiseWords } from './words.ts'

const { clock, fill } = figures

/** An optimisation, and what is known of the scenario's file. */
export interface OptimiseAnswer {
  /** Of the scenario; null where it has none. */
  name: string | null
  /** Second of the day at which the first interval begins. */
  opens: number
  optimised: Optimised
}

export function titleOf({ name, optimised: { minimised, sure } }: OptimiseAnswer, words: OptimiseWords): string {
  const title = fill(minimised === 'cost' ? words.leastCost : words.leastHours, { name: name ?? words.scenario })
  return sure === null ? title : fill(words.sure, { title, sure: certainty(sure, words.language) })
}

/** A certainty is as exact as it was asked for: 90%, 99.5%. */
function certainty(sure: number, language: Language): string {
  return figuresIn(language).percent(sure, Number.isInteger(Math.round(sure * 1e6) / 1e4) ? 0 : 1)
}

/** When a block begins: of several days with the number of its day. */
export function startOf(
  { opens, optimised: { blocks, scenario } }: OptimiseAnswer,
  block: number,
  words: OptimiseWords,
): string {
  const { interval, intervals = DAY_SECONDS / interval } = scenario
  const length = intervals * interval
  const { from } = blocks[block]
  const time = clock((opens + (from % length)) % DAY_SECONDS)
  const isLong = blocks[blocks.length - 1].to > length
  return isLong ? fill(words.day, { day: Math.floor(from / length) + 1, time }) : time
}

/** What is judged and how it is written: with a certainty the share of days. */
export function judgedCells(
  judged: Judged,
  language: Language,
): { of: string; figure: string; wanted: string; value: string; limit: string } {
  const { percent } = figuresIn(language)
  const words = optimiseWords(language)
  const { name, figure, wanted, value, limit } = judged
  const write = figure === 'targetMet' ? (share: number) => percent(share) : figureForm(figure, language).write
  return {
    of: name === '' ? words.centre : name,
    figure: figure === 'targetMet' ? words.heldOn : figureHeading(figure, language),
    wanted: write(wanted),
    value: write(value),
    limit: write(limit),
  }
}

export function totalOf(
  { agentHours, cost }: Pick<JudgedStaffing, 'agentHours' | 'cost'>,
  { minimised }: Optimised,
  words: OptimiseWords,
): string {
  const { number } = figuresIn(words.language)
  return fill(minimised === 'cost' ? words.totalCost : words.total, {
    hours: number(agentHours, 1),
    cost: number(cost, 1),
  })
}

/** Less than this is not said, in shares. */
const SAID = 0.001

/** Which targets gain, in points; where a queue has several, by the figure of each. */
export function gainsText(
  { gains }: Pick<Help | Training, 'gains'>,
  { judged }: Optimised,
  language: Language,
): string {
  const { number } = figuresIn(language)
  const words = optimiseWords(language)
  const nameOf = (one: Judged) => {
    const { of, figure } = judgedCells(one, language)
    const isOnly = judged.filter(({ name }) => name === one.name).length === 1
    return isOnly ? of : fill(words.figureOf, { name: of, figure })
  }
  const said = gains
    .map((gain, c) => ({ gain, name: nameOf(judged[c]) }))
    .filter(({ gain }) => gain >= SAID)
    .sort((a, b) => b.gain - a.gain)
    .map(({ gain, name }) => fill(words.gain, { name, points: number(gain * 100, 1) }))
  return listed(said, language)
}

const MOST_SAID = 3

/** The answers in sentences: where one agent more helps most, and which training pays. */
export function adviceOf(answer: OptimiseAnswer, asksTraining: boolean, language: Language): string[] {
  const { number } = figuresIn(language)
  const words = optimiseWords(language)
  const { optimised } = answer
  if (optimised.judged.length === 0) return []
  const helps = optimised.helps.filter(({ gain }) => gain >= SAID).slice(0, MOST_SAID)
  const list = helps.map((help) =>
    fill(words.help, {
      group: help.group,
      time: startOf(answer, help.block, words),
      gains: gainsText(help, optimised, language),
    }),
  )
  const trainings = optimised.trainings.filter(({ gain }) => gain >= SAID).slice(0, MOST_SAID)
  const paying = trainings.map((training) =>
    fill(training.saves !== null && training.saves > 0 ? words.payingSaves : words.paying, {
      group: training.group,
      queue: training.queue,
      gains: gainsText(training, optimised, language),
      saves: number(training.saves ?? 0, 1),
    }),
  )
  return [
    list.length > 0 ? fill(words.helps, { list: listed(list, language) }) : words.helpsNobody,
    ...(asksTraining
      ? [paying.length > 0 ? fill(words.pays, { list: listed(paying, language) }) : words.paysNothing]
      : []),
  ]
}

/** Whether it is proved, in a sentence. */
export function verdictOf({ optimised }: OptimiseAnswer, words: OptimiseWords): string {
  const { number } = figuresIn(words.language)
  const { judged, met, sure, freshDays } = optimised
  if (judged.length === 0) return words.notJudged
  const days = number(freshDays)
  if (!met) {
    const missed = judged.filter((each) => !each.met).map(({ name }) => name || words.centre)
    return fill(words.notProved, { days, names: listed([...new Set(missed)], words.language) })
  }
  return sure === null
    ? fill(words.proved, { days })
    : fill(words.provedSure, { days, sure: certainty(sure, words.language) })
}
