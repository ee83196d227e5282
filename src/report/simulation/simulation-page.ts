import { checkKeys } from '../../domain/index.ts'
import type { GroupFigures, QueueFigures, Simulation } from '../../sim/index.ts'
import { figures, figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import { type IntervalsChart, simulationPage as pageOf, type SimulationPage } from '../page/index.ts'
import { writeFigure } from './figure.ts'
import { figureHeadings } from './figure-headings.ts'
import { describeRun, type SimulatedScenario, targetOf, targetText, timesOf, titleOf } from './simulated-scenario.ts'
import { simulationTables } from './simulation-tables.ts'
import { simulationWords } from './words.ts'

/** Intervals that are drawn one by one, of all queues or groups together: more make a page that browsers are slow with. */
const MOST_DRAWN = 4000

const { fill } = figures

/**
 * A simulation as one HTML page that needs nothing else: the figures with their intervals, the day at a glance, charts of the day for each queue and group. It opens offline in any browser, prints, and follows
 * the reader's light or dark scheme.
 */
export function simulationReport(
  simulated: SimulatedScenario,
  simulation: Simulation,
  options: { language?: Language } = {},
): string {
  checkKeys('simulationReport', options, { language: 1 })
  const { language = 'en' } = options
  const words = simulationWords(language)
  const headings = figureHeadings(language)
  const { estimates } = simulation
  const { queues, groups, allQueues } = estimates
  const drawn = Math.max(1, Math.floor(MOST_DRAWN / allQueues.intervals.length))
  const leftOut = (text: string, index: number, count: number) =>
    index === 0 && count > drawn ? [fill(text, { drawn, count })] : []
  return pageOf({
    language,
    title: titleOf(simulated, language),
    subtitle: describeRun(simulated, simulation, '±', language),
    figures: largeFigures(estimates, language),
    tables: simulationTables(simulated, simulation, '±', language),
    times: timesOf(simulated, simulation, language),
    strips: [
      {
        heading: headings.serviceLevel,
        worst: 'lowest',
        remark: words.lowestAt,
        rows: queues.map(({ name, intervals }) => ({
          name,
          values: intervals.map(({ serviceLevel }) => serviceLevel.value),
        })),
      },
      {
        heading: headings.occupancy,
        worst: 'highest',
        remark: words.highestAt,
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
          fill(words.targetNote, { target: targetText(simulated, name, language) || '–' }),
          ...leftOut(words.queuesLeftOut, index, queues.length),
        ],
        charts: queueCharts(intervals, targetOf(simulated, name).serviceLevel?.share, language),
      })),
      ...groups.slice(0, drawn).map(({ name, intervals }, index) => ({
        heading: fill(words.groupHeading, { name }),
        notes: leftOut(words.groupsLeftOut, index, groups.length),
        charts: groupCharts(intervals, language),
      })),
    ],
  })
}

function largeFigures(
  { allQueues, allGroups, money }: Simulation['estimates'],
  language: Language,
): SimulationPage['figures'] {
  const { volume, number } = figuresIn(language)
  const words = simulationWords(language)
  const headings = figureHeadings(language)
  const { serviceLevel, offered, abandonment, asa } = allQueues.whole
  const { occupancy, agents } = allGroups.whole
  const within = (name: string, { value, halfWidth }: { value: number; halfWidth: number }) => {
    const [text, half = ''] = writeFigure(
      name,
      { value: finite(value), halfWidth: finite(halfWidth) },
      '±',
      language,
    ).split(' ')
    return { value: text, note: half }
  }
  const busy = within('occupancy', occupancy)
  return [
    { label: headings.serviceLevel, ...within('serviceLevel', serviceLevel) },
    { label: headings.offered, value: volume(offered.value), note: words.aReplication },
    { label: headings.abandonment, ...within('abandonment', abandonment) },
    {
      label: headings.occupancy,
      value: busy.value,
      note: [busy.note, fill(words.ofAgents, { agents: number(agents.value, 1) })].filter(Boolean).join(', '),
    },
    money
      ? {
          label: money.currency === undefined ? headings.cost : fill(words.costIn, { currency: money.currency }),
          ...within('cost', money.cost),
        }
      : { label: headings.asa, ...within('asa', asa) },
  ]
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

function queueCharts(
  intervals: readonly QueueFigures[],
  wanted: number | undefined,
  language: Language,
): IntervalsChart[] {
  const { percent, number, volume } = figuresIn(language)
  const words = simulationWords(language)
  const headings = figureHeadings(language)
  const few = intervals.every(({ queueLength }) => queueLength.value < 1)
  return [
    {
      title: headings.serviceLevel,
      write: (value) => percent(value),
      share: true,
      series: [
        seriesOf(
          headings.serviceLevel,
          intervals.map(({ serviceLevel }) => serviceLevel),
        ),
      ],
      ...(wanted === undefined ? {} : { lines: [{ value: wanted, text: percent(wanted, 0) }] }),
    },
    {
      title: words.waitingOnAverage,
      write: (value) => number(value, few ? 2 : 1),
      share: false,
      series: [
        seriesOf(
          words.waitingSeries,
          intervals.map(({ queueLength }) => queueLength),
        ),
      ],
    },
    {
      title: headings.offered,
      write: volume,
      share: false,
      series: [
        seriesOf(
          headings.offered,
          intervals.map(({ offered }) => offered),
        ),
      ],
    },
  ]
}

function groupCharts(intervals: readonly GroupFigures[], language: Language): IntervalsChart[] {
  const { percent, number } = figuresIn(language)
  const words = simulationWords(language)
  const headings = figureHeadings(language)
  return [
    {
      title: headings.occupancy,
      write: (value) => percent(value),
      share: true,
      series: [
        seriesOf(
          headings.occupancy,
          intervals.map(({ occupancy }) => occupancy),
        ),
      ],
    },
    {
      title: words.busyAndOnDuty,
      write: (value) => number(value, 1),
      share: false,
      series: [
        seriesOf(
          words.busy,
          intervals.map(({ busyAgents }) => busyAgents),
        ),
        { name: words.onDuty, steps: true, values: intervals.map(({ agents }) => agents.value) },
      ],
    },
  ]
}

function seriesOf(name: string, of: readonly { value: number; halfWidth: number }[]): IntervalsChart['series'][number] {
  return { name, values: of.map(({ value }) => value), half: of.map(({ halfWidth }) => halfWidth) }
}
