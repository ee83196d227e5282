import { DEFAULT_TARGET, formatDuration, formatTarget } from '../../domain/index.ts'
import type { CsvCell } from '../../io/index.ts'
import type { ScenarioFile } from '../../io/yaml/index.ts'
import { type Column, displayWidth, figures, type TableOptions, table } from '../../report/index.ts'
import type {
  Estimate,
  GroupFigures,
  MenuFigures,
  QueueFigures,
  RatioEstimate,
  Simulation,
  Stretches,
} from '../../sim/index.ts'
import { menuLines } from './menu-answer.ts'

/** Changes only when a field is renamed, removed or given another meaning; new fields may come at any time. */
const VERSION = 1

/** More queues than this have no strip of their own; there is one for all together. */
const MOST_STRIPS = 6

const { number, percent, duration, clock, volume } = figures

/** The figures of a simulation for people: a table of the queues, one of the groups, and a strip of the day. */
export function simulationLines(file: ScenarioFile, simulation: Simulation, style: Style): string[] {
  const { scenario } = file
  const { estimates, replications } = simulation
  const { queues, allQueues, groups, allGroups } = estimates
  const targets = Object.values(scenario.queues).map(({ target }) => formatTarget(target ?? DEFAULT_TARGET))
  const several = queues.length > 1
  const plusMinus = style.unicode ? '±' : '+-'
  const share = ({ value, halfWidth }: RatioEstimate) => within(percent(value), halfWidth * 100, '')
  const seconds = ({ value, halfWidth }: RatioEstimate) => within(duration(value), halfWidth, 's')
  const within = (value: string, halfWidth: number, unit: string) =>
    Number.isFinite(halfWidth) ? `${value} ${plusMinus}${halfWidth.toFixed(1)}${unit}` : value

  const queueColumns: (Column & { of: (figures: QueueFigures, q: number) => string })[] = [
    { heading: 'Queue', of: (_, q) => queues[q]?.name ?? 'all queues' },
    { heading: 'Target', align: 'left', optional: true, of: (_, q) => targets[q] ?? '' },
    { heading: 'Offered', of: ({ offered }) => volume(offered.value) },
    { heading: 'In time', of: ({ serviceLevel }) => share(serviceLevel) },
    { heading: 'Target met', optional: true, of: ({ targetMet }) => percent(targetMet.value, 0) },
    { heading: 'Hang up', of: ({ abandonment }) => share(abandonment) },
    ...(allQueues.whole.blocked.value > 0
      ? [{ heading: 'Blocked', of: ({ blocking }: QueueFigures) => share(blocking) }]
      : []),
    ...(allQueues.whole.left.value > 0
      ? [{ heading: 'Left', of: ({ left }: QueueFigures) => volume(left.value) }]
      : []),
    ...(allQueues.whole.redials.value > 0
      ? [{ heading: 'Redials', optional: true, of: ({ redials }: QueueFigures) => volume(redials.value) }]
      : []),
    ...(allQueues.whole.overflowed.value > 0
      ? [{ heading: 'Overflow', optional: true, of: ({ overflow }: QueueFigures) => percent(overflow.value) }]
      : []),
    { heading: 'ASA', of: ({ asa }) => seconds(asa) },
    {
      heading: '95% wait less',
      optional: true,
      of: (_, q) => {
        const wait = queues[q]?.waits.find(({ probability }) => probability === 0.95)
        return wait ? duration(wait.all.value) : ''
      },
    },
  ]
  const groupColumns: (Column & { of: (figures: GroupFigures, g: number) => string })[] = [
    { heading: 'Group', of: (_, g) => groups[g]?.name ?? 'all groups' },
    { heading: 'Agents', of: ({ agents }) => number(agents.value, 1) },
    { heading: 'Occupancy', of: ({ occupancy }) => share(occupancy) },
    { heading: 'Answered', of: ({ answered }) => volume(answered.value) },
    { heading: 'AHT', of: ({ aht }) => seconds(aht) },
    { heading: 'Work after close', optional: true, of: ({ afterClose }) => duration(afterClose.value) },
  ]
  const cells = <F>(columns: readonly { of: (figures: F, index: number) => string }[], figures: F, index: number) =>
    columns.map(({ of }) => of(figures, index))

  return [
    `${scenario.name ?? 'Scenario'}: ${replications} replication${replications === 1 ? '' : 's'} of ${describeRun(file, simulation)}, seed ${simulation.seed}; ${plusMinus} ${percent(estimates.confidence, 0)} intervals`,
    '',
    ...table(
      queueColumns,
      queues.map(({ whole }, q) => cells(queueColumns, whole, q)),
      { ...style, foot: several ? [cells(queueColumns, allQueues.whole, queues.length)] : [] },
    ),
    '',
    ...table(
      groupColumns,
      groups.map(({ whole }, g) => cells(groupColumns, whole, g)),
      { ...style, foot: groups.length > 1 ? [cells(groupColumns, allGroups.whole, groups.length)] : [] },
    ),
    '',
    ...menuLines(estimates, style),
    ...strip(file, simulation, style),
  ]
}

/** When the counted interval `index` begins: `07:30`, and on later days `2 07:30`. */
function startOf({ opens, scenario }: ScenarioFile, { estimates }: Simulation, index: number): string {
  const { interval, warmUp, allQueues } = estimates
  const before = warmUp / interval
  const perDay = (allQueues.intervals.length + before) / (scenario.days ?? 1)
  const second = opens + ((before + index) % perDay) * interval
  const day = Math.floor((before + index) / perDay)
  return `${day === 0 ? '' : `${day + 1} `}${clock(second % 86_400)}`
}

type Style = Required<Pick<TableOptions, 'width' | 'colour' | 'unicode'>>

function describeRun(file: ScenarioFile, simulation: Simulation): string {
  const { interval, warmUp, allQueues } = simulation.estimates
  const end = file.opens + warmUp + allQueues.intervals.length * interval
  const days = file.scenario.days ?? 1
  const span = days > 1 ? `${days} days` : `${startOf(file, simulation, 0)}-${clock(end > 86_400 ? end - 86_400 : end)}`
  return `${span} (steps of ${formatDuration(interval)}${warmUp > 0 ? `, ${formatDuration(warmUp)} of warm-up before` : ''})`
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

const QUEUE_COLUMNS: readonly (keyof QueueFigures)[] = [
  'offered',
  'answered',
  'abandoned',
  'blocked',
  'left',
  'queued',
  'redials',
  'overflowed',
  'queueLength',
  'longestQueue',
  'targetMet',
  'serviceLevel',
  'connectRate',
  'abandonment',
  'blocking',
  'waitProbability',
  'asa',
  'meanWait',
  'overflow',
]
const GROUP_COLUMNS: readonly (keyof GroupFigures)[] = [
  'agents',
  'busyAgents',
  'afterCall',
  'overtime',
  'afterClose',
  'occupancy',
]
/** Only where the scenario has menus. */
const MENU_COLUMNS: readonly (keyof MenuFigures)[] = [
  'toQueue',
  'selfService',
  'hungUp',
  'silent',
  'toQueueShare',
  'selfServiceShare',
  'hungUpShare',
  'silentShare',
  'containment',
  'meanTime',
  'timeToQueue',
]
/** Of queues and groups alike. */
const SHARED_COLUMN = 'aht'

/** The answer of `--csv`: one row for each queue, group and menu, whole and by day and interval, with every figure and its half-width. */
export function simulationCsv(file: ScenarioFile, simulation: Simulation) {
  const { queues, allQueues, groups, allGroups, menus = [] } = simulation.estimates
  const columns = [...QUEUE_COLUMNS, ...GROUP_COLUMNS, SHARED_COLUMN, ...(menus.length > 0 ? MENU_COLUMNS : [])]
  const rowsOf = <F extends QueueFigures | GroupFigures | MenuFigures>(
    kind: string,
    name: string,
    stretches: Stretches<F>,
  ) => {
    const row = (stretch: string, start: string, figures: F): CsvCell[] => [
      kind,
      name,
      stretch,
      start,
      ...columns.flatMap((column) => {
        const figure = (figures as unknown as Record<string, Estimate | undefined>)[column]
        return figure ? [figure.value, figure.halfWidth] : [undefined, undefined]
      }),
    ]
    return [
      row('whole', '', stretches.whole),
      ...stretches.days.map((figures, day) => row('day', String(day + 1), figures)),
      ...stretches.intervals.map((figures, i) => row('interval', startOf(file, simulation, i), figures)),
    ]
  }
  return {
    headings: [
      'kind',
      'name',
      'stretch',
      'start',
      ...columns.flatMap((name) => [snake(name), `${snake(name)}_half_width`]),
    ],
    rows: [
      ...queues.flatMap((queue) => rowsOf('queue', queue.name, queue)),
      ...rowsOf('all queues', '', allQueues),
      ...groups.flatMap((group) => rowsOf('group', group.name, group)),
      ...rowsOf('all groups', '', allGroups),
      ...menus.flatMap((menu) => rowsOf('menu', menu.name, menu)),
    ] as (string | number)[][],
  }
}

function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
