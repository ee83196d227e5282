import type { Factor, Judged, Search } from '../../whatif/index.ts'
import { figures } from '../format.ts'
import type { Language } from '../language.ts'
import type { GridChart } from '../page/index.ts'
import { figureForm, figureHeading, writeFigure } from '../simulation/index.ts'
import { priceHeading } from './price-chart.ts'
import { whatifWords } from './words.ts'

/** What was searched over, and what was found. */
interface Searched {
  factors: readonly Factor[]
  found: Search
}

/** A search over two factors as a map for each goal: what every point that was looked at gives, the answer, and the frontier of what meets the goals. Nothing for other searches. */
export function searchGrids(search: Searched, language: Language): GridChart[] {
  const { factors, found } = search
  if (factors.length !== 2) return []
  const [across, down] = factors.map(({ path, values }) => ({ name: path, values }))
  // Upwards, as on any other vertical axis.
  const rows = down.values.toReversed()
  const frontier = frontierOf(search)
  return found.looked[0].parts.map(({ of, figure }, index) => ({
    title: figures.fill(whatifWords(language).figureOfQueue, { figure: figureHeading(figure, language), queue: of }),
    across,
    down: { ...down, values: rows },
    write: figureForm(figure, language).write,
    cells: found.looked.map((point) => ({
      column: across.values.indexOf(point.values[0]),
      row: rows.indexOf(point.values[1]),
      value: point.parts[index].value ?? Number.NaN,
      tip: tipOf(search, point, index, language),
      ...markOf(point, found, frontier),
    })),
  }))
}

function tipOf({ factors, found }: Searched, point: Judged, index: number, language: Language): string {
  const part = point.parts[index]
  return [
    factors.map(({ path }, f) => `${path} ${point.values[f]}`).join(', '),
    `${figureHeading(part.figure, language)} ${writeFigure(part.figure, part, '±', language)}`,
    `${priceHeading(found, language)} ${figureForm(found.minimised, language).write(point.price)}`,
    whatifWords(language)[point.verdict],
  ].join('\n')
}

function markOf(
  point: Judged,
  { answer }: Search,
  frontier: ReadonlySet<Judged>,
): Pick<GridChart['cells'][number], 'mark'> {
  if (answer !== undefined && point.values === answer.values) return { mark: 'answer' }
  return frontier.has(point) ? { mark: 'frontier' } : {}
}

/** Points that surely meet the goals, while nothing that was looked at with as little or less of both factors does. */
function frontierOf({ factors, found: { looked, dearest } }: Searched): Set<Judged> {
  // A factor's values go up or down in price: the dearest point is at the dear end of each.
  const steps = (point: Judged) =>
    factors.map(({ values }, f) => {
      const place = values.indexOf(point.values[f])
      return values.indexOf(dearest.values[f]) === 0 ? values.length - 1 - place : place
    })
  const met = looked.filter(({ verdict }) => verdict === 'met').map((point) => ({ point, at: steps(point) }))
  const beaten = ({ at }: (typeof met)[number]) =>
    met.some((other) => other.at.every((step, f) => step <= at[f]) && other.at.some((step, f) => step < at[f]))
  return new Set(met.filter((one) => !beaten(one)).map(({ point }) => point))
}
