import { KrarupError, nearest, unknownName } from '../../domain/index.ts'
import { readTable } from '../../io/index.ts'
import { table } from '../../report/index.ts'
import type { Words } from '../commands/command.ts'
import type { Terminal } from '../terminal.ts'
import { headingsOf } from './headings.ts'
import { printAnswer, tableStyle } from './output.ts'
import {
  ABANDONMENT,
  AGENTS,
  FIGURES,
  type FigureColumn,
  finite,
  levelColumn,
  scheduledColumn,
} from './staff-columns.ts'
import { answerAt, readQuestion, requirementOf } from './staff-question.ts'
import type { Options } from './words.ts'

/** One requirement a row; what the command line says holds for rows that leave it open. */
export async function runBatch(path: string, words: Words, options: Options, terminal: Terminal): Promise<number> {
  const { file, headings, rows } = await readTable(path, 'requirements')
  const names = headings.map((heading) => batchOption(heading, file))
  const answers = rows.map(({ cells, line }) => {
    const own: Words = Object.fromEntries(
      names.map((name, i) => [name, cells[i] || undefined]).filter(([, cell]) => cell),
    )
    try {
      const question = readQuestion({ ...words, ...own })
      const { agents } = requirementOf(question)
      return { cells, agents, question, answer: answerAt(question, agents) }
    } catch (error) {
      if (!(error instanceof KrarupError)) throw error
      const { code, what, how, value, where } = error
      const heading = where?.name?.replace(/^--/, '')
      throw new KrarupError(
        { code, what, where: { file, line, ...(heading ? { heading } : {}) }, ...(how ? { how } : {}), value },
        { cause: error },
      )
    }
  })
  if (answers.length === 0) throw new KrarupError({ code: 'TOO_SHORT', what: 'no requirements', where: { file } })
  const title = headingsOf(options)
  const withShrinkage = answers.some(({ question }) => question.shrinkage > 0)
  const results: FigureColumn[] = [
    AGENTS,
    ...(withShrinkage ? [scheduledColumn(answers[0].question)] : []),
    levelColumn(answers[0].question),
    ...FIGURES,
    ABANDONMENT,
  ]
  const resultOf = ({ question, answer: found }: (typeof answers)[number]) =>
    results.map(({ name, value, text }) => {
      const own =
        name === 'scheduled' ? scheduledColumn(question) : name === 'service_level' ? levelColumn(question) : { value }
      return { name, number: own.value(found), text }
    })
  printAnswer(terminal, options, {
    lines: () =>
      table(
        [...headings, ...results.map(({ name, heading }) => title(name, heading))].map((heading) => ({
          heading,
          align: 'right' as const,
        })),
        answers.map((row) => [...row.cells, ...resultOf(row).map(({ text, number }) => text(number))]),
        tableStyle(terminal),
      ),
    json: () => ({
      version: 1,
      rows: answers.map((row) => ({
        ...Object.fromEntries(names.map((name, i) => [name, row.cells[i] ?? null])),
        ...Object.fromEntries(resultOf(row).map(({ name, number }) => [name, finite(number, null)])),
      })),
    }),
    csv: () => ({
      headings: [...headings, ...results.map(({ name }) => title(name))],
      rows: answers.map((row) => [...row.cells, ...resultOf(row).map(({ number }) => finite(number, ''))]),
    }),
  })
  return 0
}

const BATCH_OPTIONS = [
  'volume',
  'interval',
  'aht',
  'target',
  'shrinkage',
  'model',
  'patience',
  'redial',
  'attempts',
  'lines',
  'concurrency',
  'slowdown',
]

/** A heading that is no option is carried along: a name, a date. One that nearly is one is refused. */
function batchOption(heading: string, file: string): string {
  const word = heading.toLowerCase().replaceAll(/[^a-z]/g, '')
  if (BATCH_OPTIONS.includes(word)) return word
  if (word.length <= 3 || nearest(word, BATCH_OPTIONS) === undefined) return `(${heading})`
  throw unknownName({
    what: 'a heading that is nearly an option',
    name: word,
    known: BATCH_OPTIONS,
    where: { file, line: 1, heading },
    always: 'Columns that are no options are carried along',
    value: heading,
  })
}
