import type { Language } from '../domain/index.ts'

export { LANGUAGES, type Language } from '../domain/index.ts'

/** A table of words in one language: each text by its name. */
export type WordTable = { readonly [name: string]: string }

/** The texts of a table in another language. */
type Translated<English extends WordTable> = { readonly [Name in keyof English]: string }

/**
 * The tables of one room's words. Types see to it that none has a text which another lacks.
 *
 * @returns the table of a language; English where none is said
 */
export function inLanguages<English extends WordTable>(
  en: English,
  zh: Translated<English>,
  de: Translated<English>,
): (language?: Language) => Translated<English> {
  const tables: { readonly [Each in Language]: Translated<English> } = { en, zh, de }
  return (language = 'en') => tables[language]
}

/** Tables that have no German yet: it is English there. */
export function inBothLanguages<English extends WordTable>(
  en: English,
  zh: Translated<English>,
): (language?: Language) => Translated<English> {
  return inLanguages(en, zh, en)
}
