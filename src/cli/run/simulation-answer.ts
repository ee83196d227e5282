import { DEFAULT_TARGET, formatDuration, formatTarget } from '../../domain/index.ts'
import type { ScenarioFile } from '../../io/yaml/index.ts'
import { type Column, displayWidth, figures, type TableOptions, table } from '../../report/index.ts'
import type { Estimate, GroupFigures, QueueFigures, RatioEstimate, Simulation, WaitQuantiles } from '../../sim/index.ts'
import { menuLines } from './menu-answer.ts'
import { moneyLines } from './money-answer.ts'
import { simulationCsv as csv } from './simulation-csv.ts'

/** Changes only when a field is renamed, removed or given another meaning; new fields may come at any time. */
const VERSION = 1

/** More queues than this have no strip of their own; there is one for all together. */
const MOST_STRIPS = 6

const { number, percent, duration, clock, volume } = figures

/** The figures of a simulation for people: a table of the queues, one of the groups, and a strip of the day. */
export function simulationLines(file: ScenarioFile, simulation: Simulation, style: Style): string[] {
  const { scenario } = file
  const { estimates, replications } = simulation
  const { queues, allQueues, groups, allGroups, parts = [], tiers = [], clients = [], sites = [] } = estimates
  const targetOf = (queue: string, tier?: string) =>
    formatTarget(
      (tier === undefined ? undefined : scenario.tiers?.[tier]?.target) ??
        scenario.queues[queue].target ??
        DEFAULT_TARGET,
    )
  /** Each queue, below it its tiers. */
  const queueRows: QueueRow[] = queues.flatMap((queue) => [
    { ...queue, target: targetOf(queue.name) },
    ...parts
      .filter((part) => part.queue === queue.name)
      .map((part) => ({ ...part, name: `  ${part.tier}`, target: targetOf(part.queue, part.tier) })),
  ])
  const several = queues.length > 1
  const plusMinus = style.unicode ? '±' : '+-'
  const share = ({ value, halfWidth }: RatioEstimate) => within(percent(value), halfWidth * 100, '')
  const seconds = ({ value, halfWidth }: RatioEstimate) => within(duration(value), halfWidth, 's')
  const within = (value: string, halfWidth: number, unit: string) =>
    Number.isFinite(halfWidth) ? `${value} ${plusMinus}${halfWidth.toFixed(1)}${unit}` : value

  const queueColumns: QueueColumn[] = [
    { heading: 'Target', align: 'left', optional: true, of: (_, { target }) => target ?? '' },
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
      of: (_, { waits }) => {
        const wait = waits?.find(({ probability }) => probability === 0.95)
        return wait ? duration(wait.all.value) : ''
      },
    },
  ]
  const groupColumns: (Column & { of: (figures: GroupFigures) => string })[] = [
    { heading: 'Agents', of: ({ agents }) => number(agents.value, 1) },
    { heading: 'Occupancy', of: ({ occupancy }) => share(occupancy) },
    { heading: 'Answered', of: ({ answered }) => volume(answered.value) },
    { heading: 'AHT', of: ({ aht }) => seconds(aht) },
    { heading: 'Work after close', optional: true, of: ({ afterClose }) => duration(afterClose.value) },
    ...known<GroupFigures>([allGroups.whole, ...groups.map(({ whole }) => whole)], GROUP_EXTRAS),
  ]
  const withoutTarget = queueColumns.filter(({ heading }) => heading !== 'Target')
  const extraColumns = known<QueueFigures>([allQueues.whole, ...queues.map(({ whole }) => whole)], QUEUE_EXTRAS)
  const queueTable = (heading: string, columns: readonly QueueColumn[], rows: readonly QueueRow[], foot: QueueRow[]) =>
    table([{ heading }, ...columns], ...rowsAndFoot(columns, rows, foot))
  const rowsAndFoot = (columns: readonly QueueColumn[], rows: readonly QueueRow[], foot: readonly QueueRow[]) => {
    const cells = (row: QueueRow) => [row.name, ...columns.map(({ of }) => of(row.whole, row))]
    return [rows.map(cells), { ...style, foot: foot.map(cells) }] as const
  }
  const groupTable = (heading: string, rows: readonly { name: string; whole: GroupFigures }[], foot: typeof rows) => {
    const cells = ({ name, whole }: (typeof rows)[number]) => [name, ...groupColumns.map(({ of }) => of(whole))]
    return [...table([{ heading }, ...groupColumns], rows.map(cells), { ...style, foot: foot.map(cells) }), '']
  }
  const all = several ? [{ name: 'all queues', whole: allQueues.whole }] : []

  return [
    `${scenario.name ?? 'Scenario'}: ${replications} replication${replications === 1 ? '' : 's'} of ${describeRun(file, simulation)}, seed ${simulation.seed}; ${plusMinus} ${percent(estimates.confidence, 0)} intervals`,
    '',
    ...queueTable('Queue', queueColumns, queueRows, all),
    '',
    ...(extraColumns.length > 0 ? [...queueTable('Queue', extraColumns, queueRows, all), ''] : []),
    ...(tiers.length > 0 ? [...queueTable('Tier', withoutTarget, tiers, []), ''] : []),
    ...(clients.length > 0 ? [...queueTable('Client', withoutTarget, clients, []), ''] : []),
    ...groupTable('Group', groups, groups.length > 1 ? [{ name: 'all groups', whole: allGroups.whole }] : []),
    ...(sites.length > 0 ? groupTable('Site', sites, []) : []),
    ...moneyLines(estimates, style),
    ...menuLines(estimates, style),
    ...strip(file, simulation, style),
  ]
}

interface QueueRow {
  name: string
  whole: QueueFigures
  target?: string
  waits?: readonly WaitQuantiles[]
}
type QueueColumn = Column & { of: (figures: QueueFigures, row: QueueRow) => string }

/** Figures that some scenarios have, in the order in which planners ask for them. */
type Extra<F> = readonly (readonly [heading: string, figure: keyof F & string, format: (value: number) => string])[]
const QUEUE_EXTRAS: Extra<QueueFigures> = [
  ['Customers', 'customers', volume],
  ['Served', 'customerConnectRate', percent],
  ['At first', 'firstAttemptConnectRate', percent],
  ['And in time', 'firstAttemptServiceLevel', percent],
  ['Transfers', 'transferShare', percent],
  ['Repeats', 'repeatShare', percent],
  ['Within deadline', 'withinDeadlineShare', percent],
  ['Until done', 'meanFinishTime', duration],
  ['Backlog', 'backlog', volume],
  ['Past it', 'backlogOverdue', volume],
  ['Call backs', 'callbacks', volume],
  ['Reached', 'callbackReachedShare', percent],
  ['Deflected', 'deflectedShare', percent],
  ['Sales', 'sales', volume],
  ['Of offers', 'saleShare', percent],
  ['Closed', 'closed', volume],
  ['Messages', 'messages', volume],
  ['Lost', 'lost', volume],
  ['Cut off', 'cutOff', volume],
]
const GROUP_EXTRAS: Extra<GroupFigures> = [
  ['Away', 'awayShare', percent],
  ['Breaks', 'pauses', volume],
  ['Moved', 'pausesMovedShare', percent],
  ['By', 'meanPauseDelay', duration],
  ['Ringing', 'ringingShare', percent],
  ['Deferred', 'deferredShare', percent],
  ['Chats at once', 'chatsAtOnce', (value) => number(value, 2)],
]

/** Columns of those figures of which there is something. */
function known<F>(all: readonly F[], extras: Extra<F>): (Column & { of: (figures: F) => string })[] {
  const amountOf = (figures: F, name: keyof F & string) => (figures[name] as Estimate | undefined)?.value ?? Number.NaN
  return extras
    .filter(([, name]) => all.some((figures) => amountOf(figures, name) > 0))
    .map(([heading, name, format]) => ({
      heading,
      optional: true,
      of: (figures: F) => (Number.isNaN(amountOf(figures, name)) ? '' : format(amountOf(figures, name))),
    }))
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

/** The answer of `--csv`. */
export function simulationCsv(file: ScenarioFile, simulation: Simulation) {
  return csv(simulation, (interval) => startOf(file, simulation, interval))
}
