import { expectation, expectationOfCount, type Served } from '../expectation-of-count.ts'
import type { Cause } from './review.ts'

/** Causes that the model can change one at a time; the rest is what it cannot. */
export type ModelledCause = Exclude<Cause, 'rest'>
export const MODELLED = ['level', 'shape', 'handleTime', 'staffing'] as const satisfies readonly ModelledCause[]

/** One interval as it was planned and as it came. */
export interface PlannedAndCame {
  volume: { planned: number; came: number }
  /** Contacts of its day, in the intervals that are looked at. */
  day: { planned: number; came: number }
  aht: { planned: number; came: number }
  agents: { planned: number; came: number }
}

/** Which of two shares is reviewed. */
type Measure = 'serviceLevel' | 'connectRate'

/**
 * Contacts, and those of them that are served well, for every choice of causes that came while the others stayed as planned: place `2 k` and `2 k + 1` of choice `k`, whose bit `c` says that the cause
 * `causes[c]` came. Sums over intervals are such tables again.
 *
 * Where the times of the day are those that came, contacts are a count, and its chance is taken out.
 */
export function choices(
  { volume, day, aht, agents }: PlannedAndCame,
  causes: readonly ModelledCause[],
  measure: Measure,
  served: Pick<Served, 'model' | 'interval' | 'threshold'>,
): Float64Array {
  const table = new Float64Array(2 << causes.length)
  // what came as planned changes nothing: half of the table is the other half again
  const same = causes.indexOf('staffing') >= 0 && agents.came === agents.planned ? 1 << causes.indexOf('staffing') : 0
  for (let choice = 0; choice < 1 << causes.length; choice++) {
    if (choice & same) {
      table.copyWithin(2 * choice, 2 * (choice ^ same), 2 * (choice ^ same) + 2)
      continue
    }
    const came = (cause: ModelledCause) => {
      const at = causes.indexOf(cause)
      return at >= 0 && (choice & (1 << at)) !== 0
    }
    const ofDay = came('level') ? day.came : day.planned
    const share = came('shape') && day.came > 0 ? volume.came / day.came : volume.planned / day.planned
    // nothing was planned of the day, and so no times
    const contacts = Number.isNaN(share) ? 0 : ofDay * share
    const how = {
      ...served,
      aht: came('handleTime') ? aht.came : aht.planned,
      agents: came('staffing') ? agents.came : agents.planned,
    }
    const { within, lost } = came('shape') ? expectationOfCount(contacts, how) : expectation(contacts, how)
    table[2 * choice] = contacts
    table[2 * choice + 1] = measure === 'serviceLevel' ? within : contacts - lost
  }
  return table
}

/** Share that is served well by a choice of causes; NaN where nobody comes. */
export function shareOf(table: Float64Array, choice: number): number {
  return table[2 * choice + 1] / table[2 * choice]
}

/**
 * What each cause did to the share: the mean of what it changes over all orders in which the causes can come, one after the other (L. S. Shapley, "A value for n-person games", 1953). So no cause has an
 * advantage from its place, and together they are the whole difference; with four causes it is exact.
 *
 * @returns by place in the list of causes
 */
export function shapley(table: Float64Array, causes: number): Float64Array {
  const weights = Array.from(
    { length: causes },
    (_, size) => (factorial(size) * factorial(causes - size - 1)) / factorial(causes),
  )
  return Float64Array.from({ length: causes }, (_, cause) => {
    let sum = 0
    for (let choice = 0; choice < 1 << causes; choice++) {
      if (choice & (1 << cause)) continue
      sum += weights[bits(choice)] * (shareOf(table, choice | (1 << cause)) - shareOf(table, choice))
    }
    return sum
  })
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1)
}

function bits(choice: number): number {
  let count = 0
  for (let rest = choice; rest > 0; rest >>= 1) count += rest & 1
  return count
}
