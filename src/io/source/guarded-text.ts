/**
 * What spreadsheets take for the beginning of a formula, also where it came out of a file of text, and the wide forms of it that they take for the same. An apostrophe in front makes it text; one that
 * stands there already gets another, so that both can be told apart again.
 */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/
const GUARDED = /^'+[=+\-@\t\r\n＝＋－＠]/

/** Numbers, shares, offsets from UTC (+02:00) and what stands for nothing are no formulas. */
const HARMLESS = /^[+-]?\d+(?:[.,]\d+)*\s?%?$|^[-+]\d{2}:\d{2}$|^[-+]$/

/** Text of a table for spreadsheets: with an apostrophe in front where it would be run as a formula. */
export function guardedText(text: string): string {
  return FORMULA.test(text) && !HARMLESS.test(text) ? `'${text}` : text
}

/** The text as it was before {@link guardedText}. */
export function unguardedText(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text
}
