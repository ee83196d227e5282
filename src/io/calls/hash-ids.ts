/** Numbers from 0 for keys of 52 bits, in the order in which they come: callers of a log are millions, and their names are not needed. Two keys that are equal by chance are one caller: one pair in 350 logs of five million callers. */
export class HashIds {
  count = 0
  private keys = new Float64Array(1024)
  private ids = new Int32Array(1024)

  /** @param key a whole number from 0, below 2^52 */
  idOf(key: number): number {
    if (this.count * 2 >= this.ids.length) this.grow()
    const at = this.placeOf(key)
    if (this.ids[at] === 0) {
      this.keys[at] = key
      this.ids[at] = ++this.count
    }
    return this.ids[at] - 1
  }

  private placeOf(key: number): number {
    const { keys, ids } = this
    const mask = ids.length - 1
    let at = key & mask
    while (ids[at] !== 0 && keys[at] !== key) at = (at + 1) & mask
    return at
  }

  private grow(): void {
    const { keys, ids } = this
    this.keys = new Float64Array(ids.length * 2)
    this.ids = new Int32Array(ids.length * 2)
    for (let i = 0; i < ids.length; i++) {
      if (ids[i] === 0) continue
      const at = this.placeOf(keys[i])
      this.keys[at] = keys[i]
      this.ids[at] = ids[i]
    }
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

export function keyOfHashes(a: number, b: number): number {
  const high = Math.imul(b ^ (b >>> 15), 0x85ebca6b) >>> 12
  return high * 2 ** 32 + (Math.imul(a ^ (a >>> 16), 0x7feb352d) >>> 0)
}
