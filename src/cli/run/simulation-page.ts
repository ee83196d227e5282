import { DEFAULT_TARGET, formatTarget } from '../../domain/index.ts'
import type { ScenarioFile } from '../../io/yaml/index.ts'
import { figures, type IntervalsChart, type SimulationPage, simulationPage } from '../../report/index.ts'
import type { GroupFigures, QueueFigures, Simulation } from '../../sim/index.ts'
import { writeFigure } from './figure-words.ts'
import { describeRun, startOf, titleOf } from './simulation-answer.ts'
import { simulationTables } from './simulation-tables.ts'

/** Intervals that are drawn one by one, of all queues or groups together: more make a page that browsers are slow with. */
const MOST_DRAWN = 4000

const { percent, number, volume } = figures

/** The page of `--report`. */
export function reportOf(file: ScenarioFile, simulation: Simulation): string {
  const { estimates } = simulation
  const { queues, groups, allQueues } = estimates
  const starts = allQueues.intervals.map((_, index) => startOf(file, simulation, index))
  const drawn = Math.max(1, Math.floor(MOST_DRAWN / starts.length))
  const leftOut = (kind: string, count: number) =>
    count > drawn ? [`The first ${drawn} of ${count} ${kind} are drawn; --csv prints all.`] : []
  return simulationPage({
    title: titleOf(file),
    subtitle: describeRun(file, simulation, '±'),
    figures: largeFigures(estimates),
    tables: simulationTables(file, simulation, '±'),
    strips: [
      {
        heading: 'In time',
        starts,
        rows: queues.map(({ name, intervals }) => ({
          name,
          values: intervals.map(({ serviceLevel }) => serviceLevel.value),
        })),
      },
      {
        heading: 'Occupancy',
        starts,
        rows: groups.map(({ name, intervals }) => ({
          name,
          values: intervals.map(({ occupancy }) => occupancy.value),
        })),
      },
    ],
    sections: [
      ...queues.slice(0, drawn).map(({ name, intervals }, index) => ({
        heading: name,
        notes: [
          `Target ${formatTarget(targetOf(file, name))}.`,
          ...(index === 0 ? leftOut('queues', queues.length) : []),
        ],
        charts: queueCharts(intervals, starts, targetOf(file, name).serviceLevel?.share),
      })),
      ...groups.slice(0, drawn).map(({ name, intervals }, index) => ({
        heading: `Group ${name}`,
        notes: index === 0 ? leftOut('groups', groups.length) : [],
        charts: groupCharts(intervals, starts),
      })),
    ],
  })
}

function targetOf({ scenario }: ScenarioFile, queue: string) {
  return scenario.queues[queue].target ?? DEFAULT_TARGET
}

function largeFigures({ allQueues, allGroups, money }: Simulation['estimates']): SimulationPage['figures'] {
  const { serviceLevel, offered, abandonment, asa } = allQueues.whole
  const { occupancy, agents } = allGroups.whole
  const within = (name: string, { value, halfWidth }: { value: number; halfWidth: number }) => {
    const [text, half = ''] = writeFigure(name, { value: finite(value), halfWidth: finite(halfWidth) }, '±').split(' ')
    return { value: text, note: half }
  }
  return [
    { label: 'In time', ...within('serviceLevel', serviceLevel) },
    { label: 'Offered', value: volume(offered.value), note: 'a replication' },
    { label: 'Hang up', ...within('abandonment', abandonment) },
    { label: 'Occupancy', ...within('occupancy', occupancy) },
    money
      ? { label: money.currency === undefined ? 'Cost' : `Cost (${money.currency})`, ...within('cost', money.cost) }
      : { label: 'ASA', ...within('asa', asa) },
  ].map((figure) =>
    figure.label === 'Occupancy'
      ? { ...figure, note: [figure.note, `of ${number(agents.value, 1)} agents`].filter(Boolean).join(', ') }
      : figure,
  )
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

function queueCharts(
  intervals: readonly QueueFigures[],
  starts: readonly string[],
  wanted: number | undefined,
): IntervalsChart[] {
  const few = intervals.every(({ queueLength }) => queueLength.value < 1)
  return [
    {
      title: 'In time',
      write: (value) => percent(value),
      share: true,
      starts,
      series: [
        seriesOf(
          'In time',
          intervals.map(({ serviceLevel }) => serviceLevel),
        ),
      ],
      ...(wanted === undefined ? {} : { lines: [{ value: wanted, text: percent(wanted, 0) }] }),
    },
    {
      title: 'Waiting, on average',
      write: (value) => number(value, few ? 2 : 1),
      share: false,
      starts,
      series: [
        seriesOf(
          'Waiting',
          intervals.map(({ queueLength }) => queueLength),
        ),
      ],
    },
    {
      title: 'Offered',
      write: volume,
      share: false,
      starts,
      series: [
        seriesOf(
          'Offered',
          intervals.map(({ offered }) => offered),
        ),
      ],
    },
  ]
}

function groupCharts(intervals: readonly GroupFigures[], starts: readonly string[]): IntervalsChart[] {
  return [
    {
      title: 'Occupancy',
      write: (value) => percent(value),
      share: true,
      starts,
      series: [
        seriesOf(
          'Occupancy',
          intervals.map(({ occupancy }) => occupancy),
        ),
      ],
    },
    {
      title: 'Agents busy, and on duty (dashed)',
      write: (value) => number(value, 1),
      share: false,
      starts,
      series: [
        seriesOf(
          'Busy',
          intervals.map(({ busyAgents }) => busyAgents),
        ),
        { name: 'On duty', steps: true, values: intervals.map(({ agents }) => agents.value) },
      ],
    },
  ]
}

function seriesOf(name: string, of: readonly { value: number; halfWidth: number }[]): IntervalsChart['series'][number] {
  return { name, values: of.map(({ value }) => value), half: of.map(({ halfWidth }) => halfWidth) }
}
