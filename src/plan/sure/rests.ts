import type { Luck } from './luck.ts'
import { drawDay, planDay, Server, type SimulatedGroup } from './plan-days.ts'
import type { Surplus } from './surplus.ts'

/** Contacts that are simulated of a group for the likelihood of its targets: a hundredth of a second. */
const CONTACTS = 60_000
/** And no more for each course: where few are drawn, for a plan has many queues, the courses are what is uncertain, and more of the days' luck would not help. */
const CONTACTS_OF_COURSE = 300
/** More days tell no more. */
const MOST_DAYS = 160
/** Of large groups too. */
const LEAST_DAYS = 3
/** Days farther from the balance than so many times their luck are decided without it. */
const DECIDED = 3
/** A course draws from so many simulated days that were expected to end as it is. */
const ALIKE = 1 / 8
const LEAST_ALIKE = 8

/** What simulated days were off by from what the formulas expect of them. */
export interface Rests {
  /** Over all days that were simulated. */
  luck: Luck
  /**
   * For each of the places from (inclusive) to (exclusive) that has contacts a simulated day that was about as near to its target as this one is expected to be.
   *
   * @param shares 0 to 1, one for each of the places: which of those there are
   */
  daysLike(from: number, shares: Float64Array): Int32Array
  /**
   * Adds the rests of a part of the target as on the simulated days, after what was expected, to sums by course: what all days had in common, which grows with the contacts, and the luck of that day, which
   * grows with their root.
   *
   * @param days as `daysLike` gives them, from the same place on
   */
  addTo(sums: Float64Array, surplus: number, from: number, days: Int32Array): void
}

interface SimulatedDay {
  at: number
  rests: number[]
}

/**
 * Simulates days in which the target is in the balance; the others are decided without them. A day that is expected to go well has less luck in it than one in which queues build up: so days are spread over
 * what may be expected of them, and a course takes what a day like it was off by.
 *
 * @param expected by part of the target: place `day * courses + course`
 * @param contacts of each day and course
 */
export function restsOf(
  group: SimulatedGroup & { agents: Float64Array; paths: readonly Float64Array[] },
  surpluses: readonly Surplus[],
  expected: readonly Float64Array[],
  contacts: Float64Array,
): Rests | undefined {
  const { horizon, agents, paths } = group
  const courses = paths.length
  const server = new Server()
  const simulate = (places: readonly number[]): SimulatedDay[] => {
    const day = Math.floor(places[0] / courses)
    const own = planDay(group, day)
    return places.map((at) => {
      const drawn = drawDay(own, paths, at - day * courses)
      server.serve(own, drawn, agents)
      return { at, rests: surpluses.map((each, s) => finite(server.surplus(each, own, drawn) - expected[s][at])) }
    })
  }
  const byDay = Array.from({ length: horizon.dayCount }, (_, day) =>
    Array.from({ length: courses }, (_, c) => day * courses + c).filter((at) => contacts[at] > 0),
  ).filter((places) => places.length > 0)
  if (byDay.length === 0) return undefined
  let all = 0
  for (let at = 0; at < contacts.length; at++) all += contacts[at]
  const eachDay = Math.min(MOST_DAYS / byDay.length, (Math.min(CONTACTS, CONTACTS_OF_COURSE * courses) * courses) / all)

  // First a day each that is nearest to the balance, in units of the root of its contacts: they say how much luck there is. Of large groups not every day has one.
  const plain = balanceOf(expected, contacts, () => 1)
  const stride = Math.max(1, Math.min(Math.ceil(byDay.length / LEAST_DAYS), Math.round(1 / eachDay)))
  const first = byDay
    .filter((_, day) => day % stride === 0)
    .flatMap((places) => simulate([places.reduce((a, b) => (Math.abs(plain[b]) < Math.abs(plain[a]) ? b : a))]))
  const luck = surpluses.map((_, s) => {
    const squares = first.reduce((sum, { at, rests }) => sum + rests[s] ** 2 / contacts[at], 0)
    return Math.sqrt(squares / first.length) || 1
  })
  const away = balanceOf(expected, contacts, (s) => luck[s])
  const more = byDay.flatMap((places) => {
    const open = places.filter((at) => Math.abs(away[at]) < DECIDED).sort((a, b) => away[a] - away[b])
    const taken = Math.min(Math.round(eachDay) - 1, open.length)
    if (taken <= 0) return []
    return simulate(Array.from({ length: taken }, (_, k) => open[Math.floor(((k + 0.5) / taken) * open.length)]))
  })
  const days = [...first, ...more].sort((a, b) => away[a.at] - away[b.at])
  const simulated = days.reduce((sum, { at }) => sum + contacts[at], 0)
  const common = surpluses.map((_, s) => days.reduce((sum, { rests }) => sum + rests[s], 0) / simulated)
  const own = surpluses.map((_, s) =>
    Float64Array.from(days, ({ at, rests }) => (rests[s] - common[s] * contacts[at]) / Math.sqrt(contacts[at])),
  )
  const alike = Math.min(days.length, Math.max(LEAST_ALIKE, Math.round(ALIKE * days.length)))
  const order = Float64Array.from(days, ({ at }) => away[at])
  const firstAlike = away.map((each) => Math.min(Math.max(placeIn(order, each) - alike / 2, 0), days.length - alike))
  const spread = own.map(
    (rests) => Math.sqrt(rests.reduce((sum, rest) => sum + rest ** 2, 0) / Math.max(1, days.length - 1)) || 1,
  )
  const roots = contacts.map(Math.sqrt)
  return {
    luck: { spread, common },
    daysLike: (from, shares) => placesAlike(firstAlike, from, shares, alike),
    addTo: (sums, s, from, like) => addWithRests(sums, expected[s], common[s], own[s], contacts, roots, from, like),
  }
}

function placesAlike(firstAlike: Float64Array, from: number, shares: Float64Array, alike: number): Int32Array {
  const days = new Int32Array(shares.length)
  for (let k = 0; k < days.length; k++) days[k] = Math.floor(firstAlike[from + k] + shares[k] * alike)
  return days
}

function addWithRests(
  sums: Float64Array,
  expected: Float64Array,
  common: number,
  own: Float64Array,
  contacts: Float64Array,
  roots: Float64Array,
  from: number,
  days: Int32Array,
): void {
  for (let k = 0, course = 0; k < days.length; k++, course = course + 1 < sums.length ? course + 1 : 0) {
    const at = from + k
    const rest = contacts[at] > 0 ? common * contacts[at] + own[days[k]] * roots[at] : 0
    sums[course] += expected[at] + rest
  }
}

/** How far from 0 the part of the target is that is worst off, by day and course, in units that grow with the root of the contacts. */
function balanceOf(
  expected: readonly Float64Array[],
  contacts: Float64Array,
  unit: (surplus: number) => number,
): Float64Array {
  return contacts.map((count, at) => {
    let worst = Infinity
    for (let s = 0; s < expected.length; s++) worst = Math.min(worst, expected[s][at] / unit(s))
    return count > 0 ? worst / Math.sqrt(count) : 0
  })
}

/** An overloaded queue without patience is expected to wait for ever: what a day of it is off by cannot be told. */
function finite(value: number): number {
  return Number.isFinite(value) ? value : 0
}

/** How many of the sorted numbers are below x. */
function placeIn(sorted: Float64Array, x: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle] < x) low = middle + 1
    else high = middle
  }
  return low
}
