import { type ErrorCode, KrarupError, type Place } from './errors.ts'

/** How known names are offered in place of one that is not known. */
export interface OfferOptions {
  /** Words in front of the list of known names. Default `take one of`. */
  list?: string
  /** How the suggested name is written, where it is not written as it is: in quotes, or within what has to be typed. */
  write?: (name: string) => string
  /** A sentence that follows the suggestion, and stands alone where no name is near. In place of the list. */
  always?: string
  /** A list of more names than this is cut, and says how many more there are. Default: all are listed. */
  most?: number
}

export interface UnknownName extends OfferOptions {
  /** One sentence: what is wrong. */
  what: string
  /** The name that was given. */
  name: string
  /** The names that there are. */
  known: Iterable<string>
  /** Default `UNREADABLE`; `MISSING` for a name that refers to something which is not there. */
  code?: ErrorCode
  where?: Place
  /** What was given, where the name is a part of it. Default: the name. */
  value?: unknown
}

/**
 * The error for a name that is none of the known ones: it suggests the nearest of them, or lists them where none is near.
 *
 * @example
 * ```ts
 * import { unknownName } from 'krarup/domain'
 * const what = 'no queue has this name'
 * unknownName({ what, name: 'genral', known: ['general', 'vip'] }).how //=> 'did you mean general?'
 * unknownName({ what, name: 'sales', known: ['general', 'vip'] }).how //=> 'take one of general, vip'
 * ```
 */
export function unknownName({
  what,
  name,
  known,
  code = 'UNREADABLE',
  where,
  value = name,
  ...offer
}: UnknownName): KrarupError {
  return new KrarupError({ code, what, ...(where ? { where } : {}), how: offerNames(name, known, offer), value })
}

/** What an error says of the known names: `did you mean general?`, or their list where none is near. */
export function offerNames(
  name: string,
  known: Iterable<string>,
  { list = 'take one of', write = (each) => each, always, most }: OfferOptions = {},
): string {
  const names = [...known]
  const guess = nearest(name, names)
  const suggestion = guess === undefined ? [] : [`did you mean ${write(guess)}?`]
  if (always !== undefined) return [...suggestion, always].join(' ')
  return suggestion[0] ?? `${list} ${listNames(names, most)}`
}

/** The names with commas between them. At most `most`, then how many more there are. */
export function listNames(names: readonly string[], most = names.length): string {
  const shown = names.slice(0, most).join(', ')
  return names.length > most ? `${shown} and ${names.length - most} more` : shown
}

/** Letters from which on one and two typing errors are forgiven; a word that begins with the same letter is nearer than it looks. */
const LETTERS = { anyFirst: { one: 3, two: 6 }, sameFirst: { one: 2, two: 3 } }

/**
 * The word of `allowed` that is nearest to `word`, for "did you mean": one typing error away (a letter too many, too few, another, or two that changed places), of long words two; or the only one that begins with it.
 */
export function nearest(word: string, allowed: Iterable<string>): string | undefined {
  const typed = word.toLowerCase()
  const names = [...allowed]
  let best: string | undefined
  let bestDistance = Infinity
  for (const candidate of names) {
    const name = candidate.toLowerCase()
    const { one, two } = name[0] === typed[0] ? LETTERS.sameFirst : LETTERS.anyFirst
    const most = typed.length < one ? 0 : typed.length < two ? 1 : 2
    const distance = typingErrors(typed, name)
    if (distance <= most && distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  if (best !== undefined || typed.length < LETTERS.anyFirst.one) return best
  const longer = names.filter((name) => name.toLowerCase().startsWith(typed))
  return longer.length === 1 ? longer[0] : undefined
}

/** Letters added, left out, changed or swapped with their neighbour. */
function typingErrors(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2] + 1 : changed
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, changed, swapped))
    }
    before = row
    row = next
  }
  return row[b.length]
}
