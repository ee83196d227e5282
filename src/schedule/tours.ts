import type { PlacedShift } from './frames.ts'
import type { SolvedShifts } from './solve-shifts.ts'
import type { TourLinks } from './tour-links.ts'

/** The weeks of people who work alike: the shift of each day of the week, undefined for a day off. */
export interface PlacedTour {
  tour: number
  people: number
  days: readonly (PlacedShift | undefined)[]
}

/** Hands the shifts of each day out to the people of the units: who comes first in a window begins first on all days, so that begins stay as near as they can. */
export function placedTours({ links, units }: TourLinks, { shifts, units: counts }: SolvedShifts): PlacedTour[] {
  const perLink = links.map((): PlacedShift[] => [])
  for (const { placed, count, link } of shifts)
    if (link >= 0) for (let n = 0; n < count; n++) perLink[link].push(placed)
  for (const list of perLink) list.sort((a, b) => a.frame.from - b.frame.from || a.frame.to - b.frame.to)
  const next = new Int32Array(links.length)
  const found = new Map<string, { tour: number; people: number; days: (PlacedShift | undefined)[] }>()
  for (const [u, { tour, weeks }] of units.entries())
    for (let n = 0; n < counts[u]; n++)
      for (const week of weeks) {
        const days = week.map((link) => (link < 0 ? undefined : perLink[link][next[link]++]))
        const key = `${tour}|${days.map((one) => (one ? `${one.frame.kind}:${one.frame.from}:${one.frame.to}:${one.at.join('.')}` : '')).join('|')}`
        const before = found.get(key)
        if (before) before.people++
        else found.set(key, { tour, people: 1, days })
      }
  return [...found.values()]
}
