import { Bytes, unguardedText } from '../source/index.ts'

/** Stands between the cells that name a queue together. */
export const PART_END = '\u001f'

/** Names of several cells as they are shown: those of cells that count only where they vary are left out where they do not. */
export function joinParts(names: readonly string[], onlyIfVaried: readonly boolean[]): string[] {
  const parts = names.map((name) => name.split(PART_END).map(unguardedText))
  const counts = onlyIfVaried.map((only, i) => !only || new Set(parts.map((own) => own[i])).size > 1)
  return parts.map((own) => own.filter((part, i) => counts[i] && part !== '').join(' / '))
}

/** Queue names as they stand in the file, byte by byte, each with a number: looked up without making a string. */
export class QueueNames {
  readonly names: string[] = []
  private arena = new Uint8Array(1 << 12)
  private readonly ends: number[] = [0]
  private readonly hashes: number[] = []
  private table = new Int32Array(1 << 10).fill(-1)
  /** The queue that came after each the last time: rows mostly repeat one order. */
  private readonly follower: number[] = []
  private last = -1

  /** The number of the name in `bytes` from `from` to `to`, blanks at its ends left out; -1 for an empty one. */
  idOf(bytes: Uint8Array, from: number, to: number): number {
    while (from < to && (bytes[from] === 32 || bytes[from] === 9)) from++
    while (to > from && (bytes[to - 1] === 32 || bytes[to - 1] === 9)) to--
    if (from === to) return -1
    const guess = this.last < 0 ? -1 : this.follower[this.last]
    if (guess >= 0 && this.equals(guess, bytes, from, to)) {
      this.last = guess
      return guess
    }
    const id = this.lookUp(bytes, from, to)
    if (this.last >= 0) this.follower[this.last] = id
    this.last = id
    return id
  }

  /**
   * Whether the name that came next the last time stands here again: its end, and it is {@link current}; -1 otherwise.
   *
   * @param stops 1 for bytes that end a cell
   */
  guess(bytes: Uint8Array, from: number, stops: Uint8Array): number {
    const guess = this.last < 0 ? -1 : this.follower[this.last]
    if (guess < 0) return -1
    const { arena, ends } = this
    const begin = ends[guess]
    const length = ends[guess + 1] - begin
    for (let i = 0; i < length; i++) if (arena[begin + i] !== bytes[from + i]) return -1
    if (stops[bytes[from + length]] === 0) return -1
    this.last = guess
    return from + length
  }

  /** The name found last. */
  get current(): number {
    return this.last
  }

  private equals(id: number, bytes: Uint8Array, from: number, to: number): boolean {
    const { arena, ends } = this
    const begin = ends[id]
    if (ends[id + 1] - begin !== to - from) return false
    for (let i = 0; i < to - from; i++) if (arena[begin + i] !== bytes[from + i]) return false
    return true
  }

  private lookUp(bytes: Uint8Array, from: number, to: number): number {
    // FNV-1a
    let hash = 0x811c9dc5
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193)
    hash >>>= 0
    const mask = this.table.length - 1
    let place = hash & mask
    for (let id = this.table[place]; id >= 0; id = this.table[place]) {
      if (this.hashes[id] === hash && this.equals(id, bytes, from, to)) return id
      place = (place + 1) & mask
    }
    return this.add(bytes.subarray(from, to), hash, place)
  }

  private add(name: Uint8Array, hash: number, place: number): number {
    const id = this.names.length
    const begin = this.ends[id]
    if (begin + name.length > this.arena.length) {
      const larger = new Uint8Array(Math.max(this.arena.length * 2, begin + name.length))
      larger.set(this.arena)
      this.arena = larger
    }
    this.arena.set(name, begin)
    this.ends.push(begin + name.length)
    this.names.push(Bytes.from(name).toString('latin1'))
    this.hashes.push(hash)
    this.follower.push(-1)
    this.table[place] = id
    if (this.names.length * 2 > this.table.length) this.rehash()
    return id
  }

  private rehash(): void {
    this.table = new Int32Array(this.table.length * 2).fill(-1)
    const mask = this.table.length - 1
    for (const [id, hash] of this.hashes.entries()) {
      let place = hash & mask
      while (this.table[place] >= 0) place = (place + 1) & mask
      this.table[place] = id
    }
  }
}
