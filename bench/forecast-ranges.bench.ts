/**
 * How often ranges hold what comes, of intervals and of days' totals, one and two weeks ahead: on made centres of kinds that differ, a new one each time, and on two real ones from every other day as origin.
 * A day's total is judged by courses, as `krarup forecast --daily` and a plan read it.
 */
import { type Calendar, type IntervalSeries, intervalsPerDay } from 'krarup/domain'
import { type Forecast, forecastSeries } from 'krarup/forecast'
import { randomStream } from '../src/numeric/random/stream.ts'
import { NO_REAL_DATA, realCentres, realData } from './forecast-data.ts'
import { madeSeries } from './forecast-made.ts'
import { type Claim, finish } from './harness.ts'

const DAY = 86_400
const AHEAD = 14
const CENTRES = 24
const PATHS = 400
const WEEK = [1.2, 1.05, 1, 1, 0.95, 0.6, 0.5]
const LEVELS = [0.8, 0.95]
const NO_CALENDAR: Calendar = { specialDays: [] }
/** 1 January 2024, where made series begin. */
const FIRST = 19_723

/** Busy in the middle of its hours, NaN outside. */
const hump = (hour: number, from: number, to: number) =>
  hour < from || hour >= to ? Number.NaN : 0.4 + Math.sin((Math.PI * (hour - from)) / (to - from))

/** A holiday every 37 days, under three names in turn: closed, and the day after it is busier. */
const HOLIDAYS = Array.from({ length: 8 }, (_, k) => ({ day: FIRST + 23 + 37 * k, name: `holiday ${k % 3}` }))
const closedDays = new Set(HOLIDAYS.map(({ day }) => day - FIRST))

interface Kind extends Omit<Parameters<typeof madeSeries>[0], 'days'> {
  name: string
  /** Days of history. */
  past: number
  calendar?: Calendar
}

const KINDS: readonly Kind[] = [
  {
    name: 'large, half hours, a year',
    past: 365,
    interval: 1800,
    mean: (day, hour) => 1500 * WEEK[day % 7] * hump(hour, 7, 22),
    dispersion: 4,
    dayCv: 0.05,
    wander: 0.12,
  },
  {
    name: 'large, half hours, three months',
    past: 90,
    interval: 1800,
    mean: (day, hour) => 800 * WEEK[day % 7] * hump(hour, 8, 20),
    dispersion: 3,
    dayCv: 0.06,
    wander: 0.1,
  },
  {
    name: 'small, half hours, two months',
    past: 60,
    interval: 1800,
    mean: (day, hour) => 20 * WEEK[day % 7] * hump(hour, 8, 20),
    dispersion: 1.5,
    dayCv: 0.08,
    wander: 0.1,
  },
  {
    name: 'tiny, half hours, no weekends',
    past: 200,
    interval: 1800,
    mean: (day, hour) => (day % 7 >= 5 ? Number.NaN : 1.5 * WEEK[day % 7] * hump(hour, 9, 18)),
    dispersion: 1.2,
    dayCv: 0.12,
    wander: 0.15,
  },
  {
    name: 'round the clock, hours',
    past: 300,
    interval: 3600,
    mean: (day, hour) => 6 + 4 * Math.sin((Math.PI * (hour - 7)) / 12) + (day % 7 >= 4 && hour >= 20 ? 4 : 0),
    dispersion: 1.3,
    dayCv: 0.07,
    wander: 0.1,
  },
  {
    name: 'chats, quarter hours, growing',
    past: 120,
    interval: 900,
    mean: (day, hour) => 5 * (day % 7 >= 5 ? 1.3 : 1) * Math.exp(day / 700) * hump(hour, 9, 22),
    dispersion: 1.8,
    dayCv: 0.1,
    wander: 0.2,
  },
  {
    name: 'closed on Sundays and holidays',
    past: 240,
    interval: 1800,
    mean: (day, hour) =>
      closedDays.has(day) || day % 7 === 6
        ? Number.NaN
        : 30 * WEEK[day % 7] * (closedDays.has(day - 1) ? 1.4 : 1) * hump(hour, 8, 18),
    dispersion: 1.5,
    dayCv: 0.07,
    wander: 0.1,
    calendar: { specialDays: HOLIDAYS },
  },
  {
    name: 'tickets, days',
    past: 90,
    interval: DAY,
    mean: (day) => 40 * WEEK[day % 7],
    dispersion: 1.4,
    dayCv: 0.1,
    wander: 0.15,
  },
  {
    name: 'days, eight weeks',
    past: 56,
    interval: DAY,
    mean: (day) => 400 * WEEK[day % 7],
    dispersion: 1,
    dayCv: 0.05,
    wander: 0.1,
  },
]

/** What was held against ranges: by horizon (one week, two), then level. */
class Held {
  private readonly inside = [0, 1].map(() => LEVELS.map(() => 0))
  private readonly of = [0, 0]

  add(day: number, came: number, limits: readonly (readonly [number, number])[]): void {
    for (const horizon of [0, 1]) {
      if (day >= 7 * (horizon + 1)) continue
      this.of[horizon]++
      limits.forEach(([low, high], level) => {
        if (came >= low && came <= high) this.inside[horizon][level]++
      })
    }
  }

  share(horizon: number, level: number): number {
    return this.inside[horizon][level] / this.of[horizon]
  }

  shown(): string {
    const two = (horizon: number) =>
      LEVELS.map((_, level) => (100 * this.share(horizon, level)).toFixed(1)).join(' and ')
    return `${two(0)}; ${two(1)}`
  }
}

interface Judged {
  intervals: Held
  days: Held
}

const judged = (): Judged => ({ intervals: new Held(), days: new Held() })

function judge(history: IntervalSeries, row: number, calendar: Calendar, into: readonly Judged[], seed: number): void {
  const slots = intervalsPerDay(history.interval)
  const cut = <T extends Float64Array | Uint8Array>(values: T) => values.subarray(0, row * slots) as T
  const past = { ...history, values: cut(history.values), state: cut(history.state) }
  const days = Math.min(AHEAD, history.values.length / slots - row)
  const forecast = forecastSeries(past, { horizon: days * slots, calendar })
  const came = history.values.subarray(row * slots)
  const open = Array.from({ length: days * slots }, (_, i) => i).filter((i) => came[i] >= 0 && forecast.mean[i] >= 0)
  const limits = LEVELS.map((level) => [forecast.quantile((1 - level) / 2), forecast.quantile((1 + level) / 2)])
  for (const i of open) {
    const own = limits.map(([low, high]) => [low[i], high[i]] as const)
    for (const { intervals } of into) intervals.add(Math.floor(i / slots), came[i], own)
  }
  const totals = totalsOf(forecast, open, days, slots, seed)
  for (let day = 0; day < days; day++) {
    const ofDay = open.filter((i) => Math.floor(i / slots) === day)
    if (ofDay.length === 0) continue
    const total = ofDay.reduce((sum, i) => sum + came[i], 0)
    // A day that is one interval has that interval's limits.
    const own = LEVELS.map((level, l) =>
      slots === 1
        ? ([limits[l][0][day], limits[l][1][day]] as const)
        : ([
            totals[day][Math.floor(((1 - level) / 2) * PATHS)],
            totals[day][Math.ceil(((1 + level) / 2) * PATHS) - 1],
          ] as const),
    )
    for (const one of into) one.days.add(day, total, own)
  }
}

/** Drawn totals of each day, ascending. */
function totalsOf(forecast: Forecast, open: readonly number[], days: number, slots: number, seed: number) {
  const totals = Array.from({ length: days }, () => new Float64Array(PATHS))
  forecast.paths(PATHS, randomStream(seed)).forEach((path, p) => {
    for (const i of open) totals[Math.floor(i / slots)][p] += path[i]
  })
  return totals.map((each) => each.sort())
}

const claims: Claim[] = []
/** Within so many points of what is promised: a ratio of 0.97 is three points off. */
function claim(name: string, { intervals, days }: Judged): void {
  for (const [what, held] of [
    ['intervals', intervals],
    ["days' totals", days],
  ] as const) {
    for (const horizon of [0, 1]) {
      LEVELS.forEach((level, l) => {
        const share = held.share(horizon, l)
        claims.push({
          name: `${name}, ${what}, ${horizon + 1} week${horizon === 0 ? '' : 's'}: ${100 * level} % ranges held`,
          unit: '%',
          ours: 100 * share,
          reference: 100 * level,
          referenceName: 'promised',
          ratio: 1 - Math.abs(share - level),
        })
      })
    }
  }
}

const table: Record<string, Record<string, string | number>> = {}
const show = (name: string, { intervals, days }: Judged, count: number) => {
  table[name] = { origins: count, 'intervals, 1 week; 2 weeks': intervals.shown(), "days' totals": days.shown() }
}

const all = judged()
for (const { name, past, calendar = NO_CALENDAR, ...made } of KINDS) {
  const own = judged()
  for (let seed = 1; seed <= CENTRES; seed++) {
    judge(madeSeries({ ...made, days: past + AHEAD }, seed), past, calendar, [own, all], seed)
  }
  show(name, own, CENTRES)
}
show('all made', all, CENTRES * KINDS.length)
claim('made centres', all)
if (realData) {
  const { bank, anonbank } = realCentres()
  for (const { name, history, origins, calendar } of [bank, anonbank]) {
    const own = judged()
    let count = 0
    for (let day = origins[0]; day <= origins.at(-1)!; day += 2) {
      judge(history, day - history.start / DAY, calendar, [own], day)
      count++
    }
    show(name, own, count)
  }
} else {
  console.log(NO_REAL_DATA)
}
console.log('\nranges of 80 and 95 %: how often they held what came, %')
console.table(table)
finish(import.meta.url, claims)
