import { displayWidth } from 'krarup/report'
import { h, scrolling, table } from './dom.ts'
import { inLanguages } from './language.ts'

const NAME_SPACE = 'http://www.w3.org/2000/svg'

/** Of every picture with a table behind it. */
export const chartWords = inLanguages(
  { asTable: 'As a table', tableOf: (title: string) => `${title}: table`, from: ', from', to: 'to' },
  { asTable: '表格', tableOf: (title) => `${title}：表格`, from: '，下限', to: '上限' },
  { asTable: 'Als Tabelle', tableOf: (title) => `${title}: Tabelle`, from: ', von', to: 'bis' },
)

export interface Series {
  name: string
  values: ArrayLike<number>
  /** `steps` hold over an interval, `line` joins its middles, `dashed` is a line to compare with. */
  look: 'steps' | 'line' | 'dashed' | 'steps-dashed'
}

export interface ChartContent {
  title: string
  /** What stands below each place of the axis. */
  places: readonly string[]
  /** Of the places, those with a text under the axis. */
  isTick(index: number): boolean
  /** That text, where it is shorter than the place's. */
  tickName?(index: number): string
  /** A value as text, on the scale and in the table. */
  format(value: number): string
  /** As text beside the scale, where that is shorter. */
  formatLevel?(value: number): string
  series: readonly Series[]
  /** Between `low` and `high`. */
  band?: { name: string; low: ArrayLike<number>; high: ArrayLike<number> }
  goal?: { name: string; value: number }
  /** Ends of the scale; from 0 to the highest value where nothing is said. */
  least?: number
  most?: number
  /** The heading of the places in the table. */
  placesName: string
}

const HEIGHT = 220
const MARGIN = { top: 12, right: 12, bottom: 26, left: 52 }

/** A chart with its legend, what stands under the pointer, and its table. It is drawn anew when its width or its content changes. */
export class Chart {
  readonly element = h('figure', { class: 'chart' })
  readonly #drawing = h('div', { class: 'drawing' })
  readonly #pointed = h('output', { class: 'pointed', 'aria-hidden': 'true' })
  readonly #legend = h('div', { class: 'legend' })
  readonly #caption = h('figcaption')
  readonly #table = h('details')
  #content: ChartContent | undefined
  #width = 0

  constructor() {
    this.element.append(this.#caption, this.#legend, this.#drawing, this.#pointed, this.#table)
    new ResizeObserver(([entry]) => {
      const width = Math.floor(entry.contentRect.width)
      if (width === this.#width) return
      this.#width = width
      this.#draw()
    }).observe(this.#drawing)
    this.#drawing.addEventListener('pointermove', (event) => this.#point(event.offsetX))
    this.#drawing.addEventListener('pointerleave', () => this.#point(undefined))
    // Of tables nobody looks at there may be many.
    this.#table.addEventListener('toggle', () => this.#fillTable())
  }

  show(content: ChartContent): void {
    this.#content = content
    this.#caption.textContent = content.title
    const keys = [
      ...content.series.map(({ name, look }, k) => key(name, `key-${look} tone-${k}`)),
      ...(content.band ? [key(content.band.name, 'key-band')] : []),
      ...(content.goal ? [key(content.goal.name, 'key-goal')] : []),
    ]
    this.#legend.replaceChildren(...keys)
    this.#pointed.textContent = ''
    this.#draw()
    this.#fillTable()
  }

  #point(x: number | undefined): void {
    const content = this.#content
    if (!content || x === undefined) {
      this.#pointed.textContent = ''
      return
    }
    const inner = this.#width - MARGIN.left - MARGIN.right
    const i = Math.floor(((x - MARGIN.left) / inner) * content.places.length)
    if (i < 0 || i >= content.places.length) return
    const said = content.series.map(({ name, values }) => `${name} ${content.format(values[i])}`)
    this.#pointed.textContent = `${content.places[i]}: ${said.join(', ')}`
  }

  #fillTable(): void {
    const content = this.#content
    if (!content) return
    const summary = h('summary', {}, chartWords().asTable)
    if (!this.#table.open) {
      this.#table.replaceChildren(summary)
      return
    }
    const { title, places, placesName, series, band, format } = content
    const limits = band ? [band.name + chartWords().from, chartWords().to] : []
    const rows = places.map((place, i) => [
      place,
      ...series.map(({ values }) => format(values[i])),
      ...(band ? [format(band.low[i]), format(band.high[i])] : []),
    ])
    this.#table.replaceChildren(
      summary,
      scrolling(
        table(title, [placesName, ...series.map(({ name }) => name), ...limits], rows),
        chartWords().tableOf(title),
      ),
    )
  }

  #draw(): void {
    const content = this.#content
    if (content && this.#width > 0) this.#drawing.replaceChildren(drawn(content, this.#width))
  }
}

function key(name: string, look: string): HTMLElement {
  return h('span', {}, h('span', { class: `key ${look}` }), name)
}

function drawn(content: ChartContent, width: number): SVGElement {
  const { title, places, series, band, goal, format, formatLevel = format, least = 0 } = content
  const most = content.most ?? highest(content)
  const inner = width - MARGIN.left - MARGIN.right
  const floor = HEIGHT - MARGIN.bottom
  const x = (at: number) => MARGIN.left + (at / places.length) * inner
  const y = (value: number) => floor - ((value - least) / (most - least)) * (floor - MARGIN.top)
  const picture = shape('svg', {
    role: 'img',
    'aria-label': title,
    viewBox: `0 0 ${width} ${HEIGHT}`,
    width,
    height: HEIGHT,
  })
  for (const level of levels(least, most)) {
    picture.append(
      shape('line', { class: 'grid', x1: MARGIN.left, x2: width - MARGIN.right, y1: y(level), y2: y(level) }),
      text(MARGIN.left - 6, y(level) + 4, formatLevel(level), 'end'),
    )
  }
  if (band) picture.append(shape('path', { class: 'band', d: bandPath(band, x, y) }))
  if (goal)
    picture.append(
      shape('line', { class: 'goal', x1: x(0), x2: x(places.length), y1: y(goal.value), y2: y(goal.value) }),
    )
  for (const [k, { values, look }] of series.entries()) {
    const d = look.startsWith('steps') ? stepsPath(values, x, y) : linePath(values, x, y)
    picture.append(shape('path', { class: `${look} tone-${k}`, d }))
  }
  for (const [at, name] of ticks(content, inner)) {
    const middle = Math.min(Math.max(x(at + 0.5), 20), width - 20)
    picture.append(text(middle, HEIGHT - 8, name, 'middle'))
  }
  return picture
}

function shape(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(NAME_SPACE, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  return element
}

function text(x: number, y: number, content: string, anchor: string): SVGElement {
  const element = shape('text', { x, y, 'text-anchor': anchor })
  element.textContent = content
  return element
}

function highest({ series, band, goal }: ChartContent): number {
  let most = goal?.value ?? 0
  for (const values of [...series.map((one) => one.values), ...(band ? [band.high] : [])])
    for (let i = 0; i < values.length; i++) if (values[i] > most && Number.isFinite(values[i])) most = values[i]
  return most > 0 ? most * 1.05 : 1
}

/** Four to seven round values. */
function levels(least: number, most: number): number[] {
  const rough = (most - least) / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((times) => times * power).find((one) => one >= rough) ?? rough
  const found: number[] = []
  for (let k = Math.ceil(least / step); k * step <= most * (1 + 1e-9); k++)
    found.push(Number((k * step).toPrecision(12)))
  return found
}

/** As many of the wanted places as have room. */
function ticks({ places, isTick, tickName = (i) => places[i] }: ChartContent, room: number): [number, string][] {
  const wanted = places.flatMap((_, i): [number, string][] => (isTick(i) ? [[i, tickName(i)]] : []))
  const widest = Math.max(1, ...wanted.map(([, name]) => displayWidth(name))) * 7.2 + 14
  const every = Math.max(1, Math.ceil((wanted.length * widest) / room))
  return wanted.filter((_, k) => k % every === 0)
}

type Scale = (value: number) => number

function linePath(values: ArrayLike<number>, x: Scale, y: Scale): string {
  let path = ''
  let pen = false
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) pen = false
    else {
      path += `${pen ? 'L' : 'M'}${x(i + 0.5).toFixed(1)} ${y(values[i]).toFixed(1)}`
      // A value between two gaps would not be seen.
      if (!pen && !Number.isFinite(values[i + 1])) path += 'h1'
      pen = true
    }
  }
  return path
}

function stepsPath(values: ArrayLike<number>, x: Scale, y: Scale): string {
  let path = ''
  let pen = false
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) pen = false
    else {
      path += `${pen ? 'L' : 'M'}${x(i).toFixed(1)} ${y(values[i]).toFixed(1)}H${x(i + 1).toFixed(1)}`
      pen = true
    }
  }
  return path
}

function bandPath({ low, high }: { low: ArrayLike<number>; high: ArrayLike<number> }, x: Scale, y: Scale): string {
  let path = ''
  for (let i = 0; i < low.length; i++) {
    if (!Number.isFinite(low[i]) || !Number.isFinite(high[i])) continue
    const [from, to] = [x(i).toFixed(1), x(i + 1).toFixed(1)]
    path += `M${from} ${y(low[i]).toFixed(1)}H${to}V${y(high[i]).toFixed(1)}H${from}Z`
  }
  return path
}
