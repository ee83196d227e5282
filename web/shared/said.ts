import { KrarupError, type Message } from 'krarup/domain'
import type { errorInLanguage, inLanguage } from 'krarup/report'
import { language } from './language.ts'
import { runPart } from './parts.ts'
import { WorkerError } from './worker-client.ts'

type Sayers = { errorInLanguage: typeof errorInLanguage; inLanguage: typeof inLanguage }

let loading: Promise<void> | undefined

const sayers = () => (globalThis as { krarupMessages?: Sayers }).krarupMessages

/** Loads what results and errors say in other languages, where one is spoken. */
export async function loadMessages(): Promise<void> {
  if (language() === 'en' || sayers()) return
  loading ??= runPart('messages').finally(() => {
    loading = undefined
  })
  await loading
}

/** A message of a result in the page's language; in English before {@link loadMessages}. */
export function said(message: Message): string {
  return sayers()?.inLanguage(message, language()) ?? message.text
}

/** What an error says, with its place; in English where it is not known in the page's language. */
export function saidError(error: unknown): string {
  if (!(error instanceof WorkerError)) return error instanceof Error ? error.message : String(error)
  const { message, details } = error.fault
  const { errorInLanguage } = sayers() ?? {}
  if (!details || !errorInLanguage || language() === 'en') return message
  const { messages, ...rest } = details
  // The page shows that it is an error by its colour.
  return errorInLanguage(Object.assign(new KrarupError(rest), { messages }), language(), message).replace(
    /^(error: |错误：|Fehler: )/,
    '',
  )
}
