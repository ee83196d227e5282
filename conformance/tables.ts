import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'

export type Row = Record<string, string>

export interface Table {
  name: string
  /** Columns a calculator is given. */
  questions: string[]
  /** Columns it may answer. */
  answers: string[]
  /** What identifies a row: questions that an answer repeats. */
  keys: string[]
}

export const TABLES: Table[] = [
  {
    name: 'states',
    questions: ['id', 'model', 'load', 'n', 'k', 'aht', 't', 'patience', 'r'],
    answers: [
      'p_block',
      'p_wait',
      'p_late',
      'sl',
      'asa',
      'lq',
      'occ',
      'p_ab',
      'ew',
      'p_ab_within_t',
      'sl_ans_offered',
      'p_miss_offered',
      'sl_incl_ab',
      'p_miss_incl_ab',
      'sl_ans_answered',
      'sl_excl_short_ab',
      'asa_answered',
    ],
    keys: ['id'],
  },
  {
    name: 'staffing',
    questions: ['id', 'model', 'load', 'aht', 'patience', 't', 'sl_target', 'sl_def', 'asa_max', 'ab_max', 'occ_max'],
    answers: ['n', 'sl_at_n', 'sl_at_n_minus_1', 'asa_at_n', 'ab_at_n', 'occ_at_n', 'binding_at_n_minus_1'],
    keys: ['id'],
  },
  {
    name: 'erlang-b-loads',
    questions: ['n', 'p_block'],
    answers: ['load'],
    keys: ['n', 'p_block'],
  },
]

export function tableNamed(name: string | undefined): Table {
  const table = TABLES.find((candidate) => candidate.name === name)
  if (!table) throw new Error(`unknown table ${name}: take one of ${TABLES.map((known) => known.name).join(', ')}`)
  return table
}

export function readTable(name: string): Row[] {
  return parseCsv(readFileSync(new URL(`${name}.csv`, import.meta.url), 'utf8'))
}

export function parseCsv(text: string): Row[] {
  return parse(text, { columns: true, bom: true, relax_column_count_less: true, skip_empty_lines: true })
}

/** Plain columns, none of which needs a quote. */
export function writeCsv(columns: string[], rows: Record<string, unknown>[]): string {
  return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
    .map((cells) => cells.join(','))
    .join('\n')
}

/** Below this a figure may also come out as 0. */
const TINY = 1e-300
/** Figures that are small differences in most formulas, where they are small. */
const DIFFERENCES = new Set(['p_ab', 'ew', 'lq', 'p_ab_within_t'])
const SMALL_DIFFERENCE = 1e-12

/** Relative error that a figure of a row may have: 1e-12 to 1 000 agents, 1e-10 above; 1e-9 for small figures that most formulas get as differences. */
export function toleranceOf(column: string, row: Row): number {
  if (DIFFERENCES.has(column) && Number(row[column]) < SMALL_DIFFERENCE) return 1e-9
  return Number(row.n) <= 1000 ? 1e-12 : 1e-10
}

/** Error of an answer in units of its tolerance: good up to 1; Infinity for what is no number, or for a word or a whole number that is another. */
export function errorOf(column: string, answer: string, row: Row): number {
  const truth = row[column]
  if (column === 'binding_at_n_minus_1' || column === 'n') return answer.trim() === truth ? 0 : Infinity
  const got = Number(answer)
  const want = Number(truth)
  if (got === want) return 0
  if (!Number.isFinite(got) || got < 0) return Infinity
  const distance = Math.abs(got - want)
  return distance <= TINY ? 0 : distance / Math.abs(want) / toleranceOf(column, row)
}

export interface Verdict {
  column: string
  answered: number
  wrong: number
  unanswered: number
  /** Largest error in units of the tolerance. */
  worst: number
  /** Where that is. */
  worstRow: string
}

/** Holds a calculator's answers against a table: one line a column. Rows and columns that it did not answer are counted apart, never as right. */
export function judge(table: Table, truth: Row[], answers: Row[]): Verdict[] {
  const keyOf = (row: Row) => table.keys.map((key) => row[key]).join('/')
  const byKey = new Map(answers.map((row) => [keyOf(row), row]))
  return table.answers.map((column) => {
    const verdict: Verdict = { column, answered: 0, wrong: 0, unanswered: 0, worst: 0, worstRow: '' }
    for (const row of truth) {
      if (row[column] === '') continue
      const answer = byKey.get(keyOf(row))?.[column]
      if (answer === undefined || answer === '') {
        verdict.unanswered++
        continue
      }
      verdict.answered++
      const error = errorOf(column, answer, row)
      if (!(error <= 1)) verdict.wrong++
      if (!(error <= verdict.worst)) {
        verdict.worst = error
        verdict.worstRow = keyOf(row)
      }
    }
    return verdict
  })
}
