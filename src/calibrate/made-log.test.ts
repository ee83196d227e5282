import { describe, expect, it } from 'vitest'
import { DAY_SECONDS, dayOf, weekdayOf } from '../domain/index.ts'
import { readHistory } from '../io/index.ts'
import { FAULTS, MADE_OPENS, madeCentre, madeLog } from './made-log.testing.ts'
import { simulatedLog } from './simulated-log.ts'

describe('the log of a simulated centre', () => {
  const scenario = madeCentre({ seed: 1, weeks: [1, 1] })
  const { calls, shifts } = simulatedLog(scenario, { seed: 3, opens: MADE_OPENS })

  it('has dates, from opening to close of the days that have volume', () => {
    for (const { arrived } of calls) {
      expect(weekdayOf(dayOf(arrived))).toBeLessThan(5)
      expect(arrived % DAY_SECONDS).toBeGreaterThanOrEqual(8 * 3600)
      expect(arrived % DAY_SECONDS).toBeLessThan(18 * 3600)
    }
  })

  it('never has an agent with two calls at once, nor one who is not signed in when a call is answered', () => {
    const free = new Map<string, number>()
    for (const call of calls.toSorted((a, b) => a.arrived + a.waited - b.arrived - b.waited)) {
      if (call.outcome !== 'answered') continue
      const answered = call.arrived + call.waited
      expect(answered).toBeGreaterThanOrEqual((free.get(call.agent) ?? 0) - 1e-3)
      free.set(call.agent, answered + call.talk + call.afterCall)
      expect(shifts.some(({ agent, from, to }) => agent === call.agent && from <= answered && answered <= to)).toBe(
        true,
      )
    }
  })

  it('needs the date of the first day', () => {
    const { firstDay: _, ...undated } = { ...scenario, firstDay: 'monday' }
    for (const one of [undated, { ...undated, firstDay: 'monday' }])
      expect(() => simulatedLog({ ...one, groups: madeGroups() })).toThrow(/first-day: 2026-05-04/)
  })

  function madeGroups() {
    return { front: { agents: 5 }, expert: { agents: 4 } }
  }
})

describe('a made log', () => {
  it.each([undefined, ...FAULTS])(
    'with the fault %s is read as a list of single calls, every row of it',
    async (fault) => {
      const { calls } = madeLog({ seed: 2, weeks: [1, 1], ...(fault && { fault }) })
      const { history } = await readHistory(new TextEncoder().encode(calls))
      expect(history.queues.map(({ queue }) => queue).toSorted()).toEqual(['sales', 'service', 'technical'])
      const offered = history.queues.reduce(
        (sum, queue) => sum + queue.measures.offered.reduce((total, each) => total + (each || 0), 0),
        0,
      )
      expect(offered).toBe(calls.trim().split('\n').length - 1)
    },
  )
})
