/**
 * Holds any calculator against the tables: `tsx conformance/check.ts [--table NAME] [--model C,A] -- COMMAND [ARGUMENT ...]`.
 * The protocol is in README.md. Exit status 0 when every answer given is right, 1 when one is wrong, 2 when the command cannot be used.
 */
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { judge, parseCsv, readTable, TABLES, tableNamed, writeCsv } from './tables.ts'

const end = process.argv.indexOf('--')
const [command, ...args] = end < 0 ? [] : process.argv.slice(end + 1)
const { values } = parseArgs({
  args: process.argv.slice(2, end < 0 ? undefined : end),
  options: { table: { type: 'string' }, model: { type: 'string' } },
})
if (command === undefined)
  fail('give the command of the calculator after --: tsx conformance/check.ts -- my-calculator')
const models = values.model?.split(',')
let wrong = 0
let answered = 0
for (const table of values.table ? [tableNamed(values.table)] : TABLES) {
  const truth = readTable(table.name).filter((row) => models === undefined || models.includes(row.model))
  if (truth.length === 0) continue
  const run = spawnSync(command as string, [...args, table.name], {
    input: writeCsv(table.questions, truth),
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'inherit'],
    maxBuffer: 2 ** 28,
  })
  if (run.error) fail(`${command} does not run: ${run.error.message}`)
  if (run.status !== 0) fail(`${command} ended with status ${run.status ?? run.signal} on ${table.name}`)
  const verdicts = judge(table, truth, parseCsv(run.stdout))
  console.log(`\n${table.name}: ${truth.length} questions; errors in units of the tolerance`)
  console.table(
    Object.fromEntries(
      verdicts
        .filter((verdict) => verdict.answered + verdict.unanswered > 0)
        .map(({ column, worst, ...rest }) => [column, { ...rest, worst: Number(worst.toPrecision(3)) }]),
    ),
  )
  for (const verdict of verdicts) {
    wrong += verdict.wrong
    answered += verdict.answered
  }
}
console.log(`\n${answered} figures answered, ${wrong} wrong`)
if (answered === 0) fail('no figure was answered')
process.exitCode = wrong > 0 ? 1 : 0

function fail(message: string): never {
  console.error(message)
  process.exit(2)
}
