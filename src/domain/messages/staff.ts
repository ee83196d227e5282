import { messageOf, wordsOf } from './message.ts'
import type { Message } from './types.ts'

/** What the calculator warns of. `krarup/erlang` has these sentences itself: it stays small, and knows no messages. */
export const STAFF_WARNINGS = wordsOf(
  "service level 'answered/answered' leaves out everybody who hung up: it can be met by losing callers, so ask for a connect rate or an abandonment beside it",
)

const MESSAGES: readonly Message[] = Object.keys(STAFF_WARNINGS).map((text) => ({ id: `staff.${text}`, text }))

/** A warning of the calculator as a message. */
export function staffWarning(text: string): Message {
  return messageOf(text, MESSAGES)
}
