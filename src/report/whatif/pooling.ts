import type { GoalPart, PoolingGain, PoolingOfMany, Search } from '../../whatif/index.ts'
import { figures, figuresIn } from '../format.ts'
import { type PrintOptions, printWith } from '../print-options.ts'
import { figureHeading, plusMinusOf, writeFigure } from '../simulation/index.ts'
import { type Column, table } from '../table.ts'
import { type WhatifWords, whatifWords } from './words.ts'

const { fill } = figures

/** How many agents fewer keep all targets when queues are merged. */
export function gainLines(gain: PoolingGain | PoolingOfMany, options: PrintOptions): string[] {
  return 'alone' in gain ? linesOfMany(gain, options) : linesOfTwo(gain, options)
}

function linesOfTwo({ apart, together }: PoolingGain, options: PrintOptions): string[] {
  const { style, language } = printWith('gainLines', options)
  const { number } = figuresIn(language)
  const words = whatifWords(language)
  const plusMinus = plusMinusOf(style.unicode)
  const row = (name: string, { answer, dearest }: Search) => [
    name,
    ...(answer ? [number(answer.agentHours, 1), answer.values.join(words.and)] : [words.notReached, '']),
    ...(answer ?? dearest).parts.map((part) => writeFigure(part.figure, part, plusMinus, language)),
  ]
  const columns: Column[] = [
    { heading: words.fewest },
    { heading: figureHeading('agentHours', language) },
    { heading: words.ofTodaysAgents },
    ...apart.dearest.parts.map(({ of, figure }) => ({
      heading: fill(words.figureOfQueue, { figure: figureHeading(figure, language), queue: of }),
    })),
  ]
  return [
    ...table(columns, [row(words.apart, apart), row(words.merged, together)], style),
    '',
    savingLine(apart.answer?.agentHours, together.answer?.agentHours, words),
  ]
}

/** A row for each queue with its own groups, their sum, and all merged, with the figure that is nearest to its target. */
function linesOfMany({ alone, together, apartHours, togetherHours }: PoolingOfMany, options: PrintOptions): string[] {
  const { style, language } = printWith('gainLines', options)
  const { number } = figuresIn(language)
  const words = whatifWords(language)
  const plusMinus = plusMinusOf(style.unicode)
  const row = (name: string, hours: number | undefined, { answer, dearest }: Search) => {
    const nearest = (answer ?? dearest).parts.reduce((least, part) => (slack(part) < slack(least) ? part : least))
    return [
      name,
      hours === undefined ? words.notReached : number(hours, 1),
      answer?.values[0] ?? '',
      figureHeading(nearest.figure, language),
      writeFigure(nearest.figure, nearest, plusMinus, language),
      nearest.of,
    ]
  }
  const columns: Column[] = [
    { heading: words.fewest },
    { heading: figureHeading('agentHours', language) },
    { heading: words.ofTodaysAgents },
    { heading: words.nearestToTarget, align: 'left' },
    { heading: '' },
    { heading: '', align: 'left' },
  ]
  const sum = apartHours === undefined ? words.notReached : number(apartHours, 1)
  return [
    ...table(
      columns,
      [
        ...alone.map(({ queues, agentHours, search }) => row(queues.join(words.and), agentHours, search)),
        [words.apart, sum, '', '', '', ''],
        row(words.merged, togetherHours, together),
      ],
      style,
    ),
    '',
    savingLine(apartHours, togetherHours, words),
  ]
}

/** How far a figure is on the good side of what is wanted, as a share of it. */
function slack({ value, wanted, atLeast }: GoalPart): number {
  if (value === null) return Number.NEGATIVE_INFINITY
  return ((value - wanted) / wanted) * (atLeast ? 1 : -1)
}

function savingLine(apart: number | undefined, together: number | undefined, words: WhatifWords): string {
  const { number, percent } = figuresIn(words.language)
  if (apart === undefined || together === undefined) return words.savingUnknown
  return fill(words.poolingSaves, {
    saved: number(apart - together, 1),
    apart: number(apart, 1),
    share: percent((apart - together) / apart),
  })
}

export function gainJson(gain: PoolingGain | PoolingOfMany): object {
  const [apart, together] =
    'alone' in gain
      ? [gain.apartHours, gain.togetherHours]
      : [gain.apart.answer?.agentHours, gain.together.answer?.agentHours]
  return { ...gain, saved: apart === undefined || together === undefined ? null : apart - together }
}
