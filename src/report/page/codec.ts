/**
 * Columns of numbers as short text: rounded, each as its difference from the one before, in digits of base 44, lowest first; each digit has two letters, one of which says that more follow.
 * A plan of 600 queues fits in a page that way.
 */

/** What can be printed and needs no care in a quoted string of a script. */
const LETTERS = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i))
  .join('')
  .replace(/["'\\<&/]/g, '')
const BASE = LETTERS.length / 2
/** Codes of what is not finite; steps begin at the third. */
const NONE = 0
const ENDLESS = 1
const FIRST = 2

/** Rounded to whole numbers after `scale`; NaN and Infinity survive. */
export function encodeColumn(values: ArrayLike<number>, scale: number): string {
  let text = ''
  let previous = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    let code = Number.isNaN(value) ? NONE : ENDLESS
    if (Number.isFinite(value)) {
      const rounded = Math.round(value * scale)
      const step = rounded - previous
      previous = rounded
      code = FIRST + (step < 0 ? -2 * step - 1 : 2 * step)
    }
    for (; code >= BASE; code = Math.floor(code / BASE)) text += LETTERS[BASE + (code % BASE)]
    text += LETTERS[code]
  }
  return text
}

export function decodeColumn(text: string, scale: number): number[] {
  const values: number[] = []
  let previous = 0
  let code = 0
  let place = 1
  for (const letter of text) {
    const digit = LETTERS.indexOf(letter)
    code += (digit % BASE) * place
    place *= BASE
    if (digit >= BASE) continue
    if (code === NONE) values.push(Number.NaN)
    else if (code === ENDLESS) values.push(Number.POSITIVE_INFINITY)
    else {
      const step = code - FIRST
      previous += step % 2 ? -(step + 1) / 2 : step / 2
      values.push(previous / scale)
    }
    code = 0
    place = 1
  }
  return values
}
