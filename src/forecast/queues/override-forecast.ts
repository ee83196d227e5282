import {
  formatPlace,
  formatPlainDateTime,
  KrarupError,
  type Override,
  type Place,
  type PlainDateTime,
  STATE,
} from '../../domain/index.ts'
import type { Forecast } from '../forecaster/index.ts'

export interface OverriddenForecast {
  forecast: Forecast
  /** 1 where contacts are the planner's own; absent where none are. */
  overridden?: Uint8Array
  /** Overrides that touch no open interval of the forecast. */
  unused: readonly Override[]
}

/**
 * Puts the planner's own contacts in the place of the model's. A figure for a stretch is spread over it as the model spreads its own, and its uncertainty grows or shrinks in proportion.
 * What has already come counts as part of the figure, and an hour that comes twice counts twice.
 *
 * @param times how often each interval comes to pass: twice where clocks are set back, never where they skip it
 * @param known contacts that have come, from the forecast's first interval on, NaN where they have not
 * @throws {KrarupError} CONFLICT where two overrides meet, or one does not lie on the grid of intervals
 */
export function overrideForecast(
  forecast: Forecast,
  overrides: readonly Override[],
  times: Uint8Array,
  known?: Float64Array,
): OverriddenForecast {
  const { mean, state } = forecast
  const by = new Map<number, Override>()
  const factor = new Float64Array(mean.length).fill(1)
  /** Contacts of an interval that the model expects none in: there is nothing to multiply. */
  const fixed = new Float64Array(mean.length).fill(Number.NaN)
  const unused: Override[] = []
  for (const override of overrides) {
    if (override.contacts === undefined && override.factor === undefined) continue
    const places = placesOf(override, forecast).filter((i) => state[i] !== STATE.closed && times[i] > 0)
    for (const i of places) {
      const other = by.get(i)
      if (other) throw meet(override, other, forecast.start + i * forecast.interval)
      by.set(i, override)
    }
    const come = (i: number) => known !== undefined && i < known.length && !Number.isNaN(known[i])
    const open = places.filter((i) => !come(i))
    if (places.length === 0) unused.push(override)
    const sum = (of: readonly number[], value: (i: number) => number) =>
      of.reduce((all, i) => all + times[i] * value(i), 0)
    const expected = sum(open, (i) => mean[i])
    const wanted =
      override.contacts === undefined
        ? expected * override.factor!
        : Math.max(0, override.contacts - sum(places.filter(come), (i) => known![i]))
    for (const i of open) {
      if (expected > 0) factor[i] = wanted / expected
      else if (wanted > 0) fixed[i] = wanted / sum(open, () => 1)
    }
    for (const i of places) if (come(i)) by.delete(i)
  }
  if (by.size === 0) return { forecast, unused }
  const adjusted = (values: Float64Array) => values.map((value, i) => (fixed[i] >= 0 ? fixed[i] : value * factor[i]))
  const overridden = new Uint8Array(mean.length)
  for (const i of by.keys()) overridden[i] = 1
  return {
    forecast: {
      ...forecast,
      mean: adjusted(mean),
      quantile: (p) => adjusted(forecast.quantile(p)),
      paths: (count, random) => forecast.paths(count, random).map(adjusted),
    },
    overridden,
    unused,
  }
}

/** Handle times with the planner's own in their place; which overrides touch none of them, too. */
export function overrideHandleTimes(
  aht: Float64Array,
  forecast: Forecast,
  overrides: readonly Override[],
): { aht: Float64Array; unused: readonly Override[] } {
  const own = aht.slice()
  const unused: Override[] = []
  for (const override of overrides) {
    if (override.aht === undefined) continue
    const places = placesOf(override, forecast).filter((i) => forecast.state[i] !== STATE.closed)
    if (places.length === 0) unused.push(override)
    for (const i of places) own[i] = override.aht
  }
  return { aht: own, unused }
}

/** Intervals that a stretch covers, of those that are forecast. */
function placesOf({ from, to, name, place }: Override, { start, interval, mean }: Forecast): number[] {
  if ((from - start) % interval !== 0 || (to - from) % interval !== 0) {
    throw new KrarupError({
      code: 'CONFLICT',
      what: `an override must cover whole intervals of ${interval / 60} min`,
      where: place ?? { name },
      how: 'begin and end it where intervals do',
      value: `${formatPlainDateTime(from)} to ${formatPlainDateTime(to)}`,
    })
  }
  const first = Math.max(0, (from - start) / interval)
  const end = Math.min(mean.length, (to - start) / interval)
  return Array.from({ length: Math.max(0, end - first) }, (_, k) => first + k)
}

function meet(override: Override, other: Override, at: PlainDateTime): KrarupError {
  const where: Place = override.place ?? { name: override.name }
  return new KrarupError({
    code: 'CONFLICT',
    what: `two overrides meet at ${formatPlainDateTime(at)}`,
    where,
    how: `the other is ${other.place ? formatPlace(other.place) : other.name}; keep one of the two`,
    value: override.name || undefined,
  })
}
