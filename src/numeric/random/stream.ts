/** A source of uniform numbers. Everything that uses chance takes one as an argument. */
export interface RandomStream {
  /** Uniform in the open interval (0, 1), 53 random bits. */
  uniform(): number
}

/** Words of state that a stream takes in an `Int32Array`. */
export const STREAM_SIZE = 4

const TWO_TO_MINUS_53 = 2 ** -53

/**
 * An independent stream for each (seed, key, ...): sfc32 (Doty-Humphrey, 2010; passes PractRand), its state filled by hashing the keys.
 * The same numbers on any machine.
 *
 * @param seed any finite number; so are the keys. Only their 32-bit integer parts below 2^64 count.
 */
export function randomStream(seed: number, ...keys: number[]): RandomStream {
  const state = new Int32Array(STREAM_SIZE)
  seedStream(state, 0, seed, ...keys)
  return { uniform: () => uniform(state, 0) }
}

/** Puts the stream of (seed, keys) into `state[at .. at + 4]`. Streams of different keys are independent for all that is known of the hash. */
export function seedStream(state: Int32Array, at: number, ...keys: number[]): void {
  beginKeys(state, at)
  for (const key of keys) addKey(state, at, key)
  startStream(state, at)
}

/** The same in steps, for whoever seeds many streams that begin with the same keys: `beginKeys`, `addKey` for each key in turn; then `startStream`, or `startBelow` for each of the many. */
export function beginKeys(state: Int32Array, at: number): void {
  // Fractional parts of sqrt(2), sqrt(3), sqrt(5).
  state[at] = 0x6a09e667
  state[at + 1] = 0xbb67ae85
  state[at + 2] = 0x3c6ef372
}

export function addKey(state: Int32Array, at: number, key: number): void {
  const a = mix(state[at] ^ (key | 0))
  const b = mix((state[at + 1] + a) ^ Math.floor(key / 2 ** 32))
  const c = mix((state[at + 2] + b) | 0)
  state[at] = mix((a + c) | 0)
  state[at + 1] = b
  state[at + 2] = c
}

const ROUNDS = 12

export function startStream(state: Int32Array, at: number): void {
  state[at + 3] = 1
  for (let round = 0; round < ROUNDS; round++) nextWord(state, at)
}

/**
 * Puts the stream of the keys in `keys[from ..]` and three more, whole numbers of 32 bits, into the first places of `state`. Written out: where streams are seeded for single draws, it is what
 * the draws cost, and numbers that stand in variables take half the time of those in an array.
 *
 * @param fourth a fourth key, or 0 for none
 */
export function startBelow(
  state: Int32Array,
  keys: Int32Array,
  from: number,
  first: number,
  second: number,
  third: number,
  fourth: number,
): void {
  let a = keys[from]
  let b = keys[from + 1]
  let c = keys[from + 2]
  const count = fourth === 0 ? 3 : 4
  for (let k = 0; k < count; k++) {
    const key = k === 0 ? first : k === 1 ? second : k === 2 ? third : fourth
    a = mix(a ^ key)
    b = mix((b + a) ^ (key >> 31))
    c = mix((c + b) | 0)
    a = mix((a + c) | 0)
  }
  let counter = 1
  for (let round = 0; round < ROUNDS; round++) {
    const word = (a + b + counter) | 0
    counter++
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + word) | 0
  }
  state[0] = a
  state[1] = b
  state[2] = c
  state[3] = counter
}

/**
 * The first number that `uniform` draws from each of many streams, those of the keys in `keys[from ..]`, `first`, then `second`, `second + 1` and so on, then `third`: into `out` from place `at` on, before
 * `end`. What they have in common is hashed once, and as no stream waits for another, one takes half of what it takes alone.
 */
export function firstUniforms(
  keys: Int32Array,
  from: number,
  first: number,
  second: number,
  third: number,
  out: Float64Array,
  at: number,
  end: number,
): void {
  let common = mix(keys[from] ^ first)
  const commonB = mix((keys[from + 1] + common) ^ (first >> 31))
  const commonC = mix((keys[from + 2] + commonB) | 0)
  common = mix((common + commonC) | 0)
  for (let k = at; k < end; k++) {
    const key = second + k - at
    let a = mix(common ^ key)
    let b = mix((commonB + a) ^ (key >> 31))
    let c = mix((commonC + b) | 0)
    a = mix(mix((a + c) | 0) ^ third)
    b = mix((b + a) ^ (third >> 31))
    c = mix((c + b) | 0)
    a = mix((a + c) | 0)
    let counter = 1
    for (; counter <= ROUNDS; counter++) {
      const word = (a + b + counter) | 0
      a = b ^ (b >>> 9)
      b = (c + (c << 3)) | 0
      c = (((c << 21) | (c >>> 11)) + word) | 0
    }
    const high = (a + b + counter) >>> 5
    const low = ((b ^ (b >>> 9)) + ((c + (c << 3)) | 0) + counter + 1) >>> 6
    out[k] = fraction(high, low)
  }
}

/** A bijection of 32-bit words in which every input bit moves about half of the output bits ("lowbias32", Wellons 2018). */
function mix(word: number): number {
  let x = word
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d)
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
  return x ^ (x >>> 16)
}

/** The next 32 random bits, as a signed integer. */
export function nextWord(state: Int32Array, at: number): number {
  const b = state[at + 1]
  const c = state[at + 2]
  const counter = state[at + 3]
  const word = (state[at] + b + counter) | 0
  state[at + 3] = counter + 1
  state[at] = b ^ (b >>> 9)
  state[at + 1] = c + (c << 3)
  state[at + 2] = ((c << 21) | (c >>> 11)) + word
  return word
}

/** Uniform in the open interval (0, 1), from 53 random bits. */
export function uniform(state: Int32Array, at: number): number {
  const high = nextWord(state, at) >>> 5
  const low = nextWord(state, at) >>> 6
  return fraction(high, low)
}

/** @param high 27 random bits, `low` 26 */
function fraction(high: number, low: number): number {
  return (high * 2 ** 26 + low + 0.5) * TWO_TO_MINUS_53
}
