import { DAY_SECONDS, KrarupError } from '../domain/index.ts'
import type { Frame } from './frames.ts'
import type { ShiftRules, TourKind } from './rules.ts'
import { momentOfSlot, type Slots, weekdayAt } from './slots.ts'

/** How the shifts of days are tied to weeks of people: each day, what the units ask of a link is what its shifts give. */
export interface TourLinks {
  links: readonly TourLink[]
  units: readonly TourUnit[]
  /** Fewest and most people of some units. */
  limits: readonly { least: number; most: number; members: readonly number[] }[]
  /** The links that a shift may serve; -1: none is needed. */
  of(frame: Frame): readonly number[]
}

/** One day of the people of a tour whose shifts begin within a window, or of a pattern's kind of shift. */
export interface TourLink {
  tour: number
  /** Day of the horizon. */
  day: number
  kinds: ReadonlySet<number>
  /** Begins, seconds of the day. */
  from: number
  to: number
}

/** Weeks of one form: with so many people, who work these links. */
export interface TourUnit {
  tour: number
  people: number
  cost: number
  /** By link: how many of its people work it. */
  demands: ReadonlyMap<number, number>
  /** Of each of its people: the link of each day of the week, -1 for a day off. */
  weeks: readonly (readonly number[])[]
}

const WEEK = 7

/**
 * The units of the tours in a week. People of one tour begin within one window all week, so that a window and a pattern of days off say all that ties their days (after Jacobs and Brusco 1996); which of the window's shifts is whose is told afterwards.
 *
 * @param days the week's days, counted from the first of the horizon
 */
export function tourLinks(
  rules: ShiftRules,
  slots: Slots,
  frames: readonly Frame[],
  days: readonly number[],
): TourLinks {
  const tours = rules.tours!
  const links: TourLink[] = []
  const units: TourUnit[] = []
  const limits: TourLinks['limits'][number][] = []
  const kindOf = (name: string, tour: string) => {
    const kind = rules.kinds.findIndex((each) => each.name === name)
    if (kind >= 0) return kind
    throw new KrarupError({
      code: 'UNREADABLE',
      what: `the tour ${tour} names a kind of shift that is none`,
      where: { name: `tours.${tour}` },
      how: `kinds are ${rules.kinds.map((each) => each.name).join(', ')}`,
      value: name,
    })
  }
  const isOpen = days.map((day) => frames.some((frame) => frame.day === day))
  const openDays = isOpen.filter(Boolean).length
  const beginOf = (frame: Frame) => momentOfSlot(slots, frame.from).second
  for (const [t, tour] of tours.entries()) {
    const first = units.length
    if (tour.weeks) addPattern(t, tour, (name) => kindOf(name, tour.name))
    else addWindows(t, tour, new Set(tour.shifts.map((name) => kindOf(name, tour.name))))
    if (tour.least !== undefined || tour.most !== undefined)
      limits.push({
        least: tour.least ?? 0,
        most: tour.most ?? Number.POSITIVE_INFINITY,
        members: Array.from({ length: units.length - first }, (_, k) => first + k),
      })
  }
  const known = new Map<string, number[]>()
  return {
    links,
    units,
    limits,
    of(frame) {
      // The evening before the first day is the week before.
      if (frame.day < days[0]) return [-1]
      const begin = beginOf(frame)
      const key = `${frame.kind}:${frame.day}:${begin}`
      let own = known.get(key)
      if (!own) {
        own = links.flatMap(({ day, kinds, from, to }, l) =>
          day === frame.day && kinds.has(frame.kind) && from <= begin && begin <= to ? [l] : [],
        )
        known.set(key, own)
      }
      return own
    },
  }

  function addWindows(t: number, tour: TourKind, kinds: ReadonlySet<number>) {
    const own = frames.filter(({ kind, day }) => kinds.has(kind) && day >= days[0])
    const begins = [...new Set(own.map(beginOf))].sort((a, b) => a - b)
    // A week with a holiday may have fewer open days than people work.
    const patterns = patternsOf({ ...tour, workDays: Math.min(tour.workDays, openDays) })
    for (const [from, to] of windowsOf(begins, tour.startWithin ?? 3600)) {
      const byDay = days.map((day) => {
        const isWorked = own.some((frame) => frame.day === day && beginOf(frame) >= from && beginOf(frame) <= to)
        return isWorked ? links.push({ tour: t, day, kinds, from, to }) - 1 : -1
      })
      for (const pattern of patterns) {
        if (pattern.some((works, d) => works && byDay[d] < 0)) continue
        const week = pattern.map((works, d) => (works ? byDay[d] : -1))
        const demands = new Map(week.flatMap((link) => (link < 0 ? [] : [[link, 1] as const])))
        units.push({ tour: t, people: 1, cost: 0, demands, weeks: [week] })
      }
    }
  }

  function addPattern(t: number, tour: TourKind, kindNamed: (name: string) => number) {
    const byKind = new Map<string, number>()
    const linkOf = (kind: number, d: number) => {
      const key = `${kind}:${d}`
      const link =
        byKind.get(key) ?? links.push({ tour: t, day: days[d], kinds: new Set([kind]), from: 0, to: DAY_SECONDS }) - 1
      byKind.set(key, link)
      return link
    }
    const weeks = tour.weeks!.map((week) =>
      days.map((_, d) => {
        const name = week[weekdayAt(slots, days[d])]
        return name === null || !isOpen[d] ? -1 : linkOf(kindNamed(name), d)
      }),
    )
    const demands = new Map<number, number>()
    for (const link of weeks.flat()) if (link >= 0) demands.set(link, (demands.get(link) ?? 0) + 1)
    units.push({ tour: t, people: weeks.length, cost: 0, demands, weeks })
  }
}

/** Windows of begins that lie within another say nothing of their own. */
function windowsOf(begins: readonly number[], width: number): [number, number][] {
  const windows: [number, number][] = []
  for (const from of begins) {
    const to = begins.findLast((each) => each <= from + width)!
    const last = windows[windows.length - 1]
    if (!last || to > last[1]) windows.push([from, to])
  }
  return windows
}

/** Seven days with so many worked, and as many off together as is asked for; the week goes round. */
export function patternsOf({ workDays, offTogether = 1 }: Pick<TourKind, 'workDays' | 'offTogether'>): boolean[][] {
  return Array.from({ length: 2 ** WEEK }, (_, mask) => Array.from({ length: WEEK }, (_, d) => ((mask >> d) & 1) === 1))
    .filter((pattern) => pattern.filter(Boolean).length === workDays)
    .filter((pattern) => longestOff(pattern) >= Math.min(offTogether, WEEK - workDays))
}

function longestOff(pattern: readonly boolean[]): number {
  let longest = 0
  let run = 0
  for (let d = 0; d < 2 * WEEK; d++) {
    run = pattern[d % WEEK] ? 0 : run + 1
    longest = Math.max(longest, Math.min(run, WEEK))
  }
  return longest
}
