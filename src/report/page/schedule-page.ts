import { figures } from '../format.ts'
import type { Language } from '../language.ts'
import type { TableContent } from '../table.ts'
import type { SimulationChart, SimulationContent } from './chart/content.ts'
import { drawSimulation } from './chart/draw-simulation.ts'
import { hit, line, rect, svg, text, textWidth } from './chart/svg.ts'
import type { TimeAxis } from './chart/time-axis.ts'
import { type IntervalsChart, prepareIntervals } from './chart-content.ts'
import { type ChartSection, chartPage } from './chart-page.ts'
import { notes, STATIC_WIDTH } from './document.ts'
import { figureCards, heading, legend, table } from './html.ts'
import { SIMULATION_SCRIPT } from './script-text.ts'

/** Bars along one day: what shifts look like. Hours of the day; over 24 is the next day. */
export interface DayBars {
  title: string
  from: number
  to: number
  rows: readonly { name: string; tip: string; pieces: readonly { from: number; to: number; shade: BarShade }[] }[]
}

type BarShade = 'work' | 'paid break' | 'meeting'

export interface SchedulePage {
  language?: Language
  title: string
  subtitle: string
  figures: readonly { label: string; value: string; note: string }[]
  times: TimeAxis
  sections: readonly {
    heading: string
    notes?: readonly string[]
    charts: readonly IntervalsChart[]
    table?: TableContent
    bars?: readonly DayBars[]
  }[]
}

const { safe, clock } = figures

/** Shifts as one HTML page that needs nothing else: people asked for and there, service by interval, and each shift with its breaks. Everything is escaped. */
export function schedulePage(page: SchedulePage): string {
  const { language = 'en', title, subtitle, figures: large, times, sections } = page
  return chartPage({
    title,
    language,
    header: `<p class="sub">${safe(subtitle)}</p>${figureCards(large)}`,
    content: (charts): SimulationContent => ({ times, charts }),
    draw: drawSimulation,
    script: SIMULATION_SCRIPT,
    sections: sections.map(
      (one): ChartSection<SimulationChart> => ({
        title: one.heading,
        before: notes(one.notes),
        charts: one.charts.map((chart) => ({
          title: chart.title,
          legend: chart.series.length > 1 ? legend(...chart.series.map(keyOf)) : '',
          chart: prepareIntervals(chart, times),
        })),
        after: [
          ...(one.table ? [tableOf(one.table)] : []),
          ...(one.bars ?? []).map((bars) => `${heading(bars.title, 3)}<div class="chart">${drawBars(bars)}</div>`),
        ].join(''),
      }),
    ),
    footer: 'krarup',
  })
}

/** What is asked for is dashed. */
function keyOf({ name, steps }: IntervalsChart['series'][number]): [key: string, name: string] {
  return [steps ? 'k-dashed' : '', name]
}

function tableOf({ columns, rows, foot }: TableContent): string {
  const cells = (row: readonly string[]) => row.map(safe)
  return table(
    columns.map((column) => safe(column.heading)),
    rows.map(cells),
    foot.map(cells),
  )
}

const SHADE: Record<BarShade, string> = { work: 'h-5', 'paid break': 'h-2', meeting: 'h-8' }
const ROW = 15
const BAR = 10
const TOP = 6
const BELOW = 22
/** Room for half of the last hour's text. */
const RIGHT = 22
/** Hours between texts. */
const EVERY = 2

function drawBars({ title, from, to, rows }: DayBars): string {
  const left = Math.max(60, ...rows.map(({ name }) => textWidth(name))) + 10
  const x = (hour: number) => left + ((hour - from) / (to - from)) * (STATIC_WIDTH - left - RIGHT)
  const floor = TOP + rows.length * ROW
  const hours = Array.from({ length: Math.floor(to) - Math.ceil(from) + 1 }, (_, k) => Math.ceil(from) + k)
  const lines = hours.map((hour) => line(x(hour), TOP, x(hour), floor, hour % EVERY === 0 ? 'grid' : 'grid faint'))
  const texts = hours
    .filter((hour) => hour % EVERY === 0)
    .map((hour) => text(x(hour), floor + 15, clock((hour % 24) * 3600), 'middle'))
  const bars = rows.map(({ name, tip, pieces }, r) => {
    const y = TOP + r * ROW + (ROW - BAR) / 2
    const shapes = pieces.map((piece) => rect(x(piece.from), y, x(piece.to) - x(piece.from), BAR, SHADE[piece.shade]))
    return hit({ width: STATIC_WIDTH, tips: 'title' }, tip, text(left - 8, y + BAR - 1, name, 'end') + shapes.join(''))
  })
  return svg(title, STATIC_WIDTH, floor + BELOW, lines.join('') + texts.join('') + bars.join(''))
}
