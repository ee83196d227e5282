import { type ErrorDetails, KrarupError, unknownName } from '../../../domain/index.ts'
import type { Table, TableRow } from '../../dated/table.ts'
import { queueColumns } from '../../layout/index.ts'

/** Whose rows are wanted. */
interface Wanted {
  /** What the scenario's file says. */
  said: string | undefined
  /** The name in the scenario, which holds where the file says none and the table has it. */
  own: string
}

/** The rows of one queue: of any column that a history may have its queues in, or of `queues` and `group` of a plan. */
export function rowsOfQueue(table: Table, wanted: Wanted, place: string): TableRow[] {
  const plans = ['queues', '队列', 'group', '坐席组'].map((name) => headingOf(table, [name])).filter((k) => k >= 0)
  const history = queueColumns(table.headings)
  const isPlan = headingOf(table, ['queues', '坐席组']) >= 0
  const best = isPlan ? plans : history.slice(0, 1)
  return rowsOf(table, { ...wanted, best, others: history, heading: 'queue', plural: 'queues' }, place)
}

/** The rows of one group of a plan; a table without a column of groups may have them under what a history calls its queues. */
export function rowsOfGroup(table: Table, wanted: Wanted, place: string): TableRow[] {
  const own = headingOf(table, ['group', '坐席组'])
  const best = own >= 0 ? [own] : queueColumns(table.headings).slice(0, 1)
  return rowsOf(table, { ...wanted, best, others: [], heading: 'group', plural: 'groups' }, place)
}

interface Columns extends Wanted {
  /** Columns that tell the rows apart. */
  best: number[]
  /** Further ones, which may hold a name that the file says. */
  others: number[]
  heading: 'queue' | 'group'
  plural: string
}

function rowsOf(table: Table, { said, own, best, others, heading, plural }: Columns, place: string): TableRow[] {
  const holding = (name: string, columns: number[]) =>
    columns.map((column) => table.rows.filter(({ cells }) => cells[column] === name)).find((rows) => rows.length > 0)
  if (said !== undefined) return holding(said, [...best, ...others]) ?? refuseName(table, said, best, heading, place)
  const several = best.map((column) => namesIn(table, column)).find((names) => names.length > 1)
  if (!several) return table.rows
  const rows = holding(own, best)
  if (rows) return rows
  throw new KrarupError({
    code: 'CONFLICT',
    what: `${table.file} has several ${plural}`,
    where: { name: place },
    how: `say which, for example ${heading}: ${several[0]}`,
  })
}

function refuseName(table: Table, name: string, best: number[], heading: string, place: string): never {
  const where = { name: `${place}/${heading}` }
  const refuse = (error: Pick<ErrorDetails, 'what' | 'how'>) =>
    new KrarupError({ code: 'MISSING', where, value: name, ...error })
  if (best.length === 0)
    throw refuse({
      what: `${table.file} has no column ${heading}`,
      how: `it has ${table.headings.join(', ')}; leave ${heading} out where all rows are meant`,
    })
  const known = best.flatMap((column) => namesIn(table, column))
  const together = known.find((names) => names.split('; ').includes(name))
  if (together !== undefined)
    throw refuse({
      what: `${table.file} has ${together} together, not ${name} alone`,
      how: 'take the name of their group for all of them, or a forecast, which has each queue apart',
    })
  throw unknownName({
    code: 'MISSING',
    what: `${table.file} has no ${heading} of this name`,
    name,
    known,
    where,
    write: (guess) => JSON.stringify(guess),
    list: `it has, under ${best.map((column) => table.headings[column]).join(' and ')},`,
  })
}

function namesIn(table: Table, column: number): string[] {
  return [...new Set(table.rows.map(({ cells }) => cells[column] ?? ''))]
}

/** The column with one of some headings; -1 where there is none. */
export function headingOf(table: Table, names: readonly string[]): number {
  return table.headings.findIndex((heading) => names.includes(heading.toLowerCase()))
}
