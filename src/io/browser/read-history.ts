import { type HistoryReading, type ReadHistoryOptions, readHistory as readAsNamed } from '../history/index.ts'
import { checkOptions, readHistoryThrough } from '../history/read-history.ts'
import { stemOf } from '../source/index.ts'

/** What a page reads: a file that was chosen or dropped, any other blob, or bytes. */
export type ReadableContent = Blob | Uint8Array

/**
 * Reads a history as `readHistory` of `krarup/io` does, from what a browser has: the same rows, the same findings, the same errors. A file without a column of queues is a queue that is called as the file is.
 *
 * @param content a `File`, a `Blob` or bytes; a workbook is told by its bytes
 * @throws {KrarupError} what `readHistory` of `krarup/io` throws
 * @example
 * ```ts
 * import { readHistory } from 'krarup/io/browser'
 * const day = Array.from({ length: 24 }, (_, hour) => `2024-07-01 ${String(hour).padStart(2, '0')}:00,${10 + hour},180`)
 * const content = new Blob([['Start,Offered,AHT (s)', ...day].join('\n')])
 * const { history, findings } = await readHistory(content, { name: 'sales.csv' })
 * history.queues.map(({ queue }) => queue) //=> ['sales']
 * findings.rows //=> 24
 * ```
 */
export async function readHistory(content: ReadableContent, options: ReadHistoryOptions = {}): Promise<HistoryReading> {
  checkOptions(options)
  const name = options.name ?? ('name' in content ? (content.name as string) : undefined)
  const bytes = content instanceof Uint8Array ? content : new Uint8Array(await content.arrayBuffer())
  if (name === undefined) return readAsNamed(bytes, options)
  return readHistoryThrough('scanner', bytes, { ...options, name }, stemOf(name))
}
