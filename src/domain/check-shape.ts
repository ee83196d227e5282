import { KrarupError } from './errors.ts'

/**
 * What a reader of words is handed, which may come from JavaScript that nobody checked.
 *
 * @param what is expected, for the message: "a duration"
 * @throws {KrarupError} UNREADABLE for anything but text
 */
export function checkText(text: string, what: string, how: string): string {
  if (typeof text === 'string') return text
  throw new KrarupError({ code: 'UNREADABLE', what: `${what} is text`, how, value: text })
}

/**
 * @param where who was asked, for the message
 * @throws {KrarupError} MISSING for anything but a list, and for an empty one
 */
export function checkList<Item>(list: readonly Item[], where: string, what: string): readonly Item[] {
  if (Array.isArray(list) && list.length > 0) return list
  throw new KrarupError({
    code: 'MISSING',
    what: `${where} needs a list of ${what}`,
    how: 'give an array with one or more',
    value: list,
  })
}
