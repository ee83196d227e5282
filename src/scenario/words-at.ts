import { inFile, inLibrary, type Kind, type Words } from './kinds.ts'
import { SCENARIO_WORDS } from './scenario.ts'

/**
 * The words that may be said at a place of a scenario (`['queues', 'hotline']`), as files write them: those that mean the same in a file and in the library.
 * Those of distributions are left out.
 *
 * @example
 * ```ts
 * import { wordsAt } from 'krarup/scenario'
 * wordsAt(['queues', 'hotline', 'deflection']) //=> ['above', 'share', 'to']
 * ```
 */
export function wordsAt(place: readonly string[]): string[] {
  return [
    ...new Set(
      kindsAt(place)
        .flatMap(wordsOf)
        .flatMap((words) =>
          Object.entries(words).flatMap(([word, { libraryOnly, fileOnly }]) =>
            libraryOnly || fileOnly ? [] : [inFile(word)],
          ),
        ),
    ),
  ]
}

/**
 * Whether what stands at a place of a scenario is a share of something, from 0 to 1, so that 5 % of it and 5 points of it are two things, or a quantity: contacts, agents, seconds, money.
 * Nothing where it may be either, such as a coefficient of variation.
 *
 * @example
 * ```ts
 * import { shareOrQuantity } from 'krarup/scenario'
 * shareOrQuantity(['queues', 'hotline', 'balking']) //=> 'share'
 * shareOrQuantity(['queues', 'hotline', 'volume']) //=> 'quantity'
 * ```
 */
export function shareOrQuantity(place: readonly string[]): 'share' | 'quantity' | undefined {
  const keys = place.filter((key) => !/^\d+$/.test(key))
  const kinds = kindsAt(place).flatMap(formsOf)
  if (kinds.some(({ kind }) => kind === 'share') || SHARES.includes(keys.at(-1) as string)) return 'share'
  return kinds.length === 0 || kinds.some(({ kind }) => kind === 'coefficient') ? undefined : 'quantity'
}

/** Whether a place takes whole numbers: agents, lines, attempts. */
export function isWholeNumber(place: readonly string[]): boolean {
  return kindsAt(place)
    .flatMap(formsOf)
    .some((kind) => kind.kind === 'agents' || (kind.kind === 'number' && kind.whole === true))
}

/**
 * Whether a place takes a list of names of the scenario or of choices: the groups of a queue, the queues of a trouble.
 *
 * @example
 * ```ts
 * import { takesNames } from 'krarup/scenario'
 * takesNames(['queues', 'hotline', 'groups']) //=> true
 * takesNames(['queues', 'hotline', 'volume']) //=> false
 * ```
 */
export function takesNames(place: readonly string[]): boolean {
  const lists = (kind: Kind): Kind[] =>
    kind.kind === 'either' ? kind.forms.flatMap(lists) : kind.kind === 'list' ? [kind.item] : []
  return kindsAt(place)
    .flatMap(lists)
    .flatMap(formsOf)
    .some(({ kind }) => kind === 'name' || kind === 'choice')
}

/**
 * The words of which a place takes one, such as the ways to select an agent; none where it takes something else.
 *
 * @example
 * ```ts
 * import { choicesAt } from 'krarup/scenario'
 * choicesAt(['queues', 'hotline', 'arrivals']) //=> ['poisson', 'fixed']
 * choicesAt(['queues', 'hotline', 'volume']) //=> []
 * ```
 */
export function choicesAt(place: readonly string[]): readonly string[] {
  const single = (kind: Kind): Kind[] => (kind.kind === 'either' ? kind.forms.flatMap(single) : [kind])
  return kindsAt(place)
    .flatMap(single)
    .flatMap((kind) => (kind.kind === 'choice' ? kind.choices : []))
}

/** Shares of targets and of distributions, which are not told word by word. */
const SHARES = ['share', 'shares', 'connectRate', 'abandonment', 'occupancy']

/** What may stand at a place. */
function kindsAt(place: readonly string[]): Kind[] {
  let kinds: Kind[] = [{ kind: 'words', words: SCENARIO_WORDS }]
  for (const key of place) kinds = kinds.flatMap((kind) => inside(kind, key))
  return kinds
}

function formsOf(kind: Kind): Kind[] {
  if (kind.kind === 'either') return kind.forms.flatMap(formsOf)
  return kind.kind === 'list' ? formsOf(kind.item) : [kind]
}

function inside(kind: Kind, key: string): Kind[] {
  if (kind.kind === 'either') return kind.forms.flatMap((form) => inside(form, key))
  if (kind.kind === 'byName' || kind.kind === 'list') return [kind.item]
  if (kind.kind !== 'words') return []
  const word = Object.hasOwn(kind.words, key) ? key : inLibrary(key)
  return Object.hasOwn(kind.words, word) ? [kind.words[word].is] : []
}

function wordsOf(kind: Kind): Words[] {
  if (kind.kind === 'either') return kind.forms.flatMap(wordsOf)
  return kind.kind === 'words' ? [kind.words] : []
}
