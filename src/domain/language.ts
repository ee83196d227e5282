/** The languages that krarup prints in. */
export const LANGUAGES = ['en', 'zh', 'de'] as const
export type Language = (typeof LANGUAGES)[number]

/** Columns of a file by their English names, which scripts find them by, each with its headings in other languages. */
export type ColumnNames = {
  readonly [column: string]: { readonly [Each in Exclude<Language, 'en'>]: string }
}
