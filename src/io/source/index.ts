/** Bytes from wherever they come, and the text in them. */
export { ByteWindow } from './byte-window.ts'
export { collectLines } from './collect-lines.ts'
export { decodeText, detectEncoding, type EncodingName, isWorkbook, TextEncoding, transcodeUtf16 } from './encoding.ts'
export { type ByteSource, fileError, openSource, type Source, spool } from './open-source.ts'
