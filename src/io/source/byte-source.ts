import { Bytes } from './bytes.ts'

/** A path, `-` for standard input, the bytes themselves, or anything that yields chunks of them (every readable stream does). */
export type Source = string | Uint8Array | Chunks
export type Chunks = AsyncIterable<Uint8Array | string>

/** Bytes from wherever they come, in one shape for the scanner. */
export interface ByteSource {
  /** As it is named in messages. */
  name: string
  /** Bytes in all, where that is known. */
  size?: number
  /** Writes the next bytes into `target` from `offset` on; 0 at the end. */
  read(target: Uint8Array, offset: number): Promise<number>
  close(): Promise<void>
}

/** Whether a source can be read once only. */
export function isStream(source: Source): source is '-' | Chunks {
  return source === '-' || (typeof source !== 'string' && !(source instanceof Uint8Array))
}

export function fromBytes(bytes: Uint8Array, name: string): ByteSource {
  let position = 0
  return {
    name,
    size: bytes.length,
    read: async (target, offset) => {
      const part = bytes.subarray(position, position + target.length - offset)
      target.set(part, offset)
      position += part.length
      return part.length
    },
    close: async () => {},
  }
}

/** Chunks of any size, handed on in the pieces that are asked for. `asError` says in krarup's words why they end early. */
export function fromChunks(
  chunks: Chunks,
  name: string,
  asError: (cause: unknown) => unknown = (cause) => cause,
): ByteSource {
  const iterator = chunks[Symbol.asyncIterator]()
  let rest: Uint8Array = new Uint8Array(0)
  return {
    name,
    read: async (target, offset) => {
      while (rest.length === 0) {
        const { value, done } = await iterator.next().catch((cause: unknown) => {
          throw asError(cause)
        })
        if (done) return 0
        rest = typeof value === 'string' ? Bytes.from(value) : value
      }
      const part = rest.subarray(0, target.length - offset)
      target.set(part, offset)
      rest = rest.subarray(part.length)
      return part.length
    },
    close: async () => {
      await iterator.return?.()
    },
  }
}
