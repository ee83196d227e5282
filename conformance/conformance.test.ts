import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { answer } from './answer.ts'
import { judge, type Row, readTable, TABLES, tableNamed } from './tables.ts'

function answersOf(name: string): Row[] {
  const { questions } = tableNamed(name)
  return readTable(name).map((row) => {
    const question = Object.fromEntries(questions.map((column) => [column, row[column]]))
    const given = Object.entries(answer(name, question)).map(([column, value]) => [column, String(value)])
    return { ...question, ...Object.fromEntries(given) }
  })
}

describe.each(TABLES)('$name.csv', (table) => {
  const truth = readTable(table.name)
  it.each(judge(table, truth, answersOf(table.name)))(
    '$column: $answered figures, none wrong, none left out',
    (verdict) => {
      expect(verdict).toMatchObject({ wrong: 0, unanswered: 0 })
      expect(verdict.answered).toBeGreaterThan(0)
    },
  )
})

describe('the judge', () => {
  const table = tableNamed('states')
  const truth = readTable('states')

  it('finds one wrong figure among right ones', () => {
    const answers = answersOf('states')
    const row = answers.find(({ model }) => model === 'A') as Row
    row.p_ab = String(Number(row.p_ab) * (1 + 1e-8))
    const verdict = judge(table, truth, answers).find(({ column }) => column === 'p_ab')
    expect(verdict).toMatchObject({ wrong: 1, worstRow: row.id })
    expect(verdict?.worst).toBeGreaterThan(1)
  })

  it.each(['NaN', 'Infinity', '-1e-320', 'n/a'])('takes %s for wrong', (figure) => {
    const [verdict] = judge(table, truth, [{ ...truth[0], p_block: figure }])
    expect(verdict).toMatchObject({ answered: 1, wrong: 1 })
  })

  it('counts what is not answered apart', () => {
    const [verdict] = judge(table, truth, [{ id: truth[0].id, p_block: truth[0].p_block }])
    expect(verdict).toMatchObject({ answered: 1, wrong: 0 })
    expect(verdict.unanswered).toBe(truth.filter((row) => row.p_block !== '').length - 1)
  })

  it('takes one agent more or another binding condition for wrong', () => {
    const staffing = tableNamed('staffing')
    const rows = readTable('staffing').slice(0, 1)
    const wrong = rows.map((row) => ({ ...row, n: String(Number(row.n) + 1), binding_at_n_minus_1: 'occ' }))
    const verdicts = judge(staffing, rows, wrong).filter((verdict) => verdict.wrong > 0)
    expect(verdicts.map(({ column }) => column)).toEqual(['n', 'binding_at_n_minus_1'])
  })
})

describe('the command', () => {
  const tsx = new URL('../node_modules/.bin/tsx', import.meta.url).pathname
  const check = new URL('check.ts', import.meta.url).pathname
  const run = (...args: string[]) => spawnSync(tsx, [check, ...args], { encoding: 'utf8' })

  it('passes this library, run as a calculator of its own', { tags: ['slow'] }, () => {
    const { status, stdout } = run(
      '--table',
      'states',
      '--model',
      'C',
      '--',
      tsx,
      new URL('krarup.ts', import.meta.url).pathname,
    )
    expect(stdout).toMatch(/\d+ figures answered, 0 wrong/)
    expect(status).toBe(0)
  })

  it('fails a calculator that answers one question, wrongly', () => {
    const poor =
      "process.stdin.on('data', () => {}); process.stdin.on('end', () => console.log('id,p_wait\\n154,0.01'))"
    const { status, stdout } = run('--table', 'states', '--', process.execPath, '-e', poor)
    expect(stdout).toContain('1 figures answered, 1 wrong')
    expect(status).toBe(1)
  })

  it('says when there is nothing to check', { tags: ['slow'] }, () => {
    expect(run().status).toBe(2)
    expect(run('--', process.execPath, '-e', '').status).toBe(2)
  })
})
