import type { Language } from './language.ts'
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

/** The options with their defaults: those of tables, and the language. */
export function printWith({ width = 80, colour = false, unicode = true, language = 'en' }: PrintOptions): {
  style: Required<Pick<TableOptions, 'width' | 'colour' | 'unicode'>>
  language: Language
} {
  return { style: { width, colour, unicode }, language }
}
