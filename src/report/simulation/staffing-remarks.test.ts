import { expect, it } from 'vitest'
import type { Scenario } from '../../sim/index.ts'
import { staffingRemarks } from './staffing-remarks.ts'

const agents = Array.from({ length: 20 }, (_, i) => (i % 3 === 0 ? 0 : 4))
const scenario: Scenario = {
  interval: 1800,
  queues: {
    calls: {
      ...{ volume: agents.map(() => 10), aht: 200, groups: ['all'] },
      target: { serviceLevel: { share: 0.8, within: 20 } },
    },
  },
  groups: { all: { agents } },
}

it('a gap in the staffing of an open queue is told by the clock, and no more than five by name', () => {
  const opens = 8 * 3600
  expect(staffingRemarks({ scenario, opens })).toEqual([
    'calls: contacts come and nobody who serves them is on duty 08:00-08:30, 09:30-10:00, 11:00-11:30, 12:30-13:00, 14:00-14:30 and 2 times more',
  ])
  const twoDays = {
    ...scenario,
    days: 2,
    groups: { all: { agents: agents.map((count, i) => (i < 2 ? 0 : count + 1)) } },
  }
  expect(staffingRemarks({ scenario: twoDays, opens }, 'zh')).toEqual([
    'calls：第1天08:00-09:00、第2天08:00-09:00有呼入，而没有可接听的坐席在岗',
  ])
  expect(staffingRemarks({ scenario: { ...scenario, groups: { all: { agents: 4 } } } })).toEqual([])
})
