/** Bytes as the reader handles them. Node's `Buffer` is one, and so is what stands in for it in a browser. */
export interface Bytes extends Uint8Array {
  /** One character a byte with `latin1`, else text in UTF-8. */
  toString(encoding?: 'latin1' | 'utf8', from?: number, to?: number): string
  subarray(from?: number, to?: number): Bytes
  copy(target: Uint8Array, at: number, from: number, to: number): number
}

interface BytesMaker {
  /** Zeros. */
  alloc(length: number): Bytes
  /** A copy of bytes, or a text: in UTF-8, or one byte a character. */
  from(content: string | ArrayLike<number>, encoding?: 'latin1' | 'utf8'): Bytes
  concat(pieces: readonly Uint8Array[]): Bytes
}

/** Characters that are put together at a time: each is an argument of a call. */
const AT_A_TIME = 8192

/** What the reader needs of `Buffer`, where there is none. */
export class PortableBytes extends Uint8Array implements Bytes {
  static alloc(length: number): PortableBytes {
    return new PortableBytes(length)
  }

  static override from(content: unknown, encoding?: unknown): PortableBytes {
    if (typeof content !== 'string') return new PortableBytes(content as ArrayLike<number>)
    if (encoding !== 'latin1') return new PortableBytes(new TextEncoder().encode(content))
    const bytes = new PortableBytes(content.length)
    for (let i = 0; i < bytes.length; i++) bytes[i] = content.charCodeAt(i)
    return bytes
  }

  static concat(pieces: readonly Uint8Array[]): PortableBytes {
    const whole = new PortableBytes(pieces.reduce((length, piece) => length + piece.length, 0))
    let at = 0
    for (const piece of pieces) {
      whole.set(piece, at)
      at += piece.length
    }
    return whole
  }

  override toString(encoding: 'latin1' | 'utf8' = 'utf8', from = 0, to = this.length): string {
    if (encoding !== 'latin1') return new TextDecoder().decode(super.subarray(from, to))
    const end = Math.min(to, this.length)
    let text = ''
    // Not a TextDecoder: what it calls latin1 is windows-1252.
    for (let at = from; at < end; at += AT_A_TIME)
      text += String.fromCharCode(...super.subarray(at, Math.min(at + AT_A_TIME, end)))
    return text
  }

  override subarray(from?: number, to?: number): PortableBytes {
    return super.subarray(from, to) as unknown as PortableBytes
  }

  copy(target: Uint8Array, at: number, from: number, to: number): number {
    target.set(super.subarray(from, to), at)
    return to - from
  }
}

/** Node's own where there is one: it is quicker. */
export const Bytes: BytesMaker = (globalThis as { Buffer?: BytesMaker }).Buffer ?? PortableBytes
