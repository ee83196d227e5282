/**
 * What a record holds under a name that somebody gave, or undefined: `record[name]` alone would find what every object has, such as `constructor` and `toString`.
 *
 * @example
 * ```ts
 * import { entryOf } from 'krarup/domain'
 * entryOf({ vip: 1 }, 'vip') //=> 1
 * entryOf({ vip: 1 }, 'constructor') //=> undefined
 * ```
 */
export function entryOf<T>(record: { readonly [name: string]: T } | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined
}
