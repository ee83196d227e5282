import { KrarupError } from '../domain/index.ts'

/** What an expression is about: one number, or one for each interval. */
export type Value = number | number[]

/** Element by element; a number goes with every element of a list. */
export function elementwise(values: readonly Value[], f: (...numbers: number[]) => number): Value {
  const lengths = [...new Set(values.flatMap((value) => (typeof value === 'number' ? [] : [value.length])))]
  if (lengths.length === 0) return f(...(values as number[]))
  if (lengths.length > 1)
    throw new KrarupError({ code: 'CONFLICT', what: `lists of ${lengths.join(' and ')} values do not go together` })
  return Array.from({ length: lengths[0] }, (_, i) =>
    f(...values.map((value) => (typeof value === 'number' ? value : value[i]))),
  )
}
