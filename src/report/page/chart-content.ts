import { figures, figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import {
  type ChartContent,
  type GlanceContent,
  type GridContent,
  type IntervalsContent,
  type Mark,
  PLACES,
  type PointsContent,
} from './chart/content.ts'
import { SHADES } from './chart/heat.ts'
import { type Level, type Scale, valueScale } from './chart/scale.ts'
import { momentText, startText, type TimeAxis } from './chart/time-axis.ts'
import { encodeColumn } from './codec.ts'

/** Figures of the intervals of a day, with their intervals of confidence. */
export interface IntervalsChart {
  title: string
  /** How values are written: shares are from 0 to 1. */
  write: (value: number) => string
  share: boolean
  /** One value an interval, NaN where there is none. Steps are levels that hold for the interval; lines have a band where `half` is known. */
  series: readonly { name: string; steps?: boolean; values: readonly number[]; half?: readonly number[] }[]
  /** Horizontal lines: targets. */
  lines?: readonly Level[]
}

/** One figure against one factor, with its intervals. */
export interface PointsChart {
  title: string
  /** What the horizontal axis is. */
  across: string
  /** How values are written: shares are from 0 to 1. */
  write: (value: number) => string
  share: boolean
  /** Places along the axis, with the texts under them. */
  places: readonly { at: number; text: string }[]
  series: readonly {
    name: string
    points: readonly { at: number; value: number; low: number; high: number; tip: string }[]
  }[]
  /** Horizontal lines: targets, or the scenario as it is. */
  lines?: readonly Level[]
}

/** The day at a glance: a row of shares for each queue or group, one an interval, NaN where there is none. */
export interface GlanceChart {
  heading: string
  /** Which of a row's values is the worst, and how that is said: `{value}` and `{time}` are filled in. */
  worst: 'lowest' | 'highest'
  remark: string
  rows: readonly { name: string; values: readonly number[] }[]
}

/** A figure for each pair of values of two factors. */
export interface GridChart {
  title: string
  across: { name: string; values: readonly string[] }
  down: { name: string; values: readonly string[] }
  write: (value: number) => string
  /** Of the pairs that were looked at; `column` and `row` count the values from 0. */
  cells: readonly { column: number; row: number; value: number; tip: string; mark?: 'answer' | 'frontier' }[]
}

/** A chart as its page holds it, and what its marks say to the pointer, in the order in which they are drawn. */
export interface Prepared<Content extends ChartContent> {
  content: Content
  tips: string[]
}

const { fill } = figures

/** Nothing where there is no value. */
export function prepareIntervals(chart: IntervalsChart, axis: TimeAxis): Prepared<IntervalsContent> | undefined {
  const { title, write, share, series, lines = [] } = chart
  const bounds = series.map(({ values, half }) => ({
    low: values.map((value, i) => value - finite(half?.[i])),
    high: values.map((value, i) => value + finite(half?.[i])),
  }))
  const outermost = [...bounds.flatMap(({ low, high }) => [...low, ...high]), ...lines.map(({ value }) => value)]
  const known = outermost.filter((value) => !Number.isNaN(value))
  if (known.length === 0) return undefined
  // What is counted begins at 0; shares have the room that they need.
  const scale = valueScale(share ? Math.min(...known) : 0, Math.max(...known), share, write)
  const column = (values: readonly number[]) => placesOn(scale, values)
  const content: IntervalsContent = {
    kind: 'intervals',
    title,
    ...marksOf(scale, lines),
    series: series.map(({ values, steps }, s) =>
      steps
        ? { steps, values: column(values) }
        : { values: column(values), low: column(bounds[s].low), high: column(bounds[s].high) },
    ),
  }
  const tips = Array.from({ length: axis.count }, (_, i) =>
    [startText(axis, i), ...series.map((one) => intervalText(one, i, write))].join('\n'),
  )
  return { content, tips }
}

function intervalText(
  { name, values, half }: IntervalsChart['series'][number],
  i: number,
  write: (value: number) => string,
) {
  if (Number.isNaN(values[i])) return `${name} –`
  const wide = finite(half?.[i])
  return `${name} ${write(values[i])}${wide > 0 ? ` ± ${write(wide)}` : ''}`
}

function finite(half = 0): number {
  return Number.isFinite(half) ? half : 0
}

/** Nothing where there is no value. */
export function preparePoints(chart: PointsChart): Prepared<PointsContent> | undefined {
  const { title, across, write, share, places, series, lines = [] } = chart
  const points = series.flatMap((one) => one.points)
  const outermost = [
    ...points.flatMap(({ low, high, value }) => [low, high, value]),
    ...lines.map(({ value }) => value),
  ]
  const known = outermost.filter(Number.isFinite)
  if (known.length === 0) return undefined
  const scale = valueScale(Math.min(...known), Math.max(...known), share, write)
  const first = Math.min(...places.map(({ at }) => at))
  const span = Math.max(...places.map(({ at }) => at)) - first
  const placeOf = (at: number) => rounded(span === 0 ? 0.5 : (at - first) / span)
  const drawn = series.map((one) => one.points.filter(({ value }) => Number.isFinite(value)))
  const content: PointsContent = {
    kind: 'points',
    title,
    across,
    ...marksOf(scale, lines),
    places: places.map(({ at, text }): Mark => [placeOf(at), text]),
    series: drawn.map((own) => ({
      at: encodeColumn(
        own.map(({ at }) => placeOf(at)),
        PLACES,
      ),
      values: placesOn(
        scale,
        own.map(({ value }) => value),
      ),
      low: placesOn(
        scale,
        own.map(({ low }) => low),
      ),
      high: placesOn(
        scale,
        own.map(({ high }) => high),
      ),
    })),
  }
  return { content, tips: drawn.flatMap((own) => own.map(({ tip }) => tip)) }
}

export function prepareGlance(chart: GlanceChart, axis: TimeAxis, language: Language): Prepared<GlanceContent> {
  const { percent } = figuresIn(language)
  const { heading, rows, worst, remark } = chart
  const content: GlanceContent = {
    kind: 'glance',
    title: heading,
    rows: rows.map(({ name, values }) => {
      const known = values.filter((value) => !Number.isNaN(value))
      const value = worst === 'lowest' ? Math.min(...known) : Math.max(...known)
      const at = values.indexOf(value)
      return {
        name,
        shades: encodeColumn(
          values.map((share) => Math.min(SHADES - 1, Math.max(0, Math.floor(share * SHADES)))),
          1,
        ),
        worst: at,
        remark: at < 0 ? '' : fill(remark, { value: percent(value), time: momentText(axis, at) }),
      }
    }),
  }
  const tips = rows.flatMap(({ name, values }) =>
    values.map((value, i) => `${name}\n${startText(axis, i)} ${percent(value)}`),
  )
  return { content, tips }
}

export function prepareGrid(chart: GridChart): Prepared<GridContent> {
  const { title, across, down, write, cells } = chart
  const size = across.values.length * down.values.length
  const placeOf = ({ column, row }: GridChart['cells'][number]) => row * across.values.length + column
  const known = cells.map(({ value }) => value).filter(Number.isFinite)
  const [least, most] = [Math.min(...known), Math.max(...known)]
  const shades = new Array<number>(size).fill(Number.NaN)
  const texts = new Array<string>(size).fill('')
  const tips = new Array<string | undefined>(size)
  for (const cell of cells) {
    if (!Number.isFinite(cell.value)) continue
    const place = placeOf(cell)
    shades[place] = most > least ? Math.round(((cell.value - least) / (most - least)) * (SHADES - 1)) : SHADES / 2
    texts[place] = write(cell.value)
    tips[place] = cell.tip
  }
  const marked = (mark: 'answer' | 'frontier') => cells.filter((cell) => cell.mark === mark).map(placeOf)
  const content: GridContent = {
    kind: 'grid',
    title,
    across: across.name,
    down: down.name,
    columns: across.values,
    rows: down.values,
    shades: encodeColumn(shades, 1),
    texts,
    answer: marked('answer')[0] ?? -1,
    frontier: marked('frontier'),
  }
  return { content, tips: tips.filter((tip) => tip !== undefined) }
}

function rounded(place: number): number {
  return Math.round(place * 10_000) / 10_000
}

function placesOn({ least, most }: Scale, values: readonly number[]): string {
  return encodeColumn(
    values.map((value) => Math.min(1, Math.max(0, (value - least) / (most - least)))),
    PLACES,
  )
}

function marksOf({ least, most, levels }: Scale, goals: readonly Level[]): { levels: Mark[]; goals: Mark[] } {
  const markOf = ({ value, text }: Level): Mark => [rounded((value - least) / (most - least)), text]
  return { levels: levels.map(markOf), goals: goals.map(markOf) }
}
