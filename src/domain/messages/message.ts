import {
  DAY_SECONDS,
  type DayNumber,
  formatClock,
  formatDay,
  formatPlainDateTime,
  type PlainDateTime,
  secondOfDay,
} from '../datetime.ts'
import { formatDuration } from '../duration.ts'
import type { Message, MessageValue } from './types.ts'

/** How a language writes values. */
export interface ValueStyle {
  number(value: number, decimals: number): string
  /** A number that English writes without marks of thousands. */
  count(value: number): string
  /** A share of 1 in per cent. */
  share(value: number, decimals: number): string
  duration(seconds: number): string
  day(day: DayNumber): string
  moment(time: PlainDateTime): string
  /** From one time or day to another. */
  span(from: string, to: string): string
  /** Things beside one another, and how many more there are. */
  list(parts: readonly string[], more: number, mark: string | undefined): string
  message(message: Message): string
}

const ENGLISH: ValueStyle = {
  number: (value, decimals) =>
    Number.isNaN(value)
      ? '–'
      : value.toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: Math.max(decimals, 0) }),
  count: String,
  share: (value, decimals) => `${ENGLISH.number(100 * value, decimals)}%`,
  duration: formatDuration,
  day: formatDay,
  moment: (time) => formatPlainDateTime(time).slice(0, 16).replace('T', ' '),
  span: (from, to) => `${from} to ${to}`,
  list: (parts, more, mark = ', ') => `${parts.join(mark)}${more > 0 ? ` and ${more} more` : ''}`,
  message: ({ text }) => text,
}

/** A value as a language writes it. */
export function writeValue(value: MessageValue, style: ValueStyle): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return style.number(value, 0)
  if ('id' in value) return style.message(value)
  if ('tenths' in value) {
    const tenths = Math.round(value.tenths * 10) / 10
    return style.number(tenths, Number.isInteger(tenths) ? 0 : 1)
  }
  if ('count' in value) return style.count(value.count)
  if ('number' in value) return style.number(value.number, value.decimals)
  if ('share' in value) return style.share(value.share, value.decimals)
  if ('seconds' in value) return style.duration(value.seconds)
  if ('day' in value) return style.day(value.day)
  if ('moment' in value) return style.moment(value.moment)
  if ('days' in value) {
    const [first, last] = value.days
    return first === last ? style.day(first) : style.span(style.day(first), style.day(last))
  }
  if ('list' in value) {
    const { list, most = list.length, mark } = value
    const shown = list.slice(0, most).map((one) => writeValue(one, style))
    return style.list(shown, list.length - shown.length, mark)
  }
  return writeSpan(value, style)
}

/** On one day the second moment is a time alone; midnight at its end is 24:00. */
function writeSpan({ from, to }: { from: PlainDateTime; to: PlainDateTime }, style: ValueStyle): string {
  const sameDay = Math.floor(from / DAY_SECONDS) === Math.floor((to - 1) / DAY_SECONDS)
  return style.span(style.moment(from), sameDay ? formatClock(secondOfDay(to) || DAY_SECONDS) : style.moment(to))
}

const PLACE = /\{(\w+)(?::([^{}|]*)\|([^{}|]*))?\}/g

/**
 * Puts values in the places of a text: `{days}` is the value of that name, `{days:day|days}` the first word where it is 1, and else the second.
 */
export function fillPlaces(template: string, values: NonNullable<Message['values']>, style: ValueStyle): string {
  return template.replace(PLACE, (place, name: string, one?: string, several?: string) => {
    const value = values[name]
    if (value === undefined) return place
    if (one === undefined) return writeValue(value, style)
    const number = typeof value === 'object' && 'count' in value ? value.count : value
    return number === 1 ? one : (several ?? '')
  })
}

/** Names of the values that a text shows; a value that only chooses a word is none. */
export function placesOf(template: string): string[] {
  const shown = Array.from(template.matchAll(PLACE)).filter(([, , one]) => one === undefined)
  return [...new Set(shown.map(([, name]) => name))].sort()
}

type NameOf<Place extends string> = Place extends `${infer Name}:${string}` ? Name : Place
type Places<Text extends string> = Text extends `${string}{${infer Place}}${infer Rest}`
  ? NameOf<Place> | Places<Rest>
  : never

/** English sentences by name. */
export type Sentences = Readonly<Record<string, string>>

/** Says the sentences of one table; types see to it that each place gets its value. */
export type Speaker<Table extends Sentences> = <Name extends keyof Table & string>(
  name: Name,
  ...[values]: Places<Table[Name]> extends never
    ? []
    : [values: { readonly [Place in Places<Table[Name]>]: MessageValue }]
) => Message

/**
 * What makes the messages of one table of sentences: `say('ended', { queues })`.
 *
 * @param room the first part of the messages' ids
 */
export function speaker<const Table extends Sentences>(room: string, table: Table): Speaker<Table> {
  return (name, ...[values]) => ({
    id: `${room}.${name}`,
    ...(values ? { values } : {}),
    text: values ? fillPlaces(table[name], values, ENGLISH) : table[name],
  })
}

/** A table of words that stand for themselves in English. */
export function wordsOf<const Word extends string>(...words: readonly Word[]): { readonly [Each in Word]: Each } {
  return Object.fromEntries(words.map((word) => [word, word])) as { readonly [Each in Word]: Each }
}

/**
 * What makes a word of one table a value; a word that the table does not have stays as it is.
 */
export function termOf(room: string, table: Sentences): (word: string) => MessageValue {
  return (word) => (Object.hasOwn(table, word) ? { id: `${room}.${word}`, text: word } : word)
}

/** Messages in English, as results keep them for whoever reads no other language. */
export function englishOf(messages: readonly Message[]): string[] {
  return messages.map(({ text }) => text)
}

/** The message behind an English text of a result; what was said by somebody else stays as it is. */
export function messageOf(text: string, messages: readonly Message[] = []): Message {
  return messages.find((one) => one.text === text) ?? { id: '', text }
}

/** The messages behind the English texts of a result. */
export function messagesOf(texts: readonly string[], messages?: readonly Message[]): Message[] {
  return texts.map((text) => messageOf(text, messages))
}
