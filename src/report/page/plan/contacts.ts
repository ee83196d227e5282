import type { Strip } from '../chart/strips.ts'
import type { PlanContent } from './content.ts'
import { limitsOf, type OpenView } from './open-view.ts'
import { pick, weekSlotAt } from './places.ts'

/** Forecast contacts with their limits, beside the typical past week. */
export function contactsStrip(open: OpenView, places: readonly number[], height: number, title: string): Strip {
  const { content, view, own, forecast } = open
  const { words } = content
  const past = typicalAt(content, forecast.typical, places)
  const low = pick(own.low, places)
  return {
    title,
    height,
    scale: 'number',
    series: [
      ...(past.length > 0 ? [{ name: words.typicalPast, values: past, style: 'thin', format: 'volume' } as const] : []),
      { name: words.forecast, values: pick(own.volume, places), style: 'line', format: 'volume' },
    ],
    ...(low.length > 0 ? { band: { name: limitsOf(content, view), low, high: pick(own.high, places) } } : {}),
  }
}

/** The typical week begins with the weekday of the plan's first day. */
function typicalAt(content: PlanContent, typical: readonly number[], places: readonly number[]): number[] {
  return typical.every(Number.isNaN)
    ? []
    : places.map((place) => (place < 0 ? Number.NaN : (typical[weekSlotAt(content, place)] ?? Number.NaN)))
}
