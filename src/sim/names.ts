import { KrarupError, nearest } from '../domain/index.ts'

/** A key as a part of a JSON pointer (RFC 6901). */
export function pointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}

/**
 * The place of a name among those that are known.
 *
 * @param place JSON pointer of where the name stands
 * @param kind what it should name: a group, a queue
 * @throws {KrarupError} MISSING, with the nearest name that there is
 */
export function findName(name: string, names: readonly string[], place: string, kind: string): number {
  const index = names.indexOf(name)
  if (index >= 0) return index
  const guess = nearest(String(name), names)
  throw new KrarupError({
    code: 'MISSING',
    what: `no ${kind} has this name`,
    where: { name: place },
    how: guess
      ? `did you mean ${JSON.stringify(guess)}?`
      : names.length > 0
        ? `take one of ${names.join(', ')}`
        : `there is no ${kind} yet: name one first`,
    value: name,
  })
}
