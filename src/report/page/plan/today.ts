import { figures, figuresIn, signed } from '../../format.ts'
import { type StripChart, stripChart } from '../chart/strips.ts'
import type { Canvas } from '../chart/svg.ts'
import { heading, legend, note, table } from '../html.ts'
import type { PlanContent, PlanView } from './content.ts'
import { viewLink } from './markup.ts'
import { type IntervalColumns, intervalsOf, morningOf, type OpenView } from './open-view.ts'
import { dayPlaces, hourTicks, momentAt, type Places, pick, placesOf, timeAt, untilAt } from './places.ts'

const { safe, fill } = figures

/** Groups that are listed. */
const MOST_GROUPS = 20

type Morning = ReturnType<typeof morningOf>

/**
 * The rest of today, in the morning and now: what is said of it, the day drawn, agents to add or release by interval,
 * and by group where there are several. Nothing where nothing of today is known.
 */
export function todaySection(open: OpenView, canvas: Canvas): string {
  const { content, group, staff } = open
  const { words, known } = content
  if (known === undefined || !group.today) return ''
  const morning = morningOf(group.today.morning)
  const places = placesOf(content, staff, 0, 1)
  const day = { day: content.days[0].short, time: untilAt(content, known) }
  return [
    heading(fill(words.today, day)),
    ...group.today.sentences.map((sentence) => `<p>${safe(sentence)}</p>`),
    legend(
      ['k-past', words.morningContacts],
      ['k-ahead', words.contactsNow],
      ['k-dashed', words.morningAgents],
      ['k-area', words.agentsNow],
    ),
    `<div class="chart">${stripChart(dayChart(content, known, staff, morning, places, canvas), canvas)}</div>`,
    group.kind === 'all' ? heading(words.agentsByGroup, 3) + groupsTable(content, known) : '',
    intervalsTable(content, known, staff, morning, places),
  ].join('')
}

function dayChart(
  content: PlanContent,
  known: number,
  staff: IntervalColumns,
  morning: Morning,
  all: Places,
  canvas: Canvas,
): StripChart {
  const { words } = content
  const { places } = all
  const split = places.findIndex((place) => place >= known)
  const cut = (values: number[]) => pick(values, places)
  return {
    formats: figuresIn(words.language),
    label: words.morningAndNow,
    count: places.length,
    ticks: hourTicks(content, all, canvas),
    times: (i) => {
      const place = places[i]
      const when = momentAt(content, place)
      if (place < known || Number.isNaN(staff.agents[place])) return when
      return `${when}, ${words.addOrRelease}: ${change(content, staff.agents[place], morning.agents[place])}`
    },
    split: split < 0 ? places.length : split,
    strips: [
      {
        title: words.contacts,
        height: 100,
        scale: 'number',
        series: [
          { name: words.morningContacts, values: cut(morning.volume), style: 'thin', format: 'volume' },
          { name: words.contactsNow, values: cut(staff.volume), style: 'line', format: 'volume' },
        ],
      },
      {
        title: words.agents,
        height: 130,
        scale: 'number',
        series: [
          { name: words.agentsNow, values: cut(staff.agents), style: 'area', format: 'agents' },
          { name: words.morningAgents, values: cut(morning.agents), style: 'dashed', format: 'agents' },
        ],
      },
    ],
  }
}

function intervalsTable(
  content: PlanContent,
  known: number,
  staff: IntervalColumns,
  morning: Morning,
  { places }: Places,
): string {
  const { words } = content
  const { number, volume, percent } = figuresIn(words.language)
  const rest = places.filter((i) => i >= known && !Number.isNaN(staff.agents[i]))
  if (rest.length === 0) return ''
  const headings = [
    words.time,
    words.addOrRelease,
    words.morningAgents,
    words.nowAgents,
    words.morningContacts,
    words.nowContacts,
    words.serviceLevel,
  ]
  const rows = rest.map((i) => [
    timeAt(content, i),
    change(content, staff.agents[i], morning.agents[i]),
    number(morning.agents[i]),
    number(staff.agents[i]),
    volume(morning.volume[i]),
    volume(staff.volume[i]),
    percent(staff.serviceLevel[i]),
  ])
  return heading(words.agentsByInterval, 3) + table(headings.map(safe), rows)
}

/** The groups whose agents are moved most over the rest of today. */
function groupsTable(content: PlanContent, known: number): string {
  const { words, views } = content
  const rows = views
    .map((view, index) => groupRow(content, known, view, index))
    .filter((row) => row !== undefined)
    .sort((a, b) => b.moved - a.moved)
  const shown = rows.slice(0, MOST_GROUPS)
  const headings = [
    words.group,
    words.addOrRelease,
    words.hoursMorning,
    words.nowAgents,
    words.morningContacts,
    words.nowContacts,
  ]
  return (
    table(
      headings.map(safe),
      shown.map(({ cells }) => cells),
    ) + (rows.length > shown.length ? note(fill(words.shownOf, { shown: shown.length, all: rows.length })) : '')
  )
}

function groupRow(content: PlanContent, known: number, view: PlanView, index: number) {
  const { number, volume } = figuresIn(content.words.language)
  if (view.kind !== 'group' || !view.today) return undefined
  const staff = intervalsOf(view)
  const morning = morningOf(view.today.morning)
  const rest = dayPlaces(content, 0).slice(known)
  const sum = (valueAt: (place: number) => number) => rest.reduce((total, i) => total + (valueAt(i) || 0), 0)
  const hours = (agents: readonly number[]) => (sum((i) => agents[i]) * content.interval) / 3600
  return {
    moved: sum((i) => Math.abs(staff.agents[i] - morning.agents[i])),
    cells: [
      viewLink(index, view),
      change(content, hours(staff.agents), hours(morning.agents), 1),
      number(hours(morning.agents), 1),
      number(hours(staff.agents), 1),
      volume(sum((i) => morning.volume[i])),
      volume(sum((i) => staff.volume[i])),
    ],
  }
}

/** With its sign, unless it is 0. */
function change({ words }: PlanContent, now: number, before: number, decimals = 0): string {
  return signed(figuresIn(words.language).number(now - before, decimals))
}
