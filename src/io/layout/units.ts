import { KrarupError } from '../../domain/index.ts'
import type { RecognisedColumn } from './recognise-columns.ts'
import type { Role, UncertainRole } from './roles.ts'

/** Units of time that a column may be in, and the seconds in one. */
export const UNIT_SECONDS = { ms: 0.001, s: 1, min: 60, h: 3600, days: 86_400 } as const
export type UnitName = keyof typeof UNIT_SECONDS
export const UNIT_NAMES = Object.keys(UNIT_SECONDS) as UnitName[]

/** Times of a history that can be given a unit: those of handling, or those of waiting, together. */
export const TIME_KINDS = ['aht', 'wait'] as const
export type TimeKind = (typeof TIME_KINDS)[number]

/** Units of the columns of a kind, over what their headings say. */
export type UnitMap = Readonly<Partial<Record<TimeKind, UnitName>>>

/** Whether a column holds times of handling or of waiting; undefined for any other. */
export function timeKindOf(role: Role | UncertainRole): TimeKind | undefined {
  if (/^(aht|handle|talk|hold|wrap)/.test(role)) return 'aht'
  return /^(wait|asa|abandonedWait|answeredWait)/.test(role) ? 'wait' : undefined
}

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
