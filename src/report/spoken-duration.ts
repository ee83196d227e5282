import { formatDuration } from '../domain/index.ts'
import type { Language } from './language.ts'

/** A length of time within a sentence: `1h30m`, `1小时30分钟`. */
export function spokenDuration(seconds: number, language: Language): string {
  const text = formatDuration(seconds)
  return language === 'en' ? text : text.replace('h', '小时').replace('m', '分钟').replace('s', '秒')
}
