import { checkKeys, type Keys } from '../domain/index.ts'
import { displayWidth, fitted, wrapped } from './display-width.ts'
import { inLanguages, type Language, listed } from './language.ts'

export interface Column {
  heading: string
  /** Default: the first column left, the others right, as numbers are. */
  align?: 'left' | 'right'
  /** May be left out where there is no room for all: the last such column goes first, and those that are `'rather not'` after all others. What was left out is said below the table. */
  optional?: boolean | 'rather not'
  /** Is never shortened, though it is text: days and months, of which a part says another thing. */
  whole?: boolean
}

/** What stands in a table: names in the first column, figures in the others; below a rule what is of all together. */
export interface TableContent {
  columns: readonly Column[]
  rows: readonly (readonly string[])[]
  foot: readonly (readonly string[])[]
}

export interface TableOptions {
  /** Columns of the terminal. The widest left-aligned column is shortened to fit; numbers never are. Default 80. */
  width?: number
  /** Bold headings, bold rows, dim rules. Default false. */
  colour?: boolean
  /** `…`, `─` and `–`; else their nearest ASCII. Default true. */
  unicode?: boolean
  /** Rows that stand out in colour. */
  bold?: (row: number) => boolean
  /** Rows below a rule: totals. */
  foot?: readonly (readonly string[])[]
  /** Spaces between columns. Default 2. */
  gap?: number
  /** Of what is said below the table. Default English. */
  language?: Language
}

const TABLE_KEYS = {
  width: 1,
  colour: 1,
  unicode: 1,
  bold: 1,
  foot: 1,
  gap: 1,
  language: 1,
} as const satisfies Keys<TableOptions>

const LEAST_TEXT_WIDTH = 6

export const tableWords = inLanguages(
  { noRoom: 'no room for: {columns}' },
  { noRoom: '宽度不足，未显示：{columns}' },
  { noRoom: 'kein Platz für: {columns}' },
)

/**
 * A table for the terminal, a line a row: aligned by what the eye sees (Chinese characters are two columns wide), numbers to the right.
 *
 * @example
 * ```ts
 * import { table } from 'krarup/report'
 * table([{ heading: 'Queue' }, { heading: 'Agents' }], [['贵宾', '23'], ['General', '178']]).join('\n') //=> 'Queue    Agents\n───────  ──────\n贵宾         23\nGeneral     178'
 * ```
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  options: TableOptions = {},
): string[] {
  checkKeys('table', options, TABLE_KEYS)
  const { width = 80, colour = false, unicode = true, gap = 2, foot = [], language } = options
  const kept = columnsWithRoom(columns, [...rows, ...foot], width, gap)
  const of = <T>(cells: readonly T[]) => kept.map((i) => cells[i])
  const lines = drawn(of(columns), rows.map(of), { ...options, foot: foot.map(of) })
  const leftOut = columns.filter(({ heading }, i) => heading !== '' && !kept.includes(i))
  if (leftOut.length === 0) return lines
  const said = tableWords(language).noRoom.replace(
    '{columns}',
    listed(
      leftOut.map(({ heading }) => heading),
      language ?? 'en',
    ),
  )
  const below = wrapped(said, width).map((line) => style(line, DIM, colour))
  return [...lines, ...(unicode ? below : below.map(plain))]
}

/** Places of the columns for which there is room: as long as there is none for all, the last optional one goes. */
function columnsWithRoom(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
  gap: number,
): number[] {
  const needed = columns.map(({ heading }, i) =>
    Math.max(...[heading, ...rows.map((row) => row[i] ?? '')].map(displayWidth)),
  )
  const kept = columns.map((_, i) => i)
  const total = () => kept.reduce((sum, i) => sum + needed[i], gap * (kept.length - 1))
  while (total() > width) {
    const places = [true, 'rather not'].map((kind) => kept.findLastIndex((i) => columns[i].optional === kind))
    const spare = places.find((place) => place >= 0)
    if (spare === undefined) break
    kept.splice(spare, 1)
  }
  return kept
}

/** The table of columns that all are drawn, whatever they need. */
function drawn(columns: readonly Column[], rows: readonly (readonly string[])[], options: TableOptions): string[] {
  const { width = 80, colour = false, unicode = true, bold = () => false, foot = [], gap = 2 } = options
  const aligns = columns.map(({ align }, i) => align ?? (i === 0 ? 'left' : 'right'))
  const all = [columns.map(({ heading }) => heading), ...rows, ...foot].map((row) =>
    columns.map((_, i) => fitted(row[i] ?? '', Number.POSITIVE_INFINITY)),
  )
  const widths = columns.map((_, i) => Math.max(...all.map((row) => displayWidth(row[i]))))
  const used = () => widths.reduce((sum, one) => sum + one, gap * (columns.length - 1))
  while (used() > width) {
    const shrinkable = widths.map((one, i) => (aligns[i] === 'left' && !columns[i].whole ? one : 0))
    const widest = shrinkable.indexOf(Math.max(...shrinkable))
    if (shrinkable[widest] <= LEAST_TEXT_WIDTH) break
    widths[widest] = Math.max(LEAST_TEXT_WIDTH, widths[widest] - (used() - width))
  }
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => {
        const text = fitted(cell, widths[i])
        const space = ' '.repeat(widths[i] - displayWidth(text))
        return aligns[i] === 'left' ? text + space : space + text
      })
      .join(' '.repeat(gap))
      .trimEnd()
  const rule = widths.map((one) => (unicode ? '─' : '-').repeat(one)).join(' '.repeat(gap))
  const lines = all.map(line)
  const body = 1 + rows.length
  const shown = [
    style(lines[0], BOLD, colour),
    style(rule, DIM, colour),
    ...lines.slice(1, body).map((text, i) => style(text, BOLD, colour && bold(i))),
    ...(foot.length > 0 ? [style(rule, DIM, colour)] : []),
    ...lines.slice(body).map((text) => style(text, BOLD, colour)),
  ]
  return unicode ? shown : shown.map(plain)
}

export const BOLD = '1'
export const DIM = '2'
export const CYAN = '36'

/** Text in a terminal's colour (SGR parameters), or as it is. */
export function style(text: string, code: string, colour: boolean): string {
  return colour && text !== '' ? `\u001b[${code}m${text}\u001b[0m` : text
}

/** The project's own signs in ASCII; names stay as they are. Widths do not change. */
export function plain(text: string): string {
  return text
    .replaceAll('–', '-')
    .replaceAll('─', '-')
    .replaceAll('…', '~')
    .replaceAll('∞', '-')
    .replaceAll('·', '|')
    .replaceAll('\u00a0', ' ')
}
