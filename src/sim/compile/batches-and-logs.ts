import { checkNumber } from '../../domain/index.ts'
import { type ArrivalScenario, conflict, findName, type QueueScenario } from '../../scenario/index.ts'
import type { ArrivalModel } from '../model/feature-models.ts'
import { onGrid } from '../model/grid.ts'

/**
 * Batches and logged calls; undefined where there are none.
 *
 * @param places JSON pointers of the queues
 * @throws {KrarupError} OUT_OF_RANGE, CONFLICT
 */
export function compileArrivals(
  queues: readonly ArrivalScenario[],
  places: readonly string[],
): ArrivalModel | undefined {
  if (!queues.some(({ batch, calls }) => batch || calls)) return undefined
  queues.forEach(({ calls = [] }, q) => {
    checkCalls(calls, `${places[q]}/calls`)
  })
  const batches = queues.map(({ batch }) => batch ?? { sizes: [], shares: [] })
  const all = queues.flatMap(({ calls = [] }) => calls)
  return {
    batchStart: startsOf(batches.map(({ sizes }) => sizes.length)),
    batchSize: Int32Array.from(batches.flatMap(({ sizes }) => sizes)),
    batchUpTo: Float64Array.from(batches.flatMap(({ shares }) => shares.map((_, k) => sum(shares.slice(0, k + 1))))),
    callStart: startsOf(queues.map(({ calls = [] }) => calls.length)),
    callAt: Float64Array.from(all, ({ at }) => onGrid(at)),
    callHandle: Float64Array.from(all, ({ handle }) => handle ?? Number.NaN),
    callAfter: Float64Array.from(all, ({ afterCall }) => onGrid(afterCall ?? Number.NaN)),
    callPatience: Float64Array.from(all, ({ patience }) => onGrid(patience ?? Number.NaN)),
  }
}

function checkCalls(calls: NonNullable<ArrivalScenario['calls']>, place: string): void {
  let before = 0
  calls.forEach(({ at, handle = 0, afterCall = 0, patience = 0 }, index) => {
    const here = `${place}/${index}`
    checkNumber(`${here}/at`, at, { least: 0 })
    if (at < before) throw conflict(`${here}/at`, 'calls must stand in the order of their moments', 'sort them')
    before = at
    checkNumber(`${here}/handle`, handle, { least: 0 })
    checkNumber(`${here}/afterCall`, afterCall, { least: 0 })
    checkNumber(`${here}/patience`, patience, { least: 0 })
  })
}

/** That every logged call of a queue with tiers names one of them. */
export function checkCallTiers({ calls = [], tiers }: QueueScenario, place: string): void {
  if (!tiers) return
  calls.forEach(({ tier = '' }, index) => {
    findName(tier, Object.keys(tiers), `${place}/calls/${index}/tier`, 'tier of this queue')
  })
}

/** Where each list begins in all of them, one after the other. */
export function startsOf(counts: readonly number[]): Int32Array {
  const starts = [0]
  for (const count of counts) starts.push(starts[starts.length - 1] + count)
  return Int32Array.from(starts)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
