export interface ColumnCodec {
  /** Rounded to whole numbers after `scale`; NaN and Infinity survive. */
  encode(values: ArrayLike<number>, scale: number): string
  decode(text: string, scale: number): number[]
}

/**
 * Columns of numbers as short text: rounded, each as its difference from the one before, five bits a letter (the letters of base 64; the sixth bit says that more follow).
 * A plan of 600 queues fits in a page that way. Self-contained, because the page carries its source text.
 */
export function columnCodec(): ColumnCodec {
  const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const NONE = 0
  const ENDLESS = 1
  const FIRST = 2
  return {
    encode(values, scale) {
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
        for (; code >= 32; code = Math.floor(code / 32)) text += LETTERS[32 + (code % 32)]
        text += LETTERS[code]
      }
      return text
    },
    decode(text, scale) {
      const values: number[] = []
      let previous = 0
      let code = 0
      let place = 1
      for (const letter of text) {
        const digit = LETTERS.indexOf(letter)
        code += (digit % 32) * place
        place *= 32
        if (digit >= 32) continue
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
    },
  }
}
