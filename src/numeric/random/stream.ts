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
  // Fractional parts of sqrt(2), sqrt(3), sqrt(5).
  let a = 0x6a09e667
  let b = 0xbb67ae85
  let c = 0x3c6ef372
  for (const key of keys) {
    a = mix(a ^ (key | 0))
    b = mix((b + a) ^ Math.floor(key / 2 ** 32))
    c = mix((c + b) | 0)
    a = mix((a + c) | 0)
  }
  state[at] = a
  state[at + 1] = b
  state[at + 2] = c
  state[at + 3] = 1
  for (let round = 0; round < 12; round++) nextWord(state, at)
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
  return (high * 2 ** 26 + low + 0.5) * TWO_TO_MINUS_53
}
