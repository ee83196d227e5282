import { DEFAULT_TARGET, type Target } from '../../domain/index.ts'
import type { PlanDay } from '../sure/plan-days.ts'
import type { RealisedDay } from '../sure/realised-day.ts'
import { type Surplus, surplusesOf } from '../sure/surplus.ts'
import type { ProofFigures } from './proof.ts'

/** What is counted of served contacts; sums, so that intervals add up to days. */
export const COUNT = { offered: 0, abandoned: 1, waited: 2, inTime: 3, counted: 4, busy: 5, staffed: 6 } as const
export const COUNTS = 7

/** Counts the contacts of served days, by interval. */
export class DayFigures {
  readonly #inTime: Surplus
  readonly #notInTime: Surplus

  constructor(target: Target) {
    const level = target.serviceLevel ?? DEFAULT_TARGET.serviceLevel!
    // What is over a share of 0 are the contacts in time; what is missing to a share of 1, those that count and were not.
    ;[this.#inTime] = surplusesOf({ serviceLevel: { ...level, share: 0 } })
    ;[this.#notInTime] = surplusesOf({ serviceLevel: { ...level, share: 1 } })
  }

  /**
   * Adds a served day to the counts of the plan's intervals; `counts` has `COUNTS` places for each, the first of them for the interval `offset`.
   *
   * @param waits as `serveDay` writes them
   */
  add(
    { lead, begin, end, shape }: PlanDay,
    { first, arrivals, handleTimes }: RealisedDay,
    waits: Float64Array,
    agents: Float64Array,
    counts: Float64Array,
    offset: number,
  ): void {
    const { interval } = shape
    for (let k = lead; k < end - begin; k++) {
      const at = (begin + k - offset) * COUNTS
      const [from, to] = [first[k], first[k + 1]]
      counts[at + COUNT.offered] += to - from
      for (let c = from; c < to; c++) {
        counts[at + COUNT.waited] += Math.abs(waits[c])
        if (waits[c] < 0) counts[at + COUNT.abandoned]++
      }
      const inTime = this.#inTime.realised(waits, from, to)
      counts[at + COUNT.inTime] += inTime
      counts[at + COUNT.counted] += inTime - this.#notInTime.realised(waits, from, to)
      counts[at + COUNT.staffed] += agents[begin + k] * interval
    }
    for (let c = 0; c < first[end - begin]; c++) {
      if (!(waits[c] >= 0)) continue
      const start = arrivals[c] + waits[c]
      const free = start + handleTimes[c]
      for (let k = Math.floor(start / interval); k < end - begin && k * interval < free; k++) {
        if (k < lead) continue
        counts[(begin + k - offset) * COUNTS + COUNT.busy] +=
          Math.min(free, (k + 1) * interval) - Math.max(start, k * interval)
      }
    }
  }
}

/** Figures from counts that begin at a place; NaN where no contacts came, or nobody was on duty. */
export function figuresOf(counts: Float64Array, at: number): ProofFigures<number> {
  const of = (count: keyof typeof COUNT) => counts[at + COUNT[count]]
  return {
    serviceLevel: of('inTime') / of('counted'),
    meanWait: of('waited') / of('offered'),
    abandonment: of('abandoned') / of('offered'),
    // Whoever finishes a contact after the end of duty is busy longer than on duty.
    occupancy: Math.min(1, of('busy') / of('staffed')),
  }
}
