import type { Horizon } from '../../domain/index.ts'
import { wilsonLimits } from '../../numeric/wilson.ts'
import type { GroupPlan } from '../plan.ts'
import { drawDay, planDay, Server, type SimulatedGroup } from '../sure/plan-days.ts'
import type { RealisedDay } from '../sure/realised-day.ts'
import { periodsOf } from '../sure/sure-staffing.ts'
import { holds, surplusesOf } from '../sure/surplus.ts'
import { bandOf } from './bands.ts'
import { COUNT, COUNTS, DayFigures, figuresOf } from './day-figures.ts'
import type { Band, BandColumns, MissCauses, MissedPeriod, Proof, ProofFigures, ProvedPeriod } from './proof.ts'
import { repairsOf } from './repairs.ts'

export interface ProveOptions {
  horizon: Horizon
  over: 'day' | 'week' | 'month'
  /** Of the luck within the days. */
  seed: number
}

/** Courses of a period that missed the target and are served again for the cause; of more, so many of them evenly. */
const EXPLAINED = 200
/** Told one by one. */
const WORST = 5
/** Contacts between two calls of `pause`: about half a second. */
const CONTACTS = 5e6
const ONE_SIDED = 1.6448536269514722
const TWO_SIDED = 1.959963984540054
const FIGURES = ['serviceLevel', 'meanWait', 'abandonment', 'occupancy'] as const

/**
 * Serves a group's finished plan on fresh courses of the forecast, contact by contact: how often it keeps its targets, what service there is by interval, and why it fails where it does.
 *
 * @param courses contacts of the group by interval of the plan; nothing of the plan was made from them
 * @param step called after each period with the days that it has, and in between with 0: so that others can run, and that it can be ended
 */
export async function proveGroup(
  group: GroupPlan,
  courses: readonly Float64Array[],
  options: ProveOptions,
  step?: (days: number) => Promise<void>,
): Promise<Proof> {
  const { horizon, over } = options
  const intervals = bandColumns(horizon.length)
  const periods: ProvedPeriod[] = []
  const missed: (MissedPeriod & { balance: number })[] = []
  /** Periods that each course keeps. */
  const kept = new Float64Array(courses.length)
  for (const [from, to] of periodsOf(horizon, over)) {
    const served = await servePeriod(group, courses, options, [from, to], () => step?.(0))
    if (served) {
      for (const [figure, columns] of Object.entries(intervals)) {
        for (const [k, band] of served.bands[figure as keyof typeof intervals].entries())
          setBand(columns, served.offset + k, band)
      }
      for (const [c, met] of served.met.entries()) if (met) kept[c]++
      periods.push(served.period)
      missed.push(...served.missed)
    }
    await step?.(to - from)
  }
  const causes = noCauses()
  for (const period of periods)
    for (const cause of Object.keys(causes) as (keyof MissCauses)[]) causes[cause] += period.causes[cause]
  return {
    courses: courses.length,
    over,
    ...shareOf(kept, periods.length, group),
    planned: plannedOf(group, periods, over),
    periods,
    intervals,
    causes,
    worst: missed
      .sort((a, b) => a.balance - b.balance)
      .slice(0, WORST)
      .map(({ balance: _, ...told }) => told),
  }
}

/** Serves a period of the plan on every course; `undefined` where it is closed. */
async function servePeriod(
  group: GroupPlan,
  courses: readonly Float64Array[],
  { horizon, seed }: ProveOptions,
  [from, to]: readonly [number, number],
  pause: () => Promise<void> | undefined,
) {
  const [offset, end] = [horizon.dayFrom[from], horizon.dayFrom[to]]
  let expectedContacts = 0
  for (let i = offset; i < end; i++) expectedContacts += group.volume[i] || 0
  if (!(expectedContacts > 0)) return undefined
  const { open, aht, patience, agents, targets } = group
  const simulated: SimulatedGroup = { horizon, open, aht, patience, seed }
  const days = Array.from({ length: to - from }, (_, k) => planDay(simulated, from + k))
  const surpluses = targets.flatMap(surplusesOf)
  const server = new Server()
  const counting = new DayFigures(targets[0])
  const counts = new Float64Array((end - offset) * COUNTS)
  const all = new Float64Array(COUNTS)
  const byInterval = Array.from({ length: end - offset }, (_, k) =>
    open[offset + k] ? figureRows(courses.length) : undefined,
  )
  const ofPeriod = figureRows(courses.length)
  const sums = surpluses.map(() => new Float64Array(courses.length))
  const contacts = new Float64Array(courses.length)
  const handled = new Float64Array(courses.length)
  /** Serves the period, and tells what is left over of each part of the target. */
  const serve = (drawn: readonly RealisedDay[], each?: (k: number) => void): number[] => {
    const left = surpluses.map(() => 0)
    for (const [k, day] of days.entries()) {
      server.serve(day, drawn[k], agents)
      for (const [s, surplus] of surpluses.entries()) left[s] += server.surplus(surplus, day, drawn[k])
      each?.(k)
    }
    return left
  }
  let sinceThen = 0
  for (let c = 0; c < courses.length; c++) {
    const drawn = days.map((day) => drawDay(day, courses, c))
    counts.fill(0)
    const left = serve(drawn, (k) => counting.add(days[k], drawn[k], server.waits, agents, counts, offset))
    for (const [s, value] of left.entries()) sums[s][c] = value
    all.fill(0)
    for (let at = 0; at < counts.length; at++) all[at % COUNTS] += counts[at]
    for (const [k, rows] of byInterval.entries()) if (rows) setFigures(rows, c, figuresOf(counts, k * COUNTS))
    setFigures(ofPeriod, c, figuresOf(all, 0))
    contacts[c] = all[COUNT.offered]
    handled[c] = handleTimeOf(days, drawn)
    sinceThen += contacts[c]
    if (sinceThen < CONTACTS) continue
    sinceThen = 0
    await pause()
  }
  const met = Uint8Array.from(contacts, (_, c) => (sums.every((sum) => holds(sum[c])) ? 1 : 0))
  const scales = sums.map(
    (sum) => Math.sqrt(sum.reduce((a, b) => a + (Number.isFinite(b) ? b * b : 0), 0) / sum.length) || 1,
  )
  /** Below 0 where a part of the target is missed; in units of what it differs by from course to course. */
  const balanceOf = (left: readonly number[]) =>
    Math.min(...left.map((value, s) => (holds(value) ? Math.max(0, value) : value) / scales[s]))
  const balances = contacts.map((_, c) => balanceOf(sums.map((sum) => sum[c])))
  const failed = Array.from(met.keys())
    .filter((c) => !met[c])
    .sort((a, b) => balances[a] - balances[b])
  const taken = Math.min(EXPLAINED, failed.length)
  const causes = noCauses()
  const missed: (MissedPeriod & { balance: number })[] = []
  const repairs = repairsOf({ days, offset, end, volume: group.volume, courses, seed })
  for (let n = 0; n < taken; n++) {
    const c = failed[Math.floor((n * failed.length) / taken)]
    const drawn = days.map((day) => drawDay(day, courses, c))
    const { cause, displaced } = repairs(drawn, c, handled[c], (day) => balanceOf(serve(day)))
    causes[cause]++
    // The first is the one that is farthest from the target.
    if (n === 0)
      missed.push({
        from,
        to,
        cause,
        serviceLevel: ofPeriod.serviceLevel[c],
        contacts: contacts[c],
        expectedContacts,
        displaced,
        handleTime: handled[c],
        balance: balances[c],
      })
    sinceThen += 5 * contacts[c]
    if (sinceThen < CONTACTS) continue
    sinceThen = 0
    await pause()
  }
  const share = 1 - failed.length / courses.length
  const period: ProvedPeriod = {
    from,
    to,
    met: share,
    ...wilsonLimits(share, courses.length, TWO_SIDED),
    ...figuresBy((figure) => bandOf(ofPeriod[figure])),
    missed: failed.length,
    explained: taken,
    causes,
  }
  return {
    offset,
    met,
    missed,
    period,
    bands: figuresBy((figure) => byInterval.map((rows) => bandOf(rows?.[figure] ?? []))),
  }
}

/** Mean handle time of the period's contacts beside what the plan takes for them. */
function handleTimeOf(
  days: readonly { lead: number; begin: number; end: number; shape: { aht: Float64Array } }[],
  drawn: readonly RealisedDay[],
): number {
  let sum = 0
  let expected = 0
  for (const [d, { lead, begin, end, shape }] of days.entries()) {
    const { first, handleTimes } = drawn[d]
    for (let k = lead; k < end - begin; k++) {
      if (first[k] === first[k + 1]) continue
      expected += shape.aht[k] * (first[k + 1] - first[k])
      for (let c = first[k]; c < first[k + 1]; c++) sum += handleTimes[c]
    }
  }
  return sum / expected
}

/**
 * The share of all periods and courses that hold. A course that is busy on Monday is busy on Friday too: so what the share may be off by is told by how courses differ, not by how many days there are.
 */
function shareOf(
  kept: Float64Array,
  periods: number,
  { sure }: GroupPlan,
): Pick<Proof, 'met' | 'low' | 'high' | 'verdict'> {
  const courses = kept.length
  const shares = kept.map((count) => count / periods)
  const met = shares.reduce((a, b) => a + b, 0) / courses
  const variance = shares.reduce((sum, share) => sum + (share - met) ** 2, 0) / (courses - 1) / courses
  // So many single days would tell as much.
  const telling = variance > 0 ? (met * (1 - met)) / variance : courses
  const sides = wilsonLimits(met, telling, ONE_SIDED)
  const verdict = !sure
    ? 'measured'
    : sides.low >= sure.certainty
      ? 'proved'
      : sides.high < sure.certainty
        ? 'missed'
        : 'open'
  return { met, ...wilsonLimits(met, telling, TWO_SIDED), verdict }
}

function plannedOf(
  { sure, days, weeks, months }: GroupPlan,
  periods: readonly ProvedPeriod[],
  over: Proof['over'],
): number {
  if (sure) return sure.met
  const likely = { day: days, week: weeks, month: months }[over].flatMap(({ targetMet }) =>
    Number.isNaN(targetMet) ? [] : [targetMet],
  )
  return likely.length === periods.length ? likely.reduce((a, b) => a + b, 0) / likely.length : Number.NaN
}

function figuresBy<Of>(make: (figure: (typeof FIGURES)[number]) => Of): ProofFigures<Of> {
  return Object.fromEntries(FIGURES.map((figure) => [figure, make(figure)])) as unknown as ProofFigures<Of>
}

function figureRows(courses: number): ProofFigures<Float32Array> {
  return figuresBy(() => new Float32Array(courses))
}

function setFigures(rows: ProofFigures<Float32Array>, course: number, figures: ProofFigures<number>): void {
  for (const figure of FIGURES) rows[figure][course] = figures[figure]
}

function bandColumns(length: number): ProofFigures<BandColumns> {
  const column = () => new Float64Array(length).fill(Number.NaN)
  return figuresBy(() => ({ low: column(), middle: column(), high: column() }))
}

function setBand(columns: BandColumns, at: number, { low, middle, high }: Band): void {
  columns.low[at] = low
  columns.middle[at] = middle
  columns.high[at] = high
}

function noCauses(): MissCauses {
  return { volume: 0, shape: 0, handleTime: 0, luck: 0 }
}
