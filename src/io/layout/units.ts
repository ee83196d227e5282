import type { Role, UncertainRole } from './roles.ts'

/** Units of time that a column may be in, and the seconds in one. */
export const UNIT_SECONDS = { ms: 0.001, s: 1, min: 60, h: 3600, days: 86_400 } as const
export type UnitName = keyof typeof UNIT_SECONDS
export const UNIT_NAMES = Object.keys(UNIT_SECONDS) as UnitName[]

/** Times of a history that can be given a unit: those of handling, or those of waiting, together. */
export const TIME_KINDS = ['aht', 'wait'] as const
export type TimeKind = (typeof TIME_KINDS)[number]

/** The parts of a handle time, which may have a unit of their own. */
export const PIECE_KINDS = ['talk', 'hold', 'wrap'] as const
export type PieceKind = (typeof PIECE_KINDS)[number]

/** Units of the columns of a kind, over what their headings say. */
export type UnitMap = Readonly<Partial<Record<TimeKind | PieceKind, UnitName>>>

/** Which part of the handle time a column holds. */
export function pieceKindOf(role: Role | UncertainRole): PieceKind | undefined {
  return PIECE_KINDS.find((piece) => role.startsWith(piece))
}

/** Whether a column holds times of handling or of waiting; undefined for any other. */
export function timeKindOf(role: Role | UncertainRole): TimeKind | undefined {
  if (/^(aht|handle|talk|hold|wrap)/.test(role)) return 'aht'
  return /^(wait|asa|abandonedWait|answeredWait)/.test(role) ? 'wait' : undefined
}
