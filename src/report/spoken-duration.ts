import { formatDuration } from '../domain/index.ts'
import type { Language } from './language.ts'

/** A length of time within a sentence: `1h30m`, `1小时30分钟`, `1 h 30 min`. */
export function spokenDuration(seconds: number, language: Language): string {
  const text = formatDuration(seconds)
  switch (language) {
    case 'en':
      return text
    case 'zh':
      return text.replace('h', '小时').replace('m', '分钟').replace('s', '秒')
    case 'de':
      return text
        .replace('.', ',')
        .replace(/[hms]/g, (unit) => ` ${unit === 'm' ? 'min' : unit} `)
        .trim()
        .replaceAll(' ', '\u00a0')
  }
}
