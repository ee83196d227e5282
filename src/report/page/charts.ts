import type { FigureFormats } from '../format.ts'

/** Where a chart is drawn. */
export interface Canvas {
  /** Pixels. */
  width: number
  /** Tooltips as the browser's own `<title>`, as `data-tip` for the page's script to show, or none: a picture. */
  tips: 'title' | 'data' | 'none'
}

export interface DailyChart {
  label: string
  words: { history: string; forecast: string; limits: string; incomplete: string }
  /** One place a day, oldest first; NaN where nothing was recorded. */
  past: ArrayLike<number>
  /** Days with gaps in the record. */
  incomplete: ArrayLike<number>
  pastLabels: readonly string[]
  mean: ArrayLike<number>
  low: ArrayLike<number>
  high: ArrayLike<number>
  labels: readonly string[]
  /** Axis labels: place (counted from the first past day) and text. */
  ticks: readonly { at: number; text: string }[]
}

export interface StripSeries {
  name: string
  values: ArrayLike<number>
  style: 'area' | 'step' | 'line' | 'thin' | 'dashed' | 'dots'
  format: 'volume' | 'agents' | 'share'
}

export interface Strip {
  title: string
  height: number
  scale: 'number' | 'share'
  series: readonly StripSeries[]
  band?: { name: string; low: ArrayLike<number>; high: ArrayLike<number> }
  /** Horizontal lines: a target. */
  lines?: readonly number[]
}

export interface StripChart {
  label: string
  /** Intervals drawn. */
  count: number
  strips: readonly Strip[]
  /** Axis labels at interval borders (`at` from 0 to `count`); `middle` centres a text between this border and the next. */
  ticks: readonly { at: number; text: string; middle?: boolean; minor?: boolean }[]
  /** First line of an interval's tooltip. */
  times: (index: number) => string
  /** Border from which on it is forecast; before it, it has come. */
  split?: number
}

export interface HeatMap {
  label: string
  /** Rows of equal length; NaN where closed. */
  rows: readonly ArrayLike<number>[]
  rowLabels: readonly string[]
  columns: readonly { at: number; text: string }[]
  chosen: number
  tip: (row: number, column: number) => string
}

export interface ServiceChart {
  label: string
  serviceLevel: ArrayLike<number>
  connectRate: ArrayLike<number>
  targetMet: ArrayLike<number>
  targets: readonly number[]
  labels: readonly string[]
  /** Two short lines under each day. */
  ticks: readonly (readonly [string, string])[]
  words: { serviceLevel: string; connectRate: string; meetsTarget: string }
}

export interface ChartKit {
  daily(chart: DailyChart, canvas: Canvas): string
  strips(chart: StripChart, canvas: Canvas): string
  heat(chart: HeatMap, canvas: Canvas): string
  service(chart: ServiceChart, canvas: Canvas): string
}

/**
 * Charts as SVG text; colours come from the classes' style sheet. Self-contained but for its argument, because the page carries its source text.
 */
export function chartKit(format: FigureFormats): ChartKit {
  const { safe, number, percent, volume } = format
  // Pixels at the style sheet's font size, on the wide side: fonts differ from reader to reader.
  const textWidth = (text: string) =>
    [...text].reduce((sum, c) => sum + ((c.codePointAt(0) as number) > 0x2e7f ? 11.7 : c === '%' ? 10.5 : 6.9), 0)
  const r = (value: number) => String(Math.round(value * 10) / 10)

  const text = (x: number, y: number, content: string, anchor = 'start', className = 'ax') =>
    `<text class="${className}" x="${r(x)}" y="${r(y)}"${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}>${safe(content)}</text>`
  const line = (x1: number, y1: number, x2: number, y2: number, className: string) =>
    `<line class="${className}" x1="${r(x1)}" y1="${r(y1)}" x2="${r(x2)}" y2="${r(y2)}"/>`
  const rect = (x: number, y: number, width: number, height: number, className: string, more = '') =>
    `<rect class="${className}" x="${r(x)}" y="${r(y)}" width="${r(Math.max(0, width))}" height="${r(Math.max(0, height))}"${more}/>`
  const svg = (label: string, width: number, height: number, body: string) =>
    `<svg role="img" aria-label="${safe(label)}" viewBox="0 0 ${r(width)} ${r(height)}" width="${r(width)}" height="${r(height)}">${body}</svg>`
  const hit = (canvas: Canvas, tip: string, shapes: string) =>
    canvas.tips === 'data'
      ? `<g class="hit" data-tip="${safe(tip)}">${shapes}</g>`
      : canvas.tips === 'title'
        ? `<g class="hit"><title>${safe(tip)}</title>${shapes}</g>`
        : shapes

  /** Round numbers from 0 (or `least`) to at least `most`. */
  const ticksOf = (most: number, about: number) => {
    const rough = Math.max(most, 1e-9) / about
    const power = 10 ** Math.floor(Math.log10(rough))
    const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((one) => one >= rough * 0.999) as number
    const ticks = [0]
    while (ticks[ticks.length - 1] < most * 0.9999) ticks.push(Number((ticks.length * step).toPrecision(10)))
    return ticks
  }
  const largest = (...columns: ArrayLike<number>[]) => {
    let most = 0
    for (const column of columns) {
      for (let i = 0; i < column.length; i++) if (Number.isFinite(column[i]) && column[i] > most) most = column[i]
    }
    return most
  }
  const smallest = (...columns: ArrayLike<number>[]) => {
    let least = Number.POSITIVE_INFINITY
    for (const column of columns) {
      for (let i = 0; i < column.length; i++) if (Number.isFinite(column[i]) && column[i] < least) least = column[i]
    }
    return least
  }
  const axisNumber = (value: number) => number(value, Number.isInteger(value) ? 0 : value < 1 ? 2 : 1)

  /** A line that breaks where there is no value; a lone value is a dot (of a round line cap). */
  const linePath = (points: readonly (readonly [number, number])[]) => {
    let path = ''
    let open = false
    for (const [x, y] of points) {
      if (Number.isNaN(y)) open = false
      else {
        path += `${open ? 'L' : 'M'}${r(x)} ${r(y)}${open ? '' : 'h0'}`
        open = true
      }
    }
    return path
  }
  /** The area between two lines, a piece for each stretch with values. */
  const bandPath = (points: readonly (readonly [number, number, number])[]) => {
    let path = ''
    let run: (readonly [number, number, number])[] = []
    const close = () => {
      if (run.length > 0) {
        const there = run.map(([x, low]) => `${r(x)} ${r(low)}`)
        const back = [...run].reverse().map(([x, , high]) => `${r(x)} ${r(high)}`)
        path += `M${[...there, ...back].join('L')}Z`
      }
      run = []
    }
    for (const point of points) {
      if (Number.isNaN(point[1]) || Number.isNaN(point[2])) close()
      else run.push(point)
    }
    close()
    return path
  }
  /** Steps: a value holds over its interval. */
  const stepPath = (values: ArrayLike<number>, x: (i: number) => number, y: (value: number) => number) => {
    let path = ''
    let open = false
    for (let i = 0; i < values.length; i++) {
      if (!Number.isFinite(values[i])) {
        open = false
        continue
      }
      path += open ? `V${r(y(values[i]))}` : `M${r(x(i))} ${r(y(values[i]))}`
      path += `H${r(x(i + 1))}`
      open = true
    }
    return path
  }
  const stepArea = (values: ArrayLike<number>, x: (i: number) => number, y: (value: number) => number) => {
    let path = ''
    for (let i = 0; i < values.length; i++) {
      if (!(values[i] > 0)) continue
      let end = i
      path += `M${r(x(i))} ${r(y(0))}`
      for (; end < values.length && values[end] > 0; end++) path += `V${r(y(values[end]))}H${r(x(end + 1))}`
      path += `V${r(y(0))}Z`
      i = end
    }
    return path
  }
  /** Of texts that would run into one another, keeps every second, third, ... */
  const thinned = <T extends { text: string }>(ticks: readonly T[], room: number) => {
    const widest = Math.max(1, ...ticks.map((tick) => textWidth(tick.text) + 10))
    const every = Math.max(1, Math.ceil((widest * ticks.length) / room))
    return ticks.filter((_, i) => i % every === 0)
  }

  return {
    daily(chart, canvas) {
      const { past, mean, low, high } = chart
      const { width } = canvas
      const height = width < 800 ? 215 : 270
      const ticks = ticksOf(largest(past, mean, high), height < 250 ? 4 : 5)
      const left = Math.max(...ticks.map((tick) => textWidth(axisNumber(tick)))) + 10
      const right = width - 6
      const top = 22
      const bottom = height - 24
      const days = past.length + mean.length
      const step = (right - left) / Math.max(1, days)
      const x = (i: number) => left + (i + 0.5) * step
      const y = (value: number) => bottom - (value / ticks[ticks.length - 1]) * (bottom - top)
      const split = left + past.length * step
      let body = rect(split, top, right - split, bottom - top, 'zone')
      for (const tick of ticks) {
        body += line(left, y(tick), right, y(tick), tick === 0 ? 'base' : 'grid')
        body += text(left - 6, y(tick) + 4, axisNumber(tick), 'end')
      }
      for (const tick of chart.ticks) body += line(x(tick.at), bottom, x(tick.at), bottom + 4, 'base')
      for (const tick of thinned(chart.ticks, right - left)) {
        const centre = Math.min(x(tick.at), width - textWidth(tick.text) / 2)
        body += text(centre, bottom + 18, tick.text, 'middle')
      }
      body += line(split, top - 12, split, bottom, 'split')
      body += text(split + 5, top - 6, chart.words.forecast, 'start', 'ax strong')
      const historyFits = split - left > textWidth(chart.words.history) + 12
      if (historyFits) body += text(split - 6, top - 6, chart.words.history, 'end', 'ax')
      const last = past.length > 0 ? past[past.length - 1] : Number.NaN
      const places = Array.from({ length: mean.length }, (_, i) => i)
      const joint = Number.isNaN(last) ? [] : [[x(past.length - 1), y(last), y(last)] as const]
      body += `<path class="band" d="${bandPath([
        ...joint,
        ...places.map((i) => [x(past.length + i), y(low[i]), y(high[i])] as const),
      ])}"/>`
      body += `<path class="past" d="${linePath(Array.from({ length: past.length }, (_, i) => [x(i), y(past[i])] as const))}"/>`
      body += `<path class="ahead" d="${linePath([
        ...joint.map(([at, level]) => [at, level] as const),
        ...places.map((i) => [x(past.length + i), y(mean[i])] as const),
      ])}"/>`
      const gaps = new Set(Array.from(chart.incomplete))
      for (let i = 0; i < days; i++) {
        const ahead = i >= past.length
        const place = i - past.length
        const value = ahead ? mean[place] : past[i]
        if (Number.isNaN(value)) continue
        const lines = ahead
          ? [
              chart.labels[place],
              `${chart.words.forecast}: ${volume(value)}`,
              ...(Number.isNaN(low[place])
                ? []
                : [`${chart.words.limits}: ${volume(low[place])} – ${volume(high[place])}`]),
            ]
          : [
              chart.pastLabels[i],
              `${chart.words.history}: ${volume(value)}${gaps.has(i) ? ` (${chart.words.incomplete})` : ''}`,
            ]
        const dot = `<circle class="${ahead ? 'dot-ahead' : gaps.has(i) ? 'dot-gap' : 'dot-past'}" cx="${r(x(i))}" cy="${r(y(value))}" r="${step < 7 ? 1.6 : 2.6}"/>`
        body += hit(canvas, lines.join('\n'), rect(x(i) - step / 2, top, step, bottom - top, 'column') + dot)
      }
      return svg(chart.label, width, height, body)
    },

    strips(chart, canvas) {
      const { width } = canvas
      const { count, strips } = chart
      const scales = strips.map((strip) => {
        const columns = [...strip.series.map((one) => one.values), ...(strip.band ? [strip.band.high] : [])]
        if (strip.scale === 'number') {
          const ticks = ticksOf(largest(...columns), strip.height < 100 ? 3 : 4)
          return { ticks, least: 0, most: ticks[ticks.length - 1], write: axisNumber }
        }
        const lowest = Math.min(smallest(...columns), ...(strip.lines ?? []), 1)
        const least = lowest < 0.5 ? 0 : Math.max(0, Math.floor((lowest - 0.005) * 10) / 10)
        const step = 1 - least <= 0.1001 ? 0.05 : 1 - least <= 0.3001 ? 0.1 : 1 - least <= 0.5001 ? 0.25 : 0.5
        const ticks = []
        for (let tick = 1; tick > least - 1e-9; tick -= step) ticks.push(Math.round(tick * 1000) / 1000)
        return { ticks, least, most: 1, write: (value: number) => percent(value, 0) }
      })
      const left =
        Math.max(24, ...scales.flatMap(({ ticks, write }) => ticks.map((tick) => textWidth(write(tick))))) + 10
      const right = width - (strips.some((strip) => strip.lines?.length) ? 36 : 8)
      const x = (i: number) => left + (i / count) * (right - left)
      const middle = (i: number) => x(i + 0.5)
      const tops: number[] = []
      let height = 0
      for (const strip of strips) {
        const above = strip.title ? 24 : 10
        tops.push(height + above)
        height += above + strip.height + 10
      }
      const bottom = height - 10
      height = bottom + 24
      let body = ''
      for (const [k, strip] of chart.split === undefined ? [] : strips.entries()) {
        const at = x(chart.split as number)
        body +=
          rect(at, tops[k], right - at, strip.height, 'zone') + line(at, tops[k], at, tops[k] + strip.height, 'split')
      }
      for (const tick of chart.ticks) {
        for (const [k, strip] of strips.entries()) {
          body += line(x(tick.at), tops[k], x(tick.at), tops[k] + strip.height, tick.minor ? 'grid faint' : 'grid')
        }
      }
      const labelled = chart.ticks.filter((tick) => tick.text)
      for (const tick of thinned(labelled, right - left)) {
        const at = tick.middle ? x(tick.at + count / Math.max(1, labelled.length) / 2) : x(tick.at)
        const half = textWidth(tick.text) / 2
        body += text(Math.min(Math.max(at, half), width - half), bottom + 18, tick.text, 'middle')
      }
      for (const [k, strip] of strips.entries()) {
        const { ticks, least, most, write } = scales[k]
        const top = tops[k]
        const floor = top + strip.height
        const y = (value: number) => floor - ((value - least) / (most - least)) * strip.height
        body += text(left, top - 7, strip.title, 'start', 'ax strong')
        for (const tick of ticks) {
          body += line(left, y(tick), right, y(tick), tick === least ? 'base' : 'grid')
          body += text(left - 6, y(tick) + 4, write(tick), 'end')
        }
        if (strip.band) {
          const { low, high } = strip.band
          body += `<path class="band" d="${bandPath(Array.from({ length: count }, (_, i) => [middle(i), y(low[i]), y(high[i])] as const))}"/>`
        }
        for (const target of strip.lines ?? []) {
          body += line(left, y(target), right, y(target), 'goal')
          body += text(right + 5, y(target) + 4, percent(target, 0), 'start', 'ax goal-text')
        }
        for (const { values, style } of strip.series) {
          if (style === 'area') {
            body += `<path class="area" d="${stepArea(values, x, y)}"/><path class="step" d="${stepPath(values, x, y)}"/>`
          } else if (style === 'step' || style === 'dashed') {
            body += `<path class="${style === 'step' ? 'step' : 'step-dashed'}" d="${stepPath(values, x, y)}"/>`
          } else {
            const points = Array.from({ length: count }, (_, i) => [middle(i), y(values[i])] as const)
            body += `<path class="${style === 'thin' ? 'past' : style === 'dots' ? 'level' : 'ahead'}" d="${linePath(points)}"/>`
            if (style === 'dots' && right - left > count * 6) {
              for (const [at, level] of points) {
                if (!Number.isNaN(level)) body += `<circle class="dot-level" cx="${r(at)}" cy="${r(level)}" r="2.2"/>`
              }
            }
          }
        }
      }
      for (let i = 0; i < count; i++) {
        const lines = strips.flatMap((strip) => [
          ...strip.series.flatMap(({ name, values, format: kind }) => {
            const value = values[i]
            if (value === undefined || Number.isNaN(value)) return []
            const written = kind === 'share' ? percent(value) : kind === 'volume' ? volume(value) : number(value)
            return [`${name}: ${written}`]
          }),
          ...(strip.band && Number.isFinite(strip.band.low[i])
            ? [`${strip.band.name}: ${volume(strip.band.low[i])} – ${volume(strip.band.high[i])}`]
            : []),
        ])
        if (lines.length === 0) continue
        body += hit(
          canvas,
          [chart.times(i), ...lines].join('\n'),
          rect(x(i), tops[0], x(i + 1) - x(i), bottom - tops[0], 'column'),
        )
      }
      return svg(chart.label, width, height, body)
    },

    heat(chart, canvas) {
      const { width } = canvas
      const { rows, rowLabels, columns } = chart
      const count = rows[0]?.length ?? 0
      const left = Math.max(...rowLabels.map(textWidth)) + 14
      const right = width - 2
      const top = 20
      const cell = (right - left) / Math.max(1, count)
      const rowHeight = rows.length > 31 ? 11 : width < 520 ? 19 : 22
      const most = largest(...rows)
      const least = smallest(...rows)
      const digits = number(most).length
      const written = cell >= digits * 5.4 + 3 && rowHeight >= 18
      let body = ''
      for (const tick of thinned(columns, right - left)) {
        const half = textWidth(tick.text) / 2
        body += text(Math.min(left + tick.at * cell, width - half), 12, tick.text, 'middle')
      }
      for (const [row, values] of rows.entries()) {
        const y = top + row * rowHeight
        let cells = text(
          left - 8,
          y + rowHeight / 2 + 4,
          rowLabels[row],
          'end',
          row === chart.chosen ? 'ax strong' : 'ax',
        )
        for (let i = 0; i < count; i++) {
          const value = values[i]
          const shade = Number.isNaN(value)
            ? 'none'
            : String(most > least ? Math.round(((value - least) / (most - least)) * 9) : 5)
          const shapes =
            rect(left + i * cell, y, cell - (cell > 8 ? 1 : 0.4), rowHeight - 1, `heat h-${shade}`) +
            (written && !Number.isNaN(value)
              ? text(left + (i + 0.5) * cell - 0.5, y + rowHeight / 2 + 3, number(value), 'middle', `cell t-${shade}`)
              : '')
          cells += Number.isNaN(value) ? shapes : hit(canvas, chart.tip(row, i), shapes)
        }
        body += `<g class="row" data-day="${row}">${rect(0, y, left, rowHeight, 'column')}${cells}</g>`
      }
      const frameTop = top + chart.chosen * rowHeight - 1.5
      body += rect(left - 1.5, frameTop, right - left + 2, rowHeight + 2, 'chosen', ' rx="2"')
      return svg(chart.label, width, top + rows.length * rowHeight + 4, body)
    },

    service(chart, canvas) {
      const { width } = canvas
      const { serviceLevel, connectRate, targetMet, targets, labels, words } = chart
      const days = labels.length
      const known = Array.from(targetMet).some((value) => !Number.isNaN(value))
      const top = 10
      const plotHeight = width < 520 ? 130 : 160
      const lowest = Math.min(smallest(serviceLevel, connectRate), ...targets, 1)
      const least = lowest < 0.5 ? 0 : Math.max(0, Math.floor((lowest - 0.01) * 10) / 10)
      const step = 1 - least <= 0.1001 ? 0.02 : 1 - least <= 0.3001 ? 0.05 : 1 - least <= 0.5001 ? 0.1 : 0.25
      const left = textWidth('100%') + 10
      const right = width - (targets.length > 0 ? 36 : 2)
      const bottom = top + plotHeight
      const wide = (right - left) / Math.max(1, days)
      const x = (i: number) => left + (i + 0.5) * wide
      const y = (value: number) => bottom - ((value - least) / (1 - least)) * plotHeight
      let body = ''
      for (let tick = 1; tick > least - 1e-9; tick -= step) {
        body += line(left, y(tick), right, y(tick), tick < least + 1e-9 ? 'base' : 'grid')
        body += text(left - 6, y(tick) + 4, percent(tick, 0), 'end')
      }
      for (const target of targets) {
        body += line(left, y(target), right, y(target), 'goal')
        body += text(right + 5, y(target) + 4, percent(target, 0), 'start', 'ax goal-text')
      }
      const points = (values: ArrayLike<number>) =>
        Array.from({ length: days }, (_, i) => [x(i), y(values[i])] as const)
      body += `<path class="past" d="${linePath(points(connectRate))}"/><path class="level" d="${linePath(points(serviceLevel))}"/>`
      const twoLines = wide >= 30
      const every = twoLines ? 1 : Math.ceil((Math.max(...chart.ticks.map(([, date]) => textWidth(date))) + 6) / wide)
      const chip = 20
      const chipTop = bottom + (twoLines ? 60 : 44)
      if (known) body += text(left, chipTop - 6, words.meetsTarget, 'start', 'ax strong')
      for (let i = 0; i < days; i++) {
        const [first, second] = chart.ticks[i]
        if (i % every === 0) {
          body += text(x(i), bottom + 16, twoLines ? first : second, 'middle')
          if (twoLines) body += text(x(i), bottom + 30, second, 'middle')
        }
        const met = targetMet[i]
        if (Number.isNaN(serviceLevel[i]) && Number.isNaN(connectRate[i])) continue
        const tip = [
          labels[i],
          `${words.serviceLevel}: ${percent(serviceLevel[i])}`,
          `${words.connectRate}: ${percent(connectRate[i])}`,
          ...(Number.isNaN(met) ? [] : [`${words.meetsTarget}: ${percent(met, 0)}`]),
        ].join('\n')
        let shapes = rect(x(i) - wide / 2, top, wide, bottom - top, 'column')
        const dot = (value: number, name: string, radius: number) =>
          Number.isNaN(value) ? '' : `<circle class="${name}" cx="${r(x(i))}" cy="${r(y(value))}" r="${radius}"/>`
        shapes += dot(connectRate[i], 'dot-past', 2.6) + dot(serviceLevel[i], 'dot-level', wide < 12 ? 2 : 4)
        if (!Number.isNaN(met)) {
          const shade = Math.round(met * 9)
          shapes += rect(x(i) - wide / 2 + 0.5, chipTop, wide - 1, chip, `heat h-${shade}`)
          if (wide >= 17) {
            const written = wide >= 34 ? percent(met, 0) : number(met * 100)
            shapes += text(x(i), chipTop + 14, written, 'middle', `cell t-${shade}`)
          }
        }
        body += hit(canvas, tip, shapes)
      }
      return svg(chart.label, width, known ? chipTop + chip + 4 : bottom + (twoLines ? 38 : 24), body)
    },
  }
}
