import { constants } from 'node:fs'
import { access, chmod, link, open, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { checkKeys, type Keys, KrarupError } from '../../domain/index.ts'
import { errorSays, saidError } from '../../domain/messages/index.ts'
import { fileError, ownerMark } from '../source/index.ts'
import { clearInterrupted, noteMoves, partOf } from './interrupted-writes.ts'
import { checkOutputs, targetOf } from './same-file.ts'

export interface WriteOptions {
  /** An existing file may be replaced. */
  force?: boolean
  /** Files that were read for what is written: none of them is ever replaced. */
  inputs?: readonly string[]
}

const WRITE_KEYS = { force: 1, inputs: 1 } as const satisfies Keys<WriteOptions>

/** What is to stand in a file. */
export interface FileContent {
  path: string
  /** Pieces of text stand one after another, and are fetched as they are written: a file may be longer than a string can be. */
  content: string | Uint8Array | Iterable<string>
}

/**
 * Writes a file beside its place and moves it there in one step: an interrupted run leaves the old file whole, and
 * nobody reads half of the new one. A link stays a link: what it leads to is replaced. Where a file has several names (hard links), this name gets the new
 * file and the others keep the old one: written in place, both could be left half. What is no file of a disk, such as `/dev/stdout`, is written as it comes.
 *
 * @throws {KrarupError} CONFLICT where the file exists and `force` is not set, or is an input; FILE where it cannot be written.
 */
export async function writeFileAtomic(
  path: string,
  content: FileContent['content'],
  options: WriteOptions = {},
): Promise<void> {
  checkKeys('writeFileAtomic', options, WRITE_KEYS)
  await writeTogether([{ path, content }], options)
}

/**
 * Writes files that belong together, such as a plan and its report: all are written beside their places before the first is moved there. Where a run is killed between two moves, the next one
 * that writes to the folder finishes them.
 *
 * @throws {KrarupError} as {@link writeFileAtomic}; CONFLICT also where two of them are one file
 */
export async function writeFilesTogether(files: readonly FileContent[], options: WriteOptions = {}): Promise<void> {
  checkKeys('writeFilesTogether', options, WRITE_KEYS)
  await writeTogether(files, options)
}

interface Target extends FileContent {
  /** At the end of links. */
  real: string
  /** Permissions of the file that is replaced. */
  mode: number | undefined
  part: string
}

async function writeTogether(files: readonly FileContent[], { force = false, inputs = [] }: WriteOptions) {
  await checkOutputs(
    files.map(({ path }) => ({ path, role: path })),
    inputs.map((path) => ({ path, role: path })),
  )
  const mark = ownerMark()
  const targets: Target[] = []
  for (const file of files) {
    const place = await checkWritable(file.path, force)
    if (place) targets.push({ ...file, ...place, part: partOf(place.real, mark) })
  }
  let current: FileContent = files[0]
  const created: string[] = []
  let forget = async () => {}
  try {
    for (const target of targets) {
      current = target
      await writePart(target)
    }
    if (targets.length > 1)
      forget = await noteMoves(
        targets.map(({ real }) => real),
        mark,
      )
    for (const target of targets) {
      current = target
      if (force) await rename(target.part, target.real)
      else {
        await moveUnlessThere(target)
        created.push(target.real)
      }
    }
    await forget()
  } catch (cause) {
    await forget()
    // What replaced nothing is taken back; where a file was replaced, the old one is gone.
    for (const path of [...targets.map(({ part }) => part), ...created]) await rm(path, { force: true })
    throw cause instanceof KrarupError ? cause : fileError(current.path, 'write', cause)
  }
  for (const file of files) if (!targets.some(({ path }) => path === file.path)) await writeDirectly(file)
}

/**
 * Where a file is to go, at the end of links, and the permissions of the one that stands there. Undefined where it is no file of a disk. What killed runs left in the folder is cleared up first.
 *
 * @throws {KrarupError} CONFLICT where the file exists and `force` is not set; FILE where it could not be written
 */
export async function checkWritable(
  path: string,
  force: boolean,
): Promise<{ real: string; mode: number | undefined } | undefined> {
  try {
    if (isDevice(path)) return undefined
    const real = await targetOf(path)
    await clearInterrupted(dirname(real))
    const status = await stat(real).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT') return undefined
      throw cause
    })
    if (status?.isDirectory()) throw Object.assign(new Error('a directory'), { code: 'EISDIR' })
    if (status && !status.isFile()) return undefined
    if (status && !force) throw alreadyThere(path)
    // A move would replace what the user may not write.
    if (status) await access(real, constants.W_OK)
    await access(dirname(real), constants.W_OK)
    return { real, mode: status?.mode }
  } catch (cause) {
    throw cause instanceof KrarupError ? cause : fileError(path, 'write', cause)
  }
}

/** Standard output is a device too where it goes to a file. */
function isDevice(path: string): boolean {
  return /^\/(dev|proc)\//.test(path)
}

async function writePart({ part, content, mode }: Target): Promise<void> {
  const file = await open(part, 'wx')
  try {
    await writeFile(file, content)
    await file.sync()
  } finally {
    await file.close()
  }
  if (mode !== undefined) await chmod(part, mode & 0o777)
}

/** Pipes and devices. */
async function writeDirectly({ path, content }: FileContent): Promise<void> {
  await writeFile(path, content).catch((cause) => {
    throw fileError(path, 'write', cause)
  })
}

/** A file that appeared in the meantime is not overwritten either: a link, unlike a rename, fails where something stands. */
async function moveUnlessThere({ part, real, path }: Target): Promise<void> {
  try {
    await link(part, real)
    await rm(part)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'EEXIST') throw alreadyThere(path)
    // file systems without links: the check before has to do
    const isThere = await stat(real).then(
      () => true,
      () => false,
    )
    if (isThere) throw alreadyThere(path)
    await rename(part, real)
  }
}

function alreadyThere(path: string): KrarupError {
  return saidError({
    code: 'CONFLICT',
    what: errorSays('existsAlready', { file: path }),
    how: 'give --force to replace it, or another name',
  })
}
