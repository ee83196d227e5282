import { entryOf } from '../../domain/index.ts'
import type { Effect } from '../../forecast/index.ts'
import { figures, figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import { effectNames, forecastWords } from './words.ts'

const { fill } = figures
const LIKE = 'like a '

/** An effect in words; names of holidays and events stay as they are written. */
export function effectWords({ kind, name }: Effect, language: Language): string {
  const words = forecastWords(language)
  const names: { readonly [name: string]: string } = effectNames(language)
  const called = (each: string) => entryOf(names, each) ?? each
  switch (kind) {
    case 'weekday':
      return name.startsWith(LIKE) ? fill(words.likeWeekday, { weekday: called(name.replace(LIKE, '')) }) : called(name)
    case 'month':
      return fill(words.dayOfMonth, { day: /\d+/.exec(name)?.[0] ?? '' })
    case 'special':
    case 'event':
      return name
    default:
      return called(name)
  }
}

/** `+3.2%`. */
export function signedPercent(share: number, language?: Language): string {
  return `${share > 0 ? '+' : ''}${figuresIn(language).percent(share)}`
}
