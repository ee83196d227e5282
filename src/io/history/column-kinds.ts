import type { Role, UncertainRole } from '../layout/index.ts'

/** How the cells of a column are judged; numbers, so that the scanner can switch on them. */
export const KIND = {
  skip: 0,
  start: 1,
  date: 2,
  time: 3,
  queue: 4,
  number: 5,
  duration: 6,
  share: 7,
  queuePart: 8,
} as const

const COUNTS: ReadonlySet<string> = new Set(['offered', 'answered', 'abandoned', 'answeredWithin', 'agents'])

export function kindOf(role: Role | UncertainRole): number {
  if (role === 'start' || role === 'date' || role === 'time' || role === 'queue') return KIND[role]
  if (COUNTS.has(role)) return KIND.number
  return role === 'serviceLevel' ? KIND.share : KIND.duration
}
