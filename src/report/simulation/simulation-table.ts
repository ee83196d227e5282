import { compile, type Simulation } from '../../sim/index.ts'
import { AGENT_MONTH_HOURS, agentHours, salesPerAgentMonth } from '../../whatif/index.ts'
import { displayWidth } from '../display-width.ts'
import { figures, figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import { dayTicks, momentText, startText, type TimeAxis } from '../page/index.ts'
import { type PrintOptions, printWith } from '../print-options.ts'
import { table } from '../table.ts'
import { type PlusMinus, plusMinusOf, writeFigure } from './figure.ts'
import { describeRun, type SimulatedScenario, timesOf, titleOf } from './simulated-scenario.ts'
import { simulationTables } from './simulation-tables.ts'
import { simulationWords } from './words.ts'

/**
 * A simulation for the terminal, a line an element: what was run, tables of queues, groups and whatever else the scenario has, and a strip of the day. Figures stand with half of their confidence interval.
 *
 * @example
 * ```ts
 * import { replicate } from 'krarup/sim'
 * import { simulationTable } from 'krarup/report'
 * const scenario = {
 *   name: 'Hotline',
 *   interval: 1800,
 *   queues: { calls: { volume: [90, 110], aht: 240, groups: ['agents'] } },
 *   groups: { agents: { agents: [16, 18] } },
 * }
 * const simulation = await replicate(scenario, { replications: 10 })
 * simulationTable({ scenario, opens: 8 * 3600 }, simulation)[0] //=> 'Hotline: 10 replications of 08:00-09:00 (steps of 30m), seed 1; ± 95% intervals'
 * ```
 */
export function simulationTable(
  simulated: SimulatedScenario,
  simulation: Simulation,
  options: PrintOptions = {},
): string[] {
  const { style, language } = printWith('simulationTable', options)
  const { width, unicode } = style
  const plusMinus = plusMinusOf(unicode)
  return [
    figures.fill(simulationWords(language).titleAndRun, {
      title: titleOf(simulated, language),
      run: describeRun(simulated, simulation, plusMinus, language),
    }),
    '',
    ...simulationTables(simulated, simulation, plusMinus, language).flatMap(({ columns, rows, foot }) => [
      ...table(columns, rows, { ...style, foot }),
      '',
    ]),
    ...salesLines(simulated, simulation, plusMinus, language),
    ...strip(simulated, simulation, { width, unicode, language }),
  ]
}

/** Sales of an agent and month, where offers are made. */
function salesLines(
  { scenario }: SimulatedScenario,
  { estimates }: Simulation,
  plusMinus: PlusMinus,
  language: Language,
): string[] {
  const { sales } = estimates.allQueues.whole
  const hours = sales ? agentHours(scenario, compile(scenario)) : 0
  if (!sales || !(hours > 0)) return []
  const [value, halfWidth] = [sales.value, sales.halfWidth].map((of) => salesPerAgentMonth(of, hours))
  const said = {
    sales: writeFigure('salesPerAgentMonth', { value, halfWidth }, plusMinus, language),
    hours: figuresIn(language).number(AGENT_MONTH_HOURS, 1),
  }
  return [figures.fill(simulationWords(language).salesPerAgentMonth, said), '']
}

/** More queues than this have no strip of their own; there is one for all together. */
const MOST_STRIPS = 6
const BLOCKS = '▁▂▃▄▅▆▇█'
const DIGITS = '01234567'
/** Columns between two clock times under a strip. */
const TICK = 8
/** Columns kept for what is said beside a strip. */
const REMARK = 26
/** Columns of the longest name in front of a strip. */
const MOST_NAME = 20

type StripOptions = Required<Pick<PrintOptions, 'width' | 'unicode' | 'language'>>

/** Service level and mean number waiting by interval, a character each. Where there are more intervals than columns, the worst of several. */
function strip(
  simulated: SimulatedScenario,
  simulation: Simulation,
  { width, unicode, language }: StripOptions,
): string[] {
  const words = simulationWords(language)
  const { number, percent, fill } = figuresIn(language)
  const { queues, allQueues } = simulation.estimates
  const shown = (queues.length <= MOST_STRIPS ? queues : [{ name: words.allQueues, ...allQueues }]).map((queue) => ({
    ...queue,
    label: shortened(queue.name, unicode),
  }))
  const names = Math.max(...shown.map(({ label }) => displayWidth(label)))
  const kinds = Math.max(displayWidth(words.inTime), displayWidth(words.waiting))
  const margin = names + kinds + 4
  const intervals = allQueues.intervals.length
  const merged = Math.ceil(intervals / Math.max(TICK, width - margin - REMARK))
  const columns = Math.ceil(intervals / merged)
  const times = timesOf(simulated, simulation, language)
  const line = (name: string, kind: string, values: readonly number[], most: number, remark: string) =>
    `${padded(name, names)}  ${padded(kind, kinds)}  ${levels(values, most, unicode)}  ${remark}`
  const byColumn = (values: readonly number[], pick: (...values: number[]) => number) =>
    Array.from({ length: columns }, (_, c) => {
      const known = values.slice(c * merged, (c + 1) * merged).filter((value) => !Number.isNaN(value))
      return known.length === 0 ? Number.NaN : pick(...known)
    })
  const remark = (text: string, values: readonly number[], extreme: number, write: (value: number) => string) =>
    // Nothing of a queue may have been measured: of deferred work that is not due yet nobody can tell.
    Number.isFinite(extreme)
      ? fill(text, { value: write(extreme), time: momentText(times, values.indexOf(extreme)) })
      : ''
  return [
    `${' '.repeat(margin)}${axisLine(times, merged, columns)}`.trimEnd(),
    ...shown.flatMap(({ label, intervals }) => {
      const service = intervals.map(({ serviceLevel }) => serviceLevel.value)
      const waiting = intervals.map(({ queueLength }) => queueLength.value)
      const lowest = Math.min(...service.filter((value) => !Number.isNaN(value)))
      const longest = Math.max(...waiting)
      const whole = (value: number) => percent(value, 0)
      const most = (value: number) => number(value, value < 9.95 ? 2 : 0)
      return [
        line(label, words.inTime, byColumn(service, Math.min), 1, remark(words.lowestAt, service, lowest, whole)),
        line(
          '',
          words.waiting,
          byColumn(waiting, Math.max),
          longest || 1,
          remark(words.mostAt, waiting, longest, most),
        ),
      ]
    }),
  ]
}

/** What stands above a strip: clock times, or where there are several days their names, as many as there is room for. */
function axisLine(times: TimeAxis, merged: number, columns: number): string {
  const days = dayTicks(times)
  const ticks =
    days.length > 0
      ? days.map(({ at, text }) => ({ at: Math.ceil(at / merged), text }))
      : Array.from({ length: Math.ceil(columns / TICK) }, (_, k) => ({
          at: k * TICK,
          text: startText(times, k * TICK * merged),
        }))
  return ticks.reduce((line, { at, text }) => {
    const used = displayWidth(line)
    return used > 0 && used >= at ? line : `${line}${' '.repeat(at - used)}${text}`
  }, '')
}

/** A character for each value, from nothing to `most`. */
function levels(values: readonly number[], most: number, unicode: boolean): string {
  const signs = unicode ? BLOCKS : DIGITS
  return values
    .map((value) =>
      Number.isNaN(value) ? ' ' : signs[Math.min(signs.length - 1, Math.floor((value / most) * signs.length))],
    )
    .join('')
}

function shortened(name: string, unicode: boolean): string {
  return displayWidth(name) > MOST_NAME ? `${name.slice(0, MOST_NAME / 2)}${unicode ? '…' : '~'}` : name
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(width - displayWidth(text))
}
