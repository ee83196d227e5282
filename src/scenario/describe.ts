import { formatDuration } from '../domain/index.ts'
import type { Word } from './kinds.ts'

/** The line of help of a word, with what holds where it is not said. */
export function described(word: Word): string {
  const written = defaultText(word)
  if (written !== undefined) return `${word.help} Default ${written}.`
  return word.otherwise === undefined ? word.help : `${word.help} Default: ${word.otherwise}.`
}

/** The default of a word as a file would write it; undefined where it cannot be written. */
export function defaultText({ is, default: value }: Word): string | undefined {
  if (typeof value !== 'number' || value === 0) return value === undefined ? undefined : String(value)
  const { kind } = is.kind === 'either' ? is.forms[0] : is
  if (kind === 'share' || kind === 'coefficient') return `${value * 100}%`
  return kind === 'time' || kind === 'randomTime' ? formatDuration(value) : String(value)
}
