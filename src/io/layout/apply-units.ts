import { KrarupError } from '../../domain/index.ts'
import type { RecognisedColumn } from './recognise-columns.ts'
import { timeKindOf, UNIT_SECONDS, type UnitMap } from './units.ts'

/**
 * Columns in the units that are given. Clocks of two parts (00:04) become hours and minutes where minutes are given.
 *
 * @throws {KrarupError} MISSING where no column holds such times
 */
export function withUnits(columns: readonly RecognisedColumn[], units: UnitMap, file: string): RecognisedColumn[] {
  for (const [kind, unit] of Object.entries(units)) {
    if (columns.some(({ role }) => timeKindOf(role) === kind)) continue
    throw new KrarupError({
      code: 'MISSING',
      what: `no column holds ${kind === 'aht' ? 'handle times' : 'waits'}, of which the unit is given`,
      where: { file, name: '--unit' },
      how: `name the column: --map ${kind === 'aht' ? 'aht' : 'waitAverage'}=Column`,
      value: `${kind}=${unit}`,
    })
  }
  return columns.map((column) => {
    const kind = timeKindOf(column.role)
    const name = kind && units[kind]
    if (!name) return column
    return { ...column, unit: UNIT_SECONDS[name], clockUnit: name === 'min' ? 60 : 1 }
  })
}
