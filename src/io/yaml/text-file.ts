import { readFile } from 'node:fs/promises'
import { fileError } from '../source/index.ts'

/** The text of a file, UTF-8. */
export async function readTextFile(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause) => {
    throw fileError(path, 'read', cause)
  })
}
