import { checkKeys, type Keys } from './check-keys.ts'
import { checkText } from './check-shape.ts'
import { formatDuration, parseDuration } from './duration.ts'

import { checkNotNegative, checkNumber, checkShare, KrarupError, type NumberDomain } from './errors.ts'

import { checkDefinition, NAMED_DEFINITIONS, type ServiceLevelDefinition } from './service-level.ts'
import { formatShare, parseShare } from './share.ts'
import { nearest } from './unknown-name.ts'

export interface ServiceLevelTarget {
  /** Seconds; a wait of exactly this long counts. */
  within: number
  /** 0 to 1. */
  share: number
  /** Default `'answered/offered'`. */
  definition?: ServiceLevelDefinition
}

/** What a queue is sized to. Every part is optional; all that are given must hold. */
export interface Target {
  serviceLevel?: ServiceLevelTarget
  /** At least this share of offered is answered. */
  connectRate?: number
  /** At most: mean wait of the answered, seconds. */
  asa?: number
  /** At most: mean wait of all that got in, seconds. */
  meanWait?: number
  /** At most this share of offered hangs up waiting. */
  abandonment?: number
  /** At most this share of staffed time is busy. */
  occupancy?: number
}

const SHARE = { least: 0, most: 1 }
const WAIT = { least: 0 }
type Condition = Exclude<keyof Target, 'serviceLevel'>
/** What the conditions beside the service level may be. */
const LIMITS: Record<Condition, NumberDomain> = {
  connectRate: SHARE,
  asa: WAIT,
  meanWait: WAIT,
  abandonment: SHARE,
  occupancy: { above: 0, most: 1 },
}
const TARGET_KEYS = {
  serviceLevel: 1,
  connectRate: 1,
  asa: 1,
  meanWait: 1,
  abandonment: 1,
  occupancy: 1,
} as const satisfies Keys<Target>
const SERVICE_LEVEL_KEYS = { within: 1, share: 1, definition: 1 } as const satisfies Keys<ServiceLevelTarget>

/** 90 % answered within 10 seconds. */
export const DEFAULT_TARGET: Target = { serviceLevel: { within: 10, share: 0.9 } }

const PARTS = {
  sl: 'sl=90/10',
  connect: 'connect=90%',
  asa: 'asa=15s',
  wait: 'wait=15s',
  abandon: 'abandon=3%',
  occupancy: 'occupancy=85%',
  definition: 'definition=answered/answered',
} as const

/**
 * Reads `90/10`, or several conditions `sl=90/10,abandon=3%,occupancy=85%`. The parts are `sl`, `connect`, `asa`, `wait`, `abandon`, `occupancy` and `definition`
 * (`answered/offered`, `answered/answered`, `answered+abandoned/offered`, or `excluding-abandons-within-5s`).
 * The share before the slash is in per cent (`90/10`; `0.9/10` means the same); all other shares are written `3%` or `0.03`.
 *
 * @throws {KrarupError} UNREADABLE, OUT_OF_RANGE
 * @example
 * ```ts
 * import { parseTarget } from 'krarup'
 * parseTarget('90/10') //=> { serviceLevel: { share: 0.9, within: 10 } }
 * parseTarget('sl=80/20,occupancy=85%') //=> { serviceLevel: { share: 0.8, within: 20 }, occupancy: 0.85 }
 * ```
 */
export function parseTarget(text: string): Target {
  const target: Target = {}
  let definition: ServiceLevelDefinition | undefined
  for (const piece of checkText(text, 'a target', 'write 90/10, or sl=80/20,occupancy=85%').split(',')) {
    const at = piece.indexOf('=')
    const key = (at < 0 ? 'sl' : piece.slice(0, at)).trim().toLowerCase()
    const value = piece.slice(at + 1).trim()
    switch (key) {
      case 'sl':
        target.serviceLevel = parseServiceLevel(value)
        if (at < 0 && isSwapped(target.serviceLevel)) throw swapped(text, target.serviceLevel)
        break
      case 'connect':
        target.connectRate = parseShare(value, 'connect')
        break
      case 'asa':
        target.asa = parseDuration(value)
        break
      case 'wait':
        target.meanWait = parseDuration(value)
        break
      case 'abandon':
        target.abandonment = parseShare(value, 'abandon')
        break
      case 'occupancy':
        target.occupancy = parseShare(value, 'occupancy')
        break
      case 'definition':
        definition = parseDefinition(value)
        break
      default: {
        const guess = nearest(key, Object.keys(PARTS))
        throw unreadable(text, guess ? `did you mean ${PARTS[guess as keyof typeof PARTS]}?` : undefined)
      }
    }
  }
  if (definition !== undefined) {
    if (!target.serviceLevel) throw unreadable(text, 'a definition needs a service level beside it: sl=90/10')
    target.serviceLevel.definition = definition
  }
  return checkTarget(target)
}

function parseServiceLevel(text: string): ServiceLevelTarget {
  const match = /^(\d+(?:\.\d+)?)\s*(%?)\s*\/\s*(\S.*)$/.exec(text)
  if (!match) throw unreadable(text)
  const number = Number(match[1])
  const share = match[2] || number > 1 ? number / 100 : number
  return { share: checkShare('service level', share), within: parseDuration(match[3]) }
}

/** A share that nobody asks for within a time that looks like a share: `10/90`. */
function isSwapped({ share, within }: ServiceLevelTarget): boolean {
  return share < 0.5 && within >= 50 && within < 100
}

function swapped(value: string, { share, within }: ServiceLevelTarget): KrarupError {
  const percent = formatShare(share).slice(0, -1)
  return new KrarupError({
    code: 'OUT_OF_RANGE',
    what: `${percent} % answered within ${within} s is hardly a target`,
    how: `for ${within} % within ${percent} s write ${within}/${percent}; if it is meant, write sl=${percent}/${within}`,
    value,
  })
}

function parseDefinition(text: string): ServiceLevelDefinition {
  const excluding = /^excluding-abandons-within-(.+)$/.exec(text)
  if (excluding) return { excludingAbandonsWithin: parseDuration(excluding[1]) }
  const named = NAMED_DEFINITIONS.find((definition) => definition === text)
  if (named !== undefined) return named
  // the library's own message speaks of objects, which nobody can type
  throw new KrarupError({
    code: 'UNREADABLE',
    what: 'not a definition of service level',
    how: `write ${[...NAMED_DEFINITIONS, 'excluding-abandons-within-5s'].map((one) => `definition=${one}`).join(', ')}`,
    value: text,
  })
}

function unreadable(
  value: string,
  how = `write 90/10, or several conditions: ${Object.values(PARTS).join(',')}`,
): KrarupError {
  return new KrarupError({ code: 'UNREADABLE', what: 'not a target', how, value })
}

/**
 * Throws OUT_OF_RANGE for impossible shares and times, MISSING where there is no target or one that asks for nothing, UNREADABLE for a condition that does not exist.
 *
 * @param by the function that needs it, for the message
 */
export function checkTarget(target: Target, by = 'this'): Target {
  const given = typeof target === 'object' && target !== null
  if (given) {
    checkKeys('target', target, TARGET_KEYS)
    let asks = false
    for (const key in target) {
      const value = target[key as keyof Target]
      if (value === undefined) continue
      asks = true
      if (key === 'serviceLevel') checkServiceLevelTarget(value as ServiceLevelTarget)
      else checkNumber(key, value as number, LIMITS[key as Condition])
    }
    if (asks) return target
  }
  throw new KrarupError({
    code: 'MISSING',
    what: given ? 'a target must ask for something' : `${by} needs a target`,
    where: { name: 'target' },
    how: "for example { serviceLevel: { within: 10, share: 0.9 } }, or parseTarget('90/10')",
    value: given ? undefined : target,
  })
}

function checkServiceLevelTarget(target: ServiceLevelTarget): void {
  checkKeys('target.serviceLevel', target, SERVICE_LEVEL_KEYS)
  checkNotNegative('serviceLevel.within', target.within)
  checkShare('serviceLevel.share', target.share)
  if (target.definition !== undefined) checkDefinition(target.definition)
}

/** The inverse of {@link parseTarget}: `90/10`, `sl=90/10,abandon=3%`. */
export function formatTarget(target: Target): string {
  const { serviceLevel, connectRate, asa, meanWait, abandonment, occupancy } = target
  const level = serviceLevel && `${formatShare(serviceLevel.share).slice(0, -1)}/${formatSeconds(serviceLevel.within)}`
  const definition = serviceLevel?.definition
  const written = [
    ['sl', level],
    ['connect', optional(connectRate, formatShare)],
    ['asa', optional(asa, formatDuration)],
    ['wait', optional(meanWait, formatDuration)],
    ['abandon', optional(abandonment, formatShare)],
    ['occupancy', optional(occupancy, formatShare)],
    [
      'definition',
      typeof definition === 'object'
        ? `excluding-abandons-within-${formatSeconds(definition.excludingAbandonsWithin)}s`
        : definition,
    ],
  ].filter(([, value]) => value !== undefined)
  const isShort = written.length === 1 && level && !isSwapped(serviceLevel)
  return isShort ? level : written.map(([word, value]) => `${word}=${value}`).join(',')
}

function optional(value: number | undefined, format: (value: number) => string): string | undefined {
  return value === undefined ? undefined : format(value)
}

function formatSeconds(seconds: number): string {
  return String(Number(seconds.toPrecision(12)))
}
