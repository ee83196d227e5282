import type { PoolingGain, Search } from '../../whatif/index.ts'
import { figures } from '../format.ts'
import { type PrintOptions, printWith } from '../print-options.ts'
import { figureHeading, plusMinusOf, writeFigure } from '../simulation/index.ts'
import { type Column, table } from '../table.ts'
import { whatifWords } from './words.ts'

const { number, percent, fill } = figures

/** How many agents fewer keep both targets when two queues are merged. */
export function gainLines(gain: PoolingGain, options: PrintOptions): string[] {
  const { apart, together } = gain
  const { style, language } = printWith('gainLines', options)
  const words = whatifWords(language)
  const plusMinus = plusMinusOf(style.unicode)
  const row = (name: string, { answer, dearest }: Search) => [
    name,
    ...(answer ? [number(answer.agentHours, 1), answer.values.join(words.and)] : [words.notReached, '']),
    ...(answer ?? dearest).parts.map((part) => writeFigure(part.figure, part, plusMinus)),
  ]
  const columns: Column[] = [
    { heading: words.fewest },
    { heading: figureHeading('agentHours', language) },
    { heading: words.ofTodaysAgents },
    ...apart.dearest.parts.map(({ queue, figure }) => ({
      heading: fill(words.figureOfQueue, { figure: figureHeading(figure, language), queue }),
    })),
  ]
  return [
    ...table(columns, [row(words.apart, apart), row(words.merged, together)], style),
    '',
    apart.answer && together.answer
      ? fill(words.poolingSaves, {
          saved: number(apart.answer.agentHours - together.answer.agentHours, 1),
          apart: number(apart.answer.agentHours, 1),
          share: percent((apart.answer.agentHours - together.answer.agentHours) / apart.answer.agentHours),
        })
      : words.savingUnknown,
  ]
}

export function gainJson({ apart, together }: PoolingGain): object {
  const saved = apart.answer && together.answer ? apart.answer.agentHours - together.answer.agentHours : null
  return { apart, together, saved }
}
