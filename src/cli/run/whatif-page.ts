import { formatTarget } from '../../domain/index.ts'
import { type SweepPage, sweepPage } from '../../report/index.ts'
import {
  type CurvePoint,
  type Factor,
  type FinishedPoint,
  formatGoal,
  type Goal,
  type PointFigures,
  type Search,
} from '../../whatif/index.ts'
import { figureWords, writeDifference, writeFigure } from './figure-words.ts'
import { entityName, type Shown, shownEntities } from './whatif-answer.ts'

type Chart = SweepPage['sections'][number]['charts'][number]
type Series = Chart['series'][number]

/** Lines that one chart can show. */
const MOST_SERIES = 6

/** The page of a grid: for each queue and group each figure against each factor, a line for each combination of the others. */
export function gridPage(
  title: string,
  subtitle: string,
  factors: readonly (Factor & { heading: string })[],
  base: PointFigures,
  points: readonly FinishedPoint[],
  shown: Shown,
): string {
  const sections = shownEntities(base, shown).map((entity) => {
    const of = ({ entities }: PointFigures) =>
      entities.find(({ kind, name }) => kind === entity.kind && name === entity.name)?.figures ?? {}
    const names = shown.figures.filter((figure) => figure in entity.figures)
    const notes: string[] = []
    const charts = names.flatMap((name) =>
      factors.map((factor, f): Chart => {
        const words = figureWords(name)
        const numeric = factor.values.map(Number)
        const places = factor.values.map((text, index) => ({
          text,
          at: numeric.every(Number.isFinite) ? numeric[index] : index,
        }))
        const series = new Map<string, Series['points'][number][]>()
        for (const { values, figures } of points) {
          const others = factors.flatMap(({ heading }, g) => (g === f ? [] : [`${heading} ${values[g]}`])).join(', ')
          const found = of(figures)[name]
          if (!found) continue
          const value = found.value ?? Number.NaN
          const half = found.halfWidth ?? Number.NaN
          const tip = [
            factors.map(({ heading }, g) => `${heading} ${values[g]}`).join(', '),
            `${words.heading} ${writeFigure(name, found, '±')}`,
            `against as it is ${writeDifference(name, found, '±')}`,
          ].join('\n')
          const line = series.get(others) ?? []
          line.push({
            at: places[factor.values.indexOf(values[f])].at,
            value,
            low: value - half,
            high: value + half,
            tip,
          })
          series.set(others, line)
        }
        const all = [...series].map(
          ([lineName, line]): Series => ({ name: lineName, points: line.toSorted((a, b) => a.at - b.at) }),
        )
        const every = Math.ceil(all.length / MOST_SERIES)
        const drawn = all.filter((_, index) => index % every === 0)
        if (drawn.length < all.length)
          notes.push(
            `${drawn.length} of ${all.length} combinations of the other factors are drawn against ${factor.heading}; the table has all.`,
          )
        const asItIs = entity.figures[name].value
        return {
          title: `${words.heading} against ${factor.heading}`,
          across: factor.heading,
          write: words.write,
          share: words.write(1) === '100.0%',
          places,
          series: drawn,
          ...(asItIs === null ? {} : { lines: [{ value: asItIs, text: 'as it is' }] }),
        }
      }),
    )
    const row = (values: readonly string[], figures: PointFigures, isBase: boolean) => [
      ...values,
      ...names.flatMap((name) => {
        const found = of(figures)[name]
        return found ? [writeFigure(name, found, '±'), isBase ? '' : writeDifference(name, found, '±')] : ['', '']
      }),
    ]
    return {
      heading: entityName(entity),
      notes: [...new Set(notes)],
      charts,
      table: {
        headings: [
          ...factors.map(({ heading }) => heading),
          ...names.flatMap((name) => [figureWords(name).heading, 'against as it is']),
        ],
        rows: [
          row(
            factors.map((_, index) => (index === 0 ? 'as it is' : '')),
            base,
            true,
          ),
          ...points.map(({ values, figures }) => row(values, figures, false)),
        ],
      },
    }
  })
  return sweepPage({ title, subtitle, sections })
}

/** The page of a search: what each point that was looked at gives, against what it costs. */
export function searchPage(
  title: string,
  subtitle: string,
  names: readonly string[],
  goals: readonly Goal[],
  found: Search,
): string {
  const price = found.minimised === 'cost' ? 'Cost' : 'Agent hours'
  const charts = found.looked[0].parts.map(({ queue, figure, wanted }, index): Chart => {
    const words = figureWords(figure)
    const points = found.looked.map(({ values, parts, price: at }) =>
      pointOf(at, parts[index], `${names.map((name, f) => `${name} ${values[f]}`).join(', ')}\n${words.heading}`),
    )
    return chartOf(
      `${words.heading}, ${queue}, against ${price.toLowerCase()}`,
      price,
      figure,
      [{ name: queue, points }],
      [wanted],
    )
  })
  const rows = found.looked.map((point) => [
    ...point.values,
    figureWords(found.minimised).write(point.price),
    ...point.parts.map((part) => writeFigure(part.figure, part, '±')),
    String(point.figures.replications),
    point.values === found.answer?.values ? 'the answer' : point.verdict,
  ])
  const headings = [
    ...names,
    price,
    ...found.looked[0].parts.map(({ queue, figure }) => `${figureWords(figure).heading}, ${queue}`),
    'Days',
    '',
  ]
  return sweepPage({
    title,
    subtitle,
    sections: [{ heading: goals.map(formatGoal).join(', '), charts, table: { headings, rows } }],
  })
}

/** The page of `--curve`: service against agent hours (or cost), a chart for each queue. */
export function curvePage(title: string, subtitle: string, points: readonly CurvePoint[]): string {
  const queues = [...new Set(points.map(({ queue }) => queue))]
  const sections = queues.map((queue) => {
    const own = points.filter((point) => point.queue === queue)
    const price = own[0].search.minimised === 'cost' ? 'Cost' : 'Agent hours'
    const figure = own[0].search.looked[0].parts[0].figure
    // Points of one threshold are one curve, whatever share was asked for.
    const curves = new Map<string, Series['points'][number][]>()
    for (const { target, search } of own) {
      const within = target.serviceLevel ? `within ${target.serviceLevel.within} s` : formatTarget(target)
      const line = curves.get(within) ?? []
      for (const { values, price: at, parts } of search.looked)
        if (!line.some((point) => point.at === at))
          line.push(
            pointOf(
              at,
              parts[0],
              `${values[0]} of the agents, ${price.toLowerCase()} ${figureWords('agentHours').write(at)}\n${within}`,
            ),
          )
      curves.set(within, line)
    }
    const series = [...curves]
      .slice(0, MOST_SERIES)
      .map(([name, line]) => ({ name, points: line.toSorted((a, b) => a.at - b.at) }))
    const wanted = [...new Set(own.map(({ search }) => search.dearest.parts[0].wanted))]
    return {
      heading: `${queue}: served by ${own[0].groups.join(', ')}`,
      charts: [chartOf(`${figureWords(figure).heading} against ${price.toLowerCase()}`, price, figure, series, wanted)],
      table: {
        headings: ['Target', 'Share of today’s agents', price, figureWords(figure).heading, 'Verdict'],
        rows: own.flatMap(({ target, search }) =>
          search.looked.map((point) => [
            formatTarget(target),
            point.values[0],
            figureWords('agentHours').write(point.price),
            writeFigure(figure, point.parts[0], '±'),
            point.values === search.answer?.values ? 'the answer' : point.verdict,
          ]),
        ),
      },
    }
  })
  return sweepPage({ title, subtitle, sections })
}

function pointOf(at: number, part: Search['dearest']['parts'][number], tip: string): Series['points'][number] {
  const value = part.value ?? Number.NaN
  const half = part.halfWidth ?? Number.NaN
  return { at, value, low: value - half, high: value + half, tip: `${tip} ${writeFigure(part.figure, part, '±')}` }
}

function chartOf(
  title: string,
  across: string,
  figure: string,
  series: Chart['series'],
  wanted: readonly number[],
): Chart {
  const { write } = figureWords(figure)
  const ats = [...new Set(series.flatMap(({ points }) => points.map(({ at }) => at)))]
  return {
    title,
    across,
    write,
    share: write(1) === '100.0%',
    places: ats.map((at) => ({ at, text: figureWords('agentHours').write(at) })),
    series,
    lines: wanted.map((value) => ({ value, text: write(value) })),
  }
}
