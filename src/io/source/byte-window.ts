import { KrarupError } from '../../domain/index.ts'
import type { ByteSource } from './byte-source.ts'
import { Bytes } from './bytes.ts'
import { type EncodingName, transcodeUtf16 } from './encoding.ts'

/** Bytes that are looked at to find out what the file is, and then read at a time. */
const BUFFER_BYTES = 1 << 20

const LF = 10
const CR = 13

export interface ByteWindowOptions {
  /** Told after every piece: bytes read so far. */
  onBytes: (bytes: number, totalBytes: number | undefined) => void
  signal?: AbortSignal
}

/** The part of a source that is in memory, and how far it is read. */
export class ByteWindow {
  private source: ByteSource
  private readonly options: ByteWindowOptions
  // one byte more than is ever filled: the scanner may look one ahead
  private bytes = Bytes.alloc(BUFFER_BYTES + 1)
  private filled = 0
  private read = 0
  /** Next byte to be read. */
  at = 0
  private ended = false

  constructor(source: ByteSource, options: ByteWindowOptions) {
    this.source = source
    this.options = options
  }

  /** What is in memory and not read. */
  unread(): Bytes {
    return this.bytes.subarray(this.at, this.filled)
  }

  /** Whether the source has no more than what is in memory. */
  get isWhole(): boolean {
    return this.ended
  }

  /** Fills the window to its end, or to the end of the source. */
  async fill(): Promise<void> {
    const { bytes } = this
    const room = bytes.subarray(0, bytes.length - 1)
    while (this.filled < room.length && !this.ended) {
      if (this.options.signal?.aborted) {
        throw new KrarupError({
          code: 'ABORTED',
          what: 'the reading was cancelled',
          where: { file: this.source.name },
        })
      }
      const count = await this.source.read(room, this.filled)
      this.filled += count
      this.read += count
      if (count === 0) this.ended = true
    }
  }

  /** Reads the source from here on as UTF-8, where it is UTF-16. */
  async toUtf8(encoding: EncodingName): Promise<void> {
    if (encoding !== 'utf-16le' && encoding !== 'utf-16be') return
    this.source = transcodeUtf16(this.source, encoding, Bytes.from(this.unread()))
    this.at = 0
    this.filled = 0
    this.ended = false
    await this.fill()
  }

  /** The whole lines in memory: the bytes, and where the last line ends; the last line of the source gets an end if it has none. */
  wholeLines(): { bytes: Bytes; end: number } {
    const { bytes } = this
    if (this.ended && this.filled > 0 && bytes[this.filled - 1] !== LF && bytes[this.filled - 1] !== CR)
      bytes[this.filled++] = LF
    bytes[this.filled] = 0
    return { bytes, end: this.ended ? this.filled : this.lastLineEnd() }
  }

  /** Whether all of the source is read. */
  get isRead(): boolean {
    return this.ended && this.at >= this.filled
  }

  /** Moves what is unread to the front and fills up behind it; a row longer than the window gets a larger one. */
  async advance(line: number): Promise<void> {
    this.report()
    const left = this.filled - this.at
    if (left >= this.bytes.length - 2) {
      if (this.bytes.length > 8 * BUFFER_BYTES) {
        throw new KrarupError({
          code: 'UNREADABLE',
          what: 'a line is longer than 8 MB',
          where: { file: this.source.name, line },
          how: 'this is hardly a table of rows: export it as CSV again',
        })
      }
      const larger = Bytes.alloc((this.bytes.length - 1) * 2 + 1)
      this.bytes.copy(larger, 0, this.at, this.filled)
      this.bytes = larger
    } else this.bytes.copyWithin(0, this.at, this.filled)
    this.at = 0
    this.filled = left
    await this.fill()
    this.report()
  }

  /** All that is unread, piece by piece. */
  async *rest(): AsyncGenerator<Uint8Array> {
    yield Bytes.from(this.unread())
    while (!this.ended) {
      this.filled = 0
      this.at = 0
      await this.fill()
      this.report()
      yield Bytes.from(this.unread())
    }
  }

  /** All that is unread, in one piece. */
  async all(): Promise<Uint8Array> {
    const pieces: Uint8Array[] = []
    for await (const piece of this.rest()) pieces.push(piece)
    return Bytes.concat(pieces)
  }

  report(): void {
    this.options.onBytes(this.read, this.source.size)
  }

  /** End of the last whole line; a CR at the very end may still be followed by its LF. */
  private lastLineEnd(): number {
    for (let i = this.filled - 1; i >= this.at; i--) {
      if (this.bytes[i] === LF || (this.bytes[i] === CR && i + 1 < this.filled)) return i + 1
    }
    return this.at
  }
}
