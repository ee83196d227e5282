import { createReadStream, createWriteStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type ByteSource, type Chunks, fromBytes, fromChunks, type Source } from './byte-source.ts'
import { fileError } from './file-error.ts'
import { isAbandoned, ownerMark } from './owner.ts'

/** Opens a source; `name` is what messages call it (the path's last part by default). */
export async function openSource(source: Source, name?: string): Promise<ByteSource> {
  if (typeof source === 'string') {
    return source === '-' ? fromStream(process.stdin, name ?? 'standard input') : fromFile(source, name)
  }
  return source instanceof Uint8Array ? fromBytes(source, name ?? 'input') : fromStream(source, name ?? 'input')
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
      return fromStream(createReadStream(path), name)
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

/** What the operating system said, where it was it. */
function asError(name: string): (cause: unknown) => unknown {
  return (cause) => ((cause as NodeJS.ErrnoException).syscall === undefined ? cause : fileError(name, 'read', cause))
}

/** Chunks of any size, handed on in the pieces that are asked for. */
function fromStream(chunks: Chunks, name: string): ByteSource {
  return fromChunks(chunks, name, asError(name))
}

/** The last part of a path, without the ending. */
export function stemOf(path: string): string {
  return basename(path, extname(path))
}

/**
 * Writes a stream to a temporary file, so that it can be read twice.
 *
 * @returns where it is and how to be rid of it
 */
export async function spool(stream: '-' | Chunks): Promise<{ source: Source; remove: () => Promise<void> }> {
  await clearAbandoned(tmpdir())
  const folder = join(tmpdir(), ownerMark())
  await mkdir(folder, { mode: 0o700 })
  const path = join(folder, 'input')
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    await pipeline(stream === '-' ? process.stdin : stream, createWriteStream(path, { mode: 0o600 }))
    return { source: path, remove }
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
