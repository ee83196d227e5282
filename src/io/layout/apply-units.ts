import { KrarupError } from '../../domain/index.ts'
import type { RecognisedColumn } from './recognise-columns.ts'
import { pieceKindOf, timeKindOf, UNIT_SECONDS, type UnitMap } from './units.ts'

const KIND_SPOKEN: Readonly<Record<keyof UnitMap, string>> = {
  aht: 'handle times',
  wait: 'waits',
  talk: 'talk times',
  hold: 'hold times',
  wrap: 'after-call work',
}

/**
 * Columns in the units that are given. Clocks of two parts (00:04) become hours and minutes where minutes are given.
 *
 * @throws {KrarupError} MISSING where no column holds such times
 */
export function withUnits(columns: readonly RecognisedColumn[], units: UnitMap, file: string): RecognisedColumn[] {
  for (const [kind, unit] of Object.entries(units)) {
    if (columns.some(({ role }) => timeKindOf(role) === kind || pieceKindOf(role) === kind)) continue
    throw new KrarupError({
      code: 'MISSING',
      what: `no column holds ${KIND_SPOKEN[kind as keyof UnitMap]}, of which the unit is given`,
      where: { file, name: '--unit' },
      how: `name the column: --map ${kind === 'aht' ? 'aht' : `${kind}Average`}=Column`,
      value: `${kind}=${unit}`,
    })
  }
  return columns.map((column) => {
    const [piece, kind] = [pieceKindOf(column.role), timeKindOf(column.role)]
    const name = (piece && units[piece]) ?? (kind && units[kind])
    if (!name) return column
    return { ...column, unit: UNIT_SECONDS[name], clockUnit: name === 'min' ? 60 : 1 }
  })
}
