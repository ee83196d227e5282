import { checkNumber, KrarupError, type NumberDomain } from '../domain/index.ts'
import { conflict, missing } from './check.ts'
import { onGrid } from './grid.ts'
import type { ArrivalScenario } from './scenario.ts'

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

export interface ArrivalTable {
  /** Contacts a second, [slot * sources + source]. */
  rates: Float64Array
  /** Contacts of a day where their number is fixed, else -1: [day * sources + source]. */
  fixedVolume: Float64Array
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
  if (rate) {
    if (source.volume !== undefined || source.profile)
      throw conflict(`${place}/rate`, 'rate stands instead of volume and profile')
    for (let s = 0; s < intervals * slotsPerInterval; s++) {
      const mean = (rate(s * slot) + 4 * rate((s + 0.5) * slot) + rate((s + 1) * slot)) / 6
      rates[s * sources + q] = checkNumber(`${place}/rate`, mean, { least: 0 })
    }
    return
  }
  const volumes = volumesByInterval(source, grid)
  for (let i = 0; i < intervals; i++) {
    const perSecond = volumes[i % volumes.length] / interval
    for (let s = 0; s < slotsPerInterval; s++) rates[(i * slotsPerInterval + s) * sources + q] = perSecond
  }
  if (source.arrivals === 'fixed') {
    for (let day = 0; day * intervalsPerDay < intervals; day++) {
      let sum = 0
      for (let i = 0; i < intervalsPerDay; i++) sum += volumes[(day * intervalsPerDay + i) % volumes.length]
      fixedVolume[day * sources + q] = Math.round(sum)
    }
  }
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

/** Shape of the gamma factor with this coefficient of variation; Infinity for none. */
export function gammaShape(cv: number | undefined, name: string): number {
  return 1 / checkNumber(name, cv ?? 0, { least: 0, most: MOST_BUSYNESS }) ** 2
}

function slotsOf({ rate, rateStep, place }: ArrivalSource, interval: number): number {
  if (!rate) return 1
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

function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [a, b]
  while (y) [x, y] = [y, x % y]
  return (a / x) * b
}
