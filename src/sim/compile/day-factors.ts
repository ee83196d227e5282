import { checkNumber } from '../../domain/index.ts'
import { type DayFactor, findName, pointer, type Scenario } from '../../scenario/index.ts'
import type { CompiledModel, DayFactorsModel } from '../model/model.ts'

/** Coefficients of variation above this are no factors of days. */
const MOST_VARIATION = 10

/** @throws {KrarupError} MISSING, OUT_OF_RANGE */
export function compileDayFactors(
  { dayFactors = [] }: Scenario,
  { parentNames, parentOf, groupNames }: Pick<CompiledModel, 'parentNames' | 'parentOf' | 'groupNames'>,
): DayFactorsModel | undefined {
  if (dayFactors.length === 0) return undefined
  const table = (key: keyof DayFactor, kind: string, names: readonly string[]) =>
    dayFactors.flatMap((factor, k) => {
      const row = new Float64Array(names.length)
      for (const [name, variation] of Object.entries(factor[key] ?? {})) {
        const place = `/dayFactors/${k}/${key}`
        const at = `${place}/${pointer(name)}`
        checkNumber(at, variation, { least: -MOST_VARIATION, most: MOST_VARIATION })
        row[findName(name, names, place, kind)] = Math.sign(variation) * Math.sqrt(Math.log1p(variation ** 2))
      }
      return [row]
    })
  const ofQueues = (key: 'volume' | 'aht') =>
    Float64Array.from(table(key, 'queue', parentNames).flatMap((row) => Array.from(parentOf, (parent) => row[parent])))
  return {
    count: dayFactors.length,
    volume: ofQueues('volume'),
    aht: ofQueues('aht'),
    agents: Float64Array.from(table('agents', 'group', groupNames).flatMap((row) => [...row])),
  }
}

/** Whether days differ in what only agent-level simulation can do: handle times, and who comes. */
export function daysNeedAgentLevel({ dayFactors = [] }: Scenario): boolean {
  return dayFactors.some(({ aht, agents }) => aht !== undefined || agents !== undefined)
}
