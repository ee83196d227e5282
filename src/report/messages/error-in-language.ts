import { formatCell, KrarupError, type Place } from '../../domain/index.ts'
import { ERROR_WORDS, type Message, messageOf } from '../../domain/messages/index.ts'
import type { Language } from '../language.ts'
import { inLanguage } from './in-language.ts'

/** The words around what is wrong. */
interface Frame {
  error: string
  got(value: string): string
  at: string
  cell(line: number | undefined, column: number | undefined): string[]
  sheet(sheet: string, cell: string): string
  queue(name: string): string
  mark: string
  heading(place: string, heading: string): string
}

const FRAMES: { readonly [Each in Exclude<Language, 'en'>]: Frame } = {
  zh: {
    error: '错误：',
    got: (value) => `（收到${value}）`,
    at: '位置：',
    cell: (line, column) => [...(line ? [`第${line}行`] : []), ...(column ? [`第${column}列`] : [])],
    sheet: (sheet, cell) => `工作表${sheet}${cell && `，单元格${cell}`}`,
    queue: (name) => `队列${name}`,
    mark: '，',
    heading: (place, heading) => `${place}（${heading}）`,
  },
  de: {
    error: 'Fehler: ',
    got: (value) => ` (erhalten: ${value})`,
    at: 'in ',
    cell: (line, column) => [...(line ? [`Zeile ${line}`] : []), ...(column ? [`Spalte ${column}`] : [])],
    sheet: (sheet, cell) => `Tabellenblatt ${sheet}${cell && `, Zelle ${cell}`}`,
    queue: (name) => `Warteschlange ${name}`,
    mark: ', ',
    heading: (place, heading) => `${place} (${heading})`,
  },
}

/**
 * An error in a language, with the word for it in front; in English where krarup does not have what is wrong in that language: the usual errors of reading a history are there, most others are not yet.
 *
 * @param english what stands in English, where it is not the error's own message
 */
export function errorInLanguage(error: KrarupError, language: Language = 'en', english = error.message): string {
  if (language === 'en') return `error: ${english}`
  const messages = messagesBehind(error)
  const what = translated(error.what, messages, language)
  if (what === undefined) return `error: ${english}`
  const frame = FRAMES[language]
  const { value, where, how } = error
  // as the English message shows it
  const shown = value === undefined ? '' : frame.got(shownValue(value))
  const place = where === undefined ? '' : placeIn(where, frame)
  return [
    `${frame.error}${what}${shown}`,
    ...(place ? [`  ${frame.at}${place}`] : []),
    ...(how ? [`  ${translated(how, messages, language) ?? how}`] : []),
  ].join('\n')
}

/** Its own messages, and those of errors that it tells again with another place. */
function messagesBehind({ messages = [], cause }: KrarupError): Message[] {
  return [...messages, ...(cause instanceof KrarupError ? messagesBehind(cause) : [])]
}

/** A sentence of an error; undefined where there is none in this language. */
function translated(text: string, messages: readonly Message[], language: Language): string | undefined {
  const message = messageOf(text, messages)
  if (message.id !== '') return inLanguage(message, language)
  return Object.hasOwn(ERROR_WORDS, text) ? inLanguage({ id: `errorWord.${text}`, text }, language) : undefined
}

function shownValue(value: unknown): string {
  if (typeof value !== 'string') return String(value)
  return JSON.stringify(value.length > 80 ? `${value.slice(0, 77)}...` : value)
}

function placeIn({ file, sheet, line, column, heading, name }: Place, frame: Frame): string {
  const cells =
    sheet === undefined
      ? frame.cell(line, column)
      : [frame.sheet(sheet, formatCell(line, column).replace(/^(cell|row|column) /, ''))]
  const queue = /^queue (.*)$/.exec(name ?? '')
  const named = queue ? frame.queue(queue[1]) : name
  const place = [named, file, ...cells].filter((part) => part !== undefined && part !== '').join(frame.mark)
  return heading === undefined ? place : frame.heading(place, heading)
}
