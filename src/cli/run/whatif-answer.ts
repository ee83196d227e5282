import type { CsvCell } from '../../io/index.ts'
import { type Column, table } from '../../report/index.ts'
import type { Entity, Figure, FinishedPoint, PointFigures } from '../../whatif/index.ts'
import { figureWords, type PlusMinus, writeDifference, writeFigure } from './figure-words.ts'
import type { tableStyle } from './output.ts'

export type Style = ReturnType<typeof tableStyle>

/** More queues or groups than this are not shown one by one unless they are asked for. */
const MOST_SHOWN = 4

/** What an answer is about. */
export interface Shown {
  /** Figures, in their order. */
  figures: readonly string[]
  /** Queues and groups that were asked for; none: chosen by their number. */
  of: readonly string[]
}

/** Entities with one of the figures, in the order of the estimates. All together are shown where there are several, alone where there are many. */
export function shownEntities({ entities }: PointFigures, { figures, of }: Shown): Entity[] {
  const withFigures = entities.filter((entity) => figures.some((figure) => figure in entity.figures))
  if (of.length > 0) return withFigures.filter(({ kind, name }) => of.includes(name) || kind === 'centre')
  return withFigures.filter(({ kind, name }) => {
    const whole = `all${kind[0].toUpperCase()}${kind.slice(1)}`
    const several = (each: string) => entities.filter((other) => other.kind === each).length
    if (name !== '' && entities.some((other) => other.kind === whole)) return several(kind) <= MOST_SHOWN
    const single = `${kind.slice(3, 4).toLowerCase()}${kind.slice(4)}`
    return !kind.startsWith('all') || several(single) > 1
  })
}

/** `queue high-tier`, `all queues`, `the centre`. */
export function entityName({ kind, name }: Entity): string {
  if (name !== '') return `${kind.replace(/s$/, '')} ${name}`
  return kind === 'centre' ? 'the centre' : kind.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

export function plusMinusOf({ unicode }: Style): PlusMinus {
  return unicode ? '±' : '+-'
}

/** One point against the base: a row for each figure. */
export function comparisonLines(
  base: PointFigures,
  changed: PointFigures,
  shown: Shown,
  headings: readonly [string, string],
  style: Style,
): string[] {
  const plusMinus = plusMinusOf(style)
  const rows = shownEntities(changed, shown).flatMap((entity) => {
    const before = base.entities.find(({ kind, name }) => kind === entity.kind && name === entity.name)
    return shown.figures
      .filter((figure) => figure in entity.figures)
      .map((figure, index) => {
        const after = entity.figures[figure]
        const old = before?.figures[figure]
        return [
          index === 0 ? entityName(entity) : '',
          figureWords(figure).heading,
          old ? writeFigure(figure, old, plusMinus) : '–',
          writeFigure(figure, after, plusMinus),
          writeDifference(figure, after, plusMinus),
          verdictOf(after),
        ]
      })
  })
  const columns: Column[] = [
    { heading: '' },
    { heading: '', align: 'left' },
    { heading: headings[0] },
    { heading: headings[1] },
    { heading: 'difference' },
    { heading: '', align: 'left' },
  ]
  return table(columns, rows, style)
}

function verdictOf({ difference, differenceHalfWidth, verdict }: Figure): string {
  if (verdict === undefined || difference === null) return ''
  if (verdict !== 'none can be told') return verdict
  return difference === 0 && !differenceHalfWidth ? 'the same' : 'no difference can be told'
}

/** The points of a grid: a table for each queue, and for the agents. */
export function sweepLines(
  factors: readonly { heading: string }[],
  base: PointFigures,
  points: readonly FinishedPoint[],
  shown: Shown,
  style: Style,
): string[] {
  const plusMinus = plusMinusOf(style)
  const entities = shownEntities(base, shown)
  const lines: string[] = []
  for (const entity of entities) {
    const names = shown.figures.filter((figure) => figure in entity.figures)
    const columns: Column[] = [
      ...factors.map(({ heading }, index): Column => ({ heading, align: index === 0 ? 'left' : 'right' })),
      ...names.map((name) => ({ heading: figureWords(name).heading })),
      ...names.map((name) => ({ heading: `${figureWords(name).heading}, change`, optional: true })),
    ]
    const row = (values: readonly string[], figures: PointFigures, isBase: boolean) => {
      const found =
        figures.entities.find(({ kind, name }) => kind === entity.kind && name === entity.name)?.figures ?? {}
      const none = { value: null, halfWidth: null }
      return [
        ...values,
        ...names.map((name) => writeFigure(name, found[name] ?? none, plusMinus)),
        ...names.map((name) => {
          if (isBase || !found[name]) return ''
          const { difference, differenceHalfWidth, verdict } = found[name]
          const doubt = verdict === 'none can be told' && !(difference === 0 && !differenceHalfWidth)
          return `${writeDifference(name, found[name], plusMinus)}${doubt ? ' ~' : ''}`
        }),
      ]
    }
    lines.push(
      ...(lines.length > 0 ? [''] : []),
      entityName(entity),
      ...table(
        columns,
        points.map(({ values, figures }) => row(values, figures, false)),
        {
          ...style,
          foot: [
            row(
              factors.map((_, index) => (index === 0 ? 'as it is' : '')),
              base,
              true,
            ),
          ],
        },
      ),
    )
  }
  if (lines.some((line) => line.includes(' ~'))) lines.push('', '~ no difference to the scenario as it is can be told')
  return lines
}

/** The answer of `--csv`: a row for each point (0 is the base) and each queue, group and the centre. */
export function pointsCsv(
  factors: readonly { heading: string }[],
  base: PointFigures,
  points: readonly FinishedPoint[],
  figures: readonly string[],
) {
  const all = [{ values: factors.map(() => ''), figures: base }, ...points]
  return {
    headings: [
      'point',
      ...factors.map(({ heading }) => heading),
      'kind',
      'name',
      'replications',
      ...figures.flatMap((figure) => {
        const name = figure.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
        return [name, `${name}_half_width`, `${name}_difference`, `${name}_difference_half_width`, `${name}_verdict`]
      }),
    ],
    rows: all.flatMap(({ values, figures: { entities, replications } }, point) =>
      entities
        .filter((entity) => figures.some((figure) => figure in entity.figures))
        .map((entity): CsvCell[] => [
          point,
          ...values,
          entity.kind,
          entity.name,
          replications,
          ...figures.flatMap((figure): CsvCell[] => {
            const { value, halfWidth, difference, differenceHalfWidth, verdict } = entity.figures[figure] ?? {}
            return [value, halfWidth, difference, differenceHalfWidth, verdict]
          }),
        ]),
    ) as (string | number)[][],
  }
}
