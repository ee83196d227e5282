/** What `index.ts` has of the reader, where there are no files: a bundle for browsers has this in its place (`browser` in package.json). */
export { type ByteSource, isStream, type Source } from './byte-source.ts'
export { ByteWindow } from './byte-window.ts'
export { Bytes } from './bytes.ts'
export { collectLines } from './collect-lines.ts'
export { decodeText, detectEncoding, type EncodingName, isWorkbook, TextEncoding, transcodeUtf16 } from './encoding.ts'
export { guardedText, unguardedText } from './guarded-text.ts'
export { openSource, spool, stemOf } from './open-bytes.ts'
