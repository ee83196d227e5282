import { readFile } from 'node:fs/promises'
import { KrarupError } from '../../domain/index.ts'

/** The text of a file, UTF-8. */
export async function readTextFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new KrarupError({ code: 'FILE', what: `cannot read ${path}`, how: (cause as Error).message }, { cause })
  }
}
