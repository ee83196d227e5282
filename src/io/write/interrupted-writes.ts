import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join } from 'node:path'
import { isAbandoned, OWNER_MARK } from '../source/index.ts'

/** Where a file is written before it is moved to its place: beside it. */
export function partOf(target: string, mark: string): string {
  return join(dirname(target), `.${basename(target)}.${mark}.part`)
}

/**
 * Notes in every folder concerned which files a run is about to move to their places, so that the next run can finish what was interrupted.
 *
 * @returns how to be rid of the notes
 */
export async function noteMoves(targets: readonly string[], mark: string): Promise<() => Promise<void>> {
  const notes = [...new Set(targets.map((target) => dirname(target)))].map((folder) => join(folder, noteName(mark)))
  const remove = async () => {
    for (const note of notes) await rm(note, { force: true })
  }
  try {
    for (const note of notes) {
      const file = await open(note, 'wx')
      try {
        // A note without its line end was not finished, and nothing had been moved.
        await file.writeFile(`${JSON.stringify(targets)}\n`)
        await file.sync()
      } finally {
        await file.close()
      }
    }
    return remove
  } catch (cause) {
    await remove()
    throw cause
  }
}

function noteName(mark: string): string {
  return `.${mark}.moves`
}

/**
 * Clears up in a folder after runs that were killed: files that had all been written, and of which some stand in their places, are moved there too; what was not finished is removed.
 * What belongs to a run that goes on stays.
 */
export async function clearInterrupted(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  const left: string[] = []
  for (const name of names) {
    if (!name.startsWith('.') || !OWNER_MARK.test(name) || !/\.(moves|part)$/.test(name)) continue
    const status = await stat(join(folder, name)).catch(() => undefined)
    if (status?.isFile() && isAbandoned(name, status.mtimeMs)) left.push(name)
  }
  for (const name of left.filter((each) => each.endsWith('.moves'))) await finishMoves(join(folder, name), name)
  for (const name of left.filter((each) => each.endsWith('.part'))) await rm(join(folder, name), { force: true })
}

async function finishMoves(note: string, name: string): Promise<void> {
  const mark = OWNER_MARK.exec(name)?.[0] as string
  const targets = targetsIn(await readFile(note, 'utf8').catch(() => ''))
  for (const target of targets) await rename(partOf(target, mark), target).catch(() => {})
  for (const target of targets) await rm(join(dirname(target), noteName(mark)), { force: true }).catch(() => {})
  await rm(note, { force: true })
}

function targetsIn(text: string): string[] {
  if (!text.endsWith('\n')) return []
  try {
    const targets: unknown = JSON.parse(text)
    const isPath = (each: unknown) => typeof each === 'string' && isAbsolute(each)
    return Array.isArray(targets) && targets.every(isPath) ? targets : []
  } catch {
    return []
  }
}
