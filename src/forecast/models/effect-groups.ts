import type { DayNumber } from '../../domain/index.ts'
import type { LearntPart } from '../history/index.ts'
import type { EffectGroup, SparseRow } from './mixed-regression.ts'

/** What a day's level may depend on, as columns of a regression, for a history from `firstDay` to the day before `end`. */
export interface CalendarEffects {
  columns: number
  groups: EffectGroup[]
  row(day: DayNumber): SparseRow
}

/** The groups of effects that make up a part of the forecast. */
const GROUPS_OF: Readonly<Record<LearntPart, readonly string[]>> = {
  year: ['time of year', 'time of year, detail'],
  level: ['level', 'last days', 'trend'],
}

/** The effects without the parts that are withheld. */
export function withoutParts(effects: CalendarEffects, withheld: readonly LearntPart[]): CalendarEffects {
  if (withheld.length === 0) return effects
  const left = new Set(withheld.flatMap((part) => GROUPS_OF[part]))
  return onlyGroups(effects, (group) => !left.has(group))
}

/** The effects of these groups alone; columns of the others are gone. Column 0, the constant, stays. */
export function onlyGroups(effects: CalendarEffects, kept: (group: string) => boolean): CalendarEffects {
  const groups: EffectGroup[] = []
  let columns = 1
  // Where each column is found among those that are kept; -1 where it is not.
  const place = new Int32Array(effects.columns).fill(-1)
  place[0] = 0
  for (const group of effects.groups) {
    if (!kept(group.name)) continue
    groups.push({ ...group, from: columns })
    for (let k = 0; k < group.size; k++) place[group.from + k] = columns++
  }
  return {
    columns,
    groups,
    row(day) {
      const { at: allAt, value: allValue, ...others } = effects.row(day)
      const at: number[] = []
      const value: number[] = []
      allAt.forEach((column, k) => {
        if (place[column] < 0) return
        at.push(place[column])
        value.push(allValue[k])
      })
      return { at, value, ...others }
    },
  }
}
