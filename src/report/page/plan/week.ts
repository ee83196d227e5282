import { figuresIn } from '../../format.ts'
import { stripChart } from '../chart/strips.ts'
import type { Canvas } from '../chart/svg.ts'
import { legend } from '../html.ts'
import { contactsStrip } from './contacts.ts'
import type { PlanContent } from './content.ts'
import { limitsOf, type OpenView, openView } from './open-view.ts'
import { dayTicks, momentAt, pick, placesOf } from './places.ts'

/** Contacts by interval over the week of a day. */
export function weekSection(open: OpenView, day: number, canvas: Canvas): string {
  const { content, view, own, staff } = open
  const { words, dayCount } = content
  const start = Math.min(Math.floor(day / 7) * 7, Math.max(0, dayCount - 7))
  const count = Math.min(7, dayCount)
  const shown = placesOf(content, staff, start, count)
  const { places } = shown
  const keys = legend(
    ['k-past', words.typicalPast],
    ['k-ahead', words.forecast],
    ...(own.low.length > 0 ? [['k-band', limitsOf(content, view)] as const] : []),
  )
  const chart = {
    formats: figuresIn(words.language),
    label: words.typicalWeek,
    count: places.length,
    ticks: dayTicks(content, start, count, shown, canvas),
    times: (i: number) => momentAt(content, places[i]),
    strips: [contactsStrip(open, places, canvas.width < 800 ? 140 : 180, '')],
  }
  return keys + stripChart(chart, canvas)
}

/** The first week of a group, or of the whole plan: agents and service, with contacts above them where wanted. */
export function weekAtAGlance(content: PlanContent, index: number, canvas: Canvas, withContacts: boolean): string {
  const open = openView(content, index)
  const { view, own } = open
  const { words } = content
  const count = Math.min(7, content.dayCount)
  const shown = placesOf(content, own, 0, count)
  const { places } = shown
  return stripChart(
    {
      formats: figuresIn(words.language),
      label: `${view.name}: ${words.weekAtAGlance}`,
      count: places.length,
      ticks: dayTicks(content, 0, count, shown, canvas),
      times: (i) => momentAt(content, places[i]),
      strips: [
        ...(withContacts ? [contactsStrip(open, places, 80, words.contacts)] : []),
        {
          title: words.agents,
          height: withContacts ? 130 : 90,
          scale: 'number',
          series: [{ name: words.agentsOnDuty, values: pick(own.agents, places), style: 'area', format: 'agents' }],
        },
        {
          title: words.serviceLevel,
          height: 56,
          scale: 'share',
          series: [
            { name: words.serviceLevel, values: pick(own.serviceLevel, places), style: 'dots', format: 'share' },
          ],
          lines: view.targets,
        },
      ],
    },
    canvas,
  )
}
