/** East Asian wide and fullwidth ranges (Unicode Standard Annex 11), the blocks that names are written in; two columns a character. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u
/** Accents, joiners, variation selectors: they take no column of their own. */
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u
const CONTROL = /\p{Cc}/gu
/** A line may be broken after each: a Chinese character with the closing punctuation behind it, a word with its spaces. A no-break space is part of its word. */
const PIECES = /(?:[\u2e80-\uffef]|(?:[^\s\u2e80-\uffef]|\u00a0)+)[，。；：、）]*(?:(?!\u00a0)\s)*|\s+/gu

/**
 * Columns that a text takes in a terminal: Chinese, Japanese and Korean characters take two.
 *
 * @example
 * ```ts
 * import { displayWidth } from 'krarup/report'
 * displayWidth('VIP 贵宾') //=> 8
 * ```
 */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text) width += NO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1
  return width
}

/** Control characters, which could steer a terminal from within a name, become `?`. */
function harmless(text: string): string {
  return text.replace(CONTROL, '?')
}

/** At most `width` columns, the rest as `…`. */
export function fitted(text: string, width: number): string {
  const plain = harmless(text)
  if (displayWidth(plain) <= width) return plain
  let kept = ''
  let used = 1
  for (const character of plain) {
    used += displayWidth(character)
    if (used > width) break
    kept += character
  }
  return `${kept}…`
}

/** Lines of at most `width` columns, broken at spaces and between Chinese characters. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  let current = ''
  for (const piece of harmless(text).match(PIECES) ?? []) {
    if (current !== '' && displayWidth(current + piece.trimEnd()) > width) {
      lines.push(current.trimEnd())
      current = piece.trimStart()
    } else current += piece
  }
  if (current.trim() !== '' || lines.length === 0) lines.push(current.trimEnd())
  return lines
}

/** Items with a dot between them, as many in a line as fit; no item is broken. */
export function joined(items: readonly string[], width: number): string[] {
  const lines: string[] = []
  for (const item of items) {
    const longer = lines.length > 0 ? `${lines[lines.length - 1]} · ${item}` : item
    if (lines.length > 0 && displayWidth(longer) <= width) lines[lines.length - 1] = longer
    else lines.push(item)
  }
  return lines
}
