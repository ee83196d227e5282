import type { ByteSource } from './byte-source.ts'
import { Bytes } from './bytes.ts'

/**
 * The rows that begin on the wanted lines, one character a byte: a second pass over a source, for rows that turned out
 * bad only when all were known. A row whose quotes are open at the end of a line goes on over the next.
 */
export async function collectLines(source: ByteSource, wanted: ReadonlySet<number>): Promise<Map<number, string>> {
  const found = new Map<number, string>()
  const buffer = Bytes.alloc(1 << 16)
  let line = 1
  let text = ''
  /** Line on which the row being collected begins; 0 where none is. */
  let begin = wanted.has(1) ? 1 : 0
  let afterReturn = false
  const endLine = (end: string) => {
    line++
    if (begin > 0) {
      if (text.split('"').length % 2 === 0) {
        text += end
        return
      }
      found.set(begin, text)
    }
    text = ''
    begin = wanted.has(line) ? line : 0
  }
  while (found.size < wanted.size) {
    const count = await source.read(buffer, 0)
    if (count === 0) break
    let from = 0
    for (let i = 0; i < count; i++) {
      const byte = buffer[i]
      if (afterReturn) {
        afterReturn = false
        if (byte === 10) {
          from = i + 1
          continue
        }
      }
      if (byte !== 10 && byte !== 13) continue
      if (begin > 0) text += buffer.toString('latin1', from, i)
      endLine(String.fromCharCode(byte))
      afterReturn = byte === 13
      from = i + 1
    }
    if (begin > 0) text += buffer.toString('latin1', from, count)
  }
  if (begin > 0 && !found.has(begin)) found.set(begin, text)
  return found
}
