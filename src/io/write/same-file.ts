import { lstat, readlink, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { KrarupError } from '../../domain/index.ts'

/** A file that a command reads or writes, and how its user named it. */
export interface NamedFile {
  path: string
  /** The option, or what it is to the command: `--out`, `the input`. */
  role: string
  /** Open already, such as standard input: what it is in the file system. */
  opened?: string | undefined
}

/**
 * That no output is one of the inputs, and no two outputs are one file: by whatever name, through whatever link, whatever is forced.
 *
 * @throws {KrarupError} CONFLICT
 */
export async function checkOutputs(outputs: readonly NamedFile[], inputs: readonly NamedFile[] = []): Promise<void> {
  const taken = new Map<string, { file: NamedFile; isInput: boolean }>()
  for (const file of inputs) {
    const identity = await identityOf(file)
    if (identity !== undefined) taken.set(identity, { file, isInput: true })
  }
  for (const file of outputs) {
    const identity = await identityOf(file)
    if (identity === undefined) continue
    const other = taken.get(identity)
    if (other) throw sameFile(file, other.file, other.isInput)
    taken.set(identity, { file, isInput: false })
  }
}

function sameFile(output: NamedFile, other: NamedFile, isInput: boolean): KrarupError {
  const same = output.path === other.path || other.path === '-' ? '' : `, as ${other.path}`
  return new KrarupError({
    code: 'CONFLICT',
    what: isInput
      ? `${output.role} would overwrite ${other.role}${same}, and an input is never overwritten`
      : `${output.role} and ${other.role} name one file${same}`,
    where: { file: output.path },
    how: 'give another name',
  })
}

async function identityOf({ path, opened }: NamedFile): Promise<string | undefined> {
  return opened ?? (path === '-' ? undefined : fileIdentity(path))
}

/** What tells a file from all others, whether it is there yet or not; undefined for what is no file of a disk, such as a pipe or `/dev/null`. */
export async function fileIdentity(path: string): Promise<string | undefined> {
  const status = await stat(path, { bigint: true }).catch(() => undefined)
  if (status) return status.isFile() || status.isDirectory() ? `${status.dev}:${status.ino}` : undefined
  // Links in a circle are said where the file is written.
  const full = await targetOf(path).catch(() => resolve(path))
  const folder = await stat(dirname(full), { bigint: true }).catch(() => undefined)
  // Some disks hold names that differ in case only for one, so that two files which are both to come may be one.
  const name = basename(full).normalize('NFC').toLowerCase()
  return `${folder ? `${folder.dev}:${folder.ino}` : dirname(full)}/${name}`
}

/** Links that are followed one after the other, as operating systems do. */
const MOST_LINKS = 40

/** The file that is meant by a path: at the end of links, also where nothing stands there yet. */
export async function targetOf(path: string): Promise<string> {
  let at = resolve(path)
  for (let links = 0; links < MOST_LINKS; links++) {
    const real = await realpath(at).catch(() => undefined)
    if (real !== undefined) return real
    const isLink = await lstat(at).then(
      (status) => status.isSymbolicLink(),
      () => false,
    )
    if (!isLink) {
      const folder = await realpath(dirname(at)).catch(() => dirname(at))
      return join(folder, basename(at))
    }
    at = resolve(dirname(at), await readlink(at))
  }
  throw Object.assign(new Error('too many links'), { code: 'ELOOP' })
}
