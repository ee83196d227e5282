import { checkKeys, type Keys, unknownName } from '../domain/index.ts'
import { LANGUAGES, type Language } from './language.ts'
import type { TableOptions } from './table.ts'

/** How something is drawn in a terminal. */
export interface PrintOptions {
  /** Columns of the terminal. Default 80. */
  width?: number
  /** Bold headings, dim rules. Default false. */
  colour?: boolean
  /** Block characters, rules and `±`; else ASCII. Default true. */
  unicode?: boolean
  /** Default English. */
  language?: Language
}

const PRINT_KEYS = { width: 1, colour: 1, unicode: 1, language: 1 } as const satisfies Keys<PrintOptions>

/** The options with their defaults: those of tables, and the language. `where` is who was asked, for the message about an option that does not exist. */
export function printWith(
  where: string,
  options: PrintOptions,
): {
  style: Required<Pick<TableOptions, 'width' | 'colour' | 'unicode' | 'language'>>
  language: Language
} {
  checkKeys(where, options, PRINT_KEYS)
  const { width = 80, colour = false, unicode = true, language = 'en' } = options
  if (!LANGUAGES.includes(language))
    throw unknownName({
      what: 'not a language',
      name: language,
      known: LANGUAGES,
      where: { name: `${where}.language` },
    })
  return { style: { width, colour, unicode, language }, language }
}
