import { normalQuantile } from '../../numeric/normal-quantile.ts'
import { fillNormal } from '../../numeric/random/normal.ts'
import { STREAM_SIZE, seedStream } from '../../numeric/random/stream.ts'
import { STRATA_OF, type Strata } from './strata.ts'

/** Keeps the streams of days apart from those of queues and groups, whose sources of chance have lower numbers. */
const DAY_SOURCE = 900

/** What is drawn of each factor and day, standard normal: [factor * days + day]. Another factor does not change what the others draw. */
export function drawDays(seed: number, replication: number, count: number, days: number, strata: Strata): Float64Array {
  const drawn = new Float64Array(count * days)
  const state = new Int32Array(STREAM_SIZE)
  for (let k = 0; k < count; k++) {
    seedStream(state, 0, seed, replication, k, DAY_SOURCE)
    strata.begin(k, STRATA_OF.days)
    if (strata.count === 1) fillNormal(state, 0, drawn, k * days, (k + 1) * days)
    else for (let day = 0; day < days; day++) drawn[k * days + day] = normalQuantile(strata.uniform(state, 0))
  }
  return drawn
}

/** The factor of a day on one of so many, from what was drawn: lognormal of mean 1. */
export function dayFactor(
  drawn: Float64Array,
  days: number,
  day: number,
  sizes: Float64Array,
  of: number,
  one: number,
): number {
  let log = 0
  for (let k = 0; k * days < drawn.length; k++) {
    const size = sizes[k * of + one]
    log += size * drawn[k * days + day] - (size * size) / 2
  }
  return Math.exp(log)
}
