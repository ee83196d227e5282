import { figures, figuresIn } from '../../format.ts'
import { heatChart, SHADES } from '../chart/heat.ts'
import { largest, smallest } from '../chart/scale.ts'
import type { Canvas } from '../chart/svg.ts'
import { shadeScale, table } from '../html.ts'
import { details } from './markup.ts'
import type { OpenView } from './open-view.ts'
import { daySlots, momentAt, pick, placeAt, placesOf, slotTime } from './places.ts'

const { safe } = figures

/** Days beyond which rows are too low for a label each: Mondays keep theirs. */
const LABELLED_DAYS = 31

/** Agents on duty by day and time, drawn and as a table. */
export function heatSection(open: OpenView, day: number, canvas: Canvas): string {
  const { content, staff } = open
  const { words, days, dayCount, perDay, interval } = content
  const { number } = figuresIn(words.language)
  const { first, last } = placesOf(content, staff, 0, dayCount)
  const hourly = Math.max(1, Math.round(3600 / interval))
  const slots = daySlots(content, first, last)
  const placesAt = days.map((_, one) => slots.map((slot) => placeAt(content, one, slot)))
  const rows = placesAt.map((places) => pick(staff.agents, places))
  const chart = heatChart(
    {
      formats: figuresIn(words.language),
      label: words.heat,
      rows,
      rowLabels: days.map((one, i) => (dayCount <= LABELLED_DAYS || (content.weekday + i) % 7 === 0 ? one.short : '')),
      columns: slots
        .map((slot, at) => ({ at, slot, text: slotTime(content, slot) }))
        .filter(({ slot }) => slot < perDay && slot % hourly === 0),
      chosen: day,
      tip: (row, column) => tipOf(open, placesAt[row][column]),
    },
    canvas,
  )
  const least = smallest(...rows)
  const scale = Number.isFinite(least) ? shadeScale(number(least), number(largest(...rows)), SHADES) : ''
  const numbers = table(
    [words.time, ...days.map((one) => one.short)].map(safe),
    slots.map((slot, column) => [slotTime(content, slot), ...rows.map((row) => number(row[column]))]),
  )
  return chart + scale + details(words, numbers)
}

function tipOf({ content, staff }: OpenView, place: number): string {
  const { words } = content
  const { number, volume, percent } = figuresIn(words.language)
  if (place < 0) return ''
  return [
    momentAt(content, place),
    `${words.agentsOnDuty}: ${number(staff.agents[place])}`,
    ...(staff.scheduled.length > 0 ? [`${words.scheduled}: ${number(staff.scheduled[place])}`] : []),
    `${words.contacts}: ${volume(staff.volume[place])}`,
    `${words.serviceLevel}: ${percent(staff.serviceLevel[place])}`,
    ...(staff.occupancy.length > 0 ? [`${words.occupancy}: ${percent(staff.occupancy[place])}`] : []),
  ].join('\n')
}
