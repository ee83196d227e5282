const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+|[\p{L}\p{N}]+/gu
const HAN = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u

/**
 * The words of a text, as a search knows them: small letters; a name like `requiredAgents` whole and in its parts; Chinese, which has no blanks, in pairs of characters that overlap, so that any stretch of two characters or
 * more is found wherever it begins.
 */
export function searchWords(text: string): string[] {
  return (text.match(WORD) ?? []).flatMap((word) => (HAN.test(word) ? pairs(word) : nameParts(word)))
}

function pairs(word: string): string[] {
  const characters = [...word]
  if (characters.length === 1) return characters
  return characters.slice(1).map((character, index) => characters[index] + character)
}

function nameParts(word: string): string[] {
  const parts = word.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{N}]+|\p{N}+|[\p{L}\p{N}]/gu) ?? []
  const whole = word.toLowerCase()
  return parts.length < 2 ? [whole] : [whole, ...parts.map((part) => part.toLowerCase())]
}

/** What the index is made with, and read with. */
export const SEARCH_FIELDS = ['title', 'heading', 'text']
/** What a result shows. */
export const SEARCH_STORED = ['url', 'title', 'heading', 'excerpt']
