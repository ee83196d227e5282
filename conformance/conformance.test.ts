import { describe, expect, it } from 'vitest'
import { answer } from './answer.ts'
import { errorOf, judge, readTable, TABLES } from './tables.ts'

describe.each(TABLES)('$name.csv', (table) => {
  const truth = readTable(table.name)
  const answers = truth.map((row) => {
    const question = Object.fromEntries(table.questions.map((column) => [column, row[column]]))
    const given = answer(table.name, question)
    return { ...question, ...Object.fromEntries(Object.entries(given).map(([column, value]) => [column, String(value)])) }
  })

  it.each(judge(table, truth, answers).filter(({ answered }) => answered > 0))('$column', (verdict) => {
    expect(verdict).toMatchObject({ wrong: 0 })
    expect(verdict.worst).toBeLessThanOrEqual(1)
  })
})
