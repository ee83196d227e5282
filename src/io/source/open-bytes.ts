import { type ByteSource, type Chunks, fromBytes, fromChunks, type Source } from './byte-source.ts'
import { Bytes } from './bytes.ts'

/** Opens bytes, or a stream of them; there are no files here. */
export async function openSource(source: Source, name = 'input'): Promise<ByteSource> {
  if (typeof source === 'string') throw new TypeError('a path cannot be opened in a browser: hand over the bytes')
  return source instanceof Uint8Array ? fromBytes(source, name) : fromChunks(source, name)
}

/** The whole of a stream, so that it can be read twice. */
export async function spool(stream: '-' | Chunks): Promise<{ source: Source; remove: () => Promise<void> }> {
  if (stream === '-') throw new TypeError('a browser has no standard input')
  const pieces: Uint8Array[] = []
  for await (const piece of stream) pieces.push(typeof piece === 'string' ? Bytes.from(piece) : piece)
  return { source: Bytes.concat(pieces), remove: async () => {} }
}

/** The last part of a path, without the ending. */
export function stemOf(path: string): string {
  return path.replace(/^.*[/\\]/, '').replace(/(?<=.)\.[^.]*$/, '')
}
