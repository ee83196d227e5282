/**
 * What a number format makes of a number. `clock`: a time of day or a length of time that starts again after 24 hours as it
 * is shown; `elapsed`: a length of time that goes on ([h]:mm). `unit`: seconds in one of what its text names (0.0 "min").
 */
export type NumberKind =
  | { kind: 'number' }
  | { kind: 'percentage' }
  | { kind: 'date' }
  | { kind: 'moment' }
  | { kind: 'clock'; withSeconds: boolean }
  | { kind: 'elapsed'; withSeconds: boolean }
  | { kind: 'unit'; seconds: number }

const NUMBER: NumberKind = { kind: 'number' }

/** A token of a number format. */
type Token = 'y' | 'm' | 'd' | 'h' | 's' | 'elapsed' | 'percent' | 'digit'

/** What the letters of dates mean; those of other languages stand in workbooks that are not from Excel (TT.MM.JJJJ, jj/mm/aaaa, dd-mm-jjjj). */
const LETTERS: Readonly<Record<string, Token>> = {
  y: 'y',
  e: 'y',
  b: 'y',
  g: 'y',
  a: 'y',
  m: 'm',
  d: 'd',
  t: 'd',
  h: 'h',
  u: 'h',
  s: 's',
}

/** Seconds in what the text behind a number says: `0.0 "min"`. */
const UNIT_TEXTS: readonly { text: RegExp; seconds: number }[] = [
  { text: /^(ms|msec|milliseconds?|毫秒)\.?$/i, seconds: 0.001 },
  { text: /^(s|secs?|seconds?|sek|sekunden?|秒)\.?$/i, seconds: 1 },
  { text: /^(m|mins?|minutes?|minuten?|minutos?|分钟|分)\.?$/i, seconds: 60 },
  { text: /^(h|hrs?|hours?|std|stunden?|heures?|horas?|uur|小时)\.?$/i, seconds: 3600 },
]

/**
 * What a number format shows: found from its code, of which only the first part (that of positive numbers) counts. `[h]:mm:ss` is elapsed
 * time with seconds, `h:mm` a clock without.
 */
export function kindOfFormat(code: string): NumberKind {
  const { tokens, texts } = tokensOf(code)
  const has = (token: Token) => tokens.includes(token)
  const isTime = has('h') || has('s') || has('elapsed')
  // beside hours or seconds an m is minutes, else a month
  const months = tokens.filter((token, i) => token === 'm' && !isMinutes(tokens, i)).length
  const isDate = has('y') || has('d') || months > 0
  if (isDate) return { kind: isTime ? 'moment' : 'date' }
  if (has('elapsed')) return { kind: 'elapsed', withSeconds: has('s') || /\[s+\]/i.test(code) }
  if (isTime) return { kind: 'clock', withSeconds: has('s') }
  if (has('percent')) return { kind: 'percentage' }
  const unit = has('digit') ? UNIT_TEXTS.find(({ text }) => text.test(texts.trim())) : undefined
  return unit ? { kind: 'unit', seconds: unit.seconds } : NUMBER
}

/** Whether an m means minutes: it follows hours, or stands before seconds. */
function isMinutes(tokens: readonly Token[], at: number): boolean {
  const before = tokens.slice(0, at).findLast((token) => token !== 'm')
  const after = tokens.slice(at + 1).find((token) => token !== 'm')
  return before === 'h' || before === 'elapsed' || after === 's'
}

/** The tokens of a format's first part, one a run of letters, and the text that it shows. */
function tokensOf(format: string): { tokens: Token[]; texts: string } {
  const code = format.replaceAll(/general|standard/gi, '0')
  const tokens: Token[] = []
  let texts = ''
  for (let i = 0; i < code.length; i++) {
    const character = code[i]
    if (character === ';') break
    if (character === '"') {
      const end = code.indexOf('"', i + 1)
      texts += code.slice(i + 1, end < 0 ? undefined : end)
      if (end < 0) break
      i = end
    } else if (character === '\\' || character === '_' || character === '*') {
      if (character === '\\') texts += code[i + 1] ?? ''
      i++
    } else if (character === '[') {
      const end = code.indexOf(']', i)
      if (end < 0) break
      // elapsed hours, minutes or seconds; else a colour, a condition, a language or a currency
      if (/^(h+|m+|s+|u+)$/i.test(code.slice(i + 1, end))) tokens.push('elapsed')
      i = end
    } else if (character === '%') tokens.push('percent')
    else if (/[0#?]/.test(character)) tokens.push('digit')
    else if (/^(am\/pm|a\/p|上午\/下午)/i.test(code.slice(i))) {
      i += /^a\/p/i.test(code.slice(i)) ? 2 : 4
    } else if (/^e[+-]/i.test(code.slice(i))) i++
    else if (/[a-z]/i.test(character)) {
      const run = /^(.)\1*/i.exec(code.slice(i))?.[0] ?? character
      const token = LETTERS[character.toLowerCase()]
      if (token) tokens.push(token)
      // German and Dutch years are j, and in French a lone j is a day
      else if (/j/i.test(character)) tokens.push(run.length > 2 ? 'y' : 'd')
      i += run.length - 1
    }
  }
  return { tokens, texts }
}

const clock = (withSeconds: boolean): NumberKind => ({ kind: 'clock', withSeconds })

/** Formats that files name by number alone (ECMA-376 part 1, 18.8.30), those of East Asian Excels among them. */
const BUILT_IN: Readonly<Record<number, NumberKind>> = {
  9: { kind: 'percentage' },
  10: { kind: 'percentage' },
  14: { kind: 'date' },
  15: { kind: 'date' },
  16: { kind: 'date' },
  17: { kind: 'date' },
  18: clock(false),
  19: clock(true),
  20: clock(false),
  21: clock(true),
  22: { kind: 'moment' },
  27: { kind: 'date' },
  28: { kind: 'date' },
  29: { kind: 'date' },
  30: { kind: 'date' },
  31: { kind: 'date' },
  32: clock(false),
  33: clock(true),
  // 34, 35, 55 and 56 are times in Chinese and dates in Japanese: the value tells
  34: { kind: 'moment' },
  35: { kind: 'moment' },
  36: { kind: 'date' },
  45: clock(true),
  46: { kind: 'elapsed', withSeconds: true },
  47: clock(true),
  50: { kind: 'date' },
  51: { kind: 'date' },
  52: { kind: 'date' },
  53: { kind: 'date' },
  54: { kind: 'date' },
  55: { kind: 'moment' },
  56: { kind: 'moment' },
  57: { kind: 'date' },
  58: { kind: 'date' },
}

/** What the format of a number shows; `codes` are those that the file defines itself. */
export function kindOfFormatId(id: number, codes: ReadonlyMap<number, string>): NumberKind {
  const code = codes.get(id)
  return code === undefined ? (BUILT_IN[id] ?? NUMBER) : kindOfFormat(code)
}
