import { expect, it } from 'vitest'
import { makeRoster } from '../../roster/index.ts'
import { rosterTable } from './roster-table.ts'

const MONDAY = 20_423
const night = (start: number, hours: number, agents: number) => ({
  day: MONDAY,
  queue: '',
  shift: 'night',
  start: start * 3600,
  end: (start + hours) * 3600,
  breaks: '',
  paidHours: hours,
  agents,
})

// The grid's signs had the hours of the first shift of their name, as if all of that name had them, and two shifts that lack people could not be told apart.
it('tells the hours of shifts that have one name', async () => {
  const answer = await makeRoster(
    { shifts: [night(22, 8, 1), night(23, 9, 2)], people: [{ name: 'Ann' }], rules: {} },
    { paths: 100 },
  )
  const text = rosterTable(answer).join('\n')
  expect(text).toContain('N night (begins 22:00 to 23:00, ends 06:00 to 08:00)')
  expect(text).toMatch(/night 22:00-06:00 lacks 1 of 1|night 23:00-08:00 lacks 2 of 2/)
  expect(rosterTable(answer, { language: 'zh' }).join('\n')).toContain(
    'N night（22:00 至 23:00 开始，06:00 至 08:00 结束）',
  )
})
