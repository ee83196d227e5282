import { figures, figuresIn } from '../../format.ts'
import { table } from '../html.ts'
import type { PlanContent, PlanPeriod } from './content.ts'
import { viewLink } from './markup.ts'
import { type OpenView, type RollUpRow, rowsOf, totalOf } from './open-view.ts'
import { momentAt, timeAt } from './places.ts'
import { rangeText } from './range.ts'

const { safe, fill } = figures

/** A table of the days. */
export function daysTable({ content, days: rows, total }: OpenView): string {
  const { words, days } = content
  const { percent } = figuresIn(words.language)
  const known = knowsTargetMet(rows)
  return table(
    [words.day, ...headingsOf(content), ...(known ? [words.meetsTarget] : [])].map(safe),
    rows.map((row, i) => [
      safe(days[i].short),
      ...cellsOf(content, row, (place) => timeAt(content, place)),
      ...(known ? [percent(row.targetMet, 0)] : []),
    ]),
    [[safe(words.total), ...cellsOf(content, total, (place) => momentAt(content, place)), ...(known ? [''] : [])]],
  )
}

/** A table of the weeks; of one that is not whole, how many days are planned. */
export function weeksTable({ content, weeks }: OpenView): string {
  return periodsTable(content, content.words.week, content.weeks, weeks)
}

/** The same of months; nothing where the plan has none. */
export function monthsTable({ content, months }: OpenView): string {
  return content.months.length > 0 ? periodsTable(content, content.words.month, content.months, months) : ''
}

function periodsTable(
  content: PlanContent,
  heading: string,
  periods: readonly PlanPeriod[],
  rows: readonly RollUpRow[],
): string {
  const { words } = content
  return table(
    [heading, ...headingsOf(content)].map(safe),
    rows.map((row, i) => {
      const { name, days, all } = periods[i]
      const part = days < all ? ` <small>${safe(fill(words.planned, { days, all }))}</small>` : ''
      return [safe(name) + part, ...cellsOf(content, row, (place) => momentAt(content, place))]
    }),
  )
}

/** A table of the groups whose name, or that of one of their queues, contains a text: at most so many. */
export function groupsTable(
  content: PlanContent,
  filter: string,
  most: number,
): { html: string; shown: number; all: number } {
  const { words } = content
  const { percent } = figuresIn(words.language)
  const wanted = filter.trim().toLowerCase()
  const groups = content.views.map((view, index) => ({ view, index })).filter(({ view }) => view.kind === 'group')
  const found = groups.filter(({ view }) =>
    [view.name, ...view.queues].some((name) => name.toLowerCase().includes(wanted)),
  )
  const rows = found.slice(0, most).map(({ view, index }) => {
    const met = rowsOf(view.days)
      .map((row) => row.targetMet)
      .filter((value) => !Number.isNaN(value))
    return [
      viewLink(index, view),
      ...cellsOf(content, totalOf(view), (place) => momentAt(content, place)),
      met.length > 0 ? percent(met.reduce((sum, value) => sum + value, 0) / met.length, 0) : '–',
    ]
  })
  const headings = [words.group, ...headingsOf(content), words.meetsTarget]
  return { html: table(headings.map(safe), rows), shown: rows.length, all: groups.length }
}

/** Whether it is known of any day how likely it meets its target. */
export function knowsTargetMet(rows: readonly RollUpRow[]): boolean {
  return rows.some((row) => !Number.isNaN(row.targetMet))
}

function headingsOf({ words }: PlanContent): string[] {
  return [
    words.contacts,
    words.aht,
    words.peakAgents,
    words.peakAt,
    words.agentHours,
    words.paidHours,
    words.fte,
    words.serviceLevel,
    words.connectRate,
    words.asa,
    words.occupancy,
  ]
}

function cellsOf({ words }: PlanContent, row: RollUpRow, when: (place: number) => string): string[] {
  const { number, percent, duration, volume } = figuresIn(words.language)
  return [
    volume(row.volume) + between(row.volumeLow, row.volumeHigh, volume),
    duration(row.aht),
    number(row.peakAgents) + between(row.peakAgentsLow, row.peakAgentsHigh, number),
    row.peakAgents > 0 ? safe(when(row.peakAt)) : '–',
    number(row.agentHours, 1),
    number(row.paidHours, 1),
    number(row.fte, 1) + between(row.fteLow, row.fteHigh, (value) => number(value, 1)),
    percent(row.serviceLevel),
    percent(row.connectRate),
    duration(row.asa),
    percent(row.occupancy),
  ]
}

/** A range in small figures below its middle, where it is known. */
function between(low: number, high: number, write: (value: number) => string): string {
  const range = rangeText(low, high, write)
  return range === '' ? '' : `<br><small>${range}</small>`
}
