import type { Estimate, GroupFigures, QueueFigures, RatioEstimate, Simulation, WaitQuantiles } from '../../sim/index.ts'
import { figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import type { Column, TableContent } from '../table.ts'
import { caseTables } from './case-tables.ts'
import { type FigureForm, figureForm, type PlusMinus } from './figure.ts'
import { figureHeadings } from './figure-headings.ts'
import { menuTables } from './menu-tables.ts'
import { moneyTables } from './money-table.ts'
import { type SimulatedScenario, targetText } from './simulated-scenario.ts'
import { type SimulationWords, simulationWords } from './words.ts'

/**
 * The figures of a simulation for people: tables of queues, groups and whatever else the scenario has, as `krarup simulate` prints them.
 *
 * @example
 * ```ts
 * import { replicate } from 'krarup/sim'
 * import { simulationTables } from 'krarup/report'
 * const scenario = {
 *   interval: 1800,
 *   queues: { calls: { volume: [90, 110], aht: 240, groups: ['agents'] } },
 *   groups: { agents: { agents: [16, 18] } },
 * }
 * const simulation = await replicate(scenario, { replications: 10 })
 * const [queues] = simulationTables({ scenario }, simulation, '±', 'en')
 * queues.columns[2].heading //=> 'Offered'
 * ```
 */
export function simulationTables(
  simulated: SimulatedScenario,
  { estimates }: Simulation,
  plusMinus: PlusMinus,
  language: Language,
): TableContent[] {
  const { queues, allQueues, groups, allGroups, tiers = [], clients = [], sites = [] } = estimates
  const words = simulationWords(language)
  const write = writers(plusMinus, language)
  const columns = queueColumns(allQueues.whole, write, language)
  const ofTarget: QueueColumn = {
    heading: words.target,
    align: 'left',
    optional: true,
    of: (_, { target }) => target ?? '',
  }
  const extras = known<QueueFigures>([allQueues.whole, ...queues.map(({ whole }) => whole)], QUEUE_EXTRAS, words)
  const all = queues.length > 1 ? [{ name: words.allQueues, whole: allQueues.whole }] : []
  const rows = queueRows(simulated, estimates, language)
  const ofGroup = groupColumns([allGroups.whole, ...groups.map(({ whole }) => whole)], write, language)
  const allOfGroups = groups.length > 1 ? [{ name: words.allGroups, whole: allGroups.whole }] : []
  return [
    tableOf<QueueRow>(words.queue, [ofTarget, ...columns], rows, all),
    ...(extras.length > 0 ? [tableOf<QueueRow>(words.queue, extras, rows, all)] : []),
    ...(tiers.length > 0 ? [tableOf<QueueRow>(words.tier, columns, tiers)] : []),
    ...(clients.length > 0 ? [tableOf<QueueRow>(words.client, columns, clients)] : []),
    tableOf<GroupRow>(words.group, ofGroup, groups, allOfGroups),
    ...(sites.length > 0 ? [tableOf<GroupRow>(words.site, ofGroup, sites)] : []),
    ...caseTables(estimates, plusMinus, language),
    ...moneyTables(estimates, plusMinus, language),
    ...menuTables(estimates, plusMinus, language),
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
type GroupColumn = Column & { of: (figures: GroupFigures) => string }

function tableOf<Row extends { name: string; whole: unknown }>(
  heading: string,
  columns: readonly (Column & { of: (figures: Row['whole'], row: Row) => string })[],
  rows: readonly Row[],
  foot: readonly Row[] = [],
): TableContent {
  const cells = (row: Row) => [row.name, ...columns.map(({ of }) => of(row.whole, row))]
  return { columns: [{ heading }, ...columns], rows: rows.map(cells), foot: foot.map(cells) }
}

/** Each queue, below it its tiers. */
function queueRows(
  simulated: SimulatedScenario,
  { queues, parts = [] }: Simulation['estimates'],
  language: Language,
): QueueRow[] {
  return queues.flatMap(({ name, whole, waits }) => [
    { name, whole, waits, target: targetText(simulated, name, language) },
    ...parts
      .filter((part) => part.queue === name)
      .map((part) => ({
        name: `  ${part.tier}`,
        whole: part.whole,
        waits: part.waits,
        target: targetText(simulated, name, language, part.tier),
      })),
  ])
}

/** A ratio with half of its interval, where that is known. */
function writers(plusMinus: PlusMinus, language: Language) {
  const within =
    ({ write, half }: FigureForm) =>
    ({ value, halfWidth }: RatioEstimate) =>
      Number.isFinite(halfWidth) ? `${write(value)} ${plusMinus}${half(halfWidth)}` : write(value)
  return { share: within(figureForm('serviceLevel', language)), seconds: within(figureForm('asa', language)) }
}

type Writers = ReturnType<typeof writers>

/** What is shown of every queue; columns that hold nothing but zeros are left out. */
function queueColumns(all: QueueFigures, { share, seconds }: Writers, language: Language): QueueColumn[] {
  const { volume, percent, duration } = figuresIn(language)
  const headings = figureHeadings(language)
  const words = simulationWords(language)
  const some = (amount: Estimate, column: QueueColumn) => (amount.value > 0 ? [column] : [])
  return [
    { heading: headings.offered, of: ({ offered }) => volume(offered.value) },
    { heading: headings.serviceLevel, of: ({ serviceLevel }) => share(serviceLevel) },
    { heading: headings.targetMet, optional: true, of: ({ targetMet }) => percent(targetMet.value, 0) },
    { heading: headings.abandonment, of: ({ abandonment }) => share(abandonment) },
    ...some(all.blocked, { heading: headings.blocking, of: ({ blocking }) => share(blocking) }),
    ...some(all.left, { heading: words.left, of: ({ left }) => volume(left.value) }),
    ...some(all.redials, { heading: headings.redials, optional: true, of: ({ redials }) => volume(redials.value) }),
    ...some(all.overflowed, {
      heading: headings.overflow,
      optional: true,
      of: ({ overflow }) => percent(overflow.value),
    }),
    { heading: headings.asa, of: ({ asa }) => seconds(asa) },
    {
      heading: headings.wait95,
      optional: true,
      of: (_, { waits }) => {
        const wait = waits?.find(({ probability }) => probability === 0.95)
        return wait ? duration(wait.all.value) : ''
      },
    },
    { heading: headings.waitProbability, optional: true, of: ({ waitProbability }) => percent(waitProbability.value) },
  ]
}

function groupColumns(all: readonly GroupFigures[], { share, seconds }: Writers, language: Language): GroupColumn[] {
  const { number, volume, duration, percent } = figuresIn(language)
  const headings = figureHeadings(language)
  const words = simulationWords(language)
  return [
    { heading: headings.agents, of: ({ agents }) => number(agents.value, 1) },
    { heading: headings.occupancy, of: ({ occupancy }) => share(occupancy) },
    { heading: words.answered, of: ({ answered }) => volume(answered.value) },
    { heading: headings.aht, of: ({ aht }) => seconds(aht) },
    { heading: headings.afterClose, optional: true, of: ({ afterClose }) => duration(afterClose.value) },
    ...known<GroupFigures>(all, GROUP_EXTRAS, words),
    ...(all.some(({ afterClose }) => afterClose.value > 0)
      ? [
          {
            heading: headings.occupancyWithAfterClose,
            optional: true as const,
            of: ({ occupancyWithAfterClose: figure }: GroupFigures) => (figure ? percent(figure.value) : ''),
          },
        ]
      : []),
  ]
}

/** Figures that some scenarios have, in the order in which planners ask for them. */
type Extra<F> = readonly (readonly [
  figure: keyof F & keyof SimulationWords & string,
  format: 'number' | 'percent' | 'duration' | 'volume',
  decimals?: number,
])[]
const QUEUE_EXTRAS: Extra<QueueFigures> = [
  ['customers', 'volume'],
  ['customerConnectRate', 'percent'],
  ['firstAttemptConnectRate', 'percent'],
  ['firstAttemptServiceLevel', 'percent'],
  ['transferShare', 'percent'],
  ['repeatShare', 'percent'],
  ['followUps', 'volume'],
  ['withinDeadlineShare', 'percent'],
  ['notDue', 'volume'],
  ['meanFinishTime', 'duration'],
  ['backlog', 'volume'],
  ['backlogOverdue', 'volume'],
  ['callbacks', 'volume'],
  ['callbackReachedShare', 'percent'],
  ['deflectedShare', 'percent'],
  ['sales', 'volume'],
  ['saleShare', 'percent'],
  ['closed', 'volume'],
  ['messages', 'volume'],
  ['lost', 'volume'],
  ['cutOff', 'volume'],
]
const GROUP_EXTRAS: Extra<GroupFigures> = [
  ['awayShare', 'percent'],
  ['pauses', 'volume'],
  ['pausesMovedShare', 'percent'],
  ['meanPauseDelay', 'duration'],
  ['ringingShare', 'percent'],
  ['deferredShare', 'percent'],
  ['chatsAtOnce', 'number', 2],
]

/** Columns of those figures of which there is something. */
function known<F>(
  all: readonly F[],
  extras: Extra<F>,
  words: SimulationWords,
): (Column & { of: (figures: F) => string })[] {
  const formats = figuresIn(words.language)
  const amountOf = (figures: F, name: keyof F & string) => (figures[name] as Estimate | undefined)?.value ?? Number.NaN
  return extras
    .filter(([name]) => all.some((figures) => amountOf(figures, name) > 0))
    .map(([name, format, decimals]) => ({
      heading: words[name],
      optional: true,
      of: (figures: F) =>
        Number.isNaN(amountOf(figures, name)) ? '' : formats[format](amountOf(figures, name), decimals),
    }))
}
