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
  let kinds: Kind[] = [{ kind: 'words', words: SCENARIO_WORDS }]
  for (const key of place) kinds = kinds.flatMap((kind) => inside(kind, key))
  return [
    ...new Set(
      kinds
        .flatMap(wordsOf)
        .flatMap((words) =>
          Object.entries(words).flatMap(([word, { libraryOnly, fileOnly }]) =>
            libraryOnly || fileOnly ? [] : [inFile(word)],
          ),
        ),
    ),
  ]
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
