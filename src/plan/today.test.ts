import { describe, expect, it } from 'vitest'
import { type History, STATE } from '../domain/index.ts'
import { makePlan } from './index.ts'

const HOUR = 3600
const DAYS = 28
/** Alike on every day: ten hours of each queue's contacts. */
const contacts = { calls: 60, chats: 20 }
const isOpen = (i: number) => i % 24 >= 8 && i % 24 < 18

/** @param until hour from which nothing is known */
function historyOf(firstDay: number, days: number, factor = 1, until = 24 * days): History {
  const queues = Object.entries(contacts).map(([queue, each]) => {
    const state = Uint8Array.from({ length: days * 24 }, (_, i) =>
      !isOpen(i) ? STATE.closed : i < until ? STATE.observed : STATE.missing,
    )
    const offered = Float64Array.from(state, (here) => (here === STATE.observed ? each * factor : Number.NaN))
    return { queue, start: firstDay * 24 * HOUR, interval: HOUR, state, measures: { offered } }
  })
  return { interval: HOUR, queues }
}

describe('a plan of today', () => {
  const options = { days: 2, paths: 0, settings: { aht: 240, patience: 120, group: 'front' } } as const

  it('has what has come, with the agents of the morning', async () => {
    const history = historyOf(0, DAYS)
    const morning = await makePlan(history, options)
    const plan = await makePlan(history, { ...options, actuals: historyOf(DAYS, 1, 2, 12) })
    expect(morning.known).toBeUndefined()
    expect(plan.known).toBe(12)
    const [group] = plan.groups
    expect([...group.volume.subarray(8, 12)]).toEqual([160, 160, 160, 160])
    expect(group.agents.subarray(0, 12)).toEqual(morning.groups[0].agents.subarray(0, 12))
    expect(group.morning?.volume).toEqual(morning.groups[0].volume)
    expect(group.morning?.agents).toEqual(morning.groups[0].agents)
    expect(group.agents.subarray(24)).toEqual(morning.groups[0].agents.subarray(24))
    expect(plan.queues.map(({ morning: own }) => own?.[10])).toEqual(morning.queues.map(({ volume }) => volume[10]))
  })

  it('begins on the day after the history', async () => {
    const late = { ...options, firstDay: DAYS + 1, actuals: historyOf(DAYS, 1, 2, 12) }
    await expect(makePlan(historyOf(0, DAYS), late)).rejects.toThrow(
      expect.objectContaining({ code: 'CONFLICT', where: expect.objectContaining({ name: 'actuals' }) }),
    )
    await expect(makePlan(historyOf(0, DAYS), { ...options, firstDay: DAYS - 1 })).rejects.toThrow(
      expect.objectContaining({ code: 'OUT_OF_RANGE' }),
    )
    const later = await makePlan(historyOf(0, DAYS), { ...options, firstDay: DAYS + 3 })
    expect([later.start, later.dayCount]).toEqual([(DAYS + 3) * 24 * HOUR, 2])
  })

  it('is made with the model that is asked for', async () => {
    const [{ forecastModel }] = (await makePlan(historyOf(0, DAYS), { ...options, forecastModel: 'recent-median' }))
      .queues
    expect(forecastModel).toBe('recent-median')
    const others = (await makePlan(historyOf(0, DAYS), { ...options, forecastModel: 'seasonal-naive' })).queues
    expect(others.map((queue) => queue.forecastModel)).toEqual(['seasonal-naive', 'seasonal-naive'])
  })

  it.each([
    ['days', { days: 0 }],
    ['days', { days: 1.5 }],
    ['fteHours', { fteHours: 0 }],
    ['fteHours', { fteHours: 25 }],
    ['paths', { paths: -1 }],
  ])('refuses wrong %s', async (name, wrong) => {
    await expect(makePlan(historyOf(0, DAYS), { ...options, ...wrong })).rejects.toThrow(
      expect.objectContaining({ code: 'OUT_OF_RANGE', where: expect.objectContaining({ name }) }),
    )
  })
})
