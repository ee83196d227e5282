import { type Message, messagesOf } from '../../domain/messages/index.ts'
import type { Language } from '../language.ts'
import { commandTexts, scenarioFileTexts } from './command.ts'
import { errorTexts, errorWordTexts } from './error.ts'
import { calendarTexts, forecastTexts, planFileTexts, planTexts } from './plan.ts'
import { callTexts, readerTexts } from './reader.ts'
import { type RoomTexts, sayer } from './sayer.ts'
import { menuTexts, staffTexts } from './simulation.ts'

/** The sentences of every room by the first part of their ids. */
export const MESSAGE_TEXTS: RoomTexts = {
  calendar: calendarTexts,
  command: commandTexts,
  forecast: forecastTexts,
  plan: planTexts,
  planFile: planFileTexts,
  error: errorTexts,
  errorWord: errorWordTexts,
  menu: menuTexts,
  staff: staffTexts,
  scenarioFile: scenarioFileTexts,
  reader: readerTexts,
  call: callTexts,
}

const say = sayer(MESSAGE_TEXTS)

/**
 * A message of a result in a language: a remark of a plan, a finding of a history. Numbers, days and lengths of time are written as there; names stay. What was not said by krarup stays as it is.
 *
 * @example
 * ```ts
 * import { inLanguage } from 'krarup/report'
 * const found = { id: 'reader.emptyRows', values: { rows: 1200 }, text: '1,200 empty rows left out' }
 * inLanguage(found, 'de') //=> '1.200 leere Zeilen ausgelassen'
 * inLanguage(found, 'zh') //=> '1,200行空行，已剔除'
 * ```
 */
export function inLanguage(message: Message, language: Language = 'en'): string {
  return say(message, language)
}

/** The remarks of a result in a language. */
export function remarksIn(
  { remarks, messages }: { remarks: readonly string[]; messages?: readonly Message[] | undefined },
  language: Language = 'en',
): string[] {
  return messagesOf(remarks, messages).map((message) => inLanguage(message, language))
}
