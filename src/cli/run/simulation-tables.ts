import { DEFAULT_TARGET, formatTarget } from '../../domain/index.ts'
import type { ScenarioFile } from '../../io/yaml/index.ts'
import { type Column, figures, type TableContent } from '../../report/index.ts'
import type { Estimate, GroupFigures, QueueFigures, RatioEstimate, Simulation, WaitQuantiles } from '../../sim/index.ts'
import type { PlusMinus } from './figure-words.ts'
import { menuTables } from './menu-answer.ts'
import { moneyTables } from './money-answer.ts'

const { number, percent, duration, volume } = figures

/** The figures of a simulation for people: tables of queues, groups and whatever else the scenario has. */
export function simulationTables(
  { scenario }: ScenarioFile,
  simulation: Simulation,
  plusMinus: PlusMinus,
): TableContent[] {
  const { estimates } = simulation
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
  const tableOf = <Row extends { name: string; whole: unknown }>(
    heading: string,
    columns: readonly (Column & { of: (figures: Row['whole'], row: Row) => string })[],
    rows: readonly Row[],
    foot: readonly Row[] = [],
  ): TableContent => {
    const cells = (row: Row) => [row.name, ...columns.map(({ of }) => of(row.whole, row))]
    return { columns: [{ heading }, ...columns], rows: rows.map(cells), foot: foot.map(cells) }
  }
  const all = several ? [{ name: 'all queues', whole: allQueues.whole }] : []
  return [
    tableOf<QueueRow>('Queue', queueColumns, queueRows, all),
    ...(extraColumns.length > 0 ? [tableOf<QueueRow>('Queue', extraColumns, queueRows, all)] : []),
    ...(tiers.length > 0 ? [tableOf<QueueRow>('Tier', withoutTarget, tiers)] : []),
    ...(clients.length > 0 ? [tableOf<QueueRow>('Client', withoutTarget, clients)] : []),
    tableOf<GroupRow>(
      'Group',
      groupColumns,
      groups,
      groups.length > 1 ? [{ name: 'all groups', whole: allGroups.whole }] : [],
    ),
    ...(sites.length > 0 ? [tableOf<GroupRow>('Site', groupColumns, sites)] : []),
    ...moneyTables(estimates, plusMinus),
    ...menuTables(estimates, plusMinus),
  ]
}

interface GroupRow {
  name: string
  whole: GroupFigures
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
