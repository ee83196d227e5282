/** Numbers from 0 for keys of 52 bits, in the order in which they come: callers of a log are millions, and their names are not needed. Two keys that are equal by chance are one caller: one pair in 350 logs of five million callers. */
export class HashIds {
  count = 0
  private keys = new Float64Array(1024)
  private ids = new Int32Array(1024)

  /** @param key a whole number from 0, below 2^52 */
  idOf(key: number): number {
    if (this.count * 2 >= this.ids.length) this.grow()
    const at = placeOf(this.keys, this.ids, key)
    if (this.ids[at] === 0) {
      this.keys[at] = key
      this.ids[at] = ++this.count
    }
    return this.ids[at] - 1
  }

  private grow(): void {
    const { keys, ids } = this
    this.keys = new Float64Array(ids.length * 2)
    this.ids = new Int32Array(ids.length * 2)
    rehash(keys, ids, this.keys, this.ids)
  }
}

/** The latest number that was kept for a key of 52 bits. */
export class LatestByKey {
  private keys = new Float64Array(1024)
  /** One more than the number; 0 for none. */
  private numbers = new Int32Array(1024)
  private count = 0

  /** -1 for a key that was not kept. */
  get(key: number): number {
    return this.numbers[placeOf(this.keys, this.numbers, key)] - 1
  }

  set(key: number, number: number): void {
    if (this.count * 2 >= this.numbers.length) this.grow()
    const at = placeOf(this.keys, this.numbers, key)
    if (this.numbers[at] === 0) this.count++
    this.keys[at] = key
    this.numbers[at] = number + 1
  }

  clear(): void {
    this.numbers.fill(0)
    this.count = 0
  }

  private grow(): void {
    const { keys, numbers } = this
    this.keys = new Float64Array(numbers.length * 2)
    this.numbers = new Int32Array(numbers.length * 2)
    rehash(keys, numbers, this.keys, this.numbers)
  }
}

function placeOf(keys: Float64Array, taken: Int32Array, key: number): number {
  const mask = taken.length - 1
  let at = key & mask
  while (taken[at] !== 0 && keys[at] !== key) at = (at + 1) & mask
  return at
}

function rehash(keys: Float64Array, taken: Int32Array, intoKeys: Float64Array, into: Int32Array): void {
  for (let i = 0; i < taken.length; i++) {
    if (taken[i] === 0) continue
    const at = placeOf(intoKeys, into, keys[i])
    intoKeys[at] = keys[i]
    into[at] = taken[i]
  }
}

/** A key of 52 bits for a text: two hashes of its characters. */
export function keyOfText(text: string): number {
  let a = 0x811c9dc5
  let b = text.length
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b, 0x9e3779b1) + code
  }
  return keyOfHashes(a, b)
}

/** Two hashes as one key. Its low bits choose the place in a table, so that every bit of `a` must tell on them ("lowbias32", Wellons 2018). */
export function keyOfHashes(a: number, b: number): number {
  let low = Math.imul(a ^ (a >>> 16), 0x7feb352d)
  low = Math.imul(low ^ (low >>> 15), 0x846ca68b)
  const high = Math.imul(b ^ (b >>> 15), 0x85ebca6b) >>> 12
  return high * 2 ** 32 + ((low ^ (low >>> 16)) >>> 0)
}
