import { fillPlaces, type Message, messagesOf, type ValueStyle } from '../../domain/messages/index.ts'
import { numericDay, numericMoment } from '../dates.ts'
import { figuresIn } from '../format.ts'
import type { Language, WordTable } from '../language.ts'
import { spokenDuration } from '../spoken-duration.ts'
import { commandTexts, scenarioFileTexts } from './command.ts'
import { errorTexts, errorWordTexts } from './error.ts'
import { calendarTexts, forecastTexts, planFileTexts, planTexts } from './plan.ts'
import { callTexts, readerTexts } from './reader.ts'
import { menuTexts, staffTexts } from './simulation.ts'

/** The sentences of every room by the first part of their ids. */
export const MESSAGE_TEXTS: Readonly<Record<string, (language: Language) => WordTable>> = {
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

/** What stands between things in English, and in others. */
const MARKS: Readonly<Record<'zh' | 'de', Readonly<Record<string, string>>>> = {
  zh: { ', ': '、', ' and ': '和', '; ': '；' },
  de: { ' and ': ' und ' },
}

function styleOf(language: 'zh' | 'de'): ValueStyle {
  const { number, percent } = figuresIn(language)
  const day = (each: number) => numericDay(each, language)
  return {
    number,
    count: (value) => number(value, String(value).split('.')[1]?.length ?? 0),
    share: percent,
    duration: (seconds) => spokenDuration(seconds, language),
    day,
    moment: (time) => numericMoment(time, language),
    span: (from, to) => (language === 'zh' ? `${from}至${to}` : `${from} bis ${to}`),
    list: (parts, more, mark = ', ') =>
      parts.join(MARKS[language][mark] ?? mark) +
      (more === 0 ? '' : language === 'zh' ? `，另有${more}个` : ` und ${more} weitere`),
    message: (message) => inLanguage(message, language),
  }
}

const STYLES = { zh: styleOf('zh'), de: styleOf('de') }

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
export function inLanguage({ id, values = {}, text }: Message, language: Language = 'en'): string {
  if (language === 'en') return text
  const dot = id.indexOf('.')
  const [room, name] = [id.slice(0, dot), id.slice(dot + 1)]
  const texts = Object.hasOwn(MESSAGE_TEXTS, room) ? MESSAGE_TEXTS[room](language) : {}
  return Object.hasOwn(texts, name) ? fillPlaces(texts[name], values, STYLES[language]) : text
}

/** The remarks of a result in a language. */
export function remarksIn(
  { remarks, messages }: { remarks: readonly string[]; messages?: readonly Message[] | undefined },
  language: Language = 'en',
): string[] {
  return messagesOf(remarks, messages).map((message) => inLanguage(message, language))
}
