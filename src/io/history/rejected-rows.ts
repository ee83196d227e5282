import { formatCell, KrarupError } from '../../domain/index.ts'
import { collectLines, openSource, type Source, type TextEncoding, transcodeUtf16 } from '../source/index.ts'
import { type Conflict, describeConflict } from './conflicts.ts'
import type { RejectedRow } from './judged-rows.ts'

/** Rows in conflict as rejected ones, without their text. */
export function conflictingRows(conflicts: readonly Conflict[]): RejectedRow[] {
  return conflicts.flatMap((conflict) =>
    conflict.lines.map((line) => ({
      line,
      text: '',
      code: 'CONFLICT' as const,
      reason: describeConflict(conflict),
      hint: conflict.hint,
    })),
  )
}

/** Rejected rows with their text, from a second pass over the source. */
export async function textsOf(
  rows: readonly RejectedRow[],
  source: Source,
  encoding: TextEncoding,
): Promise<RejectedRow[]> {
  const opened = await openSource(source)
  try {
    const { name } = encoding
    const bytes = name === 'utf-16le' || name === 'utf-16be' ? transcodeUtf16(opened, name, new Uint8Array(0)) : opened
    const found = await collectLines(bytes, new Set(rows.map(({ line }) => line)))
    return rows.map((row) => ({ ...row, text: encoding.show(found.get(row.line) ?? '') }))
  } finally {
    await opened.close()
  }
}

/** Bad rows that an error lists. */
const MOST_LISTED = 20

/** One error for all bad rows found, with the first twenty by line. */
export function badRows(
  rows: readonly RejectedRow[],
  { file, sheet }: { file: string; sheet: string | undefined },
  more: boolean,
): KrarupError {
  const [first] = rows
  const { code, line } = first
  const where = {
    file,
    ...(sheet === undefined ? {} : { sheet }),
    line,
    ...(first.column === undefined ? {} : { column: first.column, heading: first.heading ?? '' }),
  }
  const hints = [...new Set(rows.map(({ hint }) => hint))]
  const how = `${hints.slice(0, 3).join('\n  ')}\n  or go on without these rows and keep them apart: --rejects FILE`
  if (rows.length === 1)
    return new KrarupError({ code, what: first.reason, where, how, value: first.value }, { cause: rows })
  const listed = rows.slice(0, MOST_LISTED)
  const count = `${more ? 'at least ' : ''}${rows.length} rows cannot be used${rows.length > listed.length ? `, the first ${listed.length} are` : ''}`
  const what = `${count}:\n${listed.map((row) => describeRow(row, sheet)).join('\n')}`
  return new KrarupError({ code, what, where, how }, { cause: rows })
}

function describeRow({ line, column, heading, reason, value }: RejectedRow, sheet: string | undefined): string {
  const cell =
    sheet === undefined ? `line ${line}${column === undefined ? '' : `, column ${column}`}` : formatCell(line, column)
  const place = column === undefined ? cell : `${cell} (${heading})`
  return `  ${place}: ${reason}${value === undefined ? '' : ` (${JSON.stringify(value.slice(0, 60))})`}`
}
