import { KrarupError } from '../../domain/index.ts'
import { type ByteSource, fromChunks } from './byte-source.ts'
import { Bytes } from './bytes.ts'

/** How the text of a file is written. `ascii`: nothing in it that encodings disagree about. */
export type EncodingName = 'ascii' | 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

const SIGNATURES: { bytes: readonly number[]; what: string; how: string }[] = [
  {
    bytes: [0x1f, 0x8b],
    what: 'this file is compressed (gzip)',
    how: 'unpack it first: gzip -dc FILE | krarup plan -',
  },
  { bytes: [0x25, 0x50, 0x44, 0x46], what: 'this is a PDF, not a table', how: 'export the report as CSV' },
]

/** Whether a file begins like a workbook: of today (a zip archive), or of old or behind a password (a compound file). */
export function isWorkbook([a, b, c, d]: Uint8Array): boolean {
  const isArchive = a === 0x50 && b === 0x4b && ((c === 3 && d === 4) || (c === 5 && d === 6))
  return isArchive || (a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0)
}

/** Tells the encoding from the beginning of a file: the byte order mark, then strict UTF-8, then GB18030. */
export function detectEncoding(head: Uint8Array, file: string): { encoding: EncodingName; markLength: number } {
  if (head.length === 0) {
    throw new KrarupError({
      code: 'TOO_SHORT',
      what: 'the file is empty',
      where: { file },
      how: 'export the history again',
    })
  }
  for (const { bytes, what, how } of SIGNATURES) {
    if (bytes.every((byte, i) => head[i] === byte))
      throw new KrarupError({ code: 'UNSUPPORTED', what, where: { file }, how })
  }
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', markLength: 3 }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', markLength: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', markLength: 2 }
  if (head.includes(0)) {
    throw new KrarupError({
      code: 'UNSUPPORTED',
      what: 'the file has zero bytes: it is not a text file, or UTF-16 without its mark',
      where: { file, line: lineOf(head, head.indexOf(0)) },
      how: 'save it as "CSV UTF-8"',
    })
  }
  if (head.every((byte) => byte < 0x80)) return { encoding: 'ascii', markLength: 0 }
  if (decodes('utf-8', head)) return { encoding: 'utf-8', markLength: 0 }
  if (decodes('gb18030', head)) return { encoding: 'gb18030', markLength: 0 }
  throw new KrarupError({
    code: 'UNREADABLE',
    what: 'the text is neither UTF-8 nor GB18030',
    where: { file, line: firstBadLine(head) },
    how: 'save it as "CSV UTF-8"',
  })
}

function decodes(encoding: 'utf-8' | 'gb18030', bytes: Uint8Array): boolean {
  try {
    // stream: the head may end within a character
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

function firstBadLine(bytes: Uint8Array): number {
  let line = 1
  let from = 0
  for (let i = 0; i <= bytes.length; i++) {
    if (i < bytes.length && bytes[i] !== 10) continue
    if (!decodes('gb18030', bytes.subarray(from, i + 1))) return line
    from = i + 1
    line++
  }
  return line
}

function lineOf(bytes: Uint8Array, position: number): number {
  let line = 1
  for (let i = 0; i < position; i++) if (bytes[i] === 10) line++
  return line
}

/**
 * Text out of raw bytes. A file may begin in plain ASCII and show its encoding only later, in a queue's name: until
 * then every piece is judged by itself, and {@link TextEncoding.settle} decides from all names together.
 */
export class TextEncoding {
  name: EncodingName

  constructor(name: EncodingName) {
    this.name = name
  }

  /** Bytes kept as one Latin-1 character each, to text; undefined where they are not text in this encoding. */
  decode(latin1: string): string | undefined {
    if (isAscii(latin1)) return latin1
    const bytes = Bytes.from(latin1, 'latin1')
    if (this.name === 'ascii') return tryDecode('utf-8', bytes) ?? tryDecode('gb18030', bytes)
    return tryDecode(this.name === 'gb18030' ? 'gb18030' : 'utf-8', bytes)
  }

  /** As {@link decode}, for messages: what is not text is shown byte by byte. */
  show(latin1: string): string {
    return this.decode(latin1) ?? latin1
  }

  /** Decides a file whose head was plain ASCII from the names found further on. */
  settle(names: readonly string[]): void {
    if (this.name !== 'ascii') return
    const telling = names.filter((name) => !isAscii(name)).map((name) => Bytes.from(name, 'latin1'))
    if (telling.length === 0) return
    this.name = telling.every((name) => tryDecode('utf-8', name) !== undefined) ? 'utf-8' : 'gb18030'
  }
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false
  return true
}

function tryDecode(encoding: 'utf-8' | 'gb18030', bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** UTF-16 (Excel's "Unicode text") handed on as UTF-8, so that one scanner reads everything. */
export function transcodeUtf16(source: ByteSource, encoding: 'utf-16le' | 'utf-16be', head: Uint8Array): ByteSource {
  const decoder = new TextDecoder(encoding, { fatal: true })
  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      yield Bytes.from(decoder.decode(head, { stream: true }))
      const buffer = new Uint8Array(1 << 16)
      for (let count = await source.read(buffer, 0); count > 0; count = await source.read(buffer, 0)) {
        yield Bytes.from(decoder.decode(buffer.subarray(0, count), { stream: true }))
      }
      yield Bytes.from(decoder.decode())
    } catch (cause) {
      if (!(cause instanceof TypeError)) throw cause
      throw new KrarupError(
        {
          code: 'UNREADABLE',
          what: 'the text is not UTF-16, though its first bytes say so',
          where: { file: source.name },
          how: 'save it as "CSV UTF-8"',
        },
        { cause },
      )
    }
  }
  return { ...fromChunks(chunks(), source.name), close: () => source.close() }
}

/** The whole of a small file (holidays, scenarios) as text. */
export function decodeText(bytes: Uint8Array, file: string): string {
  const { encoding, markLength } = detectEncoding(bytes, file)
  const text = bytes.subarray(markLength)
  return new TextDecoder(encoding === 'ascii' ? 'utf-8' : encoding).decode(text)
}
