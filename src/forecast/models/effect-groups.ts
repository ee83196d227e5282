import type { DayNumber } from '../../domain/index.ts'
import type { LearntPart } from '../history/index.ts'
import { type EffectGroup, rowWriter, type SparseRow, type SparseRows, sparseRows } from './mixed-regression.ts'

/** What a day's level may depend on, as columns of a regression, for a history from `firstDay` to the day before `end`. */
export interface CalendarEffects {
  columns: number
  groups: EffectGroup[]
  row(day: DayNumber): SparseRow
  /** The rows of these days, one after another. Those of the calendar are kept: models that ask for the same days get the same rows. */
  rows(days: readonly DayNumber[]): SparseRows
  /** Factor on the volume of a special day that this history has none like, as it usually is elsewhere: beside what the columns say. 1 of other days. */
  borrowed(day: DayNumber): number
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
  const row = (day: DayNumber): SparseRow => {
    const { at, value, ...others } = effects.row(day)
    const own = rowWriter(at.length)
    for (let k = 0; k < at.length; k++) if (place[at[k]] >= 0) own.put(place[at[k]], value[k])
    return { ...own.laid(), ...others }
  }
  return { columns, groups, row, rows: (days) => sparseRows(days.map(row)), borrowed: effects.borrowed }
}
