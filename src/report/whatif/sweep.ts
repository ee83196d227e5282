import { checkKeys } from '../../domain/index.ts'
import type { Factor, FinishedPoint, PointFigures } from '../../whatif/index.ts'
import type { CsvRows } from '../csv-rows.ts'
import { figures } from '../format.ts'
import type { Language } from '../language.ts'
import { type PrintOptions, printWith } from '../print-options.ts'
import { figureHeading, type PlusMinus, plusMinusOf, writeDifference, writeFigure } from '../simulation/index.ts'
import { type Column, table } from '../table.ts'
import { entityName, SHOWN_KEYS, type Shown, sameEntity, shownEntities } from './entities.ts'
import { pointsCsvRows } from './points-csv.ts'
import { describeRuns, WHATIF_JSON_VERSION } from './runs.ts'
import { whatifWords } from './words.ts'

const { fill } = figures

/** A grid of factors, each point against the scenario as it is. */
export interface SweepAnswer {
  /** Of the scenario; null where it has none. */
  name: string | null
  /** What was changed at every point, as it was written. */
  changes: readonly string[]
  factors: readonly Factor[]
  base: PointFigures
  points: readonly FinishedPoint[]
  seed: number
}

/** How a factor is headed: its path, without the word that every queue and group has in front, and its operator where it is not `=`. */
export function factorHeading({ path, operator }: Factor): string {
  return `${path.replace(/^(queues|groups)(?=\.|\[)\.?/, '')}${operator === '=' ? '' : ` ${operator}`}`
}

/** A grid for the terminal, a line an element: a table for each queue and for the agents, a row a point; below a rule the scenario as it is. */
export function sweepTable(sweep: SweepAnswer, shown: Shown, options: PrintOptions = {}): string[] {
  checkKeys('sweepTable', shown, SHOWN_KEYS)
  const { style, language } = printWith('sweepTable', options)
  const words = whatifWords(language)
  const { base, points, factors, name, changes } = sweep
  const title = fill(changes.length > 0 ? words.pointsChanged : words.points, {
    name: name ?? words.scenario,
    changes: changes.join('; '),
    count: points.length,
  })
  const plusMinus = plusMinusOf(style.unicode)
  const tables = shownEntities(base, shown).map((entity) => {
    const names = shown.figures.filter((figure) => figure in entity.figures)
    const columns: Column[] = [
      ...factors.map(
        (factor, index): Column => ({ heading: factorHeading(factor), align: index === 0 ? 'left' : 'right' }),
      ),
      ...names.map((figure) => ({ heading: figureHeading(figure, language) })),
      ...names.map((figure) => ({
        heading: fill(words.change, { figure: figureHeading(figure, language) }),
        optional: true,
      })),
    ]
    const cells = (of: PointFigures, isBase: boolean) =>
      pointCells(sameEntity(of, entity)?.figures ?? {}, names, isBase, plusMinus, language)
    const rows = points.map(({ values, figures: of }) => [...values, ...cells(of, false)])
    const foot = [[...factors.map((_, index) => (index === 0 ? words.asItIs : '')), ...cells(base, true)]]
    return [entityName(entity, language), ...table(columns, rows, { ...style, foot })]
  })
  const lines = tables.flatMap((each, index) => [...(index > 0 ? [''] : []), ...each])
  return [
    describeRuns(title, base, base.replications, sweep.seed, plusMinus, language),
    '',
    ...lines,
    ...(lines.some((line) => line.includes(' ~')) ? ['', words.doubtful] : []),
  ]
}

/** The figures of a point, and how they differ from the scenario as it is; a wave where no difference can be told. */
function pointCells(
  found: PointFigures['entities'][number]['figures'],
  names: readonly string[],
  isBase: boolean,
  plusMinus: PlusMinus,
  language: Language,
): string[] {
  return [
    ...names.map((name) => writeFigure(name, found[name] ?? { value: null, halfWidth: null }, plusMinus, language)),
    ...names.map((name) => {
      if (isBase || !found[name]) return ''
      const { difference, differenceHalfWidth, verdict } = found[name]
      const doubt = verdict === 'none can be told' && !(difference === 0 && !differenceHalfWidth)
      return `${writeDifference(name, found[name], plusMinus, language)}${doubt ? ' ~' : ''}`
    }),
  ]
}

/** A grid as JSON can carry it, in the shape of `docs/what-if.md`. */
export function sweepJson({ name, changes, factors, base, points, seed }: SweepAnswer): object {
  return { version: WHATIF_JSON_VERSION, kind: 'vary', name, changes, factors, seed, confidence: 0.95, base, points }
}

/** A grid as CSV has it: a row for each point (0 is the scenario as it is) and each queue, group and the centre. */
export function sweepCsvRows({ factors, base, points }: SweepAnswer, { figures }: Pick<Shown, 'figures'>): CsvRows {
  return pointsCsvRows(factors.map(factorHeading), base, points, figures)
}

/** The title of a grid's page, and what stands below it. */
export function sweepTitles({ name, changes, base, points, seed }: SweepAnswer, language: Language) {
  const words = whatifWords(language)
  const count = fill(changes.length > 0 ? words.pagePointsChanged : words.pagePoints, {
    count: points.length,
    changes: changes.join('; '),
  })
  return {
    title: fill(words.pageTitle, { name: name ?? words.scenario }),
    subtitle: describeRuns(count, base, base.replications, seed, '±', language),
  }
}
