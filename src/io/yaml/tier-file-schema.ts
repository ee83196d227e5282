import { z } from 'zod'
import { NONE } from '../../sim/index.ts'

/** What a queue may say, or `none`: it does not hold for the tier. */
export const orNone = <T extends z.ZodType>(word: T) => z.union([word, z.literal(NONE)]).optional()

/** Parts a tier's words from those that it takes back. */
export function saidAndTakenBack<T extends object>(tier: T) {
  const entries = Object.entries(tier)
  return {
    said: Object.fromEntries(entries.filter(([, value]) => value !== NONE)) as {
      [Word in keyof T]: Exclude<T[Word], typeof NONE>
    },
    takenBack: entries.flatMap(([word, value]) => (value === NONE ? [word] : [])),
  }
}
