/** A source of uniform numbers. Everything that uses chance takes one as an argument. */
export interface RandomStream {
  /** Uniform in the open interval (0, 1). */
  uniform(): number
}

/**
 * An independent stream for each (seed, key, ...): sfc32 (Doty-Humphrey, 2010), its state filled by mixing the keys.
 * The same numbers on any machine.
 */
export function randomStream(seed: number, ...keys: number[]): RandomStream {
  let a = 0x9e3779b9
  let b = 0x243f6a88
  let c = 0xb7e15162
  let counter = 1
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return sum >>> 0
  }
  for (const key of [seed, ...keys]) {
    a ^= Math.floor(key / 0x1_0000_0000) | 0
    b ^= key | 0
    for (let i = 0; i < 15; i++) next()
  }
  return { uniform: () => (next() + 0.5) / 0x1_0000_0000 }
}
