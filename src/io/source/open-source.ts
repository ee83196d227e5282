import { createReadStream, createWriteStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileError } from './file-error.ts'
import { isAbandoned, ownerMark } from './owner.ts'

/** A path, `-` for standard input, the bytes themselves, or anything that yields chunks of them (every readable stream does). */
export type Source = string | Uint8Array | AsyncIterable<Uint8Array | string>

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

/** Opens a source; `name` is what messages call it (the path's last part by default). */
export async function openSource(source: Source, name?: string): Promise<ByteSource> {
  if (typeof source === 'string') {
    return source === '-' ? fromChunks(process.stdin, name ?? 'standard input') : fromFile(source, name)
  }
  return source instanceof Uint8Array ? fromBytes(source, name ?? 'input') : fromChunks(source, name ?? 'input')
}

async function fromFile(path: string, name = basename(path)): Promise<ByteSource> {
  let handle: FileHandle
  let size: number
  try {
    handle = await open(path)
    const status = await handle.stat()
    if (status.isDirectory()) {
      await handle.close()
      throw Object.assign(new Error('a directory'), { code: 'EISDIR' })
    }
    if (!status.isFile()) {
      await handle.close()
      return fromChunks(createReadStream(path), name)
    }
    size = status.size
  } catch (cause) {
    throw fileError(path, 'read', cause)
  }
  return {
    name,
    size,
    read: (target, offset) =>
      handle.read(target, offset, target.length - offset).then(
        ({ bytesRead }) => bytesRead,
        (cause) => {
          throw fileError(path, 'read', cause)
        },
      ),
    close: () => handle.close(),
  }
}

function fromBytes(bytes: Uint8Array, name: string): ByteSource {
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

/** Chunks of any size, handed on in the pieces that are asked for. */
export function fromChunks(chunks: AsyncIterable<Uint8Array | string>, name: string): ByteSource {
  const iterator = chunks[Symbol.asyncIterator]()
  let rest: Uint8Array = new Uint8Array(0)
  return {
    name,
    read: async (target, offset) => {
      while (rest.length === 0) {
        const { value, done } = await iterator.next().catch((cause: NodeJS.ErrnoException) => {
          throw cause.syscall === undefined ? cause : fileError(name, 'read', cause)
        })
        if (done) return 0
        rest = typeof value === 'string' ? Buffer.from(value) : value
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

/**
 * Writes a stream to a temporary file, so that it can be read twice.
 *
 * @returns its path and how to be rid of it
 */
export async function spool(
  chunks: AsyncIterable<Uint8Array | string>,
): Promise<{ path: string; remove: () => Promise<void> }> {
  await clearAbandoned(tmpdir())
  const folder = join(tmpdir(), ownerMark())
  await mkdir(folder, { mode: 0o700 })
  const path = join(folder, 'input')
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    await pipeline(chunks, createWriteStream(path, { mode: 0o600 }))
    return { path, remove }
  } catch (cause) {
    await remove()
    throw (cause as NodeJS.ErrnoException).code === undefined ? cause : fileError(path, 'write', cause)
  }
}

/** Removes what runs left behind that were killed while they read a stream. */
async function clearAbandoned(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    if (!name.startsWith('krarup-')) continue
    const path = join(folder, name)
    const modified = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => undefined,
    )
    // Another user's folder stays: it cannot be removed.
    if (modified !== undefined && isAbandoned(name, modified))
      await rm(path, { recursive: true, force: true }).catch(() => {})
  }
}
