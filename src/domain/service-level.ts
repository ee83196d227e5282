import { checkKeys } from './check-keys.ts'
import { checkNotNegative, KrarupError } from './errors.ts'

/**
 * What "service level" counts. Within is inclusive: a wait of exactly the threshold counts.
 *
 * - `'answered/offered'`: answered within T over offered (the default).
 * - `'answered/answered'`: answered within T over answered. Can be met by losing nearly everybody: reported with a warning.
 * - `'answered+abandoned/offered'`: answered or abandoned within T over offered.
 * - `{ excludingAbandonsWithin: s }`: answered within T over offered less those who hung up within s seconds.
 */
export type ServiceLevelDefinition =
  | 'answered/offered'
  | 'answered/answered'
  | 'answered+abandoned/offered'
  | { excludingAbandonsWithin: number }

/** The definitions that have a name. */
export const NAMED_DEFINITIONS = ['answered/offered', 'answered/answered', 'answered+abandoned/offered'] as const

export const DEFAULT_DEFINITION: ServiceLevelDefinition = 'answered/offered'

/** Counts (or shares of offered) from which every definition can be computed. */
export interface ServiceCounts {
  offered: number
  answered: number
  answeredWithin: number
  /** Hung up within the threshold T; needed by `'answered+abandoned/offered'`. */
  abandonedWithin?: number
  /** Hung up within s; needed by `{ excludingAbandonsWithin: s }`. */
  abandonedWithinExcluded?: number
}

/**
 * Service level of counted contacts under a definition; NaN where nothing was offered (a share of nothing).
 *
 * @example
 * ```ts
 * import { serviceLevelOf } from 'krarup'
 * serviceLevelOf({ offered: 100, answered: 90, answeredWithin: 81 }) //=> 0.81
 * serviceLevelOf({ offered: 100, answered: 90, answeredWithin: 81 }, 'answered/answered') //=> 0.9
 * ```
 */
export function serviceLevelOf(counts: ServiceCounts, definition: ServiceLevelDefinition = DEFAULT_DEFINITION): number {
  const { inTime, base } = serviceLevelRatio(counts, definition)
  return inTime / base
}

/** Numerator and denominator of {@link serviceLevelOf}, for sums over intervals, queues or days. */
export function serviceLevelRatio(
  { offered, answered, answeredWithin, abandonedWithin, abandonedWithinExcluded }: ServiceCounts,
  definition: ServiceLevelDefinition = DEFAULT_DEFINITION,
): { inTime: number; base: number } {
  if (definition === 'answered/offered') return { inTime: answeredWithin, base: offered }
  if (definition === 'answered/answered') return { inTime: answeredWithin, base: answered }
  if (definition === 'answered+abandoned/offered')
    return { inTime: answeredWithin + need('abandonedWithin', abandonedWithin), base: offered }
  return { inTime: answeredWithin, base: offered - need('abandonedWithinExcluded', abandonedWithinExcluded) }
}

function need(name: string, value: number | undefined): number {
  if (value !== undefined) return value
  throw new KrarupError({ code: 'MISSING', what: `this definition of service level needs ${name}`, where: { name } })
}

/** Throws OUT_OF_RANGE or UNREADABLE unless the definition is one of the four. */
export function checkDefinition(definition: ServiceLevelDefinition): ServiceLevelDefinition {
  if (typeof definition === 'object' && definition !== null) {
    checkKeys('definition', definition, { excludingAbandonsWithin: 1 })
    checkNotNegative('excludingAbandonsWithin', definition.excludingAbandonsWithin)
    return definition
  }
  if (NAMED_DEFINITIONS.includes(definition)) return definition
  throw new KrarupError({
    code: 'UNREADABLE',
    what: 'not a definition of service level',
    how: "take 'answered/offered', 'answered/answered', 'answered+abandoned/offered' or { excludingAbandonsWithin: seconds }",
    value: definition,
  })
}
