import { expect, test } from 'vitest'
import { readHistory } from '../index.ts'
import { madeCsv, madeRows } from './made-export.testing.ts'

const rows = madeRows()
const renamed = (name: string, old = 'Sales') =>
  Buffer.from(
    madeCsv('Start,Queue,Offered', rows, (row) => [row.start, row.date < '2026-01-19' ? old : name, row.offered]),
  )

// Once two short queues, and "20 days and 28 are needed".
test.each(['SALES', 'sales ', 'Sales EU', 'Sales-1'])(
  'Sales that goes on as %j is asked about, and merged when said',
  async (name) => {
    const { history, findings } = await readHistory(renamed(name))
    expect(history.queues).toHaveLength(2)
    expect(findings.warnings.join()).toContain('Sales ends on 2026-01-17 and ')
    const merged = await readHistory(renamed(name), { rename: { Sales: name.trim() } })
    expect(merged.history.queues).toHaveLength(1)
    expect(merged.history.queues[0].measures.offered.length).toBe(27 * 48)
  },
)

test('queues of other names, or of one time, are not asked about; a name that is not there is an error', async () => {
  const other = await readHistory(renamed('Service'))
  expect(other.findings.warnings).toEqual([])
  await expect(readHistory(renamed('SALES'), { rename: { Sale: 'SALES' } })).rejects.toThrow('did you mean Sales?')
})
