import { formatDuration } from '../../domain/index.ts'
import type { ScenarioFile } from '../../io/yaml/index.ts'
import { displayWidth, figures, type TableOptions, table } from '../../report/index.ts'
import type { Simulation } from '../../sim/index.ts'
import type { PlusMinus } from './figure-words.ts'
import { simulationCsv as csv } from './simulation-csv.ts'
import { simulationTables } from './simulation-tables.ts'

/** Changes only when a field is renamed, removed or given another meaning; new fields may come at any time. */
const VERSION = 1

/** More queues than this have no strip of their own; there is one for all together. */
const MOST_STRIPS = 6

const { number, percent, clock } = figures

/** The figures of a simulation for people: tables, and a strip of the day. */
export function simulationLines(file: ScenarioFile, simulation: Simulation, style: Style): string[] {
  const plusMinus = style.unicode ? '±' : '+-'
  return [
    `${titleOf(file)}: ${describeRun(file, simulation, plusMinus)}`,
    '',
    ...simulationTables(file, simulation, plusMinus).flatMap(({ columns, rows, foot }) => [
      ...table(columns, rows, { ...style, foot }),
      '',
    ]),
    ...strip(file, simulation, style),
  ]
}

export function titleOf({ scenario }: ScenarioFile): string {
  return scenario.name ?? 'Scenario'
}

/** When the counted interval `index` begins: `07:30`, and on later days `2 07:30`. */
export function startOf({ opens, scenario }: ScenarioFile, { estimates }: Simulation, index: number): string {
  const { interval, warmUp, allQueues } = estimates
  const before = warmUp / interval
  const perDay = (allQueues.intervals.length + before) / (scenario.days ?? 1)
  const second = opens + ((before + index) % perDay) * interval
  const day = Math.floor((before + index) / perDay)
  return `${day === 0 ? '' : `${day + 1} `}${clock(second % 86_400)}`
}

type Style = Required<Pick<TableOptions, 'width' | 'colour' | 'unicode'>>

/** What was run, and how well it is known. */
export function describeRun(file: ScenarioFile, simulation: Simulation, plusMinus: PlusMinus): string {
  const { estimates, replications, seed } = simulation
  const { interval, warmUp, allQueues, confidence } = estimates
  const end = file.opens + warmUp + allQueues.intervals.length * interval
  const days = file.scenario.days ?? 1
  const span = days > 1 ? `${days} days` : `${startOf(file, simulation, 0)}-${clock(end > 86_400 ? end - 86_400 : end)}`
  const steps = `(steps of ${formatDuration(interval)}${warmUp > 0 ? `, ${formatDuration(warmUp)} of warm-up before` : ''})`
  return `${replications} replication${replications === 1 ? '' : 's'} of ${span} ${steps}, seed ${seed}; ${plusMinus} ${percent(confidence, 0)} intervals`
}

const BLOCKS = '▁▂▃▄▅▆▇█'
const DIGITS = '01234567'
/** Columns between two clock times under a strip. */
const TICK = 8
/** Columns kept for what is said beside a strip. */
const REMARK = 26
/** Columns of the longest name in front of a strip. */
const MOST_NAME = 20

/** Service level and mean number waiting by interval, a character each. Where there are more intervals than columns, the worst of several. */
function strip(file: ScenarioFile, simulation: Simulation, { width, unicode }: Style): string[] {
  const { queues, allQueues } = simulation.estimates
  const shown = (queues.length <= MOST_STRIPS ? queues : [{ name: 'all queues', ...allQueues }]).map((queue) => ({
    ...queue,
    label:
      displayWidth(queue.name) > MOST_NAME ? `${queue.name.slice(0, MOST_NAME / 2)}${unicode ? '…' : '~'}` : queue.name,
  }))
  const names = Math.max(...shown.map(({ label }) => displayWidth(label)))
  const margin = names + '  in time  '.length
  const intervals = allQueues.intervals.length
  const merged = Math.ceil(intervals / Math.max(TICK, width - margin - REMARK))
  const columns = Math.ceil(intervals / merged)
  const start = (column: number) => startOf(file, simulation, column * merged)
  const levels = unicode ? BLOCKS : DIGITS
  const line = (label: string, values: number[], most: number, remark: string) => {
    const drawn = values.map((value) =>
      Number.isNaN(value) ? ' ' : levels[Math.min(levels.length - 1, Math.floor((value / most) * levels.length))],
    )
    return `${label}  ${drawn.join('')}  ${remark}`
  }
  const byColumn = (values: number[], pick: (...values: number[]) => number) =>
    Array.from({ length: columns }, (_, c) => {
      const known = values.slice(c * merged, (c + 1) * merged).filter((value) => !Number.isNaN(value))
      return known.length === 0 ? Number.NaN : pick(...known)
    })
  const at = (values: number[], extreme: number) => start(values.indexOf(extreme))
  const ticks = Array.from({ length: Math.ceil(columns / TICK) }, (_, k) => start(k * TICK).padEnd(TICK)).join('')
  return [
    `${' '.repeat(margin)}${ticks}`.trimEnd(),
    ...shown.flatMap(({ label, intervals }) => {
      const padded = label + ' '.repeat(names - displayWidth(label))
      const service = byColumn(
        intervals.map(({ serviceLevel }) => serviceLevel.value),
        Math.min,
      )
      const waiting = byColumn(
        intervals.map(({ queueLength }) => queueLength.value),
        Math.max,
      )
      const lowest = Math.min(...service.filter((value) => !Number.isNaN(value)))
      const longest = Math.max(...waiting)
      return [
        line(`${padded}  in time`, service, 1, `lowest ${percent(lowest, 0)} at ${at(service, lowest)}`),
        line(
          `${' '.repeat(names)}  waiting`,
          waiting,
          longest || 1,
          `most ${number(longest, longest < 9.95 ? 2 : 0)} at ${at(waiting, longest)}`,
        ),
      ]
    }),
  ]
}

/** The answer of `--json`, in the shape of docs/scenarios.md. No time that it took is in it: the same run gives the same text. */
export function simulationJson({ scenario, opens }: ScenarioFile, simulation: Simulation): object {
  return { version: VERSION, name: scenario.name ?? null, opens, ...simulation }
}

/** The answer of `--csv`. */
export function simulationCsv(file: ScenarioFile, simulation: Simulation) {
  return csv(simulation, (interval) => startOf(file, simulation, interval))
}
