import { DISTRIBUTION_PARAMETERS, type Distribution, KrarupError, offerNames } from '../domain/index.ts'
import { oneOf, pointer } from './check.ts'
import { CLOCK, type Kind, record, type Words } from './kinds.ts'
import { SCENARIO_WORDS, type Scenario } from './scenario.ts'

/**
 * That a scenario says nothing that nobody understands: a misspelt `patience` would leave callers who never hang up.
 *
 * @throws {KrarupError} UNREADABLE, with the nearest word that is known
 */
export function checkWords(scenario: Scenario): void {
  if (!isRecord(scenario))
    throw wrongForm(scenario, 'not a scenario', '/', 'give an object with interval, queues and groups')
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
    // A needed word that is null is missing: `compile` says what it is for.
    if (said === null && words[word]?.needed) continue
    if (Object.hasOwn(words, word)) checkValue(said, words[word].is, `${place}/${pointer(word)}`)
  }
}

function checkValue(value: unknown, kind: Kind, place: string): void {
  if (value === null) throw wrongForm(value, 'null says nothing', place, 'leave the word out')
  switch (kind.kind) {
    case 'choice':
      oneOf(value, kind.choices, place)
      break
    case 'list':
      if (!isList(value)) throw wrongForm(value, kind.error, place)
      Array.from(value).forEach((item, index) => {
        checkValue(item, kind.item, `${place}/${index}`)
      })
      break
    case 'byName':
      if (!isRecord(value)) throw wrongForm(value, kind.error, place)
      for (const [name, item] of Object.entries(value)) checkValue(item, kind.item, `${place}/${pointer(name)}`)
      break
    case 'words':
      if (!isRecord(value)) throw wrongForm(value, kind.error ?? 'not a record of words and values', place)
      checkRecord(value, kind.words, place)
      break
    case 'openHours':
      if (!isList(value))
        throw wrongForm(value, 'not a list of hours', place, 'write [{ from: 0, to: 3600 }], in seconds')
      Array.from(value).forEach((span, index) => {
        checkValue(span, SPAN, `${place}/${index}`)
      })
      break
    case 'randomTime':
      if (isRecord(value)) checkDistribution(value as Distribution, place)
      break
    case 'either':
      checkValue(value, formOf(value, kind.forms), place)
  }
}

/** Opening hours in the library. */
const SPAN: Kind = record({
  from: { is: CLOCK, needed: true, help: 'When it opens.' },
  to: { is: CLOCK, needed: true, help: 'When it closes.' },
})

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || ArrayBuffer.isView(value)
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !isList(value)
}

function wrongForm(value: unknown, what: string, place: string, how?: string): KrarupError {
  return new KrarupError({ code: 'UNREADABLE', what, where: { name: place }, ...(how ? { how } : {}), value })
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
