import { checkKeys } from '../../domain/index.ts'
import { figures, figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import { type PointsChart, sweepPage } from '../page/index.ts'
import { figureForm } from '../simulation/index.ts'
import {
  adviceOf,
  gainsText,
  judgedCells,
  type OptimiseAnswer,
  startOf,
  titleOf,
  totalOf,
  verdictOf,
} from './answer.ts'
import { optimiseWords } from './words.ts'

const { fill } = figures

/** An optimisation as one HTML page that needs nothing else: targets on fresh days, agents of each group through the day, and what one agent more would do. */
export function optimiseReport(answer: OptimiseAnswer, options: { language?: Language } = {}): string {
  checkKeys('optimiseReport', options, { language: 1 })
  const { language = 'en' } = options
  const { number } = figuresIn(language)
  const words = optimiseWords(language)
  const { optimised } = answer
  const { judged, today, staffing, blocks, helps, trainings, simulatedDays, seed } = optimised
  const places = blocks.map((_, b) => ({ at: b, text: startOf(answer, b, words) }))
  const chart = (title: string, series: PointsChart['series'], write: PointsChart['write']): PointsChart => ({
    title,
    across: words.time,
    write,
    share: false,
    places,
    series,
  })
  const points = (name: string, values: readonly number[], write: PointsChart['write']) => ({
    name,
    points: values.map((value, b) => ({
      at: b,
      value,
      low: value,
      high: value,
      tip: `${name} ${places[b].text}: ${write(value)}`,
    })),
  })
  const agents = (value: number) => number(value)
  const gainOf = (group: string, block: number) =>
    100 * (helps.find((each) => each.group === group && each.block === block)?.gain ?? 0)
  const total = totalOf(optimised, optimised, words)
  return sweepPage({
    language,
    title: titleOf(answer, words),
    subtitle: fill(words.run, {
      title: today ? fill(words.today, { found: total, today: totalOf(today, optimised, words) }) : total,
      days: number(simulatedDays),
      seed,
    }),
    sections: [
      {
        heading: words.targets,
        notes: [verdictOf(answer, words), ...adviceOf(answer, trainings.length > 0, language)],
        charts: [],
        table: {
          headings: [
            words.target,
            words.figure,
            words.wanted,
            words.found,
            words.limit,
            ...(today ? [words.asItIs] : []),
          ],
          rows: judged.map((each, c) => {
            const { of, figure, wanted, value, limit } = judgedCells(each, language)
            return [of, figure, wanted, value, limit, ...(today ? [judgedCells(today.judged[c], language).value] : [])]
          }),
        },
      },
      {
        heading: words.agentsBy,
        charts: staffing.map(({ group, agents: own }, g) =>
          chart(
            group,
            [
              points(words.found, own, agents),
              ...(today ? [points(words.asItIs, today.staffing[g].agents, agents)] : []),
            ],
            agents,
          ),
        ),
        table: {
          headings: [words.time, ...staffing.map(({ group }) => group), words.all],
          rows: blocks.map((_, b) => [
            places[b].text,
            ...staffing.map(({ agents: own }) => number(own[b])),
            number(staffing.reduce((sum, { agents: own }) => sum + own[b], 0)),
          ]),
        },
      },
      ...(helps.length > 0
        ? [
            {
              heading: words.value,
              charts: [],
              table: {
                headings: [words.time, ...staffing.map(({ group }) => group)],
                rows: blocks.map((_, b) => [
                  places[b].text,
                  ...staffing.map(({ group }) => number(gainOf(group, b), 2)),
                ]),
              },
            },
          ]
        : []),
      ...(trainings.length > 0
        ? [
            {
              heading: words.training,
              charts: [],
              table: {
                headings: [words.group, words.queue, words.gained, words.saves],
                rows: trainings.map((training) => [
                  training.group,
                  training.queue,
                  gainsText(training, optimised, language),
                  training.saves === null ? '' : figureForm('agentHours', language).write(training.saves),
                ]),
              },
            },
          ]
        : []),
    ],
  })
}
