import { type ErrorDetails, KrarupError } from '../errors.ts'
import type { Message } from './types.ts'

/** An error whose sentences are messages. */
export interface SaidDetails extends Omit<ErrorDetails, 'what' | 'how'> {
  what: string | Message
  how?: string | Message
}

/** An error that can be said in other languages. A function beside the class, so that a bundle of formulas has the class alone. */
export function saidError({ what, how, ...details }: SaidDetails, options?: ErrorOptions): KrarupError {
  const text = (said: string | Message) => (typeof said === 'string' ? said : said.text)
  const error = new KrarupError(
    { ...details, what: text(what), ...(how === undefined ? {} : { how: text(how) }) },
    options,
  )
  const messages = [what, how].filter((said) => typeof said === 'object')
  return Object.assign(error, { messages })
}
