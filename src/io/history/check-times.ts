import { formatDuration, formatPlainDateTime, KrarupError, STATE } from '../../domain/index.ts'
import { type Message, readerSays } from '../../domain/messages/index.ts'
import {
  type Role,
  type TimeKind,
  timeKindOf,
  UNIT_NAMES,
  UNIT_SECONDS,
  type UnitMap,
  type UnitName,
} from '../layout/index.ts'
import { areWholeMinutes, POSSIBLE_AS_HOURS } from './hours-or-minutes.ts'
import type { JudgedRows } from './judged-rows.ts'
import type { MeasuredQueue, MeasuredRows } from './measure-rows.ts'

/** What a person can hardly have on average, in seconds: a handle time below the first or above the second, a wait above the second. */
const POSSIBLE = { aht: { least: 10, most: 4 * 3600 }, wait: { least: 0, most: 3600 } } as const

/** Where a unit must bring a time to be proposed, and what is commonest, in seconds. */
const USUAL = {
  aht: { least: 20, common: 240, most: 2 * 3600 },
  wait: { least: 1, common: 20, most: 1200 },
} as const

/** Below this a handle time is possible and rare: worth a word, no more. */
const SHORT_AHT = 20

const UNIT_SPOKEN: Record<UnitName, string> = {
  ms: 'milliseconds',
  s: 'seconds',
  min: 'minutes',
  h: 'hours',
  days: 'days (as a spreadsheet keeps times)',
}

/** A queue, or a growth with the contacts, is judged by so many rows at least. */
const TELLING_ROWS = 30

/** Rows that are impossible while most are not: from this share on, and this many, they are no clocks left running. */
const MIXED_SHARE = 0.2
const MIXED_ROWS = 5

interface CheckOptions {
  units: UnitMap
  /** Roles that the caller named columns for: these are believed. */
  mapped: ReadonlySet<string>
  file: string
}

/** Mean times of some rows of a queue, and the contacts that they are of. */
interface Sample {
  queue: MeasuredQueue
  times: Float64Array
  contacts: Float64Array
}

/**
 * Whether handle times and waits are possible, over the whole file and for each queue: the wrong unit, and a total that is called an average,
 * would make a plan of the wrong size without a word.
 *
 * @returns what is possible and worth a look
 * @throws {KrarupError} OUT_OF_RANGE or CONFLICT, with the unit or the column that would make them possible
 */
export function checkTimes(measured: MeasuredRows, rows: JudgedRows, options: CheckOptions): Message[] {
  const { units, file } = options
  const found: Doubt[] = []
  let handled: readonly Sample[] = []
  for (const kind of ['aht', 'wait'] as const) {
    const samples = measured.queues.map((queue) => sampleOf(queue, kind, measured.queues.length))
    if (kind === 'aht') {
      handled = samples
      checkForm(samples, measured, rows, options)
    }
    if (units[kind] !== undefined) continue
    const doubt = doubtOf(kind, samples, measured, rows)
    if (doubt) found.push(doubt)
  }
  checkTalk(measured, rows, options)
  if (found.length === 0 && units.aht === undefined) checkTwoUnits(handled, measured, rows, file)
  if (found.length === 0) {
    checkPatience(measured, rows, options)
    return shortHandleTime(handled, units)
  }
  const [{ slot }] = found
  const column = rows.measures[slot]
  const proposals = found.map(({ kind, proposed }) => (proposed[0] ? `--unit ${kind}=${proposed[0].unit}` : ''))
  throw new KrarupError({
    code: 'OUT_OF_RANGE',
    what: found.map(({ what }) => what).join('; '),
    where: { file, column: column.index + 1, heading: column.heading },
    how: [
      ...(proposals.every((one) => one !== '')
        ? [
            `${found.some(({ areHours }) => areHours) ? 'a spreadsheet takes 3:24 for three hours and twenty-four minutes, and keeps 3:24:00; ' : ''}if the column is in ${[...new Set(found.map(({ proposed, areHours }) => (areHours ? 'minutes and seconds' : UNIT_SPOKEN[proposed[0].unit])))].join(' and ')}, say ${proposals.join(' ')} (then it is ${found.map(({ proposed }) => formatDuration(proposed[0].time)).join(' and ')})`,
          ]
        : [
            found.some(({ isOneQueue }) => isOneQueue)
              ? 'the other queues are possible as they are, so no unit of the whole column mends it: put this queue into the same unit as the others, or plan it from a file of its own (--queue leaves others out)'
              : 'name the column that holds it with --map, or mend the times',
          ]),
      ...(found[0].proposed[1]
        ? [`in ${UNIT_SPOKEN[found[0].proposed[1].unit]} it would be ${formatDuration(found[0].proposed[1].time)}`]
        : []),
      `if it is really so${found.some(({ areHours }) => areHours) ? ' (hours and minutes)' : ''}, say ${found.map(({ kind, now }) => `--unit ${kind}=${now}`).join(' ')}`,
    ].join('; '),
  })
}

/** A part of the rows that is about 60 times as long as the rest, with nothing between, is in minutes where that is in seconds. */
const SIXTY = { least: 40, most: 90, gap: 4, share: 0.05 }

/** Minutes among seconds can both be possible: 3m29s beside 3h29m. Each queue is held against itself. */
function checkTwoUnits(
  samples: readonly Sample[],
  { placed, plan }: MeasuredRows,
  rows: JudgedRows,
  file: string,
): void {
  for (const { times, queue } of samples) {
    if (times.length < TELLING_ROWS) continue
    let [least, most] = [Number.POSITIVE_INFINITY, 0]
    for (const time of times) {
      if (time < least) least = time
      if (time > most) most = time
    }
    // nearly all files end here: no need to sort
    if (most < SIXTY.least * least) continue
    const sorted = times.slice().sort()
    const few = Math.max(MIXED_ROWS, Math.ceil(SIXTY.share * sorted.length))
    let at = few
    for (let i = few; i <= sorted.length - few; i++) {
      if (sorted[i] / sorted[i - 1] > sorted[at] / sorted[at - 1]) at = i
    }
    const [short, long] = [medianOf(sorted.slice(0, at)), medianOf(sorted.slice(at))]
    if (sorted[at] < SIXTY.gap * sorted[at - 1] || long < SIXTY.least * short || long > SIXTY.most * short) continue
    const slot = placed.roles.findIndex(
      (role) => timeKindOf(role) === 'aht' && !plan.unused.some((one) => one.role === role),
    )
    const column = rows.measures[Math.max(slot, 0)]
    const share = (sorted.length - at) / sorted.length
    const first = firstOdd([{ queue, times, contacts: times }], 'aht', (time) => time >= sorted[at], placed.interval)
    throw new KrarupError({
      code: 'OUT_OF_RANGE',
      what: `the handle times are about ${formatDuration(long)} in ${Math.round(100 * share)} % of the rows (first on ${first}) and about ${formatDuration(short)} in the others, some 60 times less: the unit changes in the file`,
      where: { file, column: column.index + 1, heading: column.heading },
      how: `write all rows in one unit (a spreadsheet takes 3:24 for three hours and twenty-four minutes: minutes and seconds are 0:03:24 or 204); if it is really so, say --unit aht=${UNIT_NAMES.find((name) => UNIT_SECONDS[name] === column.unit) ?? 's'}`,
    })
  }
}

/** Hold and after-call work over the talk time where all are in one unit. */
const PIECES_OF_ONE_UNIT = { least: 0.01, most: 3 }

/** A talk time in a unit of its own hides in the sum: 2.7 minutes beside 35 seconds of after-call work make a handle time of 38 seconds, and a unit for all would spoil the seconds. */
function checkTalk({ queues, placed }: MeasuredRows, rows: JudgedRows, { units, file }: CheckOptions): void {
  if (units.aht !== undefined || units.talk !== undefined) return
  for (const { talk, measures, grid } of queues) {
    if (!talk || !measures.handleTotal || talk.contacts < TELLING_ROWS) continue
    const mean = talk.seconds / talk.contacts
    const ratio = measures.handleTotal.reduce((sum, value) => sum + (value || 0), 0) / talk.seconds - 1
    const isPossible = mean >= POSSIBLE.aht.least && mean <= POSSIBLE.aht.most
    if (isPossible || (ratio >= PIECES_OF_ONE_UNIT.least && ratio <= PIECES_OF_ONE_UNIT.most)) continue
    const column = rows.measures[placed.roles.findIndex((role) => /^talk/.test(role))]
    const now = UNIT_NAMES.find((name) => UNIT_SECONDS[name] === column.unit) ?? 's'
    const [proposed] = unitsFor('aht', mean, now, UNIT_NAMES)
    throw new KrarupError({
      code: 'OUT_OF_RANGE',
      what: `the mean talk time of ${grid.queue} is ${showTime(mean)}, which no conversation can have beside the other times`,
      where: { file, column: column.index + 1, heading: column.heading },
      how: `${proposed ? `if the column is in ${UNIT_SPOKEN[proposed.unit]}, say --unit talk=${proposed.unit} (then it is ${formatDuration(proposed.time)})` : 'give its unit with --unit talk=ms, min, h or days'}; if it is really so, say --unit talk=${now}`,
    })
  }
}

/** Units that would make a time usual, the likeliest first. */
function unitsFor(kind: TimeKind, time: number, now: UnitName, units: readonly UnitName[]): Doubt['proposed'] {
  const { least, common, most } = USUAL[kind]
  return units
    .filter((name) => name !== now)
    .map((unit) => ({ unit, time: (time / UNIT_SECONDS[now]) * UNIT_SECONDS[unit] }))
    .filter((one) => one.time >= least && one.time <= most)
    .sort((a, b) => Math.abs(Math.log(a.time / common)) - Math.abs(Math.log(b.time / common)))
}

/** Callers who hang up after so many seconds of waiting on average are a wait in the wrong unit. */
const SHORTEST_PATIENCE = 10

/** The values at places at which others are known too. */
function sumWhereBoth(values: Float64Array, others: Float64Array): number {
  let sum = 0
  for (let place = 0; place < values.length; place++) if (values[place] >= 0 && others[place] >= 0) sum += values[place]
  return sum
}

/** Waits in minutes are possible as seconds, and make a patience that nobody has. */
function checkPatience({ queues, placed, plan }: MeasuredRows, rows: JudgedRows, { units, file }: CheckOptions): void {
  if (units.wait !== undefined) return
  let waited = 0
  let hungUp = 0
  for (const { measures } of queues) {
    const { abandoned, waitTotal } = measures
    if (!abandoned || !waitTotal) return
    waited += sumWhereBoth(waitTotal, abandoned)
    hungUp += sumWhereBoth(abandoned, waitTotal)
  }
  const patience = waited / hungUp
  if (hungUp < TELLING_ROWS || patience >= SHORTEST_PATIENCE) return
  const column =
    rows.measures[
      placed.roles.findIndex((role) => timeKindOf(role) === 'wait' && !plan.unused.some((one) => one.role === role))
    ]
  const minutes = patience * UNIT_SECONDS.min
  throw new KrarupError({
    code: 'OUT_OF_RANGE',
    what: `by these waits callers hang up after ${showTime(patience)} of waiting on average, which is hardly possible`,
    where: { file, column: column.index + 1, heading: column.heading },
    how: `if the waits are in minutes, say --unit wait=min (then it is ${formatDuration(minutes)}); if it is really so, say --unit wait=s`,
  })
}

/** A handle time that is possible, and so short that its unit is worth a look. */
function shortHandleTime(samples: readonly Sample[], units: UnitMap): Message[] {
  if (units.aht !== undefined) return []
  const typical = medianOf(joined(samples))
  if (Number.isNaN(typical) || typical >= SHORT_AHT || typical < POSSIBLE.aht.least) return []
  return [readerSays('shortAht', { aht: { seconds: typical } })]
}

interface Doubt {
  kind: TimeKind
  slot: number
  what: string
  /** The unit that the times were read in. */
  now: UnitName
  /** Clocks without seconds: they may be minutes and seconds. */
  areHours: boolean
  /** Other queues in the same column are possible. */
  isOneQueue?: boolean
  /** Units that would make the times possible, the likeliest first. */
  proposed: { unit: UnitName; time: number }[]
}

/** A doubt about the whole file; about one queue where others are possible. */
function doubtOf(
  kind: TimeKind,
  samples: readonly Sample[],
  measured: MeasuredRows,
  rows: JudgedRows,
): Doubt | undefined {
  const whole = doubtIn(kind, samples, measured, rows)
  const telling = samples.length > 1 ? samples.filter(({ times }) => times.length >= TELLING_ROWS) : []
  const own = telling.map((sample) => doubtIn(kind, [sample], measured, rows))
  const first = own.find((one) => one !== undefined)
  if (whole && own.every((one) => one !== undefined)) return whole
  const hours = [whole, ...own].find((one) => one?.areHours)
  if (hours && telling.every(({ times }) => medianOf(times) >= 60 * POSSIBLE[kind].least)) {
    // short calls among them are possible as hours and minutes too: the question is about the column
    return hours
  }
  // a unit for the column would spoil the queues that are right
  return first ? { ...first, proposed: [], isOneQueue: true } : whole
}

function doubtIn(
  kind: TimeKind,
  samples: readonly Sample[],
  { placed, plan }: MeasuredRows,
  rows: JudgedRows,
): Doubt | undefined {
  const used = placed.roles.findIndex(
    (role) => timeKindOf(role) === kind && !plan.unused.some((one) => one.role === role),
  )
  const slot = Math.max(used, 0)
  const forms = rows.durationForms[slot]
  const areHours = areWholeMinutes(forms)
  const { least } = POSSIBLE[kind]
  const most = areHours ? POSSIBLE_AS_HOURS[kind] : POSSIBLE[kind].most
  const isOdd = (time: number) => time < least || time > most
  let count = 0
  let odds = 0
  for (const { times } of samples) {
    count += times.length
    for (let i = 0; i < times.length; i++) if (isOdd(times[i])) odds++
  }
  // nearly all files end here: no need to sort
  const isMixed = !areHours && odds >= MIXED_ROWS && odds >= MIXED_SHARE * count
  if (odds === 0 || (odds * 2 < count && !isMixed)) return undefined
  const times = joined(samples)
  const typical = medianOf(times)
  const odd = times.filter(isOdd)
  const isAllOdd = isOdd(typical)
  if (!isAllOdd && !isMixed) return undefined
  const { unit, clockUnit } = rows.measures[slot]
  const isShort = areHours || forms.has('short clock')
  const now: UnitName = isShort
    ? areHours || clockUnit === 60
      ? 'min'
      : 's'
    : (UNIT_NAMES.find((name) => UNIT_SECONDS[name] === unit) ?? 's')
  const oddTime = isAllOdd ? typical : medianOf(odd)
  const other =
    forms.has('words') || (forms.has('clock') && !areHours) ? [] : isShort ? (['min', 's'] as const) : UNIT_NAMES
  const proposed = unitsFor(kind, oddTime, now, other)
  const name = kind === 'aht' ? 'handle time' : 'wait'
  const whose =
    samples.length > 1 || placed.grids.length === 1 ? 'over the whole file' : `of ${samples[0].queue.grid.queue}`
  const what = isAllOdd
    ? `the mean ${name} ${whose} is ${showTime(oddTime)}, ${areHours ? 'in times without seconds' : `which no ${kind === 'aht' ? 'agent' : 'caller'} can have`}`
    : `the mean ${name} ${whose} is impossible in ${Math.round((100 * odd.length) / times.length)} % of the rows (about ${showTime(oddTime)}, first on ${firstOdd(samples, kind, isOdd, placed.interval)}) and possible in the others: the unit changes in the file`
  return { kind, slot, what, now, areHours, proposed: isAllOdd ? proposed : [] }
}

/**
 * A total grows in proportion to the contacts and an average does not: a heading that says the one while the figures
 * say the other is not believed.
 */
function checkForm(
  samples: readonly Sample[],
  { placed, plan }: MeasuredRows,
  rows: JudgedRows,
  options: CheckOptions,
): void {
  const slot = placed.roles.findIndex(
    (role) => (role === 'aht' || role === 'handleTotal') && !plan.unused.some((one) => one.role === role),
  )
  if (slot < 0) return
  const role = placed.roles[slot] as Role
  if (options.mapped.has(role)) return
  const growth = growthOf(samples)
  if (growth === undefined) return
  const looks: Role | undefined =
    role === 'handleTotal' && growth < -0.8 ? 'aht' : role === 'aht' && growth > 0.8 ? 'handleTotal' : undefined
  if (!looks) return
  const { index, heading } = rows.measures[slot]
  throw new KrarupError({
    code: 'CONFLICT',
    what:
      looks === 'aht'
        ? 'the column is taken for totals over the interval, but it does not grow with the number of contacts: it holds averages a contact'
        : 'the column is taken for averages a contact, but it grows in proportion to the number of contacts: it holds totals over the interval',
    where: { file: options.file, column: index + 1, heading },
    how: `say which: --map ${looks}=${index + 1}, or --map ${role}=${index + 1} if it is as it says`,
  })
}

/** Slope of the mean time over the contacts within queues, both on logarithmic scales; undefined where too few or too equal rows tell. */
function growthOf(samples: readonly Sample[]): number | undefined {
  let all = 0
  let spread = 0
  let together = 0
  for (const { times, contacts } of samples) {
    let count = 0
    let sumX = 0
    let sumY = 0
    let sumXX = 0
    let sumXY = 0
    for (let i = 0; i < times.length; i++) {
      if (contacts[i] < 1) continue
      const x = Math.log(contacts[i])
      const y = Math.log(times[i])
      count++
      sumX += x
      sumY += y
      sumXX += x * x
      sumXY += x * y
    }
    if (count === 0) continue
    all += count
    // of one queue beside another: a queue of short calls, or in another unit, is no growth
    spread += sumXX - (sumX * sumX) / count
    together += sumXY - (sumX * sumY) / count
  }
  if (all < TELLING_ROWS || spread / all < 0.04) return undefined
  return together / spread
}

/** Rows that are looked at over all queues, and of a queue at least: as many tell as well as all. */
const MOST_ROWS = 6000
const MOST_ROWS_OF_QUEUE = 32
const BLOCK = 8

const NONE = new Float64Array(0)

function totalsOf({ measures }: MeasuredQueue, kind: TimeKind): { totals?: Float64Array; contacts: Float64Array } {
  const { offered, answered, handleTotal, waitTotal } = measures
  const totals = kind === 'aht' ? handleTotal : waitTotal
  return { ...(totals ? { totals } : {}), contacts: kind === 'aht' ? (answered ?? offered) : offered }
}

function sampleOf(queue: MeasuredQueue, kind: TimeKind, queues: number): Sample {
  const { totals, contacts } = totalsOf(queue, kind)
  if (!totals) return { queue, times: NONE, contacts: NONE }
  const { state } = queue.grid
  const most = Math.ceil(Math.max(MOST_ROWS_OF_QUEUE, MOST_ROWS / queues))
  const times = new Float64Array(most)
  const counts = new Float64Array(most)
  let found = 0
  // a few places side by side, then a step that is no divisor of a day: all hours come up, and memory is read in pieces
  const step = Math.max(BLOCK, Math.floor((state.length * BLOCK) / most / 2) * 2 - 1)
  for (let start = 0; start < state.length && found < most; start += step) {
    const end = Math.min(start + BLOCK, state.length)
    for (let place = start; place < end && found < most; place++) {
      if (state[place] !== STATE.observed || !(contacts[place] > 0 && totals[place] > 0)) continue
      times[found] = totals[place] / contacts[place]
      counts[found++] = contacts[place]
    }
  }
  return { queue, times: times.subarray(0, found), contacts: counts.subarray(0, found) }
}

/** The first moment at which a time is impossible, and whose it is. */
function firstOdd(
  samples: readonly Sample[],
  kind: TimeKind,
  isOdd: (time: number) => boolean,
  interval: number,
): string {
  for (const { queue } of samples) {
    const { totals, contacts } = totalsOf(queue, kind)
    const { state, base, queue: name } = queue.grid
    for (let place = 0; totals && place < state.length; place++) {
      if (state[place] !== STATE.observed || !(contacts[place] > 0 && totals[place] > 0)) continue
      if (isOdd(totals[place] / contacts[place]))
        return `${formatPlainDateTime(base + place * interval)
          .slice(0, 16)
          .replace('T', ' ')}, ${name}`
    }
  }
  return ''
}

function joined(samples: readonly Sample[]): Float64Array {
  const all = new Float64Array(samples.reduce((sum, { times }) => sum + times.length, 0))
  let at = 0
  for (const { times } of samples) {
    all.set(times, at)
    at += times.length
  }
  return all
}

function medianOf(times: Float64Array): number {
  return times.slice().sort()[(times.length - 1) >> 1] ?? Number.NaN
}

function showTime(seconds: number): string {
  return seconds < 1 ? `${Number(seconds.toPrecision(2))}s` : formatDuration(seconds)
}
