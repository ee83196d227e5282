import type { RowBuilder } from './row-builder.ts'

const TAB = 9
const LF = 10
const CR = 13
const SPACE = 32
const QUOTE = 34
const AMPERSAND = 38
const POINT = 46
const SLASH = 47
const LESS = 60
const EQUALS = 61
const GREATER = 62

/** Exact powers of ten: a mantissa below 2^53 divided by one of them is rounded once, as `Number(text)` rounds it. */
const POWERS = Float64Array.from({ length: 23 }, (_, i) => 10 ** i)
const MOST_DIGITS = 15

/** A number of days beyond this is no date and no time. */
const MOST_DAYS = 1e7

/** Types of cells, so that no string is made for each. */
const TYPES = ['', 's', 'n', 'b', 'e', 'd', 'str', 'inlineStr'] as const

/**
 * Reads rows straight from the bytes of a sheet, as long as they are in their plainest form: elements without prefixes, attributes in double quotes, and
 * nothing but a formula, a value or a text in a cell.
 *
 * @returns where it gave up, at the beginning of a row; `end` where it did not
 */
export function scanRows(bytes: Uint8Array, from: number, end: number, builder: RowBuilder): number {
  const scanner = new Scanner(bytes, from, end, builder)
  for (;;) {
    scanner.skipSpace()
    const start = scanner.at
    if (start >= end) return end
    const { line } = builder
    if (!scanner.row()) {
      builder.returnTo(line)
      return start
    }
    if (builder.stopped) return scanner.at
  }
}

/** The state of one scan; every method leaves `at` behind what it has read and says whether it was in the plainest form. */
class Scanner {
  at: number
  private readonly bytes: Uint8Array
  private readonly end: number
  private readonly builder: RowBuilder
  private readonly decoder = new TextDecoder('utf-8', { fatal: true })
  /** Of the attributes read last. */
  private line = -1
  private column = -1
  private style = 0
  private type: (typeof TYPES)[number] = ''
  private isHidden = false
  private isClosed = false

  constructor(bytes: Uint8Array, from: number, end: number, builder: RowBuilder) {
    this.bytes = bytes
    this.at = from
    this.end = end
    this.builder = builder
  }

  skipSpace(): void {
    const { bytes } = this
    for (;;) {
      const byte = bytes[this.at]
      if (byte !== SPACE && byte !== LF && byte !== CR && byte !== TAB) return
      this.at++
    }
  }

  row(): boolean {
    const { builder } = this
    if (!this.takes('<row') || !this.attributes()) return false
    builder.beginRow(this.line, this.isHidden)
    if (this.isClosed) {
      builder.endRow()
      return true
    }
    for (;;) {
      this.skipSpace()
      if (this.takes('</row>')) break
      if (this.at >= this.end || !this.cell()) return false
    }
    builder.endRow()
    return true
  }

  private cell(): boolean {
    const { builder, bytes } = this
    if (!this.takes('<c') || !this.attributes()) return false
    builder.beginCell(this.column, this.type, this.style)
    if (this.isClosed) {
      builder.endCell('', false, false)
      return true
    }
    let hasFormula = false
    if (bytes[this.at + 1] === 102) {
      if (!this.formula()) return false
      hasFormula = true
    }
    if (this.takes('<v>')) return this.value(hasFormula)
    if (this.takes('</c>')) {
      builder.endCell('', false, hasFormula)
      return true
    }
    return this.takes('<is>') && this.inline()
  }

  /** Skips a formula: what is less than something is escaped in it. */
  private formula(): boolean {
    const { bytes, end } = this
    while (this.at < end && bytes[this.at] !== GREATER) this.at++
    const isClosed = bytes[this.at - 1] === SLASH
    this.at++
    if (isClosed) return true
    while (this.at < end && bytes[this.at] !== LESS) this.at++
    return this.takes('</f>')
  }

  private value(hasFormula: boolean): boolean {
    const { bytes, builder, type } = this
    const from = this.at
    if (type === '' || type === 's' || type === 'n') {
      let p = from
      let value = 0
      let byte = bytes[p]
      while (byte >= 48 && byte <= 57) {
        value = value * 10 + byte - 48
        byte = bytes[++p]
      }
      let digits = p - from
      if (byte === POINT && digits > 0) {
        const point = p
        byte = bytes[++p]
        while (byte >= 48 && byte <= 57) {
          value = value * 10 + byte - 48
          byte = bytes[++p]
        }
        const places = p - point - 1
        digits += places
        value /= POWERS[places]
      }
      if (byte === LESS && digits > 0) {
        // times have seventeen digits and are rounded to milliseconds: what is lost here is a millionth of that
        if (digits > MOST_DIGITS && !(digits < POWERS.length && value < MOST_DAYS && builder.isTime))
          value = Number(this.ascii(from, p))
        this.at = p
        if (!this.takes('</v></c>')) return false
        builder.endNumber(value)
        return true
      }
    }
    const text = this.text()
    if (text === undefined || !this.takes('</v></c>')) return false
    builder.endCell(text, true, hasFormula)
    return true
  }

  private inline(): boolean {
    if (!this.takes('<t>') && !this.takes('<t xml:space="preserve">')) return false
    const text = this.text()
    if (text === undefined || !this.takes('</t></is></c>')) return false
    this.builder.endCell(text, true, false)
    return true
  }

  /** The text up to the next element; undefined where something in it has to be resolved. */
  private text(): string | undefined {
    const { bytes, end } = this
    const from = this.at
    let isAscii = true
    while (this.at < end && bytes[this.at] !== LESS) {
      const byte = bytes[this.at++]
      if (byte === AMPERSAND || byte === CR) return undefined
      if (byte > 127) isAscii = false
    }
    if (isAscii) return this.ascii(from, this.at)
    try {
      return this.decoder.decode(bytes.subarray(from, this.at))
    } catch {
      // the other reader says what is wrong
      return undefined
    }
  }

  private ascii(from: number, to: number): string {
    let text = ''
    for (let i = from; i < to; i++) text += String.fromCharCode(this.bytes[i])
    return text
  }

  /** Reads attributes up to the end of the tag; those that say nothing here are skipped. */
  private attributes(): boolean {
    const { bytes, end } = this
    this.line = -1
    this.column = -1
    this.style = 0
    this.type = ''
    this.isHidden = false
    this.isClosed = false
    for (;;) {
      const before = this.at
      this.skipSpace()
      const byte = bytes[this.at]
      if (byte === GREATER) {
        this.at++
        return true
      }
      if (byte === SLASH && bytes[this.at + 1] === GREATER) {
        this.at += 2
        this.isClosed = true
        return true
      }
      if (before === this.at) return false
      const name = this.at
      while (this.at < end && bytes[this.at] !== EQUALS) this.at++
      const length = this.at - name
      if (bytes[this.at + 1] !== QUOTE) return false
      const from = this.at + 2
      this.at = from
      while (this.at < end && bytes[this.at] !== QUOTE) this.at++
      if (this.at >= end) return false
      if (length === 1) {
        if (!this.attribute(bytes[name], from, this.at)) return false
      } else if (length === 6 && bytes[name] === 104) {
        this.isHidden = this.at === from + 1 ? bytes[from] === 49 : this.at === from + 4
      }
      this.at++
    }
  }

  /** The attributes r (`C14` or `14`), s and t. */
  private attribute(name: number, from: number, to: number): boolean {
    const { bytes } = this
    if (name === 114) {
      let p = from
      let column = 0
      for (; p < to; p++) {
        const letter = bytes[p] - 64
        if (letter < 1 || letter > 26) break
        column = column * 26 + letter
      }
      this.column = column - 1
      this.line = this.whole(p, to)
      return this.line > 0
    }
    if (name === 115) {
      this.style = this.whole(from, to)
      return this.style >= 0
    }
    if (name !== 116) return true
    const type = TYPES.find((one) => one.length === to - from && this.isAt(one, from))
    if (type === undefined) return false
    this.type = type
    return true
  }

  private whole(from: number, to: number): number {
    let value = 0
    for (let p = from; p < to; p++) {
      const digit = this.bytes[p] - 48
      if (digit < 0 || digit > 9) return -1
      value = value * 10 + digit
    }
    return to > from ? value : -1
  }

  private isAt(text: string, at: number): boolean {
    for (let i = 0; i < text.length; i++) if (this.bytes[at + i] !== text.charCodeAt(i)) return false
    return true
  }

  /** Steps over a text where it stands next. */
  private takes(text: string): boolean {
    if (!this.isAt(text, this.at)) return false
    this.at += text.length
    return true
  }
}
