import { formatDuration } from '../domain/index.ts'

/** The languages that krarup prints in. */
export type Language = 'en' | 'zh'

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

/** A length of time within a sentence: `1h30m`, `1小时30分钟`. */
export function spokenDuration(seconds: number, language: Language): string {
  const text = formatDuration(seconds)
  return language === 'en' ? text : text.replace('h', '小时').replace('m', '分钟').replace('s', '秒')
}
