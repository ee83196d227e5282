import { type ErrorDetails, KrarupError, type Message } from 'krarup/domain'

/** An error as it travels from a worker: what it says, and what it says it with, for other languages. */
export interface Fault {
  message: string
  details?: ErrorDetails & { messages: readonly Message[] }
}

/** An error as it can be sent. */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof KrarupError)) return { message: error instanceof Error ? error.message : String(error) }
  const { message, code, what, where, how, value } = error
  return {
    message,
    details: {
      code,
      what,
      ...(where ? { where: { ...where } } : {}),
      ...(how === undefined ? {} : { how }),
      ...(value === undefined ? {} : { value: typeof value === 'number' ? value : String(value) }),
      messages: messagesBehind(error),
    },
  }
}

/** Its own messages, and those of errors that it tells again with another place. */
function messagesBehind({ messages = [], cause }: KrarupError): Message[] {
  return [...messages, ...(cause instanceof KrarupError ? messagesBehind(cause) : [])]
}
