import { gammaQuantile } from '../../numeric/gamma-quantile.ts'
import { standardGamma } from '../../numeric/random/gamma.ts'
import type { CompiledModel } from '../model/model.ts'
import type { Tally } from '../model/tally.ts'
import type { Strata } from './strata.ts'

/**
 * Busyness factors of every interval: one of the day times one of the day part, each gamma of mean 1.
 *
 * @param first where the first interval's is put in `to`; the next ones follow `stride` apart
 */
export function drawBusyness(
  { intervalsPerDay, dayPartOfInterval }: Pick<CompiledModel, 'intervalsPerDay' | 'dayPartOfInterval'>,
  days: number,
  dayShape: number,
  partShape: number,
  strata: Strata,
  state: Int32Array,
  at: number,
  to: Float64Array,
  stride: number,
  first: number,
): void {
  for (let day = 0; day < days; day++) {
    const ofDay = gammaFactor(dayShape, strata, state, at)
    let factor = ofDay
    for (let i = 0; i < intervalsPerDay; i++) {
      if (i === 0 || dayPartOfInterval[i] !== dayPartOfInterval[i - 1])
        factor = ofDay * gammaFactor(partShape, strata, state, at)
      to[first + (day * intervalsPerDay + i) * stride] = factor
    }
  }
}

/** Gamma of mean 1. */
function gammaFactor(shape: number, strata: Strata, state: Int32Array, at: number): number {
  if (shape === Number.POSITIVE_INFINITY) return 1
  return (strata.count > 1 ? gammaQuantile(strata.uniform(state, at), shape) : standardGamma(state, at, shape)) / shape
}

const ROUNDED = 2 ** 20

/** Contacts of each queue that come by its rates after the warm-up when days are as busy as they are drawn. */
export function expectContacts(
  { model, busyness }: { model: CompiledModel; busyness: Float64Array },
  { expected }: Tally,
): void {
  const { queues, rates, slot, slotsPerInterval, intervals, warmUpIntervals } = model
  for (let q = 0; q < queues; q++) {
    for (let i = warmUpIntervals; i < intervals; i++) {
      let rate = 0
      for (let s = i * slotsPerInterval; s < (i + 1) * slotsPerInterval; s++) rate += rates[s * queues + q]
      expected[q] += rate * slot * busyness[i * queues + q]
    }
    // Rounded, so that the last bits of logarithms, which differ between engines, are not in figures.
    expected[q] = Math.round(expected[q] * ROUNDED) / ROUNDED
  }
}
