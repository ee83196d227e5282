import { checkShare, KrarupError } from './errors.ts'

/**
 * A share from 0 to 1 as people write it: `30%`, `0.3`; with a decimal comma too, `12,5 %`. A bare number above 1 could mean either and is refused.
 *
 * @throws {KrarupError} UNREADABLE, OUT_OF_RANGE
 * @example
 * ```ts
 * import { parseShare } from 'krarup'
 * parseShare('30%') //=> 0.3
 * parseShare('0.3') //=> 0.3
 * ```
 */
export function parseShare(text: string, name = 'share'): number {
  const match = /^\s*(\d+(?:\.\d+|,\d{1,2})?|\.\d+)\s*(%?)\s*$/.exec(text)
  if (match) {
    const number = Number(match[1].replace(',', '.'))
    const value = match[2] ? number / 100 : number
    if (match[2] || value <= 1) return checkShare(name, value)
  }
  throw new KrarupError({
    code: 'UNREADABLE',
    what: `${name} is not a share`,
    how: 'write 30% or 0.3',
    value: text,
  })
}

/** `30%`, `12.5%`: the shortest text that {@link parseShare} reads back to (nearly) the same share. */
export function formatShare(share: number): string {
  return `${Number((share * 100).toPrecision(12))}%`
}
