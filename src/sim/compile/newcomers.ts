import { checkNumber } from '../../domain/index.ts'
import type { GroupScenario } from '../../scenario/index.ts'
import type { LearningModel } from '../model/feature-models.ts'
import type { CompileContext } from './context.ts'

const WEEK = 7

/** Undefined where nobody learns, or the run is over in a day. @throws {KrarupError} OUT_OF_RANGE */
export function compileLearning(
  groups: readonly GroupScenario[],
  { intervals, intervalsPerDay }: CompileContext,
  place: (group: number) => string,
): LearningModel | undefined {
  const days = intervals / intervalsPerDay
  if (days === 1 || !groups.some(({ newcomers }) => newcomers?.halving !== undefined)) return undefined
  return {
    newcomers: Int32Array.from(groups, ({ newcomers }) => newcomers?.agents ?? 0),
    pace: Float64Array.from({ length: days * groups.length }, (_, k) => {
      const g = k % groups.length
      const { newcomers } = groups[g]
      return newcomers ? paceOfNewcomers(newcomers, place(g), Math.floor(k / groups.length)) : 1
    }),
  }
}

/** How many times as long handle times are on a day of the run: the excess over 1 halves every `halving` weeks. */
export function paceOfNewcomers(
  { pace, weeks = 0, halving }: NonNullable<GroupScenario['newcomers']>,
  place: string,
  day: number,
): number {
  const excess = checkNumber(`${place}/pace`, pace, { above: 0 }) - 1
  const age = checkNumber(`${place}/weeks`, weeks, { least: 0 }) + day / WEEK
  return (
    1 + (halving === undefined ? excess : excess * 2 ** (-age / checkNumber(`${place}/halving`, halving, { above: 0 })))
  )
}
