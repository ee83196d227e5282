import { randomBytes } from 'node:crypto'
import { link, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { checkKeys, type Keys, KrarupError } from '../../domain/index.ts'
import { fileError } from '../source/index.ts'

export interface WriteOptions {
  /** An existing file may be replaced. */
  force?: boolean
}

const WRITE_KEYS = { force: 1 } as const satisfies Keys<WriteOptions>

/**
 * Writes a file beside its place and moves it there in one step: an interrupted run leaves the old file whole, and
 * nobody reads half of the new one.
 *
 * @throws {KrarupError} CONFLICT where the file exists and `force` is not set; FILE where it cannot be written.
 */
export async function writeFileAtomic(
  path: string,
  content: string | Uint8Array,
  options: WriteOptions = {},
): Promise<void> {
  checkKeys('writeFileAtomic', options, WRITE_KEYS)
  const { force = false } = options
  if (!force && (await exists(path))) throw alreadyThere(path)
  const beside = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.part`)
  try {
    await writeFile(beside, content, { flag: 'wx' })
    if (force) await rename(beside, path)
    else await moveUnlessThere(beside, path)
  } catch (cause) {
    await rm(beside, { force: true })
    throw cause instanceof KrarupError ? cause : fileError(path, 'write', cause)
  }
}

/** A file that appeared in the meantime is not overwritten either: a link, unlike a rename, fails where something stands. */
async function moveUnlessThere(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
    await rm(from)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'EEXIST') throw alreadyThere(to)
    // file systems without links: the check before has to do
    if (await exists(to)) throw alreadyThere(to)
    await rename(from, to)
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

function alreadyThere(path: string): KrarupError {
  return new KrarupError({
    code: 'CONFLICT',
    what: 'the file exists already and is left as it is',
    where: { file: path },
    how: 'give --force to replace it, or another name',
  })
}
