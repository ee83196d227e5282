import { KrarupError } from './errors.ts'
import { listNames, offerNames } from './unknown-name.ts'

/** The keys that an object of parameters or options may have. Written with the type, so that the compiler misses none: `{ load: 1, aht: 1 } satisfies Keys<Traffic>`. */
export type Keys<Parameters> = { readonly [Key in keyof Parameters]-?: 1 }

/**
 * Refuses an object that has a key nobody reads: a misspelt `patience` would give the figures of callers who never hang up. A key whose value is `undefined` is as if not given.
 *
 * @param where who was asked, for the message: a function, or a place in its parameters
 * @throws {KrarupError} UNREADABLE with the nearest key; MISSING where there is no object
 */
export function checkKeys(where: string, given: object, keys: Readonly<Record<string, 1>>): void {
  if (typeof given !== 'object' || given === null) {
    throw new KrarupError({
      code: 'MISSING',
      what: `${where} needs an object`,
      how: `its keys are ${listNames(Object.keys(keys))}`,
      value: given,
    })
  }
  for (const key in given) {
    // not `key in keys`: every object has a "constructor"
    if (keys[key] !== 1 && (given as Record<string, unknown>)[key] !== undefined) throw unknownKey(where, key, keys)
  }
}

function unknownKey(where: string, key: string, keys: object): KrarupError {
  return new KrarupError({
    code: 'UNREADABLE',
    what: `${key} is not known here`,
    where: { name: `${where}.${key}` },
    how: offerNames(key, Object.keys(keys)),
  })
}
