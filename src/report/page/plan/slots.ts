import { figures } from '../../format.ts'
import type { Canvas } from '../chart/svg.ts'
import { note } from '../html.ts'
import type { PlanContent } from './content.ts'
import { dailySection } from './daily.ts'
import { daySection } from './day.ts'
import { factsList, verdictSection } from './facts.ts'
import { headline } from './headline.ts'
import { heatSection } from './heat.ts'
import { type OpenView, openView } from './open-view.ts'
import { daysTable, monthsTable, weeksTable } from './roll-ups.ts'
import { serviceSection } from './service.ts'
import { todaySection } from './today.ts'
import { weekSection } from './week.ts'

const { safe, fill } = figures

/** A part of a plan's page that changes with the group and the day chosen: it stands in the element `slot-` and this name. */
export type SlotName = keyof ReturnType<typeof planSlots>

/** What stands in each slot: there before the script runs, and drawn by it, from the same lines. */
export function planSlots(content: PlanContent, index: number, day: number, canvas: Canvas) {
  const open = openView(content, index)
  const { view, group } = open
  return {
    name: view.kind === 'all' ? '' : safe(view.name),
    served: served(open),
    figures: headline(open),
    today: todaySection(open, canvas),
    daily: dailySection(open, canvas),
    week: weekSection(open, day, canvas),
    heat: heatSection(open, day, canvas),
    day: daySection(open, day, canvas),
    service: serviceSection(open, canvas),
    days: daysTable(open),
    weeks: weeksTable(open),
    months: monthsTable(open),
    facts: factsList(content, group),
    verdict: verdictSection(content, group),
  }
}

/** Which group serves a queue of a pool. */
function served({ content, view, group }: OpenView): string {
  return view.servedBy === undefined ? '' : note(fill(content.words.servedBy, { group: group.name }))
}
