import { type CsvRows, exactCell } from '../csv-rows.ts'
import { figures, figuresIn } from '../format.ts'
import { type PrintOptions, printWith } from '../print-options.ts'
import { type Column, table } from '../table.ts'
import { adviceOf, judgedCells, type OptimiseAnswer, startOf, titleOf, totalOf, verdictOf } from './answer.ts'
import { optimiseWords } from './words.ts'

const { fill } = figures

/** An optimisation for the terminal, a line an element: targets on fresh days, agents by block and group, and what the answer says. */
export function optimiseTable(answer: OptimiseAnswer, options: PrintOptions = {}): string[] {
  const { style, language } = printWith('optimiseTable', options)
  const { number } = figuresIn(language)
  const words = optimiseWords(language)
  const { optimised } = answer
  const { judged, staffing, blocks, today, agentHours, simulatedDays, seed } = optimised
  const targets: Column[] = [
    { heading: words.target },
    { heading: words.figure, align: 'left' },
    ...[words.wanted, words.found, words.limit, ...(today ? [words.asItIs] : [])].map((heading) => ({ heading })),
    { heading: '', align: 'left' },
  ]
  const rows = judged.map((each, c) => {
    const { of, figure, wanted, value, limit } = judgedCells(each, language)
    const now = today ? [judgedCells(today.judged[c], language).value] : []
    return [of, figure, wanted, value, limit, ...now, each.met ? '' : words.missed]
  })
  const hoursOf = (agents: readonly number[]) =>
    agents.reduce((sum, count, b) => sum + (count * (blocks[b].to - blocks[b].from)) / 3600, 0)
  const total = totalOf(optimised, optimised, words)
  return [
    fill(words.run, { title: titleOf(answer, words), days: number(simulatedDays), seed }),
    '',
    ...(rows.length > 0 ? [...table(targets, rows, style), ''] : []),
    ...table(
      [{ heading: words.time }, ...staffing.map(({ group }) => ({ heading: group })), { heading: words.all }],
      blocks.map((_, b) => [
        startOf(answer, b, words),
        ...staffing.map(({ agents }) => number(agents[b])),
        number(staffing.reduce((sum, { agents }) => sum + agents[b], 0)),
      ]),
      {
        ...style,
        foot: [[words.hours, ...staffing.map(({ agents }) => number(hoursOf(agents), 1)), number(agentHours, 1)]],
      },
    ),
    '',
    today ? fill(words.today, { found: total, today: totalOf(today, optimised, words) }) : total,
    verdictOf(answer, words),
    ...adviceOf(answer, optimised.trainings.length > 0, language),
  ]
}

/** Of the shape of {@link optimiseJson}; it grows when a field changes its meaning or goes. */
export const OPTIMISE_JSON_VERSION = 1

/** An optimisation as JSON can carry it, in the shape of `docs/optimise.md`. */
export function optimiseJson({ name, opens, optimised: { scenario: _, ...rest } }: OptimiseAnswer): object {
  return { version: OPTIMISE_JSON_VERSION, kind: 'optimise', name, opens, ...rest }
}

/** An optimisation as CSV has it: a row for each group and block, with what one agent more would gain. */
export function optimiseCsvRows(answer: OptimiseAnswer): CsvRows {
  const { staffing, blocks, helps, today } = answer.optimised
  const words = optimiseWords('en')
  return {
    headings: ['group', 'from', 'seconds', 'agents', 'agents_as_it_is', 'points_gained_by_one_more'],
    rows: staffing.flatMap(({ group, agents }, g) =>
      agents.map((count, b) => {
        const help = helps.find((each) => each.group === group && each.block === b)
        return [
          group,
          startOf(answer, b, words),
          blocks[b].to - blocks[b].from,
          count,
          today?.staffing[g].agents[b],
          help && exactCell(help.gain * 100),
        ]
      }),
    ),
  }
}
