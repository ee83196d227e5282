// By the file and not the folder: the script in a page has these types too, and is written for older browsers than the rest.
import type { ColumnNames, Language } from '../domain/language.ts'

export { LANGUAGES, type Language } from '../domain/language.ts'

/** A table of words in one language: each text by its name. */
export type WordTable = { readonly [name: string]: string }

/** The texts of a table in another language. */
export type Translated<English extends WordTable> = { readonly [Name in keyof English]: string }

/** The texts of a table, and the language that they are in: its numbers and dates go with them. */
export type WordsIn<English extends WordTable> = Translated<English> & { readonly language: Language }

/**
 * The tables of one room's words. Types see to it that none has a text which another lacks.
 *
 * @returns the table of a language; English where none is said
 */
export function inLanguages<English extends WordTable>(
  en: English,
  zh: Translated<English>,
  de: Translated<English>,
): (language?: Language) => WordsIn<English> {
  const tables: { readonly [Each in Language]: WordsIn<English> } = {
    en: { ...en, language: 'en' },
    zh: { ...zh, language: 'zh' },
    de: { ...de, language: 'de' },
  }
  return (language = 'en') => tables[language]
}

/** Headings of a file's columns in a language. */
export function columnHeadings(columns: ColumnNames, language: Language): string[] {
  return language === 'en' ? Object.keys(columns) : Object.values(columns).map((names) => names[language])
}

/** All texts of a table, in their order. */
export function textsOf({ language: _, ...texts }: WordsIn<WordTable>): string[] {
  return Object.values(texts)
}

const BETWEEN: { readonly [Each in Language]: string } = { en: ', ', zh: '、', de: ', ' }

/** Items of a list within a sentence, with the mark between them that the language has. */
export function listed(items: readonly string[], language: Language): string {
  return items.join(BETWEEN[language])
}

/** What a text is about, and the text: `VIP: ...`, `VIP：...`. */
export function labelled(name: string, text: string, language: Language): string {
  return language === 'zh' ? `${name}：${text}` : `${name}: ${text}`
}
