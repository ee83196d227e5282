import { checkNumber, KrarupError, type NumberDomain } from '../../domain/index.ts'
import {
  type ArrivalScenario,
  checkShares,
  conflict,
  missing,
  type Scenario,
  type Surge,
} from '../../scenario/index.ts'
import { onGrid } from '../model/grid.ts'
import type { ArrivalTable } from '../model/menus-model.ts'

/** Coefficients of variation above this are no busyness factors. */
const MOST_BUSYNESS = 10
/** A rate function is held constant for this part of an interval unless its queue says otherwise. */
const RATE_STEPS = 60

/** Somewhere contacts come to: a queue or a menu. */
export type ArrivalSource = ArrivalScenario & {
  /** JSON pointer. */
  place: string
  /** Contacts come from elsewhere too: it may have no volume of its own. */
  fed?: boolean
}

/** How time is divided: arrival rates are constant on slots, figures are tallied by interval. */
export interface TimeGrid {
  interval: number
  intervals: number
  intervalsPerDay: number
  /** Seconds. */
  slot: number
  slotsPerInterval: number
}

/**
 * The coarsest slots on which all rates are constant.
 *
 * @throws {KrarupError} OUT_OF_RANGE
 */
export function timeGrid(
  sources: readonly ArrivalSource[],
  interval: number,
  intervals: number,
  intervalsPerDay: number,
): TimeGrid {
  const slotsPerInterval = sources.map((source) => slotsOf(source, interval)).reduce(leastCommonMultiple, 1)
  const slot = interval / slotsPerInterval
  if (onGrid(slot) !== slot)
    throw new KrarupError({
      code: 'OUT_OF_RANGE',
      what: 'a rate step must divide the interval into equal parts that are multiples of 2^-20 seconds',
      where: { name: '/queues' },
      value: slot,
    })
  return { interval, intervals, intervalsPerDay, slot, slotsPerInterval }
}

/**
 * Volumes, profiles and rates as one table of arrivals.
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT
 */
export function arrivalTable(sources: readonly ArrivalSource[], grid: TimeGrid): ArrivalTable {
  const { intervals, intervalsPerDay, slotsPerInterval } = grid
  const days = intervals / intervalsPerDay
  const rates = new Float64Array(intervals * slotsPerInterval * sources.length)
  const fixedVolume = new Float64Array(days * sources.length).fill(-1)
  sources.forEach((source, q) => {
    fillSource(source, q, sources.length, grid, { rates, fixedVolume })
  })
  return { rates, fixedVolume }
}

function fillSource(
  source: ArrivalSource,
  q: number,
  sources: number,
  grid: TimeGrid,
  { rates, fixedVolume }: ArrivalTable,
): void {
  const { rate, place } = source
  const { interval, intervals, intervalsPerDay, slot, slotsPerInterval } = grid
  const batch = checkBatch(source)
  if (source.calls) {
    if (source.volume !== undefined || rate || source.surges || source.batch)
      throw conflict(`${place}/calls`, 'calls stand instead of volume, profile, rate, surges and batch')
    return
  }
  if (rate) {
    if (source.volume !== undefined || source.profile)
      throw conflict(`${place}/rate`, 'rate stands instead of volume and profile')
    for (let s = 0; s < intervals * slotsPerInterval; s++) {
      const mean = (rate(s * slot) + 4 * rate((s + 0.5) * slot) + rate((s + 1) * slot)) / 6
      rates[s * sources + q] = checkNumber(`${place}/rate`, mean, { least: 0 }) / batch
    }
    surge(source, q, sources, grid, rates)
    return
  }
  const volumes = volumesByInterval(source, grid)
  for (let i = 0; i < intervals; i++) {
    const perSecond = volumes[i % volumes.length] / interval / batch
    for (let s = 0; s < slotsPerInterval; s++) rates[(i * slotsPerInterval + s) * sources + q] = perSecond
  }
  surge(source, q, sources, grid, rates)
  if (source.arrivals === 'fixed') {
    const slotsPerDay = intervalsPerDay * slotsPerInterval
    for (let day = 0; day * intervalsPerDay < intervals; day++) {
      let sum = 0
      for (let s = day * slotsPerDay; s < (day + 1) * slotsPerDay; s++) sum += rates[s * sources + q] * slot
      fixedVolume[day * sources + q] = Math.round(sum)
    }
  }
}

/** Multiplies rates by the mean of the surges' factors over each slot. */
function surge(
  { surges, place }: ArrivalSource,
  q: number,
  sources: number,
  grid: TimeGrid,
  rates: Float64Array,
): void {
  const { slot, intervals, interval } = grid
  surges?.forEach(({ from, to = intervals * interval, factor, halving }, index) => {
    const at = `${place}/surges/${index}`
    checkNumber(`${at}/from`, from, { least: 0 })
    checkNumber(`${at}/to`, to, { above: from })
    const excess = checkNumber(`${at}/factor`, factor, { least: 0 }) - 1
    const decay = halving === undefined ? 0 : Math.LN2 / checkNumber(`${at}/halving`, halving, { above: 0 })
    for (let s = 0; s * sources < rates.length; s++) {
      const begins = Math.max(s * slot, from)
      const ends = Math.min((s + 1) * slot, to)
      if (begins >= ends) continue
      const seconds =
        decay === 0 ? ends - begins : (Math.exp(-decay * (begins - from)) - Math.exp(-decay * (ends - from))) / decay
      rates[s * sources + q] *= 1 + (excess * seconds) / slot
    }
  })
}

/** The mean size of a batch. */
function checkBatch({ batch, arrivals, place }: ArrivalSource): number {
  if (!batch) return 1
  const at = `${place}/batch`
  if (arrivals === 'fixed')
    throw conflict(at, 'a fixed number of contacts does not come in batches', 'leave out one of them')
  if (batch.sizes.length === 0 || batch.sizes.length !== batch.shares.length)
    throw conflict(at, 'a batch needs as many shares as sizes', 'write, for example, sizes: [1, 2], shares: [90%, 10%]')
  const sizes = batch.sizes.map((size, k) => checkNumber(`${at}/sizes/${k}`, size, { least: 1, whole: true }))
  const { shares } = batch
  const places = shares.map((_, k) => `${at}/shares/${k}`)
  checkShares(shares, places, `${at}/shares`, 'sizes')
  return sizes.reduce((total, size, k) => total + size * shares[k], 0)
}

function volumesByInterval(
  { volume, profile, place, fed }: ArrivalSource,
  { intervals, intervalsPerDay }: TimeGrid,
): number[] {
  if (volume === undefined) {
    if (fed) return [0]
    const [, kind, ...name] = place.split('/')
    throw missing(
      `${place}/volume`,
      `${kind.slice(0, -1)} ${JSON.stringify(name.join('/').replaceAll('~1', '/').replaceAll('~0', '~'))} has no volume`,
      'write the contacts of a day, or an array by interval',
    )
  }
  if (typeof volume !== 'number') {
    if (profile) throw conflict(`${place}/profile`, 'profile shares out a volume that is one number')
    return byInterval(volume, `${place}/volume`, intervals, intervalsPerDay, { least: 0 })
  }
  checkNumber(`${place}/volume`, volume, { least: 0 })
  const weights = byInterval(profile ?? [1], `${place}/profile`, intervals, intervalsPerDay, { least: 0 })
  const sum = weights.slice(0, intervalsPerDay).reduce((total, weight) => total + weight, 0)
  if (!(sum > 0))
    throw new KrarupError({
      code: 'OUT_OF_RANGE',
      what: 'a profile of nothing but zeros',
      where: { name: `${place}/profile` },
    })
  if (weights.length > intervalsPerDay)
    throw conflict(`${place}/profile`, 'a profile covers one day', 'give volume by interval for several days')
  return Array.from(
    { length: intervalsPerDay },
    (_, i) => (volume * weights[i % weights.length]) / (weights.length === 1 ? sum * intervalsPerDay : sum),
  )
}

/** Checks an array of one value, of a day or of all days, and its values. */
export function byInterval(
  values: readonly number[],
  name: string,
  intervals: number,
  intervalsPerDay: number,
  domain: NumberDomain,
): number[] {
  if (values.length !== 1 && values.length !== intervalsPerDay && values.length !== intervals)
    throw new KrarupError({
      code: 'CONFLICT',
      what: `there must be ${intervalsPerDay} values, one an interval of the day${intervals === intervalsPerDay ? '' : `, or ${intervals} for all days`}`,
      where: { name },
      value: `${values.length} values`,
    })
  return values.map((value, index) => checkNumber(`${name}/${index}`, value, domain))
}

/** Which part of the day each of its intervals is in; all in one where the scenario names no parts. */
export function partsOfDay({ parts, queues, menus }: Scenario, interval: number, intervalsPerDay: number): Int32Array {
  const table = new Int32Array(intervalsPerDay)
  const sources = { ...queues, ...menus }
  const own = Object.values(sources).some(({ partBusyness }) => partBusyness)
  if (!parts) {
    if (own) throw missing('/parts', 'partBusyness needs parts of the day', 'say when each begins, in /parts/starts')
    return table
  }
  if (parts.starts.length === 0) throw missing('/parts/starts', 'no part of the day', 'say when each begins')
  parts.starts.forEach((start, index) => {
    const place = `/parts/starts/${index}`
    const first = checkNumber(place, start, { least: index === 0 ? 0 : parts.starts[index - 1] }) / interval
    if (!Number.isInteger(first) || first >= intervalsPerDay)
      throw conflict(place, 'a part of the day begins with an interval', `take a multiple of ${interval} s`)
    table.fill(index + 1, first)
  })
  return table
}

/** Shape of the gamma factor with this coefficient of variation; Infinity for none. */
export function gammaShape(cv: number | undefined, name: string): number {
  return 1 / checkNumber(name, cv ?? 0, { least: 0, most: MOST_BUSYNESS }) ** 2
}

function slotsOf({ rate, rateStep, surges, place }: ArrivalSource, interval: number): number {
  if (!rate && !surges?.some((each) => isWithinIntervals(each, interval))) return 1
  const count =
    rateStep === undefined
      ? RATE_STEPS
      : interval / checkNumber(`${place}/rateStep`, rateStep, { above: 0, most: interval })
  const whole = Math.round(count)
  if (Math.abs(count - whole) < 1e-9 * count) return whole
  throw new KrarupError({
    code: 'OUT_OF_RANGE',
    what: 'the rate step must divide the interval',
    where: { name: `${place}/rateStep` },
    how: `take a part of ${interval} s`,
    value: rateStep,
  })
}

/** Whether a surge changes within an interval. */
function isWithinIntervals({ from, to = 0, halving }: Surge, interval: number): boolean {
  return halving !== undefined || from % interval !== 0 || to % interval !== 0
}

function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [a, b]
  while (y) [x, y] = [y, x % y]
  return (a / x) * b
}
