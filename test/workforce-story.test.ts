/** @module-tag slow */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runIn } from '../src/cli/terminal.testing.ts'
import { ROOT } from './repository.ts'

const folder = mkdtempSync(join(tmpdir(), 'krarup-workforce-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const example = (name: string) => `${ROOT}examples/workforce/${name}`

/** Rows of a CSV file of the story, by heading; no cell of it has a quoted comma. */
function rowsOf(name: string): Record<string, string>[] {
  const [head, ...lines] = readFileSync(join(folder, name), 'utf8').trim().split(/\r?\n/)
  const headings = head.split(',')
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, k) => [headings[k], cell])))
}

// The commands of docs/workforce.md, with fewer moves and replications.
describe('from a history to a roster of forty people', () => {
  it('in three commands, and a fourth that proves it', async () => {
    const krarup = async (line: string, most = 0) => {
      const run = await runIn(folder, line.split(' '))
      expect({ line, status: run.status <= most, notes: run.status <= most ? '' : run.notes }).toEqual({
        line,
        status: true,
        notes: '',
      })
      return run.out
    }
    const queues = '--queue VIP --queue English'
    await krarup(
      `plan ${ROOT}fixtures/hotline.csv ${queues} --start 2025-07-07 --days 7 --target 80/20 --shrinkage 15% --out plan.csv`,
    )
    await krarup(`schedule plan.csv --shifts ${example('shifts.yaml')} --iterations 2 --out shifts.csv`)
    await krarup(
      `roster shifts.csv --people ${example('people.csv')} --rules ${example('rules.yaml')} --moves 1500 --out roster.csv`,
      1,
    )
    const shifts = rowsOf('shifts.csv')
    const roster = rowsOf('roster.csv')
    const people = readFileSync(example('people.csv'), 'utf8').trim().split('\n').slice(1)
    expect(people).toHaveLength(40)
    // Every shift of every day has its people (one more here and there keeps contracts), and nobody has two on a day.
    const count = (rows: Record<string, string>[], of: (row: Record<string, string>) => number) => {
      const counts: Record<string, number> = {}
      for (const row of rows) {
        const key = [row.date, row.queue, row.shift, row.start, row.end].join(' ')
        counts[key] = (counts[key] ?? 0) + of(row)
      }
      return counts
    }
    const given = count(roster, () => 1)
    const needed = count(shifts, ({ agents }) => Number(agents))
    expect(Object.keys(given).sort()).toEqual(Object.keys(needed).sort())
    expect(Object.keys(needed).filter((key) => given[key] < needed[key])).toEqual([])
    expect(new Set(roster.map(({ name, date }) => `${name} ${date}`)).size).toBe(roster.length)
    expect(roster.every(({ name }) => people.some((line) => line.startsWith(`${name},`)))).toBe(true)
    // Who is on leave does not work.
    expect(
      roster.filter(({ name, date }) => name === 'Zhu Lin' && ['2025-07-10', '2025-07-11'].includes(date)),
    ).toEqual([])

    const out = await krarup('simulate plan.csv --roster roster.csv --absence 8% --replications 60 --json')
    const { queues: simulated } = JSON.parse(out)
    expect(simulated.map(({ name }: { name: string }) => name)).toEqual(['VIP', 'English'])
    // Asked for are 80 %; three half-widths are left to chance, and a point to what a steady state in each interval does not know.
    for (const { days } of simulated)
      for (const { serviceLevel } of days)
        expect(serviceLevel.value).toBeGreaterThan(0.8 - 0.01 - 1.5 * serviceLevel.halfWidth)
  })
})
