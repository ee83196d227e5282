import type { FinishedPoint, PointFigures } from '../../whatif/index.ts'
import { type CsvCell, type CsvRows, estimateCells, withoutEmptyColumns } from '../csv-rows.ts'

/** A row for each point (0 is the scenario as it is) and each queue, group and the centre, to the digits that the intervals bear. Columns of which nothing is known are left out. */
export function pointsCsvRows(
  factors: readonly string[],
  base: PointFigures,
  points: readonly FinishedPoint[],
  figures: readonly string[],
): CsvRows {
  const all = [{ values: factors.map(() => ''), figures: base }, ...points]
  return withoutEmptyColumns({
    headings: [
      'point',
      ...factors,
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
            return [...estimateCells(value, halfWidth), ...estimateCells(difference, differenceHalfWidth), verdict]
          }),
        ]),
    ),
  })
}
