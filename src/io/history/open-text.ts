import { readerSays } from '../../domain/messages/index.ts'
import type { ColumnMap } from '../layout/index.ts'
import { findLayout, type Layout, type MatrixLayout, matrixLayout, titledLayout } from '../layout/index.ts'
import { type ByteWindow, detectEncoding, type Source, TextEncoding } from '../source/index.ts'
import { type OpenCallsOptions, openCalls } from './open-calls.ts'
import { feedMatrix, type OpenedTable } from './opened-table.ts'
import { type RowCutter, readRows } from './read-rows.ts'
import { textsOf } from './rejected-rows.ts'

interface OpenTextOptions {
  cutter: RowCutter
  /** The file once more, for a second pass. */
  source: Source
  map: ColumnMap
  file: string
  /** How a log of single calls is counted. */
  calls: Omit<OpenCallsOptions, 'source' | 'file'>
}

/**
 * Finds the table in a text file, whose head is in the window.
 *
 * @throws {KrarupError} as `findLayout`; UNSUPPORTED and UNREADABLE for what is no text
 */
export async function openText(
  window: ByteWindow,
  { cutter, source, map, file, calls }: OpenTextOptions,
): Promise<OpenedTable> {
  const { encoding: name, markLength } = detectEncoding(window.unread(), file)
  window.at = markLength
  await window.toUtf8(name)
  const encoding = new TextEncoding(name)
  const log = Object.keys(map).length > 0 ? undefined : openCalls(window, encoding, { source, file, ...calls })
  if (log) return log
  const matrix = window.isWhole
    ? (matrixLayout(window.unread(), encoding, file) ??
      (Object.keys(map).length > 0 ? undefined : titledLayout(window.unread(), encoding, file)))
    : undefined
  const layout = matrix ?? findLayout(window.unread(), window.isWhole, map, encoding, file)
  const { delimiter } = layout
  return {
    layout: layout satisfies Layout | MatrixLayout,
    encoding,
    delimiter,
    feed: async (reader) => {
      window.at += layout.dataOffset
      if (matrix) feedMatrix(matrix, reader)
      else await readRows(cutter, window, reader, { delimiter, line: layout.dataLine })
    },
    withText: (rows) => textsOf(rows, source, encoding),
    written: () => ({ encoding: encoding.name, delimiter }),
    notes: () => (/\.(xlsx|xlsm|xls|xlsb|ods)$/i.test(file) ? [readerSays('textNamedWorkbook')] : []),
  }
}
