/** This library as a calculator under the protocol of README.md: `tsx conformance/krarup.ts TABLE < questions.csv > answers.csv`. */
import { readFileSync } from 'node:fs'
import { answer } from './answer.ts'
import { parseAnswers, TABLES } from './tables.ts'

const name = process.argv[2]
const table = TABLES.find((candidate) => candidate.name === name)
if (!table) throw new Error(`unknown table ${name}: take one of ${TABLES.map((candidate) => candidate.name).join(', ')}`)
const questions = parseAnswers(readFileSync(0, 'utf8'))
const columns = [...new Set([...table.questions.filter((column) => ['id', 'n', 'p_block'].includes(column)), ...table.answers])]
console.log(columns.join(','))
for (const question of questions) {
  const row = { ...question, ...answer(table.name, question) }
  console.log(columns.map((column) => row[column] ?? '').join(','))
}
