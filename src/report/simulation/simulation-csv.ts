import type { Simulation, Stretches } from '../../sim/index.ts'
import { type CsvCell, type CsvRows, estimateCells, withoutEmptyColumns } from '../csv-rows.ts'
import { type SimulatedScenario, startOf } from './simulated-scenario.ts'
import { type Detail, isTold } from './simulation-json.ts'

/** The figures that every scenario has, in the order in which they have always stood; others come after them, each where a scenario has it. */
const COLUMNS = [
  ...['offered', 'answered', 'abandoned', 'blocked', 'left', 'queued', 'redials', 'overflowed', 'queueLength'],
  ...['longestQueue', 'targetMet', 'serviceLevel', 'connectRate', 'abandonment', 'blocking', 'waitProbability'],
  ...['asa', 'meanWait', 'overflow'],
  ...['agents', 'busyAgents', 'afterCall', 'overtime', 'afterClose', 'occupancy', 'aht'],
]

type Figures = Record<string, { value: number; halfWidth: number } | undefined>
type Rows = [kind: string, name: string, stretches: Stretches<object>]

/**
 * A simulation as CSV has it: one row for each queue, group and whatever else there is, whole and by day and interval, with every figure and half of its confidence interval, to the digits that the interval bears. Columns of which nothing is known are left out; the others have the names of the
 * figures in JSON, with underscores, in every language.
 */
export function simulationCsvRows(
  simulated: SimulatedScenario,
  simulation: Simulation,
  detail: Detail = 'interval',
): CsvRows {
  const { estimates } = simulation
  const all = rowsOf(estimates)
  const known = new Set(COLUMNS)
  for (const [, , { whole }] of all)
    for (const [name, figure] of Object.entries(whole)) if (isFigure(figure)) known.add(name)
  const columns = [...known]
  const row = (kind: string, name: string, stretch: string, start: string, figures: Figures): CsvCell[] => [
    kind,
    name,
    stretch,
    start,
    ...columns.flatMap((column) => {
      const figure = figures[column]
      return estimateCells(figure?.value, figure?.halfWidth)
    }),
  ]
  return withoutEmptyColumns({
    headings: [
      'kind',
      'name',
      'stretch',
      'start',
      ...columns.flatMap((name) => [snake(name), `${snake(name)}_half_width`]),
    ],
    rows: all.flatMap(([kind, name, of]) => [
      row(kind, name, 'whole', '', of.whole as Figures),
      ...(isTold('days', detail) ? of.days : []).map((figures, day) =>
        row(kind, name, 'day', String(day + 1), figures as Figures),
      ),
      ...(isTold('intervals', detail) ? of.intervals : []).map((figures, i) =>
        row(kind, name, 'interval', startOf(simulated, simulation, i), figures as Figures),
      ),
    ]),
  })
}

function rowsOf(estimates: Simulation['estimates']): Rows[] {
  const { queues, allQueues, groups, allGroups, parts, tiers, clients, sites, menus, cases, clocks, money } = estimates
  const named = (kind: string, list: readonly (Stretches<object> & { name: string })[] = []): Rows[] =>
    list.map((each) => [kind, each.name, each])
  return [
    ...named('queue', queues),
    ['all queues', '', allQueues],
    ...named('group', groups),
    ['all groups', '', allGroups],
    ...named('menu', menus),
    ...named('case', cases),
    ...named('clock', clocks),
    ...named('part', parts),
    ...named('tier', tiers),
    ...named('client', clients),
    ...named('site', sites),
    ...(money
      ? [
          ...named('money of queue', money.queues),
          ...named('money of group', money.groups),
          ...named('money of client', money.clients),
          ...named('money of menu', money.menus),
          ['all money', '', { whole: money, days: money.days, intervals: money.intervals }] satisfies Rows,
        ]
      : []),
  ]
}

function isFigure(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'halfWidth' in value
}

function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
