/** Bytes from wherever they come, and the text in them. */
export { ByteWindow } from './byte-window.ts'
export { collectLines } from './collect-lines.ts'
export { decodeText, detectEncoding, type EncodingName, isWorkbook, TextEncoding, transcodeUtf16 } from './encoding.ts'
export { fileError, standardOutputError } from './file-error.ts'
export { guardedText, unguardedText } from './guarded-text.ts'
export { type ByteSource, openSource, type Source, spool } from './open-source.ts'
export { isAbandoned, OWNER_MARK, ownerMark } from './owner.ts'
