import { DISTRIBUTION_PARAMETERS, type Distribution, KrarupError, offerNames } from '../domain/index.ts'
import { pointer } from './check.ts'
import type { Kind, Words } from './kinds.ts'
import { SCENARIO_WORDS, type Scenario } from './scenario.ts'

/**
 * That a scenario says nothing that nobody understands: a misspelt `patience` would leave callers who never hang up.
 *
 * @throws {KrarupError} UNREADABLE, with the nearest word that is known
 */
export function checkWords(scenario: Scenario): void {
  checkRecord(scenario, SCENARIO_WORDS, '')
}

/** The words that the library knows of those. */
export function libraryWords(words: Words): string[] {
  return Object.entries(words).flatMap(([word, { fileOnly }]) => {
    if (fileOnly === 'span') return ['from', 'to']
    return fileOnly ? [] : [word]
  })
}

function checkRecord(value: object, words: Words, place: string): void {
  const known = libraryWords(words)
  for (const [word, said] of Object.entries(value)) {
    if (said === undefined) continue
    if (!known.includes(word)) throw unknown(word, known, `${place}/${pointer(word)}`)
    if (Object.hasOwn(words, word)) checkValue(said, words[word].is, `${place}/${pointer(word)}`)
  }
}

function checkValue(value: unknown, kind: Kind, place: string): void {
  if (typeof value !== 'object' || value === null) return
  if (kind.kind === 'list' && Array.isArray(value))
    value.forEach((item, index) => {
      checkValue(item, kind.item, `${place}/${index}`)
    })
  else if (kind.kind === 'byName')
    for (const [name, item] of Object.entries(value)) checkValue(item, kind.item, `${place}/${pointer(name)}`)
  else if (kind.kind === 'words') checkRecord(value, kind.words, place)
  else if (kind.kind === 'randomTime') checkDistribution(value as Distribution, place)
  else if (kind.kind === 'either') checkValue(value, formOf(value, kind.forms), place)
}

/** Of several forms the one that a value has. */
export function formOf(value: unknown, forms: readonly Kind[]): Kind {
  return forms.find((form) => fits(value, form)) ?? forms[0]
}

function fits(value: unknown, form: Kind): boolean {
  if (typeof value === 'string') return form.kind === 'choice' && form.choices.includes(value)
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return form.kind === 'list'
  return 'type' in value ? form.kind === 'randomTime' : form.kind === 'words' || form.kind === 'byName'
}

function checkDistribution(distribution: Distribution, place: string): void {
  const sets: readonly (readonly string[])[] | undefined = DISTRIBUTION_PARAMETERS[distribution.type]
  const known = ['type', ...(sets ?? []).flat()]
  const word = Object.keys(distribution).find((key) => !known.includes(key))
  if (sets && word !== undefined) throw unknown(word, known, `${place}/${pointer(word)}`)
}

function unknown(word: string, known: readonly string[], place: string): KrarupError {
  return new KrarupError({
    code: 'UNREADABLE',
    what: `${word} is not known here`,
    where: { name: place },
    how: offerNames(word, known),
  })
}
