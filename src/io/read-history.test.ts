import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { formatDay, STATE } from '../domain/index.ts'
import { readHistory } from './index.ts'

const shared = new URL('../../../shared/data/', import.meta.url)
const sharedPath = (name: string) => new URL(name, shared).pathname

test.skipIf(!existsSync(shared))(
  'the bank of 2003: opening hours learnt, four closed weekdays named, nothing missing',
  async () => {
    const { history, findings } = await readHistory(sharedPath('bank_na_2003_30min.csv'))
    const [queue] = history.queues
    expect(history.interval).toBe(1800)
    expect(findings.rows).toBe(3528)
    expect(findings.absentDays.map(({ day }) => formatDay(day))).toEqual([
      '2003-04-04',
      '2003-04-07',
      '2003-05-26',
      '2003-07-04',
    ])
    expect(findings.missingSpans).toEqual([])
    expect(queue.state.length % 48).toBe(0)
    expect(queue.state.filter((state) => state === STATE.observed)).toHaveLength(3528)
    expect(queue.measures.offered[14]).toBe(560)
  },
)

test('an answered and an abandoned column make the offered', async () => {
  const { history } = await readHistory(
    Buffer.from('start,answered,abandoned,aht\n2026-03-02 08:00,10,2,120\n2026-03-02 08:30,0,1,\n'),
  )
  const [{ measures, start, state }] = history.queues
  expect(start % 86_400).toBe(0)
  expect(state).toHaveLength(48)
  expect([...measures.offered.slice(16, 18)]).toEqual([12, 1])
  expect([...(measures.handleTotal?.slice(16, 18) ?? [])]).toEqual([1200, 0])
})
