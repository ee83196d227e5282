/** The languages that krarup prints in. */
export const LANGUAGES = ['en', 'zh'] as const
export type Language = (typeof LANGUAGES)[number]

/** A table of words in one language: each text by its name. */
export type WordTable = { readonly [name: string]: string }

/**
 * The two tables of one room's words. Types see to it that neither has a text which the other lacks.
 *
 * @returns the table of a language; English where none is said
 */
export function inBothLanguages<English extends WordTable>(
  en: English,
  zh: { readonly [Name in keyof English]: string },
): (language?: Language) => { readonly [Name in keyof English]: string } {
  return (language = 'en') => (language === 'zh' ? zh : en)
}
