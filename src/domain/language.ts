/** The languages that krarup prints in. */
export const LANGUAGES = ['en', 'zh', 'de'] as const
export type Language = (typeof LANGUAGES)[number]
