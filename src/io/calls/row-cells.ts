import { DAY_SECONDS, dayNumber, isDate } from '../../domain/index.ts'
import { DateReader, isRefusal, judgeDuration, judgeMoment, NumberReader, type Refusal } from '../cells/index.ts'
import { Bytes, type TextEncoding } from '../source/index.ts'
import { keyOfHashes } from './hash-ids.ts'

const LF = 10
const CR = 13
const QUOTE = 34
const DOT = 46

/** Seconds and milliseconds since 1970 as logs write them: ten digits, thirteen, or ten with a fraction. */
const EPOCH = /^(?:\d{10}(?:\.\d+)?|\d{13})$/

/** Texts that are kept to be found again, and the longest of them. */
const MOST_TEXTS = 100_000
const LONGEST_TEXT = 200

/** What a cell should have held and does not. */
export interface BadCell extends Refusal {
  column: number
  value: string
}

/** The row of a log at hand, cut into cells where they lie: a string is made only of what is asked for. */
export class RowCells {
  /** Cells of the row. */
  count = 0
  /** The first cell that did not hold what was asked for. */
  bad: BadCell | undefined
  /** Moments so far that name their offset from UTC, or count seconds since 1970. */
  instants = 0
  /** Moments so far that do not. */
  wallTimes = 0
  readonly dates: DateReader
  readonly numbers = new NumberReader('point')
  private bytes: Bytes = Bytes.alloc(0)
  private from = new Int32Array(64)
  private to = new Int32Array(64)
  private readonly encoding: TextEncoding
  private readonly delimiter: number
  /** Texts that came before, by a hash of their bytes: names and outcomes repeat. */
  private readonly texts = new Map<number, { bytes: Uint8Array; text: string }>()
  /** The day read last, as a number of its eight digits, and its midnight. */
  private dayKey = -1
  private midnight = 0

  /** @param delimiter the byte between two cells; -1 where a row is one cell */
  constructor(encoding: TextEncoding, delimiter: number, moveDays: (move: (day: number) => number) => void) {
    this.encoding = encoding
    this.delimiter = delimiter
    this.dates = new DateReader(undefined, moveDays)
  }

  /** Cuts the row that begins at a byte, and tells where the next one does; the stretch ends with a line end. */
  cut(bytes: Bytes, at: number, end: number): number {
    this.bytes = bytes
    this.bad = undefined
    const { delimiter } = this
    let p = at
    let count = 0
    for (;;) {
      if (count === this.from.length) this.grow()
      let stop = p
      if (bytes[p] === QUOTE && delimiter >= 0) {
        stop++
        while (stop < end && (bytes[stop] !== QUOTE || bytes[stop + 1] === QUOTE)) stop += bytes[stop] === QUOTE ? 2 : 1
      }
      while (stop < end && bytes[stop] !== delimiter && bytes[stop] !== LF && bytes[stop] !== CR) stop++
      this.from[count] = p
      this.to[count] = stop
      count++
      if (stop >= end || bytes[stop] !== delimiter) {
        this.count = count
        return Math.min(end, stop + (bytes[stop] === CR && bytes[stop + 1] === LF ? 2 : 1))
      }
      p = stop + 1
    }
  }

  /** The whole row, one character a byte. */
  latin1(): string {
    return this.bytes.toString('latin1', this.from[0], this.to[this.count - 1])
  }

  isEmpty(column: number): boolean {
    return column < 0 || column >= this.count || this.from[column] === this.to[column]
  }

  /** A cell's text without spaces and quotes around it; empty where the row has no such cell. */
  text(column: number): string {
    if (this.isEmpty(column)) return ''
    const { bytes } = this
    const from = this.from[column]
    const to = this.to[column]
    let hash = to - from
    for (let p = from; p < to; p++) hash = (Math.imul(hash, 31) + bytes[p]) | 0
    const known = this.texts.get(hash)
    if (known !== undefined && isSame(known.bytes, bytes, from, to)) return known.text
    const trimmed = bytes.toString('latin1', from, to).trim()
    const plain = trimmed.startsWith('"') ? trimmed.slice(1, -1).replaceAll('""', '"').trim() : trimmed
    const text = this.encoding.show(plain)
    if (known === undefined && this.texts.size < MOST_TEXTS && to - from <= LONGEST_TEXT)
      this.texts.set(hash, { bytes: Uint8Array.prototype.slice.call(bytes, from, to), text })
    return text
  }

  /** A key of 52 bits for the bytes of a cell, spaces and quotes around them left away; undefined for an empty cell. */
  key(column: number): number | undefined {
    if (this.isEmpty(column)) return undefined
    const { bytes } = this
    let from = this.from[column]
    let to = this.to[column]
    while (from < to && isPadding(bytes[from])) from++
    while (to > from && isPadding(bytes[to - 1])) to--
    if (from === to) return undefined
    let a = 0x811c9dc5
    let b = to - from
    for (let p = from; p < to; p++) {
      a = Math.imul(a ^ bytes[p], 0x01000193)
      b = Math.imul(b, 0x9e3779b1) + bytes[p]
    }
    return keyOfHashes(a, b)
  }

  /** A length of time in seconds, as a number or a clock; NaN for an empty cell, and for one that is blamed. */
  seconds(column: number, unit = 1): number {
    if (this.isEmpty(column)) return Number.NaN
    const value = this.digits(column)
    if (value >= 0) return value * unit
    const judged = judgeDuration(this.text(column), this.numbers, unit)
    if (isRefusal(judged)) return this.blame(column, judged)
    if (judged < 0)
      return this.blame(column, { reason: 'a time below zero', hint: 'mend the row, or export the log again' })
    return judged
  }

  /** A number; NaN for an empty cell, and for any other text. */
  number(column: number): number {
    if (this.isEmpty(column)) return Number.NaN
    const value = this.digits(column)
    if (value >= 0) return value
    const text = this.text(column)
    return text === '' ? Number.NaN : Number(text)
  }

  /** The number of a cell of nothing but digits; -1 for any other. */
  private digits(column: number): number {
    const { bytes } = this
    const from = this.from[column]
    const end = this.to[column]
    if (end - from > 15) return -1
    let value = 0
    for (let p = from; p < end; p++) {
      const digit = bytes[p] - 48
      if (!(digit >= 0 && digit <= 9)) return -1
      value = value * 10 + digit
    }
    return value
  }

  /** A moment on the log's clock, in seconds since 1970; NaN for an empty cell, and for one that is blamed. */
  moment(column: number): number {
    if (this.isEmpty(column)) return Number.NaN
    const plain = this.plainMoment(this.from[column], this.to[column])
    if (!Number.isNaN(plain)) return plain
    const text = this.text(column)
    if (EPOCH.test(text)) {
      this.instants++
      return text.length === 13 ? Number(text) / 1000 : Number(text)
    }
    const judged = judgeMoment(text.replace(/(:\d\d)\.\d+/, '$1'), this.dates)
    if (judged === undefined) return Number.NaN
    if (judged === 'sum') return this.blame(column, { reason: 'not a date', hint: 'write 2026-03-31 07:30:15' })
    if (isRefusal(judged)) return this.blame(column, judged)
    if (judged.offset === undefined) this.wallTimes++
    else this.instants++
    return judged.time - (judged.offset ?? 0) + fractionOf(text)
  }

  blame(column: number, refusal: Refusal): number {
    this.bad ??= { column, value: this.text(column), ...refusal }
    return Number.NaN
  }

  /** 2026-03-31T07:30:15, with a space for the T, a fraction or a Z; NaN for any other form. */
  private plainMoment(from: number, to: number): number {
    const { bytes } = this
    const length = to - from
    if (length < 19 || bytes[from + 4] !== 45 || bytes[from + 7] !== 45 || bytes[from + 13] !== 58) return Number.NaN
    if (bytes[from + 16] !== 58 || (bytes[from + 10] !== 84 && bytes[from + 10] !== 32)) return Number.NaN
    const hour = twoDigits(bytes, from + 11)
    const minute = twoDigits(bytes, from + 14)
    const second = twoDigits(bytes, from + 17)
    const year = twoDigits(bytes, from) * 100 + twoDigits(bytes, from + 2)
    const key = (year * 100 + twoDigits(bytes, from + 5)) * 100 + twoDigits(bytes, from + 8)
    if (!(hour < 24 && minute < 60 && second < 60 && key >= 0)) return Number.NaN
    if (key !== this.dayKey) {
      const parts = { year, month: Math.floor(key / 100) % 100, day: key % 100 }
      if (!isDate(parts)) return Number.NaN
      this.dayKey = key
      this.midnight = dayNumber(parts) * DAY_SECONDS
    }
    let p = from + 19
    let fraction = 0
    if (bytes[p] === DOT) {
      let place = 0.1
      for (p++; p < to && bytes[p] >= 48 && bytes[p] <= 57; p++) {
        fraction += (bytes[p] - 48) * place
        place /= 10
      }
    }
    const isUtc = p === to - 1 && bytes[p] === 90
    if (p !== to && !isUtc) return Number.NaN
    if (isUtc) this.instants++
    else this.wallTimes++
    return this.midnight + hour * 3600 + minute * 60 + second + fraction
  }

  private grow(): void {
    const size = this.from.length * 2
    const from = new Int32Array(size)
    const to = new Int32Array(size)
    from.set(this.from)
    to.set(this.to)
    this.from = from
    this.to = to
  }
}

/** A number of two digits; NaN where they are none. */
function twoDigits(bytes: Bytes, at: number): number {
  const tens = bytes[at] - 48
  const ones = bytes[at + 1] - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

function isPadding(byte: number): boolean {
  return byte === 32 || byte === QUOTE
}

function isSame(known: Uint8Array, bytes: Bytes, from: number, to: number): boolean {
  if (known.length !== to - from) return false
  for (let i = 0; i < known.length; i++) if (known[i] !== bytes[from + i]) return false
  return true
}

function fractionOf(text: string): number {
  return Number(/:\d\d(\.\d+)/.exec(text)?.[1] ?? 0)
}
