import { figures } from '../format.ts'
import { chartFrame, pixels as r, scaleOf, textWidth } from './chart-frame.ts'

/** Figures of the intervals of a day, with their intervals of confidence. */
export interface IntervalsChart {
  title: string
  /** How values are written: shares are from 0 to 1. */
  write: (value: number) => string
  share: boolean
  /** When each interval begins, as it is written. */
  starts: readonly string[]
  /** One value an interval, NaN where there is none. Steps are levels that hold for the interval; lines have a band where `half` is known. */
  series: readonly { name: string; steps?: boolean; values: readonly number[]; half?: readonly number[] }[]
  /** Horizontal lines: targets. */
  lines?: readonly { value: number; text: string }[]
}

const HEIGHT = 210
const TOP = 12
const BELOW = 26
/** Classes of the series in their order. */
const CLASSES = ['ahead', 'step-dashed'] as const

/** The chart as SVG text, drawn at this many pixels. */
export function intervalsChart(chart: IntervalsChart, width: number): string {
  const { starts, series, lines = [], share, write, title } = chart
  const { safe } = figures
  const known = (value: number) => !Number.isNaN(value)
  const halfAt = (s: number, i: number) => {
    const half = series[s].half?.[i] ?? 0
    return Number.isFinite(half) ? half : 0
  }
  const spread = [
    ...series.flatMap(({ values }, s) =>
      values.flatMap((value, i) => (known(value) ? [value - halfAt(s, i), value + halfAt(s, i)] : [])),
    ),
    ...lines.map(({ value }) => value),
  ]
  if (spread.length === 0) return ''
  // What is counted begins at 0; shares have the room that they need.
  const scale = scaleOf(share ? Math.min(...spread) : 0, Math.max(...spread), share)
  const frame = chartFrame({ title, write, scale, lines, width, height: HEIGHT, above: TOP, below: BELOW })
  const { left, right, floor, y, text } = frame
  const step = (right - left) / starts.length
  const edge = (i: number) => left + i * step
  let body = frame.scaleLines
  const every = Math.ceil((Math.max(...starts.map(textWidth)) + 14) / step)
  starts.forEach((start, i) => {
    if (i % every === 0 && edge(i) + textWidth(start) <= width) body += text(edge(i), floor + 17, start, 'start')
  })
  series.forEach(({ values, steps }, s) => {
    for (const [from, to] of runs(values)) {
      const at = Array.from({ length: to - from }, (_, k) => from + k)
      const name = CLASSES[s] ?? CLASSES[0]
      if (steps) {
        body += `<path class="${name}" d="${at.map((i, k) => `${k === 0 ? 'M' : 'L'}${r(edge(i))} ${r(y(values[i]))}H${r(edge(i + 1))}`).join('')}"/>`
        continue
      }
      const middle = (i: number) => edge(i) + step / 2
      const bound = (sign: number) => at.map((i) => `${r(middle(i))} ${r(y(values[i] + sign * halfAt(s, i)))}`)
      body += `<path class="band" d="M${bound(1).join('L')}L${bound(-1).reverse().join('L')}Z"/>`
      body += `<path class="${name}" d="${at.map((i, k) => `${k === 0 ? 'M' : 'L'}${r(middle(i))} ${r(y(values[i]))}`).join('')}"/>`
      if (at.length === 1)
        body += `<circle class="dot-ahead" cx="${r(middle(from))}" cy="${r(y(values[from]))}" r="2.6"/>`
    }
  })
  body += frame.targetLines
  starts.forEach((start, i) => {
    const said = series.map(({ name, values }, s) => {
      const half = halfAt(s, i)
      return known(values[i]) ? `${name} ${write(values[i])}${half > 0 ? ` ± ${write(half)}` : ''}` : `${name} –`
    })
    body += `<g class="hit"><title>${safe([start, ...said].join('\n'))}</title><rect class="column" x="${r(edge(i))}" y="${TOP}" width="${r(step)}" height="${r(floor - TOP)}"/></g>`
  })
  return frame.svg(body)
}

/** Stretches of values without a gap: the first of each and the one after its last. */
function runs(values: readonly number[]): [from: number, to: number][] {
  const found: [number, number][] = []
  values.forEach((value, i) => {
    if (Number.isNaN(value)) return
    if (i > 0 && !Number.isNaN(values[i - 1])) found[found.length - 1][1] = i + 1
    else found.push([i, i + 1])
  })
  return found
}
