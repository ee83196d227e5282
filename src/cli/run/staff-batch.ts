import { KrarupError, nearest, unknownName } from '../../domain/index.ts'
import { readTable, type Table } from '../../io/index.ts'
import { staffBatchCsvRows, staffBatchJson, staffBatchTable } from '../../report/index.ts'
import type { Words } from '../commands/command.ts'
import type { Terminal } from '../terminal.ts'
import type { CheckedFiles } from './files.ts'
import { giveAnswer, printOptions } from './output.ts'
import { answerAt, checkCompanions, readQuestion, requirementOf } from './staff-question.ts'
import { type Options, optionName } from './words.ts'

/** One requirement a row; what the command line says holds for rows that leave it open. */
export async function runBatch(
  path: string,
  words: Words,
  options: Options,
  terminal: Terminal,
  files: CheckedFiles,
): Promise<number> {
  for (const name of NOT_IN_BATCHES)
    if (words[name] !== undefined)
      throw new KrarupError({
        code: 'CONFLICT',
        what: `${optionName(name)} does not go with a batch`,
        where: { name: optionName(name) },
        how: ONE_BY_ONE,
      })
  const table = await readTable(path, {
    what: 'requirements',
    fits: (words) => words.some((word) => BATCH_OPTIONS.includes(plain(word))),
    isHandleTime: (heading) => plain(heading) === 'aht',
  })
  const { headings, rows } = table
  const names = headings.map((heading) => batchOption(heading, table))
  checkCompanions((name) => words[name] !== undefined || names.includes(name))
  const answers = rows.map(({ cells, line }) => {
    const own: Words = Object.fromEntries(
      names.map((name, i) => [name, cells[i] || undefined]).filter(([, cell]) => cell),
    )
    try {
      const question = readQuestion({ ...words, ...own })
      return { cells, question, answer: answerAt(question, requirementOf(question).agents) }
    } catch (error) {
      if (!(error instanceof KrarupError)) throw error
      const { code, what, how, value, where } = error
      const heading = where?.name?.replace(/^--/, '')
      throw new KrarupError(
        { code, what, where: { ...table.at(line), ...(heading ? { heading } : {}) }, ...(how ? { how } : {}), value },
        { cause: error },
      )
    }
  })
  if (answers.length === 0) throw new KrarupError({ code: 'TOO_SHORT', what: 'no requirements', where: table.at() })
  const print = printOptions(options, terminal)
  const batch = { headings, names, rows: answers }
  await giveAnswer(files, options, terminal, {
    lines: () => staffBatchTable(batch, print),
    json: () => staffBatchJson(batch),
    csv: () => staffBatchCsvRows(batch, print.language),
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

/** Questions that a batch does not answer; they were ignored in silence. */
const NOT_IN_BATCHES = ['deadline', 'deadlineCounts', 'hours', 'agents', 'solve']
const ONE_BY_ONE = 'leave it out, or run krarup staff without a batch for each requirement'

function plain(heading: string): string {
  return heading.toLowerCase().replaceAll(/[^a-z]/g, '')
}

/** A heading that is no option is carried along: a name, a date. One that nearly is one is refused. */
function batchOption(heading: string, { at, headingLine }: Table): string {
  const word = plain(heading)
  if (BATCH_OPTIONS.includes(word)) return word
  if (word === 'deadline' || word === 'deadlinecounts')
    throw new KrarupError({
      code: 'CONFLICT',
      what: 'a batch does not size deferred work',
      where: { ...at(headingLine), heading },
      how: 'take the column out, or run krarup staff --deadline without a batch for each requirement',
    })
  if (word.length <= 3 || nearest(word, BATCH_OPTIONS) === undefined) return `(${heading})`
  throw unknownName({
    what: 'a heading that is nearly an option',
    name: word,
    known: BATCH_OPTIONS,
    where: { ...at(headingLine), heading },
    always: 'Columns that are no options are carried along',
    value: heading,
  })
}
