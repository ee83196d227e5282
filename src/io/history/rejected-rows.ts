import { formatCell, type KrarupError } from '../../domain/index.ts'
import { ERROR_WORDS, errorSays, type Message, saidError, termOf } from '../../domain/messages/index.ts'
import { collectLines, openSource, type Source, type TextEncoding, transcodeUtf16 } from '../source/index.ts'
import { type Conflict, describeConflict } from './conflicts.ts'
import type { RejectedRow } from './judged-rows.ts'

const sentence = termOf('errorWord', ERROR_WORDS)

/** Rows in conflict as rejected ones, without their text. */
export function conflictingRows(conflicts: readonly Conflict[]): RejectedRow[] {
  return conflicts.flatMap((conflict) =>
    conflict.lines.map((line) => ({
      line,
      text: '',
      code: 'CONFLICT' as const,
      reason: describeConflict(conflict),
      message: conflictMessage(conflict),
      hint: conflict.hint,
    })),
  )
}

/** As {@link describeConflict} says it. */
function conflictMessage({ queue, start, reason }: Conflict): Message {
  return errorSays('conflict', { reason: sentence(reason), start: { moment: start }, queue })
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
  const how = errorSays('rejects', { hints: { list: hints.slice(0, 3).map(sentence), mark: '\n  ' } })
  if (rows.length === 1)
    return saidError({ code, what: first.message ?? first.reason, where, how, value: first.value }, { cause: rows })
  const listed = rows.slice(0, MOST_LISTED)
  const counted = { count: { count: rows.length }, listed: { count: listed.length } }
  const count =
    rows.length > listed.length
      ? errorSays(more ? 'atLeastFirst' : 'unusableFirst', counted)
      : errorSays(more ? 'atLeast' : 'unusable', counted)
  const what = errorSays('rows', { count, rows: { list: listed.map((row) => describeRow(row, sheet)), mark: '\n' } })
  return saidError({ code, what, where, how }, { cause: rows })
}

function describeRow(
  { line, column, heading, reason, message, value }: RejectedRow,
  sheet: string | undefined,
): Message {
  const place =
    sheet !== undefined
      ? `${formatCell(line, column)}${column === undefined ? '' : ` (${heading})`}`
      : column === undefined
        ? errorSays('line', { line: { count: line } })
        : errorSays('column', {
            line: errorSays('line', { line: { count: line } }),
            column: { count: column },
            heading: String(heading),
          })
  const said = { place, reason: message ?? sentence(reason) }
  return value === undefined
    ? errorSays('row', said)
    : errorSays('rowWithValue', { ...said, value: JSON.stringify(value.slice(0, 60)) })
}
