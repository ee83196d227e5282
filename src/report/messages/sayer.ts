import { formatPlainDateTime } from '../../domain/index.ts'
import { fillPlaces, type Message, type ValueStyle } from '../../domain/messages/index.ts'
import { numericDay } from '../dates.ts'
import { figuresIn } from '../format.ts'
import type { Language, WordTable } from '../language.ts'
import { spokenDuration } from '../spoken-duration.ts'

/** The sentences of rooms by the first part of their ids. */
export type RoomTexts = Readonly<Record<string, (language: Language) => WordTable>>

type Say = (message: Message, language?: Language) => string

/** What stands between things in English, and in others. */
const MARKS: Readonly<Record<'zh' | 'de', Readonly<Record<string, string>>>> = {
  zh: { ', ': '、', ' and ': '和', '; ': '；' },
  de: { ' and ': ' und ' },
}

function styleOf(language: 'zh' | 'de', say: Say): ValueStyle {
  const { number, percent } = figuresIn(language)
  const day = (each: number) => numericDay(each, language)
  return {
    number,
    count: (value) => number(value, String(value).split('.')[1]?.length ?? 0),
    share: percent,
    duration: (seconds) => spokenDuration(seconds, language),
    day,
    moment: (time) => `${day(Math.floor(time / 86_400))} ${formatPlainDateTime(time).slice(11, 16)}`,
    span: (from, to) => (language === 'zh' ? `${from}至${to}` : `${from} bis ${to}`),
    list: (parts, more, mark = ', ') =>
      parts.join(MARKS[language][mark] ?? mark) +
      (more === 0 ? '' : language === 'zh' ? `，另有${more}个` : ` und ${more} weitere`),
    message: (message) => say(message, language),
  }
}

/** Says the messages of some rooms, so that who needs those of one room does not carry the sentences of all: a worker of a page is loaded. */
export function sayer(rooms: RoomTexts): Say {
  const say: Say = ({ id, values = {}, text }, language = 'en') => {
    if (language === 'en') return text
    const dot = id.indexOf('.')
    const [room, name] = [id.slice(0, dot), id.slice(dot + 1)]
    const texts = Object.hasOwn(rooms, room) ? rooms[room](language) : {}
    return Object.hasOwn(texts, name) ? fillPlaces(texts[name], values, styles[language]) : text
  }
  const styles = { zh: styleOf('zh', say), de: styleOf('de', say) }
  return say
}
