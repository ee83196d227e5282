import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { KrarupError } from '../../domain/index.ts'

/** What stands for a value that JSON has no word for: `{"$": [kind, value]}`. */
const MARK = '$'
/** Sequences of numbers that are shorter are not worth compressing: bytes. */
const WORTH_COMPRESSING = 256
/** What a text may unfold to where nothing else is said: bytes of all its sequences of numbers together. */
const MOST_UNFOLDED = 2 ** 30

const SPECIAL_NUMBERS: ReadonlyMap<unknown, number> = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
  ['-0', -0],
])

/**
 * Plain data as JSON that loses nothing: JSON alone turns NaN and infinities to null, -0 to 0 and arrays of numbers (`Float64Array`, `Float32Array`, `Uint8Array`) to records. Properties without a
 * value are left out, as in JSON.
 *
 * @throws {TypeError} for what is no plain data: a map, a function, an instance of a class
 */
export function toExactJson(value: unknown): string {
  return JSON.stringify(marked(value))
}

/**
 * The value of a text that {@link toExactJson} wrote.
 *
 * @param most bytes that its sequences of numbers may unfold to
 * @throws {KrarupError} UNREADABLE for anything else
 */
export function fromExactJson(text: string, most: number = MOST_UNFOLDED): unknown {
  const room = { left: most }
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    throw notExact('no JSON')
  }
  return unmarked(parsed, room)
}

function marked(value: unknown): unknown {
  if (typeof value === 'number')
    return Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : { [MARK]: [Object.is(value, -0) ? '-0' : String(value)] }
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map((each) => (each === undefined ? null : marked(each)))
  if (value instanceof Float64Array) return { [MARK]: ['f64', ...bytesMarked(value)] }
  if (value instanceof Float32Array) return { [MARK]: ['f32', ...bytesMarked(value)] }
  if (value instanceof Uint8Array) return { [MARK]: ['u8', ...bytesMarked(value)] }
  if (typeof value !== 'object' || ![Object.prototype, null].includes(Object.getPrototypeOf(value)))
    throw new TypeError(`${Object.prototype.toString.call(value)} is no plain data`)
  const record = Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (inner === undefined ? [] : [[key, marked(inner)]])),
  )
  return Object.hasOwn(value, MARK) ? { [MARK]: ['record', record] } : record
}

function bytesMarked({ buffer, byteOffset, byteLength }: Float64Array | Float32Array | Uint8Array): unknown[] {
  const bytes = Buffer.from(buffer, byteOffset, byteLength)
  if (byteLength < WORTH_COMPRESSING) return [bytes.toString('base64')]
  return [deflateRawSync(bytes, { level: 1 }).toString('base64'), byteLength]
}

interface Room {
  left: number
}

function unmarked(value: unknown, room: Room): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = unmarked(value[i], room)
    return value
  }
  if (Object.hasOwn(value, MARK)) return unmarkedWord((value as { [MARK]: unknown })[MARK], room)
  for (const [key, inner] of Object.entries(value))
    if (typeof inner === 'object' && inner !== null)
      // A name that is called __proto__ is a name.
      Object.defineProperty(value, key, {
        value: unmarked(inner, room),
        enumerable: true,
        writable: true,
        configurable: true,
      })
  return value
}

function unmarkedWord(word: unknown, room: Room): unknown {
  if (!Array.isArray(word)) throw notExact('an unknown mark')
  const [kind, content, size] = word
  const number = SPECIAL_NUMBERS.get(kind)
  if (number !== undefined) return number
  if (kind === 'record' && typeof content === 'object' && content !== null && !Array.isArray(content)) {
    const entries = Object.entries(content as object)
    return Object.fromEntries(entries.map(([key, inner]) => [key, unmarked(inner, room)]))
  }
  if (kind === 'u8') return bytesOf(content, size, room)
  const numbers = { f64: Float64Array, f32: Float32Array }[String(kind)]
  if (numbers) {
    const bytes = bytesOf(content, size, room)
    if (bytes.length % numbers.BYTES_PER_ELEMENT === 0) return new numbers(bytes.buffer)
  }
  throw notExact('an unknown mark')
}

/** In memory of their own: numbers need a place that divides by eight. */
function bytesOf(content: unknown, size: unknown, room: Room): Uint8Array<ArrayBuffer> {
  if (typeof content !== 'string') throw notExact('numbers that are no text')
  const packed = Buffer.from(content, 'base64')
  const length = size === undefined ? packed.length : size
  if (typeof length !== 'number' || !Number.isInteger(length) || length < 0) throw notExact('numbers without a length')
  room.left -= length
  if (room.left < 0) throw notExact('more numbers than are allowed')
  const unpacked = size === undefined ? packed : inflated(packed, length)
  if (unpacked.length !== length) throw notExact('numbers of another length')
  return new Uint8Array(unpacked)
}

function inflated(packed: Uint8Array, length: number): Uint8Array {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, length) })
  } catch {
    throw notExact('numbers that do not unfold')
  }
}

function notExact(what: string): KrarupError {
  return new KrarupError({ code: 'UNREADABLE', what: `not written by krarup: ${what}` })
}
