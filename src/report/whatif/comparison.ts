import { checkKeys } from '../../domain/index.ts'
import type { Drill, Figure, FinishedPoint, PointFigures, PoolingGain, PoolingOfMany } from '../../whatif/index.ts'
import type { CsvRows } from '../csv-rows.ts'
import { fitted } from '../display-width.ts'
import { figures } from '../format.ts'
import { type Language, listed } from '../language.ts'
import { type PrintOptions, printWith } from '../print-options.ts'
import {
  figureHeading,
  plusMinusOf,
  type SimulatedScenario,
  writeDifference,
  writeFigure,
} from '../simulation/index.ts'
import { type Column, table } from '../table.ts'
import { describeDrill, drillLines } from './drill-words.ts'
import { entityName, SHOWN_KEYS, type Shown, sameEntity, shownEntities } from './entities.ts'
import { pointsCsvRows } from './points-csv.ts'
import { gainJson, gainLines } from './pooling.ts'
import { describeRuns, WHATIF_JSON_VERSION } from './runs.ts'
import { type WhatifWords, whatifWords } from './words.ts'

const { fill } = figures

/** Columns that the names of what is compared take at most. */
const MOST_HEADING = 20

/** Why two centres are compared. Names are those of the scenarios, null where they have none. */
export type ComparisonQuestion =
  /** A scenario against itself with changes. */
  | { kind: 'set'; name: string | null; changes: readonly string[] }
  /** One scenario file against another: what they are called, and the paths of the files. */
  | {
      kind: 'compare'
      names: readonly [string | null, string | null]
      files: readonly [string, string]
      changes: readonly string[]
    }
  /** A usual day against a day of trouble. `usual` is the scenario without it. */
  | { kind: 'drill'; name: string | null; drill: Drill; usual: SimulatedScenario }
  /** Queues apart, and served by all their groups; `gain` is what the same targets take. */
  | { kind: 'merge'; name: string | null; queues: readonly string[]; gain: PoolingGain | PoolingOfMany }

/** Two centres, simulated with the same luck. */
export interface Comparison {
  question: ComparisonQuestion
  base: PointFigures
  point: FinishedPoint
  seed: number
}

/** A comparison for the terminal, a line an element: a row for each figure, with its difference and whether one can be told. */
export function comparisonTable(comparison: Comparison, shown: Shown, options: PrintOptions = {}): string[] {
  checkKeys('comparisonTable', shown, SHOWN_KEYS)
  const { question, base, point, seed } = comparison
  const { style, language } = printWith('comparisonTable', options)
  const words = whatifWords(language)
  const plusMinus = plusMinusOf(style.unicode)
  const changed = point.figures
  const rows = shownEntities(changed, shown).flatMap((entity) => {
    const before = sameEntity(base, entity)
    return shown.figures
      .filter((figure) => figure in entity.figures)
      .map((figure, index) => {
        const after = entity.figures[figure]
        const old = before?.figures[figure]
        return [
          index === 0 ? entityName(entity, language) : '',
          figureHeading(figure, language),
          old ? writeFigure(figure, old, plusMinus, language) : '–',
          writeFigure(figure, after, plusMinus, language),
          writeDifference(figure, after, plusMinus, language),
          verdictOf(after, words),
        ]
      })
  })
  const [before, after] = headingsOf(question, words).map((name) => fitted(name, MOST_HEADING))
  const columns: Column[] = [
    { heading: '' },
    { heading: '', align: 'left' },
    { heading: before },
    { heading: after },
    { heading: words.difference },
    { heading: '', align: 'left' },
  ]
  const more =
    question.kind === 'drill'
      ? drillLines(question.usual, base, changed, language)
      : question.kind === 'merge'
        ? gainLines(question.gain, { ...style, language })
        : []
  return [
    describeRuns(titleOf(question, language), base, changed.replications, seed, plusMinus, language),
    '',
    ...table(columns, rows, style),
    ...(more.length > 0 ? ['', ...more] : []),
  ]
}

function titleOf(question: ComparisonQuestion, language: Language): string {
  const words = whatifWords(language)
  switch (question.kind) {
    case 'set':
      return fill(words.setTitle, { name: question.name ?? words.scenario, changes: question.changes.join('; ') })
    case 'compare': {
      const [first, second] = callNames(question, words)
      const changes = question.changes.join('; ')
      return fill(changes === '' ? words.compareTitle : words.compareTitleChanged, { first, second, changes })
    }
    case 'drill':
      return fill(words.drillTitle, {
        name: question.name ?? words.scenario,
        drill: describeDrill(question.drill, language),
      })
    case 'merge': {
      const { queues } = question
      const first = listed(queues.slice(0, -1), language)
      return fill(words.mergeTitle, { name: question.name ?? words.scenario, first, second: queues.at(-1) as string })
    }
  }
}

function headingsOf(question: ComparisonQuestion, words: WhatifWords): readonly [string, string] {
  if (question.kind === 'compare') return callNames(question, words)
  const headings = {
    set: [words.asItIs, words.changed],
    drill: [words.usualDay, words.drill],
    merge: [words.apart, words.merged],
  } as const
  return headings[question.kind]
}

/** What two scenarios are called: by their own names, where these are the same or missing by their files' names, where one was changed from a copy in another folder by the files' paths. */
function callNames(
  { names, files }: Extract<ComparisonQuestion, { kind: 'compare' }>,
  words: WhatifWords,
): readonly [string, string] {
  const fileNames = files.map((path) => path.split(/[\\/]/).at(-1) as string)
  const told = [names, fileNames, files].find(([first, second]) => first && second && first !== second)
  return (told as [string, string] | undefined) ?? [words.first, words.second]
}

function verdictOf({ difference, differenceHalfWidth, verdict }: Figure, words: WhatifWords): string {
  if (verdict === undefined || difference === null) return ''
  if (verdict !== 'none can be told') return words[verdict]
  return difference === 0 && !differenceHalfWidth ? words.same : words.noDifference
}

/** A comparison as JSON can carry it, in the shape of `docs/what-if.md`. */
export function comparisonJson({ question, base, point, seed }: Comparison): object {
  return {
    version: WHATIF_JSON_VERSION,
    ...factsOf(question),
    seed,
    confidence: 0.95,
    base,
    points: [point],
  }
}

function factsOf(question: ComparisonQuestion): object {
  switch (question.kind) {
    case 'set':
      return question
    case 'compare': {
      const { kind, names, changes } = question
      return { kind, names, changes }
    }
    case 'drill': {
      const { kind, name, drill } = question
      return { kind, name, drill }
    }
    case 'merge': {
      const { kind, name, queues, gain } = question
      return { kind, name, queues, gain: gainJson(gain) }
    }
  }
}

/** A comparison as CSV has it: a row for each queue, group and the centre, of the first centre (point 0) and of the second. */
export function comparisonCsvRows({ base, point }: Comparison, { figures }: Pick<Shown, 'figures'>): CsvRows {
  return pointsCsvRows([], base, [point], figures)
}
