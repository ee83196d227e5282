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
  const [twice] = await staffing(
    'start,utc_offset,agents',
    '2026-10-25 02:00,+02:00,4',
    '2026-10-25 02:00,+01:00,3',
    '2026-10-25 03:00,+01:00,2',
  )
  expect([...twice.agents]).toEqual([4, 2])
})

// It counted as a day: one row of 3 agents asked for 72 hours.
test('of a single interval the length is that of other groups, or asked for', async () => {
  const [bank, other] = await staffing(
    'start,group,agents',
    '2026-10-01 09:00,Bank,4',
    '2026-10-01 09:30,Bank,0',
    '2026-10-01 09:00,Other,2.5',
  )
  expect([bank.interval, other.interval]).toEqual([1800, 1800])
  await expect(staffing('start,agents', '2026-10-01 09:00,3')).rejects.toMatchObject({
    code: 'TOO_SHORT',
    what: 'one interval alone does not tell how long it is',
    where: { line: 2 },
  })
})

// No shifts were made for it, and the answer was called the cheapest.
test('a table without rows is refused', async () => {
  await expect(staffing('start,agents')).rejects.toMatchObject({ code: 'TOO_SHORT', what: 'the table has no rows' })
})
