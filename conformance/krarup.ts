/** This library as a calculator under the protocol of README.md: `tsx conformance/krarup.ts TABLE < questions.csv > answers.csv`. */
import { readFileSync } from 'node:fs'
import { answer } from './answer.ts'
import { parseCsv, tableNamed, writeCsv } from './tables.ts'

const table = tableNamed(process.argv[2])
const answers = parseCsv(readFileSync(0, 'utf8')).map((question) => ({ ...question, ...answer(table.name, question) }))
console.log(writeCsv([...new Set([...table.keys, ...table.answers])], answers))
