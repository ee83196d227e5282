import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readStaffing } from './read-plan.ts'

const folder = mkdtempSync(join(tmpdir(), 'krarup-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function staffing(...lines: string[]) {
  const path = join(folder, 'duty.csv')
  writeFileSync(path, `${lines.join('\n')}\n`)
  return readStaffing(path)
}

test('agents by interval and group', async () => {
  const [bank, other] = await staffing(
    'start,group,agents',
    '2026-10-01 09:00,Bank,4',
    '2026-10-01 09:30,Bank,0',
    '2026-10-01 09:00,Other,2.5',
  )
  expect([bank.name, bank.interval, ...bank.agents]).toEqual(['Bank', 1800, 4, 0])
  expect([other.name, ...other.agents]).toEqual(['Other', 2.5])
})

// Such rows were left out without a word, and their intervals counted as not known.
test.each([
  ['-1', 'fewer than 0 agents on duty'],
  ['', 'no number of agents on duty'],
])('agents of "%s" are refused with their line', async (agents, what) => {
  await expect(staffing('start,agents', '2026-10-01 09:00,4', `2026-10-01 09:30,${agents}`)).rejects.toMatchObject({
    what,
    where: { line: 3 },
  })
})

// The last of them was taken: two skills without a column for their names counted as the second alone.
test('two rows of one interval that differ are refused', async () => {
  await expect(staffing('start,agents', '2026-10-01 09:00,4', '2026-10-01 09:00,9')).rejects.toMatchObject({
    code: 'CONFLICT',
    where: { line: 3 },
  })
  const [twice] = await staffing('start,utc_offset,agents', '2026-10-25 02:00,+02:00,4', '2026-10-25 02:00,+01:00,3')
  expect([...twice.agents]).toEqual([4])
})
