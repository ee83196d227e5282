import { figures, figuresIn } from '../../format.ts'
import { stripChart } from '../chart/strips.ts'
import type { Canvas } from '../chart/svg.ts'
import { legend, table } from '../html.ts'
import { contactsStrip } from './contacts.ts'
import { details } from './markup.ts'
import { limitsOf, type OpenView } from './open-view.ts'
import { dayPlaces, hourTicks, momentAt, pick, placesOf, timeAt } from './places.ts'

const { safe } = figures

/** One day by interval: contacts, agents and service, drawn and as a table. */
export function daySection(open: OpenView, day: number, canvas: Canvas): string {
  const { content, group } = open
  const { words } = content
  const keys = legend(
    ['k-ahead', words.forecast],
    ['k-past', words.typicalPast],
    ['k-area', words.agentsOnDuty],
    ['k-dashed', words.scheduled],
    ['k-level', words.serviceLevel],
    ...(group.targets.length > 0 ? [['k-goal', words.target] as const] : []),
  )
  return keys + dayChart(open, day, canvas) + details(words, dayTable(open, day))
}

function dayChart(open: OpenView, day: number, canvas: Canvas): string {
  const { content, group, staff } = open
  const { words } = content
  const shown = placesOf(content, staff, day, 1)
  const { places } = shown
  const cut = (values: number[]) => pick(values, places)
  return stripChart(
    {
      formats: figuresIn(words.language),
      label: `${words.dayCurve}: ${content.days[day].long}`,
      count: places.length,
      ticks: hourTicks(content, shown, canvas),
      times: (i) => momentAt(content, places[i]),
      strips: [
        contactsStrip(open, places, 90, words.contacts),
        {
          title: words.agents,
          height: 150,
          scale: 'number',
          series: [
            { name: words.agentsOnDuty, values: cut(staff.agents), style: 'area', format: 'agents' },
            { name: words.scheduled, values: cut(staff.scheduled), style: 'dashed', format: 'agents' },
          ],
        },
        {
          title: words.serviceLevel,
          height: 80,
          scale: 'share',
          series: [{ name: words.serviceLevel, values: cut(staff.serviceLevel), style: 'dots', format: 'share' }],
          lines: group.targets,
        },
      ],
    },
    canvas,
  )
}

/** A column of the day's table: its heading, and what it says of an interval. */
type Column = readonly [heading: string, cell: (place: number) => string]

function dayTable({ content, view, own, staff }: OpenView, day: number): string {
  const { words } = content
  const { volume, duration, number, percent } = figuresIn(words.language)
  const limited = own.low.length > 0
  // Very large pages keep no more than the essential of each interval.
  const rich = staff.asa.length > 0
  const only = (there: boolean, ...columns: readonly Column[]) => (there ? columns : [])
  const columns: Column[] = [
    [words.time, (i) => timeAt(content, i)],
    [words.contacts, (i) => volume(own.volume[i])],
    ...only(limited, [limitsOf(content, view), (i) => `${volume(own.low[i])} – ${volume(own.high[i])}`]),
    ...only(rich, [words.aht, (i) => duration(staff.aht[i])]),
    [words.agents, (i) => number(staff.agents[i])],
    ...only(rich, [words.scheduled, (i) => number(staff.scheduled[i])]),
    [words.serviceLevel, (i) => percent(staff.serviceLevel[i])],
    ...only(rich, [words.asa, (i) => duration(staff.asa[i])], [words.occupancy, (i) => percent(staff.occupancy[i])]),
  ]
  return table(
    columns.map(([name]) => safe(name)),
    dayPlaces(content, day)
      .filter((i) => !Number.isNaN(staff.volume[i]))
      .map((i) => columns.map(([, cell]) => cell(i))),
  )
}
