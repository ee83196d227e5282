import type { CsvRows } from '../csv-rows.ts'
import { figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import { type PrintOptions, printWith } from '../print-options.ts'
import { table } from '../table.ts'
import { batchColumns, finite } from './columns.ts'
import type { StaffAnswer, StaffQuestion } from './question.ts'
import { staffColumns } from './words.ts'

/** Requirements of a file, one a row. */
export interface StaffBatch {
  headings: readonly string[]
  /** What each column is in JSON: the option that it says, or its heading. */
  names: readonly string[]
  /** Cells of a row as they stand in the file, and what they ask. */
  rows: readonly { cells: readonly string[]; question: StaffQuestion; answer: StaffAnswer }[]
}

/** The figures of each row behind what stands in the file. Every row's are named alike; their thresholds and shrinkages are their own. */
function resultsOf({ rows }: StaffBatch) {
  const withShrinkage = rows.some(({ question }) => question.shrinkage > 0)
  const withChats = rows.some(({ question }) => question.concurrency !== undefined)
  return rows.map(({ cells, question, answer }) => ({
    cells,
    figures: batchColumns(question, withShrinkage, withChats).map((column) => ({
      ...column,
      number: column.value(answer),
    })),
  }))
}

/** A batch for the terminal, a line an element. */
export function staffBatchTable(batch: StaffBatch, options: PrintOptions = {}): string[] {
  const { style, language } = printWith('staffBatchTable', options)
  const results = resultsOf(batch)
  const headings = [...batch.headings, ...results[0].figures.map(({ heading }) => heading(language))]
  return table(
    headings.map((heading) => ({ heading, align: 'right' })),
    results.map(({ cells, figures }) => [
      ...cells,
      ...figures.map(({ text, number }) => text(number, figuresIn(language))),
    ]),
    style,
  )
}

/** A batch as JSON can carry it. */
export function staffBatchJson(batch: StaffBatch): object {
  return {
    version: 1,
    rows: resultsOf(batch).map(({ cells, figures }) => ({
      ...Object.fromEntries(batch.names.map((name, i) => [name, cells[i] ?? null])),
      ...Object.fromEntries(figures.map(({ name, number }) => [name, finite(number, null)])),
    })),
  }
}

/** A batch as CSV has it: what stands in the file, and behind it the figures. */
export function staffBatchCsvRows(batch: StaffBatch, language: Language = 'en'): CsvRows {
  const names = staffColumns(language)
  const results = resultsOf(batch)
  return {
    headings: [...batch.headings, ...results[0].figures.map(({ name }) => names[name])],
    rows: results.map(({ cells, figures }) => [...cells, ...figures.map(({ number }) => finite(number, ''))]),
  }
}
