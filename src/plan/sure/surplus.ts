import type { ServiceLevelDefinition, Target } from '../../domain/index.ts'
import type { SteadyState } from '../../erlang/index.ts'

/**
 * A part of a target, as what is left over once it is met: at least 0 where it holds. Surpluses of intervals and days add up, so that a target over any stretch is a sum against 0.
 * For a service level of 90 % it is the contacts answered in time less 90 % of the contacts that count; for a wait of 15 s, 15 s for each contact less the seconds waited.
 */
export interface Surplus {
  /** Of contacts as they were served: `waits` as `serveDay` writes them. */
  realised(waits: Float64Array, from: number, to: number): number
  /** Expected of an interval in its steady state. */
  expected(state: SteadyState, volume: number): number
}

/** One for each part of the target that a day's luck decides. Occupancy is a matter of the plan, not of the day. */
export function surplusesOf({ serviceLevel, connectRate, abandonment, asa, meanWait }: Target): Surplus[] {
  return [
    ...(serviceLevel ? [levelSurplus(serviceLevel.within, serviceLevel.share, serviceLevel.definition)] : []),
    ...(connectRate === undefined ? [] : [connectSurplus(connectRate)]),
    ...(abandonment === undefined ? [] : [abandonmentSurplus(abandonment)]),
    ...(asa === undefined ? [] : [asaSurplus(asa)]),
    ...(meanWait === undefined ? [] : [meanWaitSurplus(meanWait)]),
  ]
}

/** Rounding in sums of thousands of contacts, far less than a contact. */
const ROUNDING = 1e-9

/** Whether a part of the target holds where its surpluses add up to this. */
export function holds(surplus: number): boolean {
  return surplus >= -ROUNDING
}

function levelSurplus(within: number, share: number, definition?: ServiceLevelDefinition): Surplus {
  if (definition === 'answered/answered') {
    return {
      realised: (waits, from, to) => countWithin(waits, from, to, within) - share * countAnswered(waits, from, to),
      expected: (state, volume) => volume * state.connectRate * (state.serviceLevel(within, definition) - share),
    }
  }
  if (definition === 'answered+abandoned/offered') {
    return {
      realised: (waits, from, to) =>
        countWithin(waits, from, to, within) + countGone(waits, from, to, within) - share * (to - from),
      expected: (state, volume) => volume * (state.serviceLevel(within, definition) - share),
    }
  }
  if (typeof definition === 'object') {
    const early = definition.excludingAbandonsWithin
    const goneEarly = (state: SteadyState) =>
      state.serviceLevel(early, 'answered+abandoned/offered') - state.serviceLevel(early)
    return {
      realised: (waits, from, to) =>
        countWithin(waits, from, to, within) - share * (to - from - countGone(waits, from, to, early)),
      expected: (state, volume) => volume * (state.serviceLevel(within) - share * (1 - goneEarly(state))),
    }
  }
  return {
    realised: (waits, from, to) => countWithin(waits, from, to, within) - share * (to - from),
    expected: (state, volume) => volume * (state.serviceLevel(within) - share),
  }
}

function connectSurplus(share: number): Surplus {
  return {
    realised: (waits, from, to) => countAnswered(waits, from, to) - share * (to - from),
    expected: (state, volume) => volume * (state.connectRate - share),
  }
}

function abandonmentSurplus(share: number): Surplus {
  return {
    realised: (waits, from, to) => share * (to - from) - (to - from - countAnswered(waits, from, to)),
    expected: (state, volume) => volume * (share - state.abandonment),
  }
}

function asaSurplus(asa: number): Surplus {
  return {
    realised: (waits, from, to) => {
      let sum = 0
      for (let k = from; k < to; k++) if (waits[k] >= 0) sum += asa - waits[k]
      return sum
    },
    // nobody answered is no wait of the answered
    expected: (state, volume) => (state.connectRate > 0 ? volume * state.connectRate * (asa - state.asa) : 0),
  }
}

function meanWaitSurplus(meanWait: number): Surplus {
  return {
    realised: (waits, from, to) => {
      let sum = 0
      for (let k = from; k < to; k++) sum += meanWait - Math.abs(waits[k])
      return sum
    },
    expected: (state, volume) => volume * (meanWait - state.meanWait),
  }
}

function countWithin(waits: Float64Array, from: number, to: number, within: number): number {
  let count = 0
  for (let k = from; k < to; k++) if (waits[k] >= 0 && waits[k] <= within) count++
  return count
}

function countAnswered(waits: Float64Array, from: number, to: number): number {
  let count = 0
  for (let k = from; k < to; k++) if (waits[k] >= 0) count++
  return count
}

function countGone(waits: Float64Array, from: number, to: number, within: number): number {
  let count = 0
  for (let k = from; k < to; k++) if (waits[k] < 0 && waits[k] >= -within) count++
  return count
}
