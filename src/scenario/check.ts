import { checkShare, KrarupError, unknownName } from '../domain/index.ts'

/** A key as a part of a JSON pointer (RFC 6901). */
export function pointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}

export function missing(name: string, what: string, how?: string): KrarupError {
  return new KrarupError({ code: 'MISSING', what, where: { name }, ...(how === undefined ? {} : { how }) })
}

export function conflict(name: string, what: string, how?: string): KrarupError {
  return new KrarupError({ code: 'CONFLICT', what, where: { name }, ...(how === undefined ? {} : { how }) })
}

/** The index of a name. @throws {KrarupError} MISSING with the nearest name that exists */
export function findName(name: string, names: readonly string[], place: string, kind: string): number {
  if (typeof name !== 'string')
    throw missing(place, `the name of the ${kind} is missing`, `take one of ${names.join(', ')}`)
  const index = names.indexOf(name)
  if (index >= 0) return index
  throw unknownName({
    code: 'MISSING',
    what: `no ${kind} has this name`,
    name: String(name),
    known: names,
    where: { name: place },
    write: (guess) => JSON.stringify(guess),
    value: name,
  })
}

export function oneOf(value: unknown, allowed: readonly unknown[], name: string): void {
  if (value !== undefined && !allowed.includes(value))
    throw new KrarupError({
      code: 'UNREADABLE',
      what: 'not a choice',
      where: { name },
      how: `take one of ${allowed.join(', ')}`,
      value,
    })
}

/** Shares may miss 1 by this much: they are written with few digits. */
const SHARES_TOLERANCE = 1e-6

/**
 * Shares that sum to 1.
 *
 * @param places JSON pointer of each, and of all of them
 * @throws {KrarupError} OUT_OF_RANGE
 */
export function checkShares(
  shares: readonly number[],
  places: readonly string[],
  all: string,
  what: string,
  how?: (sum: number) => string,
): void {
  const exact = shares.reduce((total, share, k) => total + checkShare(places[k], share), 0)
  if (Math.abs(exact - 1) <= SHARES_TOLERANCE) return
  const sum = Number(exact.toPrecision(6))
  throw new KrarupError({
    code: 'OUT_OF_RANGE',
    what: `the shares of the ${what} must sum to 1`,
    where: { name: all },
    ...(how ? { how: how(sum) } : {}),
    value: sum,
  })
}

/** 52 bits from a name: two FNV-1a hashes (Fowler, Noll, Vo) of its characters with different starts. */
export function keyOf(name: string): number {
  let low = 0x811c9dc5
  let high = 0x01000193
  for (let i = 0; i < name.length; i++) {
    low = Math.imul(low ^ name.charCodeAt(i), 0x01000193)
    high = Math.imul(high ^ name.charCodeAt(i), 0x01000193)
  }
  return (high & 0xfffff) * 2 ** 32 + (low >>> 0)
}
