import { DAY_SECONDS, dayNumber, isDate } from '../../domain/index.ts'
import type { Bytes } from '../source/index.ts'
import { KIND } from './column-kinds.ts'
import type { RowReader } from './row-reader.ts'

const LF = 10
const CR = 13
const QUOTE = 34
const POINT = 46
const COLON = 58
const DASH = 45

/** Exact powers of ten: a mantissa below 2^53 divided by one of them is rounded once, as `Number(text)` rounds it. */
const POWERS = Float64Array.from({ length: 16 }, (_, i) => 10 ** i)

/** More digits than this and a double cannot hold the mantissa exactly. */
const MOST_DIGITS = 15

/** Where the scanner stands. */
export interface ScanPosition {
  /** Next byte to be read. */
  at: number
  /** Its line in the file, from 1. */
  line: number
  /** The row at hand has a quote in it: csv-parse has to go on from here. */
  quoted: boolean
}

/**
 * Cuts rows of plain delimited text and reads their cells without making a string of them. The stretch must end with
 * a whole line end. Whatever is not in its plainest form goes to the reader as text; a row with a quote stops the scan.
 */
export function scanRows(
  reader: RowReader,
  bytes: Bytes,
  position: ScanPosition,
  end: number,
  delimiter: number,
): void {
  const {
    kinds,
    slots,
    units,
    width,
    values,
    rows: { queues },
  } = reader
  const stops = endsOfCells(delimiter)
  let { at: p, line } = position
  let dayKey = -1
  let dayStart = 0
  // the start cell of an earlier row, where it was in the plainest form
  let before: Uint8Array = new Uint8Array(0)
  let beforeStart = 0

  while (p < end && !reader.stopped) {
    const rowStart = p
    if (bytes[p] === LF || bytes[p] === CR) {
      p = afterLineEnd(bytes, p)
      line++
      continue
    }
    reader.beginRow()
    let byte = 0
    let column = 0
    for (;;) {
      const from = p
      switch (kinds[column]) {
        case KIND.number:
        case KIND.duration: {
          let value = 0
          byte = bytes[p]
          while (byte >= 48 && byte <= 57) {
            value = value * 10 + byte - 48
            byte = bytes[++p]
          }
          let digits = p - from
          let places = 0
          if (byte === POINT && digits > 0 && reader.numbers.mark === 'point') {
            byte = bytes[++p]
            while (byte >= 48 && byte <= 57) {
              value = value * 10 + byte - 48
              places++
              byte = bytes[++p]
            }
            digits += places
            // "12." is left to the other reader
            if (places === 0) digits = 0
          }
          if (stops[byte] === 1 && digits > 0 && digits <= MOST_DIGITS) {
            if (places > 0) value /= POWERS[places]
            values[slots[column]] = kinds[column] === KIND.duration ? value * units[column] : value
          } else {
            while (stops[bytes[p]] === 0) p++
            const ahead = quoteAhead(bytes, p)
            if (ahead >= 0) p = ahead
            else reader.latin1Cell(column, bytes.toString('latin1', from, p))
          }
          break
        }
        case KIND.start: {
          // rows in order of time repeat it; the minutes at its end are what changes first
          let same = before.length - 1
          while (same >= 0 && before[same] === bytes[from + same]) same--
          if (same < 0 && before.length > 0 && stops[bytes[from + before.length]] === 1) {
            reader.start = beforeStart
            p = from + before.length
            break
          }
          // 2026-03-31T07:30 or 2026-03-31 07:30:00
          const key = bytes[from + 4] === DASH && bytes[from + 7] === DASH ? isoDay(bytes, from) : -1
          if (key >= 0 && (bytes[from + 10] === 84 || bytes[from + 10] === 32) && bytes[from + 13] === COLON) {
            const minutes = twoDigits(bytes, from + 11) * 60 + twoDigits(bytes, from + 14)
            const withSeconds = bytes[from + 16] === COLON
            const seconds = withSeconds ? twoDigits(bytes, from + 17) : 0
            p = from + (withSeconds ? 19 : 16)
            if (stops[bytes[p]] === 1 && isClock(bytes, from, withSeconds)) {
              if (key !== dayKey) {
                const parts = { year: Math.floor(key / 10_000), month: Math.floor(key / 100) % 100, day: key % 100 }
                dayKey = isDate(parts) ? key : -1
                dayStart = dayNumber(parts) * DAY_SECONDS
                if (dayKey >= 0 && quoteAhead(bytes, p) < 0) reader.dates.forms.add('y-m-d')
              }
              if (dayKey >= 0) {
                reader.start = dayStart + minutes * 60 + seconds
                beforeStart = reader.start
                before = bytes.subarray(from, p)
                break
              }
            }
          }
          p = from
          while (stops[bytes[p]] === 0) p++
          const ahead = quoteAhead(bytes, p)
          if (ahead >= 0) p = ahead
          else reader.startBytes(column, bytes, from, p)
          break
        }
        case KIND.queue: {
          const guessed = queues.guess(bytes, from, stops)
          if (guessed >= 0) {
            reader.queue = queues.current
            p = guessed
            break
          }
          while (stops[bytes[p]] === 0) p++
          if (bytes[p] !== QUOTE) reader.queue = queues.idOf(bytes, from, p)
          break
        }
        case KIND.skip:
          while (stops[bytes[p]] === 0) p++
          break
        default: {
          while (stops[bytes[p]] === 0) p++
          const ahead = quoteAhead(bytes, p)
          if (ahead >= 0) p = ahead
          else reader.latin1Cell(column, bytes.toString('latin1', from, p))
        }
      }
      byte = bytes[p]
      if (byte !== delimiter) break
      column++
      if (column === width) break
      p++
    }
    let fields = column + (column === width ? 0 : 1)
    let surplus = false
    if (byte === delimiter) {
      const beyond = cellsBeyond(bytes, p, delimiter, stops)
      fields += beyond.fields
      surplus = beyond.hasText
      p = beyond.end
      byte = bytes[p]
    }
    if (byte === QUOTE) {
      position.quoted = true
      p = rowStart
      break
    }
    const rowEnd = p
    p = afterLineEnd(bytes, p)
    if (fields > 1 || width === 1 || !isBlank(bytes, rowStart, rowEnd)) {
      if (!reader.finishRow(line, fields, surplus)) reader.reject(line, bytes.toString('latin1', rowStart, rowEnd))
    }
    line++
  }
  position.at = p
  position.line = line
}

/** 1 for the bytes that end a cell. */
function endsOfCells(delimiter: number): Uint8Array {
  const stops = new Uint8Array(256)
  for (const byte of [delimiter, LF, CR, QUOTE]) stops[byte] = 1
  return stops
}

function afterLineEnd(bytes: Bytes, at: number): number {
  return at + (bytes[at] === CR && bytes[at + 1] === LF ? 2 : 1)
}

/** Cells beyond the last heading, from the delimiter before them on. */
function cellsBeyond(
  bytes: Bytes,
  from: number,
  delimiter: number,
  stops: Uint8Array,
): { fields: number; hasText: boolean; end: number } {
  let end = from
  let fields = 0
  let hasText = false
  while (bytes[end] === delimiter) {
    fields++
    end++
    while (stops[bytes[end]] === 0) {
      if (bytes[end] !== 32) hasText = true
      end++
    }
  }
  return { fields, hasText, end }
}

/** Where a quote stands in the rest of the row, -1 for none: what the reader learns from a cell it must not learn from a row that is read again. */
function quoteAhead(bytes: Bytes, at: number): number {
  for (let i = at; ; i++) {
    const byte = bytes[i]
    if (byte === QUOTE) return i
    if (byte === LF || byte === CR) return -1
  }
}

function isBlank(bytes: Bytes, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i] !== 32 && bytes[i] !== 9) return false
  return true
}

function twoDigits(bytes: Bytes, at: number): number {
  return bytes[at] * 10 + bytes[at + 1] - 528
}

/** 20260331 for the ten bytes of an ISO date, -1 where they are not digits. */
function isoDay(bytes: Bytes, from: number): number {
  for (let i = 0; i < 10; i++) {
    if (i === 4 || i === 7) continue
    const digit = bytes[from + i] - 48
    if (digit < 0 || digit > 9) return -1
  }
  return (
    twoDigits(bytes, from) * 1_000_000 +
    twoDigits(bytes, from + 2) * 10_000 +
    twoDigits(bytes, from + 5) * 100 +
    twoDigits(bytes, from + 8)
  )
}

/** Whether the digits after the date are a time of day that exists. */
function isClock(bytes: Bytes, from: number, withSeconds: boolean): boolean {
  return isPair(bytes, from + 11, 23) && isPair(bytes, from + 14, 59) && (!withSeconds || isPair(bytes, from + 17, 59))
}

function isPair(bytes: Bytes, at: number, most: number): boolean {
  const tens = bytes[at] - 48
  const ones = bytes[at + 1] - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 && tens * 10 + ones <= most
}
