import { checkNumber, DAY_SECONDS, KrarupError } from '../../domain/index.ts'
import { DEFAULTS, missing, type Scenario } from '../../scenario/index.ts'
import { onGrid } from '../model/grid.ts'
import type { CompiledModel } from '../model/model.ts'

/** Longest horizon: times are multiples of 2^-20 s in doubles, and every time up to here is exact with room for sums. */
const LONGEST_HORIZON = 2 ** 30

/** How long a replication is, and how it is divided. */
export type Horizon = Pick<CompiledModel, 'interval' | 'intervals' | 'intervalsPerDay' | 'warmUpIntervals'>

/** @throws {KrarupError} OUT_OF_RANGE, MISSING */
export function horizonOf(scenario: Scenario): Horizon {
  const interval = checkNumber('/interval', scenario.interval, { above: 0 })
  if (onGrid(interval) !== interval)
    throw new KrarupError({
      code: 'OUT_OF_RANGE',
      what: 'the interval must be a multiple of 2^-20 seconds',
      where: { name: '/interval' },
      how: 'take whole seconds',
      value: interval,
    })
  const days = checkNumber('/days', scenario.days ?? DEFAULTS.scenario.days, { least: 1, whole: true })
  const intervalsPerDay = countIntervals(scenario, interval)
  const intervals = intervalsPerDay * days
  checkNumber('/intervals', intervals * interval, { most: LONGEST_HORIZON })
  const warmUpIntervals = checkNumber('/warmUp', scenario.warmUp ?? DEFAULTS.scenario.warmUp, { least: 0 }) / interval
  if (!Number.isInteger(warmUpIntervals) || warmUpIntervals >= intervals)
    throw new KrarupError({
      code: 'OUT_OF_RANGE',
      what: 'the warm-up must be a whole number of intervals and shorter than the run',
      where: { name: '/warmUp' },
      value: scenario.warmUp,
    })
  return { interval, intervals, intervalsPerDay, warmUpIntervals }
}

function countIntervals(scenario: Scenario, interval: number): number {
  const lengths = [
    ...Object.values(scenario.queues).flatMap(({ volume, profile }) => [volume, profile]),
    ...Object.values(scenario.menus ?? {}).flatMap(({ volume, profile }) => [volume, profile]),
    ...Object.values(scenario.groups).map(({ agents }) => agents),
  ].flatMap((value) => (typeof value === 'object' ? [value.length] : []))
  const count = scenario.intervals ?? (lengths.length ? Math.min(...lengths) : DAY_SECONDS / interval)
  if (count === 0) throw missing('/intervals', 'the day is empty', 'give at least one interval')
  return checkNumber('/intervals', count, { least: 1, whole: true })
}
