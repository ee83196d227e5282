import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { KrarupError } from '../../domain/index.ts'
import { errorSays, type Message, saidError } from '../../domain/messages/index.ts'

type Action = 'read' | 'write'

const HINTS = new Map<string, string | Record<Action, string>>([
  [
    'EACCES',
    {
      read: 'the file may not be opened by this user: check its permissions',
      write: 'this user may not write there: check the permissions of the folder and of the file',
    },
  ],
  [
    'EPERM',
    {
      read: 'the file may not be opened by this user: check its permissions',
      write: 'this user may not write there: check the permissions of the folder and of the file',
    },
  ],
  ['EISDIR', 'this is a directory: name a file in it'],
  ['ENOTDIR', 'a part of the path is not a directory'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota of this user is used up'],
  ['EFBIG', 'the file would be larger than this disk allows'],
  ['EROFS', 'this disk can only be read: name a file on another'],
  ['ENAMETOOLONG', 'the name is too long for this disk'],
  ['ELOOP', 'the links lead in a circle'],
  ['EMFILE', 'too many files are open: close some, or raise the limit (ulimit -n)'],
  ['ENFILE', 'too many files are open on this machine'],
  ['EIO', 'the disk does not answer as it should'],
  ['EBUSY', 'another program holds the file: close it there'],
  ['ETXTBSY', 'another program runs this file'],
])

/** What the operating system said, in krarup's words. */
export function fileError(path: string, action: Action, cause: unknown): KrarupError {
  return saidError(
    {
      code: 'FILE',
      what: `the file cannot be ${action === 'read' ? 'read' : 'written'}`,
      where: { file: path },
      how: hintOf(path, action, cause),
    },
    { cause },
  )
}

/** Standard output that the operating system does not take: a full disk, say. It ended in a stack trace. */
export function standardOutputError(cause: unknown): KrarupError {
  return saidError(
    { code: 'FILE', what: 'standard output cannot be written', how: hintOf('standard output', 'write', cause) },
    { cause },
  )
}

function hintOf(path: string, action: Action, cause: unknown): string | Message {
  const { code = '' } = cause as NodeJS.ErrnoException
  if (code === 'ENOENT') {
    const folder = dirname(path)
    if (!existsSync(resolve(folder)))
      return errorSays(action === 'read' ? 'noFolderToRead' : 'noFolderToWrite', { folder })
    return action === 'read'
      ? 'there is no such file: check the path'
      : 'the folder went away, or the link leads nowhere'
  }
  const hint = HINTS.get(code)
  if (hint !== undefined) return typeof hint === 'string' ? hint : hint[action]
  return cause instanceof Error ? cause.message : String(cause)
}
