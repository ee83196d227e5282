import type { QueueHistory } from '../domain/index.ts'

/**
 * Mean patience in seconds, from what an export tells: the total time that everybody waited over the number who hung up.
 * It is the maximum-likelihood estimate where patience is exponential, those who were answered counting as not yet out of patience
 * (Brown, Gans, Mandelbaum, Sakov, Shen, Zeltyn and Zhao 2005, section 5).
 *
 * `undefined` where the history has no waits or abandonments, or nobody hung up: then there is nothing to estimate from.
 *
 * @example
 * ```ts
 * import { estimatePatience } from 'krarup/plan'
 * estimatePatience({
 *   queue: 'sales', start: 0, interval: 43200, state: new Uint8Array(2),
 *   measures: {
 *     offered: Float64Array.of(100, 80), abandoned: Float64Array.of(6, 4), waitTotal: Float64Array.of(1500, 900),
 *   },
 * }) //=> 240
 * ```
 */
export function estimatePatience({ measures: { abandoned, waitTotal } }: QueueHistory): number | undefined {
  if (!abandoned || !waitTotal) return undefined
  let hungUp = 0
  let waited = 0
  for (let i = 0; i < abandoned.length; i++) {
    if (Number.isNaN(abandoned[i]) || Number.isNaN(waitTotal[i])) continue
    hungUp += abandoned[i]
    waited += waitTotal[i]
  }
  return hungUp > 0 && waited > 0 ? waited / hungUp : undefined
}
